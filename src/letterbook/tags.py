"""How tags stand in the bytes of a file: attributes, byte order marks, and the codec for pieces of a file."""

from __future__ import annotations

import codecs
import re

ATTRIBUTE = re.compile(r"""\s([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")
"""An attribute in a start tag: its name as written, and its value with the quotation marks."""

BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What a file may begin with."""

_BARE = {"utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}


def codec(data: bytes, encoding: str) -> str:
    """The codec by which pieces of the file are decoded: its encoding, without byte order mark."""
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    return _BARE.get(encoding.lower(), encoding.lower())
