"""Schemas that cannot be used: each gives one clear message at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.schematron.conftest import Judge, schema

from letterbook.schematron import SchematronError, compile_schema


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<pattern>\n<rule context="a"><assert>x</assert></rule></pattern>', "3: assert has no test"),
        (
            '<pattern><rule context="a"><report test=" ">x</report></rule></pattern>',
            "2: report has an empty test",
        ),
        ('<pattern><rule><assert test="a">x</assert></rule></pattern>', "2: rule has no context"),
        (
            '<pattern><rule context="a"><assert test="a">x<value-of/></assert></rule></pattern>',
            "2: value-of has no select",
        ),
        ('<let value="1"/>', "2: let has no name"),
        ('<let name="x"/>', "2: let x has neither a value nor content"),
        ('<ns prefix="x"/>', "2: ns needs a prefix and a uri"),
        ('<ns prefix="a b" uri="u"/>', "2: 'a b' cannot be declared as a prefix"),
        ("<ns prefix=\"x='y' z\" uri='u'/>", "2: \"x='y' z\" cannot be declared as a prefix"),
        (
            '<ns prefix="x" uri="u"/><ns prefix="x" uri="v"/>',
            "2: the prefix x is declared for two namespaces: u and v",
        ),
        ('<patern><rule context="a"/></patern>', "2: <patern> has no place in <schema>"),
        ('<pattern><assert test="a">x</assert></pattern>', "2: <assert> has no place in <pattern>"),
        (
            '<pattern documents="\'x.xml\'"><rule context="a"/></pattern>',
            "2: the attribute documents is not supported: a rule judges the document at hand and no other",
        ),
        (
            '<pattern><rule context="a"><assert test="a" diagnostics="d">x</assert></rule></pattern>',
            '2: diagnostics="d": there is no diagnostic of that id',
        ),
    ],
)
def test_what_is_missing_or_misplaced(refused: Callable[..., str], body: str, message: str) -> None:
    assert refused(body) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<schema", "R006"),
        (b"", "R005"),
        (b"<schema/>", "is no Schematron: its outermost element is <schema>"),
        (b'<a xmlns="urn:x"/>', "is no Schematron: its outermost element is <a>, in the namespace urn:x"),
        (b'<schema xmlns="http://www.ascc.net/xml/schematron"/>', "this is Schematron 1.5"),
        (schema("", binding="xquery"), 'queryBinding="xquery" is not understood'),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "R009"),
    ],
)
def test_files_that_are_no_schema(data: bytes, message: str) -> None:
    with pytest.raises(SchematronError) as caught:
        compile_schema(data, name="test.sch")
    assert message in f"{caught.value.finding.code} {caught.value.finding.message}"
    assert caught.value.name == "test.sch"


@pytest.mark.parametrize(
    ("rule", "label", "reason"),
    [
        (
            '<rule context="a"><assert test="b[">x</assert></rule>',
            "assert does not compile",
            "unexpected token",
        ),
        (
            '<rule context="a"><report test="$none" id="r7">x</report></rule>',
            "report r7 does not compile",
            "variable $none has not been declared",
        ),
        (
            '<rule context="a/parent::b"><assert test="b">x</assert></rule>',
            "the context of a rule",
            "parent axis",
        ),
        ('<rule context="t:a"><assert test="b">x</assert></rule>', "the context of a rule", "prefix 't'"),
        (
            '<rule context="a"><assert test="nosuch(1)">x</assert></rule>',
            "assert does not",
            "cannot find a 1-argument",
        ),
        (
            '<rule context="a"><let name="n" value="1 +"/><assert test="$n">x</assert></rule>',
            "let n does not",
            "token",
        ),
        (
            '<rule context="a"><assert test="b">x <value-of select="b]"/></assert></rule>',
            "value-of in a message does not compile",
            "token",
        ),
        ('<rule context="a"><assert test="1 + \'a\'">x</assert></rule>', "assert does not", "arithmetic"),
    ],
)
def test_an_expression_that_does_not_compile_is_found_in_the_schema(
    judge: Judge, rule: str, label: str, reason: str
) -> None:
    """Saxon names a line of the stylesheet; what is told is the line of the schema, and what stands there."""
    body = f'<ns prefix="f" uri="urn:f"/>\n<pattern>\n{rule}\n</pattern>'
    with pytest.raises(SchematronError) as caught:
        judge(body, "<a/>")
    assert caught.value.line == 4
    assert label in caught.value.finding.message
    assert reason in caught.value.finding.message
    assert "file:" not in caught.value.finding.message
    assert "External function calls" not in caught.value.finding.message


def test_an_error_in_an_embedded_function_is_found_too(judge: Judge) -> None:
    body = '<xsl:function name="f:g">\n<xsl:sequence select="1 +"/>\n</xsl:function>'
    with pytest.raises(
        SchematronError, match=r"xsl:function f:g does not compile: unexpected token"
    ) as caught:
        judge(body, "<a/>")
    assert caught.value.line == 2


def test_the_first_of_several_errors_is_told(judge: Judge) -> None:
    """In the order of the schema, whatever order Saxon finds them in."""
    body = """<pattern><rule context="a">
    <assert test="$one">x</assert>
    <assert test="2[">x</assert></rule></pattern>"""
    with pytest.raises(SchematronError) as caught:
        judge(body, "<a/>")
    assert (caught.value.line, caught.value.finding.span.column) == (3, 5)
