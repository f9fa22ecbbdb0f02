"""Certain fixes, made: in memory pass by pass until there are no more, then written, or only shown.

Each change is proven by the one writer of TEI (editing.py). Files are written whole, after all of them are done, and only
where they still hold what was checked.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from letterbook.editing import EditError, apply
from letterbook.editing import write as write_source
from letterbook.findings import Edit, Finding, Problem, Severity, Span
from letterbook.sources import Source, read, read_bytes

PASSES = 10
"""So often files are checked again after they were mended: a fix may make room for another."""

_TRIES = 64
"""So many divisions of a file's fixes are tried to find those that can be made, when they cannot be made together."""

Recheck = Callable[[Mapping[str, Source]], Iterable[Finding]]
"""Checks the files that were changed in the last pass as they are now, by their names, and gives all their findings."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file whose findings are at hand: where it is, and the SHA-256 of the bytes that were checked."""

    path: Path
    digest: str


@dataclass(slots=True)
class Mending:
    """What became of the fixes, in memory: nothing is written yet."""

    before: dict[str, Source] = field(default_factory=dict)
    """The files that were changed as they are on the disk, by name."""
    after: dict[str, Source] = field(default_factory=dict)
    """The same files mended."""
    made: list[Finding] = field(default_factory=list)
    """The findings that were mended, as they were told."""
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What is found now in the files that were changed."""
    skipped: list[Finding] = field(default_factory=list)
    """Why files or fixes were left as they are."""
    left: list[Finding] = field(default_factory=list)
    """Findings that could be mended and were not: refused, or the passes ran out."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was written: the names of the files, the number of fixes, and why the rest was left."""

    files: tuple[str, ...]
    fixes: int
    skipped: tuple[Finding, ...]
    rules: tuple[tuple[str, str, int], ...] = ()
    """Code, name and number of fixes of each rule, by code."""


def mend(
    findings: Iterable[Finding],
    files: Mapping[str, CheckedFile],
    recheck: Recheck | None = None,
    *,
    passes: int = PASSES,
) -> Mending:
    """Make all certain fixes of these findings, and of those that ``recheck`` finds afterwards.

    Of fixes that overlap in a file the first one is made, the others wait for the next pass. Nothing is written.
    """
    mending = Mending()
    refused: set[tuple[str, tuple[Edit, ...]]] = set()
    seen: dict[str, set[str]] = {}
    current = list(findings)
    for number in range(passes + 1):
        waiting = _by_file(current, refused)
        if not waiting:
            break
        if number == passes:
            mending.left += [finding for found in waiting.values() for finding in found]
            break
        changed: dict[str, Source] = {}
        for name, found in waiting.items():
            source = _opened(name, files, mending)
            if source is None:
                mending.left += found
                refused |= {(name, _edits(finding)) for finding in found}
                continue
            made, done, wrong = _made(source, found)
            for finding, problem in wrong:
                refused.add((name, _edits(finding)))
                mending.left.append(finding)
                mending.skipped.append(_told(finding, problem))
            known = seen.setdefault(name, {source.digest})
            undone = made.digest in known  # fixes that undo each other end here
            if recheck is None or undone:  # what was in the way of another fix is not found again
                gone = {
                    _edits(finding) for finding in (*(() if undone else done), *(one for one, _ in wrong))
                }
                mending.left += [finding for finding in found if _edits(finding) not in gone]
            if undone:
                refused |= {(name, _edits(finding)) for finding in found}
                continue
            known.add(made.digest)
            mending.before.setdefault(name, source)
            changed[name] = mending.after[name] = made
            mending.made += done
        if not changed:
            break
        current = list(recheck(changed)) if recheck is not None else []
        for name in changed:
            mending.findings[name] = tuple(finding for finding in current if finding.span.file == name)
    return mending


def write(mending: Mending) -> Mended:
    """Write the mended files, each whole or not at all; one that was changed meanwhile or may not be written is skipped.

    When it is interrupted, the files before are written and the others are as they were.
    """
    written: list[str] = []
    skipped = list(mending.skipped)
    for name, after in mending.after.items():
        path = after.path
        assert path is not None
        try:
            there = read_bytes(path, name=name)
            if there not in (mending.before[name].data, after.data):
                raise EditError(_changed(name))
            write_source(after)
        except Problem as problem:
            skipped.append(problem.finding)
            continue
        written.append(name)
    return told(mending, written, skipped)


def told(
    mending: Mending, written: Sequence[str] | None = None, skipped: Sequence[Finding] | None = None
) -> Mended:
    """What was mended in these files; without them, what would be."""
    names = tuple(mending.after if written is None else written)
    made = [finding for finding in mending.made if finding.span.file in set(names)]
    rules = Counter((finding.code, finding.name) for finding in made)
    return Mended(
        names,
        len(made),
        tuple(mending.skipped if skipped is None else skipped),
        tuple((code, name, count) for (code, name), count in sorted(rules.items())),
    )


def _by_file(
    findings: Iterable[Finding], refused: set[tuple[str, tuple[Edit, ...]]]
) -> dict[str, list[Finding]]:
    """The findings with a certain fix, each fix once, in the order of their places, by file."""
    found: dict[str, dict[tuple[Edit, ...], Finding]] = {}
    for finding in findings:
        edits = _edits(finding)
        if edits and (finding.span.file, edits) not in refused:
            found.setdefault(finding.span.file, {}).setdefault(edits, finding)
    return {
        name: sorted(of.values(), key=lambda one: (_edits(one)[0].start, *one.sort_key))
        for name, of in sorted(found.items())
    }


def _edits(finding: Finding) -> tuple[Edit, ...]:
    """The edits of a certain fix, in their order; none where there is no such fix."""
    if finding.fix is None or not finding.fix.certain:
        return ()
    return tuple(sorted(finding.fix.edits, key=lambda edit: (edit.start, edit.end)))


def _opened(name: str, files: Mapping[str, CheckedFile], mending: Mending) -> Source | None:
    """The file as it is after the passes so far; None, and told, where it is not what was checked."""
    if name in mending.after:
        return mending.after[name]
    checked = files.get(name)
    if checked is None:
        return None
    try:
        source = read(checked.path, name=name)
    except Problem as problem:
        mending.skipped.append(problem.finding)
        return None
    if source.digest != checked.digest:
        mending.skipped.append(_changed(name))
        return None
    return source


class _Taken:
    """The bytes that accepted fixes change."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def free(self, edits: tuple[Edit, ...]) -> bool:
        """Whether none of these edits touches what is taken. Two insertions at one place do."""
        return not any(self._hit(edit) for edit in edits)

    def _hit(self, edit: Edit) -> bool:
        at = bisect_right(self._spans, (edit.start, edit.end))
        for start, end in self._spans[max(at - 1, 0) : at + 1]:
            if start < edit.end and edit.start < end:
                return True
            empty = start == end or edit.start == edit.end
            if empty and start <= edit.end and edit.start <= end:
                return True
        return False

    def add(self, edits: tuple[Edit, ...]) -> None:
        """Take what they change."""
        for edit in edits:
            insort(self._spans, (edit.start, edit.end))


Wrong = list[tuple[Finding, Problem]]


def _made(source: Source, found: list[Finding]) -> tuple[Source, list[Finding], Wrong]:
    """The source with all fixes made that go together; which these are; and which can never be made, with the reason."""
    taken = _Taken()
    chosen = []
    for finding in found:
        edits = _edits(finding)
        if taken.free(edits):
            taken.add(edits)
            chosen.append(finding)
    wrong: Wrong = []
    with contextlib.suppress(EditError):
        return apply(source, _all(chosen)), chosen, wrong
    done = _provable(source, chosen, wrong, [_TRIES])
    while done:
        with contextlib.suppress(EditError):  # each can be made, but perhaps not all of them together
            return apply(source, _all(done)), done, wrong
        done = done[: len(done) // 2]
    return source, [], wrong


def _provable(source: Source, found: list[Finding], wrong: Wrong, tries: list[int]) -> list[Finding]:
    """Those of the fixes that can be made; the others are told. After so many tries the rest waits for the next pass."""
    if not found or not tries[0]:
        return []
    tries[0] -= 1
    try:
        apply(source, _all(found))
    except EditError as error:
        if len(found) == 1:
            wrong.append((found[0], error))
            return []
        half = len(found) // 2
        return _provable(source, found[:half], wrong, tries) + _provable(source, found[half:], wrong, tries)
    return found


def _all(findings: Iterable[Finding]) -> list[Edit]:
    return [edit for finding in findings for edit in _edits(finding)]


def _told(finding: Finding, problem: Problem) -> Finding:
    """Why a fix was not made, at the place of its finding."""
    text = f"the fix of {finding.name or finding.code} was not made: {problem.finding.message}"
    return Finding("W001", Severity.WARNING, text, finding.span, name="refused-edit")


def _changed(name: str) -> Finding:
    message = "was changed by something else since it was checked"
    return Finding(
        "W001", Severity.ERROR, message, Span(name), name="refused-edit", help="run the command again"
    )
