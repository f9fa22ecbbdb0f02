"""The automaton: states are shared, ambiguous names are followed side by side, memory is bounded."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.relaxng.small import LETTER, grammar

from letterbook.relaxng.automaton import Automaton, Opened, State
from letterbook.relaxng.names import NOWHERE

AMBIGUOUS = """
start = element r { one | two | three }
one = element a { x }, element c { empty }
two = element a { element y { empty } }, element d { empty }
three = element a { x }, element e { empty }
x = element x { empty }
"""


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Automaton:
    """The automaton of a grammar of a few elements."""
    return grammar(tmp_path_factory.mktemp("letter")).automaton


def automaton(folder: Path, text: str) -> Automaton:
    """The automaton of a grammar in the compact syntax."""
    return grammar(folder, text).automaton


def step(of: Automaton, state: State, name: str) -> Opened:
    """What a start tag leads to."""
    opened = of.open(state, name)
    assert opened is not None
    return opened


def inside(of: Automaton, state: State, name: str) -> State:
    """The state in an element without attributes."""
    return of.closed(step(of, state, name).child)


def after(of: Automaton, state: State, name: str, mask: int | None = None) -> State:
    """The state after an element; it was right, unless another mask is given."""
    opened = step(of, state, name)
    return of.close(opened, (1 << len(opened.child.patterns)) - 1 if mask is None else mask)


def test_states_are_shared(letter: Automaton) -> None:
    """The same place is the same object, by whatever way one comes there: what was found out there is found once."""
    first = inside(letter, letter.start, "letter")
    body = after(letter, first, "head")
    assert after(letter, first, "head") is body
    once = after(letter, body, "p")
    assert after(letter, once, "p") is once
    assert after(letter, after(letter, body, "opener"), "p") is once
    assert inside(letter, body, "p") is inside(letter, once, "p")
    paragraph = inside(letter, body, "p")
    assert letter.texted(paragraph) is after(letter, paragraph, "lb") is paragraph


def test_a_grammar_has_as_many_states_as_documents_need(letter: Automaton) -> None:
    """A thousand elements more make no state more."""
    state = inside(letter, letter.start, "letter")
    for name in ("head", "p", "p"):
        state = after(letter, state, name)
    count = len(letter._states), letter.patterns.count
    for _ in range(1000):
        state = after(letter, state, "p")
    assert (len(letter._states), letter.patterns.count) == count


def test_what_may_not_stand(letter: Automaton) -> None:
    """None for elements and attributes; a text where none may be leads to a dead state."""
    first = inside(letter, letter.start, "letter")
    assert letter.open(letter.start, "p") is None
    assert letter.open(first, "closer") is None
    assert letter.open(first, "{urn:x}head") is None
    assert letter.attribute(step(letter, letter.start, "letter").child, "type") is None
    assert letter.texted(first).dead
    assert letter.attribute(first, "n") is None, "after the start tag no attribute comes"


def test_an_ambiguous_name_opens_all_kinds(tmp_path: Path) -> None:
    """Both kinds of a go on side by side, until what they hold decides; equal contents are one."""
    of = automaton(tmp_path, AMBIGUOUS)
    root = inside(of, of.start, "r")
    opened = step(of, root, "a")
    assert len(opened.child.patterns) == 2
    in_a = of.closed(opened.child)
    assert in_a.mask == 0
    x, y = after(of, in_a, "x"), after(of, in_a, "y")
    assert sorted((x.mask, y.mask)) == [1, 2]
    for mask, names in ((x.mask, {"c", "e"}), (y.mask, {"d"}), (3, {"c", "d", "e"})):
        parent = of.close(opened, mask)
        assert {name for name in "cde" if of.open(parent, name)} == names
        assert of.close(opened, mask) is parent
    assert of.close(opened, 0).dead


def test_the_patterns_of_a_state_stay_apart(tmp_path: Path) -> None:
    """Two kinds of an element, each with its own kind of child: what fits one does not make the other right."""
    of = automaton(
        tmp_path,
        "start = element r { element a { element b { element x { empty } }, element k { empty } } |"
        " element a { element b { element y { empty } }, element l { empty } } }",
    )
    in_a = inside(of, inside(of, of.start, "r"), "a")
    opened = step(of, in_a, "b")
    in_b = of.closed(opened.child)
    left = of.close(opened, after(of, in_b, "x").mask)
    assert len(left.patterns) == 2
    assert of.open(left, "k") and not of.open(left, "l")
    assert [one is of.patterns.not_allowed for one in left.patterns].count(True) == 1
    assert not left.dead


def test_attributes_lead_on(letter: Automaton) -> None:
    """Each once, in any order, to the same state; a value is judged for each attribute that it may be."""
    first = step(letter, letter.start, "letter").child
    ways = []
    for order in (("when", "n"), ("n", "when")):
        state = first
        for name in order:
            found = letter.attribute(state, name)
            assert found is not None
            state = letter.after(found, 1)
            assert letter.attribute(state, name) is None
        ways.append(letter.closed(state))
    assert ways[0] is ways[1]
    when = letter.attribute(first, "when")
    assert when is not None
    assert [letter.accepted(when, value, NOWHERE) for value in ("1887-03", "March")] == [1, 0]


def test_an_attribute_of_several_kinds(tmp_path: Path) -> None:
    """What the value is decides what else may come."""
    of = automaton(
        tmp_path,
        'start = element r { (attribute k { "x" | "z" }, element a { empty }) |'
        ' (attribute k { "y" | "z" }, element b { empty }) }',
    )
    found = of.attribute(step(of, of.start, "r").child, "k")
    assert found is not None and len(found.candidates) == 2
    for value, names in (("x", {"a"}), ("y", {"b"}), ("z", {"a", "b"})):
        state = of.closed(of.after(found, of.accepted(found, value, NOWHERE)))
        assert {name for name in "ab" if of.open(state, name)} == names


WILD = """
default namespace = "urn:t"
start = element r { any* }
any = element * - (b | x:*) { attribute * { text }*, any* } | element b { empty }
"""


def test_unlisted_names_are_one_name(tmp_path: Path) -> None:
    """What no name class can tell apart has one name; what one can, has its own."""
    of = automaton(tmp_path, 'namespace x = "urn:x"\n' + WILD)
    assert of.name("{urn:t}b") == "{urn:t}b"
    assert of.name("{urn:t}other") == of.name("{urn:t}another") != "{urn:t}other"
    assert of.name("{urn:far}b") == of.name("{urn:away}c")
    assert len({of.name(name) for name in ("{urn:t}o", "{urn:x}o", "{urn:far}o", "o")}) >= 3
    root = inside(of, of.start, "{urn:t}r")
    assert of.open(root, "{urn:t}q") is of.open(root, "{urn:t}z")
    assert of.open(root, "{urn:x}q") is None
    assert of.open(root, "{urn:q}q") is not None and of.open(root, "q") is not None


def test_memory_is_bounded_for_unknown_names(tmp_path: Path) -> None:
    """50,000 names that no grammar lists, right by a wildcard or wrong, as elements and as attributes."""
    of = automaton(tmp_path, 'namespace x = "urn:x"\n' + WILD)
    root = inside(of, of.start, "{urn:t}r")
    child = step(of, root, "{urn:t}q").child
    of.attribute(child, "k")
    patterns, states = of.patterns.count, len(of._states)
    for number in range(50_000):
        assert of.open(root, f"{{urn:t}}n{number}") is not None
        assert of.open(root, f"{{urn:x}}n{number}") is None
        assert of.open(root, f"{{urn:s{number}}}n") is not None
        assert of.attribute(child, f"n{number}") is not None
    assert len(of._names) <= 20_001
    assert len(root._opened) <= 5
    assert len(child._attributes) <= 3
    assert of.patterns.count - patterns <= 10
    assert len(of._states) - states <= 10


def test_a_crowded_automaton_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When documents have made too many states, the next one begins with new ones, and its verdict is the same."""
    from tests.relaxng.small import faults

    from letterbook.relaxng import automaton as module

    of = grammar(tmp_path, LETTER)
    document = "<letter><head/><p>x</p><p/></letter>"
    assert faults(of, document) == []
    before = of.automaton
    monkeypatch.setattr(module, "_MOST_STATES", 3)
    assert faults(of, document) == []
    assert of.automaton is not before
    assert len(faults(of, document.replace("<p/>", "<q/>"))) == 1
