"""Names and lists of names: Name, NCName, NMTOKEN, ID, IDREF, ENTITY and their lists; QName and NOTATION; language."""

from __future__ import annotations

import re
from collections.abc import Container, Hashable

from letterbook.relaxng.datatypes.characters import REST, START
from letterbook.relaxng.datatypes.kinds import ITEMS, FormedText, Kind, Namespaces
from letterbook.relaxng.datatypes.reasons import LEXICAL, Reason

NCNAME = f"[{START}][{REST}]*+"
NAME = f"[{START}:][{REST}:]*+"
NMTOKEN = f"[{REST}:]++"
LANGUAGE = "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*+"

_XML = "http://www.w3.org/XML/1998/namespace"
_QNAME = re.compile(f"(?:({NCNAME}):)?({NCNAME})")
_START = re.compile(f"[{START}]")
_BAD = re.compile(f"[^{REST}]")
_BAD_WITH_COLON = re.compile(f"[^{REST}:]")


def _character(text: str, first: re.Pattern[str] | None, bad: re.Pattern[str]) -> Reason:
    """What character keeps a normalised text from being a name."""
    if not text:
        return Reason("empty")
    if " " in text:
        return Reason("blank", {"found": text})
    odd = bad.search(text)
    if odd:
        kind = "colon" if odd.group() == ":" else "character"
        return Reason(kind, {"found": odd.group(), "at": str(odd.start() + 1)})
    if first and not first.match(text):
        return Reason("first-character", {"found": text[0]})
    return LEXICAL


class NameKind(FormedText):
    """Name, NCName, NMTOKEN, ID, IDREF: a text of certain characters."""

    def __init__(self, name: str, form: str, key: str, sample: str, id_type: str = "") -> None:
        super().__init__(name, form)
        self.key = key
        self.sample = sample
        self.id_type = id_type
        self._first = None if key == "nmtoken" else _START
        self._bad = _BAD if key == "ncname" else _BAD_WITH_COLON

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        return _character(text, self._first, self._bad)


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
        found = _QNAME.fullmatch(text)
        if not found:
            return None
        prefix, local = found.groups()
        if prefix is None:
            return namespaces.get("") or "", local
        namespace = namespaces.get(prefix) or (_XML if prefix == "xml" else None)
        return None if namespace is None else (namespace, local)

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        found = _QNAME.fullmatch(text)
        if found:
            return Reason("undeclared-prefix", {"prefix": found.group(1)})
        parts = text.split(":")
        if len(parts) > 2:
            return Reason("colons", {"found": text})
        for part in parts:
            reason = _character(part, _START, _BAD)
            if reason is not LEXICAL:
                return reason
        return LEXICAL
