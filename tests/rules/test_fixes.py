"""Certain fixes change their own place and nothing else, on all real letters, and leave nothing to be fixed again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.rules.fixes import difference, faults
from tests.rules.judging import opened
from tests.rules.survey import corpora

from letterbook.findings import Edit
from letterbook.rules.catalogue import all_rules
from letterbook.sources import parse

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.glob("[A-Z][0-9]*/bad*") if path.suffix in ("", ".xml"))
LETTER = '<a>\n<!-- c --><b n="1" m="2">one<c/>two</b><?p i?> three <d>four</d></a>'


def changed(old: str, new: str, *edits: Edit) -> str:
    """What differs beside the edits."""
    return difference(parse(old.encode(), "a.xml"), parse(new.encode(), "a.xml"), edits)


def test_what_an_edit_touches_may_differ() -> None:
    """Text, a value, an attribute that comes or goes, an element that comes or goes."""
    at = LETTER.index
    for old, new in (
        ("one", "1"),
        ("two", ""),
        ('n="1"', 'n="3"'),
        (' m="2"', ""),
        ("<c/>", ""),
        ("<d>four</d>", "four"),
        (" three ", " <e>three</e> "),
        ("<!-- c -->", ""),
        ("<?p i?>", "<?p j?>"),
    ):
        edit = Edit(at(old), at(old) + len(old), new)
        assert changed(LETTER, LETTER.replace(old, new), edit) == "", old
    insert = Edit(at(" m="), at(" m="), ' k="v"')
    assert changed(LETTER, LETTER.replace(" m=", ' k="v" m='), insert) == ""
    insert = Edit(at("<c/>"), at("<c/>"), "!")
    assert changed(LETTER, LETTER.replace("<c/>", "!<c/>"), insert) == ""


def test_what_no_edit_touches_may_not() -> None:
    """Each kind of change that stands elsewhere is seen."""
    edit = Edit(LETTER.index("one"), LETTER.index("one") + 3, "1")
    for old, new, seen in (
        ("two", "2", "text 1 of <b>"),
        ('n="1"', 'n="3"', "the attributes of <b>"),
        ("<d>four</d>", "<e>four</e>", "is now <e>"),
        ("<d>four</d>", "", "the number of children of <a>"),
        ("<!-- c -->", "<!-- d -->", "a comment or instruction in <a>"),
        ("<?p i?>", "<?p j?>", "a comment or instruction in <a>"),
        ("</a>", "</a><!-- e -->", "outside the root element"),
        ("<a>", '<a xmlns:x="y">', "the attributes of <a>"),
    ):
        both = LETTER.replace("one", "1").replace(old, new)
        assert seen in changed(LETTER, both, edit), old


def test_places_in_other_encodings() -> None:
    """Bytes are counted as the file has them."""
    text = LETTER.replace("one", "ä one")
    old, new = (parse(t.encode("utf-16"), "a.xml") for t in (text, text.replace("two", "2")))
    at = old.data.index("two".encode("utf-16-le"))
    assert difference(old, new, [Edit(at, at + 6, "2")]) == ""
    assert difference(old, new, [Edit(4, 6, "a")]) != ""


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_fixes_of_the_cases(path: Path, tmp_path: Path) -> None:
    """In what each rule is for, the fixes of all rules are right."""
    assert list(faults(opened(path), all_rules(), tmp_path)) == []


@pytest.mark.corpora
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", ["cmif-schnitzler", "cmif-sig", "dehmel", "edgeworth", "frus"])
def test_fixes_of_real_letters(name: str, shared: Path, tmp_path: Path) -> None:
    """In all corpora, the fixes of all rules are right."""
    edition = next(edition for corpus, edition in corpora() if corpus == name)
    made: Counter[str] = Counter()
    assert list(faults(edition, all_rules(), tmp_path, made)) == []
    assert made or name != "dehmel", "nothing was proven"
