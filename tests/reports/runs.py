"""The three runs that every form is tested on: nothing found, a few findings of every kind, thousands.

Codes that begin with Z have no pages: what pages say may change.
"""

from __future__ import annotations

from letterbook.excerpts import excerpt
from letterbook.findings import Edit, Finding, Fix, Related, Severity, Span
from letterbook.reports import Report

LETTER = "tei/letters/humboldt-1829-10-15.xml"
OTHER = "tei/letters/вторая.xml"
PERSONS = "tei/registers/persons.xml"

FILES = {
    LETTER: (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="h1">\n'
        '  <correspAction type="sent"><persName ref="#a">𝕬lexander</persName>'
        '<date when="1829-10-14">den 15. Oktober 1829</date></correspAction>\n'
        f"      <p>{'Der Brief läuft lange so fort, ' * 9}und \u202edann\u202c kommt 日本 "
        f'<persName ref="../registers/persons.xml#rose-gustav">Rose</persName>{" und danach noch viel" * 9}.</p>\n'
        "  <p>zwei\u00ad\n  Zeilen</p>\n"
        "</TEI>\n"
    ),
    PERSONS: '<listPerson>\n  <person xml:id="rose-gustav"><death when="1826"/></person>\n</listPerson>\n',
}
"""The text of the files of the small run, from which its places and excerpts are taken."""


def read(name: str) -> bytes | None:
    """The bytes of a file of the small run."""
    return FILES[name].encode() if name in FILES else None


def span(file: str, text: str) -> Span:
    """The place of the first such text in a file."""
    data = FILES[file]
    at = data.index(text)
    start = len(data[:at].encode())
    line = data.count("\n", 0, at) + 1
    return Span(file, line, at - data.rfind("\n", 0, at), start, start + len(text.encode()))


def shown(place: Span) -> str:
    """Its excerpt."""
    return excerpt(FILES[place.file].encode(), "utf-8", place)


def _finding(code: str, severity: Severity, message: str, place: Span, **more: object) -> Finding:
    return Finding(code, severity, message, place, context=shown(place), **more)  # type: ignore[arg-type]


DATE = span(LETTER, 'when="1829-10-14"')
MENTION = span(LETTER, 'ref="../registers/persons.xml#rose-gustav"')
HYPHEN = span(LETTER, "\u00ad\n  Zeilen")
ROOT = span(LETTER, '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="h1">')
DEATH = span(PERSONS, '<death when="1826"/>')

CLEAN = Report(3, (), names=(LETTER, OTHER, PERSONS), root="edition")

MIXED = Report(
    5,
    (
        _finding(
            "Z904",
            Severity.ERROR,
            "the text says 15 October 1829, but @when says 14 October 1829",
            DATE,
            name="date-text-against-value",
            help="write 1829-10-15, or say in a note why the two differ",
            notes=("months are read in English, German, French and Russian",),
        ),
        _finding(
            "Z909",
            Severity.WARNING,
            "Gustav Rose is named as present in 1829, but died in 1826",
            MENTION,
            name="acting-after-death",
            related=(
                Related(DEATH, "the death stands here", shown(DEATH)),
                Related(Span(OTHER, 7, 3), "and this letter says it too"),
            ),
            help="ask whether another person is meant",
        ),
        _finding(
            "Z901",
            Severity.WARNING,
            "a soft hyphen (U+00AD) stands at the end of a line",
            HYPHEN,
            name="soft-hyphen",
            fix=Fix(
                "join the word over the line break, with <lb break='no'/>",
                (Edit(HYPHEN.start or 0, HYPHEN.end or 0, '<lb break="no"/>Zeilen'),),
                certain=True,
            ),
            page="https://letterbook.example/rules/soft-hyphen",
        ),
        Finding(
            "Z903",
            Severity.INFO,
            "the letter does not say where the original is kept",
            Span(LETTER),
            name="no-shelfmark",
            help="add msDesc/msIdentifier",
        ),
        Finding(
            "R003",
            Severity.ERROR,
            "cannot be read: permission denied",
            Span(OTHER),
            name="unreadable-file",
        ),
    ),
    names=(LETTER, OTHER, PERSONS, "tei/letters/clean.xml", "tei/letters/clean-2.xml"),
    root="edition",
    baselined=12,
    read=read,
)


def large(findings: int = 3000, files: int = 40) -> Report:
    """Many findings, evenly spread over many files, of all severities and a dozen codes."""
    names = [f"tei/letters/{number:04}.xml" for number in range(files)]
    each = -(-findings // files)
    made = []
    for number in range(findings):
        file, nth = divmod(number, each)
        place = Span(names[file], nth + 1, 5, nth * 60, nth * 60 + 11)
        made.append(
            Finding(
                f"Z{number % 12:03}",
                (Severity.WARNING, Severity.INFO, Severity.WARNING, Severity.ERROR)[number % 4],
                f"something is the matter with <p n='{nth}'>",
                place,
                name=f"matter-{number % 12}",
                help="look at it" if number % 3 else "",
                context=f"<p n='{nth:03}'>Dear {'Sir' if number % 2 else 'Madam'},</p>\n^^^^^^^^^^^",
            )
        )
    return Report(files + 2, tuple(made), names=(*names, "tei/letters/x.xml", "tei/letters/y.xml"))


RUNS = {"clean": CLEAN, "mixed": MIXED, "large": large()}
