"""Each construct of ISO Schematron, alone."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys

import pytest
from tests.schematron.conftest import Judge, schema

from letterbook.schematron import compile_schema

DOCUMENT = '<letter n="1"><p>one</p><p rend="x">two<!--c--></p><?pi data?><q><p/></q></letter>'


def test_assert_speaks_when_it_does_not_hold_and_report_when_it_does(judge: Judge) -> None:
    body = """<pattern><rule context="letter"><assert test="q">A</assert><assert test="z">B</assert>
    <report test="q">C</report><report test="z">D</report></rule></pattern>"""
    assert judge(body, DOCUMENT) == ["B", "C"]


def test_the_first_rule_that_matches_wins_within_a_pattern(judge: Judge) -> None:
    body = """<pattern><rule context="p[@rend]"><report test="true()">rend</report></rule>
    <rule context="p[text()]"><report test="true()">text</report></rule>
    <rule context="*"><report test="true()"><name/></report></rule></pattern>"""
    assert judge(body, DOCUMENT) == ["letter", "text", "rend", "q", "p"]


def test_a_rule_that_wins_silently_hides_the_later_ones(judge: Judge) -> None:
    """The usual way to make exceptions: an empty rule, or one whose assertions hold."""
    body = """<pattern><rule context="p[@rend]"/><rule context="p[. = 'one']">
    <assert test="true()">no</assert></rule>
    <rule context="p"><report test="true()">p</report></rule></pattern>"""
    assert judge(body, DOCUMENT) == ["p"]


def test_patterns_do_not_see_each_other(judge: Judge) -> None:
    body = """<pattern><rule context="q"><report test="true()">1</report></rule></pattern>
    <pattern><rule context="*[p]"><report test="true()">2</report></rule></pattern>
    <pattern><rule context="q | letter"><report test="true()">3</report></rule></pattern>"""
    assert judge(body, DOCUMENT) == ["2", "3", "1", "2", "3"]


def test_a_union_that_matches_twice_speaks_once(judge: Judge) -> None:
    """Both alternatives match: a processor that treats them as two rules would say it twice."""
    body = '<pattern><rule context="p[@rend] | p[text()]"><report test="true()">x</report></rule></pattern>'
    assert judge(body, DOCUMENT) == ["x", "x"]


def test_all_rules_of_a_group_are_applied(judge: Judge) -> None:
    body = """<group><rule context="q"><report test="true()">1</report></rule>
    <rule context="*[p]"><report test="true()">2</report></rule></group>"""
    assert judge(body, DOCUMENT) == ["2", "1", "2"]


@pytest.mark.parametrize(
    ("context", "paths"),
    [
        ("/", ["/"]),
        ("@n", ["/Q{}letter[1]/@n"]),
        ("@*", ["/Q{}letter[1]/@n", "/Q{}letter[1]/Q{}p[2]/@rend"]),
        ("p/text()", ["/Q{}letter[1]/Q{}p[1]/text()[1]", "/Q{}letter[1]/Q{}p[2]/text()[1]"]),
        ("comment()", ["/Q{}letter[1]/Q{}p[2]/comment()[1]"]),
        ("processing-instruction()", ["/Q{}letter[1]/processing-instruction(pi)[1]"]),
        ("processing-instruction(other)", []),
        ("letter//p[not(node())]", ["/Q{}letter[1]/Q{}q[1]/Q{}p[1]"]),
        ("(q | letter)/p[1]", ["/Q{}letter[1]/Q{}p[1]", "/Q{}letter[1]/Q{}q[1]/Q{}p[1]"]),
        ("/letter/q", ["/Q{}letter[1]/Q{}q[1]"]),
    ],
)
def test_a_context_is_a_match_pattern_for_nodes_of_any_kind(
    judge: Judge, context: str, paths: list[str]
) -> None:
    body = f'<pattern><rule context="{context}"><report test="true()">x</report></rule></pattern>'
    compiled = compile_schema(schema(body), name="test.sch")
    assert [failure.path for failure in judge.run(compiled, DOCUMENT)] == paths


def test_a_prefix_that_is_declared_selects_by_namespace(judge: Judge) -> None:
    body = """<ns prefix="t" uri="urn:t"/><pattern><rule context="t:a"><report test="t:b">x</report></rule>
    <rule context="a"><report test="true()">no namespace</report></rule></pattern>"""
    assert judge(body, '<a xmlns="urn:t"><b/></a>') == ["x"]
    assert judge(body, "<a><b/></a>") == ["no namespace"]


def test_a_schema_may_bind_the_compilers_own_prefixes(judge: Judge) -> None:
    """A schema that judges stylesheets binds xsl; another may bind xsl or xs to something else."""
    body = """<ns prefix="xsl" uri="{}"/><ns prefix="xs" uri="urn:x"/><pattern><rule context="xsl:a">
    <report test="xs:b">x</report></rule></pattern>"""
    for uri in ("http://www.w3.org/1999/XSL/Transform", "urn:other"):
        document = f'<a xmlns="{uri}"><b xmlns="urn:x"/></a>'
        assert judge(body.format(uri), document) == ["x"]


def test_lets_are_seen_where_they_are_declared(judge: Judge) -> None:
    """Of schema and pattern: evaluated at the root; of a rule: at the node; the nearer one counts."""
    body = """<let name="s" value="count(//p)"/><let name="over" value="'schema'"/>
    <pattern><let name="t" value="$s + 1"/><let name="over" value="'pattern'"/>
      <rule context="q"><let name="r" value="count(p)"/><let name="twice" value="2 * $r"/>
        <report test="true()"><value-of select="$s, $t, $r, $twice, $over"/></report></rule>
      <rule context="letter"><let name="over" value="'rule'"/><report test="true()">
      <value-of select="$over"/></report>
      </rule></pattern>
    <pattern><rule context="q"><report test="true()"><value-of select="$over"/></report></rule></pattern>"""
    assert judge(body, DOCUMENT) == ["rule", "3 4 1 2 pattern", "schema"]


def test_two_patterns_may_use_one_name_for_different_things(judge: Judge) -> None:
    """Also where an expression binds that name itself, and in a diagnostic that both use."""
    one = """<pattern><let name="x" value="{}"/><rule context="q"><report test="$x = {}" diagnostics="d">
    <value-of select="$x, for $x in (7, 8) return $x, '$x'"/></report></rule></pattern>"""
    body = one.format(1, 1) + one.format(2, 2)
    body += '<diagnostics><diagnostic id="d">x is <value-of select="$x"/></diagnostic></diagnostics>'
    failures = judge.run(compile_schema(schema(body), name="test.sch"), DOCUMENT)
    assert [(f.text, f.diagnostics) for f in failures] == [
        ("1 7 8 $x", ("x is 1",)),
        ("2 7 8 $x", ("x is 2",)),
    ]


def test_a_let_may_hold_markup_that_nobody_runs(judge: Judge) -> None:
    body = """<let name="known"><v xmlns="">a {1 + 1}</v><v xmlns="">b &lt;</v></let>
    <pattern><rule context="letter"><report test="true()"><value-of select="$known/v" separator="x"/>
    </report></rule>
    </pattern>"""
    assert judge(body, DOCUMENT) == ["a {1 + 1} b <"]


def test_a_let_may_have_a_type(judge: Judge) -> None:
    body = """<let name="n" value="'1'" as="xs:string"/>
    <pattern><rule context="letter"><report test="$n instance of xs:string">x</report></rule></pattern>"""
    assert judge(body, DOCUMENT) == ["x"]


def test_messages_are_computed_where_the_node_stands(judge: Judge) -> None:
    body = """<pattern><rule context="p[@rend]"><report
    test="true()">  a <emph>b</emph><span class="c">c</span>
    <dir value="rtl">d <value-of select="@rend"/></dir> &lt;<name/>&gt; in <name path=".."/>: <value-of
    select="'{1}', ../p"/>
    </report></rule></pattern>"""
    assert judge(body, DOCUMENT) == ["a bc d x <p> in letter: {1} one two"]


def test_a_path_of_a_name_that_finds_nothing_gives_nothing(judge: Judge) -> None:
    body = (
        '<pattern><rule context="q"><report test="true()">(<name path="nothing"/>)</report></rule></pattern>'
    )
    assert judge(body, DOCUMENT) == ["()"]


def test_diagnostics_and_properties_come_with_the_failure(judge: Judge) -> None:
    body = """<pattern id="pt"><rule context="q"><let name="v" value="'V'"/>
    <assert test="no" id="as" diagnostics="d1 d2" properties="pr">text</assert></rule></pattern>
    <diagnostics><diagnostic id="d2">two <value-of select="$v"/></diagnostic><diagnostic id="d1">one <name/>
    </diagnostic>
    </diagnostics><properties><property id="pr"><value-of select="count(p)"/></property></properties>"""
    [failure] = judge.run(compile_schema(schema(body), name="test.sch"), DOCUMENT)
    assert failure.diagnostics == ("one q", "two V")
    assert failure.properties == (("pr", "1"),)
    assert (failure.assertion_id, failure.kind, failure.pattern) == ("as", "assert", "pt")
    assert failure.rule_context == "q"


def test_a_subject_is_where_the_failure_points(judge: Judge) -> None:
    body = """<pattern><rule context="q" subject="p"><report test="true()">rule</report>
    <report test="true()" subject="..">own</report><report test="true()" subject="nothing">none</report>
    </rule></pattern>"""
    failures = judge.run(compile_schema(schema(body), name="test.sch"), DOCUMENT)
    assert [f.path for f in failures] == [
        "/Q{}letter[1]/Q{}q[1]/Q{}p[1]",
        "/Q{}letter[1]",
        "/Q{}letter[1]/Q{}q[1]",
    ]


@pytest.mark.parametrize(
    ("rule", "check", "severity"),
    [
        ("", "", "error"),
        ("", 'role="warning"', "warning"),
        ("", 'role="Warn"', "warning"),
        ("", 'role="nonfatal"', "warning"),
        ("", 'role="information"', "info"),
        ("", 'role="fatal"', "error"),
        ("", 'role="something"', "error"),
        ("", 'flag="info"', "info"),
        ("", 'role="author" flag="warning"', "warning"),
        ('role="warning"', "", "warning"),
        ('role="warning"', 'role="error"', "error"),
    ],
)
def test_role_and_flag_become_a_severity(judge: Judge, rule: str, check: str, severity: str) -> None:
    body = f'<pattern><rule context="q" {rule}><assert test="no" {check}>x</assert></rule></pattern>'
    [failure] = judge.run(compile_schema(schema(body), name="test.sch"), DOCUMENT)
    assert failure.role == severity


def test_embedded_functions_and_keys_work(judge: Judge) -> None:
    body = """<ns prefix="f" uri="urn:f"/>
    <xsl:key name="by-rend" match="p" use="@rend"/>
    <xsl:function name="f:twice" as="xs:integer" xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xsl:param name="n" as="xs:integer"/>
      <xsl:choose><xsl:when test="$n gt 0"><xsl:sequence select="$n * 2"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="f:twice(1)"/></xsl:otherwise></xsl:choose></xsl:function>
    <pattern><rule context="q"><report test="true()">
    <value-of select="f:twice(4), f:twice(-1), key('by-rend', 'x'),
      sort((2, 1), (), f:twice#1)"/></report></rule></pattern>"""
    assert judge(body, DOCUMENT) == ["8 2 two 1 2"]


def test_a_test_that_fails_on_a_node_is_told_there_and_the_others_go_on(judge: Judge) -> None:
    body = """<pattern><rule context="p"><assert test="xs:integer(.) = 1">number</assert>
    <report test="true()">next</report></rule></pattern>"""
    failures = judge.run(compile_schema(schema(body), name="test.sch"), "<a><p>x</p><p>2</p></a>")
    assert [(f.kind, f.text) for f in failures[1:]] == [
        ("report", "next"),
        ("assert", "number"),
        ("report", "next"),
    ]
    assert failures[0].kind == "error" and failures[0].path == "/Q{}a[1]/Q{}p[1]"
    assert failures[0].text.startswith("this assert cannot be evaluated here: ")


def test_a_let_of_a_rule_that_fails_does_not_stop_the_others(judge: Judge) -> None:
    body = """<pattern>
    <rule context="p"><let name="n" value="xs:integer(.)"/><assert test="$n = 1">number</assert></rule>
    <rule context="q"><report test="true()">q</report></rule></pattern>"""
    failures = judge.run(compile_schema(schema(body), name="test.sch"), "<a><p>x</p><p>1</p><q/></a>")
    assert [(f.kind, f.path) for f in failures] == [
        ("error", "/Q{}a[1]/Q{}p[1]"),
        ("report", "/Q{}a[1]/Q{}q[1]"),
    ]


def test_a_let_of_the_schema_that_fails_says_its_name(judge: Judge) -> None:
    """No rule can go on without it: the run fails, as XSLT has it for global variables."""
    body = """<let name="g" value="xs:integer(/*/@bad)"/><pattern>
    <rule context="z"><assert test="$g">g</assert></rule></pattern>"""
    assert judge(body, '<a bad="x"/>') == []
    with pytest.raises(AssertionError, match=r"let g \(line 2\): Cannot convert string"):
        judge(body, '<a bad="x"><z/></a>')


def test_a_compiled_schema_says_what_it_holds_and_can_be_sent(judge: Judge) -> None:
    body = """<pattern id="p1" see="http://example.org/p"><title>About p</title><p>Why.</p>
    <rule context="p" id="r1">
    <assert id="a1" test="@rend  = 'x'" role="warning" flag="f" see="http://example.org/a">x</assert></rule>
    </pattern>"""
    compiled = compile_schema(schema(body), name="test.sch")
    [assertion] = compiled.assertions.values()
    assert (assertion.id, assertion.kind, assertion.severity, assertion.flag) == (
        "a1",
        "assert",
        "warning",
        "f",
    )
    assert (assertion.test, assertion.context, assertion.pattern) == ("@rend = 'x'", "p", "p1")
    assert assertion.documentation.split("\n") == [
        "About p",
        "Why.",
        "http://example.org/p",
        "http://example.org/a",
    ]
    assert (assertion.span.file, assertion.span.line, assertion.span.column) == ("test.sch", 4, 5)
    assert pickle.loads(pickle.dumps(compiled)) == compiled


def test_the_query_language(judge: Judge) -> None:
    """xslt and none at all are evaluated as XPath 3.1, with a note."""
    body = '<pattern><rule context="q"><report test="true()">x</report></rule></pattern>'
    for binding, noted in (("xslt", 1), ("xslt2", 0), ("XSLT3", 0)):
        compiled = compile_schema(schema(body, binding=binding), name="test.sch")
        assert len(compiled.notes) == noted
        assert [f.text for f in judge.run(compiled, DOCUMENT)] == ["x"]
    silent = schema(body).replace(b'queryBinding="xslt3"', b"")
    assert "XPath 1.0" in compile_schema(silent, name="test.sch").notes[0]


def test_compiling_needs_no_saxon() -> None:
    """The parent process compiles schemas, and never loads Saxon."""
    code = (
        "import sys; from letterbook.schematron import compile_schema; "
        "compile_schema(sys.stdin.buffer.read(), name='x'); sys.exit('saxonche' in sys.modules)"
    )
    body = '<pattern><rule context="a"><assert test="b">x</assert></rule></pattern>'
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], input=schema(body), env=environment, check=False)
    assert done.returncode == 0
