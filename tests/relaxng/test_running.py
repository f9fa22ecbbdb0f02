"""The run: what it does not mark is right, as the matcher sees it that goes through everything; and it marks little."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.relaxng.casing import random_case
from tests.relaxng.random_trees import documents, references, tree_of
from tests.relaxng.reference import program_of
from tests.relaxng.small import grammar

from letterbook.findings import Problem
from letterbook.relaxng import Grammar
from letterbook.relaxng.automaton import Automaton
from letterbook.relaxng.loading.reading import load_program
from letterbook.relaxng.recovery import Recovery
from letterbook.relaxng.running import Run, Runner
from letterbook.relaxng.walking import troubles_of
from letterbook.sources import parse

QUIET = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


def run_of(automaton: Automaton, root: etree._Element) -> Run:
    """What the run marks."""
    return Runner(automaton).run(root)


def everything(root: etree._Element) -> Run:
    """A run that knows nothing, so that the matcher enters all elements."""
    return Run(set(root.iter("*")))


def ids(found: list[Any]) -> list[tuple[str, str, str]]:
    """The ids as attribute, type and value."""
    return sorted((attribute, kind, value) for _, attribute, kind, value in found)


def agree(automaton: Automaton, root: etree._Element) -> Run:
    """Hold the run against the matcher: alone, and after the run."""
    run = run_of(automaton, root)
    recovery = Recovery(automaton)
    whole, whole_ids = troubles_of(root, everything(root), automaton, recovery)
    marked, marked_ids = troubles_of(root, run, automaton, recovery)
    if not run.doubtful:
        assert whole == [], etree.tostring(root)
        assert ids(run.ids) == ids(whole_ids)
    assert [(one.kind, one.node, one.attribute) for one in marked] == [
        (one.kind, one.node, one.attribute) for one in whole
    ], etree.tostring(root)
    if not whole:
        assert ids(marked_ids) == ids(whole_ids)
    assert all(up in run.doubtful for one in run.doubtful for up in one.iterancestors())
    return run


@settings(max_examples=300, suppress_health_check=QUIET)
@given(data=st.data())
def test_run_and_matcher_agree_on_small_grammars(data: st.DataObject) -> None:
    """No mark, no fault; and what the matcher finds in marked elements is what it finds everywhere."""
    reference = data.draw(references())
    document = data.draw(documents(reference))
    automaton = Automaton(program_of(reference))
    run = agree(automaton, tree_of(document))
    event("marked" if run.doubtful else "not marked")
    broken = tree_of(document, lambda: data.draw(st.integers(0, 3)) == 0)
    agree(automaton, broken)


@settings(max_examples=60, suppress_health_check=QUIET)
@given(seed=st.integers(0, 2**63))
def test_run_and_matcher_agree_on_whole_grammars(tmp_path: Path, seed: int) -> None:
    """The same for grammars of every pattern and datatype, ids and prefixes in values."""
    case = random_case(seed)
    try:
        program, _ = load_program(case.write(tmp_path))
    except Problem:
        return
    automaton = Automaton(program)
    for document in case.documents:
        agree(automaton, parse(document, "document.xml").root)


@settings(max_examples=200, suppress_health_check=QUIET)
@given(data=st.data())
def test_comments_change_no_verdict(data: st.DataObject) -> None:
    """Comments and processing instructions anywhere, in the midst of a text too; CDATA is text like any other."""
    reference = data.draw(references())
    document = data.draw(documents(reference))
    made = Grammar(program_of(reference), "random.rng")
    expected = reference.valid(document)
    broken = etree.tostring(tree_of(document, lambda: data.draw(st.integers(0, 2)) == 0))
    assert made.valid(parse(broken, "broken.xml")) == expected
    quoted = tree_of(document)
    for element in quoted.iter():
        if element.text and data.draw(st.booleans()):
            element.text = etree.CDATA(element.text)
    assert made.valid(parse(etree.tostring(quoted), "quoted.xml")) == expected


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    """Elements that hold elements only, text only, data, both, nothing."""
    return grammar(
        tmp_path_factory.mktemp("play"),
        "start = element r { e*, t?, d?, m?, n? }\n"
        "e = element e { n, n }\n"
        "t = element t { text }\n"
        "d = element d { xsd:integer }\n"
        "m = element m { (text | n)* }\n"
        "n = element n { empty }\n",
    )


def marks(of: Grammar, document: str) -> set[str]:
    """The names of the elements that the run marks, and what the matcher says is the same as ever."""
    return {
        element.tag for element in agree(of.automaton, parse(document.encode(), "play.xml").root).doubtful
    }


@pytest.mark.parametrize(
    "document",
    [
        "<r/>",
        "<r> <!-- x --> <?x y?> </r>",
        "<r><e><n/><n/></e><t>x</t><d>1</d><m>x<n/>y</m></r>",
        "<r>\n <e>\n <n/>\n <n> </n> </e>\n <t/> <d> 1 </d> <m/> <n/> </r>",
        "<r><t>x<!-- -->y<?x?>z</t></r>",
        "<r><t><![CDATA[<x>]]></t></r>",
        "<r><m>a<!-- -->b<n/>c<?x?>d<n><!-- --></n></m></r>",
        "<r><e><!-- --><n/><!-- --><n/><!-- --></e></r>",
    ],
)
def test_plainly_right(play: Grammar, document: str) -> None:
    """Nothing is marked, so that no second look is needed."""
    assert marks(play, document) == set()


@pytest.mark.parametrize(
    ("document", "marked"),
    [
        ("<r>x</r>", "r"),
        ("<r>x<e><n/><n/></e></r>", "r"),
        ("<r><e><n/><n/></e>x</r>", "r"),
        ("<r><e><n/><n/></e><!-- -->x</r>", "r"),
        ("<r><e>x<n/><n/></e></r>", "r e"),
        ("<r><e><n/>x<n/></e></r>", "r e"),
        ("<r><e><n/><n/>x</e></r>", "r e"),
        ("<r><e><n/><!-- -->x<n/></e></r>", "r e"),
        ("<r><e><n/></e></r>", "r e"),
        ("<r><e/></r>", "r e"),
        ("<r><e><!-- --></e></r>", "r e"),
        ("<r><e><n>x</n><n/></e></r>", "r e n"),
        ("<r><e><n><!-- -->x</n><n/></e></r>", "r e n"),
        ("<r><t>x<n/></t></r>", "r t n"),
        ("<r><d>x</d></r>", "r d"),
        ("<r><d/></r>", "r d"),
        ("<r><d>1<!-- -->x</d></r>", "r d"),
        ("<r><m>a<n/>b<t/></m></r>", "r m t"),
        ("<r><q><n/></q></r>", "r q n"),
        ("<q/>", "q"),
        ("<n/>", "n"),
    ],
)
def test_text_in_each_slot_and_elements_out_of_place(play: Grammar, document: str, marked: str) -> None:
    """Before, between and after children, after comments, in tails: the element is marked with all round it."""
    assert marks(play, document) == set(marked.split())
    assert not play.valid(parse(document.encode(), "play.xml"))


def test_data_in_pieces_is_looked_at_again(play: Grammar) -> None:
    """A comment in a number: not plainly right for the run, right for the matcher."""
    document = "<r><d>1<!-- -->2</d></r>"
    assert marks(play, document) == {"r", "d"}
    assert play.valid(parse(document.encode(), "play.xml"))


def test_ids_of_a_valid_document_come_from_the_run(tmp_path: Path) -> None:
    """In document order, with their types, whether the matcher went there or not."""
    of = grammar(
        tmp_path,
        "start = element r { a* }\n"
        "a = element a { attribute id { xsd:ID }, attribute to { xsd:IDREF }?, attribute all { xsd:IDREFS }? }",
    )
    root = parse(b"<r><a id='x' to='y'/><a id='y' all='x y'/></r>", "a.xml").root
    run = run_of(of.automaton, root)
    assert [one[1:] for one in run.ids] == [
        ("id", "ID", "x"),
        ("to", "IDREF", "y"),
        ("id", "ID", "y"),
        ("all", "IDREFS", "x y"),
    ]
    assert not agree(of.automaton, root).doubtful


def test_plans_are_bounded(tmp_path: Path) -> None:
    """Each element with other attributes than all before: what is kept for them does not grow for ever."""
    of = grammar(tmp_path, "start = element r { element a { attribute * { text }* }* }")
    many = "".join(f"<a k{number}=''/>" for number in range(9_000))
    assert of.valid(parse(f"<r>{many}</r>".encode(), "many.xml"))
    states = of.automaton._states.values()
    assert max(len(state.plans) for state in states) <= 4_000
