"""Random grammars in the XML syntax: most of them correct, some with a fault or two."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from lxml import etree

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
R = f"{{{RNG}}}"
NAMES = ("a", "b", "c", "d")
ATTRIBUTES = ("p", "q", "r", "s")
SPACES = ("", "urn:x", "urn:y")

Facets = tuple[tuple[str, str], ...]
TYPES: dict[tuple[str, str], tuple[tuple[Facets, ...], tuple[str, ...]]] = {
    ("", "string"): (((),), ("", "x", " x ", "x  y", "1")),
    ("", "token"): (((),), ("", "x", " x ", "x  y", "1")),
    (XSD, "string"): (
        ((), (("maxLength", "3"),), (("pattern", "[a-z]*"),)),
        ("", "x", "xyz", "x y z", "XYZ"),
    ),
    (XSD, "token"): (
        ((), (("minLength", "2"),), (("pattern", "x+|\\d{2}"),)),
        ("x", "xx", " xx ", "12", "x  x"),
    ),
    (XSD, "normalizedString"): (((), (("length", "3"),)), ("x y", " x ", "x", "\tx\n")),
    (XSD, "integer"): (
        (
            (),
            (("minInclusive", "0"),),
            (("maxExclusive", "10"), ("minExclusive", "-5")),
            (("totalDigits", "2"),),
        ),
        ("1", "01", "+1", " 1 ", "-4", "10", "100", "1.0", "x", "-0"),
    ),
    (XSD, "decimal"): (
        ((), (("fractionDigits", "1"),), (("maxInclusive", "1.5"),)),
        ("1", "1.0", "1.5", "1.55", "-.5", "x"),
    ),
    (XSD, "boolean"): (((), (("pattern", "true|false"),)), ("true", "false", "1", "0", "TRUE", "")),
    (XSD, "double"): (((), (("minInclusive", "0"),)), ("1", "1e0", "1.0E0", "INF", "NaN", "-0", "0", "x")),
    (XSD, "NCName"): (((), (("pattern", "\\i\\c*"),)), ("x", "x-1", "x:y", "1x", "é")),
    (XSD, "NMTOKENS"): (((), (("maxLength", "2"),)), ("x", "x y", "x y z", "", "1")),
    (XSD, "date"): (
        ((), (("minInclusive", "1961-02-22"),)),
        ("1961-02-22", "1961-02-22Z", "1961-02-30", "1900-01-01", "1961"),
    ),
    (XSD, "gYear"): (((), (("maxInclusive", "1961"),)), ("1961", "0900", "61", "-0044", "2000")),
    (XSD, "duration"): (((), (("minInclusive", "P1D"),)), ("P1D", "PT24H", "P1M", "-P1D", "P", "PT1H")),
    (XSD, "language"): (((),), ("en", "de-AT", "x", "e n", "")),
    (XSD, "anyURI"): (((), (("maxLength", "4"),)), ("#a", "a b", "http://e.org/", "%zz", "")),
    (XSD, "hexBinary"): (((), (("length", "1"),)), ("0a", "0A", "0aff", "0")),
    (XSD, "byte"): (((), (("minExclusive", "-128"),)), ("1", "127", "128", "-128", "+01")),
    (XSD, "positiveInteger"): (((), (("totalDigits", "1"),)), ("1", "001", "0", "10", "-1")),
    (XSD, "unsignedLong"): (((),), ("0", "-0", "18446744073709551615", "18446744073709551616")),
    (XSD, "float"): (((), (("maxExclusive", "1"),)), ("0.1", "1e-1", "NaN", "-INF", "1E400", "")),
    (XSD, "Name"): (((), (("length", "3"),)), ("a:b", "abc", ":", "1", "a b")),
    (XSD, "NMTOKEN"): (((), (("pattern", "[\\c-[a-c]]+"),)), ("1x", "ab", "x", "")),
    (XSD, "dateTime"): (
        ((), (("minInclusive", "1961-02-22T12:00:00Z"),)),
        (
            "1961-02-22T12:00:00Z",
            "1961-02-22T13:00:00+01:00",
            "1961-02-22T12:00:00",
            "1961-02-22T24:00:00",
            "1961-02-22",
        ),
    ),
    (XSD, "time"): (
        ((), (("maxInclusive", "12:00:00"),)),
        ("12:00:00", "12:00:00.0", "12:00:00Z", "24:00:00", "12:00"),
    ),
    (XSD, "gMonthDay"): (((),), ("--02-22", "--02-29", "--02-30", "02-22")),
    (XSD, "base64Binary"): (((), (("maxLength", "2"),)), ("AQI=", "AQ==", "AQID", "A")),
    (XSD, "QName"): (((),), ("x", "x:a", "y:a", "z:a", ":a")),
}
"""By library and name: the parameters it may have here, and texts, some of which it allows."""

ID_TYPES = ("ID", "IDREF", "IDREFS")


@dataclass(frozen=True)
class RandomGrammar:
    """A schema and the files that it reads; whether IDs are checked."""

    schema: etree._Element
    files: dict[str, etree._Element]
    ids: bool


@dataclass
class _Room:
    """What may still stand in the element that is being made."""

    names: frozenset[str]
    attributes: list[str] | None
    text: bool

    def closed(self) -> _Room:
        """The same without attributes: below a repetition."""
        return _Room(self.names, None, self.text)


def make(tag: str, *children: etree._Element, **attributes: str) -> etree._Element:
    """An element of RELAX NG."""
    element = etree.Element(f"{R}{tag}", dict(attributes))
    element.extend(children)
    return element


@dataclass
class Grammars:
    """Makes one random grammar; the same seed makes the same."""

    rng: random.Random
    defined: dict[str, frozenset[str]] = field(default_factory=dict)
    ids: bool = False

    def grammar(self) -> RandomGrammar:
        """A random grammar: about four of five are correct."""
        rng = self.rng
        self.ids = rng.random() < 0.15
        count = rng.randint(1, 5)
        for number in range(count):
            names = rng.sample(NAMES, rng.choice([1, 1, 1, 2]))
            self.defined[f"e{number}"] = frozenset(names)
        defines = [make("define", self._element(3, names), name=name) for name, names in self.defined.items()]
        start = [make("ref", name=rng.choice(sorted(self.defined))) for _ in range(rng.choice([1, 1, 2]))]
        holder = make("start", start[0] if len(start) == 1 else make("choice", *start))
        spaces = {None: RNG, "x": "urn:x", "y": "urn:y"}
        root = etree.Element(f"{R}grammar", nsmap=spaces)  # type: ignore[arg-type]
        if rng.random() < 0.85:
            root.set("datatypeLibrary", XSD)
        if rng.random() < 0.2:
            root.set("ns", rng.choice(SPACES))
        root.append(holder)
        root.extend(defines)
        files = self._vary(root)
        for _ in range(rng.choice([0, 0, 0, 0, 1, 2])):
            self._damage(root)
        return RandomGrammar(root, files, self.ids or rng.random() < 0.3)

    # patterns

    def _element(self, depth: int, names: frozenset[str]) -> etree._Element:
        rng = self.rng
        element = make("element")
        self._name(element, names, NAMES)
        room = _Room(frozenset(NAMES), rng.sample(ATTRIBUTES, rng.randint(0, 4)), True)
        if rng.random() < 0.25:
            parts = [self._attribute(room) for _ in range(rng.randint(0, 2)) if room.attributes]
            content = [*parts, self._datas(2)]
            rng.shuffle(content)
            element.extend(content)
        else:
            element.extend(self._pattern(depth, room) for _ in range(rng.choice([1, 1, 2, 3])))
        if rng.random() < 0.1 and not self._below(element, "attribute"):
            wild = make("attribute", make(rng.choice(["anyName", "nsName"])), make("text"))
            element.insert(1 if "name" not in element.attrib else 0, make("zeroOrMore", wild))
        return element

    def _below(self, element: etree._Element, tag: str) -> bool:
        return next(element.iter(f"{R}{tag}"), None) is not None

    def _pattern(self, depth: int, room: _Room) -> etree._Element:
        rng = self.rng
        if depth <= 0 or rng.random() < 0.25:
            return self._leaf(depth, room)
        kind = rng.choice(
            ["group", "choice", "choice", "interleave", "optional", "zeroOrMore", "oneOrMore", "mixed"]
        )
        if kind in ("zeroOrMore", "oneOrMore"):
            return make(
                kind, *(self._pattern(depth - 1, room.closed()) for _ in range(rng.choice([1, 1, 2])))
            )
        if kind == "optional":
            return make(kind, *(self._pattern(depth - 1, room) for _ in range(rng.choice([1, 1, 2]))))
        if kind == "mixed" and room.text:
            return make(kind, self._pattern(depth - 1, _Room(room.names, room.attributes, False)))
        count = rng.choice([1, 2, 2, 3])
        if kind == "choice":
            before = list(room.attributes or ())
            parts = []
            for _ in range(count):
                own = _Room(room.names, None if room.attributes is None else list(before), room.text)
                parts.append(self._pattern(depth - 1, own))
                if room.attributes is not None:
                    room.attributes = [name for name in room.attributes if name in (own.attributes or ())]
            return make(kind, *parts)
        if kind in ("group", "mixed"):
            return make("group", *(self._pattern(depth - 1, room) for _ in range(count)))
        shares: list[set[str]] = [set() for _ in range(count)]
        for name in sorted(room.names):
            rng.choice(shares).add(name)
        parts, text = [], room.text
        for share in shares:
            own = _Room(frozenset(share), room.attributes, text and rng.random() < 0.5)
            text = text and not own.text
            parts.append(self._pattern(depth - 1, own))
            room.attributes = own.attributes
        return make(kind, *parts)

    def _leaf(self, depth: int, room: _Room) -> etree._Element:
        rng = self.rng
        roll = rng.random()
        if roll < 0.45:
            fitting = [name for name, names in sorted(self.defined.items()) if names <= room.names]
            if fitting:
                return make("ref", name=rng.choice(fitting))
        if roll < 0.6 and room.names and depth > 0:
            return self._element(depth - 1, frozenset({rng.choice(sorted(room.names))}))
        if roll < 0.85 and room.attributes:
            return self._attribute(room)
        if roll < 0.93 and room.text:
            return make("text")
        return make("notAllowed" if rng.random() < 0.1 else "empty")

    def _attribute(self, room: _Room) -> etree._Element:
        rng = self.rng
        if not room.attributes:
            return make("empty")
        name = room.attributes.pop()
        attribute = make("attribute")
        self._name(attribute, frozenset({name}), ATTRIBUTES)
        if self.ids and rng.random() < 0.5:
            data = make("data", type=rng.choice(ID_TYPES), datatypeLibrary=XSD)
            attribute.append(data)
        elif rng.random() < 0.8:
            attribute.append(make("empty") if rng.random() < 0.05 else self._datas(2))
        return make("optional", attribute) if rng.random() < 0.4 else attribute

    def _datas(self, depth: int, in_list: bool = False) -> etree._Element:
        rng = self.rng
        roll = rng.random()
        if depth > 0 and roll < 0.25:
            return make("choice", *(self._datas(depth - 1, in_list) for _ in range(rng.randint(2, 3))))
        if depth > 0 and not in_list and roll < 0.4:
            return make("list", *(self._tokens(2) for _ in range(rng.choice([1, 1, 2]))))
        if not in_list and roll < 0.5:
            return make("text")
        return self._value() if roll < 0.75 else self._data()

    def _tokens(self, depth: int) -> etree._Element:
        rng = self.rng
        if depth <= 0 or rng.random() < 0.4:
            return self._datas(1, in_list=True)
        kind = rng.choice(["group", "choice", "optional", "zeroOrMore", "oneOrMore"])
        return make(kind, *(self._tokens(depth - 1) for _ in range(rng.choice([1, 2]))))

    def _type(self) -> tuple[str, str]:
        return self.rng.choice(sorted(TYPES))

    def _value(self) -> etree._Element:
        rng = self.rng
        library, name = self._type()
        _, values = TYPES[library, name]
        value = make("value")
        value.text = rng.choice(values if rng.random() < 0.1 else values[:2])
        if rng.random() < 0.7:
            value.set("type", name)
            value.set("datatypeLibrary", library)
        return value

    def _data(self) -> etree._Element:
        rng = self.rng
        library, name = self._type()
        params, _ = TYPES[library, name]
        data = make("data", type=name, datatypeLibrary=library)
        for facet, limit in rng.choice(params):
            param = make("param", name=facet)
            param.text = limit
            data.append(param)
        if rng.random() < 0.2:
            values = TYPES[library, name][1]
            value = make("value", type=name, datatypeLibrary=library)
            value.text = values[0]
            data.append(make("except", value))
        return data

    # names

    def _name(self, holder: etree._Element, names: frozenset[str], pool: tuple[str, ...]) -> None:
        rng = self.rng
        roll = rng.random()
        if len(names) == 1 and roll < 0.75:
            (name,) = names
            holder.set("name", f"x:{name}" if rng.random() < 0.1 else name)
            if rng.random() < 0.1:
                holder.set("ns", rng.choice(SPACES))
            return
        if names == frozenset(pool) and roll < 0.95:
            holder.append(self._any(pool))
            return
        parts = []
        for name in sorted(names):
            part = make("name")
            part.text = f" {name} " if rng.random() < 0.1 else name
            if rng.random() < 0.2:
                part.set("ns", rng.choice(SPACES))
            parts.append(part)
        if rng.random() < 0.2 and holder.tag == f"{R}element":
            part = make("name")
            part.text = rng.choice(sorted(names))
            part.set("ns", "urn:y")
            parts.append(part)
        holder.append(parts[0] if len(parts) == 1 else make("choice", *parts))

    def _any(self, pool: tuple[str, ...]) -> etree._Element:
        rng = self.rng
        wild = make("anyName") if rng.random() < 0.6 else make("nsName", ns=rng.choice(SPACES))
        if rng.random() < 0.5:
            part = make("name")
            part.text = rng.choice(pool)
            excepted = [part]
            if wild.tag == f"{R}anyName" and rng.random() < 0.5:
                excepted.append(make("nsName", ns="urn:x"))
            wild.append(make("except", *excepted))
        return wild

    # what changes nothing, and what does

    def _vary(self, root: etree._Element) -> dict[str, etree._Element]:
        """Other ways to write the same: combine, div, nested grammars, includes with overrides, annotations."""
        rng = self.rng
        defines = root.findall(f"{R}define")
        if rng.random() < 0.2:
            chosen = rng.choice(defines)
            other = make("define", make("notAllowed"), name=str(chosen.get("name")), combine="choice")
            if rng.random() < 0.5:
                chosen.set("combine", "choice")
            chosen.addnext(other)
        if rng.random() < 0.15:
            chosen = rng.choice(defines)
            inner = chosen[0]
            for ref in list(inner.iter(f"{R}ref")):
                ref.tag = f"{R}parentRef"
            nested = make("grammar", make("start", inner))
            chosen.append(nested)
        if rng.random() < 0.15:
            div = make("div")
            defines[0].addprevious(div)
            div.append(defines[0])
        if rng.random() < 0.1:
            note = etree.Element("{urn:note}note")
            note.text = "a note"
            rng.choice(list(root.iter(f"{R}*"))).insert(0, note)
        files = self._external(root) if rng.random() < 0.15 else {}
        if rng.random() < 0.15:
            files |= self._include(root)
        return files

    def _external(self, root: etree._Element) -> dict[str, etree._Element]:
        """An element that refers to nothing becomes a file of its own."""
        alone = [
            node
            for node in root.iter(f"{R}element")
            if not self._below(node, "ref") and not self._below(node, "parentRef")
        ]
        if not alone:
            return {}
        node = self.rng.choice(alone)
        parent = node.getparent()
        assert parent is not None
        reference = make("externalRef", href="external.rng")
        if self.rng.random() < 0.3:
            reference.set("ns", self.rng.choice(SPACES))
        parent.replace(node, reference)
        if self.rng.random() < 0.3:
            node = make("grammar", make("start", node))
        return {"external.rng": node}

    def _include(self, root: etree._Element) -> dict[str, etree._Element]:
        rng = self.rng
        defines = root.findall(f"{R}define")
        if not defines:
            return {}
        included = etree.Element(root.tag, dict(root.attrib), nsmap=root.nsmap)
        moved = rng.sample(defines, rng.randint(1, len(defines)))
        include = make("include", href="included.rng")
        for define in moved:
            included.append(define)
        if rng.random() < 0.5:
            old = make("define", make("element", make("empty"), name="old"), name=str(moved[0].get("name")))
            again = [d for d in included if d.get("name") == moved[0].get("name")]
            for define in again:
                include.append(define)
            included.append(old)
        root.append(include)
        return {"included.rng": included}

    def _damage(self, root: etree._Element) -> None:
        """Something that may make the grammar incorrect."""
        rng = self.rng
        nodes = [node for node in root.iter(f"{R}*") if node is not root]
        if not nodes:
            return
        node = rng.choice(nodes)
        parent = node.getparent()
        assert parent is not None
        way = rng.randrange(7)
        if way == 0:
            parent.remove(node)
        elif way == 1:
            tags = (
                "group",
                "choice",
                "interleave",
                "oneOrMore",
                "list",
                "mixed",
                "attribute",
                "element",
                "except",
            )
            node.tag = R + rng.choice(tags)
        elif way == 2:
            wrapper = make(rng.choice(["group", "oneOrMore", "list", "interleave", "choice", "mixed"]))
            parent.replace(node, wrapper)
            wrapper.append(node)
        elif way == 3:
            target = rng.choice(nodes)
            if target is not node and node not in target.iterancestors():
                target.append(node)
        elif way == 4:
            refs = list(root.iter(f"{R}ref"))
            if refs:
                parent.replace(node, make("ref", name=rng.choice([*sorted(self.defined), "nothing"])))
        elif way == 5:
            if node.attrib:
                name = rng.choice(sorted(str(key) for key in node.attrib))
                if rng.random() < 0.5:
                    del node.attrib[name]
                else:
                    node.set(
                        name,
                        rng.choice(["", "a", "b", "x:a", "z:a", " a ", "interleave", "choice", "1", "xmlns"]),
                    )
        else:
            node.addnext(
                make(rng.choice(["text", "empty", "notAllowed", "ref", "value", "anyName", "choice"]))
            )


def random_grammar(seed: int | str) -> RandomGrammar:
    """The grammar of a seed."""
    return Grammars(random.Random(f"grammar {seed}")).grammar()
