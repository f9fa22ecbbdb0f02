"""Where pointers lead: one function, every way in which encoders write them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.making import letter, register

from letterbook.reading.letters import letters_of
from letterbook.reading.pointers import FileIds, Resolver, Target, TargetKind, file_ids
from letterbook.reading.prefixes import Prefix, is_safe
from letterbook.reading.registers import Register

BASE = "tei/letters/one.xml"
REGISTER = Register.of(
    [
        register(
            "<listPerson><person xml:id='kennedy'><idno>https://d-nb.info/gnd/118561383</idno></person>"
            "<person xml:id='müller'/></listPerson>"
        ),
        register(
            "<listPlace><place xml:id='bath'><idno>http://sws.geonames.org/2656173/</idno></place></listPlace>",
            "tei/registers/places.xml",
        ),
    ]
)
ONE = letter(text="<note xml:id='n1'/>", name=BASE, tei="xml:id='first'")
TWO = letter(name="tei/letters/zwei ä.xml")
PREFIXES = (
    Prefix("psn", "([a-z]+)", "../registers/persons.xml#$1"),
    Prefix("psn", "([A-Z]+)", "https://example.org/$1/$2"),
    Prefix("loop", "(.+)", "loop:$1"),
    Prefix("gnd", "(.+)", "https://d-nb.info/gnd/$1"),
)
FILES = [
    FileIds(BASE, file_ids(ONE).ids, file_ids(ONE, letters_of(ONE)).letters, PREFIXES),
    file_ids(TWO, letters_of(TWO)),
    FileIds("tei/letters/volume.xml", frozenset({"a", "b"}), (("va", "a"), ("vb", "b"))),
    FileIds("notes.xml"),
]
RESOLVER = Resolver.of(REGISTER, FILES)


@pytest.mark.parametrize(
    ("ref", "kind", "key"),
    [
        ("../registers/persons.xml#kennedy", TargetKind.ENTRY, "kennedy"),
        (".././registers//persons.xml#kennedy", TargetKind.ENTRY, "kennedy"),
        ("../registers/persons.xml#m%C3%BCller", TargetKind.ENTRY, "müller"),
        ("../registers/persons.xml#müller", TargetKind.ENTRY, "müller"),
        ("#n1", TargetKind.ELEMENT, ""),
        ("one.xml#n1", TargetKind.ELEMENT, ""),
        ("#first", TargetKind.LETTER, "first"),
        ("zwei%20%C3%A4.xml", TargetKind.LETTER, "zwei-ä"),
        ("zwei%20a%CC%88.xml", TargetKind.LETTER, "zwei-ä"),
        ("volume.xml#b", TargetKind.LETTER, "vb"),
        ("volume.xml", TargetKind.FILE, ""),
        ("../../notes.xml", TargetKind.FILE, ""),
        ("psn:kennedy", TargetKind.ENTRY, "kennedy"),
        ("psn:ABC", TargetKind.EXTERNAL, ""),
        ("https://example.org/x", TargetKind.EXTERNAL, ""),
        ("mailto:a@example.org", TargetKind.EXTERNAL, ""),
        ("urn:isbn:9780160420184", TargetKind.EXTERNAL, ""),
    ],
)
def test_pointers_that_lead_somewhere(ref: str, kind: TargetKind, key: str) -> None:
    """Relative paths, percent signs, fragments, letters, prefixes and addresses are all understood, and exact."""
    target = RESOLVER.resolve(ref, BASE)
    assert (target.kind, target.key, target.ref, target.reason, target.exact) == (kind, key, ref, "", True)


@pytest.mark.parametrize(
    ("ref", "key"),
    [
        ("http://data.example.org/persons.xml#kennedy", "kennedy"),
        ("./persons.xml#kennedy", "kennedy"),
        ("http://d-nb.info/gnd/118561383", "kennedy"),
        ("gnd:118561383", "kennedy"),
        ("https://www.sws.geonames.org/2656173", "bath"),
    ],
)
def test_entries_are_found_by_file_name_and_identifier(ref: str, key: str) -> None:
    """An entry is found by an address whose file and fragment are its own, and by an identifier; not exact then."""
    target = RESOLVER.resolve(ref, BASE)
    assert (target.kind, target.key, target.exact) == (TargetKind.ENTRY, key, False)


@pytest.mark.parametrize(
    ("ref", "kind", "reason"),
    [
        ("../registers/persons.xml#kenedy", TargetKind.MISSING, "names kenedy, which is not in"),
        ("../registers/Persons.xml#kennedy", TargetKind.MISSING, "upper and lower case count"),
        ("../registers/people.xml#kennedy", TargetKind.MISSING, "the edition does not have"),
        ("#nothing", TargetKind.MISSING, "names nothing, which is not in"),
        ("per:kennedy", TargetKind.MISSING, "a prefix that is not declared"),
        ("psn:123", TargetKind.MISSING, "does not match the pattern"),
        ("loop:x", TargetKind.MISSING, "leads back to itself"),
        ("../../../etc/passwd", TargetKind.OUTSIDE, "leads out of the edition"),
        ("/etc/passwd", TargetKind.OUTSIDE, "leads out of the edition"),
        ("file:///etc/passwd", TargetKind.OUTSIDE, "one machine"),
        ("C:/letters/x.xml", TargetKind.OUTSIDE, "one machine"),
        ("%2e%2e/%2e%2e/%2e%2e/x.xml", TargetKind.OUTSIDE, "leads out of the edition"),
        ("..\\registers\\persons.xml#kennedy", TargetKind.MALFORMED, "backslash"),
        ("..%5Cregisters%5Cpersons.xml#kennedy", TargetKind.MALFORMED, "percent sign"),
        ("..%2Fregisters%2Fpersons.xml#kennedy", TargetKind.MALFORMED, "percent sign"),
        ("a%zz.xml", TargetKind.MALFORMED, "percent sign"),
        ("a%ff.xml", TargetKind.MALFORMED, "percent sign"),
        ("", TargetKind.MALFORMED, "no pointer"),
        ("a b", TargetKind.MALFORMED, "no pointer"),
        ("#", TargetKind.MALFORMED, "names nothing"),
        ("javascript:alert(1)", TargetKind.MISSING, "not declared"),
    ],
)
def test_pointers_that_lead_nowhere_say_why(ref: str, kind: TargetKind, reason: str) -> None:
    """What is missing, outside or malformed is told apart, with the end of a sentence that says why."""
    target = RESOLVER.resolve(ref, BASE)
    assert target.kind is kind
    assert reason in target.reason
    assert not target.found
    assert target.href == ""


def test_keys_lead_to_entries() -> None:
    """@key holds a key or id of an entry, no URI."""
    assert RESOLVER.resolve("kennedy", BASE, "key").key == "kennedy"
    assert RESOLVER.resolve("nobody", BASE, "key").kind is TargetKind.MISSING


def test_prefixes_count_only_where_they_are_declared() -> None:
    """A prefix of one file's header means nothing in another file."""
    assert RESOLVER.resolve("psn:kennedy", "tei/letters/volume.xml").kind is TargetKind.MISSING


def test_a_resolver_can_be_sent_to_a_worker() -> None:
    """It holds names only, and answers the same after a trip through pickle."""
    sent = pickle.loads(pickle.dumps(RESOLVER))
    for ref in ("../registers/persons.xml#kennedy", "psn:kennedy", "zwei%20%C3%A4.xml", "x:y"):
        assert sent.resolve(ref, BASE) == RESOLVER.resolve(ref, BASE)


def test_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pointer, wherever it leads, never makes a file be opened."""

    def fail(*_: object, **__: object) -> object:
        raise AssertionError("a file was opened")

    monkeypatch.setattr("builtins.open", fail)
    monkeypatch.setattr(Path, "open", fail)
    assert RESOLVER.resolve("/etc/passwd", BASE).kind is TargetKind.OUTSIDE
    assert RESOLVER.resolve("../registers/places.xml#x", BASE).kind is TargetKind.MISSING


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_pointer_raises(ref: str, base: str) -> None:
    """Whatever stands in the attribute, there is an answer, and what is not found says why."""
    for target in (
        RESOLVER.resolve(ref, base),
        RESOLVER.resolve(ref, BASE),
        RESOLVER.resolve(ref, BASE, "key"),
    ):
        assert isinstance(target, Target)
        assert target.found or target.kind is TargetKind.EXTERNAL or target.reason


@pytest.mark.parametrize("pattern", ["([a-z]+)", "(.+)-(\\d+)", "[A-Za-z0-9_]+", "(?:a|b)c*", "x{2}y"])
def test_ordinary_patterns_are_run(pattern: str) -> None:
    """The patterns that headers hold are safe."""
    assert is_safe(pattern)


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a|aa)*", "(?=x)y", "(.*)(.*)(.*)(.*)x", "(a)\\1", "((a)?){30}", "x" * 201]
)
def test_patterns_that_may_never_end_are_not_run(pattern: str) -> None:
    """Repeated groups, look-around, back-references and many repeats are refused: the file is foreign."""
    assert not is_safe(pattern)
    assert Prefix("p", pattern, "$1").expand("a" * 200) is None


def test_a_pattern_that_is_no_pattern_matches_nothing() -> None:
    """A broken pattern is a prefix that does not match, not an error."""
    assert Prefix("p", "(", "$1").expand("a") is None
    assert Prefix("p", "(.)(.)", "$2-$1-$3-$0").expand("ab") == "b-a--ab"
