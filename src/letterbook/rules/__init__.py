"""Checks that know what a letter is: one rule, one module, in the folder of its family.

A module that begins with an underscore helps others and is no rule. What a rule is made of: ``catalogue.Rule``.
"""

from letterbook.rules.document import Document, Entries, LetterView
from letterbook.rules.faults import Beside, Fault, Mend, Where, Words
from letterbook.rules.once import once
from letterbook.rules.texts import Text, TextPlace

__all__ = [
    "Beside",
    "Document",
    "Entries",
    "Fault",
    "LetterView",
    "Mend",
    "Text",
    "TextPlace",
    "Where",
    "Words",
    "once",
]
