"""What the findings of a run depend on, beside the files that it checks: schemas, rules, registers, settings, folders."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from letterbook import cache
from letterbook.reading.edition import Edition, EditionFile
from letterbook.validation.digests import Contents
from letterbook.validation.plan import Plan
from letterbook.validation.remembering import Parts


def parts(plan: Plan) -> Parts:
    """What everything that is found by a plan depends on, beside the files."""
    settings, held = plan.settings, Contents().digest
    schemas = [path for path, _ in (*plan.grammars, *plan.xsds)]
    if settings.root is not None and settings.validate.catalog:
        schemas.append(str(settings.root / settings.validate.catalog))
    texts = [schema.stylesheet for schema in (*plan.schematrons, *plan.added)]
    own = ""
    if plan.own_rules:
        from letterbook.rules.own import digest

        own = digest(plan.own_rules)
    rest = replace(settings, rules=(), exceptions=(), file=None)
    return {
        "letterbook": (cache.program(), "Letterbook is another version"),
        "schemas": (
            cache.key([str(plan.named), *schemas, *map(held, schemas), *texts]),
            "it is judged by another schema, or a schema was changed",
        ),
        "rules": (cache.key([*plan.rules, own]), "other rules are applied"),
        "registers": (
            cache.key(part for path, name in plan.registers for part in (name, held(path))),
            "a register was changed",
        ),
        "settings": (cache.key([repr(rest)]), "letterbook.toml was changed"),
    }


def folders(edition: Edition) -> Iterator[str]:
    """The folders of the edition with the times of their last change: a file that comes or goes, an image too, may be
    one that a pointer names.
    """
    root = edition.root
    if root is None:
        return
    output = edition.settings.output.resolve()
    for here, names, _ in os.walk(root.resolve()):
        folder = Path(here)
        names[:] = sorted(name for name in names if name[0] != "." and folder / name != output)
        with contextlib.suppress(OSError):
            yield f"{here} {folder.stat().st_mtime_ns}"


def common(files: Iterable[EditionFile]) -> Path:
    """The folder that files without an edition lie in."""
    paths = [str(file.path.absolute()) for file in files]
    try:
        return Path(os.path.commonpath(paths))
    except ValueError:  # several drives
        return Path()
