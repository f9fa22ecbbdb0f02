"""A page as data, whatever it is made from."""

from __future__ import annotations

from dataclasses import dataclass

from letterbook import __version__
from letterbook.distribution import REPOSITORY
from letterbook.findings import Severity

HEADINGS = ("What it does", "Why it matters", "Example", "Use instead", "Fix", "Source")
"""The headings of every page, in this order."""

FAMILIES = {
    "correspondence": "who wrote to whom, when and in answer to what",
    "dates": "dates and their attributes",
    "names": "names, and the entries that they point to",
    "registers": "persons, places, organisations, events and works",
    "description": "licence, source and history of a file",
    "text": "the text of a letter",
    "ignoring": "instructions to ignore findings, and rules of the edition's own",
    "own": "rules and assertions of this edition's own",
    "schema": "what letterbook.sch says beside the grammar",
    "grammar": "what a grammar says, and grammars that cannot be used",
    "schematron": "Schematron that cannot be used",
    "pointers": "pointers and ids",
    "letters": "what is a letter, and what it is called",
    "reading": "files that cannot be read",
    "edition": "the edition's folder and settings",
    "making": "what cannot be made",
    "editing": "changes that are refused",
}
"""What pages are grouped by, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say about one code.

    ``title`` states the fault in a sentence without a full stop; ``sections`` are pairs of a heading and Markdown, in the
    order of ``HEADINGS``. ``kind`` is ``rule``, ``assert`` (of letterbook.sch: its id is code and name) or ``code``.
    ``default`` says whether it is told unless somebody switches it off. ``aliases`` are names that it had.
    """

    code: str
    name: str
    severity: Severity
    title: str
    sections: tuple[tuple[str, str], ...]
    kind: str
    default: bool = True
    aliases: tuple[str, ...] = ()
    fixable: bool = False
    family: str = ""

    @property
    def sort_key(self) -> tuple[bool, str]:
        """By code; assertions, which have none, by name at the end."""
        return (self.kind == "assert", self.code)

    @property
    def heading(self) -> str:
        """Code and name; an assertion's name alone."""
        return self.name if self.code == self.name else f"{self.code} {self.name}"

    @property
    def file(self) -> str:
        """The file of docs/reference that has the page: one for each family of rules, one for all other codes."""
        return f"rules-{self.family if self.kind != 'code' else 'others'}.md"

    @property
    def anchor(self) -> str:
        """The part of that file's address behind ``#``."""
        return self.heading.lower().replace(" ", "-")

    @property
    def address(self) -> str:
        """Where the page can be read on the web."""
        return f"{REPOSITORY}/blob/v{__version__}/docs/reference/{self.file}#{self.anchor}"

    @property
    def facts(self) -> str:
        """One line: severity, whether it is on, whether it can be mended by itself, old names."""
        said = [self.severity.label]
        if not self.default:
            said.append("off unless it is asked for")
        if self.fixable:
            said.append("validate --fix mends what is certain")
        if self.aliases:
            said.append(f"once called {', '.join(self.aliases)}")
        return ", ".join(said)

    @property
    def markdown(self) -> str:
        """The whole page as Markdown, ending with a line break."""
        parts = [f"# {self.heading}", f"{self.title}.", f"*{self.facts}*"]
        for heading, text in self.sections:
            parts += [f"## {heading}", text]
        return "\n\n".join(part for part in parts if part) + "\n"

    def section(self, heading: str) -> str:
        """The Markdown under a heading; empty where there is none."""
        return next((text for one, text in self.sections if one == heading), "")

    def as_dict(self) -> dict[str, object]:
        """The page for programs."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.label,
            "title": self.title,
            "kind": self.kind,
            "family": self.family,
            "default": self.default,
            "fixable": self.fixable,
            "aliases": list(self.aliases),
            "sections": [{"heading": heading, "markdown": text} for heading, text in self.sections],
        }
