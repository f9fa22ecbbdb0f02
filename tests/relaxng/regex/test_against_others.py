"""Random patterns of the part that all share, against `re` and against elementpath's translation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from elementpath.regex import translate_pattern
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from letterbook.relaxng.regex import compile_pattern

atoms = st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", "[a-b]", "\\d", "\\s", "\\."])
quantifiers = st.sampled_from(["", "", "?", "*", "+", "{2}", "{0,2}", "{1,3}", "{2,}", "{0}"])
trees = st.recursive(
    st.tuples(atoms, quantifiers).map("".join),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(st.lists(inner, min_size=1, max_size=3).map("|".join), quantifiers).map(
            lambda p: f"({p[0]}){p[1]}"
        ),
    ),
    max_leaves=6,
)
texts = st.text(alphabet="abc1 .\n", max_size=7)


@given(trees, st.lists(texts, min_size=1, max_size=6))
def test_agrees_with_re(pattern: str, some: list[str]) -> None:
    """Where both languages mean the same, both give the same verdict."""
    ours = compile_pattern(pattern)
    theirs = re.compile(pattern.replace(".", "[^\\n\\r]").replace("\\[^\\n\\r]", "\\."))
    for text in some:
        assert ours.matches(text) == (theirs.fullmatch(text) is not None)


MEMBERS: dict[str, Callable[[str], bool]] = {
    "a": lambda char: char == "a",
    "c-f": lambda char: char in "cdef",
    "\\d": lambda char: unicodedata.category(char) == "Nd",
    "\\D": lambda char: unicodedata.category(char) != "Nd",
    "\\w": lambda char: unicodedata.category(char)[0] not in "PZC",
    "\\W": lambda char: unicodedata.category(char)[0] in "PZC",
    "\\s": lambda char: char in " \t\n\r",
    "\\S": lambda char: char not in " \t\n\r",
    "\\p{Lu}": lambda char: unicodedata.category(char) == "Lu",
    "\\P{L}": lambda char: unicodedata.category(char)[0] != "L",
    "\\-": lambda char: char == "-",
    "0-5": lambda char: char in "012345",
    "\\p{IsGreek}": lambda char: "\u0370" <= char <= "\u03ff",
}
groups = st.tuples(st.booleans(), st.lists(st.sampled_from(sorted(MEMBERS)), min_size=1, max_size=3))
SAMPLE = "aAceé05 \t-_.αΩ漢€\u0301"


def written(group: tuple[bool, list[str]]) -> str:
    """The inside of a class."""
    return "^" * group[0] + "".join(group[1])


def held(group: tuple[bool, list[str]], char: str) -> bool:
    """Whether the class holds the character."""
    return any(MEMBERS[member](char) for member in group[1]) != group[0]


@given(st.lists(groups, min_size=1, max_size=4))
def test_classes_mean_what_their_members_mean(nested: list[tuple[bool, list[str]]]) -> None:
    """Union, negation and subtraction inside subtraction, character by character."""
    pattern = compile_pattern("[" + "-[".join(written(group) for group in nested) + "]" * len(nested))
    for char in SAMPLE:
        wanted = False
        for group in reversed(nested):
            wanted = held(group, char) and not wanted
        assert pattern.matches(char) == wanted, char


@settings(max_examples=30)
@given(groups.filter(lambda group: not {"\\P{L}", "\\D", "\\W", "\\S"} & set(group[1])))
def test_classes_agree_with_elementpath(group: tuple[bool, list[str]]) -> None:
    """Another implementation says the same of a class; it is wrong where complements are mixed, so without these."""
    pattern = f"[{written(group)}]"
    theirs = re.compile(
        translate_pattern(pattern, back_references=False, lazy_quantifiers=False, anchors=False)
    )
    ours = compile_pattern(pattern)
    for char in SAMPLE:
        assert ours.matches(char) == (theirs.match(char) is not None), char


@given(st.text(alphabet="ab()[]{}|*+?-^\\pLd,12.&", max_size=12))
def test_any_text_is_read_or_refused(pattern: str) -> None:
    """No text raises anything but a RegexError; what is read gives a verdict."""
    try:
        compile_pattern(pattern).matches("ab")
    except ValueError as error:
        assert 0 <= getattr(error, "offset", -1) <= len(pattern)


@given(st.text(max_size=20))
def test_an_escaped_text_matches_itself(text: str) -> None:
    """Escaping each special character gives a pattern of exactly that text."""
    assume("\r" not in text)
    pattern = "".join("\\" + char if char in "\\|.?*+(){}[]" else char for char in text)
    assert compile_pattern(pattern).matches(text)
    assert not compile_pattern(pattern).matches(text + "x")


def test_patterns_of_real_schemas(shared: Path) -> None:
    """Every pattern of the schemas at hand is read."""
    found = set()
    for file in sorted((shared / "schemas").rglob("*.rng")):
        for param in etree.parse(file).iter("{http://relaxng.org/ns/structure/1.0}param"):
            if param.get("name") == "pattern":
                found.add(param.text or "")
    for pattern in found:
        compile_pattern(pattern)
    assert len(found) > 10


@pytest.mark.parametrize("name", ["jing.json"])
def test_the_facts_are_ascii(name: str) -> None:
    """The table reads the same on every machine."""
    assert (Path(__file__).parent / name).read_bytes().isascii()
