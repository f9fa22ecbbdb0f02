"""Cases of the stylesheets: a folder each, with a few lines of TEI, what must come out, and sometimes parameters.

``in.xml`` holds a whole ``TEI``, or any element of a text, which is then the content of a letter's body. ``out.html`` is
what becomes of the text, with its notes; or of what ``params.json`` names as ``part``, by XPath. ``params.json`` may also
give ``sheet`` (the file in xslt/html), ``settings``, ``index`` and ``registers`` (files beside it).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree, html

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TEI = "http://www.tei-c.org/ns/1.0"
LETTER = (
    f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>A case</title></titleStmt><publicationStmt><p/>'
    "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{}</body></text></TEI>"
)
PARTS = "//article[@id='letter'] | //section[@class='notes']"


@dataclass(frozen=True)
class Case:
    """One folder."""

    folder: Path
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Module and case."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def markup(self) -> str:
        """The document that goes in."""
        text = (self.folder / "in.xml").read_text(encoding="utf-8").strip()
        whole = (
            re.match(r"<(TEI|ix:index|person|place|org|bibl|event|personGrp)\b", text)
            and "sheet" in self.params
        ) or text.startswith("<TEI")
        return text if whole else LETTER.format(text)

    @property
    def job(self) -> tuple[str, str, dict[str, Any], str, str]:
        """What the worker is given."""
        index = self.folder / self.params["index"] if "index" in self.params else HERE / "index.xml"
        registers = self.folder / self.params["registers"] if "registers" in self.params else None
        sheet = ROOT / "xslt" / "html" / self.params.get("sheet", "main.xsl")
        return (
            str(sheet),
            self.markup,
            {"root": "../", **self.params.get("settings", {})},
            index.read_text(encoding="utf-8"),
            registers.read_text(encoding="utf-8") if registers else "",
        )

    def part(self, page: str) -> str:
        """What the case compares of a page, white space aside."""
        found = html.document_fromstring(page).xpath(self.params.get("part", PARTS))
        text = "\n".join(
            etree.tostring(element, method="html", encoding="unicode", with_tail=False) for element in found
        )
        return tidy(text)

    @property
    def expected(self) -> str:
        """What must come out."""
        return tidy((self.folder / "out.html").read_text(encoding="utf-8"))


def tidy(text: str) -> str:
    """HTML with a line for each block and single spaces, so that a difference shows where it is."""
    text = re.sub(r"[ \t\r\n]+", " ", text)
    text = re.sub(
        r" ?(<(?:p|div|li|ol|ul|dl|dt|dd|h\d|table|tr|section|article|header|figure|blockquote|nav)\b)",
        r"\n\1",
        text,
    )
    text = re.sub(r"(<br>) ?", r"\1\n", text)
    return re.sub(r"\n+", "\n", text).strip()


def cases() -> list[Case]:
    """All cases, by name."""
    found = []
    for given in sorted(HERE.glob("*/*/in.xml")):
        params = given.parent / "params.json"
        found.append(
            Case(given.parent, json.loads(params.read_text(encoding="utf-8")) if params.exists() else {})
        )
    return found
