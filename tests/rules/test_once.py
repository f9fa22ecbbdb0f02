"""What several rules ask of a document is worked out once, and goes with it."""

from __future__ import annotations

from letterbook.rules import Document, once
from letterbook.sources import parse


def test_once_for_each_document() -> None:
    """The second question costs nothing; another document is another question, and None is an answer."""
    asked: list[str] = []

    @once
    def name(document: Document) -> str | None:
        asked.append(document.name)
        return None

    first, second = (Document(parse(b"<a/>", name)) for name in ("a.xml", "b.xml"))
    assert [name(first), name(first), name(second), name(first)] == [None] * 4
    assert asked == ["a.xml", "b.xml"]
