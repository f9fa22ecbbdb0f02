"""What a file in compact syntax stands for, in the full syntax, and where its parts stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.relaxng.loading.compact.shapes import of_node

from letterbook.relaxng.loading.compact import parse
from letterbook.relaxng.loading.tree import Node

XML = "http://www.w3.org/XML/1998/namespace"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


def read(text: str) -> Node:
    """The tree of a grammar called a.rnc."""
    return parse(text, name="a.rnc", base="file:///folder/a.rnc")


def written(node: Node) -> str:
    """A tree in one line: kind, attributes, text, children."""
    attributes = "".join(f" {name}={value}" for name, value in node.attributes.items())
    inside = (
        repr(node.text) if node.kind in ("name", "value", "param") else ", ".join(map(written, node.children))
    )
    return f"{node.kind}{attributes}" + (f"({inside})" if inside else "")


def every(node: Node) -> Iterator[Node]:
    """The node and all within it."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(node.children)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("empty", "empty"),
        ("text", "text"),
        ("notAllowed", "notAllowed"),
        ("a", "ref name=a"),
        (r"\list", "ref name=list"),
        ("parent a", "parentRef name=a"),
        ("a, b, c", "group(ref name=a, ref name=b, ref name=c)"),
        ("a | b", "choice(ref name=a, ref name=b)"),
        ("a & b & c", "interleave(ref name=a, ref name=b, ref name=c)"),
        ("(a, b) | c", "choice(group(ref name=a, ref name=b), ref name=c)"),
        ("(a | b) | c", "choice(choice(ref name=a, ref name=b), ref name=c)"),
        ("((a))", "ref name=a"),
        ("a?", "optional(ref name=a)"),
        ("(a*)+", "oneOrMore(zeroOrMore(ref name=a))"),
        ("a?, b*", "group(optional(ref name=a), zeroOrMore(ref name=b))"),
        ("list { a }", "list(ref name=a)"),
        ("mixed { a, b }", "mixed(group(ref name=a, ref name=b))"),
        ("grammar { }", "grammar"),
        ("'v'", "value('v')"),
        ("string 'v'", "value datatypeLibrary= type=string('v')"),
        ("token 'v' ~ \"w\" ~ '''x'''", "value datatypeLibrary= type=token('vwx')"),
        ("string", "data datatypeLibrary= type=string"),
        ("xsd:int", f"data datatypeLibrary={XSD} type=int"),
        ("xsd:int '1'", f"value datatypeLibrary={XSD} type=int('1')"),
        (
            "xsd:int { minInclusive = '1' list='2' }",
            f"data datatypeLibrary={XSD} type=int(param name=minInclusive('1'), param name=list('2'))",
        ),
        ("token - 'a'", "data datatypeLibrary= type=token(except(value('a')))"),
        (
            "token { } - ('a' | 'b')",
            "data datatypeLibrary= type=token(except(choice(value('a'), value('b'))))",
        ),
        (
            "(token - 'a')*",
            "zeroOrMore(data datatypeLibrary= type=token(except(value('a'))))",
        ),
        ("external 'a.rnc'", "externalRef href=a.rnc"),
        ("element a { b }", "element(name('a'), ref name=b)"),
        ("attribute a { b }", "attribute(name ns=('a'), ref name=b)"),
        ("element list { b }", "element(name('list'), ref name=b)"),
        (r"attribute \list { b }", "attribute(name ns=('list'), ref name=b)"),
        ("element * { b }", "element(anyName, ref name=b)"),
        ("attribute xml:id { b }", f"attribute(name ns={XML}('id'), ref name=b)"),
        ("element xml:* { b }", f"element(nsName ns={XML}, ref name=b)"),
        (
            "element (a | (b | c)) { d }",
            "element(choice(name('a'), choice(name('b'), name('c'))), ref name=d)",
        ),
        ("element a | b { d }", "element(choice(name('a'), name('b')), ref name=d)"),
        (
            "element * - (a | xml:*) { d }",
            f"element(anyName(except(choice(name('a'), nsName ns={XML}))), ref name=d)",
        ),
        ("element a | (* - b) { d }", "element(choice(name('a'), anyName(except(name('b')))), ref name=d)"),
        ("element xml:* - xml:a { d }", f"element(nsName ns={XML}(except(name ns={XML}('a'))), ref name=d)"),
    ],
)
def test_patterns(text: str, expected: str) -> None:
    """Each kind of pattern and name class gives the element that the specification says."""
    assert written(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("# nothing\n", ""),
        ("start = a", "start(ref name=a)"),
        ("start |= a", "start combine=choice(ref name=a)"),
        ("a &= b", "define name=a combine=interleave(ref name=b)"),
        (r"\start = a", "define name=start(ref name=a)"),
        ("a = b c = d", "define name=a(ref name=b), define name=c(ref name=d)"),
        ("div { a = b div { } }", "div(define name=a(ref name=b), div)"),
        ("include 'a.rnc'", "include href=a.rnc"),
        (
            "include 'a.rnc' { start = b div { c = d } }",
            "include href=a.rnc(start(ref name=b), div(define name=c(ref name=d)))",
        ),
        (
            "a = grammar { start = b } c = d",
            "define name=a(grammar(start(ref name=b))), define name=c(ref name=d)",
        ),
        (
            "a = string 'b' c = d",
            "define name=a(value datatypeLibrary= type=string('b')), define name=c(ref name=d)",
        ),
        ("a = external 'b' inherit = xml", f"define name=a(externalRef href=b ns={XML})"),
    ],
)
def test_definitions(text: str, expected: str) -> None:
    """A file of definitions is a grammar, an empty one too."""
    assert written(read(text)) == (f"grammar({expected})" if expected else "grammar")


@pytest.mark.parametrize(
    ("declarations", "element", "attribute", "star", "external"),
    [
        ("", "name('a')", "name ns=('a')", "nsName ns=u", "externalRef href=e"),
        ("default namespace = inherit", "name('a')", "name ns=('a')", "nsName ns=u", "externalRef href=e"),
        (
            'default namespace = "d"',
            "name ns=d('a')",
            "name ns=('a')",
            "nsName ns=u",
            "externalRef href=e ns=d",
        ),
        ('default namespace = ""', "name ns=('a')", "name ns=('a')", "nsName ns=u", "externalRef href=e ns="),
        (
            'default namespace d = "d"',
            "name ns=d('a')",
            "name ns=('a')",
            "nsName ns=u",
            "externalRef href=e ns=d",
        ),
    ],
)
def test_namespaces_of_names(
    declarations: str, element: str, attribute: str, star: str, external: str
) -> None:
    """The default namespace is for elements and referenced files; what is inherited is left unsaid."""
    text = (
        'namespace x = "u"\n'
        + declarations
        + "\nelement a { attribute a { empty }, element x:* { external 'e' } }"
    )
    expected = f"element({element}, group(attribute({attribute}, empty), element({star}, {external})))"
    assert written(read(text)) == expected


def test_prefixes_may_stand_for_no_namespace_or_an_inherited_one() -> None:
    """An empty namespace is said, an inherited one is not."""
    text = 'namespace l = "" namespace i = inherit element l:a { attribute i:b { empty }, external "e" inherit = l }'
    assert written(read(text)) == (
        "element(name ns=('a'), group(attribute(name('b'), empty), externalRef href=e ns=))"
    )


def test_keywords_are_prefixes_too() -> None:
    """Any name may be a prefix of namespaces and of datatypes, and they do not meet."""
    text = 'namespace list = "l" datatypes list = "x:d" default namespace text = "t" element list:list { list:list }'
    assert written(read(text)) == "element(name ns=l('list'), data datatypeLibrary=x:d type=list)"


def test_values_of_names_know_their_namespaces() -> None:
    """A value of QName is read with the prefixes of its file, and the default namespace as ``ns``."""
    text = 'namespace a = "u:a" namespace e = "" namespace i = inherit default namespace = "u:d" element b { xsd:QName "a:c" }'
    value = next(node for node in every(read(text)) if node.kind == "value")
    assert dict(value.origin.namespaces) == {"a": "u:a", "": "u:d", "xml": XML}
    assert (value.attributes["ns"], value.text) == ("u:d", "a:c")


def test_annotations_are_left_out() -> None:
    """Wherever annotations may stand, they change nothing."""
    plain = """
        namespace x = "x"
        start = element (* - (a | x:*)) { (xsd:int { minInclusive = "1" } - "2") | attribute c { b? } }
        div { b = text } include "i" { c = empty }
    """
    annotated = """
        namespace x = "x"
        x:a [ ]  other [ "text" ~ "text" list [ x:y = "1" z = "2" ] "more" ]
        ## documentation
        [ x:b = "c" x:d [ ] ] start =
          ## of an element
          [ ] element ([ x:a = "1" ] * - ## in a name class
            [ x:a = "1" ] ( [ x:a = "1" ] a >> x:b [] | x:* >> x:c [] >> d [] ) >> e []) >> element [] {
              ([ x:a = "1" ] xsd:int { [ x:a = "1" ] minInclusive = "1" } - [ x:a = "1" ] "2" >> x:b [])
              | ## or
                attribute [ x:a = "1" ] c >> x:b [] { b >> x:c [] ? >> x:d [] } >> x:e [] }
        x:between [ "#" ]
        [ x:a = "1" ] div { x:a [ ] ## b
          b = text x:a [ ] } \\div [ ]
        ## include
        include "i" { x:a [ ] [ x:b = "" ] c = empty x:d [] }
        x:last [ ]
    """.replace("\\\\", "\\")
    assert of_node(read(annotated)) == of_node(read(plain))


def test_nodes_know_where_they_stand() -> None:
    """Line and column, in code points, of the token that begins each part; the base address too."""
    text = "start =\n  element é {\r\n\t# ö\r\n\tattribute \\x{62} { 'v' },\n text }\n"
    root = read(text)
    places = [(node.kind, node.origin.span.line, node.origin.span.column) for node in every(root)]
    assert sorted(places, key=lambda place: place[1:]) == [
        ("grammar", 1, 1),
        ("start", 1, 1),
        ("element", 2, 3),
        ("name", 2, 11),
        ("group", 4, 2),
        ("attribute", 4, 2),
        ("name", 4, 12),
        ("value", 4, 21),
        ("text", 5, 2),
    ]
    assert {(node.origin.span.file, node.origin.base) for node in every(root)} == {
        ("a.rnc", "file:///folder/a.rnc")
    }


DEPTH = 20_000


@pytest.mark.parametrize(
    ("before", "middle", "after"),
    [
        ("(", "text", ")"),
        ("element a {", "text", "}"),
        ("token - (", "'a'", ")"),
        ("grammar { start = ", "text", "}"),
        ("div {", "a = text", "}"),
    ],
)
def test_depth_is_not_limited(before: str, middle: str, after: str) -> None:
    """Nothing is called once more for each level, so that no file is too deep to be read."""
    assert read(before * DEPTH + middle + after * DEPTH).kind in ("text", "element", "data", "grammar")


def test_name_classes_and_annotations_may_be_deep() -> None:
    """The same for what stands in brackets of other kinds."""
    assert read("element " + "* - (" * DEPTH + "a" + ")" * DEPTH + " { text }").kind == "element"
    assert read("[ " + "a [ " * DEPTH + "]" * DEPTH + " ] text").kind == "text"
