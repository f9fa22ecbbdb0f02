"""Docstrings and files are read as pages."""

from __future__ import annotations

from types import ModuleType

from letterbook.explaining import Page, forms, ruled
from letterbook.findings import Severity
from letterbook.rules import Words
from letterbook.rules.catalogue import Rule

DOC = """The letter is blue

    What it does
    ------------
    It looks at the *colour*.

        <TEI/>

    Why it matters
    --------------
    Blue is cold.

    Example
    -------
        <letter colour="blue"/>

    Use instead
    -----------
        <letter colour="red"/>

    Fix
    ---
    The colour is changed.

    Source
    ------
    Made up.
    """


def made(doc: str = DOC, **more: object) -> Page:
    """The page of a rule that does not exist."""
    module = ModuleType("letterbook.rules.text.blue_letter", doc)
    vars(module).update(
        CODE="T999",
        NAME="blue-letter",
        SEVERITY=Severity.INFO,
        MESSAGES={"en": {"blue": Words("the letter is blue")}},
        check_document=lambda document, register: iter(()),
        **more,
    )
    return ruled.page(Rule.of(module))


def test_a_docstring_is_a_page() -> None:
    """Title, sections without the indentation of the docstring, facts of the module."""
    page = made(ALIASES=("letter-blue",), DEFAULT=False)
    assert (page.code, page.name, page.family, page.kind) == ("T999", "blue-letter", "text", "rule")
    assert page.title == "The letter is blue"
    assert page.section("What it does") == "It looks at the *colour*.\n\n    <TEI/>"
    assert page.section("Use instead") == '    <letter colour="red"/>'
    assert (
        page.facts
        == "info, off unless it is asked for, validate --fix mends what is certain, once called letter-blue"
    )
    assert forms.faults(page.title, page.sections) == []
    assert page.markdown.startswith("# T999 blue-letter\n\nThe letter is blue.\n\n*info, ")


def test_what_is_out_of_form_is_told() -> None:
    """Whoever writes a rule hears which heading is missing, unknown, empty or out of order."""

    def faults(doc: str) -> list[str]:
        return forms.faults(*forms.parse(doc))

    assert faults(DOC) == []
    assert faults(DOC.replace("is blue", "is blue.", 1)) == ["the first sentence ends with a full stop"]
    assert faults(DOC.replace("    Fix\n    ---\n", "")) == ["the heading Fix is missing"]
    assert faults(DOC.replace("Why it matters", "Why it does not")) == [
        "the heading Why it matters is missing",
        "Why it does not is none of the headings",
    ]
    assert faults(DOC.replace("    Made up.\n", "")) == ["there is nothing under Source"]
    swapped = (
        DOC.replace("Fix\n    ---", "?")
        .replace("Source\n    ------", "Fix\n    ---")
        .replace("?", "Source\n    ------")
    )
    assert faults(swapped)[0].startswith("the headings stand in another order than What it does")
    assert faults(DOC + "\n    Fix\n    ---\n    Again.\n") == ["a heading stands twice"]
    assert "it does not begin with a sentence that says the fault" in faults("")


def test_a_row_of_hyphens_is_a_heading_only_below_a_line() -> None:
    """Code and rules of tables keep theirs."""
    title, sections = forms.parse("Title\n\nFix\n---\n| a | b |\n| --- | --- |\n\n    x\n    ----\n")
    assert title == "Title"
    assert sections == (("Fix", "| a | b |\n| --- | --- |\n\n    x\n    ----"),)


def test_none_in_front_means_that_nothing_is_mended() -> None:
    assert not made(DOC.replace("The colour is changed.", "None: a person decides.")).fixable
    assert not made(DOC.replace("The colour is changed.", "None.")).fixable
    assert made().fixable


def test_a_rule_without_docstring_still_has_a_page() -> None:
    """An edition's own rule may have none: it is listed all the same."""
    page = made("")
    assert (page.title, page.sections) == ("", ())
    assert page.markdown.startswith("# T999 blue-letter")
