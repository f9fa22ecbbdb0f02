"""Every code has a page in the form that pages have, and what its examples show is so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from letterbook import explaining, sources, syntax
from letterbook.explaining import Page, forms, written
from letterbook.explaining.markup import Code, Table, blocks
from letterbook.relaxng.explanations.words import MESSAGES
from letterbook.sources import SourceError

SOURCE = Path(__file__).resolve().parents[2] / "src" / "letterbook"

CODE = re.compile(r"[A-Z]\d{3}\Z")

PAGES = explaining.all_pages()

NOT_XML = {"R006", "R010"}
"""Codes whose example is no XML, as the page is about that."""

COMMANDS = re.compile(r"(letterbook|cd) |tei/|build/|\[\w+\]\n")
"""How an example begins that is no TEI: a command, a path, a table of letterbook.toml."""


def codes() -> Iterator[tuple[str, Path]]:
    """Every code that stands in the program, with the file it stands in."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value):
                yield node.value, path


def test_every_code_has_a_page() -> None:
    """Whatever stands behind a finding can be asked for."""
    found = dict(codes())
    assert len(found) > 30
    lacking = {
        code: str(path)
        for code, path in found.items()
        if (page := explaining.find(code)) is None or page.code != code
    }
    assert lacking == {}


def test_no_page_is_of_a_code_that_is_never_told() -> None:
    """A page of a code that is gone is gone too."""
    told = {code for code, _ in codes()}
    assert [page.code for page in PAGES if page.kind == "code" and page.code not in told] == []


def test_the_names_are_those_of_the_findings() -> None:
    """The name on the page stands beside the code in the program."""
    named = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    for page in PAGES:
        if page.kind == "code":
            assert f'"{page.name}"' in named, page.heading


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.heading)
def test_a_page_is_in_form(page: Page) -> None:
    """It states the fault, then has its headings in their order, each with words below it."""
    assert forms.faults(page.title, page.sections) == []
    assert page.family in explaining.FAMILIES
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", page.name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.heading)
def test_no_tag_stands_outside_code(page: Page) -> None:
    """On a page of the web it would vanish."""
    for _, text in page.sections:
        without = re.sub(r"(`+).+?\1", "", _without_blocks(text), flags=re.DOTALL)
        without = re.sub(r"<https?://[^>\s]+>", "", without)
        assert re.findall(r"</?[A-Za-z!?][^>]*>", without) == []


def _without_blocks(text: str) -> str:
    lines = [line for line in text.splitlines() if not line.startswith("    ")]
    return re.sub(r"^```.*?^```", "", "\n".join(lines), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [p for p in PAGES if p.code not in NOT_XML], ids=lambda page: page.heading)
@pytest.mark.parametrize("heading", ["Example", "Use instead"])
def test_an_example_is_well_formed(page: Page, heading: str) -> None:
    """What is shown can be copied. Fragments need no root element of their own, but for those of documents."""
    text = page.section(heading)
    shown = [block.text for block in blocks(text) if isinstance(block, Code)]
    if page.kind != "code":
        assert shown, "there is no TEI to look at"
    for one in shown:
        if "<" not in one or (page.kind == "code" and COMMANDS.match(one)):
            continue
        if page.code in written_about_bytes():
            continue
        etree.fromstring(f"<all>{one}</all>", etree.XMLParser(collect_ids=False))


def written_about_bytes() -> set[str]:
    """Codes whose examples are whole files with a document type: ``test_an_example_of_reading`` reads them."""
    return {"R007", "R008", "R009"}


@pytest.mark.parametrize("code", ["R006", "R007", "R008", "R009"])
def test_an_example_of_reading(code: str) -> None:
    """The example gives the finding, what is written instead does not."""
    page = explaining.find(code)
    assert page is not None
    [bad] = forms.code_blocks(page.section("Example"))
    with pytest.raises(SourceError) as raised:
        sources.parse(bad.encode("utf-8"), "example.xml")
    assert (raised.value.finding.code, raised.value.finding.name) == (page.code, page.name)
    for good in forms.code_blocks(page.section("Use instead")):
        assert sources.parse(good.encode("utf-8"), "instead.xml").root is not None


def test_every_message_of_a_file_that_does_not_parse_is_explained() -> None:
    """The table of R006 and the lists of R007 to R010 have each message, with … for what differs."""
    for _, code, label, message, _ in syntax._WORDS:
        page = explaining.find(code)
        assert page is not None and page.name == label
        assert re.sub(r"\{\d\}", "…", message) in page.section("What it does")


def test_the_messages_shown_of_the_grammar_are_its_own() -> None:
    """The words in the table of G001 are those of the program, with names filled in."""
    page = explaining.find("G001")
    assert page is not None
    [table] = [block for block in blocks(page.section("What it does")) if isinstance(block, Table)]
    forms_ = {
        key: re.escape(text).replace(r"\{", "{").replace(r"\}", "}") for key, text in MESSAGES["en"].items()
    }
    patterns = [re.sub(r"\{\w+\}", ".+", text) for text in forms_.values()]
    for _, shown in table.rows[1:]:
        for message in re.findall(r"`([^`]+)`", shown):
            assert any(re.fullmatch(pattern, message) for pattern in patterns if pattern != ".+"), message


def test_a_page_whose_first_line_is_wrong_is_refused(tmp_path: Path) -> None:
    """Whoever writes a page hears of it at once."""
    path = tmp_path / "R001.md"
    path.write_text("missing-file\n\nA file\n", encoding="utf-8")
    with pytest.raises(ValueError, match="first line"):
        written.page(path)


def test_severities_are_those_of_the_findings() -> None:
    """The page says error where the program does."""
    said: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "Finding"
                and len(node.args) > 1
            ):
                code, severity = node.args[:2]
                if isinstance(code, ast.Constant) and isinstance(severity, ast.Attribute):
                    said.setdefault(str(code.value), set()).add(severity.attr.lower())
    assert len(said) > 20
    for code, severities in said.items():
        page = explaining.find(code)
        assert page is not None and page.severity.label in severities, code
