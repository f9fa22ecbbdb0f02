"""Documents, judged by the grammar for letters: faults in plain words at places, the same each time, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

from lxml import etree
from tests.relaxng import mutations
from tests.relaxng.explaining import FOLDER, GRAMMAR

from letterbook import sources
from letterbook.findings import Problem
from letterbook.relaxng import Fault, Grammar
from letterbook.relaxng.loading.reading import load_program

_AFRESH = 200
"""Each so-manieth document is judged by a grammar that has seen no other."""

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”")
_NAMES = re.compile(r"<[\w.:-]+|@[\w.:-]+")


class Letters:
    """TEI documents, from those that show what people do."""

    def __init__(self, folder: Path) -> None:
        self.program, _ = load_program(GRAMMAR)
        self.grammar = Grammar(self.program, "letters")
        self.others = [path.read_bytes() for path in sorted(FOLDER.glob("*.xml"))]
        self.count = 0

    def seeds(self) -> Iterable[bytes]:
        """The letters with one mistake each."""
        return self.others

    def mutated(self, data: bytes, rng: Random) -> bytes | None:
        """Changed once or several times, or with a part of another letter."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, load_dtd=False)
        root = etree.fromstring(data, parser)
        for _ in range(rng.choice([1, 1, 1, 2, 3, 8])):
            if rng.random() < 0.15:
                other = etree.fromstring(rng.choice(self.others), parser)
                target = rng.choice(list(root.iter("*")))
                target.insert(rng.randint(0, len(target)), rng.choice(list(other.iter("*"))))
            else:
                mutations.change(root, rng)
        return etree.tostring(root.getroottree(), encoding=rng.choice(["utf-8", "utf-8", "utf-16", "ascii"]))

    def one(self, data: bytes) -> None:
        """One document."""
        try:
            source = sources.parse(data, "letter.xml")
        except Problem:
            return
        faults = list(self.grammar.check(source))
        said = [_said(fault) for fault in faults]
        assert said == [_said(fault) for fault in self.grammar.check(source)], (
            "another answer at the second time"
        )
        assert self.grammar.valid(source) == (not faults)
        for fault in faults:
            _plain(fault)
            _placed(fault, source)
        self.count += 1
        if self.count % _AFRESH == 0:
            fresh = Grammar(self.program, "letters")
            assert said == [_said(fault) for fault in fresh.check(source)], (
                "another answer from a fresh grammar"
            )


def _said(fault: Fault) -> tuple[object, ...]:
    return (fault.kind, fault.message, fault.help, fault.element, fault.attribute, fault.slot, fault.where)


def _plain(fault: Fault) -> None:
    for sentence in (fault.message, fault.help):
        bare = _QUOTED.sub("", sentence)
        assert "\n" not in sentence, sentence
        assert len(set(_NAMES.findall(bare))) <= 6, sentence
        assert len(sentence) <= 1000, sentence
    assert fault.message.strip(), fault.kind
    assert fault.help.strip() or fault.kind, fault.message


def _placed(fault: Fault, source: sources.Source) -> None:
    span = fault.span(source)
    lines = (
        source.data.decode(source.encoding, "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    assert 1 <= span.line <= len(lines), (span, fault.message)
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1, (span, fault.message)
    if span.start is not None and span.end is not None:
        assert 0 <= span.start <= span.end <= len(source.data), (span, fault.message)
    for related in fault.related(source):
        assert 1 <= related.span.line <= len(lines), related
