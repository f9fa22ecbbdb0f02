"""Every statement of jing-trang's suite of datatypes, asked of the datatypes themselves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from letterbook.relaxng.datatypes import W3C, Datatype, DatatypeError, datatype

SUITE = Path(__file__).resolve().parents[4] / "shared" / "relaxng" / "xsdtest.xml"
ENTITY = re.compile(r"<!ENTITY\s+(\S+)\s+SYSTEM\s+\S+\s+NDATA")

Statement = tuple[str, Callable[[], bool]]


def context(holder: etree._Element) -> tuple[dict[str, str], frozenset[str]]:
    """The namespaces and the unparsed entities that a value of the suite is read with."""
    namespaces = {prefix or "": uri for prefix, uri in holder.nsmap.items()}
    return namespaces, frozenset(ENTITY.findall(holder.get("internalSubset", "")))


def text(holder: etree._Element) -> str:
    return holder.text or ""


def allows(kind: Datatype, holder: etree._Element) -> bool:
    """Whether a value is allowed; its value and its problem must say the same."""
    namespaces, entities = context(holder)
    allowed = kind.allows(text(holder), namespaces, entities)
    assert (kind.value(text(holder), namespaces, entities) is not None) == allowed
    assert (kind.problem(text(holder), namespaces, entities) is None) == allowed
    return allowed


def with_facet(name: str, facet: str, limit: str) -> Datatype:
    return datatype(W3C, name, ((facet, limit),))


def statements() -> Iterator[Statement]:
    """Each statement of the suite, as a function that is true when we agree."""
    if not SUITE.is_file():
        return
    for group in etree.parse(SUITE).getroot().iterchildren("datatype"):
        name = group.get("name", "")
        kind = datatype(W3C, name) if name not in ("untypedAtomic", "anyAtomicType") else None
        numbers = itertools.count(1)

        def name_of(word: str, name: str = name, numbers: Iterator[int] = numbers) -> str:
            return f"{name}-{next(numbers)}-{word}"

        if (
            kind is None
        ):  # types of XPath that later versions of jing know; jing 20091111's successor on PyPI too
            yield name_of("unknown"), lambda name=name: refused(name)  # type: ignore[misc]
            continue
        for one in group.iterchildren("valid", "invalid"):
            yield (
                name_of(one.tag),
                lambda kind=kind, one=one: allows(kind, one) == (one.tag == "valid"),  # type: ignore[misc]
            )
        for equiv in group.iterchildren("equiv"):
            values = [
                (n, v) for n, c in enumerate(equiv.iterchildren("class")) for v in c.iterchildren("value")
            ]
            for (n, one), (m, other) in itertools.product(values, values):

                def same(
                    kind: Datatype = kind,
                    one: etree._Element = one,
                    other: etree._Element = other,
                    wanted: bool = n == m,
                ) -> bool:
                    first, second = (
                        kind.value(text(one), *context(one)),
                        kind.value(text(other), *context(other)),
                    )
                    assert first is not None and second is not None
                    assert not wanted or hash(first) == hash(second)
                    return (first == second) == wanted

                yield name_of("equal" if n == m else "different"), same
        for pair in group.iterchildren("lessThan", "incomparable"):
            less, more = (text(value) for value in pair.iterchildren("value"))
            ordered = pair.tag == "lessThan"
            for facet, limit, other, holds in (
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
                bounded = with_facet(name, facet, limit)
                yield (
                    name_of(facet),
                    lambda k=bounded, o=other, h=holds: k.allows(o) == h,  # type: ignore[misc]
                )
        for length in group.iterchildren("length"):
            found = int(length.get("value", ""))
            for limit in (found - 1, found, found + 1):
                for facet, holds in (
                    ("length", limit == found),
                    ("minLength", found >= limit),
                    ("maxLength", found <= limit),
                ):
                    if limit >= 0:
                        measured = with_facet(name, facet, str(limit))
                        yield (
                            name_of(facet),
                            lambda k=measured, o=length, h=holds: allows(k, o) == h,  # type: ignore[misc]
                        )


def refused(name: str) -> bool:
    with pytest.raises(DatatypeError):
        datatype(W3C, name)
    return True


STATEMENTS = list(statements())


@pytest.mark.parametrize("holds", [s[1] for s in STATEMENTS], ids=[s[0] for s in STATEMENTS])
def test_statement(holds: Callable[[], bool]) -> None:
    """What the suite says of values, of their equality, order and length is so."""
    assert holds()


def test_the_suite_is_whole(shared: Path) -> None:
    """The suite was found and read, all of it."""
    assert len(STATEMENTS) > 1200
