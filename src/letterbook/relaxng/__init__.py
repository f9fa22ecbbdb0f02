"""RELAX NG: a grammar, and the faults that it finds in a document. Knows nothing of letters.

    >>> grammar = Grammar.load(Path("letter.rng"))
    >>> for fault in grammar.check(source):
    ...     print(fault.span(source), fault.message)

A grammar becomes an automaton whose states are made when a document first needs them and kept for the next one. Both
syntaxes are read, with what they include; nothing is ever fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from letterbook.findings import Span
from letterbook.relaxng import compiled
from letterbook.relaxng.automaton import Automaton
from letterbook.relaxng.compiled import Files
from letterbook.relaxng.errors import GrammarError, refused
from letterbook.relaxng.faults import Fault
from letterbook.relaxng.ids import unsound
from letterbook.relaxng.loading.catalog import Catalog
from letterbook.relaxng.patterns import TooManyPatterns
from letterbook.relaxng.program import Program
from letterbook.relaxng.running import Runner
from letterbook.sources import Source

if TYPE_CHECKING:
    from letterbook.relaxng.possible import Possible
    from letterbook.relaxng.recovery import Recovery

__all__ = ["Catalog", "Fault", "Grammar", "GrammarError"]


class Grammar:
    """A loaded grammar. It stays in the process that loaded it.

    ``ids``: whether attributes of the types ID, IDREF and IDREFS are checked against each other.
    """

    def __init__(self, program: Program, name: str, *, ids: bool = True, files: Files = ()) -> None:
        self.name = name
        self.files = files
        """The files that it was made of, with the SHA-256 of what they held."""
        self.named = 0
        """How many attributes were judged as ids in the document that was checked last, if all of it was plain to see."""
        self._ids = ids
        self._program = program
        self._begin()

    def _begin(self) -> None:
        self.automaton = Automaton(self._program)
        self._runner = Runner(self.automaton)
        self._recovering: Recovery | None = None
        self._used = False

    @classmethod
    def load(
        cls, path: Path, *, name: str | None = None, catalog: Catalog | None = None, ids: bool = True
    ) -> Grammar:
        """Read a grammar in the XML syntax or the compact one, with what it includes.

        Files of its own folder are read, and those that the catalog has for an address; nothing else. Raises Problem
        (a GrammarError, where the grammar is incorrect) with the place of what is wrong.
        """
        label = name if name is not None else path.as_posix()
        aside = [catalog.digest] if catalog is not None else []

        def make() -> compiled.Loaded:
            from letterbook.relaxng.loading.reading import load_program

            return load_program(path, name=label, catalog=catalog)

        program, files = compiled.load(path, label, aside, make)
        return cls(program, label, ids=ids, files=files)

    @property
    def _recovery(self) -> Recovery:
        """Made when it is first needed: most documents are right."""
        if self._recovering is None:
            from letterbook.relaxng.recovery import Recovery

            self._recovering = Recovery(self.automaton)
        return self._recovering

    @property
    def possible(self) -> Possible:
        """What may stand where."""
        return self._recovery.possible

    def valid(self, source: Source) -> bool:
        """Whether a document is right."""
        return next(self.check(source), None) is None

    def check(self, source: Source) -> Iterator[Fault]:
        """The faults of a document in document order; none for a valid one.

        Raises GrammarError for a grammar that leaves so many ways open in this document that they cannot be followed.

        >>> source = parse(b"<letter><head/><p when='22.2.1961'>Dear<p/></p></letter>", "letter.xml")
        >>> for fault in grammar.check(source):
        ...     span = fault.span(source)
        ...     print(f"{span.line}:{span.column}: {fault.message}")
        ...     print(f"  {fault.help}")
        1:19: when="22.2.1961" on <p> is not in the form that dates have
          write when="1961-02-22": year, month, day
        1:40: <p> may not stand in <p>
          put </p> before it: the next <p> may stand after it, in <letter>
        """
        yield from self._judged(source)

    def _judged(self, source: Source) -> list[Fault]:
        """The faults, by the automaton that is there; by a new one, where that is crowded."""
        for _ in range(2):
            if self.automaton.crowded:
                self._begin()
            fresh = not self._used
            self._used = True
            try:
                return self._faults(source)
            except TooManyPatterns:
                self._begin()
            if fresh:
                break
        raise refused("too-many-ways", Span(self.name), name=source.name)

    def _faults(self, source: Source) -> list[Fault]:
        run = self._runner.run(source.root)
        wrong = unsound(run.ids) if self._ids else []
        self.named = sum([kind == "ID" for _, _, kind, _ in run.ids]) if self._ids else 0
        if not run.doubtful and not wrong:
            return []
        from letterbook.relaxng.judging import faults

        return list(faults(source, run, self.automaton, self._recovery, ids=self._ids))
