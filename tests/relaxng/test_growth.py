"""Cost grows linearly: twice as much takes about twice as long, in documents and in grammars.

Each case runs at one size and at several times that size in the same process, and the times are compared; a machine that is
busy now makes both slow. What is made (patterns, states) is counted, and must not grow at all, or no faster.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.relaxng.small import grammar

from letterbook.relaxng import Grammar, GrammarError, patterns
from letterbook.relaxng.matching import Matcher
from letterbook.relaxng.recovery import Recovery
from letterbook.sources import parse


@dataclass
class Cost:
    """What one size took: seconds of the process, and patterns made."""

    seconds: float
    patterns: int


def cost(made: Grammar, document: str, faults: int) -> Cost:
    """Judge a document; it must have so many faults, and 0 means valid."""
    source = parse(document.encode(), "grown.xml")
    before = made.automaton.patterns.count
    began = time.process_time()
    found = list(made.check(source))
    took = time.process_time() - began
    assert len(found) == faults, [fault.message for fault in found][:5]
    return Cost(took, made.automaton.patterns.count - before)


def grows(
    size: int,
    measure: Callable[[int], Cost],
    *,
    times: int = 8,
    margin: float = 4.0,
    patterns: int | None = 20,
) -> None:
    """Hold a size against several times the size.

    Time may grow by ``margin`` times more than the size, where a square would grow by ``times`` more; tiny times are noise.
    ``patterns``: so many more patterns may be made for the larger one; None where they grow with the size.
    """
    margin = min(margin, times * 0.6)
    small = min((measure(size) for _ in range(2)), key=lambda one: one.seconds)
    large = measure(size * times)
    assert large.seconds <= max(small.seconds, 0.02) * times * margin, (small, large)
    if patterns is not None:
        assert large.patterns <= small.patterns + patterns, (small, large)
    else:
        assert large.patterns <= small.patterns * times * 1.5 + 50, (small, large)


def fresh(folder: Path, text: str) -> Callable[[], Grammar]:
    """Makes the grammar of a text anew, so that nothing is remembered."""
    grammar(folder, text)
    return lambda: grammar(folder, text)


# ---- documents


def test_many_attributes_by_a_wildcard(tmp_path: Path) -> None:
    """10,000 attributes on an element, each of another name."""
    new = fresh(tmp_path, "start = element r { attribute * { text }* }")
    grows(
        1_250,
        lambda n: cost(new(), f"<r {' '.join(f'k{i}=``'.replace('`', chr(34)) for i in range(n))}/>", 0),
    )


def test_many_attributes_that_are_listed(tmp_path: Path) -> None:
    """400 attributes that the grammar lists one by one, in the order of the grammar and in the other one."""

    def measure(n: int, order: int) -> Cost:
        listed = ", ".join(f"attribute k{i} {{ xsd:integer }}?" for i in range(n))
        made = grammar(tmp_path, f"start = element r {{ {listed} }}")
        return cost(made, f"<r {' '.join(f'k{i}=`1`'.replace('`', chr(34)) for i in range(n)[::order])}/>", 0)

    for order in (1, -1):
        assert measure(400, order).seconds < 20


def test_many_attributes_that_may_not_be(tmp_path: Path) -> None:
    """10,000 attributes of one element, all wrong: one fault for each, as they are as many mistakes."""
    new = fresh(tmp_path, "start = element r { empty }")
    grows(
        1_000,
        lambda n: cost(new(), f"<r {' '.join(f'k{i}=`1`'.replace('`', chr(34)) for i in range(n))}/>", n),
    )


@pytest.mark.parametrize(
    ("content", "child"),
    [
        ("a*", "<a/>"),
        ("(a, b?)*", "<a/><b/>"),
        ("(text | a)*", "x<a/>"),
        ("(a* & b*)", "<a/><b/>"),
        ("(a*, b+)*", "<a/><b/>"),
    ],
)
def test_many_children(tmp_path: Path, content: str, child: str) -> None:
    """200,000 children of one element: the run goes past them without a new state, and the ambiguous model too."""
    new = fresh(
        tmp_path, f"start = element r {{ {content} }} a = element a {{ empty }} b = element b {{ empty }}"
    )
    grows(25_000, lambda n: cost(new(), f"<r>{child * n}</r>", 0))


def test_many_children_and_one_fault_at_the_end(tmp_path: Path) -> None:
    """The matcher goes past 100,000 children that are right."""
    new = fresh(tmp_path, "start = element r { (a, b?)* } a = element a { empty } b = element b { empty }")
    grows(12_500, lambda n: cost(new(), f"<r>{'<a/><b/>' * n}<b/></r>", 1))


def test_many_levels(tmp_path: Path) -> None:
    """2,000 levels, which is as deep as files may be, right and wrong at the bottom."""
    new = fresh(tmp_path, "start = a a = element a { attribute k { text }?, (text | a)* }")
    for inside, faults in (("x", 0), ("<b/>", 1)):
        grows(250, lambda n, i=inside, f=faults: cost(new(), f"{'<a>' * n}{i}{'</a>' * n}", f))  # type: ignore[misc]


def test_more_levels_than_files_have(tmp_path: Path) -> None:
    """10,000 levels on the matcher alone, with a fault on each tenth: nothing recurses, paths stay short."""
    made = grammar(tmp_path, "start = a a = element a { (text | a)* }")

    def measure(n: int) -> Cost:
        matcher = Matcher(made.automaton, Recovery(made.automaton))
        began = time.process_time()
        for level in range(n):
            matcher.start(level, "a", [("k", "")] if level % 10 == 0 else [])
        for _ in range(n):
            matcher.end()
        assert len(matcher.troubles) == n // 10
        assert max(len(one.path) for one in matcher.troubles) <= 32
        return Cost(time.process_time() - began, 0)

    grows(1_250, measure)


def test_long_lists(tmp_path: Path) -> None:
    """200,000 words in a list, in an element and in an attribute."""
    new = fresh(
        tmp_path,
        "start = element r { attribute k { list { xsd:integer* } }?, list { (xsd:integer, token)* } }",
    )
    grows(12_500, lambda n: cost(new(), f"<r>{'17 x ' * n}</r>", 0))
    grows(12_500, lambda n: cost(new(), f"<r k='{'17 18 ' * n}'/>", 0))
    grows(12_500, lambda n: cost(new(), f"<r>{'17 x ' * n}x</r>", 1))


def test_big_texts(tmp_path: Path) -> None:
    """A text of 16 MB, as text, as a string, and where none may be."""
    for content, faults in (("text", 0), ("xsd:string", 0), ("xsd:integer", 1), ("empty", 1)):
        new = fresh(tmp_path, f"start = element r {{ {content} }}")
        grows(400_000, lambda n, new=new, f=faults: cost(new(), f"<r>{'word ' * n}</r>", f))  # type: ignore[misc]


def test_texts_in_many_pieces(tmp_path: Path) -> None:
    """50,000 comments in one text, plain and as a value."""
    for content, faults in (("text", 0), ("xsd:string", 0), ("xsd:token { maxLength = '3' }", 1)):
        new = fresh(tmp_path, f"start = element r {{ {content} }}")
        grows(6_000, lambda n, new=new, f=faults: cost(new(), f"<r>{'word<!-- -->' * n}</r>", f))  # type: ignore[misc]


def test_many_ids(tmp_path: Path) -> None:
    """40,000 ids, each pointed to; and one that is not there."""
    new = fresh(
        tmp_path, "start = element r { element a { attribute id { xsd:ID }, attribute to { xsd:IDREFS } }* }"
    )

    def document(n: int, last: str) -> str:
        return f"<r>{''.join(f'''<a id='i{i}' to='i0 i{n - 1 - i}'/>''' for i in range(n))}{last}</r>"

    for last, faults in (("", 0), ("<a id='z' to='q'/>", 1)):
        grows(5_000, lambda n, last=last, f=faults: cost(new(), document(n, last), f))  # type: ignore[misc]


# ---- faults


@pytest.mark.parametrize("spread", [False, True])
def test_many_faults(tmp_path: Path, spread: bool) -> None:
    """10,000 faults in one parent, and spread over as many."""
    new = fresh(
        tmp_path,
        "start = element r { p* } p = element p { attribute n { xsd:integer }?, a? } a = element a { empty }",
    )
    one = "<p n='x'/>" if not spread else "<p><a/><a/></p>"
    grows(1_250, lambda n: cost(new(), f"<r>{one * n}</r>", n))


def test_many_unknown_children_of_one_parent(tmp_path: Path) -> None:
    """10,000 unknown elements of one name are a fault that they share, or as many: in linear time either way."""
    made = fresh(tmp_path, "start = element r { a* } a = element a { empty }")

    def measure(n: int) -> Cost:
        source = parse(f"<r>{'<q/><a/>' * n}</r>".encode(), "grown.xml")
        automaton = made()
        began = time.process_time()
        assert 1 <= len(list(automaton.check(source))) <= n
        return Cost(time.process_time() - began, automaton.automaton.patterns.count)

    grows(1_250, measure)


# ---- grammars


def test_attributes_by_name_and_by_wildcard_of_several_kinds(tmp_path: Path) -> None:
    """25 attributes, each of which several patterns take, and what follows differs: a state for each, not for each set."""
    for several in (25, 50):
        parts = ", ".join(
            f"((attribute k{i} {{ text }}, element x{i} {{ empty }}?) | (attribute k{i} {{ token }}, element y{i} {{ empty }}?))"
            for i in range(several)
        )
        made = grammar(tmp_path, f"start = element r {{ {parts} }}")
        given = " ".join(f"k{i}='1'" for i in range(several))
        assert cost(made, f"<r {given}><x3/><y{several - 1}/></r>", 0).seconds < 20
        assert cost(made, f"<r {given}><y{several - 1}/><x3/></r>", 1).seconds < 20
        assert made.automaton.patterns.count < several * 200 + 1_000


@pytest.mark.parametrize("sign", [", ", " & "])
def test_elements_of_several_kinds(tmp_path: Path, sign: str) -> None:
    """30 elements that may each be one of two, after which something else may come: no doubling with each."""
    for several in (30, 60):
        parts = sign.join(
            f"((element a{i} {{ empty }}, element x{i} {{ empty }}?) | (element a{i} {{ text }}, element y{i} {{ empty }}?))"
            for i in range(several)
        )
        made = grammar(tmp_path, f"start = element r {{ {parts} }}")
        everything = "".join(f"<a{i}/>" for i in range(several))
        assert cost(made, f"<r>{everything}</r>", 0).seconds < 20
        assert cost(made, f"<r>{everything}<y{several - 1}/></r>", 0).seconds < 20
        assert made.automaton.patterns.count < several * 200 + 1_000


def test_an_interleave_in_any_order(tmp_path: Path) -> None:
    """20 parts in a hundred orders: no more states than the documents have elements."""
    import random

    names = [f"e{i}" for i in range(20)]
    made = grammar(
        tmp_path, f"start = element r {{ {' & '.join(f'element {n} {{ text }}' for n in names)} }}"
    )
    rng = random.Random(20)
    for _ in range(100):
        rng.shuffle(names)
        cost(made, f"<r>{''.join(f'<{n}>x</{n}>' for n in names)}</r>", 0)
    assert len(made.automaton._states) < 100 * 21 + 50


def test_an_interleave_of_repetitions(tmp_path: Path) -> None:
    """Twelve repetitions mingled: what comes again leads to states that are known."""
    names = [f"e{i}" for i in range(12)]
    made = grammar(
        tmp_path, f"start = element r {{ {' & '.join(f'element {n} {{ empty }}*' for n in names)} }}"
    )
    row = "".join(f"<{n}/>" for n in names)
    cost(made, f"<r>{row}{row}</r>", 0)
    assert cost(made, f"<r>{row * 5_000}</r>", 0).patterns == 0


def test_a_choice_of_thousands_of_elements(tmp_path: Path) -> None:
    """5,000 elements, each of which a document has: a look-up, not a search."""

    def measure(n: int) -> Cost:
        listed = " | ".join(f"element e{i} {{ empty }}" for i in range(n))
        made = grammar(tmp_path, f"start = element r {{ ({listed})* }}")
        return cost(made, f"<r>{''.join(f'<e{i}/>' for i in range(n))}</r>", 0)

    grows(625, measure, patterns=None)


def test_a_choice_of_thousands_of_values(tmp_path: Path) -> None:
    """5,000 values, all of them used."""

    def measure(n: int) -> Cost:
        listed = " | ".join(f'"v{i}"' for i in range(n))
        made = grammar(tmp_path, f"start = element r {{ element a {{ attribute k {{ {listed} }} }}* }}")
        return cost(made, f"<r>{''.join(f'<a k=`v{i % 50}`/>' for i in range(n))}</r>".replace("`", '"'), 0)

    grows(625, measure, patterns=None)


@pytest.mark.parametrize("used", [1, 10_000])
def test_many_definitions(tmp_path: Path, used: int) -> None:
    """10,000 definitions, of which a document needs one, or all."""
    began = time.process_time()
    count = 10_000
    defines = "\n".join(f"d{i} = element e{i} {{ attribute k {{ text }}?, d{i + 1}? }}" for i in range(count))
    made = grammar(
        tmp_path,
        f"start = element r {{ ({' | '.join(f'd{i}' for i in range(count))})* }}\n{defines}\nd{count} = empty",
    )
    loaded = time.process_time() - began
    assert loaded < 60
    found = cost(made, f"<r>{''.join(f'<e{i}/>' for i in range(used))}</r>", 0)
    assert found.seconds < 20
    if used == 1:
        assert made.automaton.patterns.count < count * 1.2, "what no document needs is not made"


@pytest.mark.corpora
def test_what_is_wrong_in_a_large_grammar_is_told_in_time(tmp_path: Path) -> None:
    """An unknown name among 5,000: names are compared, but not without end."""
    listed = " | ".join(f"element element{i} {{ empty }}" for i in range(5_000))
    made = grammar(tmp_path, f"start = element r {{ ({listed})* }}")
    found = cost(made, f"<r>{''.join(f'<elemant{i}/>' for i in range(50))}</r>", 50)
    assert found.seconds < 40


def test_more_ways_than_there_is_memory_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty definitions that each double the one after: told, in bounded memory, as a fault of the grammar.

    A document that keeps out of it is judged as ever, before and after.
    """
    monkeypatch.setattr(patterns, "_MOST", 100_000)  # the true limit takes ten seconds to reach
    doubled = "\n".join(f"d{i} = d{i + 1}, d{i + 1}" for i in range(60))
    made = grammar(tmp_path, f"start = element a {{ d0 }}\n{doubled}\nd60 = element b {{ empty }}?")
    began = time.process_time()
    for _ in range(2):
        assert made.valid(parse(b"<a><b/></a>", "one.xml"))
        with pytest.raises(GrammarError) as caught:
            list(made.check(parse(b"<a>" + b"<b/>" * 60 + b"</a>", "sixty.xml")))
        assert caught.value.finding.message == "leaves more ways open in sixty.xml than can be followed"
        assert caught.value.finding.span.file == made.name
    assert time.process_time() - began < 60


# ---- all of it

LARGE = """
import resource, sys, time
from pathlib import Path
from letterbook.relaxng import Grammar
from letterbook.sources import read
began = time.perf_counter()
grammar = Grammar.load(Path(sys.argv[1]))
source = read(Path(sys.argv[2]))
parsed = time.perf_counter()
parse_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
faults = list(grammar.check(source))
places = [fault.span(source).line for fault in faults]
whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(faults), places[0], parse_memory // 1024, whole // 1024, parsed - began, time.perf_counter() - parsed)
"""


@pytest.mark.corpora
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
def test_a_file_of_100_mb(tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file of 100 MB, a fault on its last line: the engine adds little to what the parsed file needs."""
    (tmp_path / "large.rnc").write_text(
        "start = element r { p* } p = element p { attribute n { xsd:integer }, (text | hi | name)* }\n"
        "hi = element hi { attribute rend { token }?, text }\n"
        "name = element name { attribute ref { xsd:anyURI }, text }\n",
        encoding="utf-8",
    )
    paragraph = (
        "<p n='{}'>"
        + "word <hi rend='x'>word</hi> <name ref='a.xml#b{}'>name</name> words and words " * 60
        + "</p>\n"
    )
    with (tmp_path / "large.xml").open("w", encoding="utf-8", newline="\n") as file:
        file.write("<r>\n")
        written = number = 0
        while written < 100_000_000:
            number += 1
            text = paragraph.replace("{}", str(number))
            written += len(text)
            file.write(text)
        file.write("<p n='x'/></r>\n")
    done = subprocess.run(
        [sys.executable, "-c", LARGE, str(tmp_path / "large.rnc"), str(tmp_path / "large.xml")],
        env={"PYTHONPATH": str(repository / "src"), "LETTERBOOK_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )
    faults, line, parsed, whole, *seconds = done.stdout.split()
    with capsys.disabled():
        print(
            f"\n100 MB: {parsed} MB parsed, {whole} MB with the engine and the place of a fault; "
            f"{float(seconds[0]):.1f} s and {float(seconds[1]):.1f} s"
        )
    assert (int(faults), int(line)) == (1, number + 2)
    assert int(whole) < int(parsed) * 2 + 200
    assert float(seconds[1]) < 10 * float(seconds[0]) + 10
