"""Whatever stands in a date and its attributes, the rules of dates have an answer, and soon."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.judging import rules_of

from letterbook.reading.registers import Register
from letterbook.rules.document import Document
from letterbook.rules.running import FileRules
from letterbook.sources import parse

NAMES = [f"{name}{form}" for name in ("when", "from", "to", "notBefore", "notAfter") for form in ("", "-iso")]
PIECES = [
    "1887",
    "-0044",
    "12345",
    "999999999999",
    "-",
    "02",
    "30",
    "XX",
    "?",
    "~",
    "/",
    "..",
    "T10:00:00",
    "Z",
    "0000",
]
VALUES = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=7).map("".join),
    st.dates().map(str),
    st.text("0123456789-/X", max_size=12),
)
WORDS = [
    "3",
    "22d",
    "May",
    "Sunday",
    "февраля",
    "1887",
    "'87",
    "O.S.",
    "before",
    "end of",
    "10/22",
    ",",
    "[",
    "?",
    "de",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.dates().map("{:%A, %d %B %Y}".format)
)


@given(
    attributes=st.dictionaries(st.sampled_from([*NAMES, "calendar"]), VALUES, max_size=4),
    text=TEXTS,
    holder=st.sampled_from(["p", "closer", "dateline"]),
)
def test_any_date_has_an_answer(attributes: dict[str, str], text: str, holder: str) -> None:
    """No value and no text breaks a rule."""
    said = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    body = f"<{holder}>Sunday <date {said}>{escape(text)}</date></{holder}>"
    source = parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>{body}</text></TEI>'.encode(), "a.xml")
    found = list(FileRules(rules_of("D0"), Register.of([])).check(Document(source)))
    assert [finding for finding in found if finding.code == "X008"] == []
    assert all(finding.span.line for finding in found)
