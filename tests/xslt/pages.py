"""The words of a letter as its page shows them: what a reader reads, without the marks that the page adds."""

from __future__ import annotations

from lxml import etree, html

BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "td",
        "th",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "blockquote",
        "figure",
        "caption",
        "section",
        "article",
    ]
)


def letter_text(page: str) -> str:
    """The text of the letter and of its notes; blocks and lines end with a line break."""
    tree = html.document_fromstring(page)
    parts: list[str] = []
    for element in [tree.get_element_by_id("letter"), *tree.iterfind(".//section[@class='notes']/ol/li")]:
        _read(element, parts)
        parts.append("\n")
    return "".join(parts)


def _read(element: etree._Element, parts: list[str]) -> None:
    if not isinstance(element.tag, str) or element.get("data-mark") is not None:
        return
    classes = (element.get("class") or "").split()
    apart = element.tag in BLOCKS or "figDesc" in classes or "space" in classes
    parts += ["\n"[:apart], element.text or ""]
    for child in element:
        _read(child, parts)
        parts.append(child.tail or "")
    parts.append("\n"[:apart])
