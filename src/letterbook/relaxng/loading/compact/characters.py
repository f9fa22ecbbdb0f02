"""From the bytes of a file to the characters that tokens are made of (section A.2.1 to A.2.4), and back to places."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from letterbook.findings import Span
from letterbook.relaxng.errors import GrammarError, finding
from letterbook.relaxng.loading.compact import words

NEWLINE = "\n"
"""What stands for the end of a line."""

ESCAPED_NEWLINE = "\v"
"""What stands for the character U+000A where an escape gives it: no end of a line. Itself it is no character of XML."""

_ESCAPE_OPEN = re.compile(r"\\x++\{")
_ESCAPE_REST = re.compile(r"([0-9A-Fa-f]++)\}")
_NO_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_FORBIDDEN = re.compile(_NO_XML)


class Characters:
    """The characters of one file, with ends of lines made one and escapes replaced; ``text`` holds them.

    GrammarError at a character that XML does not have, or an escape that is none.
    """

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        text = text.removeprefix("\ufeff")
        if "\r" in text:
            text = text.replace("\r\n", NEWLINE).replace("\r", NEWLINE)
        self._lines = text
        self._escapes: list[int] = []
        self._shifts = [0]
        forbidden = _FORBIDDEN.search(text)
        if forbidden is not None:
            raise self.error(words.forbidden(forbidden.group()), forbidden.start())
        self.text = self._replace_escapes(text) if "\\x" in text else text

    def span(self, offset: int) -> Span:
        """The place of the character of ``text`` that stands at ``offset``."""
        offset += self._shifts[bisect_left(self._escapes, offset)]
        line = bisect_right(self._starts, offset)
        return Span(self.name, line, offset - self._starts[line - 1] + 1)

    def error(self, message: str, offset: int) -> GrammarError:
        """The error that has this message at this place of ``text``."""
        return GrammarError(finding(message, self.span(offset)))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(NEWLINE, self._lines))]

    def _replace_escapes(self, text: str) -> str:
        pieces: list[str] = []
        done = length = 0
        for opening in _ESCAPE_OPEN.finditer(text):
            begin = opening.start()
            length += begin - done
            number = _ESCAPE_REST.match(text, opening.end())
            if number is None:
                raise self.error(words.NO_ESCAPE, length)
            digits = number[1].lstrip("0") or "0"
            code = int(digits, 16) if len(digits) <= 6 else 0
            if code > 0x10FFFF or _FORBIDDEN.match(chr(code)):
                raise self.error(words.forbidden_number(digits), length)
            pieces += (text[done:begin], ESCAPED_NEWLINE if code == 0x0A else chr(code))
            done = number.end()
            self._escapes.append(length)
            self._shifts.append(self._shifts[-1] + done - begin - 1)
            length += 1
        return "".join((*pieces, text[done:]))


def decode(data: bytes, name: str) -> str:
    """The text of a file in compact syntax: UTF-16 where it begins with a byte order mark of that, else UTF-8.

    ``name`` is what the error calls the file. GrammarError where the bytes are not in that encoding.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, label = ("utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"), "UTF-16"
    else:
        encoding, label = "utf-8", "UTF-8"
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        read = data[: error.start].decode(encoding, "replace").removeprefix("\ufeff")
        lines = read.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        place = Span(name, len(lines), len(lines[-1]) + 1)
        raise GrammarError(finding(words.undecodable(label), place)) from None
