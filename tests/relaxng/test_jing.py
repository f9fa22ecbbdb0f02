"""The engine's verdict is jing's: on real letters, on letters with faults put in, through both syntaxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.relaxng import corpora
from tests.relaxng.comparing import Compared, compare, engine, mutants
from tests.relaxng.mutations import SINGLE
from tests.relaxng.oracle.jing import Jing, Schema

from letterbook import sources
from letterbook.findings import Problem
from letterbook.relaxng import Grammar

EXPLAINED: dict[tuple[str, ...], str] = {
    (
        "missing-before",
        "parent",
    ): "what is missing is told at the element that lacks it, not at the one that comes too soon",
    (
        "missing-before",
        "same, not first",
    ): "what an element lacks is told at its start, before faults within it",
    (
        "incomplete",
        "same, not first",
    ): "what an element lacks is told at its start, before faults within it; jing is at its end",
    (
        "text not allowed here",
        "misplaced",
        "child",
    ): "an element beside a text that is one value is what is wrong there; jing is at the text before it",
    ("text", "same, not first"): "a text is told at the element that holds it, before faults within that",
}
"""Where the first fault may lie at another element than jing's, by the engine's kind and how they lie; with the reason.

Three words begin with the kind that jing has.
"""

MUTATIONS = 4000
SAMPLE = 200


@pytest.fixture(scope="module")
def schemas(jing: Jing, shared: Path) -> dict[str, Schema]:
    """The grammars as jing has them."""
    return {name: jing.load(corpora.grammar_path(name)) for name in corpora.GRAMMARS}


def judge(compared: Iterable[Compared], allowed: float = 0.0) -> list[Compared]:
    """Fail where verdicts differ, and where the first faults lie apart for a reason that is not known."""
    known = list(compared)
    wrong = [one for one in known if not one.agree]
    assert not wrong, f"{len(wrong)} of {len(known)} verdicts differ\n" + "\n".join(map(str, wrong[:5]))
    apart = [
        one
        for one in known
        if one.relation != "same" and EXPLAINED.keys().isdisjoint([one.category, one.category[1:]])
    ]
    counted = Counter(one.category for one in apart)
    assert len(apart) <= allowed * len(known), f"{counted.most_common()}\n" + "\n".join(map(str, apart[:5]))
    return known


@pytest.mark.parametrize("name", corpora.GRAMMARS)
def test_sample_of_real_letters(schemas: dict[str, Schema], name: str) -> None:
    """A fixed sample of all corpora: the verdict of jing, and the first fault at its element."""
    paths = corpora.sample()
    assert len(paths) > 70
    grammar = engine(name)
    judge(compare(grammar, schemas[name], path.read_bytes(), path.name) for path in paths)


@pytest.mark.corpora
@pytest.mark.parametrize("folder", corpora.FOLDERS)
@pytest.mark.parametrize("name", corpora.GRAMMARS)
def test_all_real_letters(schemas: dict[str, Schema], name: str, folder: str) -> None:
    """Every file of every corpus against every grammar."""
    grammar = engine(name)
    paths = corpora.documents(folder)
    known = judge(compare(grammar, schemas[name], path.read_bytes(), path.name) for path in paths)
    assert (
        len(known)
        == {"cmif-schnitzler": 49, "cmif-sig": 4, "dehmel": 2464, "edgeworth": 342, "frus": 1}[folder]
    )


def counts(known: list[Compared]) -> tuple[int, int]:
    """The median and the 95th percentile of the number of findings where there is one fault."""
    numbers = sorted(len(one.faults) for one in known if one.faults and one.name.split(":")[0] in SINGLE)
    assert len(numbers) > len(known) // 3, "most changes make no fault"
    return numbers[len(numbers) // 2], numbers[len(numbers) * 95 // 100]


def mutated(schemas: dict[str, Schema], name: str, count: int) -> list[Compared]:
    """Both over so many mutations."""
    schema, grammar = schemas[name], engine(name)
    return [compare(grammar, schema, m.data, f"{m.kind}: {m.what}") for m in mutants(name, schema, count)]


def test_sample_of_faults(schemas: dict[str, Schema]) -> None:
    """One fault put into a valid letter: jing's verdict, its element, and one finding, rarely two."""
    share = -(-SAMPLE // len(corpora.GRAMMARS))
    known = [one for name in corpora.GRAMMARS for one in mutated(schemas, name, share)]
    assert len(known) >= SAMPLE
    judge(known)
    median, most = counts(known)
    assert median == 1
    assert most <= 2


@pytest.mark.corpora
@pytest.mark.parametrize("name", corpora.GRAMMARS)
def test_faults(schemas: dict[str, Schema], name: str) -> None:
    """4,000 of them in all."""
    known = judge(mutated(schemas, name, -(-MUTATIONS // len(corpora.GRAMMARS))))
    median, most = counts(known)
    assert median == 1
    assert most <= 2


THROUGH_COMPACT = ("tei_minimal", "tei_bare", "cmi-customization", "isofs")


def through_compact(jing: Jing, path: Path, folder: Path, documents: list[Path]) -> int:
    """A grammar written in compact syntax by trang judges as it did before; how many verdicts were compared."""
    compact = folder / "compact.rnc"
    jing.trang(path, compact)
    before = jing.load(path)
    if not before.correct:  # a module without a start, of use only where it is included
        for incorrect in (path, compact):
            with pytest.raises(Problem, match="has no <start>"):
                Grammar.load(incorrect)
        return len(documents)
    written, grammar = Grammar.load(path), Grammar.load(compact)
    for document in documents:
        data = document.read_bytes()
        source = sources.parse(data, document.name)
        expected = before.valid(data)
        assert written.valid(source) == expected, (path, document)
        assert grammar.valid(source) == expected, (path, document, "through compact syntax")
    return len(documents)


@pytest.mark.parametrize("name", THROUGH_COMPACT)
def test_compact_syntax(jing: Jing, shared: Path, tmp_path: Path, name: str) -> None:
    """Small grammars of others, written in compact syntax by trang, give the same verdicts."""
    path = shared / "schemas" / "odd" / name / "compiled.rng"
    assert through_compact(jing, path, tmp_path, corpora.sample()[::4]) > 15


@pytest.mark.corpora
@pytest.mark.parametrize("path", corpora.all_grammars(), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_compact_syntax_of_all(jing: Jing, tmp_path: Path, path: Path) -> None:
    """All grammars beside the checkout, written in compact syntax by trang, give the same verdicts."""
    assert through_compact(jing, path, tmp_path, corpora.sample()) > 70


HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
PARAGRAPHS = (
    "<p>From <persname>Anna</persname>, who wrote.</p>",
    '<p>On <date when="22.2.1961">that day</date>.</p>',
    '<p>To <persName reff="#a">Berta</persName>.</p>',
    "<p>He <list>said</list> so.</p>",
    "<p>A <div>word</div> more.</p>",
    "<p>An <unclear reason='a' extent=''>x</unclear> and <choice>y</choice>.</p>",
    "<p>One <lb>line</lb> more.</p>",
    '<p xmlns:x="urn:x">A <x:note>note</x:note>.</p>',
    "<p>A <graphic/> here.</p>",
    "<p>The <figure>picture</figure>.</p>",
)


def test_thirty_faults_in_one_file(schemas: dict[str, Schema]) -> None:
    """Thirty faults that have nothing to do with each other are thirty findings, more or less."""
    body = "\n".join("<p>Nothing wrong here.</p>\n" + text for text in PARAGRAPHS * 3)
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD}<text><body>\n{body}</body></text></TEI>'.encode()
    one_by_one = 0
    for text in PARAGRAPHS:
        alone = data.replace(body.encode(), text.encode())
        one_by_one += bool(schemas["tei_all-4.12.0"].check(alone))
    assert one_by_one == len(PARAGRAPHS), "each paragraph has a fault"
    source = sources.parse(data, "letter.xml")
    faults = list(engine("tei_all-4.12.0").check(source))
    lines = {fault.span(source).line for fault in faults}
    assert 25 <= len(faults) <= 35
    assert lines == {line for line in range(2, 62) if line % 2 == 1}
