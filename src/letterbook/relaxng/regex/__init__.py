"""Regular expressions of XML Schema's datatypes, matched in linear time.

    >>> compile_pattern("[a-z-[aeiou]]+").matches("rhythm")
    True

A pattern speaks of the whole text. `RegexError` says in plain words, and with the offset, what is wrong
with a pattern.
"""

from __future__ import annotations

from letterbook.relaxng.regex.automaton import Pattern, compile_pattern
from letterbook.relaxng.regex.errors import RegexError

__all__ = ["Pattern", "RegexError", "compile_pattern"]
