"""What HTML forbids inside what: a check on the tags as they are written, for a parser would mend them silently."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "figure",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "details",
    ]
)
PHRASES = frozenset(
    [
        "p",
        "span",
        "em",
        "i",
        "b",
        "s",
        "sup",
        "sub",
        "q",
        "cite",
        "abbr",
        "ins",
        "del",
        "mark",
        "small",
        "time",
        "code",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "summary",
        "caption",
        "a",
    ]
)
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "tr", "tbody"},
    "tr": {"td", "th"},
}


class _Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = next((outer for outer in reversed(self.open) if outer in PHRASES), None)
        if tag in BLOCKS and inside is not None and not self._apart(inside):
            self.faults.append(f"<{tag}> in <{inside}>")
        if tag == "a" and "a" in self.open:
            self.faults.append("<a> in <a>")
        if self.open and self.open[-1] in CHILDREN and tag not in CHILDREN[self.open[-1]]:
            self.faults.append(f"<{tag}> in <{self.open[-1]}>")
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"an attribute stands twice in <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def _apart(self, inside: str) -> bool:
        """Whether the innermost element is not inside the phrase but a block of its own, as a cell in a list in a link."""
        return inside in ("ins", "del", "a") and not any(
            outer in PHRASES - {"ins", "del", "a"} for outer in self.open
        )

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>")
        else:
            self.open.pop()


def nesting_faults(page: str) -> list[str]:
    """The faults of a page, each at most once."""
    parser = _Nesting()
    parser.feed(page)
    parser.close()
    return sorted(set(parser.faults))
