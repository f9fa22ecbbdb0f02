"""What every built-in type can do: read a text, compare, measure, and say why a text is none of its values."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Hashable, Mapping
from functools import cache

from letterbook.relaxng.datatypes import spaces
from letterbook.relaxng.datatypes.reasons import LEXICAL, Reason

CHARACTERS = "characters"
OCTETS = "octets"
ITEMS = "items"

Namespaces = Mapping[str, str]
NO_NAMESPACES: Namespaces = {}
NO_ENTITIES: Container[str] = frozenset()


class Kind(ABC):
    """A built-in type without parameters. It has no state that changes; one object does for a whole run.

    ``key`` names the group of types that one plain description fits; ``sample`` is a short value. ``unit`` says what
    ``length`` counts ("" when the type has no length), ``ordered`` whether it has limits, ``decimal`` whether it has
    digits to count.
    """

    key = "text"
    sample = "text"
    id_type = ""
    needs_namespaces = False
    needs_entities = False
    ordered = False
    decimal = False
    unit = ""

    def __init__(self, name: str) -> None:
        self.name = name

    def surely(self, text: str) -> object:
        """Something true only if the text is a value, where that is quick to say."""
        return None

    def normalise(self, text: str) -> str:
        """The text after the white space of the type is handled: collapsed, unless a type says otherwise."""
        return spaces.collapse(text)

    @abstractmethod
    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        """The value of a normalised text, or None. Equal values of one type compare equal and hash alike."""

    def accepts(self, text: str, namespaces: Namespaces, entities: Container[str]) -> bool:
        """Whether a text, as it stands in the document, has a value."""
        return self.read(self.normalise(text), namespaces, entities) is not None

    def less(self, one: Hashable, other: Hashable) -> bool:
        """Whether one value is certainly before the other; False where the order is not defined."""
        return False

    def length(self, value: Hashable) -> int:
        """The length of a value in the unit of the type."""
        assert isinstance(value, str)
        return len(value)

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        """Why a normalised text has no value."""
        return LEXICAL


class Text(Kind):
    """A type whose values are texts and that any text fits."""

    unit = CHARACTERS

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        return text

    def accepts(self, text: str, namespaces: Namespaces, entities: Container[str]) -> bool:
        return True


class PreservedText(Text):
    """A text with all its white space."""

    def normalise(self, text: str) -> str:
        return text


class ReplacedText(Text):
    """A text whose line ends and tabs are blanks."""

    def normalise(self, text: str) -> str:
        return spaces.replace(text)


class FormedText(Text):
    """A text of a form that one regular expression decides. The expression must take linear time."""

    def __init__(self, name: str, form: str) -> None:
        super().__init__(name)
        self._form = re.compile(_padded(form))
        self.surely = self._form.fullmatch  # type: ignore[method-assign,assignment]

    def _matches(self, text: str) -> bool:
        return self._form.fullmatch(text) is not None

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        return text if self._matches(text) else None

    def accepts(self, text: str, namespaces: Namespaces, entities: Container[str]) -> bool:
        return self._matches(text)


def _padded(form: str) -> str:
    """A form with white space round it, so that a text need not be collapsed first."""
    return rf"[ \t\n\r]*+(?:{form})[ \t\n\r]*+"


class NamedText(FormedText):
    """A text of a form whose characters beyond ASCII are many: their table is made when the first of them is met.

    ``form`` is the form within ASCII; ``whole`` gives the form with all characters.
    """

    def __init__(self, name: str, form: str, whole: Callable[[], str]) -> None:
        super().__init__(name, form)
        self._whole = cache(lambda: re.compile(_padded(whole())))

    def _matches(self, text: str) -> bool:
        return (self._form if text.isascii() else self._whole()).fullmatch(text) is not None
