"""The conformance suites of jing-trang, unfolded into cases: spectest.xml (the language) and xsdtest.xml (the datatypes)."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
SHARED = Path(__file__).resolve().parents[3] / "shared"
"""Where the suites lie; test ids are made before there are fixtures."""


@dataclass(frozen=True)
class Case:
    """One schema of the suite, with documents and what is to be said of each."""

    name: str
    section: str
    correct: bool
    schema: bytes
    files: dict[str, bytes] = field(default_factory=dict)
    documents: tuple[tuple[bool, bytes], ...] = ()
    words: str = ""

    def write(self, folder: Path) -> Path:
        """Put the schema and the files that belong to it into a folder; the schema's path."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        path = folder / "schema.rng"
        path.write_bytes(self.schema)
        return path


def _alone(holder: etree._Element) -> bytes:
    """What an element of the suite holds, as a document of its own."""
    inner = copy.deepcopy(next(holder.iterchildren("*")))
    inner.tail = None
    return etree.tostring(inner, encoding="utf-8")


def _files(holder: etree._Element, before: str = "") -> Iterator[tuple[str, bytes]]:
    for child in holder.iterchildren("resource", "dir"):
        name = before + child.get("name", "")
        if child.tag == "dir":
            yield from _files(child, f"{name}/")
        else:
            yield name, _alone(child)


def spectest() -> list[Case]:
    """All cases of spectest.xml, in its order."""
    path = SHARED / "relaxng" / "spectest.xml"
    if not path.is_file():
        return []
    cases = []
    seen: Counter[str] = Counter()
    for case in etree.parse(path).getroot().iter("testCase"):
        section = case.findtext("section", "").strip()
        if not section:
            section = next(
                (s for up in case.iterancestors() if (s := up.findtext("section", "").strip())), "0"
            )
        seen[section] += 1
        schema = case.find("correct")
        correct = schema is not None
        schema = case.find("incorrect") if schema is None else schema
        assert schema is not None
        cases.append(
            Case(
                f"{section}-{seen[section]}",
                section,
                correct,
                _alone(schema),
                dict(_files(case)),
                tuple((d.tag == "valid", _alone(d)) for d in case.iterchildren("valid", "invalid")),
                " ".join(case.findtext("documentation", "").split()),
            )
        )
    return cases


def _declared(holder: etree._Element) -> str:
    spaces = sorted((prefix, uri) for prefix, uri in holder.nsmap.items() if prefix)
    return "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in spaces)


def _element(content: str, holder: etree._Element) -> bytes:
    spaces = f'xmlns="{RNG}"{_declared(holder)}'
    return f'<element {spaces} name="doc" datatypeLibrary="{XSD}">{content}</element>'.encode()


def _document(holder: etree._Element) -> bytes:
    internal = holder.get("internalSubset", "")
    doctype = f"<!DOCTYPE doc [{internal}]>" if internal else ""
    return f"{doctype}<doc{_declared(holder)}>{_escaped(holder.text or '')}</doc>".encode()


def _escaped(text: str) -> str:
    out = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return out.replace("\r", "&#13;").replace('"', "&quot;")


def _param(name: str, value: str) -> str:
    return f'<param name="{name}">{_escaped(value)}</param>'


def xsdtest() -> list[Case]:
    """All cases of xsdtest.xml: each datatype's values, its classes of equal values, its order, its lengths."""
    path = SHARED / "relaxng" / "xsdtest.xml"
    if not path.is_file():
        return []
    cases = []
    for datatype in etree.parse(path).getroot().iterchildren("datatype"):
        name = datatype.get("name", "")
        number: Counter[str] = Counter()

        def case(
            kind: str,
            content: str,
            schema: etree._Element,
            documents: list[tuple[bool, etree._Element]],
            name: str = name,
            number: Counter[str] = number,
        ) -> Case:
            number[kind] += 1
            written = tuple((valid, _document(holder)) for valid, holder in documents)
            return Case(f"{name}-{kind}-{number[kind]}", name, True, _element(content, schema), {}, written)

        for value in datatype.iterchildren("valid", "invalid"):
            content = f'<data type="{name}"/>'
            cases.append(case(value.tag, content, value, [(value.tag == "valid", value)]))
        for equiv in datatype.iterchildren("equiv"):
            classes = [list(c.iterchildren("value")) for c in equiv.iterchildren("class")]
            for group in classes:
                for one in group:
                    documents = [(g is group, other) for g in classes for other in g]
                    content = f'<value type="{name}">{_escaped(one.text or "")}</value>'
                    cases.append(case("equal", content, one, documents))
        for pair in datatype.iterchildren("lessThan", "incomparable"):
            less, more = pair.iterchildren("value")
            ordered = pair.tag == "lessThan"
            for facet, limit, other, holds in (
                ("maxExclusive", more, less, ordered),
                ("maxInclusive", more, less, ordered),
                ("minExclusive", less, more, ordered),
                ("minInclusive", less, more, ordered),
                ("minInclusive", more, less, False),
                ("maxInclusive", less, more, False),
            ):
                content = f'<data type="{name}">{_param(facet, limit.text or "")}</data>'
                cases.append(case(pair.tag, content, limit, [(holds, other)]))
        for length in datatype.iterchildren("length"):
            wanted = int(length.get("value", ""))
            for number_ in sorted({max(wanted - 1, 0), wanted, wanted + 1}):
                content = f'<data type="{name}">{_param("length", str(number_))}</data>'
                cases.append(case("length", content, length, [(number_ == wanted, length)]))
    return cases
