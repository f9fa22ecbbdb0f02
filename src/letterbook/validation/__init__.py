"""Which schemas and rules apply to which file, and what they find there.

Workers import this package to check; what only the parent needs is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.validation.plan import TIMEOUT, Plan, SchemaProblem, plan_for, plan_of

if TYPE_CHECKING:
    from letterbook.reading.edition import Edition

__all__ = ["Plan", "SchemaProblem", "SelectionError", "Validation", "plan_for", "plan_of", "validate"]


class SelectionError(Problem):
    """The paths given cannot be checked together, or there is nothing to check."""

    wrong_use = True


@dataclass(frozen=True, slots=True)
class Validation:
    """What was checked: how many files, and all findings, by file, line, column and code."""

    files: int
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def validate(
    paths: Sequence[Path] = (),
    *,
    schemas: Sequence[Path] = (),
    xsd: bool = False,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    on_file: Callable[[str], None] | None = None,
) -> Validation:
    """Check the edition, files or folders that paths name; by ``schemas`` alone, without an edition, if any.

    ``on_file`` hears the name of each file when it is done; ``timeout`` is in seconds a file. Raises Problem
    when the paths, letterbook.toml or a schema are of no use.
    """
    if schemas:
        if not paths:
            raise _selection("--schema judges files that are named: name some")
        from letterbook.reading.edition import Edition

        return validate_edition(
            Edition.listed(paths),
            plan=plan_of(schemas),
            jobs=jobs,
            timeout=timeout,
            on_file=on_file,
        )
    edition = open_edition(paths)
    return validate_edition(
        edition,
        plan=plan_for(edition.settings, xsd=xsd),
        jobs=jobs,
        timeout=timeout,
        on_file=on_file,
    )


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
        return Edition.listed(paths)
    return Edition.open(paths, discover(paths[0] if paths else Path()))


def validate_edition(
    edition: Edition,
    *,
    plan: Plan | None = None,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    on_file: Callable[[str], None] | None = None,
) -> Validation:
    """Check what is selected of an edition; pointers too where it has a root. Raises Problem."""
    from letterbook.validation.running import run

    plan = plan_for(edition.settings) if plan is None else plan
    files = [(file.path, file.name) for file in edition.selected]
    found: set[Finding] = set()
    for name, findings in run(files, plan, jobs=jobs, timeout=timeout):
        found.update(findings)
        if on_file is not None:
            on_file(name)
    if edition.root is not None:
        from letterbook.validation.pointers import Pointers

        names = {file.name for file in edition.selected}
        found.update(finding for finding in edition.findings if finding.span.file in names)
        found.update(Pointers(edition).check(names))
    return Validation(len(files), tuple(sorted(found, key=lambda finding: finding.sort_key)))


def _selection(message: str) -> SelectionError:
    return SelectionError(
        Finding("E004", Severity.ERROR, message, Span("letterbook"), name="nothing-selected")
    )
