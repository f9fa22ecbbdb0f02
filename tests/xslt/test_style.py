"""The stylesheets are written as the house writes: held by schema/xslt-style.sch, and by what only many files show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from letterbook.workers import Pool

XSL = "{http://www.w3.org/1999/XSL/Transform}"
ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "xslt").rglob("*.xsl"))
HEAD = (
    '<!-- a module --><xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:lb="urn:letterbook:functions" xmlns:_="urn:letterbook:private">'
)
FAULTS = {
    "type-missing": '<!-- x --><xsl:function name="lb:x"><xsl:sequence select="1"/></xsl:function>',
    "boolean-as-string": """<!-- x --><xsl:variable name="lb:x" as="xs:string" select="'true'"/>""",
    "comment-missing": '<xsl:variable name="lb:x" as="xs:integer" select="1"/>',
    "name-not-ours": '<!-- x --><xsl:variable name="x" as="xs:integer" select="1"/>',
    "parameter-unknown": '<!-- x --><xsl:param name="colour" as="xs:string" select="1"/>',
    "mode-not-ours": '<!-- x --><xsl:template match="a" mode="x" as="item()*"/>',
    "loose-words": '<!-- x --><xsl:template match="a" as="item()*"><b>Letter</b></xsl:template>',
    "template-too-long": f'<!-- x --><xsl:template match="a" as="item()*">{"<b/>" * 100}</xsl:template>',
    "second-catch-all": '<!-- x --><xsl:template match="*" as="item()*"/>',
    "reads-elsewhere": """<!-- x --><xsl:variable name="lb:x" as="item()*" select="doc('x.xml')"/>""",
    "depends-on-clock": '<!-- x --><xsl:variable name="lb:x" as="item()*" select="current-date()"/>',
    "raw-output": '<!-- x --><xsl:template match="a" as="item()*"><xsl:value-of disable-output-escaping="yes"/></xsl:template>',
}


@pytest.fixture(scope="module")
def judge() -> Iterator[Pool]:
    """A worker that holds stylesheets to the style."""
    with Pool("tests.xslt.worker:judging", (str(ROOT / "schema" / "xslt-style.sch"),), timeout=60) as pool:
        yield pool


def test_every_module_keeps_the_style(judge: Pool) -> None:
    """No shipped stylesheet breaks a rule that one file shows."""
    faults = [
        f"{Path(outcome.item).relative_to(ROOT)}: {text}"
        for outcome in judge.map([str(path) for path in MODULES])
        for text in (outcome.value if outcome.failure is None else [str(outcome.failure)])
    ]
    assert not faults, "\n".join(faults)


def test_each_rule_finds_its_fault(judge: Pool) -> None:
    """Each rule of the style finds the fault it names, and nothing else in a module with that fault alone."""
    outcomes = list(judge.map([f"{HEAD}{body}</xsl:stylesheet>" for body in FAULTS.values()]))
    found = {
        name: {text.partition(":")[0] for text in outcome.value}
        for name, outcome in zip(FAULTS, outcomes, strict=True)
    }
    assert found == {name: {name} for name in FAULTS}


def _closure(path: Path) -> Iterator[etree._Element]:
    root = etree.parse(str(path)).getroot()
    yield root
    for include in root.iter(f"{XSL}include", f"{XSL}import"):
        yield from _closure(path.parent / include.get("href", ""))


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name == "main.xsl" or path.parent.name == "html"], ids=str
)
def test_modes_are_declared(path: Path) -> None:
    """Every mode that a stylesheet uses is declared in it or in what it includes; a part alone is not looked at."""
    modules = list(_closure(path))
    if len(modules) == 1:
        assert modules[0].tag == f"{XSL}stylesheet"
        return
    declared = {mode.get("name") for root in modules for mode in root.iter(f"{XSL}mode")}
    used = {
        mode
        for root in modules
        for element in root.iter(f"{XSL}template", f"{XSL}apply-templates")
        for mode in (element.get("mode") or "").split()
        if not mode.startswith("#")
    }
    assert used <= declared


@pytest.mark.parametrize(
    "path", sorted((ROOT / "xslt").glob("*/main.xsl")), ids=lambda path: path.parent.name
)
def test_main_is_a_list_of_includes(path: Path) -> None:
    """An export's main.xsl holds includes and at most its output method, no templates."""
    root = etree.parse(str(path)).getroot()
    assert {child.tag for child in root if isinstance(child.tag, str)} <= {f"{XSL}include", f"{XSL}output"}


def test_every_module_says_what_it_is_for() -> None:
    """A comment stands above every stylesheet."""
    silent = [
        path.name
        for path in MODULES
        if not isinstance(etree.parse(str(path)).getroot().getprevious(), etree._Comment)
    ]
    assert not silent


def test_nothing_of_the_shipped_edition_is_in_the_stylesheets() -> None:
    """The stylesheets name no person, place or letter of the edition that ships."""
    words = re.compile(r"kennedy|khrushch|washington|hyannis|frus|\beir\b", re.IGNORECASE)
    found = [path.name for path in MODULES if words.search(path.read_text(encoding="utf-8"))]
    assert not found
