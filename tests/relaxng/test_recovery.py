"""Going on after a fault: one mistake is told once, and what follows is judged as if it had been mended."""

from __future__ import annotations

import random
from pathlib import Path
from statistics import median

import pytest
from lxml import etree
from tests.relaxng.mutations import mutate
from tests.relaxng.small import advised, faults, grammar, said

from letterbook.relaxng import Grammar
from letterbook.sources import parse, read


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    """A grammar of a few elements."""
    return grammar(tmp_path_factory.mktemp("letter"))


@pytest.fixture(scope="module")
def whole(repository: Path) -> Grammar:
    """The grammar that ships."""
    return Grammar.load(repository / "schema" / "letterbook.rng")


def test_what_is_missing_is_missed_once_by_its_parent(letter: Grammar) -> None:
    """What follows it is right then."""
    assert said(letter, "<letter><p/><closer/></letter>") == ["<head> is missing in <letter>"]


def test_what_comes_too_early_is_blamed_not_what_it_waits_for(letter: Grammar) -> None:
    """The order alone is wrong: nothing is missing."""
    assert said(letter, "<letter><p/><head/></letter>") == ["<p> may not stand in <letter> before <head>"]


def test_content_out_of_place_is_judged_still(letter: Grammar) -> None:
    """A misplaced element goes by what is known of its name."""
    assert said(letter, "<letter><head><item><hi><opener/></hi></item></head><p/></letter>") == [
        "<item> may not stand in <head>",
        "<opener> may not stand in <hi>",
    ]


def test_an_unknown_element_goes_by_what_it_looks_like(letter: Grammar) -> None:
    """A misspelt name is told once, and its content is judged; the required is not missed."""
    assert said(letter, "<letter><haed><item/></haed><p/></letter>") == [
        "there is no element <haed>",
        "<item> may not stand in <haed>",
    ]


def test_silence_while_lost(letter: Grammar) -> None:
    """Nothing is said of unknown elements within an unknown one; known ones within it are judged."""
    document = "<letter><head/><p><xyzzy a='1'>words<plugh/><p><list>x</list></p></xyzzy></p></letter>"
    found = said(letter, document)
    assert found[0] == "there is no element <xyzzy>"
    assert found[1:] == ['text may not stand directly in <list>: "x"']


def test_siblings_share_a_fault(letter: Grammar) -> None:
    """Three items in a row without a list are one mistake, a line break between them or not."""
    message, help_ = advised(
        letter, "<letter><head/><p><item>a</item><lb/><item>b</item> <item/></p></letter>"
    )
    assert message == "<item> may not stand in <p>"
    assert help_ == "put the three into <list>"


def test_siblings_apart_share_nothing(letter: Grammar) -> None:
    """What stands elsewhere is a mistake of its own."""
    found = said(letter, "<letter><head/><p><item>a</item><hi>x</hi><item>b</item></p></letter>")
    assert found == ["<item> may not stand in <p>"] * 2


def test_different_siblings_share_a_fault_if_one_element_holds_them(letter: Grammar) -> None:
    """Tags left out round several elements are one mistake."""
    message, help_ = advised(letter, "<letter><head/><p/><name>a</name><hi>b</hi></letter>")
    assert message == "<name> and <hi> may not stand in <letter>"
    assert help_ == "put the two into an element that may, such as <p> or <closer>"


def test_a_renamed_element_goes_by_what_it_holds(letter: Grammar) -> None:
    """What an element has inside tells which one was meant."""
    document = "<letter><head/><p><opener><item>a</item><item>b</item></opener></p></letter>"
    assert advised(letter, document) == (
        "<opener> may not stand in <p>",
        "did you mean <list>? what it holds may stand there",
    )


def test_the_namespace_is_told_once(letter: Grammar) -> None:
    """A forgotten or wrong namespace concerns all that stands in it."""
    document = "<letter xmlns='urn:x'><head/><p><hi/><item/></p></letter>"
    assert said(letter, document)[0] == '<letter> has the wrong namespace, "urn:x"'
    assert said(letter, document)[1:] == ["<item> may not stand in <p>"]


def test_a_misspelt_attribute_is_not_missing_too(tmp_path: Path) -> None:
    """The one that was required is there, under a name like it."""
    of = grammar(tmp_path, 'start = element a { attribute target { text }, attribute kind { "x" }? }')
    assert said(of, "<a targte='b'/>") == ["there is no attribute targte"]
    assert said(of, "<a/>") == ["<a> lacks the attribute target"]
    assert said(of, "<a kind='y'/>") == [
        'kind="y" on <a> is not a value that it can have',
        "<a> lacks the attribute target",
    ]


def test_an_empty_element_out_of_place_is_not_incomplete_too(letter: Grammar) -> None:
    """It has to go; what it lacks is of no interest."""
    assert said(letter, "<letter><head><list/></head><p/></letter>") == ["<list> may not stand in <head>"]


def test_an_always_empty_element_is_told_once(letter: Grammar) -> None:
    """Whatever stands in it is one mistake; faults within that are others."""
    assert said(letter, "<letter><head/><p><lb>x<hi/>y<name/><list><hi/></list></lb></p></letter>") == [
        '<lb> is always empty, but holds text: "x"',
        "<hi> may not stand in <list>",
    ]


def test_a_child_beside_a_value_is_the_fault(tmp_path: Path) -> None:
    """Not the value."""
    of = grammar(tmp_path, "start = element a { element d { xsd:integer }, element e { empty }? }")
    assert said(of, "<a><d>1<e/></d></a>") == ["<e> may not stand in <d>"]


def test_children_of_another_element_are_one_mistake(tmp_path: Path) -> None:
    """When all that an element holds belongs to another one, that was meant."""
    of = grammar(
        tmp_path,
        "start = element r { (element x { element a { text }, element b { text }, element c { text } }"
        " | element y { text })+ }",
    )
    assert advised(of, "<r><y><a>1</a><b>2</b><c>3</c></y></r>") == (
        "<a>, <b> and <c> may not stand in <y>",
        "did you mean <x> in place of <y>?",
    )


def test_a_renamed_element_is_what_the_next_ones_follow(tmp_path: Path) -> None:
    """Of several that it may be, the one after which the others are right."""
    of = grammar(
        tmp_path,
        "start = element r { (element n { item+ } | (element s { item+ }, element t { text })), element z { empty }? }"
        " item = element i { text }",
    )
    document = "<r><z><i>1</i></z><t/><z/></r>"
    assert advised(of, document) == (
        "<z> may not stand in <r>",
        "did you mean <s>? what it holds may stand there",
    )


def test_text_in_several_places_is_told_in_each(letter: Grammar) -> None:
    """Each with its words; signs between elements are told once."""
    found = said(letter, "<letter><head/>one<p>x</p>two<p>x</p></letter>")
    assert found == [f'text may not stand directly in <letter>: "{text}"' for text in ("one", "two")]
    document = "<letter><head/><p><list><item>a</item>, <item>b</item>, <item>c</item></list></p></letter>"
    assert len(said(letter, document)) == 1


def test_one_change_to_a_real_letter_gives_one_finding(whole: Grammar, repository: Path) -> None:
    """In the median; at most two at the 95th percentile, of several hundred changes."""
    letters = sorted((repository / "tei").rglob("*.xml"))
    assert letters
    counts = []
    for seed in range(240):
        changed = mutate(letters[seed % len(letters)].read_bytes(), seed)
        counts.append(len(list(whole.check(parse(changed.data, "changed.xml")))))
    found = sorted(count for count in counts if count)
    assert len(found) > 100
    assert median(found) == 1
    assert found[int(len(found) * 0.95)] <= 2


def test_thirty_faults_are_about_thirty_findings(whole: Grammar, repository: Path) -> None:
    """What is wrong in one place hides nothing in another."""
    for path in sorted((repository / "tei" / "letters").rglob("*.xml")):
        root = etree.fromstring(path.read_bytes())
        paragraphs = root.xpath("//*[local-name() = 'p'][ancestor::*[local-name() = 'body']]")
        rng = random.Random(path.name)
        chosen = rng.sample(paragraphs, min(30, len(paragraphs)))
        for number, one in enumerate(chosen):
            match number % 4:
                case 0:
                    one.set("bogus", "1")
                case 1:
                    etree.SubElement(one, f"{{{etree.QName(one).namespace}}}persname")
                case 2:
                    etree.SubElement(one, f"{{{etree.QName(one).namespace}}}teiHeader")
                case 3:
                    etree.SubElement(one, f"{{{etree.QName(one).namespace}}}date").set("when", "yesterday")
        found = list(whole.check(parse(etree.tostring(root), path.name)))
        assert abs(len(found) - len(chosen)) <= len(chosen) // 10


def test_a_document_of_many_faults_costs_no_more_each(letter: Grammar) -> None:
    """Ten thousand are told in seconds, also when they are children of one element."""
    paragraphs = "<p><persname/><item/>x</p>" * 2_500
    assert len(faults(letter, f"<letter><head/>{paragraphs}</letter>")) == 5_000
    row = "<bogus/>x<opener/>y" * 2_500
    assert len(faults(letter, f"<letter><head/><p>{row}</p></letter>")) >= 2_500


def test_real_letters_are_right(whole: Grammar, repository: Path) -> None:
    """The edition that ships has no fault."""
    for path in sorted((repository / "tei").rglob("*.xml")):
        assert list(whole.check(read(path))) == []
