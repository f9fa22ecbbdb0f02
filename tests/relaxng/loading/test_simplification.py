"""Section 4, step by step: what each does, and what it refuses where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.relaxng.written import NAMESPACE, W3C, content, loaded, name, refusal, shown, write

from letterbook.relaxng.loading.reading import load_program
from letterbook.relaxng.loading.simplification.rows import Rows, members
from letterbook.relaxng.program import Program


def element(inside: str, attributes: str = "") -> str:
    """A grammar of one element."""
    return f"<element @ name='a' {attributes}>\n{inside}</element>"


def grammar(inside: str) -> str:
    """A grammar whose start is the definition ``x``."""
    return f"<grammar @><start><ref name='x'/></start>\n{inside}</grammar>"


def names(program: Program) -> list[str]:
    """The name classes of all elements."""
    return [name(class_) for class_, _ in program.elements]


def test_4_3_datatype_libraries(tmp_path: Path) -> None:
    """The nearest datatypeLibrary around counts, an empty one too; a file that is asked for inherits none."""
    program = loaded(
        tmp_path,
        element(
            f"<data type='date'/><group datatypeLibrary=''><attribute name='b'><data type='token'/></attribute></group>"
            f"<attribute name='c'><data datatypeLibrary='{W3C}' type='int'/></attribute>",
            f"datatypeLibrary='{W3C}'",
        ),
    )
    assert content(program, "a") == "(date, @b {token}, @c {int})"
    assert {row[1] for row in program.rows if row[0] == "data" and row[2] == "token"} == {""}
    where, message = refusal(
        tmp_path,
        element("<externalRef href='b.rng'/>", f"datatypeLibrary='{W3C}'"),
        b_rng="<element @ name='b'><data type='date'/></element>",
    )
    assert where == "b.rng:1:" + str(len(f"<element {NAMESPACE} name='b'>") + 1)
    assert '"date"' in message and message.endswith("(section 4.16)")


def test_4_4_type_of_value(tmp_path: Path) -> None:
    """A value without type is a token of the built-in library, whatever library is in scope."""
    program = loaded(tmp_path, element("<value> x </value>", f"datatypeLibrary='{W3C}'"))
    assert program.rows[program.elements[0][1]] == ("value", "", "token", " x ", ())


def test_4_6_external_references(tmp_path: Path) -> None:
    """A reference is the pattern of the file, in the namespace and the grammar around the reference."""
    program = loaded(
        tmp_path,
        grammar(
            "<define name='x'><externalRef href='b.rng' ns='urn:x'/></define><define name='y'><text/></define>"
        ),
        b_rng="<element @ name='b'><ref name='y'/></element>",
    )
    assert names(program) == ["{urn:x}b"]
    program = loaded(
        tmp_path,
        "<choice @ ns='urn:y'><externalRef href='b.rng'/><externalRef href='b.rng' ns='urn:x'/></choice>",
        b_rng="<choice @><element name='b'><empty/></element><element name='c' ns=''><empty/></element></choice>",
    )
    assert names(program) == ["{urn:y}b", "c", "{urn:x}b", "c"]
    where, message = refusal(
        tmp_path, "<externalRef @ href='b.rng'/>", b_rng="<define @ name='b'><text/></define>"
    )
    assert (where, message[-13:]) == ("top.rng:1:1", "(section 4.6)")


def test_4_6_hands_its_ns_to_an_attribute(tmp_path: Path) -> None:
    """The ``ns`` of the reference itself becomes that of the outermost element: there 4.8 finds it; one further out not."""
    attribute = {"b_rng": "<attribute @ name='b'/>"}
    program = loaded(tmp_path, element("<externalRef href='b.rng' ns='urn:x'/>"), **attribute)
    assert content(program, "a") == "@{urn:x}b {text}"
    program = loaded(
        tmp_path,
        element("<externalRef href='c.rng' ns='urn:x'/>"),
        c_rng="<externalRef @ href='b.rng'/>",
        **attribute,
    )
    assert content(program, "a") == "@{urn:x}b {text}"
    program = loaded(tmp_path, element("<externalRef href='b.rng'/>", "ns='urn:x'"), **attribute)
    assert content(program, "{urn:x}a") == "@b {text}"


INCLUDED = """<grammar @><start><ref name='x'/></start>
<div><define name='x'><element name='b'><ref name='y'/></element></define></div>
<define name='y'><text/></define></grammar>"""


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("", "<b>: text"),
        ("<define name='y'><empty/></define>", "<b>: empty"),
        ("<div><define name='y'><value>1</value></define></div>", "<b>: token '1'"),
        ("<start><element name='c'><ref name='y'/></element></start>", "<c>: text"),
        ("<define name='y' combine='choice'><empty/></define>", "<b>: empty"),
    ],
)
def test_4_7_includes(inside: str, wanted: str, tmp_path: Path) -> None:
    """The components of the other grammar, without those that the include has itself; these need no combine."""
    program = loaded(
        tmp_path, f"<grammar @><include href='b.rng'>{inside}</include></grammar>", b_rng=INCLUDED
    )
    assert f"{shown(program)}: {shown(program, program.elements[0][1])}" == wanted


def test_4_7_includes_of_includes(tmp_path: Path) -> None:
    """What is replaced may come by way of another include; ``ns`` is inherited, and namespaces stay apart."""
    program = loaded(
        tmp_path,
        "<grammar @ ns='urn:x'><include href='c.rng'><define name='y'><empty/></define></include></grammar>",
        c_rng="<grammar @><div><include href='b.rng'/></div></grammar>",
        b_rng=INCLUDED,
    )
    assert names(program) == ["{urn:x}b"] and content(program, "{urn:x}b") == "empty"


@pytest.mark.parametrize(
    ("inside", "there", "where", "words"),
    [
        ("", "<element @ name='b'><text/></element>", "2:1", "<element>, not <grammar>"),
        ("<define name='z'><text/></define>", INCLUDED, "2:23", "z, but b.rng has none"),
        ("<start><text/></start>", "<grammar @/>", "2:23", "<start>, but b.rng has none"),
    ],
)
def test_4_7_refuses(inside: str, there: str, where: str, words: str, tmp_path: Path) -> None:
    """What is not a grammar, and a replacement of what is not there."""
    text = f"<grammar @>\n<include href='b.rng'>{inside}</include></grammar>"
    place, message = refusal(tmp_path, text, b_rng=there)
    assert place == f"top.rng:{where}" and words in message and message.endswith("(section 4.7)")


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("<attribute name='b'/>", "@b {text}"),
        ("<attribute name='b' ns='urn:b'/>", "@{urn:b}b {text}"),
        ("<attribute><name>b</name></attribute>", "@{urn:a}b {text}"),
        ("<attribute name='p:b'/>", "@{urn:p}b {text}"),
        ("<attribute name='xml:id'/>", "@{http://www.w3.org/XML/1998/namespace}id {text}"),
        (
            "<attribute><choice ns='urn:c'><name>b</name><name ns=''>c</name></choice></attribute>",
            "@({urn:c}b | c) {text}",
        ),
        ("<oneOrMore><attribute><nsName/></attribute></oneOrMore>", "@{urn:a}* {text}+"),
        (
            "<oneOrMore><attribute><anyName><except ns='urn:e'><nsName/><name>p:b</name></except></anyName></attribute>"
            "</oneOrMore>",
            "@* - ({urn:e}* | {urn:p}b) {text}+",
        ),
        (
            "<attribute><choice><name>p:b</name><choice><name ns='urn:p'>b</name></choice></choice></attribute>",
            "@{urn:p}b {text}",
        ),
    ],
)
def test_4_8_to_4_10_names(pattern: str, wanted: str, tmp_path: Path) -> None:
    """Names take the nearest ns, attributes named by attribute only their own, prefixes go before both."""
    program = loaded(tmp_path, element(pattern, "ns='urn:a' xmlns:p='urn:p'"))
    assert content(program, "{urn:a}a") == wanted


def test_4_10_a_prefix_that_is_not_bound(tmp_path: Path) -> None:
    """The place is that of the element with the name."""
    where, message = refusal(tmp_path, element("<attribute name='q:b'/>"))
    assert (where, message) == ("top.rng:2:1", "the prefix q is not bound to a namespace (section 4.10)")
    assert refusal(tmp_path, element("<element>\n<name>q:b</name><text/></element>"))[0] == "top.rng:3:1"


def test_values_of_names_know_their_namespaces(tmp_path: Path) -> None:
    """A QName as value is kept with what its prefixes mean, the default namespace being that of 4.9."""
    text = element("<value type='QName'>p:b</value>", f"ns='urn:a' xmlns:p='urn:p' datatypeLibrary='{W3C}'")
    program = loaded(tmp_path, text)
    row = program.rows[program.elements[0][1]]
    assert dict(row[4])["p"] == "urn:p" and dict(row[4])[""] == "urn:a"
    where, message = refusal(tmp_path, text.replace("p:b", "q:b"))
    assert where == "top.rng:2:1" and message.endswith("(section 4.16)")


B, C = "<element name='b'><empty/></element>", "<element name='c'><empty/></element>"


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (f"{B}{C}", "(<b>, <c>)"),
        (f"<oneOrMore>{B}{C}</oneOrMore>", "(<b>, <c>)+"),
        (f"<choice>{B}</choice>", "<b>"),
        (f"<choice>{B}{C}<text/></choice>", "(<b> | <c> | text)"),
        (f"<interleave>{B}{C}<text/></interleave>", "(<b> & <c> & text)"),
        (
            "<data type='token'><except><value>x</value><value>y</value></except></data>",
            "token - (token 'x' | token 'y')",
        ),
        ("<list><data type='token'/><data type='string'/></list>", "list {(token, string)}"),
        (f"<mixed>{B}{C}</mixed>", "((<b>, <c>) & text)"),
        (f"<optional>{B}{C}</optional>", "(empty | (<b>, <c>))"),
        (f"<zeroOrMore>{B}{C}</zeroOrMore>", "(empty | (<b>, <c>)+)"),
        # 4.20, 4.21 and the flat form
        (f"<choice>{B}<notAllowed/></choice>", "<b>"),
        ("<choice><notAllowed/><notAllowed/></choice>", "notAllowed"),
        (f"<group>{B}<notAllowed/></group>", "notAllowed"),
        (f"<interleave>{B}<notAllowed/></interleave>", "notAllowed"),
        ("<oneOrMore><notAllowed/></oneOrMore>", "notAllowed"),
        ("<zeroOrMore><notAllowed/></zeroOrMore>", "empty"),
        ("<optional><attribute name='b'><notAllowed/></attribute></optional>", "empty"),
        ("<optional><list><notAllowed/></list></optional>", "empty"),
        ("<data type='token'><except><notAllowed/></except></data>", "token"),
        ("<mixed><notAllowed/></mixed>", "notAllowed"),
        (f"<group><empty/>{B}<empty/></group>", "<b>"),
        ("<group><empty/><empty/></group>", "empty"),
        (f"<interleave><empty/>{B}</interleave>", "<b>"),
        ("<choice><empty/><empty/></choice>", "empty"),
        (f"<choice>{B}<empty/></choice>", "(empty | <b>)"),
        ("<oneOrMore><empty/></oneOrMore>", "empty"),
        ("<mixed><empty/></mixed>", "text"),
        (
            "<choice><value>x</value><choice><value>y</value><value>x</value></choice><value>x</value></choice>",
            "(token 'x' | token 'y')",
        ),
        (f"<group><group>{B}</group><group>{C}{B}</group></group>", "(<b>, <c>, <b>)"),
        (f"<choice><optional>{B}</optional><optional>{C}</optional></choice>", "(empty | <b> | <c>)"),
    ],
)
def test_4_12_to_4_15_4_20_and_4_21_shapes(pattern: str, wanted: str, tmp_path: Path) -> None:
    """What is short for something becomes that; what changes nothing is left out; choices are flat, without repetition."""
    assert content(loaded(tmp_path, element(pattern)), "a") == wanted


@pytest.mark.parametrize(
    ("pattern", "where", "words"),
    [
        (
            "<element><anyName><except>\n<anyName/></except></anyName><text/></element>",
            "3:1",
            "<anyName> may not",
        ),
        (
            "<element><nsName><except>\n<nsName/></except></nsName><text/></element>",
            "3:1",
            "<nsName> may not",
        ),
        (
            "<element><nsName><except><choice>\n<anyName/></choice></except></nsName><text/></element>",
            "3:1",
            "<anyName> may not",
        ),
        ("<attribute name='xmlns'/>", "2:1", "called xmlns"),
        (
            "<attribute><anyName><except>\n<name ns=''>xmlns</name></except></anyName></attribute>",
            "3:1",
            "called xmlns",
        ),
        ("<attribute name='b' ns='http://www.w3.org/2000/xmlns'/>", "2:1", "namespace"),
        (
            "<attribute><choice>\n<nsName ns='http://www.w3.org/2000/xmlns'/></choice></attribute>",
            "3:1",
            "namespace",
        ),
        ("<data type='nothing'/>", "2:1", '"nothing"'),
        ("<value type='nothing'>x</value>", "2:1", '"nothing"'),
        ("<data type='int' datatypeLibrary='urn:unknown'/>", "2:1", "urn:unknown"),
        ("<data type='token'><param name='length'>1</param></data>", "2:1", "takes no <param>"),
        (f"<data type='date' datatypeLibrary='{W3C}'><param name='length'>1</param></data>", "2:1", "length"),
        (
            f"<data type='string' datatypeLibrary='{W3C}'><param name='pattern'>(</param></data>",
            "2:1",
            "regular expression",
        ),
        (f"<value type='date' datatypeLibrary='{W3C}'>1961-02-30</value>", "2:1", "'1961-02-30' is no value"),
    ],
)
def test_4_16_constraints(pattern: str, where: str, words: str, tmp_path: Path) -> None:
    """They hold of everything, also of definitions that nothing leads to, and of what is not allowed anyway."""
    unreached = grammar(
        f"<define name='y'><element name='y'>\n{pattern}</element></define><define name='x'><element name='a'>"
        "<text/></element></define>"
    ).replace("</start>\n", "</start>")
    for text in (element(pattern), unreached, element(f"{pattern}<notAllowed/>")):
        place, message = refusal(tmp_path, text)
        assert place == f"top.rng:{where}" and words in message and message.endswith("(section 4.16)"), (
            message
        )


def test_4_16_does_not_forbid_more(tmp_path: Path) -> None:
    """An element may be called xmlns, an attribute so in a namespace; a wildcard may hold the other kind's exceptions."""
    loaded(tmp_path, "<element @ name='xmlns'><attribute name='xmlns' ns='urn:x'/></element>")
    loaded(
        tmp_path,
        "<element @><anyName><except><nsName><except><name>a</name></except></nsName></except></anyName><empty/></element>",
    )


def test_4_17_combination(tmp_path: Path) -> None:
    """Definitions of one name come together by what one of them says; starts too."""
    program = loaded(
        tmp_path,
        f"""<grammar @><start combine='choice'><ref name='x'/></start><define name='x'><element name='a'><ref name='y'/></element>
        </define><define name='y' combine='interleave'>{B}{C}</define><start combine='choice'>{C}</start>
        <define name='y'><text/></define><define name='y' combine='interleave'><attribute name='d'/></define></grammar>""",
    )
    assert shown(program) == "(<a> | <c>)"
    assert content(program, "a") == "((<b>, <c>) & text & @d {text})"


@pytest.mark.parametrize(
    ("inside", "where", "words"),
    [
        (
            "<define name='x'><empty/></define>\n<define name='x'><empty/></define>",
            "3:1",
            "x is defined more than once",
        ),
        (
            "<define name='x'><empty/></define><start>\n<text/></start>",
            "2:35",
            "<start> is defined more than once",
        ),
        (
            "<define name='x' combine='choice'><empty/></define><define name='x'><empty/></define>\n"
            "<define name='x' combine='interleave'><empty/></define>",
            "3:1",
            "x is combined by choice and by interleave",
        ),
    ],
)
def test_4_17_refuses(inside: str, where: str, words: str, tmp_path: Path) -> None:
    """Two of one name without combine, and two ways to combine, are refused at the one that is too much."""
    place, message = refusal(tmp_path, grammar(inside))
    assert place == f"top.rng:{where}" and words in message and message.endswith("(section 4.17)")


def test_4_18_nested_grammars(tmp_path: Path) -> None:
    """A grammar in a grammar has names of its own; parentRef means those of the one around, at every use of it."""
    program = loaded(
        tmp_path,
        f"""<grammar @><start><element name='a'><grammar><start><ref name='x'/><!-- inner --></start>
        <define name='x'><choice><parentRef name='x'/>{C}</choice></define></grammar></element></start>
        <define name='x'>{B}</define></grammar>""",
    )
    assert content(program, "a") == "(<b> | <c>)"
    program = loaded(
        tmp_path,
        "<element @ name='a'><grammar><start><externalRef href='i.rng'/></start>"
        "<define name='x'><element name='b'><empty/></element></define></grammar>"
        "<grammar><start><externalRef href='i.rng'/></start><define name='x'><text/></define></grammar></element>",
        i_rng="<grammar @><start><element name='i'><parentRef name='x'/></element></start></grammar>",
    )
    assert [shown(program, row) for class_, row in program.elements if name(class_) == "i"] == ["<b>", "text"]


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("<grammar @/>", "1:1", "no <start>"),
        (grammar("<define name='y'><text/></define>"), "1:", "no definition of x"),
        (
            grammar("<define name='x'><empty/></define><define name='y'>\n<ref name='z'/></define>"),
            "3:1",
            "no definition of z",
        ),
        (element("<ref name='x'/>"), "2:1", "in no grammar"),
        (
            grammar("<define name='x'>\n<parentRef name='x'/></define>"),
            "3:1",
            "in no grammar that is in another",
        ),
        (
            grammar(
                "<define name='x'><grammar><start>\n<parentRef name='y'/></start>"
                "<define name='y'><text/></define></grammar></define>"
            ),
            "3:1",
            "no definition of y in the grammar around",
        ),
    ],
)
def test_4_18_refuses(text: str, where: str, words: str, tmp_path: Path) -> None:
    """References to nothing, also those that nothing leads to; a grammar without start."""
    place, message = refusal(tmp_path, text)
    assert place.startswith(f"top.rng:{where}") and words in message and message.endswith("(section 4.18)")


def test_4_19_definitions_are_shared(tmp_path: Path) -> None:
    """All uses of a definition name one row; what nothing leads to, or only what is not allowed, is left out."""
    program = loaded(
        tmp_path,
        grammar(
            f"""<define name='x'><element name='a'><choice><ref name='m'/><text/></choice></element></define>
            <define name='m'><choice>{B}{C}<element name='d'><choice><ref name='m'/><value>v</value></choice></element></choice>
            </define><define name='n'><element name='e'><text/></element></define>"""
        ),
    )
    assert content(program, "a") == "((<b> | <c> | <d>) | text)"
    assert len([row for row in program.rows if row[0] == "choice"]) == 3
    assert names(program) == ["a", "b", "c", "d"]
    program = loaded(tmp_path, element(f"{B}<optional>{C}<notAllowed/></optional>"))
    assert names(program) == ["a", "b"] and len(program.rows) == 3


def test_4_19_elements_may_lead_to_themselves(tmp_path: Path) -> None:
    """Recursion by way of an element is what grammars are for."""
    program = loaded(
        tmp_path,
        grammar(
            "<define name='x'><element name='a'><zeroOrMore><ref name='x'/></zeroOrMore></element></define>"
        ),
    )
    assert content(program, "a") == "(empty | <a>+)"


@pytest.mark.parametrize(
    "inside",
    [
        "<define name='x'><element name='a'><ref name='y'/></element></define><define name='y'>\n<ref name='y'/></define>",
        "<define name='x'><element name='a'><ref name='y'/></element></define>"
        "<define name='y'><optional><ref name='z'/></optional></define>"
        "<define name='z'><attribute name='b'>\n<ref name='y'/></attribute></define>",
        "<define name='x'><grammar><start>\n<parentRef name='x'/></start></grammar></define>",
    ],
)
def test_4_19_refuses_endless_definitions(inside: str, tmp_path: Path) -> None:
    """A definition that contains itself without an element between is refused where the circle closes."""
    where, message = refusal(tmp_path, grammar(inside))
    assert where == "top.rng:3:1" and message.endswith("(section 4.19)")


def test_4_19_an_endless_definition_that_nothing_leads_to(tmp_path: Path) -> None:
    """It is left out before anything is expanded."""
    loaded(
        tmp_path,
        grammar(
            "<define name='x'><element name='a'><text/></element></define><define name='y'><ref name='y'/></define>"
        ),
    )


PATTERNS = st.recursive(
    st.sampled_from(["<empty/>", "<notAllowed/>", "<text/>", "<ref name='y'/>", "<attribute name='b'/>", B]),
    lambda inner: st.builds(
        lambda kind, below: f"<{kind}>{''.join(below)}</{kind}>",
        st.sampled_from(["group", "choice", "optional", "zeroOrMore", "oneOrMore", "interleave"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=10,
)


@given(pattern=PATTERNS)
def test_the_simple_form(pattern: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Section 5 of any pattern: notAllowed stands alone, empty alone or first in a choice, nothing has one member."""
    text = grammar(
        f"<define name='x'><element name='a'>{pattern}</element></define><define name='y'><optional>{C}</optional></define>"
    )
    folder = tmp_path_factory.getbasetemp() / "simple"
    folder.mkdir(exist_ok=True)
    try:
        program, _ = load_program(write(folder, top_rng=text))
    except Exception as error:
        assert "(section 7." in str(error)
        return
    for row in program.rows:
        kinds = [program.rows[one][0] for one in members(row)]
        assert "notAllowed" not in kinds
        if row[0] == "choice":
            assert len(kinds) > 1 and len(set(row[1])) == len(row[1]) and "empty" not in kinds[1:]
        elif row[0] in ("group", "interleave"):
            assert len(kinds) > 1 and "empty" not in kinds
        elif row[0] == "oneOrMore":
            assert kinds != ["empty"]


def test_shared_rows_are_not_taken_apart() -> None:
    """What a definition stands for stays one row in a choice; another choice is part of it."""
    rows = Rows()
    x, y, z = (rows.add(("value", "", "token", text, ())) for text in "xyz")
    inner = rows.choice([x, y])
    assert rows.rows[rows.choice([inner, z])] == ("choice", (x, y, z))
    rows.shared.add(inner)
    assert rows.rows[rows.choice([inner, z])] == ("choice", (inner, z))
