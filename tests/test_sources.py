"""Sources: what is refused and how it is told, and that positions name the beginning of a tag."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from letterbook import sources
from letterbook.sources import SourceError, Tags, parse, read

ENTITIES = b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))

BAD = {
    "end tag": (b"<a>\n <b>\n</a>", "R006", 3, "</a> does not close <b> of line 2"),
    "never closed": (b"<a><b>", "R006", 1, "<b> of line 1 is never closed"),
    "undeclared entity": (b"<a>&mdash;</a>", "R006", 1, "the entity &mdash; is not declared"),
    "ampersand": (b"<a> & b</a>", "R006", 1, "a single & stands in the text"),
    "less than": (b"<a> < b</a>", "R006", 1, "a < stands where no tag begins"),
    "attribute twice": (b'<a b="1" b="2"/>', "R006", 1, "the attribute b stands twice"),
    "curly quotes": ("<a b=“1”/>".encode(), "R006", 1, "straight quotation marks"),
    "no quotes": (b"<a b=1/>", "R006", 1, "straight quotation marks"),
    "open quotes": (b'<a b="1>text<c/></a>', "R006", 1, "quotation mark that ends the value"),
    "late declaration": (b'\n<?xml version="1.0"?><a/>', "R006", 2, "before the XML declaration"),
    "comment": (b"<a><!-- a -- b --></a>", "R006", 1, "two hyphens"),
    "prefix": (b"<x:a/>", "R006", 1, "the prefix x of a is not bound"),
    "two roots": (b"<a/><b/>", "R006", 1, "something follows the end of the root element"),
    "no xml": (b"Dear Sir", "R006", 1, "the file is no XML"),
    "nul": (b"<a>\0</a>", "R006", 1, "a character stands here that XML does not allow"),
    "empty": (b" \n", "R005", 0, "the file is empty"),
    "not utf-8": (b"<a>\n\xff\xfe</a>", "R007", 2, "not in the encoding that the file declares"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><a/>', "R007", 1, "encoding"),
    "bomb": (
        b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + ENTITIES + b"]><a>&j;</a>",
        "R008",
        1,
        "grow without bound",
    ),
    "external": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "R009",
        1,
        "another file",
    ),
    "parameter entity": (
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]><a/>',
        "R009",
        1,
        "another file",
    ),
    "network DTD": (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "R009", 1, "another file"),
    "too deep": (b"<a>" * 3000 + b"</a>" * 3000, "R010", 1, "nested more than 2048 deep"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_finding_in_plain_words(case: str) -> None:
    data, code, line, words = BAD[case]
    with pytest.raises(SourceError) as caught:
        parse(data, "x.xml")
    finding = caught.value.finding
    assert (finding.code, finding.span.line) == (code, line)
    assert words in finding.message


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    """Not even a file beside the letter."""
    (tmp_path / "s.txt").write_text("hunter2", encoding="utf-8")
    letter = tmp_path / "x.xml"
    letter.write_text('<!DOCTYPE a [<!ENTITY x SYSTEM "s.txt">]><a>&x;</a>', encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read(letter)
    assert caught.value.finding.code == "R009"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and a folder each have a finding of their own."""
    for path, code in ((tmp_path / "none.xml", "R001"), (tmp_path, "R002")):
        with pytest.raises(SourceError) as caught:
            read(path)
        assert caught.value.finding.code == code


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 100)
    path = tmp_path / "x.xml"
    path.write_bytes(b"<a>" + b"x" * 100 + b"</a>")
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.finding.code == "R004"


def test_internal_entities_expand_and_their_declarations_do_not_reach_the_markup() -> None:
    source = parse(b'<!DOCTYPE a [<!ENTITY mdash "&#8212;">]><a>x&mdash;y</a>', "x.xml")
    assert source.markup() == "<a>x—y</a>"


def test_a_long_text_and_a_deep_tree_are_read_when_no_doctype_is_there() -> None:
    assert len(parse(b"<a>" + b"x" * 11_000_000 + b"</a>", "x.xml").root.text or "") == 11_000_000
    assert parse(b"<a>" * 1000 + b"</a>" * 1000, "x.xml").root.tag == "a"


def test_a_long_text_with_a_doctype_is_refused() -> None:
    """The larger limits would lift the limit on entities too."""
    with pytest.raises(SourceError) as caught:
        parse(b"<!DOCTYPE a><a>" + b"x" * 11_000_000 + b"</a>", "x.xml")
    assert caught.value.finding.code == "R010"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "iso-8859-1", "windows-1252"]
)
def test_positions_in_every_encoding(encoding: str) -> None:
    """Lines and columns count code points, offsets bytes, whatever the encoding."""
    declared = {"utf-8-sig": "utf-8", "utf-16-be": "utf-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<a>é\n é<b\n x="1"\n  é="ü" ref="y"/></a>'
    data = (b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding)
    source = parse(data, "x.xml")
    span = source.span(source.root[0])
    assert (span.line, span.column) == (3, 3)
    place = source.span(source.root[0], "ref")
    assert (place.line, place.column) == (5, 9)
    assert place.start is not None and place.end is not None
    bare = {"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    assert data[place.start : place.end].decode(bare) == 'ref="y"'
    tags = Tags(data, "x.xml")  # the same without a tree
    assert (tags.span(1), tags.span(1, "ref"), tags.span(1, "é")) == (
        span,
        place,
        source.span(source.root[0], "é"),
    )
    assert codecs.lookup(tags.encoding) == codecs.lookup(source.encoding)


def test_utf_16_without_a_declaration() -> None:
    """The byte order mark says it; lxml would say UTF-8."""
    source = parse('<a>é<b ref="y"/></a>'.encode("utf-16"), "x.xml")
    assert source.encoding == "UTF-16"
    assert source.span(source.root[0], "ref").column == 8


def test_positions_after_line_65535() -> None:
    """lxml guesses there; the scan does not."""
    source = parse(b"<a>" + b"\n" * 70_000 + b"<b/></a>", "x.xml")
    assert source.span(source.root[0]).line == 70_001


def test_an_unknown_encoding_still_gives_a_line() -> None:
    """An encoding that expat cannot scan falls back on lxml's line."""
    data = '<?xml version="1.0" encoding="gb18030"?>\n<a>\n<b/></a>'.encode("gb18030")
    source = parse(data, "x.xml")
    assert source.span(source.root[0]).line == 3


NAME = st.sampled_from(["a", "b", "p", "x:y", "ü"])
TEXT = st.text(alphabet="ab é\n𝄞<&>\"'", max_size=8)


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> str:
    """Random markup, with comments, processing instructions and attributes that hold > and quotes."""
    name = draw(NAME)
    attributes = "".join(
        f"{draw(st.sampled_from([' ', chr(10) + ' ']))}{k}={quote(draw(TEXT))}"
        for k in draw(st.lists(st.sampled_from(["q", "xml:id", "é"]), unique=True))
    )
    space = ' xmlns:x="urn:x"' if depth == 3 else ""
    inner = ""
    if depth:
        for child in draw(st.lists(trees(depth - 1), max_size=3)):
            inner += (
                escape(draw(TEXT))
                + draw(st.sampled_from(["", "<!-- <z> -->", "<?pi <z?>", "<![CDATA[<z>]]>"]))
                + child
            )
    return f"<{name}{space}{attributes}>{inner}</{name}>"


def escape(text: str) -> str:
    """Text as character data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str) -> str:
    """Text as an attribute value, with > left as it is."""
    return '"' + text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") + '"'


@given(trees(), st.data())
def test_a_part_of_a_text_is_found_where_it_stands(markup: str, data: st.DataObject) -> None:
    """Line, column and bytes of any part of any text; a reference is one character with all its bytes."""
    octets = markup.encode()
    source = parse(octets, "x.xml")
    for element in source.root.iter("*"):
        texts = [element.text, *(child.tail for child in element)]
        for slot, text in enumerate(texts):
            if not text:
                continue
            start = data.draw(st.integers(0, len(text) - 1))
            end = data.draw(st.integers(start + 1, len(text)))
            span = source.part_span(element, slot, start, end)
            assert span.start is not None and span.end is not None
            raw = octets[span.start : span.end].decode()
            assert unescape(raw.replace("<![CDATA[", "").replace("]]>", "")) == text[start:end]
            before = octets[: span.start].decode()
            assert span.line == before.count("\n") + 1
            assert span.column == len(before) - before.rfind("\n")


def unescape(raw: str) -> str:
    """Character data as it is read."""
    return raw.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(trees())
def test_every_start_tag_is_found_where_it_stands(markup: str) -> None:
    """The offset of each element is the offset of its own start tag, and line and column agree with it."""
    data = markup.encode()
    source = parse(data, "x.xml")
    for element in source.root.iter("*"):
        position = source.position(element)
        assert position is not None
        tag = data[position.start : position.end].decode()
        prefix = f"{element.prefix}:" if element.prefix else ""
        assert re.match(rf"<{prefix}{etree.QName(element).localname}[\s>]", tag)
        assert tag.endswith(">")
        before = data[: position.start].decode()
        assert position.line == before.count("\n") + 1
        assert position.column == len(before) - before.rfind("\n")


@given(trees(), st.data())
def test_saxon_paths_are_resolved(markup: str, data: st.DataObject) -> None:
    """A path in the form that Saxon writes finds the element it was made from."""
    source = parse(markup.encode(), "x.xml")
    element = data.draw(st.sampled_from(list(source.root.iter("*"))))
    path, node = "", element
    while node is not None:
        name = etree.QName(node)
        number = 1 + sum(1 for s in node.itersiblings(node.tag, preceding=True))
        path = f"/Q{{{name.namespace or ''}}}{name.localname}[{number}]{path}"
        node = node.getparent()
    assert source.node_at(path).element is element
    place = source.node_at(path + "/@Q{urn:u}k")
    assert (place.element, place.attribute) == (element, "{urn:u}k")
    assert source.node_at(path + "/text()[1]").element is element


def test_a_path_to_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing at"):
        parse(b"<a/>", "x.xml").node_at("/Q{}a[1]/Q{}b[2]")
