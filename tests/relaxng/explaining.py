"""The letters with one mistake each, what Letterbook says of them, and the texts that it is held to.

``python -m tests.relaxng.explaining`` writes the texts anew, one beside each letter: read the difference before it is kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from letterbook.relaxng import Grammar
from letterbook.sources import parse

ROOT = Path(__file__).resolve().parents[2]
GRAMMAR = ROOT / "schema" / "letterbook.rng"
FOLDER = Path(__file__).parent / "explain"


@dataclass(frozen=True, slots=True)
class Case:
    """A letter with one mistake: what it is, where it lies (from 1, in characters), how it is repaired."""

    name: str
    part: str
    mistake: str
    line: int
    column: int
    repair: tuple[tuple[str, str], ...]

    @property
    def path(self) -> Path:
        """The letter."""
        return FOLDER / f"{self.name}.xml"

    @property
    def text(self) -> Path:
        """What Letterbook is to say of it."""
        return FOLDER / f"{self.name}.txt"

    def repaired(self) -> bytes:
        """The letter without its mistake; AssertionError when the repair does not fit the file."""
        letter = self.path.read_text(encoding="utf-8")
        for wrong, right in self.repair:
            assert letter.count(wrong) == 1, f"{self.name}: {wrong!r} stands {letter.count(wrong)} times"
            letter = letter.replace(wrong, right)
        return letter.encode()

    def place(self, length: int) -> str:
        """What stands at the place of the mistake, on its line, so many characters of it."""
        line = self.path.read_text(encoding="utf-8").split("\n")[self.line - 1][self.column - 1 :]
        return line if len(line) <= length else line[: length - 1] + "…"


@dataclass(frozen=True, slots=True)
class Told:
    """A fault as people see it."""

    line: int
    column: int
    message: str
    help: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}\n" + (
            f"  help: {self.help}\n" if self.help else ""
        )


def cases() -> list[Case]:
    """All letters with a mistake, part by part."""
    table = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))
    return [
        Case(
            name,
            case["part"],
            case["mistake"],
            case["line"],
            case["column"],
            tuple((wrong, right) for wrong, right in case["repair"]),
        )
        for name, case in table.items()
    ]


def told(grammar: Grammar, data: bytes, name: str) -> Iterator[Told]:
    """What Letterbook says of a letter."""
    source = parse(data, name)
    for fault in grammar.check(source):
        span = fault.span(source)
        yield Told(span.line, span.column, fault.message, fault.help)


def text_of(grammar: Grammar, case: Case) -> str:
    """The same as text."""
    return "".join(map(str, told(grammar, case.path.read_bytes(), case.path.name)))


def main() -> None:
    """Write all texts."""
    grammar = Grammar.load(GRAMMAR)
    for case in cases():
        case.text.write_text(text_of(grammar, case), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
