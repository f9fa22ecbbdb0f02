"""What rules say: a fault as data, and the words it is told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from letterbook.findings import Fix, Severity

if TYPE_CHECKING:
    from letterbook.rules.texts import TextPlace

Fact = str | int
"""What a word of a message is made of."""


@dataclass(frozen=True, slots=True)
class Words:
    """How one fault of a rule is told; each text is filled with facts by ``str.format``.

    ``message`` says what is wrong and stands alone, ``help`` says what to do, ``notes`` give facts, ``labels`` say what
    is at related places, by the keys that ``Beside`` names. A text whose facts are all empty is left out if it is a note.
    """

    message: str
    help: str = ""
    notes: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Where:
    """A place in any file of the edition: its name, the number of an element in it, an attribute of that."""

    file: str
    number: int = 0
    attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Another place that a fault speaks of: an element of this file, or of another (``file``, or a ``Where``)."""

    element: etree._Element | Where
    label: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    attribute: str | None = None
    source: object = None
    """The ``Source`` of the element, where it is not the file that is checked."""


@dataclass(frozen=True, slots=True)
class Mend:
    """How a rule over the edition would mend a place for certain: the file is read again before the fix is made.

    Of the attribute, the one word ``old`` becomes ``new``; without ``old``, its whole value does.
    """

    attribute: str
    new: str
    title: str
    old: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found at one place.

    ``words`` is a key of the rule's ``MESSAGES``. A rule over a file names an element, and an attribute (in Clark
    notation) or a place in its text if that is meant; a rule over the edition names a ``Where``.
    """

    element: etree._Element | Where
    words: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    attribute: str | None = None
    text: TextPlace | None = None
    beside: tuple[Beside, ...] = ()
    fix: Fix | None = None
    mend: Mend | None = None
    """What a rule over the edition gives instead of ``fix``."""
    severity: Severity | None = None
    """Where this fault is less grave than its rule says."""
