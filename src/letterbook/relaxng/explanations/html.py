"""Elements of HTML that people write out of habit, and what TEI writes in their place."""

from __future__ import annotations

from letterbook.relaxng.explanations.context import Context

NAMESPACE = "http://www.tei-c.org/ns/1.0"

_INSTEAD = {
    "a": ("ref", '<ref target="…">'),
    "b": ("hi", '<hi rend="bold">'),
    "blockquote": ("quote", "<quote>"),
    "br": ("lb", "<lb/>"),
    "em": ("hi", '<hi rend="italic">'),
    "h1": ("head", "<head>"),
    "h2": ("head", "<head>"),
    "h3": ("head", "<head>"),
    "i": ("hi", '<hi rend="italic">'),
    "img": ("graphic", '<graphic url="…"/>'),
    "li": ("item", "<item>"),
    "ol": ("list", '<list rend="numbered">'),
    "s": ("del", '<del rend="strikethrough">'),
    "small": ("hi", '<hi rend="small">'),
    "span": ("hi", '<hi rend="…">'),
    "strong": ("hi", '<hi rend="bold">'),
    "sub": ("hi", '<hi rend="subscript">'),
    "sup": ("hi", '<hi rend="superscript">'),
    "td": ("cell", "<cell>"),
    "th": ("cell", '<cell role="label">'),
    "tr": ("row", "<row>"),
    "u": ("hi", '<hi rend="underline">'),
    "ul": ("list", "<list>"),
}


def instead(context: Context, space: str, local: str) -> str:
    """What stands for an element of HTML; empty where it is none, or TEI is not what the grammar is for."""
    name, written = _INSTEAD.get(local.lower(), ("", ""))
    return written if name and space == NAMESPACE and name in context.vocabulary.locals(space) else ""
