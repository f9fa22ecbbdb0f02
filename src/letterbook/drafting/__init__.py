"""A letter to fill in: what ``letterbook new`` writes, with names and places found in the registers."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from letterbook.drafting.dates import DraftDate, read
from letterbook.drafting.markup import letter, pointer
from letterbook.drafting.names import Named, NameError_, as_id, find
from letterbook.drafting.registers import add
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.reading.edition import Edition
from letterbook.reading.identities import free
from letterbook.reading.letters import letters_of
from letterbook.sources import SourceError
from letterbook.sources import read as read_source
from letterbook.writing import write

__all__ = ["Draft", "DraftError", "draft"]


class DraftError(Problem):
    """The letter cannot be begun as it was asked for."""

    wrong_use = True


@dataclass(frozen=True, slots=True)
class Draft:
    """The letter that was begun: its file, its id, and what of it the registers do not have.

    ``added`` are the unknown names that were written into a register: register file and id of each;
    ``offered`` those that were not: register file (empty: there is none), markup of an entry, and how the
    letter would point to it (empty: there is no register).
    """

    path: Path
    id: str
    added: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str, str], ...]


def draft(
    edition: Edition,
    senders: Sequence[str],
    addressees: Sequence[str],
    when: str,
    *,
    place: str = "",
    title: str = "",
    target: Path | None = None,
    add_unknown: bool = False,
    today: date | None = None,
) -> Draft:
    """Begin a letter in the edition: names are keys, names or surnames of register entries.

    ``when`` is a day, month or year as EDTF writes them; ``target`` is the file, else named by date, sender
    and addressee in the first letter folder. Raises DraftError for a name that fits several entries, a date
    that is none, and a file that is there already; Problem when something cannot be written.
    """
    for option, names in (
        ("--from", senders),
        ("--to", addressees),
        ("--place", (place,)),
        ("--title", (title,)),
    ):
        for name in names:
            _judged(option, name, empty=option in ("--place", "--title"))
    dated = _dated(when, edition.settings.edition.language)
    people: dict[str, Named] = {}
    for name in (*senders, *addressees):
        people[name] = _named(edition, name, False, people.values())
    places = {place: _named(edition, place, True, people.values())} if place else {}
    stem = "-".join([dated.stem, *(people[name].slug for name in (*senders, *addressees))])
    path = target if target is not None else _folder(edition) / f"{_short(stem)}.xml"
    if path.exists():
        another = path.with_name(_free_name(path))
        help_ = f"if it is another letter of that day, name its file: {shown(another)}"
        raise DraftError(_finding("is there already, and is never overwritten", shown(path), help_))
    folder = _letters_name(edition, path)
    offered: list[tuple[str, str, str]] = []
    added: list[tuple[str, str]] = []
    for group in (people, places):
        for name, named in list(group.items()):
            if named.entry is None:
                if add_unknown:
                    group[name] = add(edition, named)
                    added.append((group[name].file, group[name].key))
                else:
                    ref = pointer(named, folder) if named.file else ""
                    offered.append((named.file, named.markup, ref))
    identity = _free_id(
        edition, "-".join([*(people[name].slug for name in (*senders, *addressees)), dated.stem])
    )
    text = letter(
        identity,
        title=title,
        senders=[people[name] for name in senders],
        addressees=[people[name] for name in addressees],
        place=places.get(place),
        dated=dated,
        folder=folder,
        settings=edition.settings,
        today=today or date.today(),
    )
    write(path, text.encode("utf-8"), name=shown(path), new=True)
    return Draft(path, identity, tuple(added), tuple(offered))


def shown(path: Path) -> str:
    """The path as a person in the current folder would write it, with ``/``."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not allow; half a byte of a name that is not UTF-8 is one."""


def _judged(option: str, name: str, *, empty: bool) -> None:
    found = _FORBIDDEN.search(name)
    if found is not None:
        text = f"the character U+{ord(found.group()):04X} cannot stand in XML"
        raise DraftError(_finding(text, option, "leave it out; on the command line, write UTF-8"))
    if not empty and not name.strip():
        raise DraftError(_finding("a name is empty", option))


def _dated(when: str, language: str) -> DraftDate:
    try:
        return read(when, language)
    except ValueError as error:
        help_ = (
            "a day, month or year: 1887-03-03, 1887-03, 1887; 1887? when it is a guess, 1887/1889 or ../1889"
        )
        raise DraftError(_finding(str(error), "--date", help_)) from None


def _named(edition: Edition, name: str, place: bool, others: Iterable[Named]) -> Named:
    try:
        return find(edition.register, name, place=place, taken=[other.key for other in others])
    except NameError_ as error:
        raise DraftError(_finding(str(error), name, error.help)) from None


def _folder(edition: Edition) -> Path:
    """The folder of the edition's letters: the fixed part of its first path."""
    assert edition.root is not None
    first = PurePosixPath(edition.settings.paths.letters[0])
    parts = []
    for part in first.parts:
        if re.search(r"[*?\[]", part) or part.endswith(".xml"):
            break
        parts.append(part)
    return edition.root.joinpath(*parts)


def _letters_name(edition: Edition, path: Path) -> str:
    """The folder of the letter as pointers see it: relative to the edition."""
    assert edition.root is not None
    folder = path.absolute().parent
    try:
        return folder.resolve().relative_to(edition.root.resolve()).as_posix()
    except ValueError:
        text = "is outside the edition's folder"
        raise DraftError(_finding(text, shown(path))) from None


def _short(stem: str) -> str:
    """A stem that every disk takes."""
    return stem if len(stem) <= 100 else stem[:100].rstrip("-")


def _free_name(path: Path) -> str:
    number = 2
    while path.with_name(f"{path.stem}-{number}{path.suffix}").exists():
        number += 1
    return f"{path.stem}-{number}{path.suffix}"


def _free_id(edition: Edition, wanted: str) -> str:
    """The id, with a number behind it when a letter of the edition has it already."""
    taken: set[str] = set()
    for file in edition.letter_files:
        with contextlib.suppress(SourceError):
            source = read_source(file.path, name=file.name)
            taken.update(one.id.casefold() for one in letters_of(source, edition.ids.get(file.name)))
    return free(as_id(wanted, "letter"), taken)


def _finding(message: str, name: str, help_: str = "") -> Finding:
    return Finding("E005", Severity.ERROR, message, Span(name), name="no-draft", help=help_)
