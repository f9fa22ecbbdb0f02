"""The text of the letters: what the witnesses have, and how each departure from the copy text is encoded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from tests.edition.witness import DATA, LETTERS, TEI, XML_ID, Witnesses, local, paired, squeezed, table

DEFECTS = [row for row in table("defects") if row["kind"] not in ("layout", "statement")]
LAYOUT = [row for row in table("defects") if row["kind"] == "layout"]
_RESIDUE = (  # of the magazine, by first and last words
    ("U.S. National Archives", "West Berlin."),
    ("Fall 1961:", "from East Germany."),
    ("Abbie Rowe/White House.", "in 1961."),
)
_FOOTER = r"August 28, 2015 EIR Foreclose on Wall Street \d\d"


def _name(row: dict[str, str]) -> str:
    return f"{row['letter']}: {(row.get('copy_text') or row.get('text') or row['reading'])[:40]}"


@pytest.mark.parametrize("number", LETTERS)
def test_copy_text_is_kept(letters: dict[str, Witnesses], number: str) -> None:
    """Without what is supplied, corrected and regularised, a letter has the copy text and nothing else."""
    wanted = (DATA / "copy-text" / f"{number}.txt").read_text(encoding="utf-8")
    assert letters[number].copy == " ".join(wanted.split())


def _from_the_source(shared: Path) -> list[str]:
    """The letters as the extracted file of the magazine has them, cut out anew."""
    (path,) = (shared / "sources").glob("*.txt")
    text = path.read_text(encoding="utf-8")
    for first, last in _RESIDUE:
        start = text.index(first)
        text = text[:start] + text[text.index(last, start) + len(last) :]
    text = re.sub(_FOOTER, "", text)
    text = re.sub(r"([a-z])-\s*\n\s*([a-z])", r"\1\2", text)
    return [" ".join(part.split()) for part in re.split(r"\n(?=\d+\. (?:Letter|Telegram) From)", text)[1:]]


def test_copy_text_is_the_sources(shared: Path) -> None:
    """The copy texts that these tests keep are those of the source, residue of the magazine left out."""
    kept = [(DATA / "copy-text" / f"{number}.txt").read_text(encoding="utf-8") for number in LETTERS]
    assert [" ".join(text.split()) for text in kept] == _from_the_source(shared)


@pytest.mark.parametrize("number", LETTERS)
def test_reading_text_is_the_printed_records(
    letters: dict[str, Witnesses], shared: Path, number: str
) -> None:
    """With what is supplied, corrected and regularised, a letter reads as FRUS prints it."""
    path = shared / "corpora" / "frus" / "volumes" / "frus1961-63v06.xml"
    volume = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False))
    (document,) = volume.iterfind(f".//{TEI}div[@n='{number}'][@type='document']")
    etree.strip_elements(document, f"{TEI}note", with_tail=False)
    printed = squeezed("".join(str(text) for text in document.itertext()))
    ours = letters[number].reading
    if number == "22":  # an unsigned copy: the name is the magazine's
        ours = ours.removesuffix(" John F. Kennedy")
    # Spaces are lost in the file of FRUS before tagged names, and stand where it breaks lines for notes.
    assert ours.replace(" ", "") == printed.replace(" ", "")


@pytest.mark.parametrize("row", DEFECTS, ids=_name)
def test_defect(letters: dict[str, Witnesses], row: dict[str, str]) -> None:
    """A lost character, misprint or transliteration is encoded as its row says and gives its reading."""
    letter = letters[row["letter"]]
    span = letter.find(row["copy_text"], row["occurrence"])
    assert letter.read(span) == squeezed(row["reading"])
    start, end = letter.ranges[_outermost(letter, span)]
    inside = [e for e, (a, b) in letter.ranges.items() if start <= a and b <= end]
    have = [(local(e), dict(e.attrib)) for e in sorted(inside, key=lambda e: letter.ranges[e])]
    encoding = re.sub(r"<note.*", "", row["encoding"])
    for element in etree.fromstring(f"<row>{encoding}</row>").iterdescendants():
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        if attributes.get("ref", "").startswith("…"):
            attributes["ref"] = "../registers/persons.xml" + attributes["ref"][1:]
        assert (element.tag, attributes) in have


def _outermost(letter: Witnesses, span: tuple[int, int]) -> etree._Element:
    exact = letter.element(span, "choice", "quote", "soCalled", "q", "signed")
    return letter.block(span) if exact is None else exact


@pytest.mark.parametrize("row", LAYOUT, ids=_name)
def test_layout(letters: dict[str, Witnesses], row: dict[str, str]) -> None:
    """What a column or caption broke is whole again; what was run together stands in blocks of its own."""
    letter = letters[row["letter"]]
    parts = row["reading"].split(" | ")
    start, end = letter.find(squeezed(" ".join(parts)))
    blocks = []
    for part in parts:
        blocks.append(letter.block((start, start + len(part))))
        start += len(part) + 1
    assert start == end + 1
    assert len({id(block) for block in blocks}) == len(parts)


@pytest.mark.parametrize("row", table("readings"), ids=_name)
def test_odd_reading(letters: dict[str, Witnesses], row: dict[str, str]) -> None:
    """An odd reading that FRUS prints too is sic without corr, or not marked at all; nothing is corrected."""
    letter = letters[row["letter"]]
    start, end = letter.find(row["reading"], row["occurrence"])
    choices = [letter.span(e) for e in letter.ranges if local(e) == "choice"]
    assert not [c for c in choices if start <= c[0] and c[1] <= end]
    marked = re.search(r"([^<]*)<sic>(.*)</sic>([^<]*)", row["encoding"])
    if marked is None:
        alone = [letter.span(e) for e in letter.ranges if local(e) == "sic" and not paired(e)]
        assert not [a for a in alone if a[0] < end and start < a[1]]
        return
    before, within, after = marked.groups()
    start = letter.find(before + within + after)[0] + len(before)
    sic = letter.element((start, start + len(within)), "sic")
    assert sic is not None
    assert not paired(sic)


def test_only_the_listed_readings_are_marked(letters: dict[str, Witnesses]) -> None:
    """No sic, corr, orig, reg or supplied stands where the tables have none."""
    for number, letter in letters.items():
        rows = [row for row in DEFECTS if row["letter"] == number]
        encoded = "".join(row["encoding"] for row in rows)
        odd = sum("<sic>" in row["encoding"] for row in table("readings") if row["letter"] == number)
        have = [local(e) for e in letter.ranges]
        for name in ("corr", "orig", "reg", "supplied"):
            assert have.count(name) == encoded.count(f"<{name}"), f"{name} in no. {number}"
        assert have.count("sic") == encoded.count("<sic>") + odd


@pytest.mark.parametrize("row", table("quotations"), ids=_name)
def test_quotation(letters: dict[str, Witnesses], row: dict[str, str]) -> None:
    """Words in quotation marks are quote with their source, soCalled or q, and the marks stand inside."""
    letter = letters[row["letter"]]
    element = letter.element(letter.find(row["text"], row["occurrence"]), "quote", "soCalled", "q")
    assert element is not None
    assert local(element) == row["kind"]
    source = f"../registers/works.xml#{row['source']}" if row["source"] else None
    assert element.get("source") == source
    assert letter.read(letter.span(element)) == f"“{row['text']}”".replace("’", "'")


def test_no_other_quotation(letters: dict[str, Witnesses]) -> None:
    """Every quotation mark of the text belongs to a row of the table."""
    names = ("quote", "soCalled", "q")
    tagged = [e for letter in letters.values() for e in letter.ranges if local(e) in names]
    assert len(tagged) == len(table("quotations"))
    assert sum(letter.reading.count(mark) for letter in letters.values() for mark in "“”") == 2 * len(tagged)


def test_page_breaks(letters: dict[str, Witnesses]) -> None:
    """The magazine's one known page break and those of FRUS stand where the pages begin."""
    wanted = {
        ("7", "#frus", "6"): "I have not been able, in",
        ("22", "#frus", "39"): "that this correspondence must",
        ("22", "#frus", "40"): "great to permit our",
        ("22", "#frus", "41"): "this is a commendable basis",
        ("22", "#frus", "42"): "the present line of demarcation",
        ("22", "#eir", "50"): "Germans alone, even though",
        ("22", "#frus", "43"): "mutually acceptable settlement",
        ("22", "#frus", "44"): "It is now clear that",
    }
    have = {
        (number, str(e.get("edRef")), str(e.get("n"))): e
        for number, letter in letters.items()
        for e in letter.ranges
        if local(e) == "pb"
    }
    assert have.keys() == wanted.keys()
    for key, words in wanted.items():
        letter = letters[key[0]]
        after = "".join(char for char, copy, _ in letter.chars[letter.ranges[have[key]][0] :] if copy)
        assert after.lstrip().startswith(words)


def test_notes(letters: dict[str, Witnesses]) -> None:
    """Each note stands behind what it is about and names it; the notes that the edition owes are there."""
    owed = {
        "7": ["our meeting", "John F. Kennedy"],
        "19": ["our first great leader"],
        "22": [
            *("last month", "a weekend", "the spot on the Black Sea", "the war", "July 25th", "the West"),
            *("as I said at the UN", "earlier aide-memoire", "1932", "the eight posts", "your son-in-law"),
            "John F. Kennedy",
        ],
    }
    for number, letter in letters.items():
        ids = {e.get(XML_ID): e for e in letter.root.iter(f"{TEI}*") if e.get(XML_ID)}
        subjects = []
        for note in letter.root.iterfind(f"{TEI}text//{TEI}note"):
            assert note.get("type") in ("editorial", "textual") and note.get("resp") == "#ed"
            about = [ids[pointer.removeprefix("#")] for pointer in note.get("target", "").split()]
            start, end = letter.span(about[0])
            subjects.append(letter.copy[start:end])
            before = note.getprevious()
            assert before is not None and letter.span(before)[1] == end
            assert (before.tail or "").strip() in ("", "’s")
        assert sorted(subjects) == sorted(owed[number])
