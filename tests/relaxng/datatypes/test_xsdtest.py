"""Every statement of jing-trang's suite of datatypes, asked of the datatypes themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from letterbook.relaxng.datatypes import W3C, datatype

SUITE = Path(__file__).resolve().parents[4] / "shared" / "relaxng" / "xsdtest.xml"
GROUPS = list(etree.parse(SUITE).getroot().iterchildren("datatype")) if SUITE.is_file() else []
each_type = pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.get("name"))
ENTITY = re.compile(r"<!ENTITY\s+(\S+)\s+SYSTEM\s+\S+\s+NDATA")

Params = tuple[tuple[str, str], ...]


def allows(group: etree._Element, params: Params, holder: etree._Element) -> bool:
    """Whether what an element of the suite holds is allowed; the three questions about a value agree."""
    kind, text = datatype(W3C, group.get("name", ""), params), holder.text or ""
    namespaces = {prefix or "": uri for prefix, uri in holder.nsmap.items()}
    entities = frozenset(ENTITY.findall(holder.get("internalSubset", "")))
    allowed = kind.allows(text, namespaces, entities)
    assert (kind.value(text, namespaces, entities) is not None) == allowed, text
    assert (kind.problem(text, namespaces, entities) is None) == allowed, text
    return allowed


@each_type
def test_values(group: etree._Element) -> None:
    """What the suite calls valid is allowed, what it calls invalid is not."""
    for holder in group.iterchildren("valid", "invalid"):
        assert allows(group, (), holder) == (holder.tag == "valid"), holder.text


@each_type
def test_equality(group: etree._Element) -> None:
    """Values of one class are equal and hash alike, those of two classes are not equal."""
    kind = datatype(W3C, group.get("name", ""))
    for equiv in group.iterchildren("equiv"):
        namespaces = {prefix or "": uri for prefix, uri in equiv.nsmap.items()}
        values = [
            (number, kind.value(value.text or "", namespaces))
            for number, members in enumerate(equiv.iterchildren("class"))
            for value in members.iterchildren("value")
        ]
        for number, one in values:
            assert one is not None
            for other_number, other in values:
                assert (one == other) == (number == other_number), (one, other)
                assert one != other or hash(one) == hash(other)


@each_type
def test_order(group: etree._Element) -> None:
    """Limits hold for what is less, and neither way for what cannot be compared; every value keeps to itself as limit."""
    for pair in group.iterchildren("lessThan", "incomparable"):
        less, more = pair.iterchildren("value")
        ordered = pair.tag == "lessThan"
        for facet, limit, value, holds in (
            ("maxExclusive", more, less, ordered),
            ("maxInclusive", more, less, ordered),
            ("minExclusive", less, more, ordered),
            ("minInclusive", less, more, ordered),
            ("minInclusive", more, less, False),
            ("maxInclusive", less, more, False),
            ("minInclusive", less, less, True),
            ("maxInclusive", less, less, True),
            ("minExclusive", less, less, False),
            ("maxExclusive", less, less, False),
        ):
            assert allows(group, ((facet, limit.text or ""),), value) == holds, (
                facet,
                limit.text,
                value.text,
            )


@each_type
def test_length(group: etree._Element) -> None:
    """A value has the length that the suite says, and no other."""
    for holder in group.iterchildren("length"):
        found = int(holder.get("value", ""))
        for limit in range(max(found - 1, 0), found + 2):
            for facet, holds in (
                ("length", found == limit),
                ("minLength", found >= limit),
                ("maxLength", found <= limit),
            ):
                assert allows(group, ((facet, str(limit)),), holder) == holds, (facet, limit, holder.text)


def test_the_suite_is_whole(shared: Path) -> None:
    """The suite was found and read, all of it."""
    assert shared.is_dir()
    assert len(GROUPS) == 44
    assert sum(len(group) for group in GROUPS) == 336
