"""What ``letterbook validate`` does, one thing after the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from letterbook import reports, validation
from letterbook.cli import options, telling
from letterbook.cli.errors import say
from letterbook.cli.exit_codes import ExitCode
from letterbook.cli.progress import Progress
from letterbook.findings import Finding, Problem, Severity
from letterbook.reading.edition import Edition
from letterbook.reports._words import counted
from letterbook.validation.changes import Changes, changed_since
from letterbook.validation.selection import Selection, always, selection_of
from letterbook.validation.words import unknown


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says, under the names of its options."""

    schemas: tuple[Path, ...]
    xsd: bool
    allow_code: bool
    since: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    baseline: Path | None
    no_baseline: bool
    update_baseline: bool
    form: str
    output: Path | None
    quiet: bool
    maximum: int | None
    fail_on: str
    jobs: int | None
    timeout: float
    no_cache: bool
    why: bool


def run(paths: tuple[Path, ...], given: Given) -> ExitCode:
    """Check, leave out what is not asked for, tell the rest. Raises Problem, and WrongUse."""
    telling.refuse_folder(given.output)
    edition, plan = validation.chosen(paths, schemas=given.schemas, xsd=given.xsd)
    selection = selection_of(edition.settings, select=given.select, ignore=given.ignore)
    changes = changed_since(given.since, edition) if given.since is not None else None
    baseline = _Baseline(given, edition, selection)
    with Progress("checking", len(edition.selected)) as progress:
        how = validation.Options(
            selection=selection,
            rules=not given.schemas or bool(given.select),
            allow_code=given.allow_code,
            remember=not given.no_cache,
            jobs=given.jobs,
            timeout=given.timeout,
            on_file=progress.step,
        )
        result = validation.validate_edition(edition, plan=plan, options=how)
    _refuse_unknown(selection, result.findings)
    names, findings = _of_changes(changes, result)
    kept = baseline.left(findings, names)
    report = reports.Report(
        len(names),
        tuple(kept),
        names=names,
        root=telling.inside_repository(edition.root or Path()),
        fail_on=Severity.ERROR if given.fail_on == options.NEVER else Severity.parse(given.fail_on),
        baselined=baseline.hidden,
        read=_Reader(edition),
    )
    telling.tell(report, given.form, given.output, quiet=given.quiet, maximum=given.maximum)
    if given.why:
        _say_why(result)
    baseline.say()
    return _code(report, given.fail_on)


def _refuse_unknown(selection: Selection, findings: tuple[Finding, ...]) -> None:
    """A word of --select that neither Letterbook nor any schema's assert is called."""
    found = {word for finding in findings for word in (finding.code, finding.name)}
    wrong = [word for word in selection.unknown if word in selection.select and word not in found]
    if wrong:
        raise unknown("--select", wrong)


def _of_changes(
    changes: Changes | None, result: validation.Validation
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The files that count as checked, and the findings that are told of them."""
    if changes is None:
        return result.names, result.findings
    names = tuple(name for name in result.names if changes.includes(name))
    say(changes.note(len(names), len(result.names)))
    return names, tuple(finding for finding in result.findings if changes.shows(finding))


class _Baseline:
    """The baseline of a run, if there is one: read before the work, compared or written after it."""

    def __init__(self, given: Given, edition: Edition, selection: Selection) -> None:
        from letterbook.validation import baseline

        self.hidden = 0
        self._notes: list[str] = []
        self._given = given
        self._edition = edition
        self._selection = selection
        self._named = given.baseline is not None or bool(edition.settings.validate.baseline)
        self._path = self._chosen()
        self._old = baseline.Baseline()
        if self._path is None:
            return
        try:
            if self._path.exists() or not given.update_baseline:
                self._old = baseline.Baseline.read(self._path)
        except baseline.BaselineError:
            if not (given.update_baseline and self._is_whole()):
                raise

    def _chosen(self) -> Path | None:
        from letterbook.validation.baseline import FILE_NAME

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
        return everything <= {file.name for file in edition.selected} and not self._given.select

    def left(self, findings: tuple[Finding, ...], names: tuple[str, ...]) -> tuple[Finding, ...]:
        """The findings that are not in the baseline, which is written first where that was asked for."""
        if self._path is None:
            return findings
        from letterbook.validation.baseline import Scope, notes
        from letterbook.validation.words import codes_of_own_rules

        settings = self._edition.settings
        silent = frozenset() if self._given.allow_code else codes_of_own_rules(settings)
        whole = self._edition.root is not None and self._is_whole() and self._given.since is None
        scope = Scope(None if whole else frozenset(names), self._selection, silent)
        old = self._old
        if self._given.update_baseline:
            old = old.updated(findings, scope)
            old.write(self._path)
            self._notes.append(f"baseline: {counted(len(old), 'finding')} in {self._path.as_posix()}")
            if not self._named:
                self._notes.append(
                    f"  help: leave them out by --baseline {self._path.name}, or for good: "
                    f'baseline = "{self._path.name}" under [validate] in letterbook.toml'
                )
        compared = old.compare(findings, scope)
        self.hidden = compared.hidden
        told = (
            self._given.quiet
            or telling.on_screen(self._given.form, self._given.output) not in telling.HINTING
        )
        if not self._given.update_baseline:
            self._notes.extend(notes(compared, hidden=told, mended=not self._given.schemas))
        return compared.findings

    def say(self) -> None:
        """What is to be said of it, on stderr."""
        for note in self._notes:
            say(note)


class _Reader:
    """The bytes of a file by the name that findings call it."""

    def __init__(self, edition: Edition) -> None:
        files = (*edition.letter_files, *edition.register_files, *edition.selected)
        self._paths = {file.name: file.path for file in files}

    def __call__(self, name: str) -> bytes | None:
        from letterbook.sources import read_bytes

        path = self._paths.get(name)
        try:
            return read_bytes(path, name=name) if path is not None else None
        except Problem:
            return None


def _say_why(result: validation.Validation) -> None:
    """Each reason once, with the files that it holds for."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in result.why:
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        first = ", ".join(names[:3])
        more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
        say(f"checked {first}{more}: {reason}")
    same = result.files - len(result.why)
    if same:
        say(f"not checked again: {counted(same, 'file')}, with nothing changed")


def _code(report: reports.Report, fail_on: str) -> ExitCode:
    """Whether the run failed: by a finding, or because a file was not looked at."""
    unread = any(f.severity is Severity.ERROR and always(f.code, f.name) for f in report.findings)
    reached = fail_on != options.NEVER and report.reaches(Severity.parse(fail_on))
    return ExitCode.FINDINGS if unread or reached else ExitCode.FINE
