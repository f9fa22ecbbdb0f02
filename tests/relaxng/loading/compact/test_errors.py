"""What is not in the compact syntax is refused at its place, in words."""

from __future__ import annotations

import pytest
from tests.relaxng.loading.compact.shapes import short

from letterbook.relaxng.errors import GrammarError
from letterbook.relaxng.loading.compact import parse


def refusal(text: str) -> tuple[str, int, int]:
    """Message, line and column of the error in a grammar."""
    with pytest.raises(GrammarError) as caught:
        parse(text, name="a.rnc", base="")
    span = caught.value.finding.span
    assert span.file == "a.rnc"
    return short(caught.value), span.line, span.column


SYNTAX = [
    ("a, b | c", 6, '"," and "|" may not be mixed without brackets (section 2)'),
    ("a & (b), c", 8, '"&" and "," may not be mixed without brackets (section 2)'),
    ("string - 'a' | b", 8, '"-" and "|" may not be mixed without brackets (section 2)'),
    ("b | string - 'a'", 12, '"-" and "|" may not be mixed without brackets (section 2)'),
    ("string - 'a'*", 8, '"-" and "*" may not be mixed without brackets (section 2)'),
    ("string - token - 'a'", 16, '"-" and "-" may not be mixed without brackets (section 2)'),
    ("a?*", 3, '"?" and "*" may not be mixed without brackets (section 2)'),
    ("element a | * - b { c }", 15, '"|" and "-" may not be mixed without brackets (section 2)'),
    ("element * - b | a { c }", 15, '"-" and "|" may not be mixed without brackets (section 2)'),
    ("element * - xml:* - a { c }", 19, '"-" and "-" may not be mixed without brackets (section 2)'),
    (
        "element a - b { c }",
        11,
        '"-" may follow a datatype, "*" and a prefix with ":*" only, not "a" (section 2)',
    ),
    (
        "element (*) - b { c }",
        13,
        '"-" may follow a datatype, "*" and a prefix with ":*" only, not brackets (section 2)',
    ),
    ("a b", 3, 'an operator or the end of the file has to stand here, not "b" (section 2)'),
    ("a,", 3, "a pattern has to stand here, not the end of the file (section 2)"),
    ("(a", 1, '"(" is not closed (section 2)'),
    ("element a { b", 11, '"{" is not closed (section 2)'),
    ("(a}", 3, 'an operator or ")" has to stand here, not "}" (section 2)'),
    ("element a { b c }", 15, 'an operator or "}" has to stand here, not "c" (section 2)'),
    ("element { b }", 9, 'a name has to stand here, not "{" (section 2)'),
    ("element a b", 11, '"{" has to stand here, not "b" (section 2)'),
    ("element a { }", 13, 'a pattern has to stand here, not "}" (section 2)'),
    ("element a { xml:* }", 13, 'a pattern has to stand here, not "xml:*" (section 2)'),
    ("parent element", 8, 'the name of a definition has to stand here, not "element" (section 2)'),
    ("external a", 10, 'a text in quotation marks has to stand here, not "a" (section 2)'),
    ("'a' ~ b", 7, 'a text in quotation marks has to stand here, not "b" (section 2)'),
    ("'a' 'b'", 5, 'an operator or the end of the file has to stand here, not the text "b" (section 2)'),
    ("list = a", 6, '"{" has to stand here, not "=" (section 2)'),
    ("start a", 7, '"=", "|=" or "&=" has to stand here, not "a" (section 2)'),
    ("a = b }", 7, 'a definition has to stand here, not "}" (section 2)'),
    ("a = b text", 7, 'a definition has to stand here, not "text" (section 2)'),
    ("a = b xml:c = d", 7, 'a definition has to stand here, not "xml:c" (section 2)'),
    ("grammar { a = b", 9, '"{" is not closed (section 2)'),
    ("div { a = b ## c\n}", 1, 'a definition has to stand here, not "}" (section 2)'),
    ("a ## b", 3, "an operator or the end of the file has to stand here, not a comment with ## (section 2)"),
    ("include 'a' { include 'b' }", 15, '"include" may not stand in the brackets of another "include" (section 2)'),
    ("include 'a' { div { include 'b' } }", 21, '"include" may not stand in the brackets of another "include" (section 2)'),
    ("xsd:int { 'a' }", 11, 'the name of a parameter has to stand here, not the text "a" (section 2)'),
    ("xsd:int { a }", 13, '"=" has to stand here, not "}" (section 2)'),
    ("xsd:int { a = 'b'", 9, '"{" is not closed (section 2)'),
    ("namespace 'a' = b", 11, 'a prefix has to stand here, not the text "a" (section 2)'),
    ("default a = 'b'", 9, '"namespace" has to stand here, not "a" (section 2)'),
    ("a = b namespace c = 'd'", 7, 'a definition has to stand here, not "namespace" (section 2)'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "message"), SYNTAX)
def test_syntax(text: str, column: int, message: str) -> None:
    """What stands where something else has to is named, with what has to stand there."""
    found, line, at = refusal(text)
    assert (found, at) == (message, column) and line == text.count("\n") + 1


DECLARATIONS = [
    ("element x:a { b }", 9, 'the prefix "x" is not declared: there is no namespace x = "…" (section 4)'),
    ("element x:* { b }", 9, 'the prefix "x" is not declared: there is no namespace x = "…" (section 4)'),
    ("x:a", 1, 'the prefix "x" is not declared: there is no datatypes x = "…" (section 4)'),
    ("external 'a' inherit = x", 24, 'the prefix "x" is not declared: there is no namespace x = "…" (section 4)'),
    ("[ x:a = 'b' ] empty", 3, 'the prefix "x" is not declared: there is no namespace x = "…" (section 4)'),
    ("a >> x:a []", 6, 'the prefix "x" is not declared: there is no namespace x = "…" (section 4)'),
    (
        "namespace a = 'b' namespace a = 'c' empty",
        19,
        'the prefix "a" is declared more than once (section A.1)',
    ),
    (
        "namespace a = 'b' default namespace a = 'b' empty",
        19,
        'the prefix "a" is declared more than once (section A.1)',
    ),
    (
        "default namespace = 'b' default namespace a = 'b' empty",
        25,
        "the default namespace is declared more than once (section A.1)",
    ),
    (
        "datatypes a = 'x:b' datatypes a = 'x:b' empty",
        21,
        'the prefix "a" of datatypes is declared more than once (section A.1)',
    ),
    ("namespace xmlns = 'a' empty", 1, 'the prefix "xmlns" may not be declared (section A.1)'),
    (
        "namespace xml = 'a' empty",
        1,
        'the prefix "xml" stands for http://www.w3.org/XML/1998/namespace only (section A.1)',
    ),
    (
        "namespace xml = inherit empty",
        1,
        'the prefix "xml" stands for http://www.w3.org/XML/1998/namespace only (section A.1)',
    ),
    (
        "default namespace = 'http://www.w3.org/XML/1998/namespace' empty",
        1,
        'only the prefix "xml" stands for http://www.w3.org/XML/1998/namespace (section A.1)',
    ),
    (
        "datatypes xsd = 'x:a' empty",
        1,
        'the prefix "xsd" stands for http://www.w3.org/2001/XMLSchema-datatypes only (section A.1)',
    ),
    (
        "datatypes a = 'b' empty",
        15,
        "the address of a datatype library has to be absolute and without # (section A.1)",
    ),
    (
        "datatypes a = 'x:b#c' empty",
        15,
        "the address of a datatype library has to be absolute and without # (section A.1)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "message"), DECLARATIONS)
def test_declarations(text: str, column: int, message: str) -> None:
    """A prefix is declared once and before it is used; reserved ones keep their meaning."""
    assert refusal(text) == (message, 1, column)


@pytest.mark.parametrize(
    "text",
    [
        "namespace xml = 'http://www.w3.org/XML/1998/namespace' empty",
        "default namespace xml = 'http://www.w3.org/XML/1998/namespace' empty",
        "datatypes xsd = 'http://www.w3.org/2001/XMLSchema-datatypes' empty",
        "datatypes a = '' empty",
        "namespace a = 'b' datatypes a = 'x:b' default namespace = 'b' empty",
    ],
)
def test_declarations_that_repeat_what_is_known_are_no_error(text: str) -> None:
    """What is predeclared may be declared, and the three kinds of prefixes do not meet."""
    assert parse(text, name="a.rnc", base="").kind == "empty"


HEAD = "namespace a = 'u' namespace l = '' namespace i = inherit namespace rng = 'http://relaxng.org/ns/structure/1.0'\n"
UNQUALIFIED = "an attribute in an annotation of the grammar has to be in a namespace (section A.1)"
RELAX_NG = "an annotation may not be in the namespace of RELAX NG (section A.1)"
INHERITED = "an annotation may not be in a namespace that is inherited (section A.1)"
XMLNS = "an annotation may not have an attribute xmlns (section A.1)"
TWICE = "this annotation has the same attribute twice (section A.1)"
LATE = "the attributes of an annotation have to stand before its content (section 5.1)"
ANNOTATIONS = [
    ("[ b = 'c' ] empty", 3, UNQUALIFIED),
    ("[ l:b = 'c' ] empty", 3, UNQUALIFIED),
    ("[ rng:b = 'c' ] empty", 3, RELAX_NG),
    ("[ rng:b [] ] empty", 3, RELAX_NG),
    ("rng:b [] start = empty", 1, RELAX_NG),
    ("(empty >> rng:b []), a", 11, RELAX_NG),
    ("[ i:b = 'c' ] empty", 3, INHERITED),
    ("[ a:b [ i:c [] ] ] empty", 9, INHERITED),
    ("[ a:b [ xmlns = 'c' ] ] empty", 9, XMLNS),
    ("[ a:b = 'c' a:b = 'd' ] empty", 13, TWICE),
    ("[ a:b [ l:c = '1' c = '2' ] ] empty", 19, TWICE),
    ("[ a:b [] a:c = 'd' ] empty", 10, LATE),
    ("a:b [ 'c' d = 'e' ] start = empty", 11, LATE),
    ("[ 'c' ] empty", 3, 'the name of an annotation or "]" has to stand here, not the text "c" (section 2)'),
    ("[ a:b ] empty", 7, '"=" or "[" has to stand here, not "]" (section 2)'),
    ("[ a:b [ c [ ]", 7, '"[" is not closed (section 2)'),
    ("empty >> { }", 10, 'the name of an annotation has to stand here, not "{" (section 2)'),
    ("empty >> a:b", 13, '"[" has to stand here, not the end of the file (section 2)'),
    ("[ ] ## b\n empty", 5, "a pattern has to stand here, not a comment with ## (section 2)"),
    ("text [ ] start = empty", 6, 'an operator or the end of the file has to stand here, not "[" (section 2)'),
    (
        "empty >> a:b []",
        7,
        "nothing may follow the outermost pattern with >> (section A.1)",
    ),
    (
        "(empty >> a:b [])",
        8,
        "nothing may follow the outermost pattern with >> (section A.1)",
    ),
    (
        "empty* >> a:b []",
        8,
        "nothing may follow the outermost pattern with >> (section A.1)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "message"), ANNOTATIONS)
def test_annotations(text: str, column: int, message: str) -> None:
    """Annotations are left out, but have to be ones that XML could hold."""
    assert refusal(HEAD + text) == (message, 2, column)


@pytest.mark.parametrize(
    "text", ["(empty >> a:b [])*", "empty >> a:b [] | text", "[ a:b [ rng:c [ rng:d = '' ] ] ] empty"]
)
def test_annotations_that_look_like_errors(text: str) -> None:
    """What follows a part of the outermost pattern is within it; RELAX NG's own names may be deeper in."""
    assert parse(HEAD + text, name="a.rnc", base="").kind in ("zeroOrMore", "choice", "empty")


def test_long_names_are_shortened() -> None:
    """A message holds no more of the file than one can read."""
    assert refusal("a " + "b" * 1000)[0].count("b") < 50


def test_messages_stay_on_one_line() -> None:
    """What cannot be printed does not reach the terminal."""
    assert refusal("a '''\n\u202e'''")[0] == (
        'an operator or the end of the file has to stand here, not the text "  " (section 2)'
    )
