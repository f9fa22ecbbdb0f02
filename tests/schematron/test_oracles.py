"""Against other evaluations of the same schemas: a walk by hand in XPath 1.0, and lxml's ISO Schematron."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, isoschematron
from tests.schematron.conftest import Judge, schema

from letterbook.schematron import compile_schema

CONTEXTS = ["a", "b", "c", "*", "a/b", "a//b", "*/c", "a[@x]", "b | c", "*[@y = '1']", "b[2]", "a[b][c]"]
ATTRIBUTES = ["@x", "@*", "b/@y", "a//@x", "@x[. = '1']"]
TESTS = [
    "@x",
    "b",
    "not(*)",
    "count(*) = 1",
    "..//c",
    "@x = @y",
    "preceding-sibling::*",
    "parent::a",
    "true()",
    ".",
]
ON_ATTRIBUTES = [". = '1'", "parent::a", "../b", "string-length(.) > 1", "count(../@*) = 2"]

check = st.tuples(st.sampled_from(["assert", "report"]), st.sampled_from(TESTS))
on_attribute = st.tuples(st.sampled_from(["assert", "report"]), st.sampled_from(ON_ATTRIBUTES))
rule = st.one_of(
    st.tuples(st.sampled_from(CONTEXTS), st.lists(check, max_size=2)),
    st.tuples(st.sampled_from(ATTRIBUTES), st.lists(on_attribute, max_size=2)),
)
patterns = st.lists(st.lists(rule, min_size=1, max_size=4), min_size=1, max_size=3)
start = st.builds(
    lambda name, x, y: (name, {k: v for k, v in (("x", x), ("y", y)) if v is not None}),
    st.sampled_from("abc"),
    st.sampled_from([None, "1", "22"]),
    st.sampled_from([None, "1", "3"]),
)
Tree = tuple[tuple[str, dict[str, str]], list["Tree"]]
trees = st.recursive(
    st.tuples(start, st.just([])), lambda inner: st.tuples(start, st.lists(inner, max_size=4)), max_leaves=10
)


def built(tree: Tree) -> etree._Element:
    """The element of a drawn tree."""
    (name, attributes), children = tree
    element = etree.Element(name, attributes)
    element.extend([built(child) for child in children])
    return element


def path(element: etree._Element, attribute: str = "") -> str:
    """What Saxon's path() says of a node."""
    steps = []
    node: etree._Element | None = element
    while node is not None:
        number = 1 + sum(1 for sibling in node.itersiblings(node.tag, preceding=True))
        steps.insert(0, f"/Q{{}}{node.tag}[{number}]")
        node = node.getparent()
    return "".join(steps) + (f"/@{attribute}" if attribute else "")


def walked(
    rules: list[list[tuple[str, list[tuple[str, str]]]]], root: etree._Element
) -> list[tuple[str, str]]:
    """Path and number of each failure, by XPath 1.0: the first rule whose context matches takes the node."""
    found: list[tuple[str, str]] = []
    number = 0
    for pattern in rules:
        taken: set[str] = set()
        for context, checks in pattern:
            selected = [
                node for part in context.split(" | ") for node in root.getroottree().xpath(f"//{part}")
            ]
            fresh = {}
            for node in selected:
                element = node if isinstance(node, etree._Element) else node.getparent()
                attribute = "" if isinstance(node, etree._Element) else node.attrname
                fresh[path(element, attribute)] = (element, attribute)
            for where, (element, attribute) in fresh.items():
                if where in taken:
                    continue
                for index, (kind, test) in enumerate(checks, number + 1):
                    asked = f"boolean(@{attribute}[{test}])" if attribute else f"boolean({test})"
                    if element.xpath(asked) is (kind == "report"):
                        found.append((where, str(index)))
            taken |= set(fresh)
            number += len(checks)
    return sorted(found)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rules=patterns, tree=trees)
def test_random_schemas_say_what_a_walk_by_hand_says(
    judge: Judge, rules: list[list[tuple[str, list[tuple[str, str]]]]], tree: Tree
) -> None:
    """First match wins in each pattern, patterns are independent, attributes are nodes like others."""
    number = 0
    body = ""
    for pattern in rules:
        body += "<pattern>"
        for context, checks in pattern:
            body += f"<rule context={quoteattr(context)}>"
            for kind, test in checks:
                number += 1
                body += f"<{kind} test={quoteattr(test)}>{number}</{kind}>"
            body += "</rule>"
        body += "</pattern>"
    root = built(tree)
    failures = judge.run(compile_schema(schema(body), name="test.sch"), etree.tostring(root))
    assert sorted((failure.path, failure.text) for failure in failures) == walked(rules, root)


SIMPLE = [
    """<pattern><rule context="a"><assert test="b">no b in <name/></assert><report test="c">c</report></rule>
    <rule context="*"><report test="@x">x is <value-of select="@x"/></report></rule></pattern>
    <pattern><rule context="b | c"><assert test="@x">no x</assert></rule></pattern>""",
    """<let name="n" value="count(//b)"/><pattern><rule context="b">
    <let name="m" value="count(preceding::b)"/>
    <report test="$m > 0">b <value-of select="$m"/> of <value-of select="$n"/></report></rule></pattern>""",
    """<pattern abstract="true" id="t"><rule context="$one"><assert test="$two">t</assert></rule></pattern>
    <pattern is-a="t" id="i"><param name="one" value="a"/><param name="two" value="c/b"/></pattern>""",
    """<pattern><rule abstract="true" id="r"><assert test="*">empty</assert></rule>
    <rule context="b"><extends rule="r"/></rule><rule context="c"><extends rule="r"/>
    <report test="@y">y</report></rule>
    </pattern>""",
    """<ns prefix="t" uri="urn:t"/>
    <pattern><rule context="t:q"><report test="true()">q</report></rule></pattern>""",
]
DOCUMENTS = [
    '<a x="1"><b x="2"/><c><b/></c><t:q xmlns:t="urn:t"/></a>',
    '<c y="1"><a/><a><b/></a><b><c x="3" y="2"/></b></c>',
]


@pytest.mark.parametrize("body", SIMPLE)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_lxmls_iso_schematron_says_the_same(judge: Judge, body: str, document: str) -> None:
    """The same texts, in whatever order."""
    data = schema(body, binding="xslt")
    other = isoschematron.Schematron(etree.fromstring(data), store_report=True)
    other.validate(etree.fromstring(document))
    said = other.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}text")
    texts = [
        " ".join("".join(e.itertext()).split())
        for e in said
        if e.getparent().tag.endswith(("failed-assert", "successful-report"))
    ]
    ours = [failure.text for failure in judge.run(compile_schema(data, name="test.sch"), document)]
    assert sorted(ours) == sorted(texts)
