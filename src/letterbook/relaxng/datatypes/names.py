"""Names and lists of names: Name, NCName, NMTOKEN, ID, IDREF, ENTITY and their lists; QName and NOTATION; language.

Names are those of XML 1.0 up to its fourth edition, which XML Schema 1.0 refers to. The fifth edition widened them: a name
that only it allows is a well-formed name of an element, and yet no NCName.
"""

from __future__ import annotations

import re
from collections.abc import Container, Hashable
from functools import cache, partial

from letterbook.relaxng.datatypes.kinds import ITEMS, FormedText, Kind, NamedText, Namespaces
from letterbook.relaxng.datatypes.reasons import LEXICAL, Reason

LANGUAGE = "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*+"
_XML = "http://www.w3.org/XML/1998/namespace"
_START = "A-Z_a-z"
_REST = r"A-Z_a-z0-9.\-"
# For each group of names: the class of the first character and of the others, without what is beyond ASCII.
_CLASSES = {
    "ncname": (_START, _REST),
    "name": (":" + _START, ":" + _REST),
    "nmtoken": (":" + _REST, ":" + _REST),
}


@cache
def _beyond_ascii() -> tuple[str, str]:
    """The characters beyond ASCII that begin a name, and that a name is made of, as insides of a class."""
    from letterbook.relaxng.regex.xml_names import name_char, name_start

    def inside(ranges: tuple[tuple[int, int], ...]) -> str:
        return "".join(f"\\u{first:04X}-\\u{last:04X}" for first, last in ranges if first > 127)

    return inside(name_start().rest), inside(name_char().rest)


def _classes(key: str, whole: bool) -> tuple[str, str]:
    """The classes of a group of names."""
    first, rest = _CLASSES[key]
    if not whole:
        return first, rest
    start, char = _beyond_ascii()
    return first + (char if key == "nmtoken" else start), rest + char


def name_form(key: str, whole: bool = True) -> str:
    """The form of a group of names as a regular expression."""
    first, rest = _classes(key, whole)
    return f"[{first}][{rest}]*+"


@cache
def _first_and_other(key: str, whole: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a first character that may be one, and any character that may not."""
    first, rest = _classes(key, whole)
    return re.compile(f"[{first}]"), re.compile(f"[^{rest}]")


@cache
def _qualified(whole: bool) -> re.Pattern[str]:
    """A name with or without prefix."""
    name = name_form("ncname", whole)
    return re.compile(f"(?:({name}):)?+({name})")


def _character(text: str, key: str) -> Reason:
    """What character keeps a normalised text from being a name."""
    if not text:
        return Reason("empty")
    if " " in text:
        return Reason("blank", {"found": text})
    first, other = _first_and_other(key, not text.isascii())
    odd = other.search(text)
    if odd:
        kind = "colon" if odd.group() == ":" else "character"
        return Reason(kind, {"found": odd.group(), "at": str(odd.start() + 1)})
    return LEXICAL if first.match(text) else Reason("first-character", {"found": text[0]})


class NameKind(NamedText):
    """Name, NCName, NMTOKEN, ID, IDREF: a text of certain characters."""

    def __init__(self, name: str, key: str, id_type: str = "") -> None:
        super().__init__(name, name_form(key, False), partial(name_form, key))
        self.key = key
        self.sample = "word" if key == "nmtoken" else "name"
        self.id_type = id_type

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        return _character(text, self.key)


class Entity(NameKind):
    """ENTITY: the name of an unparsed entity that the document type declares."""

    needs_entities = True

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        value = super().read(text, namespaces, entities)
        return value if value in entities else None

    def accepts(self, text: str, namespaces: Namespaces, entities: Container[str]) -> bool:
        return self.read(self.normalise(text), namespaces, entities) is not None

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        reason = super().explain(text, namespaces, entities)
        return Reason("no-such-entity", {"found": text}) if reason is LEXICAL else reason


class Language(FormedText):
    """language: a tag such as de or en-GB. Its form is checked, not whether the language exists."""

    key = "language"
    sample = "en"

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        if not text:
            return Reason("empty")
        if "_" in text and self._form.fullmatch(text.replace("_", "-")):
            return Reason("underscore", {"suggestion": text.replace("_", "-")})
        return LEXICAL


class ListOf(Kind):
    """NMTOKENS, IDREFS, ENTITIES: one or more values of a type, with white space between them."""

    unit = ITEMS

    def __init__(self, name: str, item: Kind) -> None:
        super().__init__(name)
        self.item = item
        self.key = f"{item.key}-list"
        self.sample = item.sample
        self.id_type = "IDREFS" if item.id_type == "IDREF" else ""
        self.needs_entities = item.needs_entities

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        if not text:
            return None
        values = tuple(self.item.read(word, namespaces, entities) for word in text.split(" "))
        return None if None in values else values

    def length(self, value: Hashable) -> int:
        assert isinstance(value, tuple)
        return len(value)

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        for word in text.split(" "):
            if self.item.read(word, namespaces, entities) is None:
                return self.item.explain(word, namespaces, entities)
        return LEXICAL


class Qualified(Kind):
    """QName and NOTATION: a name whose prefix, if it has one, stands for a namespace. The value is (namespace, name)."""

    key = "qname"
    sample = "name"
    needs_namespaces = True

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        found = _qualified(not text.isascii()).fullmatch(text)
        if not found:
            return None
        prefix, local = found.groups()
        if prefix is None:
            return namespaces.get("") or "", local
        namespace = namespaces.get(prefix) or (_XML if prefix == "xml" else None)
        return None if namespace is None else (namespace, local)

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        found = _qualified(not text.isascii()).fullmatch(text)
        if found:
            return Reason("undeclared-prefix", {"prefix": found.group(1)})
        parts = text.split(":")
        if len(parts) > 2:
            return Reason("colons", {"found": text})
        for part in parts:
            reason = _character(part, "ncname")
            if reason is not LEXICAL:
                return reason
        return LEXICAL
