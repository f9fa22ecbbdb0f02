"""The compact syntax of RELAX NG (OASIS committee specification, 21 November 2002), read into the full syntax.

Sections named in messages are those of that specification: 1 to 6, A.1 for the grammar, A.2 for characters and
tokens. Names follow XML 1.0, fifth edition. Where jing is laxer than the specification (a prefix declared twice, the
prefix ``xsd`` for something else), the specification is followed.
"""

from __future__ import annotations

from letterbook.relaxng.compact.characters import decode
from letterbook.relaxng.compact.parser import parse

__all__ = ["decode", "parse"]
