"""Files, names and texts of strangers: no form lets them say anything but what they are."""

from __future__ import annotations

import csv
import io
import json
import re
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.reports.runs import large
from tests.reports.schema_of import faults, xsd

from letterbook import reports
from letterbook.findings import Edit, Finding, Fix, Related, Severity, Span
from letterbook.reports import Report

TEXTS = (
    "\x1b[2J\x1b]0;title\x07\x9b31m",
    "::stop-commands::a",
    "\u3000::error file=x::b ##vso[task.setvariable]c ###[error]d",
    "a\n::error::b\r\n##[add-mask]c",
    "%0A::set-output name=a::b%25",
    "]]><script>alert(1)</script><!--",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe\u2066\u2069\u061c",
    "\ud800x\udfff",
    "\x00\ufffe\uffff\x85\u2028\u2029",
    "[link](javascript:alert) {0} {99} {x}",
    '"; \\" \' & < > ` | \t',
    "@when #12 https://evil.example www.evil.example",
    "",
    "   ",
    "…" * 3000,
)


def findings() -> list[Finding]:
    """Each text in every place that a stranger, or a rule that quotes one, may fill."""
    made = []
    for number, text in enumerate(TEXTS):
        span = Span(text or "empty.xml", number, number, number, number + 3)
        made.append(
            Finding(
                text or "Z9",
                Severity(number % 3 + 1),
                text or "m",
                span,
                name=text,
                help=text,
                notes=(text, text),
                related=(Related(span, text, f"{text}\n  ^^"), Related(Span(text), text)),
                fix=Fix(text, (Edit(0, 1, text),), certain=True),
                page=text,
                context=f"{text}\n ^^",
            )
        )
    return made


HOSTILE = Report(20, tuple(findings()), names=TEXTS, root="a b", read=lambda name: b"<a>text</a>")


def plain(text: str, form: str) -> bool:
    """Whether nothing in the text steers a terminal or a log, or ends a line elsewhere than all do."""
    lines = text.split("\n")
    if form != "github" and any(line.lstrip().startswith("::") for line in lines):
        return False
    if re.search(r"##\w*\[", text):
        return False
    return not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069]", text
    )


@pytest.mark.parametrize("form", reports.names())
def test_every_form_is_text_that_can_be_written_and_shown(form: str) -> None:
    """No control characters, no halves of characters, in no form."""
    text = reports.render(form, HOSTILE)
    text.encode("utf-8")
    assert plain(text, form)


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_json_stays_json(form: str) -> None:
    """Of the same shape whatever stands in it."""
    made = json.loads(reports.render(form, HOSTILE))
    if form == "gitlab":
        assert faults("gitlab-documented.json", [one for one in made if one["description"].strip()]) == []
        assert len({one["fingerprint"] for one in made}) == len(TEXTS)
    elif form == "json":
        assert [one["message"] for one in made["findings"]] == [text or "m" for text in TEXTS]
    else:
        assert faults("sarif-2.1.0.json", made) == []


def test_xml_stays_xml() -> None:
    """Valid, with as many cases as findings."""
    root = etree.fromstring(reports.render("junit", HOSTILE).encode())
    xsd("junit-10.xsd").assertValid(root)
    assert len(root.findall(".//testcase")) >= len(TEXTS)
    assert not root.findall(".//script")


def test_a_table_stays_a_table() -> None:
    """As many rows as findings, no formula in any cell."""
    rows = list(csv.reader(io.StringIO(reports.render("csv", HOSTILE)), strict=True))
    assert len(rows) == len(TEXTS) + 1
    assert all(not cell.strip().startswith(("=", "+", "-", "@")) for row in rows[1:] for cell in row)


def test_one_line_each_stays_one_line_each() -> None:
    """Nobody adds a line of an own to the concise form."""
    assert len(reports.render("concise", HOSTILE).splitlines()) == len(TEXTS) + 1


ANY = st.text(st.characters(exclude_categories=()), max_size=30)


@given(ANY, ANY, ANY, ANY)
def test_any_text_in_any_form(file: str, message: str, help_: str, context: str) -> None:
    """Found by trying: characters of all kinds, halves of characters too."""
    span = Span(file, 3, 4, 5, 6)
    finding = Finding(
        "Z1",
        Severity.ERROR,
        message,
        span,
        name="a-name",
        help=help_,
        notes=(help_,),
        related=(Related(span, message, context),),
        context=context,
    )
    report = Report(2, (finding,), names=(file,))
    for form in reports.names():
        text = reports.render(form, report)
        text.encode("utf-8")
        assert plain(text, form), form
        if form in ("json", "gitlab", "sarif"):
            json.loads(text)
        elif form == "junit":
            xsd("junit-10.xsd").assertValid(etree.fromstring(text.encode()))
        elif form == "github":
            assert len([line for line in text.splitlines() if line.lstrip().startswith("::")]) == 1


@pytest.fixture(scope="module")
def very_large() -> Report:
    """A file that somebody broke thoroughly, and many others."""
    return large(100_000, 100)


@pytest.mark.slow
@pytest.mark.parametrize("form", reports.names())
def test_a_hundred_thousand_findings(form: str, very_large: Report) -> None:
    """About a second each; the limit is for slow machines."""
    start = time.process_time()
    size = sum(map(len, reports.pieces(form, very_large)))
    assert time.process_time() - start < 9
    assert size > 100_000


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "json", "junit", "sarif", "terminal"])
def test_memory_does_not_grow_with_the_text(form: str) -> None:
    """Pieces are made as they are asked for: what is held is less than the text."""
    report = large(20_000, 100)
    tracemalloc.start()
    try:
        size = sum(map(len, reports.pieces(form, report)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < max(size, 4_000_000)
