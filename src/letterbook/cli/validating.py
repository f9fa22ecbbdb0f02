"""What ``letterbook validate`` does, one thing after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from letterbook import reports, validation
from letterbook.cli import mending, options, telling
from letterbook.cli.baselining import Known
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
    fix: bool
    diff: bool
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
    """Check, leave out what is not asked for, mend and tell the rest. Raises Problem, and WrongUse."""
    telling.refuse_folder(given.output)
    work = _Work(paths, given)
    result = work.checked()
    if work.changes is not None:
        say(work.changes.note(result.files, len(work.edition.selected)))
    if given.why:
        _say_why(result)
    failed = False
    if given.fix or given.diff:
        done = validation.mend(
            work.edition,
            replace(result, findings=work.known.left(result.findings, result.names)),
            plan=work.plan,
            options=work.how,
            told=lambda findings: work.known.left(findings, result.names),
        )
        written, failed = mending.mend(done, write=given.fix, show=given.diff)
        result = work.checked() if written else result
    report = work.report(result)
    if given.diff:
        telling.write(report, given.form, given.output)
        say(reports.summary(report))
    else:
        telling.tell(report, given.form, given.output, quiet=given.quiet, maximum=given.maximum)
    for note in work.known.notes:
        say(note)
    return ExitCode.FINDINGS if failed else _code(report, given.fail_on)


class _Work:
    """The edition, what it is judged by, and what of the findings is told."""

    def __init__(self, paths: tuple[Path, ...], given: Given) -> None:
        self._given = given
        self.edition, self.plan = validation.chosen(paths, schemas=given.schemas, xsd=given.xsd)
        self._selection = selection_of(self.edition.settings, select=given.select, ignore=given.ignore)
        since = given.since
        self.changes: Changes | None = changed_since(since, self.edition) if since is not None else None
        self.known = Known(given, self.edition, self._selection)
        self.how = validation.Options(
            selection=self._selection,
            rules=not given.schemas or bool(given.select),
            allow_code=given.allow_code,
            changes=self.changes,
            remember=not given.no_cache,
            jobs=given.jobs,
            timeout=given.timeout,
        )

    def checked(self) -> validation.Validation:
        """What is found. Raises Problem; for a word of ``--select`` that nothing is called, too."""
        with Progress("checking", len(self.edition.selected)) as progress:
            how = replace(self.how, on_file=progress.step)
            result = validation.validate_edition(self.edition, plan=self.plan, options=how)
        _refuse_unknown(self._selection, result.findings)
        return result

    def report(self, result: validation.Validation) -> reports.Report:
        """What there is to say."""
        findings = self.known.left(result.findings, result.names)
        never = self._given.fail_on == options.NEVER
        return reports.Report(
            result.files,
            findings,
            names=result.names,
            root=telling.inside_repository(self.edition.root or Path()),
            fail_on=Severity.ERROR if never else Severity.parse(self._given.fail_on),
            baselined=self.known.hidden,
            read=_Reader(self.edition),
        )


def _refuse_unknown(selection: Selection, findings: tuple[Finding, ...]) -> None:
    """A word of --select that neither Letterbook nor any schema's assert is called."""
    found = {word for finding in findings for word in (finding.code, finding.name)}
    wrong = [word for word in selection.unknown if word in selection.select and word not in found]
    if wrong:
        raise unknown("--select", wrong)


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
