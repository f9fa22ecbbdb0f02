"""Abstract rules and patterns, phases, includes: what is filled in before anything is compiled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.schematron.conftest import Judge, schema

from letterbook.schematron import SchematronError, compile_schema

NS = 'xmlns="http://purl.oclc.org/dsdl/schematron"'


def test_an_abstract_rule_is_put_in_the_place_of_extends(judge: Judge) -> None:
    """With its lets, in order, and through two steps; abstract rules of another pattern serve too."""
    body = """<pattern><rule abstract="true" id="b"><extends rule="a"/><assert test="$n = 2">two</assert>
    </rule>
    <rule context="p"><report test="true()">first</report><extends rule="b"/>
    <report test="true()">last</report></rule>
    </pattern><pattern><rule abstract="true" id="a"><let name="n" value="count(*)"/>
    <assert test="$n = 1">one</assert>
    </rule></pattern>"""
    assert judge(body, "<a><p/></a>") == ["first", "one", "two", "last"]


def test_rules_may_keep_abstract_rules(judge: Judge) -> None:
    body = """<rules><rule abstract="true" id="a"><report test="true()"><name/></report></rule></rules>
    <pattern><rule context="p"><extends rule="a"/></rule></pattern>"""
    assert judge(body, "<a><p/></a>") == ["p"]


def test_the_abstract_rule_of_the_same_pattern_comes_first(judge: Judge) -> None:
    one = """<pattern><rule abstract="true" id="a"><report test="true()">{0}</report></rule>
    <rule context="p"><extends rule="a"/></rule></pattern>"""
    assert judge(one.format(1) + one.format(2), "<p/>") == ["1", "2"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<rule context="p"><extends rule="x"/></rule>', '2: extends rule="x" names no abstract rule'),
        ('<rule context="p"><extends/></rule>', "2: extends has neither rule nor href"),
        (
            '<rule id="x" context="q"/><rule context="p"><extends rule="x"/></rule>',
            '2: extends rule="x": that rule (line 2) is not abstract',
        ),
        (
            '<rule abstract="true" id="x"><extends rule="y"/></rule><rule abstract="true" id="y">'
            '<extends rule="x"/></rule><rule context="p"><extends rule="x"/></rule>',
            '2: extends rule="x": it extends itself',
        ),
    ],
)
def test_extends_that_leads_nowhere(refused: Callable[..., str], body: str, message: str) -> None:
    assert refused(f"<pattern>{body}</pattern>") == message


def test_rules_that_double_at_each_step_are_stopped(refused: Callable[..., str]) -> None:
    """Forty abstract rules that each extend the next one twice would be a million million."""
    chain = "".join(
        f'<rule abstract="true" id="r{n}"><extends rule="r{n + 1}"/><extends rule="r{n + 1}"/></rule>'
        for n in range(40)
    )
    last = '<rule abstract="true" id="r40"><assert test="a">x</assert></rule>'
    body = f'<pattern>{chain}{last}<rule context="a"><extends rule="r0"/></rule></pattern>'
    assert refused(body) == "2: more than 10000 rules are put in by extends"


ABSTRACT = """<pattern abstract="true" id="table"><param name="cell" value="td"/><title>Tables</title>
<rule context="$table"><let name="x" value="count($row)"/>
<assert test="$row/$cell" id="c">$table has <value-of select="$x"/> rows, <name
path="$row[1]"/>, no $cell</assert></rule>
</pattern>"""


def test_an_abstract_pattern_is_filled_in_for_each_instance(judge: Judge) -> None:
    """Parameters in expressions, also with a default; other variables stay; text is left alone."""
    body = (
        ABSTRACT
        + """<pattern is-a="table" id="html"><param name="table" value="table"/><param name="row" value="tr"/>
    </pattern><pattern is-a="table" id="tei"><param name="table" value="t | u"/>
    <param name="row" value="(row | r)"/>
    <param name="cell" value="cell"/></pattern>"""
    )
    compiled = compile_schema(schema(body), name="test.sch")
    failures = judge.run(
        compiled, "<a><table><tr/></table><table><tr><td/></tr></table><t><row/><r/></t><u/></a>"
    )
    assert [(f.pattern, f.assertion_id, f.text) for f in failures] == [
        ("html", "c", "$table has 1 rows, tr, no $cell"),
        ("tei", "c", "$table has 2 rows, row, no $cell"),
        ("tei", "c", "$table has 0 rows, , no $cell"),
    ]


def test_a_longer_parameter_is_not_taken_for_a_shorter_one(judge: Judge) -> None:
    body = """<pattern abstract="true" id="x"><rule context="a">
    <report test="$p-x and $p.y and $p">ok</report></rule>
    </pattern><pattern is-a="x"><param name="p" value="true()"/><param name="p-x" value="b"/>
    <param name="p.y" value="c"/>
    </pattern>"""
    assert judge(body, "<a><b/><c/></a>") == ["ok"]


def test_an_instance_of_nothing_is_an_error(refused: Callable[..., str]) -> None:
    assert refused('<pattern is-a="x"/>') == '2: is-a="x" names no abstract pattern'
    assert refused(ABSTRACT + '<pattern is-a="table"><param name="row"/></pattern>').endswith(
        "param needs a name and a value"
    )


PHASES = """<phase id="one"><let name="v" value="'1'"/><active pattern="p1"/></phase>
<phase id="two"><let name="v" value="'2'"/><active pattern="p2"/><active pattern="p1"/></phase>
<pattern id="p1"><rule context="a"><report test="true()">p1 <value-of select="$v"/></report></rule></pattern>
<pattern id="p2"><rule context="a"><report test="true()">p2 <value-of select="$v"/></report></rule>
</pattern>"""


def test_a_phase_chooses_patterns_and_has_variables(judge: Judge) -> None:
    assert judge(PHASES, "<a/>", phase="one") == ["p1 1"]
    assert judge(PHASES, "<a/>", phase="two") == ["p1 2", "p2 2"]


def test_the_default_phase_counts_when_none_is_named(judge: Judge) -> None:
    default = schema(PHASES).replace(b"queryBinding", b'defaultPhase="one" queryBinding')
    for phase in (None, "#DEFAULT"):
        assert [f.text for f in judge.run(compile_schema(default, name="t", phase=phase), "<a/>")] == ["p1 1"]


def test_all_patterns_are_active_without_phases(judge: Judge) -> None:
    body = PHASES.replace("$v", "'all'")
    assert judge(body, "<a/>") == judge(body, "<a/>", phase="#ALL") == ["p1 all", "p2 all"]


def test_a_pattern_that_is_not_active_may_be_one_that_is_refused(judge: Judge) -> None:
    """What never runs does no harm: a phase can leave out the pattern that reads a file."""
    body = PHASES + "<pattern id='p3'><rule context='a'><assert test=\"doc('x')\">x</assert></rule></pattern>"
    assert judge(body, "<a/>", phase="one") == ["p1 1"]


def test_phases_that_lead_nowhere(refused: Callable[..., str]) -> None:
    assert refused(PHASES, phase="three") == "1: there is no phase three"
    missing = '<phase id="x"><active pattern="none"/></phase>'
    assert refused(missing, phase="x") == '2: active pattern="none" names no pattern'


FILES = {
    "parts/p.sch": f'<pattern {NS} id="p"><include href="r.sch#second"/></pattern>',
    "parts/r.sch": f"""<pattern {NS}><rule id="first" context="a"/>
    <rule id="second" context="a"><report test="true()">included</report><extends href="../e.sch"/></rule>
    </pattern>""",
    "e.sch": f'<rule {NS}><let name="x" value="1"/><report test="$x">extended</report></rule>',
    "self.sch": f'<pattern {NS}><include href="self.sch"/></pattern>',
    "bad.sch": f"<pattern {NS}><rule></pattern>",
    "other.sch": "<other/>",
    "wrong.sch": f"\n<pattern {NS}><rule context='a'><assert>x</assert></rule></pattern>",
}


def resolve(href: str) -> bytes | None:
    """Files by name."""
    text = FILES.get(href)
    return text.encode() if text is not None else None


def test_what_is_included_is_asked_from_the_caller(judge: Judge) -> None:
    """Relative to the file that asks, by id, and through extends."""
    assert judge('<include href="parts/p.sch"/>', "<a/>", resolve=resolve) == ["included", "extended"]


@pytest.mark.parametrize(
    ("href", "message"),
    [
        ("none.sch", "include asks for none.sch: that file is not read"),
        ("self.sch", "include of self.sch: it includes itself"),
        ("bad.sch", "the end tag </pattern> does not close <rule> of line 1"),
        ("other.sch", "include asks for other.sch: <other> is not Schematron"),
        ("e.sch#x", "include asks for e.sch#x: that file has no such id"),
        ("wrong.sch", "2: assert has no test"),
    ],
)
def test_includes_that_cannot_be_used(refused: Callable[..., str], href: str, message: str) -> None:
    assert message in refused(f'<include href="{href}"/>', resolve=resolve)


@pytest.mark.parametrize(
    "href", ["/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/x.sch", "names.py"]
)
def test_nothing_is_included_by_itself(refused: Callable[..., str], href: str) -> None:
    assert refused(f'<include href="{href}"/>').endswith("that file is not read")


def test_an_error_in_an_included_file_names_that_file() -> None:
    with pytest.raises(SchematronError) as caught:
        compile_schema(schema('<include href="wrong.sch"/>'), name="test.sch", resolve=resolve)
    assert (caught.value.name, caught.value.line) == ("wrong.sch", 2)


def test_a_document_that_the_caller_supplies_can_be_read(judge: Judge) -> None:
    """A call of doc with a literal address; others stay refused."""
    body = """<let name="names" value="doc('names.xml')"/><pattern><rule context="a/@ref">
    <assert test=". = $names//n/@id">no <value-of select="."/> of <value-of
    select="count(fn:doc ( 'names.xml' )//n)"/>
    </assert></rule></pattern>"""
    names = b'<!DOCTYPE ns><ns><n id="x"/><n id="y"/></ns>'
    given = {"names.xml": names}
    assert judge(body, '<r><a ref="x"/><a ref="z"/></r>', resolve=given.get) == ["no z of 2"]
    with pytest.raises(SchematronError, match=r"the function doc\(\) is not allowed"):
        compile_schema(schema(body.replace("'names.xml'", "'other.xml'")), name="t", resolve=given.get)
