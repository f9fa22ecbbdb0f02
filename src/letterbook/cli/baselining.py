"""The baseline of a run of ``validate``: which file it is, what it leaves out, what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from letterbook.cli import telling
from letterbook.findings import Finding
from letterbook.reading.edition import Edition
from letterbook.reports._words import counted
from letterbook.validation.baseline import FILE_NAME, Baseline, BaselineError, Scope, notes
from letterbook.validation.selection import Selection
from letterbook.validation.words import codes_of_own_rules

if TYPE_CHECKING:
    from letterbook.cli.validating import Given


class Known:
    """The findings that were there before, if a baseline is asked for. Raises BaselineError for one of no use."""

    def __init__(self, given: Given, edition: Edition, selection: Selection) -> None:
        self.hidden = 0
        self.notes: list[str] = []
        self._given = given
        self._edition = edition
        self._selection = selection
        self._named = given.baseline is not None or bool(edition.settings.validate.baseline)
        self._path = self._chosen()
        self._old = Baseline()
        if self._path is None:
            return
        try:
            if self._path.exists() or not given.update_baseline:
                self._old = Baseline.read(self._path)
        except BaselineError:
            if not (given.update_baseline and (edition.root is None or self._is_whole())):
                raise

    def _chosen(self) -> Path | None:
        root = self._edition.root or Path()
        if self._given.baseline is not None:
            return self._given.baseline
        if self._edition.settings.validate.baseline and not (self._given.no_baseline or self._given.schemas):
            return root / self._edition.settings.validate.baseline
        return root / FILE_NAME if self._given.update_baseline else None

    def _is_whole(self) -> bool:
        """Whether all files of the edition were asked for, and every finding."""
        edition = self._edition
        everything = {file.name for file in (*edition.letter_files, *edition.register_files)}
        selected = {file.name for file in edition.selected}
        return edition.root is not None and everything <= selected and not self._given.select

    def left(self, findings: tuple[Finding, ...], names: tuple[str, ...]) -> tuple[Finding, ...]:
        """The findings that are not in the baseline, which is written first where that was asked for."""
        if self._path is None:
            return findings
        given = self._given
        whole = self._is_whole() and given.since is None
        silent = frozenset[str]() if given.allow_code else codes_of_own_rules(self._edition.settings)
        scope = Scope(None if whole else frozenset(names), self._selection, silent)
        if given.update_baseline:
            self._old = self._old.updated(findings, scope)
            self._old.write(self._path)
        compared = self._old.compare(findings, scope)
        self.hidden = compared.hidden
        counts = given.quiet or telling.on_screen(given.form, given.output) not in telling.HINTING
        said = notes(compared, hidden=counts, mended=not given.schemas)
        self.notes = self._of_update() if given.update_baseline else list(said)
        return compared.findings

    def _of_update(self) -> list[str]:
        assert self._path is not None
        here = Path.cwd()
        shown = self._path.relative_to(here) if self._path.is_relative_to(here) else self._path
        said = [f"baseline: {counted(len(self._old), 'finding')} in {shown.as_posix()}"]
        if not self._named:
            name = self._path.name
            said.append(
                f"  help: leave them out by --baseline {name}, or for good: "
                f'baseline = "{name}" under [validate] in letterbook.toml'
            )
        return said
