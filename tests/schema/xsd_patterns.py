"""An XML Schema as the same plain patterns that RELAX NG grammars are read into, so that both can be compared.

Reads what letterbook.xsd uses: global elements, groups, attribute groups, substitution groups, simple types.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree
from tests.schema.grammar import EMPTY, TEXT, Pattern, choice, group, interleave, many

_XS = "{http://www.w3.org/2001/XMLSchema}"
_FACETS = ("pattern", "minInclusive", "maxInclusive")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class Schema:
    """The patterns of an XML Schema and of what it imports from its own folder."""

    def __init__(self, path: Path) -> None:
        self._tops: dict[tuple[str, str], etree._Element] = {}
        self._members: dict[str, list[str]] = {}
        parser = etree.XMLParser(remove_comments=True, collect_ids=False)
        for file, prefix in ((path, ""), (path.with_name("xml.xsd"), "xml:")):
            for top in etree.parse(file, parser).getroot():
                if top.get("name"):
                    self._tops[etree.QName(top).localname, prefix + top.get("name", "")] = top
                if top.get("substitutionGroup"):
                    self._members.setdefault(_local(top.get("substitutionGroup", "")), []).append(
                        top.get("name", "")
                    )
        self.start = choice(*(("element", name) for name in self.names))

    @property
    def names(self) -> list[str]:
        """The names of all elements that a document can have."""
        return sorted(
            n for (k, n), top in self._tops.items() if k == "element" and top.get("abstract") != "true"
        )

    def declared(self, name: str) -> int:
        """How often an element of that name is declared."""
        return int(("element", name) in self._tops)

    @cache  # noqa: B019
    def content(self, name: str) -> Pattern:
        """What an element holds, attributes included."""
        top = self._tops["element", name]
        if top.get("type"):
            return self._simple_named(top.get("type", ""))
        inner = next(iter(top), None)
        return TEXT if inner is None else self._complex(inner)

    def _complex(self, kind: etree._Element) -> Pattern:
        if kind.tag == f"{_XS}simpleType":
            return self._simple(kind)
        parts = [self._attributes(child) for child in kind]
        particles = [self._particle(child) for child in kind]
        content = group(*(part for part in particles if part is not None))
        if kind.get("mixed") == "true":
            content = interleave(content, TEXT)
        for child in kind:
            if child.tag in (f"{_XS}simpleContent", f"{_XS}complexContent"):
                (extension,) = child
                base = self._tops.get(("complexType", _local(extension.get("base", ""))))
                parts += [self._attributes(part) for part in extension]
                content = (
                    self._complex(base) if base is not None else self._simple_named(extension.get("base", ""))
                )
        return group(*parts, content)

    def _attributes(self, child: etree._Element) -> Pattern:
        if child.tag == f"{_XS}attributeGroup":
            top = self._tops["attributeGroup", _local(child.get("ref", ""))]
            return group(*(self._attributes(part) for part in top))
        if child.tag != f"{_XS}attribute":
            return EMPTY
        name = child.get("name", "") or child.get("ref", "")
        top = child if child.get("name") else self._tops["attribute", name]
        value = self._simple_named(top.get("type", "")) if top.get("type") else TEXT
        for inner in top:
            value = self._simple(inner)
        found: Pattern = ("attribute", name, value)
        return found if child.get("use") == "required" else choice(found, EMPTY)

    def _particle(self, child: etree._Element) -> Pattern | None:
        kind = etree.QName(child).localname
        if kind == "element":
            found = self._element(_local(child.get("ref", "")))
        elif kind == "group":
            (inner,) = self._tops["group", _local(child.get("ref", ""))]
            found = self._particle(inner) or EMPTY
        elif kind in ("sequence", "choice"):
            parts = [part for part in map(self._particle, child) if part is not None]
            found = group(*parts) if kind == "sequence" else choice(*parts)
        else:
            return None
        if child.get("maxOccurs") == "unbounded":
            found = many(found)
        return choice(found, EMPTY) if child.get("minOccurs") == "0" else found

    def _element(self, name: str) -> Pattern:
        own: list[Pattern] = (
            [] if self._tops["element", name].get("abstract") == "true" else [("element", name)]
        )
        return choice(*own, *(self._element(member) for member in self._members.get(name, ())))

    def _simple_named(self, name: str) -> Pattern:
        if name.startswith("xs:"):
            return ("data", _local(name))
        return self._simple(self._tops["simpleType", _local(name)])

    def _simple(self, kind: etree._Element) -> Pattern:
        (inner,) = kind
        nested = [self._simple(part) for part in inner if part.tag == f"{_XS}simpleType"]
        if inner.tag == f"{_XS}union":
            return choice(*map(self._simple_named, inner.get("memberTypes", "").split()), *nested)
        if inner.tag == f"{_XS}list":
            item = self._simple_named(inner.get("itemType", "")) if inner.get("itemType") else nested[0]
            return ("list", choice(many(item), EMPTY))
        base = self._simple_named(inner.get("base", "")) if inner.get("base") else nested[0]
        values = [part.get("value", "") for part in inner if part.tag == f"{_XS}enumeration"]
        if values:
            return choice(*(("value", value) for value in values))
        least = inner.find(f"{_XS}minLength")
        most = inner.find(f"{_XS}maxLength")
        exact = inner.find(f"{_XS}length")
        if base[0] == "list" and (least is not None or exact is not None or most is not None):
            return _counted(base, least, exact, most)
        facets = [(etree.QName(part).localname, part.get("value", "")) for part in inner]
        return (*base, *sorted(facet for facet in facets if facet[0] in _FACETS))


def _counted(
    base: Pattern, least: etree._Element | None, exact: etree._Element | None, most: etree._Element | None
) -> Pattern:
    """A list with a number of items."""
    item = next(part[1] for part in base[1][1:] if part[0] == "many")
    count = exact if exact is not None else least
    at_least = int(count.get("value", "0")) if count is not None else 0
    if exact is None and most is None:
        return (
            ("list", many(item))
            if at_least == 1
            else ("list", group(*[item] * at_least, choice(many(item), EMPTY)))
        )
    limit = exact if exact is not None else most
    at_most = int(limit.get("value", "0")) if limit is not None else 0
    return ("list", group(*[item] * at_least, *[choice(item, EMPTY)] * (at_most - at_least)))
