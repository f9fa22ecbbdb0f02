"""A wrong value, with what may stand in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from letterbook.relaxng.explanations.context import Context, Told
from letterbook.relaxng.explanations.forms import form_of
from letterbook.relaxng.explanations.words import say, value_shown
from letterbook.relaxng.possible import Values
from letterbook.relaxng.strings import WHITE, words


@dataclass(frozen=True)
class Wrong:
    """A wrong value: what may stand there, how it is spoken of, how a better one is written."""

    context: Context
    text: str
    values: Values
    name: str
    attribute: str
    needed: bool
    accepts: Callable[[str], bool]

    @cached_property
    def word(self) -> str:
        """The word that is wrong, where there may be several; else the whole value, without white space round it."""
        if self.values.several:
            for word in words(self.text):
                if not self.right(word):
                    return word
        return self.text.strip(WHITE)

    def right(self, word: str) -> bool:
        """Whether a word alone is one that may stand there."""
        return word in self.values.listed or any(d.allows(word) for d in self.values.datatypes)

    @property
    def it(self) -> str:
        """The value as the subject of a sentence."""
        facts = {"name": self.name, "attribute": self.attribute, "value": value_shown(self.text)}
        if self.word != self.text.strip(WHITE):
            return say("on-word" if self.attribute else "content-word", word=value_shown(self.word), **facts)
        return say("on" if self.attribute else "content", **facts)

    @property
    def place(self) -> str:
        """Where it stands."""
        return say(
            "on-empty" if self.attribute else "content-empty", name=self.name, attribute=self.attribute
        )

    def write(self, value: str) -> str:
        """A value as it is written."""
        sign = "'" if '"' in value else '"'
        return f"{self.attribute}={sign}{value}{sign}" if self.attribute else f"{sign}{value}{sign}"

    def form(self, *, day: str | None = None, tag: bool = False) -> str:
        """What is to be written, in words."""
        return form_of(self.context, self.values, day=day, tag=tag)

    def told(self, key: str, help_: str = "", **facts: str) -> Told:
        """The message of a key, with what to do."""
        form = self.form()
        return Told(
            say(key, it=self.it, name=self.name, **facts),
            help_ or (say("write-plain", form=form) if form else ""),
        )
