"""Section 7: what a grammar may not contain, and where that is said. Each sub-section has what it refuses and what it leaves."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.relaxng.written import loaded, refusal

from letterbook.relaxng.loading.restrictions.name_sets import NameSet
from letterbook.relaxng.program import NameClass

ELEMENT = "<element name='e'><empty/></element>"
ATTRIBUTE = "<attribute name='t'/>"
DATA = "<data type='token'/>"


def grammar(inside: str, defined: str = "") -> str:
    """A grammar of one element; what is in it begins on line 2, what ``x`` is on the next but one."""
    start = f"<start><element name='a'>\n{inside}</element></start>"
    return f"<grammar @>{start}\n<define name='x'>\n{defined or '<text/>'}</define></grammar>"


REFUSED = [
    # 7.1.1
    (
        f"<attribute name='b'>\n{ELEMENT}</attribute>",
        "",
        "3:1",
        "an element may not stand in <attribute> (section 7.1.1)",
    ),
    (
        f"<attribute name='b'>\n{ATTRIBUTE}</attribute>",
        "",
        "3:1",
        "<attribute> may not stand in <attribute> (section 7.1.1)",
    ),
    (
        "<attribute name='b'>\n<ref name='x'/></attribute>",
        ELEMENT,
        "3:1",
        "an element may not stand in <attribute> (section 7.1.1)",
    ),
    (
        "<attribute name='b'><choice><text/><ref name='x'/></choice></attribute>",
        f"<optional>\n{ATTRIBUTE}</optional>",
        "5:1",
        "<attribute> may not stand in <attribute> (section 7.1.1)",
    ),
    # 7.1.2
    (
        f"<oneOrMore>{ELEMENT}\n{ATTRIBUTE}</oneOrMore>",
        "",
        "3:1",
        "an attribute may not stand in <group> where that is repeated (section 7.1.2)",
    ),
    (
        f"<zeroOrMore><choice>{ELEMENT}<interleave>{ELEMENT}\n{ATTRIBUTE}</interleave></choice></zeroOrMore>",
        "",
        "3:1",
        "an attribute may not stand in <interleave> where that is repeated (section 7.1.2)",
    ),
    (
        "<oneOrMore><ref name='x'/></oneOrMore>",
        f"<group>{ELEMENT}<optional>\n{ATTRIBUTE}</optional></group>",
        "5:1",
        "an attribute may not stand in <group> where that is repeated (section 7.1.2)",
    ),
    # 7.1.3
    (f"<list>\n<list>{DATA}</list></list>", "", "3:1", "<list> may not stand in <list> (section 7.1.3)"),
    (f"<list>\n{ELEMENT}</list>", "", "3:1", "an element may not stand in <list> (section 7.1.3)"),
    (f"<list>\n{ATTRIBUTE}</list>", "", "3:1", "<attribute> may not stand in <list> (section 7.1.3)"),
    (
        "<list><ref name='x'/></list>",
        "<optional>\n<text/></optional>",
        "5:1",
        "<text> may not stand in <list> (section 7.1.3)",
    ),
    (
        f"<list>\n<interleave>{DATA}{DATA}</interleave></list>",
        "",
        "3:1",
        "<interleave> may not stand in <list> (section 7.1.3)",
    ),
    (f"<list>\n<mixed>{DATA}</mixed></list>", "", "3:1", "<mixed> may not stand in <list> (section 7.1.3)"),
    # 7.1.4
    *(
        (
            f"<data type='token'><except><value>x</value>\n{inner}</except></data>",
            "",
            "3:1",
            f"{told} may not stand in the <except> of <data> (section 7.1.4)",
        )
        for inner, told in (
            (ATTRIBUTE, "<attribute>"),
            (ELEMENT, "an element"),
            ("<text/>", "<text>"),
            (f"<list>{DATA}</list>", "<list>"),
            (f"<group>{DATA}{DATA}</group>", "<group>"),
            (f"<interleave>{DATA}{DATA}</interleave>", "<interleave>"),
            (f"<oneOrMore>{DATA}</oneOrMore>", "<oneOrMore>"),
            ("<empty/>", "<empty>"),
        )
    ),
    # 7.2
    (
        f"{DATA}\n{ELEMENT}",
        "",
        "2:1",
        "a text that is one value, as <data> is, stands beside other content (section 7.2)",
    ),
    (
        f"<text/>\n{DATA}",
        "",
        "3:1",
        "a text that is one value, as <data> is, stands beside other content (section 7.2)",
    ),
    (
        f"<interleave>{ELEMENT}\n<value>x</value></interleave>",
        "",
        "3:1",
        "a text that is one value, as <value> is, stands beside other content (section 7.2)",
    ),
    (
        f"<oneOrMore>\n<list>{DATA}</list></oneOrMore>",
        "",
        "3:1",
        "a text that is one value, as <list> is, may not be repeated (section 7.2)",
    ),
    (
        "<attribute name='b'><ref name='x'/></attribute>",
        f"{DATA}\n{DATA}",
        "4:1",
        "a text that is one value, as <data> is, stands beside other content (section 7.2)",
    ),
    (
        f"<mixed>\n{DATA}</mixed>",
        "",
        "3:1",
        "a text that is one value, as <data> is, stands beside other content (section 7.2)",
    ),
    # 7.3
    (f"{ATTRIBUTE}\n{ATTRIBUTE}", "", "3:1", "the attribute t may stand here twice (section 7.3)"),
    (
        f"{ATTRIBUTE}<choice><text/>\n<attribute><choice><name>s</name><name>t</name></choice></attribute></choice>",
        "",
        "3:1",
        "the attribute t may stand here twice (section 7.3)",
    ),
    (
        f"<interleave>{ATTRIBUTE}<ref name='x'/></interleave>",
        f"<optional>\n{ATTRIBUTE}</optional>",
        "5:1",
        "the attribute t may stand here twice (section 7.3)",
    ),
    (
        f"{ATTRIBUTE}<zeroOrMore>\n<attribute><anyName/></attribute></zeroOrMore>",
        "",
        "3:1",
        "this wildcard stands for names that another attribute here has too (section 7.3)",
    ),
    (
        "<zeroOrMore><attribute><nsName ns='urn:x'/></attribute></zeroOrMore>\n<attribute name='t' ns='urn:x'/>",
        "",
        "3:1",
        "the attribute {urn:x}t may stand here twice (section 7.3)",
    ),
    (
        "<optional>\n<attribute><anyName/></attribute></optional>",
        "",
        "3:1",
        "an attribute of any name has to be in <oneOrMore> or <zeroOrMore> (section 7.3)",
    ),
    (
        "<ref name='x'/>",
        "<attribute><choice><name>b</name><nsName ns='urn:x'/></choice></attribute>",
        "4:1",
        "an attribute of any name has to be in <oneOrMore> or <zeroOrMore> (section 7.3)",
    ),
    # 7.4
    (
        f"<interleave>{ELEMENT}\n{ELEMENT}</interleave>",
        "",
        "3:1",
        "the element e stands in two parts of one <interleave> (section 7.4)",
    ),
    (
        "<interleave><zeroOrMore><ref name='x'/></zeroOrMore><group><text/>\n<ref name='x'/></group></interleave>",
        ELEMENT,
        "3:1",
        "the element e stands in two parts of one <interleave> (section 7.4)",
    ),
    (
        f"<interleave>{ELEMENT}<optional>\n<element><nsName/><empty/></element></optional></interleave>",
        "",
        "3:1",
        "this wildcard stands for elements of another part of the <interleave> too (section 7.4)",
    ),
    (
        "<interleave><text/>\n<text/></interleave>",
        "",
        "3:1",
        "<text> stands in two parts of one <interleave> (section 7.4)",
    ),
    (
        f"<mixed>{ELEMENT}<zeroOrMore>\n<text/></zeroOrMore></mixed>",
        "",
        "2:1",
        "<text> stands in two parts of one <interleave> (section 7.4)",
    ),
]


@pytest.mark.parametrize(("inside", "defined", "where", "wanted"), REFUSED)
def test_what_is_refused(inside: str, defined: str, where: str, wanted: str, tmp_path: Path) -> None:
    """The message names the section; the place is the inner element of the two that do not go together."""
    assert refusal(tmp_path, grammar(inside, defined)) == (f"top.rng:{where}", wanted)


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (ATTRIBUTE, "attribute"),
        (DATA, "data"),
        ("<value>x</value>", "value"),
        ("<text/>", "text"),
        (f"<list>{DATA}</list>", "list"),
        (f"<group>{ELEMENT}{ELEMENT}</group>", "group"),
        (f"<interleave>{ELEMENT}{ELEMENT}</interleave>", "interleave"),
        (f"<oneOrMore>{ELEMENT}</oneOrMore>", "oneOrMore"),
        ("<empty/>", "empty"),
        (f"<optional>{ELEMENT}</optional>", "optional"),
        (f"<zeroOrMore>{ELEMENT}</zeroOrMore>", "zeroOrMore"),
        (f"<mixed>{ELEMENT}</mixed>", "mixed"),
    ],
)
def test_7_1_5_start(pattern: str, kind: str, tmp_path: Path) -> None:
    """Nothing but elements in the start, also in a choice and by way of a definition."""
    wanted = f"<{kind}> may not stand in <start>, which only holds elements (section 7.1.5)"
    for text in (
        f"<grammar @><start>\n{pattern}</start></grammar>",
        f"<grammar @><start><choice>{ELEMENT}\n{pattern}</choice></start></grammar>",
        f"<grammar @><start><ref name='x'/></start><define name='x'>\n{pattern}</define></grammar>",
    ):
        assert refusal(tmp_path, text) == ("top.rng:2:1", wanted)


@pytest.mark.parametrize(
    ("inside", "defined"),
    [
        # 7.1
        (
            f"<attribute name='b'><list><oneOrMore><choice><value>x</value>{DATA}</choice></oneOrMore></list></attribute>",
            "",
        ),
        ("<oneOrMore><choice><attribute name='b'/><attribute name='c'/></choice></oneOrMore>", ""),
        (f"<oneOrMore><group><empty/>{ATTRIBUTE}</group></oneOrMore>", ""),
        (f"<oneOrMore><group>{ELEMENT}<element name='f'>{ATTRIBUTE}</element></group></oneOrMore>", ""),
        (
            "<data type='token'><except><choice><value>x</value><data type='string'/><notAllowed/></choice></except></data>",
            "",
        ),
        (
            f"<choice><attribute name='b'><group>{ELEMENT}<notAllowed/></group></attribute><text/></choice>",
            "",
        ),
        (f"<optional><list>{ELEMENT}<notAllowed/></list></optional>", ""),
        # 7.2
        (f"<choice>{DATA}{ELEMENT}<text/></choice>", ""),
        (f"{ATTRIBUTE}{DATA}", ""),
        (f"<list>{DATA}{DATA}<oneOrMore>{DATA}</oneOrMore></list>", ""),
        (f"<oneOrMore><text/></oneOrMore>{ELEMENT}<text/>", ""),
        # 7.3
        (f"<choice>{ATTRIBUTE}{ATTRIBUTE}<group><text/>{ATTRIBUTE}</group></choice>", ""),
        (
            f"{ATTRIBUTE}<zeroOrMore><attribute><anyName><except><name>t</name></except></anyName></attribute></zeroOrMore>",
            "",
        ),
        ("<attribute name='t' ns='urn:x'/><attribute name='t' ns='urn:y'/><attribute name='t'/>", ""),
        (f"{ATTRIBUTE}<element name='f'>{ATTRIBUTE}</element>", ""),
        ("<oneOrMore><choice><text/><attribute><anyName/></attribute></choice></oneOrMore>", ""),
        # 7.4
        (f"<interleave><element name='f'>{ELEMENT}<text/></element>{ELEMENT}<text/></interleave>", ""),
        (f"<interleave><choice>{ELEMENT}{ELEMENT}</choice><attribute name='e'/></interleave>", ""),
        (
            f"<interleave>{ELEMENT}<element><anyName><except><name>e</name></except></anyName><empty/></element></interleave>",
            "",
        ),
        ("<interleave><text/><attribute name='b'><text/></attribute></interleave>", ""),
    ],
)
def test_what_is_left(inside: str, defined: str, tmp_path: Path) -> None:
    """What only looks like it: apart by an element, alternatives, not allowed anyway, different names."""
    loaded(tmp_path, grammar(inside, defined))


def test_what_nothing_leads_to_is_not_restricted(tmp_path: Path) -> None:
    """Section 7 speaks of the simple form, in which such a definition is no more."""
    loaded(tmp_path, grammar("<text/>", f"<attribute name='b'>{ELEMENT}</attribute>"))


@pytest.mark.parametrize("outer", ["attribute name='b'", "list"])
def test_an_element_in_itself(outer: str, tmp_path: Path) -> None:
    """An element that leads back to itself where none may stand: jing, still busy with that element, misses it."""
    inside = f"<{outer}>\n<ref name='a'/></{outer.split()[0]}>"
    text = f"<grammar @><start><ref name='a'/></start><define name='a'><element name='a'>{inside}</element></define></grammar>"
    where, message = refusal(tmp_path, text)
    assert where == "top.rng:2:1" and message.startswith(f"an element may not stand in <{outer.split()[0]}>")


@pytest.mark.parametrize(
    "inner",
    [
        "<attribute name='b'><notAllowed/></attribute>",
        f"<oneOrMore><group>{ELEMENT}<notAllowed/></group></oneOrMore>",
    ],
)
def test_an_exception_that_is_not_allowed(inner: str, tmp_path: Path) -> None:
    """4.20 comes before 7.1.4: what is not allowed is no more in the exception; jing looks at what was written."""
    loaded(tmp_path, grammar(f"<data type='token'><except>{inner}</except></data>"))


def test_the_place_may_be_in_another_file(tmp_path: Path) -> None:
    """A restriction can be broken by a file that is right alone."""
    where, message = refusal(
        tmp_path,
        "<element @ name='a'><attribute name='b'><externalRef href='b.rng'/></attribute></element>",
        b_rng="<choice @><text/>\n <attribute name='c'/></choice>",
    )
    assert where == "b.rng:2:2" and "(section 7.1.1)" in message


LONG = 3_000


@pytest.mark.parametrize(
    "define",
    [
        "<define name='d{at}'><attribute name='a{at}'/><ref name='d{next}'/></define>",
        "<define name='d{at}'><interleave><element name='e{at}'><empty/></element><ref name='d{next}'/></interleave></define>",
        "<define name='d{at}'><optional><attribute name='a{at}'/></optional><element name='e'><ref name='d{next}'/></element>"
        "<ref name='d{next}'/></define>",
        "<define name='d{at}'><zeroOrMore><attribute><nsName ns='u{at}'/></attribute></zeroOrMore><ref name='d{next}'/></define>",
    ],
    ids=["attributes", "interleave", "elements", "wildcards"],
)
def test_long_chains_are_compared_in_linear_time(define: str, tmp_path: Path) -> None:
    """Each definition holds the names of all further ones: sets are handed on, not copied."""
    chain = "".join(define.format(at=at, next=at + 1) for at in range(LONG))
    before = time.perf_counter()
    loaded(tmp_path, grammar("<ref name='d0'/>", f"<empty/></define>{chain}<define name='d{LONG}'><empty/>"))
    assert time.perf_counter() - before < 5


def test_comparing_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets that are needed twice are copied: a hostile grammar could do that for ever."""
    monkeypatch.setattr("letterbook.relaxng.loading.restrictions.overlaps._MOST_NAMES", 10_000)
    chain = "".join(
        f"<define name='d{at}'><choice><group><attribute name='a{at}'/><ref name='d{at + 1}'/></group>"
        f"<group><attribute name='b{at}'/><ref name='d{at + 1}'/></group></choice></define>"
        for at in range(300)
    )
    text = grammar("<ref name='d0'/>", f"<empty/></define>{chain}<define name='d300'><empty/>")
    assert "too many names" in refusal(tmp_path, text)[1]


NAMES = [(uri, local) for uri in ("", "u", "v", "other") for local in ("a", "b", "other")]


def _name_classes(depth: int) -> st.SearchStrategy[NameClass]:
    names = st.builds(
        lambda uri, local: ("name", uri, local), st.sampled_from(["", "u", "v"]), st.sampled_from(["a", "b"])
    )
    choices: st.SearchStrategy[NameClass] = names
    if depth:
        names_only = st.none() | _several(names)
        spaces = st.builds(lambda uri, out: ("nsName", uri, out), st.sampled_from(["", "u", "v"]), names_only)
        all_names = st.builds(lambda out: ("anyName", out), st.none() | _several(names | spaces))
        choices = names | spaces | all_names
    return _several(choices)


def _several(one: st.SearchStrategy[NameClass]) -> st.SearchStrategy[NameClass]:
    return one | st.lists(one, min_size=2, max_size=3).map(lambda many: ("choice", tuple(many)))


def _holds(class_: NameClass, uri: str, local: str) -> bool:
    if class_[0] == "choice":
        return any(_holds(one, uri, local) for one in class_[1])
    if class_[0] == "name":
        return bool(class_[1:] == (uri, local))
    if class_[0] == "nsName" and class_[1] != uri:
        return False
    return class_[-1] is None or not _holds(class_[-1], uri, local)


@given(one=_name_classes(1), other=_name_classes(1), third=_name_classes(1))
def test_sets_of_names(one: NameClass, other: NameClass, third: NameClass) -> None:
    """Joined and compared, they are as a look at each single name says; other names stand for all that are not named."""
    joined = NameSet.of(one)
    kept = joined.copy()
    joined.update(NameSet.of(other))
    wanted = any((_holds(one, *n) or _holds(other, *n)) and _holds(third, *n) for n in NAMES)
    assert joined.overlaps(NameSet.of(third)) == wanted
    assert NameSet.of(third).overlaps(joined) == wanted
    assert kept.overlaps(NameSet.of(third)) == any(_holds(one, *n) and _holds(third, *n) for n in NAMES)
