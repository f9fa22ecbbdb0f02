"""The types by name, made when they are first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from letterbook.relaxng.datatypes.dates import FORMS, Moment
from letterbook.relaxng.datatypes.durations import Duration
from letterbook.relaxng.datatypes.kinds import Kind, PreservedText, ReplacedText, Text
from letterbook.relaxng.datatypes.names import (
    LANGUAGE,
    Entity,
    Language,
    ListOf,
    NameKind,
    Qualified,
)
from letterbook.relaxng.datatypes.numbers import Boolean, Floating, Integer, Number
from letterbook.relaxng.datatypes.octets import Base64, Hexadecimal
from letterbook.relaxng.datatypes.uris import Uri

_INTEGERS = {
    "integer": ("", "", "1"),
    "nonPositiveInteger": ("", "0", "-1"),
    "negativeInteger": ("", "-1", "-1"),
    "nonNegativeInteger": ("0", "", "1"),
    "positiveInteger": ("1", "", "1"),
    "long": (str(-(2**63)), str(2**63 - 1), "1"),
    "int": (str(-(2**31)), str(2**31 - 1), "1"),
    "short": (str(-(2**15)), str(2**15 - 1), "1"),
    "byte": (str(-(2**7)), str(2**7 - 1), "1"),
    "unsignedLong": ("0", str(2**64 - 1), "1"),
    "unsignedInt": ("0", str(2**32 - 1), "1"),
    "unsignedShort": ("0", str(2**16 - 1), "1"),
    "unsignedByte": ("0", str(2**8 - 1), "1"),
}
_NAMES = {
    "Name": ("name", ""),
    "NCName": ("ncname", ""),
    "NMTOKEN": ("nmtoken", ""),
    "ID": ("ncname", "ID"),
    "IDREF": ("ncname", "IDREF"),
}
_LISTS = {"NMTOKENS": "NMTOKEN", "IDREFS": "IDREF", "ENTITIES": "ENTITY"}
_OTHERS: dict[str, Callable[[str], Kind]] = {
    "string": PreservedText,
    "normalizedString": ReplacedText,
    "token": Text,
    "untypedAtomic": PreservedText,
    "anyAtomicType": PreservedText,
    "language": lambda name: Language(name, LANGUAGE),
    "ENTITY": lambda name: Entity(name, "ncname"),
    "QName": Qualified,
    "NOTATION": Qualified,
    "boolean": Boolean,
    "decimal": Number,
    "float": Floating,
    "double": Floating,
    "duration": Duration,
    "hexBinary": Hexadecimal,
    "base64Binary": Base64,
    "anyURI": Uri,
}

W3C_TYPES = frozenset([*_INTEGERS, *_NAMES, *_LISTS, *_OTHERS, *FORMS])


@cache
def kind(name: str) -> Kind:
    """The type of XML Schema of that name. Raises KeyError."""
    if name in _INTEGERS:
        return Integer(name, *_INTEGERS[name])
    if name in _NAMES:
        return NameKind(name, *_NAMES[name])
    if name in _LISTS:
        return ListOf(name, kind(_LISTS[name]))
    if name in FORMS:
        return Moment(name)
    return _OTHERS[name](name)
