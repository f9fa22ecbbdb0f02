"""A baseline: the findings that an edition had when checking began. They are left out, so that only new ones are told.

It is kept beside the letters as JSON with one finding a line, in an order that changes only with the findings: a diff
shows what was mended and what was let in. An entry is known again by its fingerprint, or else by file, code and message,
as often as they stand there: moving, indenting or changing the lines round it does no harm. It names its file; a file
that was renamed has new findings. Severities are not kept. That a file could not be read is never left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from letterbook import writing
from letterbook.findings import Finding, Severity
from letterbook.fingerprints import fingerprints
from letterbook.reading.listing import order
from letterbook.sources import SourceError, read_bytes
from letterbook.validation.baseline_text import ANEW, BaselineError, Entry, broken, entries_in, written
from letterbook.validation.selection import Selection, always

FILE_NAME = "letterbook-baseline.json"
"""What a baseline is called when nobody says otherwise; it lies beside letterbook.toml."""

__all__ = ["FILE_NAME", "Baseline", "BaselineError", "Compared", "Entry", "Scope", "notes"]


@dataclass(frozen=True, slots=True)
class Compared:
    """What a baseline leaves over of a run: the ``findings`` to be told, and how many it hid.

    ``mended`` counts its entries that were looked for and are no longer there.
    """

    findings: tuple[Finding, ...]
    hidden: int
    mended: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run looked at: entries about anything else are neither mended nor written anew.

    ``files`` are the names of the files that were checked, or None when that was all there are.
    """

    files: Collection[str] | None = None
    selection: Selection = field(default_factory=Selection)
    silent: Collection[str] = ()
    """Codes that were not looked for."""

    def covers(self, file: str, entry: Entry) -> bool:
        """Whether the run would have told of the entry, were it still there."""
        if entry.code in self.silent or (self.files is not None and file not in self.files):
            return False
        return self.selection.level(entry.code, entry.name, file, Severity.ERROR, _on(entry.code)) is not None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of each file."""

    files: Mapping[str, Sequence[Entry]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, self.files.values()))

    def compare(self, findings: Sequence[Finding], scope: Scope | None = None) -> Compared:
        """Which of the findings of a run are not in the baseline, in their order."""
        scope = Scope() if scope is None else scope
        prints = fingerprints(findings)
        by_file = _by_file(findings)
        hidden: set[int] = set()
        mended, unread = 0, _unread(findings)
        for file, entries in self.files.items():
            found = by_file.get(file, [])
            known, left = _paired(entries, [(n, findings[n], prints[n]) for n in found])
            hidden |= known
            if file not in unread:
                mended += sum(scope.covers(file, entry) for entry in left)
        kept = tuple(finding for number, finding in enumerate(findings) if number not in hidden)
        return Compared(kept, len(hidden), mended)

    def updated(self, findings: Sequence[Finding], scope: Scope | None = None) -> Baseline:
        """The baseline with the findings of a run in place of all it had on what that run looked at."""
        scope = Scope() if scope is None else scope
        unread = _unread(findings)
        files = {
            file: [e for e in entries if file in unread or not scope.covers(file, e)]
            for file, entries in self.files.items()
        }
        prints = fingerprints(findings)
        for file, found in _by_file(findings).items():
            kept = files.setdefault(file, [])
            known, _ = _paired(kept, [(n, findings[n], prints[n]) for n in found])
            kept.extend(Entry.of(findings[n], prints[n]) for n in found if n not in known)
        names = sorted((name for name in files if files[name]), key=order)
        return Baseline({name: sorted(files[name]) for name in names})

    @property
    def text(self) -> str:
        """The file: ends with a line break; the same findings make the same text."""
        return written(self.files)

    def write(self, path: Path) -> None:
        """Write it whole. Raises Problem when that cannot be done."""
        if path.exists() and not path.is_file():
            what = "a folder" if path.is_dir() else "a device or a pipe"
            raise broken(path.as_posix(), f"is {what}: a baseline is a file")
        writing.write(path, self.text.encode("utf-8"))

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline that a file holds. Raises BaselineError with the line that is wrong."""
        name = path.as_posix()
        try:
            data = read_bytes(path, name=name)
        except SourceError as error:
            help_ = "make it: --update-baseline" if error.finding.code == "R001" else ""
            raise broken(name, error.finding.message, help_=help_) from None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise broken(name, "is not UTF-8", help_=ANEW) from None
        return cls(entries_in(text, name))


def _by_file(findings: Sequence[Finding]) -> dict[str, list[int]]:
    """The numbers of the findings that a baseline may have, by file."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        if not always(finding.code, finding.name):
            found[finding.span.file].append(number)
    return found


def _unread(findings: Iterable[Finding]) -> set[str]:
    """The files that could not be read or checked: nobody knows what else would be found in them."""
    return {finding.span.file for finding in findings if always(finding.code, finding.name)}


def _on(code: str) -> bool:
    """Whether the rule of a code is on by default."""
    from letterbook.rules.catalogue import find

    rule = find(code)
    return rule is None or rule.default


def _paired(
    entries: Sequence[Entry], found: Sequence[tuple[int, Finding, str]]
) -> tuple[set[int], list[Entry]]:
    """The numbers of a file's findings that are among its entries, and the entries that no finding is left for."""
    exact = Counter(entry.fingerprint for entry in entries)
    known: set[int] = set()
    rest: list[tuple[int, tuple[str, str]]] = []
    for number, finding, print_ in found:
        if exact[print_] > 0:
            exact[print_] -= 1
            known.add(number)
        else:
            rest.append((number, (finding.code, finding.message)))
    left = [entry for entry in entries if _taken(exact, entry.fingerprint)]
    alike = Counter(entry.alike for entry in left)
    met: Counter[tuple[str, str]] = Counter()
    for number, key in rest:
        if met[key] < alike[key]:
            met[key] += 1
            known.add(number)
    return known, [entry for entry in left if not _taken(met, entry.alike)]


def _taken(counts: Counter[Any], key: Any) -> bool:
    """Whether one more is left of something, which is then taken."""
    if counts[key] <= 0:
        return False
    counts[key] -= 1
    return True


def notes(compared: Compared, *, hidden: bool = True, mended: bool = True) -> Iterable[str]:
    """What is said of a comparison: how much was hidden, and how much of the baseline is not needed any more."""
    if compared.hidden and hidden:
        yield f"baseline: {_counted(compared.hidden, 'finding')} in it not told"
    if compared.mended and mended:
        verb = "is" if compared.mended == 1 else "are"
        yield f"baseline: {_counted(compared.mended, 'entry', 'entries')} {verb} mended: --update-baseline"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
