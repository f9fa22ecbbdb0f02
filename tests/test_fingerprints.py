"""Fingerprints: by what a finding is known again, and what does not change it."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from letterbook.excerpts import excerpt
from letterbook.findings import Finding, Severity, Span
from letterbook.fingerprints import LENGTH, fingerprints

PLACES = st.builds(Span, st.sampled_from(["a.xml", "b.xml"]), st.integers(0, 99), st.integers(0, 99))
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["Z1", "Z2"]),
    st.sampled_from(Severity),
    st.sampled_from(["one", "two", "\udc80"]),
    PLACES,
    context=st.sampled_from(["", "<p>x</p>\n ^", "<q>y</q>\n   ^"]),
)


@given(st.lists(FINDINGS))
def test_no_two_are_alike_and_each_has_its_form(findings: list[Finding]) -> None:
    """Services keep one finding of each fingerprint."""
    made = fingerprints(findings)
    assert len(set(made)) == len(made) == len(findings)
    assert all(len(one) == LENGTH and set(one) <= set("0123456789abcdef") for one in made)


@given(st.lists(FINDINGS), st.integers(-50, 1000))
def test_moved_lines_and_other_severities_do_not_count(findings: list[Finding], by: int) -> None:
    """A paragraph put in above, or a rule told less loudly, makes no new findings."""
    moved = [
        dataclasses.replace(
            one,
            span=Span(one.span.file, one.span.line + by, 1, 1000 + by, 2000 + by),
            severity=Severity.INFO,
            help="other words",
        )
        for one in findings
    ]
    assert fingerprints(moved) == fingerprints(findings)


@given(st.lists(FINDINGS), FINDINGS, st.data())
def test_other_findings_come_and_go(findings: list[Finding], other: Finding, data: st.DataObject) -> None:
    """One more finding changes the fingerprint of none that differs from it."""
    at = data.draw(st.integers(0, len(findings)))
    other = dataclasses.replace(other, message="another")
    more = [*findings[:at], other, *findings[at:]]
    made = fingerprints(more)
    assert [one for one, of in zip(made, more, strict=True) if of is not other] == fingerprints(findings)


@given(st.lists(FINDINGS))
def test_the_set_does_not_depend_on_the_order(findings: list[Finding]) -> None:
    """Findings that are alike change places with each other only."""
    assert sorted(fingerprints(findings)) == sorted(fingerprints(findings[::-1]))


WORDS = st.text("abcü𝕬 ", max_size=60)


@given(WORDS, WORDS, st.integers(0, 60), st.sampled_from([" ", "\t"]))
def test_indentation_does_not_count(before: str, after: str, depth: int, blank: str) -> None:
    """A formatter may have gone over the file."""

    def found(indentation: str) -> Finding:
        data = f"<a>\n{indentation}<p>{before}<x/>{after}</p></a>".encode()
        start = data.index(b"<x/>")
        line_start = data.rfind(b"\n", 0, start) + 1
        column = len(data[line_start:start].decode()) + 1
        place = Span("a.xml", 2, column, start, start + 4)
        return Finding("Z1", Severity.ERROR, "m", place, context=excerpt(data, "utf-8", place))

    assert fingerprints([found("")]) == fingerprints([found(blank * depth)])


def test_a_line_in_a_message_does_not_count() -> None:
    """An end tag that does not fit names the line of the start tag."""
    said = [f"</p> does not close <q> of line {line}" for line in (3, 17)]
    one, other = (fingerprints([Finding("R006", Severity.ERROR, text, Span("a.xml"))]) for text in said)
    assert one == other


def test_what_makes_another_finding() -> None:
    """Code, file, message, and what stands there."""
    one = Finding("Z1", Severity.ERROR, "m", Span("a.xml", 1, 1), context="<p>x y</p>\n^^^")
    others = [
        dataclasses.replace(one, code="Z2"),
        dataclasses.replace(one, message="n"),
        dataclasses.replace(one, span=Span("b.xml", 1, 1)),
        dataclasses.replace(one, context="<p>x z</p>\n^^^"),
        dataclasses.replace(one, context="<p>x y</p>\n   ^"),
    ]
    assert len({*fingerprints([one]), *(fingerprints([other])[0] for other in others)}) == 6


def test_a_fingerprint_is_the_same_in_every_version() -> None:
    """A baseline of today is read by the Letterbook of next year."""
    one = Finding("Z1", Severity.ERROR, "an é", Span("tei/a.xml", 3, 4), context="<p>x</p>\n^^^")
    assert fingerprints([one, one]) == [
        "bb8604a68adf3bcb7bcac756b27a2f2a",
        "1f8467650803b9e59d2319986ffdba78",
    ]
