"""What libxml2 says of a file that does not parse, in words for the people who wrote it."""

from __future__ import annotations

import re

from lxml import etree

from letterbook.findings import Finding, Severity, Span

MAX_DEPTH = 2048
"""The deepest nesting of elements that is accepted: what libxml2 takes when it is asked to take much."""


def fault(
    code: str, label: str, name: str, message: str, help_: str = "", line: int = 0, column: int = 0
) -> Finding:
    """An error of a file, at its place if one is known."""
    return Finding(code, Severity.ERROR, message, Span(name, line, column), name=label, help=help_)


def too_deep(name: str, line: int = 0) -> Finding:
    """The file is nested deeper than ``MAX_DEPTH`` elements."""
    message = f"elements are nested more than {MAX_DEPTH} deep"
    return fault("R010", "too-deep", name, message, "", line, 1 if line else 0)


_WORDS: tuple[tuple[re.Pattern[str], str, str, str, str], ...] = tuple(
    (re.compile(pattern), code, label, message, help_)
    for pattern, code, label, message, help_ in (
        (
            r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
            "R006",
            "not-well-formed",
            "the end tag </{2}> does not close <{0}> of line {1}",
            "close <{0}> with </{0}>, or remove the tag that is one too many",
        ),
        (
            r"Premature end of data in tag (\S+) line (\d+)",
            "R006",
            "not-well-formed",
            "the file ends, but <{0}> of line {1} is never closed",
            "add </{0}> where the element ends",
        ),
        (
            r"AttValue: \" or ' expected|attributes construct error",
            "R006",
            "not-well-formed",
            "the value of an attribute does not stand in straight quotation marks",
            'write when="1901-02-14": straight marks, on both sides; curly ones do not count',
        ),
        (
            r"Unescaped '<' not allowed in attributes values",
            "R006",
            "not-well-formed",
            "the quotation mark that ends the value of an attribute is missing",
            "add it where the value ends, at the latest before the > of the tag",
        ),
        (
            r"XML or text declaration not at start of entity|XML declaration allowed only at the start",
            "R006",
            "not-well-formed",
            "something stands before the XML declaration",
            "delete what is before <?xml, an empty line too",
        ),
        (
            r"Comment must not contain '--'|Double hyphen within comment",
            "R006",
            "not-well-formed",
            "a comment holds two hyphens in a row",
            "a comment ends with --> and may hold no other --",
        ),
        (
            r"Entity '([^']+)' not defined",
            "R006",
            "not-well-formed",
            "the entity &{0}; is not declared",
            "write the character itself",
        ),
        (
            r"Attribute (\S+) redefined",
            "R006",
            "not-well-formed",
            "the attribute {0} stands twice on one element",
            "keep one of the two",
        ),
        (
            r"Namespace prefix (\S+) (?:for \S+ )?on (\S+) is not defined",
            "R006",
            "not-well-formed",
            "the prefix {0} of {1} is not bound to a namespace",
            'declare it on the root element: xmlns:{0}="…"',
        ),
        (
            r"xmlParseEntityRef: no name|EntityRef: expecting ';'",
            "R006",
            "not-well-formed",
            "a single & stands in the text",
            "write &amp;",
        ),
        (
            r"StartTag: invalid element name",
            "R006",
            "not-well-formed",
            "a < stands where no tag begins",
            "write &lt; for the character",
        ),
        (
            r"Extra content at the end of the document",
            "R006",
            "not-well-formed",
            "something follows the end of the root element",
            "a file has one root element: remove what comes after it",
        ),
        (
            r"[Ii]nput is not proper UTF-8|Invalid bytes in character encoding|invalid byte sequence",
            "R007",
            "wrong-encoding",
            "a character is not in the encoding that the file declares",
            "save the file as UTF-8",
        ),
        (
            r"encoding (?:not supported|error)|[Uu]nsupported encoding|unknown encoding|Document labelled",
            "R007",
            "wrong-encoding",
            "the file declares an encoding that it is not in, or that is not known",
            "save the file as UTF-8 and declare that",
        ),
        (
            r"Maximum entity amplification|entity reference loop|Detected an entity|[Ee]ntity loop",
            "R008",
            "entity-bomb",
            "the file's entities grow without bound when they are expanded",
            "remove the entity declarations: write the text itself",
        ),
        (
            r"[Ee]xternal (?:parsed )?entit|external entity|Attempt to load",
            "R009",
            "external-entity",
            "the file asks for another file by an external entity",
            "put the text itself into the file: external entities are never read",
        ),
        (
            r"Excessive depth|XML_PARSE_HUGE|huge text node",
            "R010",
            "too-deep",
            "the file goes beyond the limits of the parser: nested too deep, or one text of more than 10 MB",
            "divide it into smaller elements",
        ),
        (
            r"PCDATA invalid Char value (\d+)|Char 0x[0-9A-Fa-f]+ out of allowed range|invalid xmlChar"
            r"|Start tag expected, '<' not found",
            "R006",
            "not-well-formed",
            "a character stands here that XML does not allow, or the file is no XML",
            "remove it; a text file or a word processor's file has to be made into XML first",
        ),
    )
)


_UNDECLARED = re.compile(r"Entity '[^']+' not defined")
_EXTERNAL = re.compile(rb"<!ENTITY\s+(?:%\s+)?\S+\s+(?:SYSTEM|PUBLIC)\b")


def explained(error: etree.XMLSyntaxError, name: str, data: bytes) -> Finding:
    """What is wrong with the file, where, and what to do; ``data`` tells an external entity from an undeclared one."""
    text = error.msg or "not well-formed"
    line, column = error.position
    if "Excessive depth" in text:
        return too_deep(name, line)
    text = re.sub(r", line \d+, column \d+.*$", "", text)
    undeclared = _UNDECLARED.search(text)
    if undeclared and _EXTERNAL.search(data):
        text = "external entity"
    for pattern, code, label, message, help_ in _WORDS:
        match = pattern.search(text)
        if match:
            groups = match.groups()
            return fault(
                code, label, name, message.format(*groups), help_.format(*groups), line, max(column, 1)
            )
    return fault(
        "R006",
        "not-well-formed",
        name,
        f"not well-formed: {text[:1].lower()}{text[1:]}",
        "",
        line,
        max(column, 1),
    )
