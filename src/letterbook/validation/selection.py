"""Which findings are told, and how bad they are: letterbook.toml, then what the command line says.

A *word* names rules: a name, a code, an alias, the beginning of codes (``D``, ``D0``), or ``all``. Of two words that
take in a rule the narrower one decides: a name or code before ``D0``, that before ``D``, that before ``all``; among
equals ``ignore`` wins. What decides, from the strongest:

1. That a file could not be read or checked is always told, as it is.
2. ``--ignore`` and ``--select``; with ``--select`` only what it names is told.
3. ``[exceptions]`` for the file, unless the command line's word is the rule's own name or code.
4. ``[rules]``: off or on, and how bad; ``--select`` leaves the severity that stands there.
5. The rule's own severity, and whether it is on until somebody says otherwise.

A rule that is off is woken by its own name or code, wherever that stands with anything but ``off``, by ``on`` for a wider
word, and by ``--select all``. A severity for many rules, and ``--select`` of a beginning, take those that are on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from letterbook.findings import Finding, Severity
from letterbook.reading.listing import covering
from letterbook.settings import Settings

ALL = "all"
"""The word for every rule."""

_UNREADABLE = re.compile(r"[RX]0\d\d")
_UNCHECKED = "failed-schematron"
_EXACT = 1000
"""How narrow a name or code is: more than any beginning of codes."""
_ALL = 1
"""How narrow ``all`` is."""


def always(code: str, name: str = "") -> bool:
    """Whether a finding says that a file could not be read or checked: nobody can ignore that."""
    return _UNREADABLE.fullmatch(code) is not None or name == _UNCHECKED


def width(word: str, code: str, name: str = "") -> int:
    """How narrow a word is for a rule: 0 when it does not take it in, more for a longer beginning, most for a name."""
    if word in (code, name) and word:
        return _EXACT
    if code.startswith(word) and word.isalnum() and code[len(word) :].isdigit():
        return 1 + len(word)
    return _ALL if word == ALL else 0


@dataclass(frozen=True, slots=True)
class Selection:
    """What is told. Words are codes, names, beginnings or ``all``: ``words.py`` sees to it that they name something.

    Small, picklable, and equal exactly when it says the same; ``text`` goes into keys of caches.
    """

    levels: tuple[tuple[str, str], ...] = ()
    """``[rules]``: word and level."""
    exceptions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """``[exceptions]``: path or pattern, and words."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unknown: tuple[str, ...] = field(default=(), compare=False)
    """Words that name nothing Letterbook knows; a Schematron that an xml-model instruction names may know them."""
    _known: dict[tuple[str, str, bool], str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _words: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The words of the exceptions that hold for a file, where that was asked."""

    def __reduce__(self) -> tuple[Any, ...]:
        return Selection, (self.levels, self.exceptions, self.select, self.ignore, self.unknown)

    @property
    def text(self) -> str:
        """All that the selection depends on, as text that is the same in every process."""
        return json.dumps([self.levels, self.exceptions, sorted(self.select), sorted(self.ignore)])

    def level(
        self, code: str, name: str, file: str, severity: Severity, default: bool = True
    ) -> Severity | None:
        """How bad a finding in the file is, whose rule gives it ``severity``; None when it is not told.

        ``default`` is whether its rule is on until somebody says otherwise.
        """
        said = self._said(code, name, default)
        if said == "off" or (self.exceptions and self._excepted(code, name, file)):
            return None
        return severity if said == "on" else Severity.parse(said)

    def wants(self, code: str, name: str, default: bool = True) -> bool:
        """Whether a rule need run: whether anything it finds in any file could be told."""
        return self._said(code, name, default) != "off"

    def told(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are told, with the severity that was chosen."""
        out = []
        for finding in findings:
            level = self.level(finding.code, finding.name, finding.span.file, finding.severity)
            if level is finding.severity:
                out.append(finding)
            elif level is not None:
                out.append(replace(finding, severity=level))
        return out

    def _said(self, code: str, name: str, default: bool) -> str:
        """One of LEVELS; what is known of a rule is kept, for there may be many findings."""
        key = (code, name, default)
        if key not in self._known:
            self._known[key] = self._decided(code, name, default)
        return self._known[key]

    def _decided(self, code: str, name: str, default: bool) -> str:
        if always(code, name):
            return "on"
        level, awake = self._set(code, name, default)
        chosen, left_out = self._commanded(code, name)
        if left_out or (self.select and not chosen):
            return "off"
        return level if awake or chosen in (_EXACT, _ALL) else "off"

    def _set(self, code: str, name: str, default: bool) -> tuple[str, bool]:
        """The level of a rule in ``[rules]``, ``on`` or a severity, and whether it is told by that."""
        words = [(width(word, code, name), said) for word, said in reversed(self.levels)]
        level, awake, asleep = "on", default, not default
        for narrow, said in sorted(words, key=lambda word: word[0]):  # the narrowest speaks last
            if not narrow:
                continue
            if said == "off":
                awake = False
                continue
            level = said
            asleep = asleep and said != "on" and narrow != _EXACT
            awake = not asleep
        return level, awake

    def _commanded(self, code: str, name: str) -> tuple[int, int]:
        """How narrowly the command line selects a rule, and ignores it; one of the two is 0."""
        chosen, left_out = (
            max((width(word, code, name) for word in words), default=0)
            for words in (self.select, self.ignore)
        )
        return (chosen, 0) if chosen > left_out else (0, left_out)

    def _excepted(self, code: str, name: str, file: str) -> bool:
        if always(code, name) or self._commanded(code, name)[0] == _EXACT:
            return False
        if file not in self._words:
            found = (words for path, words in self.exceptions if _covering(path)(file))
            self._words[file] = tuple(word for words in found for word in words)
        return any(width(word, code, name) for word in self._words[file])


@lru_cache(maxsize=256)
def _covering(path: str) -> Callable[[str], bool]:
    return covering(path)


def selection_of(settings: Settings, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Selection:
    """The selection of an edition's settings and of ``--select`` and ``--ignore``, whose words commas may separate.

    Raises Problem (wrong use) with every word that names nothing, at its place in letterbook.toml or by its option.
    """
    select, ignore = tuple(select), tuple(ignore)
    if not (settings.rules or settings.exceptions or select or ignore):
        return Selection()
    from letterbook.validation.words import Words

    words = Words.of(settings)
    made = Selection(
        tuple((words.setting(("rules", word)), level) for word, level in settings.rules),
        tuple(
            (path, tuple(words.setting(("exceptions", path), word) for word in listed))
            for path, listed in settings.exceptions
        ),
        words.option("--select", select),
        words.option("--ignore", ignore),
    )
    return replace(made, unknown=words.finish())
