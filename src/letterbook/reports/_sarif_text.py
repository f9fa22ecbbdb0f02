"""Texts and addresses as SARIF wants them."""

from __future__ import annotations

import re
from urllib.parse import quote

from letterbook.findings import Finding
from letterbook.reports._safe import safe

LONGEST = 1000
"""Characters of a text that GitHub is sure to take."""

_LINKS = 5
"""So many related places are linked; all are listed."""

_DRIVE = re.compile("[A-Za-z]:/")
_PLACEHOLDER = re.compile(r"\{(?=\d+\})")


def message(finding: Finding) -> str:
    """What is wrong, links to related places, the facts, and what to do, as sentences: as many as there is room for."""
    said = plain(_sentence(finding.message))
    more = [f"See [{_label(one.label)}]({number})." for number, one in enumerate(finding.related[:_LINKS], 1)]
    more += [plain(f"Note: {_sentence(note)}") for note in finding.notes]
    if finding.help:
        more.append(plain(f"Help: {_sentence(finding.help)}"))
    for sentence in more:
        if len(said) + 1 + len(sentence) <= LONGEST:
            said += " " + sentence
    return said


def plain(text: str) -> str:
    """Text of at most ``LONGEST`` characters without links or placeholders, which SARIF's messages can have."""
    text = safe(text).replace("](", "] (")
    text = _PLACEHOLDER.sub("{ ", text)
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + "…."


def _label(text: str) -> str:
    """The text of a link: SARIF wants brackets in it marked, which not all readers understand."""
    return plain(text).replace("[", "(").replace("]", ")").rstrip("\\")


def _sentence(text: str) -> str:
    """With a full stop at its end; not with a capital at its beginning, which may be the name of an element."""
    return text if text.endswith((".", "!", "?")) else text + "."


def uri(path: str) -> str:
    """The path as a relative reference, or as a ``file:`` address where it is absolute."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a name of Windows, which may hold any half of a character
        data = path.encode("utf-8", "surrogatepass")
    made = quote(data, safe="/")
    if path.startswith("/"):
        return "file://" + made if not path.startswith("//") else "file:" + made
    if _DRIVE.match(path):
        return "file:///" + made.replace("%3A", ":", 1)
    return made
