"""hexBinary and base64Binary: octets written as text. Their value, and what their length counts, is the octets."""

from __future__ import annotations

import binascii
import re
from collections.abc import Container, Hashable

from letterbook.relaxng.datatypes.kinds import OCTETS, Kind, Namespaces
from letterbook.relaxng.datatypes.reasons import LEXICAL, Reason

_HEX = re.compile("[0-9A-Fa-f]*+")
# What stands before the padding must leave no bits over: four more bits may be set before "==", two before "=".
_BASE64 = re.compile("[A-Za-z0-9+/]*+(?:(?<=[AQgw])==|(?<=[AEIMQUYcgkosw048])=)?")


class Octets(Kind):
    """What both types share."""

    unit = OCTETS

    def length(self, value: Hashable) -> int:
        assert isinstance(value, bytes)
        return len(value)


class Hexadecimal(Octets):
    """hexBinary: two digits an octet, in capitals or not."""

    key = "hex"
    sample = "0FB7"

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        if len(text) % 2 or not _HEX.fullmatch(text):
            return None
        return bytes.fromhex(text)

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        return Reason("odd-digits", {"found": str(len(text))}) if _HEX.fullmatch(text) else LEXICAL


class Base64(Octets):
    """base64Binary: four characters for three octets, with white space anywhere."""

    key = "base64"
    sample = "TGV0dGVy"

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        text = text.replace(" ", "")
        if len(text) % 4 or not _BASE64.fullmatch(text):
            return None
        return binascii.a2b_base64(text)
