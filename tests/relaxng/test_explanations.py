"""The words for wrong values, and what all words have in common."""

from __future__ import annotations

import re
import string
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from lxml import etree
from tests.relaxng.random_documents import random_documents
from tests.relaxng.random_grammars import random_grammar
from tests.relaxng.small import advised, faults, grammar

from letterbook.findings import Problem
from letterbook.relaxng import Grammar
from letterbook.relaxng.explanations import KINDS, MESSAGES
from letterbook.sources import parse

DATES = (
    "xsd:date | xsd:gYear | xsd:gMonth | xsd:gDay | xsd:gYearMonth | xsd:gMonthDay | xsd:time | xsd:dateTime"
)
CHARACTERS = "begin it with a letter or _, and go on with letters, digits, -, . or _"

VALUES: dict[str, dict[str, tuple[str, str]]] = {
    "xsd:date": {
        "22.2.1961": ("is not in the form that dates have", 'write a="1961-02-22": year, month, day'),
        "3.4.1961": ("is not in the form that dates have", 'write a="1961-04-03": year, month, day'),
        "3/4/1961": ("is not in the form that dates have", 'write a="1961-04-03" or a="1961-03-04"'),
        "12/25/1961": ("is not in the form that dates have", 'write a="1961-12-25": year, month, day'),
        "1961": ("is not in the form that dates have", "write a date like 1961-02-14"),
        "19610222": (
            "is not in the form that dates have",
            'write a="1961-02-22": hyphens between year, month and day',
        ),
        "1961-2-3": (
            "is not in the form that dates have",
            'write a="1961-02-03": month and day have two digits',
        ),
        "61-02-03": (
            "is not in the form that dates have",
            "write the year in four digits, as in 1961-02-03",
        ),
        "yesterday": ("is not in the form that dates have", "write a date like 1901-02-14"),
        "1961-02-30": ("is a day that does not exist", "there are 28 days in February 1961"),
        "1961-13-01": ("is in a month that does not exist", "the months are 01 to 12"),
        "0000-01-01": ("is in a year that does not exist", "the year before 1 is written -0001"),
        "1961-02-22+25:00": ("is a time that does not exist", "a time zone is written Z, or like +01:00"),
    },
    DATES: {
        "c. 1961": ("is not in the form that dates have", "write a date like 1961-02-14, 1961-02 or 1961"),
        "1961-02-22/1961-02-23": (
            "is not in the form that dates have",
            "write one date like 1961-02-22, 1961-02 or 1961",
        ),
        "1961-02-22T10:00": (
            "is not in the form that dates have",
            "write a date like 1961-02-22, 1961-02 or 1961, or a time like 1961-02-22T15:00:00",
        ),
        "02-14": ("is not in the form that dates have", 'write a="--02-14"'),
        "10:30": ("is not in the form that dates have", 'write a="10:30:00"'),
    },
    "xsd:dateTime": {
        "now": ("is not in the form that times have", "write a time like 1901-02-14T15:00:00"),
    },
    "xsd:date - '1961-01-01'": {
        "1961-01-01": ("is not a value that it can have", "write another value"),
    },
    "xsd:integer": {"1.5": ("is not a whole number", "write a whole number such as 2")},
    "xsd:nonNegativeInteger": {"-1": ("is too small", "write a number, at least 0")},
    "xsd:decimal": {"1,5": ("is not a number", 'write a="1.5": a point, not a comma')},
    "xsd:double { minInclusive='0' maxInclusive='1' }": {
        "2": ("is too large", "write a number, at most 1"),
        "x": ("is not a number", "write a number from 0 to 1"),
    },
    "xsd:positiveInteger { maxExclusive='10' }": {"12": ("is too large", "write a number, less than 10")},
    "xsd:anyURI": {
        "a#b#c": ("is no pointer: # stands twice", "write # once, before the id"),
        "%zz": (
            "is no pointer: % is not followed by two hexadecimal digits",
            "write %25 for a percent sign",
        ),
        "a[1]": ("is no pointer: it holds [", 'write a="a%5B1%5D"'),
        "::": (
            "is no pointer: nothing stands round its colon",
            "write a file name or an address, without spaces",
        ),
    },
    "xsd:language": {
        "English please": ("is not a language tag", "write a tag such as en, de or en-GB"),
        "en_GB": ("is not a language tag", 'write a="en-GB"'),
    },
    "xsd:boolean": {
        "yes": ("is neither true nor false", "write true or false"),
        "TRUE": ("is not a value that it can have", 'write a="true": capital and small letters count'),
    },
    "xsd:NCName": {
        "1a": ("begins with a digit", CHARACTERS),
        "a b": ("holds a space", 'write a="a-b"'),
        "a:b": ('holds ":"', CHARACTERS),
        "é!": ('holds "!"', CHARACTERS),
    },
    "xsd:QName": {
        "x:y": (
            "has a prefix that stands for nothing",
            "declare the prefix x with xmlns:x, or write the name without it",
        ),
    },
    "'high' | 'low' | 'medium'": {
        "hi": ("is not a value that it can have", "did you mean high? write high, low or medium"),
        "hihg": ("is not a value that it can have", "did you mean high? write high, low or medium"),
        "other": ("is not a value that it can have", "write high, low or medium"),
        "High": ("is not a value that it can have", 'write a="high": capital and small letters count'),
    },
    " | ".join(f"'value{number}'" for number in range(20)): {
        "valeu3": ("is not a value that it can have", "did you mean value3?"),
        "x": ("is not a value that it can have", "write a value such as value0, value1 or value2"),
    },
    "'a b' | 'c'": {"d": ("is not a value that it can have", 'write "a b" or c')},
    "xsd:token { pattern='[0-9]+cm' }": {
        "5": ("is not a value that it can have", "write a value such as 1cm"),
    },
    "xsd:token { pattern='[a-z\\-]+' }": {"a b": ("holds a space", 'write one word, such as a="a-b"')},
    "xsd:string { maxLength='3' }": {"abcd": ("is too long", "write at most 3 characters; it has 4")},
    "xsd:token { length='3' }": {"ab": ("is too short", "write 3 characters; it has 2")},
    "xsd:duration": {
        "1 day": ("is not in the form that durations have", "write a duration such as P1D or PT2H30M"),
    },
    "list { xsd:integer, xsd:integer }": {
        "1 2 3": ("has too many words, or too few", "write a whole number such as 2"),
    },
    "empty": {"x": ("is not a value that it can have", 'write a=""')},
}
"""What may stand in an attribute, what stands there, and what is said of it."""


def of(folder: Path, type_: str) -> Grammar:
    """A grammar with one element and its attribute."""
    return grammar(folder, f"start = element v {{ attribute a {{ {type_} }}?, text }}")


@pytest.mark.parametrize("type_", VALUES)
def test_values(tmp_path: Path, type_: str) -> None:
    """What is wrong with a value, and what to write: the value itself where it is certain, else its form."""
    judging = of(tmp_path, type_)
    for value, (message, help_) in VALUES[type_].items():
        found = advised(judging, f"<v a={quoteattr(value)}/>")
        assert found == (f'a="{value}" on <v> {message}', help_)


@pytest.mark.parametrize("type_", VALUES)
def test_proposals_are_right(tmp_path: Path, type_: str) -> None:
    """A value that is proposed is one that may stand there."""
    judging = of(tmp_path, type_)
    for value in VALUES[type_]:
        _, help_ = advised(judging, f"<v a={quoteattr(value)}/>")
        for better in re.findall(r'a="([^"]*)"', help_):
            assert faults(judging, f"<v a={quoteattr(better)}/>") == []


@pytest.mark.parametrize("text", ["", "  "])
def test_empty_values(tmp_path: Path, text: str) -> None:
    """An attribute that need not be there may as well be left out."""
    found = advised(of(tmp_path, "xsd:date"), f"<v a='{text}'/>")
    assert found == ('a="" on <v> is empty', "write a date like 1901-02-14, or leave a out")
    needed = grammar(tmp_path, "start = element v { attribute a { xsd:NCName } }")
    assert advised(needed, f"<v a='{text}'/>")[1] == "write a name without spaces that begins with a letter"


def test_one_word_of_several(tmp_path: Path) -> None:
    """The word that is wrong is named."""
    judging = of(tmp_path, "list { xsd:anyURI+ }")
    assert advised(judging, "<v a='b.xml#c#d e.xml'/>") == (
        '"b.xml#c#d" in a on <v> is no pointer: # stands twice',
        "write # once, before the id",
    )


def test_the_example_is_taken_from_the_document(tmp_path: Path) -> None:
    """A date that the document has already says more than one from nowhere."""
    judging = grammar(
        tmp_path, "start = element r { element v { attribute a { xsd:date | xsd:gYear }, text }+ }"
    )
    found = advised(judging, "<r><v a='1887-03-03'/><v a='some day'/></r>")
    assert found[1] == "write a date like 1887-03-03 or 1887"


def test_content(tmp_path: Path) -> None:
    """The text of an element is judged like a value."""
    judging = grammar(tmp_path, "start = element v { xsd:integer }")
    assert advised(judging, "<v>ten</v>") == (
        'the content of <v>, "ten", is not a whole number',
        "write a whole number such as 2",
    )
    assert advised(judging, "<v/>") == ("<v> is empty", "write a whole number such as 2 into it")


def test_attributes_that_exclude_each_other(tmp_path: Path) -> None:
    """Both are named."""
    judging = grammar(tmp_path, "start = element a { attribute x { text } | attribute y { text } }")
    assert advised(judging, "<a x='1' y='2'/>") == (
        "y may not stand together with x on <a>",
        "take one of the two away",
    )
    assert advised(judging, "<a/>") == ("<a> lacks x or y", 'write <a x="…">')


def test_attributes_that_lack(tmp_path: Path) -> None:
    """By name, with what they may be."""
    judging = grammar(tmp_path, "start = element a { attribute x { 'b' | 'c' }, attribute y { text } }")
    assert advised(judging, "<a y='1'/>") == ("<a> lacks the attribute x", 'write <a x="…">: b or c')
    assert advised(judging, "<a/>") == ("<a> lacks the attributes x and y", 'write <a x="…" y="…">')


def test_pointers_to_ids(tmp_path: Path) -> None:
    """An id that stands twice, a pointer to one that is not there."""
    judging = grammar(
        tmp_path,
        "start = element r { element v { attribute id { xsd:ID }, attribute of { xsd:IDREFS }?, empty }+ }",
    )
    assert advised(judging, "<r><v id='a'/><v id='b' of='a b c'/></r>") == (
        'of="c" on <v> points to no id in this file',
        "write the id of an element of this file, or give the one that is meant this id",
    )
    assert advised(judging, "<r><v id='a'/>\n<v id='a'/></r>") == (
        'id="a" stands twice in this file',
        "give one of the two another id; the first is on <v> in line 1",
    )
    assert advised(judging, "<r><v id='a'/><v id='a'/><v id='b'/><v id=' a'/></r>") == (
        'id="a" stands 3 times in this file',
        "give each an id of its own; the first is on <v> in line 1",
    )


def test_no_more_than_six_names(tmp_path: Path) -> None:
    """However many may stand at a place."""
    many = " | ".join(f"element e{number} {{ empty }}" for number in range(40))
    judging = grammar(tmp_path, f"start = element a {{ ({many})+ }}")
    for document in ("<a/>", "<a>x</a>", "<a><a/></a>", "<a><e1><e2/></e1></a>"):
        for fault in faults(judging, document):
            assert len(set(re.findall(r"<\w+>", fault.help))) <= 3
            assert len(set(re.findall(r"<\w+>", fault.message))) <= 6


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_wrong_can_be_said(tmp_path: Path, seed: int) -> None:
    """Random grammars and documents: a message for each fault, without a traceback, and not too long."""
    made = random_grammar(f"words {seed}")
    for name, root in made.files.items():
        (tmp_path / name).write_bytes(etree.tostring(root))
    (tmp_path / "schema.rng").write_bytes(etree.tostring(made.schema))
    try:
        judging = Grammar.load(tmp_path / "schema.rng", ids=made.ids)
    except Problem:
        return  # about one of five is incorrect
    for data in random_documents(made, seed, 4):
        source = parse(data, "random.xml")
        for fault in judging.check(source):
            assert fault.kind in KINDS
            assert 0 < len(fault.message) < 400
            assert fault.span(source).line > 0
            assert len(fault.related(source)) == (fault.kind == "id-twice")


def test_the_table_of_words() -> None:
    """No full stop, no blank too many, nothing that people who write grammars say; every key is used."""
    words = MESSAGES["en"]
    for key, sentence in words.items():
        assert not sentence.endswith((".", "!")), key
        assert "  " not in sentence, key
        assert sentence == sentence.strip(), key
        assert not re.search(
            "pattern|schema|grammar|datatype|token|facet|illegal|expect|invalid", sentence
        ), key
        assert all(
            name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(sentence)
        )
    room = Path(__file__).resolve().parents[2] / "src" / "letterbook" / "relaxng" / "explanations"
    code = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py") if path.name != "words.py")
    code += (room / "words.py").read_text(encoding="utf-8").partition("NUMBERS = ")[2]
    assert [key for key in words if f'"{key}"' not in code] == []
    assert set(KINDS) >= {"id-twice", "idref"}
