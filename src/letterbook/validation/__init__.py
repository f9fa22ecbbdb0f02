"""Which schemas and rules apply to which file, and what they find there.

Workers import this package to check; what only the parent needs is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.settings import Settings
from letterbook.validation.plan import Options, Plan, SchemaProblem, plan_for, plan_of

if TYPE_CHECKING:
    from letterbook.reading.edition import Edition
    from letterbook.sources import Source
    from letterbook.validation.fixing import Mending

STANDARD = Options()
"""All rules that are on, everything remembered."""

__all__ = [
    "Options",
    "Plan",
    "SchemaProblem",
    "SelectionError",
    "Validation",
    "plan_for",
    "plan_of",
    "validate",
]


class SelectionError(Problem):
    """The paths given cannot be checked together, or there is nothing to check."""

    wrong_use = True


@dataclass(frozen=True, slots=True)
class Validation:
    """What was checked: how many files, and all findings, by file, line, column and code."""

    files: int
    findings: tuple[Finding, ...]
    why: tuple[tuple[str, str], ...] = ()
    """The files that had to be checked, with the reason of each; the others are as they were."""
    names: tuple[str, ...] = ()
    """The files, in their order."""
    contents: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The SHA-256 of what was checked, by file."""

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def validate(
    paths: Sequence[Path] = (),
    *,
    schemas: Sequence[Path] = (),
    xsd: bool = False,
    options: Options = STANDARD,
) -> Validation:
    """Check the edition, files or folders that paths name; by ``schemas`` alone, without an edition, if any.

    With ``schemas``, rules are applied only where the options select some. Raises Problem when the paths,
    letterbook.toml or a schema are of no use.
    """
    if schemas and not (options.selection and options.selection.select):
        options = replace(options, rules=False)
    edition, plan = chosen(paths, schemas=schemas, xsd=xsd)
    return validate_edition(edition, plan=plan, options=options)


def chosen(
    paths: Sequence[Path] = (), *, schemas: Sequence[Path] = (), xsd: bool = False
) -> tuple[Edition, Plan]:
    """The files that paths name, and what they are judged by. Raises Problem as ``validate`` does."""
    if schemas:
        if not paths:
            raise _selection("--schema judges files that are named: name some")
        from letterbook.reading.edition import Edition

        return Edition.listed(paths), plan_of(schemas)
    edition = open_edition(paths)
    return edition, plan_for(edition.settings, xsd=xsd)


def open_edition(paths: Sequence[Path]) -> Edition:
    """The edition that all paths belong to, or the files alone where there is none.

    Raises SelectionError for paths of several editions, and where neither path nor edition is there.
    """
    from letterbook.reading.edition import Edition
    from letterbook.settings import FILE_NAME, discover, find

    roots = {found.parent if found is not None else None for found in map(find, paths or [Path()])}
    if len(roots) > 1:
        names = " and ".join(sorted("none" if root is None else root.as_posix() for root in roots))
        raise _selection(f"the paths belong to different editions: {names}")
    if not paths and roots == {None}:
        raise _selection(f"there is no {FILE_NAME} here or above, and no file was named")
    if roots == {None}:
        return Edition.open(paths, Settings())
    return Edition.open(paths, discover(paths[0] if paths else Path()))


def validate_edition(
    edition: Edition, *, plan: Plan | None = None, options: Options = STANDARD
) -> Validation:
    """Check what is selected of an edition, and how it agrees with the rest of it. Raises Problem."""
    from letterbook.validation.collecting import rarely
    from letterbook.validation.working import Work

    with rarely():
        work = Work(edition, plan if plan is not None else plan_for(edition.settings), options)
        findings = tuple(work.findings())
    return Validation(len(work.names), findings, tuple(work.why), work.names, work.contents)


def mend(
    edition: Edition,
    found: Validation,
    *,
    plan: Plan,
    options: Options = STANDARD,
    told: Callable[[tuple[Finding, ...]], Iterable[Finding]] = tuple,
) -> Mending:
    """The certain fixes of what was found, made in memory and checked again until there is no more; nothing is written.

    ``told`` says which of the findings of a later check are told, so that nothing is mended that a baseline leaves out.
    """
    from letterbook.validation import fixing
    from letterbook.validation.working import Work

    files = {
        file.name: fixing.CheckedFile(file.path, found.contents[file.name])
        for file in edition.selected
        if file.name in found.contents
    }
    after: dict[str, Source] = {}

    def again(changed: Mapping[str, Source]) -> Iterable[Finding]:
        after.update(changed)
        part = replace(edition, selected=tuple(file for file in edition.selected if file.name in changed))
        return told(tuple(Work(part, plan, replace(options, on_file=None), after).findings()))

    return fixing.mend(found.findings, files, again)


def _selection(message: str) -> SelectionError:
    return SelectionError(
        Finding("E004", Severity.ERROR, message, Span("letterbook"), name="nothing-selected")
    )
