"""The form that pages are written in: a title, then headings underlined with hyphens, Markdown below them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence

from letterbook.explaining.page import HEADINGS

_UNDERLINE = re.compile(r"-{3,}\s*\Z")


def parse(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Title and sections of a page; what is out of form is kept, ``faults`` tells it.

    The text may be indented as a docstring is.
    """
    lines = inspect.cleandoc(text).splitlines()
    title: list[str] = []
    sections: list[tuple[str, list[str]]] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if at + 1 < len(lines) and _is_heading(line, lines[at + 1]):
            sections.append((line.strip(), []))
            at += 2
            continue
        (sections[-1][1] if sections else title).append(line)
        at += 1
    said = " ".join(" ".join(title).split())
    return said, tuple((heading, "\n".join(body).strip("\n")) for heading, body in sections)


def _is_heading(line: str, below: str) -> bool:
    return bool(line.strip()) and not line[0].isspace() and _UNDERLINE.match(below) is not None


def faults(title: str, sections: Sequence[tuple[str, str]]) -> list[str]:
    """What is out of form, in words for whoever writes a page; empty where nothing is."""
    found = []
    if not title:
        found.append("it does not begin with a sentence that says the fault")
    elif title.endswith("."):
        found.append("the first sentence ends with a full stop")
    names = [heading for heading, _ in sections]
    found += [f"the heading {name} is missing" for name in HEADINGS if name not in names]
    found += [f"{name} is none of the headings" for name in names if name not in HEADINGS]
    known = [name for name in names if name in HEADINGS]
    if len(set(known)) < len(known):
        found.append("a heading stands twice")
    elif known != sorted(known, key=HEADINGS.index):
        found.append(f"the headings stand in another order than {', '.join(HEADINGS)}")
    found += [f"there is nothing under {name}" for name, body in sections if not body.strip()]
    return found


def code_blocks(markdown: str) -> list[str]:
    """The indented and fenced blocks of code in a text, without their indentation."""
    from letterbook.explaining.markup import Code, blocks

    return [block.text for block in blocks(markdown) if isinstance(block, Code)]


def is_fixable(sections: Sequence[tuple[str, str]]) -> bool:
    """Whether the section Fix says that ``--fix`` does something: it begins with ``None`` where it does not."""
    body = next((text for heading, text in sections if heading == "Fix"), "None")
    return not body.lstrip("* `").startswith("None")
