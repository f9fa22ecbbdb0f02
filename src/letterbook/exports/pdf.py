"""PDF: neutral XML (made by ``xslt/pdf/main.xsl``) drawn by the Typst template ``xslt/pdf/letter.typ``.

Every file is PDF/A-3a and PDF/UA-1, carries the TEI source as an attachment and uses the shipped font only.
In these two modes Typst refuses a character that no font has, where it would else print nothing.
"""

from __future__ import annotations

import ast
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from letterbook import resources
from letterbook.exports import letter_products
from letterbook.exports.dates import FIXED, document_date
from letterbook.exports.given import Given
from letterbook.exports.products import Made, Options, Product
from letterbook.exports.sheets import Sheets
from letterbook.findings import Finding, Severity, Span

STANDARDS = ("a-3a", "ua-1")
"""The PDF standards that every file conforms to, in Typst's names."""

_MAIN = """#import "{template}": letter
#let given = sys.inputs
#letter(
  xml(bytes(given.letter)),
  source: if given.plain == "yes" {{ bytes(given.source) }} else {{
    bytes(given.source.codepoints().map(str.to-unicode))
  }},
  name: given.name,
  family: given.family,
  marked: given.marked == "yes",
)
"""

_QUOTED = r'`("(?:[^"\\]|\\.)*")`'
_UNDRAWN = re.compile(rf"the text {_QUOTED} could not be displayed|codepoints? {_QUOTED}")
_PARTED = re.compile(r"(?<=[^\s>])((?:<[^<>]+>)+)([\u0300-\u036f]+)")
_MARK = re.compile(r"[\u0300-\u036f]")
_CLUSTER = re.compile(r"[^\w\s<>]{257,}")
_MOST_MARKS = 256
"""So many marks on one letter are set: the room that a cluster takes grows by the square of its length."""
_ESCAPE = re.compile(r"\\u\{([0-9A-Fa-f]+)\}")


class PdfError(Exception):
    """Typst does not set this letter; the message is Typst's own, on one line."""

    code = "X003"
    name = "failed-transformation"

    def finding(self, file: str) -> Finding:
        """What is to be told about the letter in ``file``."""
        return Finding(self.code, Severity.ERROR, str(self), Span(file), name=self.name)


class MissingGlyph(PdfError):
    """The letter has characters that the font cannot draw; ``characters`` holds them in code point order."""

    code = "X001"
    name = "missing-glyph"

    def __init__(self, characters: Iterable[str], family: str) -> None:
        self.characters = tuple(sorted(set(characters)))
        self.family = family
        told = ", ".join(describe(character) for character in self.characters[:6])
        more = len(self.characters) - 6
        rest = f" and {more} more" if more > 0 else ""
        super().__init__(f"the font {family} has no glyph for {told}{rest}")

    def __reduce__(self) -> tuple[type[MissingGlyph], tuple[tuple[str, ...], str]]:
        return (type(self), (self.characters, self.family))

    def finding(self, file: str) -> Finding:
        """One finding on the letter, naming each character."""
        made = super().finding(file)
        notes: tuple[str, ...] = ()
        if any(unicodedata.category(character) == "Co" for character in self.characters):
            notes = ("PDF/A allows no character of the private use area, whatever a font draws for it",)
        return replace(
            made,
            notes=notes,
            help=f"use a character that {self.family} has, or leave this letter out of the PDF export",
        )


def compose(neutral: str) -> str:
    """The neutral XML, letters and marks composed; a mark parted from its letter by a tag joins it again."""
    return unicodedata.normalize("NFC", _PARTED.sub(r"\2\1", neutral))


def describe(character: str) -> str:
    """A character with its number and its Unicode name: ``✓ (U+2713 CHECK MARK)``."""
    name = unicodedata.name(character, "")
    if not name:
        name = "private use" if unicodedata.category(character) == "Co" else "unnamed"
    alone = character.isprintable() and not unicodedata.category(character).startswith("M")
    return f"{character + ' ' if alone else ''}(U+{ord(character):04X} {name})"


class PdfMaker:
    """Makes PDFs, one after the other, with fonts that are loaded once. One maker serves one process.

    ``fonts`` is the folder of the font's files, ``template`` the Typst file that exports ``letter``; no other
    file and no font of the machine is used.
    """

    def __init__(self, fonts: Path, template: Path) -> None:
        import typst

        self._error: type[Exception] = typst.TypstError
        loaded = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.resolve())]
        )
        families = loaded.families()
        if not families:
            raise FileNotFoundError(f"there is no font in {fonts}")
        self.family: str = families[0]
        self._main = _MAIN.format(template=template.name).encode()
        self._compiler: Any = typst.Compiler(
            self._main, root=str(template.resolve().parent), font_paths=loaded, ignore_system_fonts=True
        )

    def make(self, neutral: str, attachment: bytes, attachment_name: str, *, date: datetime) -> bytes:
        """The PDF of one letter.

        ``neutral`` is what main.xsl gives, ``attachment`` the bytes of the TEI file, ``date`` the date of the
        document, with a time zone. Raises MissingGlyph, PdfError.
        """
        inputs = self._inputs(neutral, attachment, attachment_name)
        pdf: bytes = self._compile(inputs, date, format="pdf", pdf_standards=list(STANDARDS))
        return pdf

    def pictures(self, neutral: str, *, date: datetime, ppi: float = 70) -> list[bytes]:
        """The same pages as PNG pictures, for eyes and for tests."""
        made = self._compile(self._inputs(neutral), date, format="png", ppi=ppi)
        return made if isinstance(made, list) else [made]

    def _inputs(self, neutral: str, attachment: bytes = b"", name: str = "letter.xml") -> dict[str, str]:
        """What the main file is given. Bytes that are not UTF-8 go in as code points, which is slower."""
        try:
            source, plain = attachment.decode("utf-8"), "yes"
        except UnicodeDecodeError:
            source, plain = attachment.decode("latin-1"), "no"
        letter = compose(neutral)
        if any(_stacked(found.group()) > _MOST_MARKS for found in _CLUSTER.finditer(letter)):
            raise PdfError(f"more than {_MOST_MARKS} combining marks stand on one letter")
        marked = "yes" if _MARK.search(letter) else "no"
        return {
            "letter": letter,
            "source": source,
            "plain": plain,
            "name": name,
            "family": self.family,
            "marked": marked,
        }

    def _typst(self, inputs: dict[str, str], date: datetime, **options: Any) -> Any:
        # the main file is given again each time: typst forgets one given as bytes when the inputs change
        moment = date.astimezone(UTC)
        return self._compiler.compile(self._main, sys_inputs=inputs, timestamp=moment, **options)

    def _compile(self, inputs: dict[str, str], date: datetime, **options: Any) -> Any:
        try:
            return self._typst(inputs, date, **options)
        except self._error as error:
            raise self._problem(error) from None

    def _draws(self, character: str) -> bool:
        """Whether the font has a glyph for this one character."""
        markup = f'<letter title="x"><body><p>{escape(character)}</p></body></letter>'
        try:
            self._typst(self._inputs(markup), FIXED, format="pdf", pdf_standards=list(STANDARDS))
        except self._error:
            return False
        return True

    def _problem(self, error: Any) -> PdfError:
        """Typst's error in our words: all characters without a glyph at once, else its first message."""
        told = f"{error.message}\n{error.diagnostic}"
        texts = [_text(first or second) for first, second in _UNDRAWN.findall(told)]
        characters = {c for text in texts for c in text if not c.isspace()}
        if any(unicodedata.category(c).startswith("M") for c in characters):
            # a letter under a mark that cannot be drawn is refused with it
            characters = {c for c in characters if not self._draws(c)} or characters
        if characters:
            return MissingGlyph(characters, self.family)
        if "call depth" in error.message:
            return PdfError("its elements are nested too deeply to be typeset")
        return PdfError(f"typst does not set this letter: {' '.join(str(error.message).split())}")


def _stacked(text: str) -> int:
    """The longest run of combining marks in a text."""
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        longest = max(longest, run)
    return longest


def _text(quoted: str) -> str:
    """The string that a literal of Rust means."""
    plain = _ESCAPE.sub(lambda found: f"\\U{int(found.group(1), 16):08x}", quoted)
    try:
        return str(ast.literal_eval(plain))
    except (ValueError, SyntaxError):
        return quoted.strip('"')


RECIPES = {"letter": ("pdf", "main.xsl")}


def products(given: Given, options: Options) -> Iterator[Product]:
    """One .pdf a letter."""
    return letter_products(given, "pdf", ".pdf", layer="reading")


def maker(options: Options) -> Callable[[Product], Made]:
    """Makes PDFs; the file that a letter stands in is attached as it is, of a teiCorpus the letter alone."""
    sheets = Sheets(RECIPES, options)
    typesetter = PdfMaker(resources.fonts(), resources.xslt("pdf", "letter.typ"))
    environ = {"SOURCE_DATE_EPOCH": options.epoch} if options.epoch else {}

    def make(product: Product) -> Made:
        started = time.perf_counter()
        source, element = sheets.source(product)
        neutral, unhandled, findings = sheets.run(product, source.markup(element))
        data, name = source.data, Path(product.source).name
        if element is not source.root:
            data, name = source.markup(element).encode(), f"{Path(product.path).stem}.xml"
        try:
            pdf = typesetter.make(neutral, data, name, date=document_date(element, environ))
        except PdfError as error:
            finding = error.finding(product.name)
            if element is not source.root:
                which = f"this is the letter {product.settings['letter-id']}"
                finding = replace(finding, span=source.span(element), notes=(*finding.notes, which))
            return Made(None, (*findings, finding), unhandled)
        return Made(pdf, findings, unhandled, time.perf_counter() - started, sheets.saxon)

    return make
