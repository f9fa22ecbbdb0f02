"""Schematron inside a RELAX NG grammar."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.schematron.conftest import Judge

from letterbook.schematron import SchematronError, compile_schema, extract_schematron
from letterbook.schematron.names import PRIVATE, sch

GRAMMAR = """<grammar
    xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
 xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:t="urn:t" ns="urn:t">
<sch:ns prefix="p" uri="urn:t"/>
<start><ref name="a"/></start>
{}
</grammar>"""


def grammar(body: str) -> bytes:
    """A grammar of that content, which begins in the sixth line; its elements are in urn:t."""
    return GRAMMAR.format(body).encode()


def texts(judge: Judge, body: str, document: str) -> list[str]:
    """What the Schematron of a grammar says."""
    return [f.text for f in judge.run(compile_schema(grammar(body), name="g.rng"), document)]


DOCUMENT = '<a xmlns="urn:t" x="1"><b x="2" y="3"/><c/></a>'


def test_patterns_are_taken_wherever_they_stand(judge: Judge) -> None:
    """In the grammar, in an element, in a definition; a prefix may be declared twice alike."""
    body = """<sch:pattern id="one"><sch:rule context="p:a"><sch:report test="p:b">1</sch:report></sch:rule>
    </sch:pattern>
    <define name="a"><element name="a"><sch:ns prefix="p" uri="urn:t"/><empty/>
    <sch:pattern id="two"><sch:rule context="p:b"><sch:report test="@x">2</sch:report></sch:rule>
    </sch:pattern>
    </element></define>"""
    assert texts(judge, body, DOCUMENT) == ["1", "2"]


def test_rules_outside_patterns_are_patterns_of_their_own(judge: Judge) -> None:
    """None hides another; abstract ones can be extended."""
    body = """<define name="a"><sch:rule context="p:*"><sch:report test="self::p:a">1</sch:report>
    </sch:rule></define>
    <define name="b"><sch:rule context="p:a"><sch:extends rule="r"/></sch:rule></define>
    <define name="c"><sch:rule abstract="true" id="r"><sch:report test="true()">2</sch:report></sch:rule>
    </define>"""
    assert texts(judge, body, DOCUMENT) == ["1", "2"]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ('<define name="d"><element name="b"><X/><empty/></element></define>', ["b"]),
        ('<define name="d"><element><name>b</name><X/></element></define>', ["b"]),
        ('<define name="d"><element name="t:b"><X/></element></define>', ["b"]),
        ('<define name="d"><element name="b" ns=""><X/></element></define>', []),
        ('<define name="d"><element name="b"><optional><X/></optional></element></define>', ["b"]),
        (
            '<define name="d"><element><choice><name>b</name><name>c</name></choice><X/></element></define>',
            ["b", "c"],
        ),
        ('<define name="d"><element><anyName/><X/></element></define>', ["a", "b", "c"]),
        ('<define name="d"><element><nsName ns="urn:u"/><X/></element></define>', []),
        ('<define name="d"><element name="b"><attribute name="x"><X/></attribute></element></define>', ["x"]),
        ('<define name="d"><element name="c"><attribute name="x"><X/></attribute></element></define>', []),
        ('<define name="d"><attribute name="x"><X/></attribute></define>', ["x", "x"]),
        ('<define name="d"><attribute><anyName/><X/></attribute></define>', ["x", "x", "y"]),
    ],
)
def test_a_bare_assertion_is_about_what_stands_round_it(judge: Judge, body: str, names: list[str]) -> None:
    body = body.replace(
        "<X/>", '<sch:report test="true()"><sch:value-of select="local-name()"/></sch:report>'
    )
    assert texts(judge, body, DOCUMENT) == names


def test_bare_assertions_of_one_parent_are_one_rule(judge: Judge) -> None:
    body = """<define name="d"><element name="b"><sch:report test="@x">x</sch:report>
    <sch:report test="@y">y</sch:report>
    </element></define>"""
    compiled = compile_schema(grammar(body), name="g.rng")
    assert [f.text for f in judge.run(compiled, DOCUMENT)] == ["x", "y"]
    assert [a.span.line for a in compiled.assertions.values()] == [6, 7]


def test_an_assertion_about_nothing_is_an_error() -> None:
    with pytest.raises(SchematronError, match="stands in no rule") as caught:
        compile_schema(
            grammar('\n<define name="d"><sch:assert test="a">x</sch:assert></define>'), name="g.rng"
        )
    assert (caught.value.name, caught.value.line) == ("g.rng", 7)


def test_a_prefix_for_two_namespaces_is_an_error() -> None:
    with pytest.raises(SchematronError, match="declared for two namespaces: urn:t and urn:u"):
        compile_schema(grammar('<sch:ns prefix="p" uri="urn:u"/>'), name="g.rng")


def test_functions_lets_and_diagnostics_come_along(judge: Judge) -> None:
    body = """<sch:ns prefix="f" uri="urn:f"/><sch:let name="two" value="2"/>
    <xsl:function name="f:next" xmlns:f="urn:f"><xsl:param name="n"/><xsl:sequence select="$n + 1"/>
    </xsl:function>
    <sch:diagnostics><sch:diagnostic id="d">d <sch:value-of select="f:next($two)"/></sch:diagnostic>
    </sch:diagnostics>
    <define name="d"><element name="b"><sch:assert test="$two = 3" diagnostics="d">x</sch:assert></element>
    </define>"""
    [failure] = judge.run(compile_schema(grammar(body), name="g.rng"), DOCUMENT)
    assert failure.diagnostics == ("d 3",)


def test_a_grammar_without_schematron_asserts_nothing(judge: Judge) -> None:
    compiled = compile_schema(grammar("").replace(b'<sch:ns prefix="p" uri="urn:t"/>', b""), name="g.rng")
    assert not compiled.assertions
    assert judge.run(compiled, DOCUMENT) == []


def test_what_is_extracted_is_a_schema_that_says_the_same(judge: Judge) -> None:
    """Without the compiler's marks, and with the prefixes that embedded XSLT needs."""
    body = """<sch:ns prefix="f" uri="urn:f"/><define name="d"><element name="b"><empty/>
    <sch:report test="f:g() = 1">b</sch:report></element></define>
    <xsl:function name="f:g" xmlns:f="urn:f"><xsl:sequence select="1"/></xsl:function>
    <sch:pattern><sch:rule context="p:c"><sch:report test="true()">c</sch:report></sch:rule></sch:pattern>"""
    extracted = extract_schematron(grammar(body), name="g.rng")
    assert PRIVATE.encode() not in extracted
    root = etree.fromstring(extracted)
    assert root.tag == sch("schema") and len(root.findall(sch("pattern"))) == 2
    again = judge.run(compile_schema(extracted, name="x.sch"), DOCUMENT)
    assert [f.text for f in again] == texts(judge, body, DOCUMENT) == ["b", "c"]


def test_marks_in_a_file_are_not_trusted() -> None:
    """A file that brings the compiler's own marks does not lead it to a wrong place."""
    body = f'<sch:pattern xmlns:m="{PRIVATE}"><sch:rule context="a" m:at="9:9"><x m:at="7:7"/><sch:assert>x'
    with pytest.raises(SchematronError, match="assert has no test") as caught:
        compile_schema(grammar(body + "</sch:assert></sch:rule></sch:pattern>"), name="g.rng")
    assert caught.value.line == 6
