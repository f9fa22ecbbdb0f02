"""The two walls: what a schema may not do is refused before Saxon sees it, and by Saxon's lock after that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from tests.schematron.conftest import Judge, schema

from letterbook.schematron import SchematronError, compile_schema
from letterbook.workers import Pool

FN = "http://www.w3.org/2005/xpath-functions"

REFUSED = [
    "doc('x')",
    "doc ('x')",
    "doc(: a comment :)('x')",
    "doc (: one (: within :) another :) ( 'x' )",
    "doc\n(\n'x')",
    "fn:doc('x')",
    "fn:doc (: x :) ('x')",
    "other:doc('x')",
    f"Q{{{FN}}}doc('x')",
    f"Q{{ {FN} }}doc('x')",
    "doc#1",
    "doc (: x :) # 1",
    f"Q{{{FN}}}doc#1('x')",
    "'x' => doc()",
    "'x' ! doc(.)",
    "for-each('x', doc#1)",
    "apply(doc#1, ['x'])",
    "(1, doc('x'))[2]",
    "a[doc('x')]",
    "if (a) then doc('x') else ()",
    "let $doc := doc('x') return $doc",
    "map{'a':doc('x')}?a",
    "[doc('x')]",
    "function($x) { doc($x) }('x')",
    "\"a\" = doc('x')",
    "'it''s' = doc('x')",
    "doc-available('x')",
    "document('x')",
    "document('x', .)",
    "collection()",
    "uri-collection()",
    "json-doc('x')",
    "unparsed-text('x')",
    "unparsed-text-lines('x')",
    "unparsed-text-available('x')",
    "environment-variable('HOME')",
    "available-environment-variables()",
    "system-property('user.home')",
    "transform(map{})",
    "load-xquery-module('x')",
    "function-lookup(xs:QName('fn:doc'), 1)('x')",
    "function-lookup(QName('', 'doc'), 1)",
    "saxon:evaluate('doc(1)')",
    "file:read-text('x')",
    "Q{http://saxon.sf.net/}evaluate('1')",
    "Q{java:java.lang.System}getenv('HOME')",
    "undeclared:thing()",
    "f:thing()",
]

ALLOWED = [
    "doc",
    "tei:doc",
    "tei:doc/doc[1]",
    "@doc",
    "child::doc",
    "doc[collection]",
    "'doc(1)'",
    '"say doc(""x"")"',
    "'it''s doc(1)'",
    "(: doc('x') :) a",
    "(: (: :) doc('x') :) a",
    "$doc",
    "$doc('x')",
    "$ doc ('x')",
    "a/transform",
    "document-node()",
    "self::document-node()",
    "not-doc",
    "Q{urn:x}doc",
    "a/doc, (b)",
    "xs:integer('1')",
    "map:get(map{}, 1)",
    "array:size([])",
    "math:pi()",
    "key('k', 1)",
    "current()",
    "parse-xml('<a/>')",
    "base-uri(.)",
]

RULE = '<pattern><rule context="a">{}</rule></pattern>'
PREFIXES = f"""<ns prefix="other" uri="{FN}"/><ns prefix="tei" uri="urn:tei"/>
<ns prefix="saxon" uri="http://saxon.sf.net/"/><ns prefix="file" uri="http://expath.org/ns/file"/>
<ns prefix="f" uri="urn:f"/><let name="doc" value="map{{'x': 1}}"/><xsl:key name="k" match="a" use="."/>"""


@pytest.mark.parametrize("expression", REFUSED)
def test_what_reads_or_runs_is_refused(refused: Callable[..., str], expression: str) -> None:
    """However the name is spelled."""
    body = PREFIXES + RULE.format(f"<assert test={quoteattr(expression)}>x</assert>")
    message = refused(body)
    assert "is not allowed: " in message or "is not declared" in message, message


@pytest.mark.parametrize("expression", ALLOWED)
def test_what_only_looks_like_it_is_not_refused(judge: Judge, expression: str) -> None:
    """Names of elements, variables, strings, comments: and it compiles."""
    body = PREFIXES + RULE.format(f"<assert test={quoteattr(expression)}>x</assert>")
    compiled = compile_schema(schema(body), name="test.sch")
    assert judge.run(compiled, "<b/>") == []


PLACES = {
    "context": '<pattern><rule context="a[{}]"><assert test="a">x</assert></rule></pattern>',
    "context itself": '<pattern><rule context="{}//a"><assert test="a">x</assert></rule></pattern>',
    "test of a report": '<pattern><rule context="a"><report test="{}">x</report></rule></pattern>',
    "let of the schema": '<let name="x" value="{}"/>',
    "let of a pattern": '<pattern><let name="x" value="{}"/></pattern>',
    "let of a rule": '<pattern><rule context="a"><let name="x" value="{}"/></rule></pattern>',
    "type of a let": '<let name="x" as="item()* (: :) {}" value="1"/>',
    "let of a phase": '<phase id="ph"><let name="x" value="{}"/></phase>',
    "value-of": RULE.format('<assert test="a">x<value-of select="{}"/></assert>'),
    "value-of in emph": RULE.format('<assert test="a"><emph><value-of select="{}"/></emph></assert>'),
    "name": '<pattern><rule context="a"><assert test="a">x<name path="{}"/></assert></rule></pattern>',
    "subject": '<pattern><rule context="a"><assert subject="{}" test="a">x</assert></rule></pattern>',
    "subject of a rule": '<pattern><rule context="a" subject="{}"><assert test="a"/></rule></pattern>',
    "diagnostic": '<pattern><rule context="a"><assert test="a" diagnostics="d">x</assert></rule></pattern>'
    '<diagnostics><diagnostic id="d"><value-of select="{}"/></diagnostic></diagnostics>',
    "property": '<pattern><rule context="a"><assert test="a" properties="d">x</assert></rule></pattern>'
    '<properties><property id="d"><value-of select="{}"/></property></properties>',
    "parameter": '<pattern abstract="true" id="ab"><rule context="a"><assert test="$p"/></rule></pattern>'
    '<pattern is-a="ab"><param name="p" value="{}"/></pattern>',
    "parameter in two halves": '<pattern abstract="true" id="ab"><rule context="a"><assert test="$p(\'x\')"/>'
    '</rule></pattern><pattern is-a="ab"><param name="p" value="doc"/><param name="q" value="{}"/></pattern>',
    "abstract rule": '<pattern><rule abstract="true" id="ab"><assert test="{}">x</assert></rule>'
    '<rule context="a"><extends rule="ab"/></rule></pattern>',
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_of_an_expression_is_looked_at(refused: Callable[..., str], place: str) -> None:
    phase = {"phase": "ph"} if "phase" in place else {}
    message = refused(PLACES[place].format("fn:doc('x')"), **phase)
    assert (
        "the function doc() is not allowed: a schema reads nothing but the document that it judges" in message
    )


EMBEDDED = [
    ('<xsl:variable name="x" select="1"/>', "xsl:variable is not allowed in a schema"),
    ('<xsl:include href="x.xsl"/>', "xsl:include is not allowed in a schema"),
    ('<xsl:import href="x.xsl"/>', "xsl:import is not allowed in a schema"),
    ('<xsl:use-package name="x"/>', "xsl:use-package is not allowed in a schema"),
    ('<xsl:param name="x" static="yes" select="1"/>', "xsl:param is not allowed in a schema"),
    ('<xsl:template match="/"/>', "xsl:template is not allowed in a schema"),
    ('<pattern><xsl:variable name="x" select="1"/></pattern>', "xsl:variable is not allowed in a schema"),
    ('<pattern><rule context="a"><xsl:message/></rule></pattern>', "xsl:message is not allowed in a schema"),
    (
        '<pattern><rule context="a"><assert test="a"><xsl:value-of select="1"/></assert></rule></pattern>',
        "xsl:value-of is not allowed in a message: value-of and name are",
    ),
    (
        "<F><xsl:result-document href='x'/></F>",
        "xsl:result-document is not allowed in a schema: it reads or writes",
    ),
    ("<F><xsl:source-document href='x'/></F>", "xsl:source-document is not allowed"),
    ("<F><xsl:merge/></F>", "xsl:merge is not allowed"),
    ("<F><xsl:evaluate xpath='1'/></F>", "xsl:evaluate is not allowed in a schema: what is computed as text"),
    ("<F><xsl:apply-templates/></F>", "xsl:apply-templates is not allowed"),
    ("<F use-when='true()'/>", "the attribute use-when is not allowed in embedded XSLT"),
    ("<F><x xsl:use-when='true()'/></F>", "the attribute use-when is not allowed"),
    ("<F><xsl:variable name='x' static='yes'/></F>", "the attribute static is not allowed"),
    ("<F><xsl:variable name='x' _select='1'/></F>", "the shadow attribute _select is not allowed"),
    ("<F><x xsl:_use-when='1'/></F>", "the shadow attribute _use-when is not allowed"),
    (
        "<F><x xsl:extension-element-prefixes='f'/></F>",
        "the attribute extension-element-prefixes is not allowed",
    ),
    ("<F override-extension-function='no'/>", "the attribute override-extension-function is not allowed"),
    ("<F version='4.0'/>", "embedded XSLT of version 4.0 is not allowed"),
    (
        "<F xmlns:saxon='http://saxon.sf.net/' saxon:memo-function='yes'/>",
        "the attribute memo-function of the namespace",
    ),
    ("<F><xsl:sequence select=\"doc('x')\"/></F>", "the function doc() is not allowed"),
    (
        "<F><xsl:sequence select=\"p:doc('x')\" xmlns:p='" + FN + "'/></F>",
        "the function doc() is not allowed",
    ),
    ("<F><x y=\"{doc('x')}\"/></F>", "the function doc() is not allowed"),
    ("<F><x y=\"it's {doc('x')}\"/></F>", "the function doc() is not allowed"),
    ("<F><x y=\"{'}'}{doc('x')}\"/></F>", "the function doc() is not allowed"),
    ("<F><x y=\"{(: } :) doc('x')}\"/></F>", "the function doc() is not allowed"),
    ("<F expand-text='yes'><x>{doc('x')}</x></F>", "the function doc() is not allowed"),
    ("<F expand-text='yes'><x/>it's {doc('x')}</F>", "the function doc() is not allowed"),
    ("<F><xsl:number format=\"{doc('x')}\"/></F>", "the function doc() is not allowed"),
    ("<xsl:key name='k' match=\"a[doc('x')]\" use='.'/>", "the function doc() is not allowed"),
    ("<xsl:key name='k' match='a' use=\"doc('x')\"/>", "the function doc() is not allowed"),
    (
        "<xsl:key name='k' match='a'><xsl:sequence select=\"doc('x')\"/></xsl:key>",
        "the function doc() is not allowed",
    ),
    ("<xsl:function name='g'/>", "xsl:function has the name 'g': it needs one with a declared prefix"),
    (f"<xsl:function xmlns:p='{FN}' name='p:doc'/>", "is in a namespace that belongs to others"),
    ("<xsl:function xmlns:p='http://saxon.sf.net/' name='p:g'/>", "is in a namespace that belongs to others"),
]


@pytest.mark.parametrize(("body", "message"), EMBEDDED)
def test_embedded_xslt_only_computes(refused: Callable[..., str], body: str, message: str) -> None:
    body = body.replace("<F", '<xsl:function name="f:g"').replace("</F>", "</xsl:function>")
    assert message in refused(body)


def test_foreign_elements_are_not_run(judge: Judge) -> None:
    """Quick fixes hold XSLT; nothing of them reaches Saxon."""
    body = """<sqf:fixes xmlns:sqf="urn:sqf"><sqf:fix><xsl:result-document href="x"/></sqf:fix></sqf:fixes>
    <pattern><rule context="a"><assert test="b" sqf:fix="x" xmlns:sqf="urn:sqf">x</assert>
    <sqf:fix xmlns:sqf="urn:sqf"><xsl:copy-of select="doc('x')"/></sqf:fix></rule></pattern>"""
    assert judge(body, "<a/>") == ["x"]


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with files that must not be read."""
    folder = tmp_path_factory.mktemp("secret")
    (folder / "s.txt").write_text("hunter2", encoding="utf-8")
    (folder / "s.xml").write_text("<s>hunter2</s>", encoding="utf-8")
    yield folder


@pytest.mark.parametrize(
    "expression",
    [
        "string(doc('U/s.xml'))",
        "unparsed-text('U/s.txt')",
        "string(document('U/s.xml'))",
        "environment-variable('LB_T')",
    ],
)
def test_the_second_wall_holds_where_the_first_is_missing(
    secret: Path, monkeypatch: pytest.MonkeyPatch, expression: str
) -> None:
    """A stylesheet that has been made to read, as if the first wall had a hole, still reads nothing."""
    monkeypatch.setenv("LB_T", "hunter2")
    body = RULE.format("""<report test="true()">got <value-of select="'HOLE'"/></report>""")
    compiled = compile_schema(schema(body), name="test.sch")
    hole = quoteattr(expression.replace("U", secret.as_uri()))[1:-1]
    assert "'HOLE'" in compiled.stylesheet
    with Pool("tests.schematron.worker:setup", timeout=30) as pool:
        opened = Judge(pool).run(
            replace(compiled, stylesheet=compiled.stylesheet.replace("'HOLE'", hole)), "<a/>"
        )
    assert len(opened) == 1
    assert "hunter2" not in opened[0].text


@pytest.mark.parametrize("reading", ["'<!DOCTYPE a [<!ENTITY x SYSTEM \"U/s.txt\">]><a>&x;</a>'"])
def test_what_a_schema_parses_itself_reads_nothing(judge: Judge, secret: Path, reading: str) -> None:
    markup = quoteattr(f"parse-xml({reading})".replace("U", secret.as_uri()))
    body = RULE.format(f'<report test="true()">got <value-of select={markup}/></report>')
    [text] = judge(body, "<a/>")
    assert "hunter2" not in text


def test_a_schema_that_never_ends_is_ended_by_the_time_limit() -> None:
    body = """<ns prefix="f" uri="urn:f"/><xsl:function name="f:g"><xsl:param name="n"/>
    <xsl:sequence select="f:g($n + 1)"/></xsl:function>
    <pattern><rule context="a"><assert test="f:g(1)">x</assert></rule></pattern>"""
    compiled = compile_schema(schema(body), name="test.sch")
    with Pool("tests.schematron.worker:setup", timeout=1.0) as pool:
        [outcome] = list(pool.map([(compiled, b"<a/>")]))
    assert outcome.failure is not None and outcome.failure.kind == "timeout"


def test_a_message_of_the_wall_says_where(refused: Callable[..., str]) -> None:
    """File and line of the element, and in which of its attributes."""
    with pytest.raises(SchematronError) as caught:
        compile_schema(
            schema("<let name='x' value='1'/>\n  <let name='y' value='collection()'/>"), name="s.sch"
        )
    finding = caught.value.finding
    assert (finding.span.file, finding.span.line, finding.span.column, finding.code) == (
        "s.sch",
        3,
        3,
        "S001",
    )
    assert finding.message.endswith(", in the value of let")
