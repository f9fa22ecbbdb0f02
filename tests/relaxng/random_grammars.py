"""Random grammars in the XML syntax: most of them correct, some with a fault or two."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from lxml import etree
from tests.relaxng.markup import RNG, SPACES, R, make
from tests.relaxng.random_types import ANY_PARAMS, TYPES, XSD
from tests.relaxng.varying import damage, vary

NAMES = ("a", "b", "c", "d")
ATTRIBUTES = ("p", "q", "r", "s")

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
        files = vary(root, rng)
        for _ in range(rng.choice([0, 0, 0, 0, 0, 0, 1, 2])):
            damage(root, rng, tuple(sorted(self.defined)))
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
            if rng.random() < 0.2:  # a text of some type, or something else
                content[-1] = make("choice", content[-1], self._pattern(depth - 1, room))
            rng.shuffle(content)
            element.extend(content)
        else:
            element.extend(self._pattern(depth, room) for _ in range(rng.choice([1, 1, 2, 3])))
        if rng.random() < 0.15:
            self._wild_attributes(element)
        return element

    def _wild_attributes(self, element: etree._Element) -> None:
        """Any attributes besides those that the element names itself."""
        rng = self.rng
        named = {
            str(node.get("name")) for node in element.iter(f"{R}attribute") if node.get("name") is not None
        }
        named |= {
            str(name.text).strip() for node in element.iter(f"{R}attribute") for name in node.iter(f"{R}name")
        }
        excepted = [make("name") for _ in named]
        for part, name in zip(excepted, sorted(named), strict=True):
            part.text = name
        wild = make("anyName") if rng.random() < 0.6 else make("nsName", ns=rng.choice(SPACES))
        if wild.tag == f"{R}anyName" and rng.random() < 0.3:
            excepted.append(make("nsName", ns=rng.choice(SPACES)))
        if excepted:
            wild.append(make("except", *excepted))
        content = make("text") if rng.random() < 0.5 else self._datas(1)
        attribute = make("attribute", wild, content)
        if rng.random() < 0.2:
            other = make("attribute", make("nsName", ns="urn:x"), self._datas(1))
            attribute = make("choice", attribute, other)
        element.insert(
            1 if "name" not in element.attrib else 0, make(rng.choice(["zeroOrMore", "oneOrMore"]), attribute)
        )

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
        if rng.random() < 0.1:  # without care for what may stand in each other's way
            return make("interleave", *(self._pattern(depth - 1, room) for _ in range(count)))
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
        if rng.random() < 0.1:
            value.set("ns", rng.choice(SPACES))
        return value

    def _data(self) -> etree._Element:
        rng = self.rng
        library, name = self._type()
        params, _ = TYPES[library, name]
        data = make("data", type=name, datatypeLibrary=library)
        chosen = list(rng.choice(params))
        if rng.random() < 0.03:
            chosen += rng.sample(ANY_PARAMS, rng.choice([1, 1, 2]))
        for facet, limit in chosen:
            param = make("param", name=facet)
            param.text = limit
            data.append(param)
        if rng.random() < 0.2:
            values = TYPES[library, name][1]
            excepted = []
            for text in values[: rng.choice([1, 1, 2])]:
                value = make("value", type=name, datatypeLibrary=library)
                value.text = text
                excepted.append(value)
            if rng.random() < 0.15:
                excepted.append(make("choice", self._value(), make("data", type="int", datatypeLibrary=XSD)))
            data.append(make("except", *excepted))
        return data

    # names

    def _name(self, holder: etree._Element, names: frozenset[str], pool: tuple[str, ...]) -> None:
        rng = self.rng
        roll = rng.random()
        if len(names) == 1 and roll < 0.75:
            (name,) = names
            prefix = rng.choice(["x:", "x:", "x:", "xml:"]) if rng.random() < 0.1 else ""
            holder.set("name", prefix + name)
            if rng.random() < 0.1:
                holder.set("ns", rng.choice(SPACES))
            return
        if names == frozenset(pool) and roll < 0.95:
            holder.append(self._any(pool))
            return
        if roll > 0.96:
            holder.append(self._class(pool, 3))
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

    def _class(self, pool: tuple[str, ...], depth: int, within: str = "") -> etree._Element:
        """Any name class; rarely one that may not stand in the exception of ``within``."""
        rng = self.rng
        kinds = ["name", "name", "choice", "choice", "nsName", "anyName"]
        if rng.random() < 0.95:
            kinds = kinds[: {"": 6, "anyName": 5, "nsName": 4}[within]]
        kind = rng.choice(kinds) if depth > 0 else "name"
        if kind == "choice":
            return make(kind, *(self._class(pool, depth - 1, within) for _ in range(rng.randint(1, 3))))
        made = make(kind)
        if kind == "name":
            made.text = f"{rng.choice(['', '', '', 'x:', 'y:'])}{rng.choice(pool)}"
        elif rng.random() < 0.6:
            excepted = (self._class(pool, depth - 1, within or kind) for _ in range(rng.randint(1, 2)))
            made.append(make("except", *excepted))
        if kind != "anyName" and rng.random() < 0.5:
            made.set("ns", rng.choice(SPACES))
        return made

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


def random_grammar(seed: int | str) -> RandomGrammar:
    """The grammar of a seed."""
    return Grammars(random.Random(f"grammar {seed}")).grammar()
