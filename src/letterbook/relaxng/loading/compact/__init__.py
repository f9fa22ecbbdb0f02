"""The compact syntax of RELAX NG (OASIS committee specification, 21 November 2002), read into the full syntax.

Sections named in messages are those of that specification: 1 to 6, A.1 for the grammar, A.2 for characters and
tokens. Names follow XML 1.0, fifth edition, so that a name beyond U+FFFF is one; jing knows the second edition only.

Where jing is laxer than the specification, the specification is followed: a prefix declared twice, the prefix ``xsd`` for
something else, an address of a datatype library that is not absolute. So it is where ``include … inherit = p`` replaces
definitions: a name there whose namespace is inherited is in that of ``p``, as in XML; jing takes that of the file. One
thing is jing's: a value of a type such as QName has the default namespace of its file.
"""

from __future__ import annotations

from letterbook.relaxng.loading.compact.characters import decode
from letterbook.relaxng.loading.compact.parser import parse

__all__ = ["decode", "parse"]
