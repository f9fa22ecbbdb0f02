"""What the room gives out: a compiled schema, its assertions, the failures of a run, errors of a schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from letterbook.findings import Finding, Problem, Severity, Span

_SEVERITIES = {
    "fatal": "error",
    "error": "error",
    "warn": "warning",
    "warning": "warning",
    "nonfatal": "warning",
    "info": "info",
    "information": "info",
    "hint": "info",
    "note": "info",
}


class SchematronError(Problem):
    """A schema that cannot be used. ``finding`` says why and where; ``name`` and ``line`` are its place."""

    @classmethod
    def at(cls, span: Span, message: str, *, help: str = "") -> SchematronError:
        """The error of that place."""
        return cls(Finding("S001", Severity.ERROR, message, span, name="incorrect-schematron", help=help))

    @property
    def name(self) -> str:
        """The name of the schema, or of the file that it includes."""
        return self.finding.span.file

    @property
    def line(self) -> int:
        """The line in it, from 1; 0 for the file as a whole."""
        return self.finding.span.line


def severity(*words: str | None) -> str:
    """``error``, ``warning`` or ``info`` after the first of these ``role`` and ``flag`` values that is known.

    fatal, error → error; warn, warning, nonfatal → warning; info, information, hint, note → info. Other words
    say nothing, and where nothing is said a failure is an error.
    """
    for value in words:
        for word in (value or "").lower().split():
            if word in _SEVERITIES:
                return _SEVERITIES[word]
    return "error"


_PATTERN = re.compile(r"([^\W\d][\w.\-]*?)(?:-constraint(?:-(?:rule|assert|report)-\d+)?)?")


def code_of(assertion: str, pattern: str) -> str:
    """What an assert is called: its own id, else that of its pattern; empty where neither has one.

    Patterns that TEI makes of its constraints end with a number that is another in each release: it is left out.
    """
    if assertion:
        return assertion
    match = _PATTERN.fullmatch(pattern)
    return match[1] if match is not None else ""


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assert or report of a schema, after abstract rules and patterns were filled in.

    ``id`` is the one it was given, or empty; ``severity`` is error, warning or info; ``role`` and ``flag``
    are as written; ``pattern`` is the id of its pattern, else its title; ``documentation`` is what titles,
    paragraphs and ``see`` say about it.
    """

    id: str
    kind: str
    severity: str
    role: str
    flag: str
    test: str
    context: str
    pattern: str
    rule: str
    documentation: str
    span: Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line of the stylesheet comes from: words for the part of the schema, and its place."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class CompiledSchema:
    """A schema as an XSLT 3.0 stylesheet; it can be sent to another process.

    ``assertions`` has a key for each assert and report, by which the stylesheet's result names it;
    ``origins`` tells for the lines of the stylesheet where they come from; ``documents`` holds the text of
    documents that were supplied for calls of ``doc``, by parameter name; ``notes`` are facts worth telling
    the user.
    """

    name: str
    stylesheet: str
    assertions: Mapping[str, Assertion]
    origins: Mapping[int, Origin] = field(repr=False)
    documents: Mapping[str, str] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An assert that does not hold or a report that does, for one node.

    ``kind`` is ``assert`` or ``report``, or ``error`` when the test could not be evaluated on this node;
    ``role`` is error, warning or info; ``path`` is Saxon's ``path()`` of the node, or of the subject that the
    rule names; ``properties`` are pairs of id and text.
    """

    assertion_id: str
    kind: str
    role: str
    text: str
    path: str
    diagnostics: tuple[str, ...]
    pattern: str
    rule_context: str
    properties: tuple[tuple[str, str], ...] = ()
