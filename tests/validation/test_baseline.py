"""The baseline: old findings stay hidden whatever happens round them, new ones do not; its file reads well in a diff."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.findings import Finding, Severity, Span
from letterbook.validation.baseline import Baseline, BaselineError, Scope, notes
from letterbook.validation.selection import Selection

FILE = "tei/letters/a.xml"


def finding(
    message: str = "two spaces",
    line: int = 3,
    *,
    code: str = "T003",
    file: str = FILE,
    around: str = "Dear  you",
    severity: Severity = Severity.WARNING,
) -> Finding:
    """A finding in the middle of some words."""
    span = Span(file, line, 5)
    return Finding(code, severity, message, span, name=f"name-of-{code}", context=f"{around}\n    ^^")


def baseline(*findings: Finding) -> Baseline:
    """What --update-baseline makes of a run over everything."""
    return Baseline().updated(findings)


def left(made: Baseline, *findings: Finding, scope: Scope | None = None) -> tuple[list[int], int, int]:
    """The lines of the findings that are told, how many were hidden, and how many entries are mended."""
    compared = made.compare(findings, scope)
    return [f.span.line for f in compared.findings], compared.hidden, compared.mended


def broken(folder: Path, text: str) -> tuple[int, str, str]:
    """Line, message and help of a baseline of no use."""
    path = folder / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        Baseline.read(path)
    assert caught.value.wrong_use
    assert caught.value.finding.span.file == path.as_posix()
    return caught.value.finding.span.line, caught.value.finding.message, caught.value.finding.help


def test_what_is_in_it_is_hidden() -> None:
    """And nothing else; how bad a finding is does not matter."""
    made = baseline(finding(), finding("no sender", 1, code="C001"))
    assert left(made, finding(), finding("no sender", 1, code="C001")) == ([], 2, 0)
    assert left(made, finding(severity=Severity.ERROR)) == ([], 1, 1)
    assert left(made, finding("three spaces")) == ([3], 0, 2)
    assert left(made, finding(code="T004")) == ([3], 0, 2)
    assert left(made, finding(file="tei/letters/b.xml")) == ([3], 0, 2), "a renamed file has new findings"
    assert left(baseline(), finding()) == ([3], 0, 0)


def test_moved_and_indented_lines() -> None:
    """Another line, other white space round it, other words round it: the same finding."""
    made = baseline(finding(around="  <p>Dear  you, how are"))
    for now in (
        finding(line=90, around="  <p>Dear  you, how are"),
        finding(around="\t\t<p>Dear   you, how are"),
        finding(around="<head/><p>Dear  you, where are"),
    ):
        assert left(made, now) == ([], 1, 0)


def test_one_more_of_the_same_is_new() -> None:
    """Of findings that read alike, those whose surroundings are known are hidden, and the new one is told."""
    old = [finding(line=n, around=f"word{n}  word") for n in range(1, 6)]
    made = baseline(*old)
    new = finding(line=99, around="quite  another")
    assert left(made, new, *old) == ([99], 5, 0)
    assert left(made, *old, *old) == ([1, 2, 3, 4, 5], 5, 0)
    assert left(made, *old[1:]) == ([], 4, 1)


def test_findings_that_are_wholly_alike_are_counted() -> None:
    """Three old ones hide three, not a fourth."""
    made = baseline(*(finding(line=n) for n in (1, 2, 3)))
    assert left(made, *(finding(line=n) for n in (10, 20, 30, 40))) == ([40], 3, 0)
    assert left(made, finding(line=10)) == ([], 1, 2)


def test_a_file_that_could_not_be_read_is_never_in_it() -> None:
    """A baseline does not make a run 'all good' that did not look at a file."""
    unreadable = finding("not well-formed", code="R006")
    assert len(baseline(unreadable)) == 0
    made = Baseline({FILE: [replace(entry, code="R006") for entry in baseline(finding()).files[FILE]]})
    assert left(made, finding(code="R006"))[0] == [3]


def test_a_file_that_cannot_be_read_has_mended_nothing() -> None:
    """Its entries stay, until somebody can look."""
    made = baseline(finding(), finding(file="b.xml"))
    broken_now = finding("not well-formed", code="R006")
    assert left(made, broken_now) == ([3], 0, 1)
    assert made.updated([broken_now]) == baseline(finding())
    half = [broken_now, finding(), finding("new")]
    assert made.updated(half) == baseline(finding(), finding("new"))
    assert left(made.updated(half), *half) == ([3], 2, 0)


def test_what_was_not_looked_at_is_not_mended() -> None:
    """A run over one file, or of some rules, says nothing of other entries and leaves them in their places."""
    other = finding(file="tei/letters/b.xml")
    rule = finding("no sender", 1, code="C001")
    made = baseline(finding(), other, rule)
    only = Scope({FILE}, Selection(select=("T",)))
    assert left(made, scope=only) == ([], 0, 1)
    assert left(made, scope=Scope({FILE})) == ([], 0, 2)
    assert left(made, scope=Scope()) == ([], 0, 3)
    assert made.updated([], only) == baseline(other, rule)
    assert made.updated([finding("new")], only) == baseline(other, rule, finding("new"))
    assert made.updated([]) == baseline()
    beside = finding("a rule cannot be run", file="own/rule.py")
    once = made.updated([beside], only)
    assert once.updated([beside], only) == once == baseline(other, rule, beside)


def test_the_file_reads_well_in_a_diff() -> None:
    """One finding a line, grouped by file, in an order that lines in the letter do not change."""
    found = [
        finding("z", 1, around="Grüße  aus"),
        finding("a", 2),
        finding("no sender", 9, code="C001"),
        finding(file="tei/letters/B.xml"),
    ]
    made = baseline(*found)
    lines = made.text.splitlines()
    assert lines[:5] == [
        "{",
        '  "version": 1,',
        '  "files": {',
        f'    "{FILE}": [',
        f'      {{"code": "C001", "name": "name-of-C001", "message": "no sender", "fingerprint": '
        f'"{made.files[FILE][0].fingerprint}"}},',
    ]
    assert len(lines) == 3 + 2 * 2 + len(found) + 2
    assert baseline(*reversed([replace(f, span=Span(f.span.file, 77, 1)) for f in found])).text == made.text
    assert made.text.endswith("}\n")


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Whatever stands in messages and names of files, halves of characters too; by hand it may be laid out anew."""
    made = baseline(finding('"quoted"\\ \u2028 ß \U0001f600'), finding(file="tei/\udcff.xml"), finding())
    made.write(tmp_path / "b.json")
    assert Baseline.read(tmp_path / "b.json") == made
    (tmp_path / "b.json").write_text(
        "\ufeff" + json.dumps(json.loads(made.text), indent=8) + "\r\n\r\n", encoding="utf-8"
    )
    assert Baseline.read(tmp_path / "b.json") == made
    baseline().write(tmp_path / "b.json")
    assert (tmp_path / "b.json").read_text(encoding="utf-8") == '{\n  "version": 1,\n  "files": {}\n}\n'
    assert len(Baseline.read(tmp_path / "b.json")) == 0


ENTRY = '{"code": "T003", "message": "m", "fingerprint": "ab"}'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "a { has to stand here"),
        ("[]", 1, "a { has to stand here"),
        ('{\n"files": {}\n}', 1, "is no baseline: it does not say its version"),
        ('{\n "version": 2}', 2, "is of version 2: this Letterbook reads version 1"),
        ('{"version": true}', 1, "is of version True"),
        ('{"version": 1, "files": {\n"a": 3}}', 2, "a [ has to stand here"),
        ('{"version": 1, "files": {\n"a": [\n"x"]}}', 3, "an entry has a code, a message and a fingerprint"),
        (f'{{"version": 1, "files": {{\n"a": [\n{ENTRY}\n{ENTRY}]}}}}', 4, "a , has to stand here"),
        (f'{{"version": 1, "files": {{\n"a": [\n{ENTRY},\n]}}}}', 4, "not JSON"),
        (f'{{"version": 1, "files": {{\n"a": [\n{ENTRY.replace(": ", " ")}]}}}}', 3, "not JSON"),
        (ENTRY.join(('{"version": 1, "files": {"a": [', "]}}\n\nx")), 3, "something follows the end"),
        ('{"version": 1, "x": ' + "[" * 100_000, 1, "not JSON"),
        ('{"version": 1, 3: 4}', 1, "a key is a string"),
        (ENTRY.replace("ab", "").join(('{"version": 1, "files": {"a": [', "]}}")), 1, "an entry has"),
        (ENTRY.replace('"ab"', "7").join(('{"version": 1, "files": {"a": [', "]}}")), 1, "an entry has"),
    ],
)
def test_a_broken_one_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    """Nothing is guessed: a baseline that is not read as it stands would hide too much or too little."""
    at, message, help_ = broken(tmp_path, text)
    assert (at, words in message) == (line, True), message
    assert help_ == "write it anew: --update-baseline over the whole edition"


def test_marks_of_a_merge(tmp_path: Path) -> None:
    """What happens to every file that many people write: git leaves both sides in it."""
    lines = baseline(finding("a"), finding("b")).text.splitlines()
    at = next(n for n, line in enumerate(lines) if '"message": "a"' in line)
    lines[at:at] = ["<<<<<<< HEAD", lines[at], "=======", lines[at].replace('"a"', '"c"'), ">>>>>>> main"]
    line, message, help_ = broken(tmp_path, "\n".join(lines))
    assert (line, message) == (at + 1, "a merge left its marks here")
    assert "keep the lines of both sides" in help_


def test_no_file(tmp_path: Path) -> None:
    """A baseline that is not there, a folder, bytes that are no text."""
    with pytest.raises(BaselineError) as caught:
        Baseline.read(tmp_path / "none.json")
    assert caught.value.finding.message == "there is no such file"
    assert caught.value.finding.help == "make it: --update-baseline"
    with pytest.raises(BaselineError, match="is a folder"):
        Baseline.read(tmp_path)
    with pytest.raises(BaselineError, match="is a folder"):
        baseline().write(tmp_path)
    (tmp_path / "b.json").write_bytes(b'{"version": 1, "\xff": 0}')
    with pytest.raises(BaselineError, match="is not UTF-8"):
        Baseline.read(tmp_path / "b.json")


@given(
    st.text(max_size=80)
    | st.builds("".join, st.lists(st.sampled_from([*'{}[],:"1', "version", '"files"', ENTRY])))
)
def test_any_text_is_a_baseline_or_an_error(text: str) -> None:
    """Whatever a merge or an editor made of it."""
    from letterbook.validation.baseline_text import entries_in

    try:
        read = entries_in(text, "b.json")
    except BaselineError as error:
        assert error.finding.span.line >= 1
    else:
        assert '"version"' in text and isinstance(read, dict)


def test_what_is_said_of_it() -> None:
    """Hidden findings are counted, so that nobody takes them for mended; mended ones may leave the file."""
    made = baseline(*(finding(line=n) for n in range(1200)))
    assert list(notes(made.compare([finding(line=n) for n in range(1150)]))) == [
        "baseline: 1,150 findings in it not told",
        "baseline: 50 entries are mended: --update-baseline",
    ]
    assert list(notes(made.compare([finding(line=n) for n in range(1199)])))[1] == (
        "baseline: 1 entry is mended: --update-baseline"
    )
    assert list(notes(baseline().compare([]))) == []


def test_nine_thousand_findings(tmp_path: Path) -> None:
    """An old edition: writing, reading and comparing take less than a second each, by far."""
    found = [
        finding(f"message {n % 70}", n, file=f"tei/letters/{n % 300}.xml", around=f"some {n % 400}  words")
        for n in range(9000)
    ]
    begin = time.perf_counter()
    baseline(*found).write(tmp_path / "b.json")
    made = Baseline.read(tmp_path / "b.json")
    assert left(made, *found) == ([], 9000, 0)
    assert time.perf_counter() - begin < 2
