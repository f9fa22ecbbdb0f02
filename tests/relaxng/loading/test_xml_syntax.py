"""The XML syntax: what the full syntax allows, what it does not, and where that is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.relaxng.written import content, loaded, refusal

from letterbook import sources
from letterbook.findings import Problem
from letterbook.relaxng.loading.full_syntax import KINDS, check
from letterbook.relaxng.loading.xml_syntax import nodes

WRONG = {
    "no RELAX NG at all": ("<TEI/>", "1:1", "<TEI> is not in the namespace"),
    "not an element of it": ("<element @ name='a'>\n  <anything/></element>", "2:3", "no element <anything>"),
    "no pattern outermost": ("<define @ name='a'><empty/></define>", "1:1", "outermost element is <define>"),
    "an attribute it has not": (
        "<element @ name='a'>\n <text mixed='1'/></element>",
        "2:2",
        "no attribute mixed",
    ),
    "an attribute in its namespace": (
        "<r:element xmlns:r='http://relaxng.org/ns/structure/1.0' name='a' r:name='b'><r:empty/></r:element>",
        "1:1",
        "no attribute name",
    ),
    "text between": ("<element @ name='a'>\n <group>x<empty/></group></element>", "2:2", "text in <group>"),
    "text after a comment": (
        "<element @ name='a'>\n <group><!-- a -->x<empty/></group></element>",
        "2:2",
        "text in",
    ),
    "text after an annotation": (
        "<element @ name='a'><a xmlns='urn:a'/>x<empty/></element>",
        "1:1",
        "text in",
    ),
    "an element in a value": (
        "<element @ name='a'><value>x\n<b xmlns=''/></value></element>",
        "2:1",
        "<value>, which",
    ),
    "an element in a param": (
        "<element @ name='a'><data type='token'><param name='p'>\n <a xmlns=''/></param></data></element>",
        "2:2",
        "<param>, which",
    ),
    "an element in a name": (
        "<element @><name><name>a</name></name><empty/></element>",
        "1:",
        "<name>, which",
    ),
    "nothing in an element": ("<element @ name='a'/>", "1:1", "needs a pattern"),
    "nothing in a group": ("<element @ name='a'>\n<group/></element>", "2:1", "needs a pattern"),
    "nothing in a choice of names": ("<element @><choice/>\n<empty/></element>", "1:", "needs a name class"),
    "no name": ("<element @><empty/></element>", "1:1", "lacks a name"),
    "two names": ("<element @ name='a'>\n<anyName/><empty/></element>", "2:1", "its name twice"),
    "a name class as pattern": (
        "<element @ name='a'><empty/>\n<nsName/></element>",
        "2:1",
        "<nsName> may not stand",
    ),
    "a pattern as name class": (
        "<element @><choice><name>a</name>\n<empty/></choice><text/></element>",
        "2:1",
        "<empty> may not stand in <choice>",
    ),
    "two patterns in an attribute": (
        "<element @ name='a'><attribute name='b'><text/>\n<text/></attribute></element>",
        "2:1",
        "more than one pattern",
    ),
    "two patterns in start": (
        "<grammar @><start><empty/>\n<empty/></start></grammar>",
        "2:1",
        "more than one pattern",
    ),
    "two exceptions": (
        "<element @ name='a'><data type='token'><except><value>x</value></except>\n<except><value>y</value></except>"
        "</data></element>",
        "2:1",
        "more than one <except>",
    ),
    "a param after the exception": (
        "<element @ name='a'><data type='token'><except><value>x</value></except>\n<param name='p'>y</param>"
        "</data></element>",
        "2:1",
        "stands too late",
    ),
    "a pattern in data": (
        "<element @ name='a'><data type='token'>\n<text/></data></element>",
        "2:1",
        "<text> may not",
    ),
    "two exceptions of names": (
        "<element @><anyName><except><name>a</name></except>\n<except><name>b</name></except></anyName><text/></element>",
        "2:1",
        "more than one <except>",
    ),
    "a name in anyName": (
        "<element @><anyName>\n<name>a</name></anyName><text/></element>",
        "2:1",
        "<name> may not",
    ),
    "a pattern in a grammar": (
        "<grammar @>\n<element name='a'><text/></element></grammar>",
        "2:1",
        "<element> may not",
    ),
    "an include in an include": (
        "<grammar @><include href='a'>\n<include href='b'/></include></grammar>",
        "2:1",
        "<include> may not stand in <include>",
    ),
    "content of a leaf": (
        "<element @ name='a'><text>\n<text/></text></element>",
        "2:1",
        "may not stand in <text>",
    ),
    "no type": ("<element @ name='a'>\n<data/></element>", "2:1", "lacks the attribute type"),
    "no href": ("<externalRef @/>", "1:1", "lacks the attribute href"),
    "an empty name": ("<element @ name=''><text/></element>", "1:1", "'' is no name"),
    "a name with two colons": ("<element @ name='a:b:c'><text/></element>", "1:1", "'a:b:c' is no name"),
    "a name with a blank": ("<element @><name>a b</name><text/></element>", "1:", "'a b' is no name"),
    "a reference with a colon": (
        "<element @ name='a'>\n<ref name='b:c'/></element>",
        "2:1",
        "no name without colon",
    ),
    "a combination unknown": (
        "<grammar @>\n<start combine='group'><text/></start></grammar>",
        "2:1",
        "combine is 'group'",
    ),
    "a relative library": (
        "<element @ name='a' datatypeLibrary='types'><text/></element>",
        "1:1",
        "section 4.3",
    ),
    "a library with fragment": (
        "<element @ name='a' datatypeLibrary='urn:a#b'><text/></element>",
        "1:1",
        "section 4.3",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_the_full_syntax_does_not_allow(case: str, tmp_path: Path) -> None:
    """Everything that section 3 does not have is refused where it stands, in words with the section."""
    text, place, words = WRONG[case]
    where, message = refusal(tmp_path, text)
    assert where.startswith(f"top.rng:{place}"), (where, message)
    assert words in message
    assert message.endswith(("(section 3)", "(section 4.3)"))


def test_annotations_are_left_out(tmp_path: Path) -> None:
    """4.1: elements and attributes of other namespaces, also of none, change nothing, whatever is in them."""
    program = loaded(
        tmp_path,
        """<element @ name="a" xmlns:a="urn:annotation" a:note="1"><a:documentation>text <element name="x"/></a:documentation>
        <plain xmlns=""><empty xmlns="http://relaxng.org/ns/structure/1.0" what="ever"/></plain>
        <?target data?><!-- note --><attribute name="b" a:defaultValue="1"/></element>""",
    )
    assert content(program, "a") == "@b {text}"


def test_white_space(tmp_path: Path) -> None:
    """4.2: space around names, types and between elements does not count; in a value it stays for the datatype."""
    program = loaded(
        tmp_path,
        """<grammar @><start combine=" choice "><ref name=" a "/></start><define name="\ta ">
        <element><name>
          b </name><choice><value type=" string "> x <!-- note -->y </value><data type=" token "/></choice></element>
        </define></grammar>""",
    )
    assert content(program, "b") == "(string ' x y ' | token)"


def test_entities_of_the_file_are_part_of_it(tmp_path: Path) -> None:
    """A grammar may abbreviate by internal entities; elements in them are RELAX NG's, as they are to every other reader."""
    text = "<!DOCTYPE element [<!ENTITY e '<group><text/></group>'>]>\n<element @ name='a'>&e;&e;</element>"
    assert content(loaded(tmp_path, text), "a") == "(text, text)"
    text = "<!DOCTYPE element [<!ENTITY e '<attribute/>'>]>\n<element @ name='a'>&e;</element>"
    where, message = refusal(tmp_path, text)
    assert where.startswith("top.rng:2:") and "lacks a name" in message


def test_a_prefix_changes_nothing(tmp_path: Path) -> None:
    """The namespace decides, whatever its prefix."""
    text = "<r:element xmlns:r='http://relaxng.org/ns/structure/1.0' name='a'><r:text/></r:element>"
    assert content(loaded(tmp_path, text), "a") == "text"


TAGS = st.sampled_from([*sorted(KINDS), "other"])
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["name", "type", "href", "combine", "ns", "datatypeLibrary", "x"]),
    st.sampled_from(["a", "", "a:b", "choice", "urn:x", " a "]),
    max_size=3,
)
TREES = st.recursive(
    st.builds(lambda tag, attributes: (tag, attributes, []), TAGS, ATTRIBUTES),
    lambda inner: st.builds(
        lambda tag, attributes, below: (tag, attributes, below), TAGS, ATTRIBUTES, st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


def _text(tree: tuple[str, dict[str, str], list[object]]) -> str:
    tag, attributes, below = tree
    inside = "".join(_text(one) for one in below)  # type: ignore[arg-type]
    return f"<{tag}{''.join(f' {key}={value!r}' for key, value in attributes.items())}>{inside}</{tag}>"


@given(tree=TREES)
def test_any_tree_is_taken_or_refused(tree: tuple[str, dict[str, str], list[object]]) -> None:
    """Whatever elements stand in whatever others: nodes, or a finding with a place, and nothing else."""
    text = _text(tree).replace(">", " xmlns='http://relaxng.org/ns/structure/1.0'>", 1)
    try:
        root = nodes(sources.parse(text.encode(), "any.rng"), "any.rng")
        check(root)
    except Problem as problem:
        assert problem.finding.span.line == 1 and problem.finding.span.column > 0
    else:
        assert root.kind in KINDS
