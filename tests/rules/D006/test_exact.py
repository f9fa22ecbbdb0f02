"""What --fix writes for EDTF means the same days, for every value that it mends."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.judging import rules_of

from letterbook import editing
from letterbook.reading.dates import parse_edtf, parse_w3c
from letterbook.reading.registers import Register
from letterbook.rules.document import Document
from letterbook.rules.running import FileRules
from letterbook.sources import parse

YEARS = st.one_of(
    st.integers(1, 9999).map("{:04d}".format),
    st.integers(1, 999).map("{:03d}X".format),
    st.integers(1, 99).map("{:02d}XX".format),
    st.integers(10_000, 99_999).map("Y{}".format),
)
VALUES = st.builds(
    "{}{}{}{}".format,
    YEARS,
    st.sampled_from(["", "-XX", "-XX-XX", "-02-XX", "-02", "-uu"]),
    st.sampled_from(["", "", "?", "~", "%"]),
    st.sampled_from(["", "", "", "/..", "/1999"]),
)


@given(value=VALUES, attribute=st.sampled_from(["when", "notBefore", "notAfter", "from", "to"]))
def test_the_fix_means_the_same_days(value: str, attribute: str) -> None:
    """A fix that calls itself certain loses nothing; the same rule has nothing to say afterwards."""
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p><date {attribute}="{value}"/></p></text></TEI>'
    source = parse(text.encode(), "a.xml")
    rules = FileRules(rules_of("D006"), Register.of([]))
    found = list(rules.check(Document(source)))
    edits = [edit for finding in found if finding.fix is not None for edit in finding.fix.edits]
    if not edits:
        return
    made = editing.apply(source, edits)
    (date,) = made.root.iter("{*}date")
    limits = [parse_w3c(str(text)) for text in date.attrib.values()]
    meant = parse_edtf(re.sub("u", "X", value))
    assert meant is not None and all(limits)
    days = [day for pair in limits if pair is not None for day in pair]
    if attribute in ("when", "from", "to") or len(days) > 2:
        assert (min(days), max(days)) == meant
    else:
        assert (min(days) == meant[0]) if attribute == "notBefore" else (max(days) == meant[1])
    assert not list(rules.check(Document(made)))
