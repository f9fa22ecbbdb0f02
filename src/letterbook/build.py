"""``letterbook build``: validate an edition, then make every export that its letterbook.toml names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from letterbook import exports, index
from letterbook.exports import Exported, Options
from letterbook.reading.edition import Edition
from letterbook.validation import Options as Checking
from letterbook.validation import Validation, open_edition, validate_edition
from letterbook.validation.baseline import Baseline, notes


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found and made; ``exported`` is None when it stopped before exporting.

    ``notes`` says how many findings are not among those of the validation, because the edition's baseline has them.
    """

    validation: Validation
    exported: Exported | None
    output: Path
    notes: tuple[str, ...] = ()


def build(
    paths: Sequence[Path] = (),
    *,
    output: Path | None = None,
    force: bool = False,
    options: Options | None = None,
    jobs: int | None = None,
    on_step: Callable[[str, str], None] | None = None,
) -> Built:
    """Validate the edition that the paths belong to and export all of it, into ``output`` or the folder of its settings.

    Stops before exporting when there are errors that the baseline of its settings does not have, unless ``force``.
    ``on_step`` hears what is being done, and the file. Raises Problem when its settings, schema or baseline are of no use.
    """
    step = on_step or (lambda _what, _name: None)
    edition = whole(open_edition(paths))
    target = output if output is not None else edition.settings.output
    known = _baseline(edition)
    checking = Checking(jobs=jobs, on_file=lambda name: step("checking", name))
    found = validate_edition(edition, options=checking)
    compared = known.compare(found.findings)
    found = replace(found, findings=compared.findings)
    said = tuple(notes(compared, mended=False))
    if found.failed and not force:
        return Built(found, None, target, said)
    made = export(
        edition,
        edition.settings.build.exports,
        target,
        options=options,
        jobs=jobs,
        on_product=lambda name: step("making", name),
    )
    return Built(found, made, target, said)


def _baseline(edition: Edition) -> Baseline:
    """What the baseline of an edition has; nothing where it has none. Raises BaselineError."""
    name = edition.settings.validate.baseline
    return Baseline.read((edition.root or Path()) / name) if name else Baseline()


def whole(edition: Edition) -> Edition:
    """The edition with all its files selected."""
    return replace(edition, selected=(*edition.letter_files, *edition.register_files))


def export(
    edition: Edition,
    names: Sequence[str],
    output: Path,
    *,
    options: Options | None = None,
    flat: bool = False,
    jobs: int | None = None,
    on_product: Callable[[str], None] | None = None,
) -> Exported:
    """Make the named exports of what is selected of an edition."""
    facts = index.build(edition, jobs=jobs)
    chosen = {file.name for file in edition.selected_letters}
    if len(chosen) < len(edition.letter_files):
        facts = exports.subset(facts, chosen)
    return exports.run(
        facts, edition.settings, names, output, options=options, flat=flat, jobs=jobs, on_product=on_product
    )
