"""Small tools for TEI trees."""

from __future__ import annotations

from tests.reading.making import source

from letterbook.reading.tei import elements, first, language, local, plain, squeeze, tokens


def test_plain_text_of_a_heading() -> None:
    """One line: corrected and expanded, without notes, deletions and comments; lone old spellings stay."""
    root = source(
        "<title NS>Letter <choice><sic>form</sic><corr>from</corr></choice>\n <!-- x -->K.<note>n</note><lb/>"
        "to "
        "<orig>ye</orig> <del>his</del>son, Hyan<lb break='no'/>nis</title>"
    ).root
    assert plain(root) == "Letter from K. to ye son, Hyannis"
    assert plain(None) == ""
    assert plain(source("<title NS>a <restore><del>b</del></restore> <del>c</del>d</title>").root) == "a b d"
    assert plain(source("<title NS> a\u00a0 b </title>").root) == "a\u00a0 b"


def test_small_tools() -> None:
    """Names without namespace, children without comments, values of lists, the language that is in force."""
    root = source("<TEI NS xml:lang='de'><!-- c --><text><?p?><body xml:lang='fr'/></text></TEI>").root
    text = first(root, "text")
    assert text is not None
    assert [local(child) for child in elements(root)] == ["text"]
    assert local(root[0]) == ""
    assert (language(text), language(text[1])) == ("de", "fr")
    assert first(None, "text") is None
    assert first(root, "text", "back") is None
    assert tokens(" a\n b ") == ("a", "b")
    assert tokens(None) == ()
    assert squeeze(None) == ""
