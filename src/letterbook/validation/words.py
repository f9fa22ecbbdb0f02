"""The words that name rules in letterbook.toml and on the command line: which there are, and what they mean."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from letterbook.findings import Finding, Problem, Problems, Severity, Span
from letterbook.reading.listing import matching
from letterbook.schematron.model import code_of
from letterbook.settings import Settings, ValidateSettings, places_in
from letterbook.toml_lines import Places
from letterbook.validation.selection import ALL, always

_SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
_LISTED = "letterbook rules lists them"
_LONGEST = 100
"""A longer word is like no name of a rule."""
_MOST = 200
"""So many unknown words of one edition are compared with the known ones: that takes time."""
_PREFIX = re.compile(r"[A-Z]+\d*")


class Known(NamedTuple):
    """What a word names: a rule, or another thing that findings are about, with its code and name."""

    code: str
    name: str
    default: bool = True
    """Whether it is on until somebody says otherwise."""


class UnknownRule(Problems):
    """Words that name no rule; ``findings`` has each of them at its place."""

    wrong_use = True


class Words:
    """What words mean in one edition, and which of those that were asked for mean nothing."""

    def __init__(self, known: dict[str, Known], settings: Settings, *, closed: bool) -> None:
        self._known = known
        self._folded = {word.casefold(): word for word in known}
        self._settings = settings
        self._closed = closed
        self._wrong: list[Finding] = []
        self._unknown: list[str] = []
        self._levels = dict(settings.rules)
        self._compared = 0

    @classmethod
    def of(cls, settings: Settings) -> Words:
        """The words of an edition: Letterbook's own, and what its own Schematron and rules are called.

        Schematron that is included, or that only xml-model instructions name, is not looked through: a word that is
        like no other may be the id of an assert there.
        """
        known = dict(_own())
        own = _OfEdition(settings)
        for word, meaning in own.words.items():
            known.setdefault(word, meaning)
        return cls(known, settings, closed=not own.more)

    def setting(self, key: tuple[str, str], word: str | None = None) -> str:
        """The meaning of a word of letterbook.toml: the key itself, or one in its list."""
        asked = key[1] if word is None else word
        meaning, message, help_ = self._meaning(asked, ignored=word is not None or self._level(asked) != "on")
        if message:
            file = self._settings.file
            line, column = self._places.found.get(key, (0, 0))
            span = Span(file.name if file is not None else "letterbook.toml", line, column)
            self._wrong.append(_wrong(f"[{key[0]}]: {message}", span, help_))
        return meaning

    def option(self, option: str, given: Iterable[str]) -> tuple[str, ...]:
        """The meaning of the words of an option, in order and each once."""
        made: dict[str, None] = {}
        for word in (word.strip() for words in given for word in words.split(",")):
            meaning, message, help_ = self._meaning(word, ignored=option == "--ignore")
            if message:
                self._wrong.append(_wrong(message, Span(option), help_))
            made[meaning] = None
        return tuple(made)

    def stands_for(self, word: str) -> tuple[Known | None, list[str]]:
        """What a name, code or alias means; None when nothing, with at most three that may be meant.

        One that is like no other may name an assert of a schema that nobody looked into: then its code is empty.
        """
        found = self._known.get(word) or self._known.get(self._folded.get(word.casefold(), ""))
        if found is not None:
            return found, []
        near = self._near(word)
        return (None, near) if near or self._closed else (Known("", ""), [])

    def _near(self, word: str) -> list[str]:
        """At most three words that may be meant; one alone where it is nearly the same."""
        if len(word) > _LONGEST or self._compared > _MOST:
            return []
        self._compared += 1
        for number, cutoff in ((1, 0.93), (3, 0.75)):
            near = difflib.get_close_matches(word.casefold(), self._folded, n=number, cutoff=cutoff)
            if near:
                return [self._folded[one] for one in near]
        return []

    def finish(self) -> tuple[str, ...]:
        """The words that only a schema which nobody looked into may know. Raises UnknownRule when a word was wrong."""
        if self._wrong:
            raise UnknownRule(tuple(self._wrong))
        return tuple(self._unknown)

    @cached_property
    def _places(self) -> Places:
        file = self._settings.file
        return places_in(file) if file is not None else Places({})

    def _level(self, word: str) -> str:
        return self._levels.get(word, "on")

    def _meaning(self, word: str, *, ignored: bool) -> tuple[str, str, str]:
        """What a word means; and, when it may not stand here, why and what to do."""
        if not word:
            return word, "a rule has no name here", "names and codes are separated by commas: D001,N002"
        if word.casefold() == ALL:
            return ALL, "", ""
        found = word if word in self._known else self._folded.get(word.casefold(), "")
        if found:
            code, name, _ = self._known[found]
            if ignored and always(code, name):
                text = f"{found} says that a file could not be read or checked, which is always told"
                return found, text, "leave it out, or mend the file"
            return (found if found in (code, name) else name), "", ""
        begun = word.upper()
        if _PREFIX.fullmatch(begun) and any(
            code.startswith(begun) and code[len(begun) :].isdigit() for code, *_ in self._known.values()
        ):
            return begun, "", ""
        near = self._near(word)
        if not near and not self._closed:
            self._unknown.append(word)
            return word, "", ""
        help_ = f"did you mean {' or '.join(near)}?" if near else _LISTED
        shown = word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"
        return word, f"there is no rule called {shown!r}", help_


def unknown(place: str, words: Iterable[str]) -> UnknownRule:
    """The error of words that turned out to name nothing."""
    return UnknownRule(
        tuple(_wrong(f"there is no rule called {word!r}", Span(place), _LISTED) for word in words)
    )


def codes_of_own_rules(settings: Settings) -> frozenset[str]:
    """The codes of the Python rules that letterbook.toml names; none of them is run for this."""
    if settings.root is None or not settings.validate.rules:
        return frozenset()
    only = replace(settings, validate=ValidateSettings(rules=settings.validate.rules))
    return frozenset(known.code for known in _OfEdition(only).words.values())


def _wrong(message: str, span: Span, help_: str) -> Finding:
    return Finding("E007", Severity.ERROR, message, span, name="unknown-rule", help=help_)


def _own() -> Iterator[tuple[str, Known]]:
    """Letterbook's own codes, names and aliases."""
    from letterbook.explaining import all_pages

    for one in all_pages():
        for word in (one.code, one.name, *one.aliases):
            yield word, Known(one.code, one.name, one.default)


class _OfEdition:
    """Ids of asserts, and codes and names of rules, in the files that letterbook.toml names. None of them is run."""

    def __init__(self, settings: Settings) -> None:
        self.words: dict[str, Known] = {}
        self.more = settings.root is None or not settings.validate.schema
        """Whether there may be asserts that nobody looked for."""
        if settings.root is None:
            return
        chosen = settings.validate.schema
        schemas = [*settings.validate.schematron, *([] if chosen in ("", "letterbook", "tei") else [chosen])]
        for pattern in schemas:
            for path in matching(settings.root, pattern, suffix=".sch"):
                self._schema(path)
        for pattern in settings.validate.rules:
            for path in matching(settings.root, pattern, suffix=".py"):
                self._rule(path)

    def _schema(self, path: Path) -> None:
        from letterbook import sources

        try:
            root = sources.read(path, name=path.as_posix()).root
        except Problem:
            self.more = True
            return
        for element in root.iter(*(f"{{{_SCHEMATRON}}}{kind}" for kind in ("assert", "report"))):
            pattern = next(element.iterancestors(f"{{{_SCHEMATRON}}}pattern"), None)
            word = code_of(element.get("id", ""), pattern.get("id", "") if pattern is not None else "")
            if word:
                self.words[word] = Known(word, word)
        self.more = self.more or any(
            element.get("href")
            for element in root.iter(*(f"{{{_SCHEMATRON}}}{kind}" for kind in ("include", "extends")))
        )

    def _rule(self, path: Path) -> None:
        """The code, the name and the aliases that a Python rule says it has."""
        try:
            tree = ast.parse(path.read_bytes())
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            self.more = True
            return
        said = {name: list(_strings(value)) for name, value in _constants(tree)}
        if said.get("CODE"):
            code = said["CODE"][0]
            name = said.get("NAME", [code])[0]
            for word in (code, name, *said.get("ALIASES", ())):
                self.words[word] = Known(code, name)


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """The names that a module gives values to in its outermost statements."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(node.target, ast.Name):
            yield node.target.id, node.value


def _strings(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
