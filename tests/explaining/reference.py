"""docs/reference/rules.md and the pages beside it, made from what ``letterbook explain`` shows.

``python -m tests.explaining.reference`` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from letterbook import explaining
from letterbook.explaining import FAMILIES, Page
from letterbook.writing import write

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
LIST = "rules.md"

MADE = "<!-- made by python -m tests.explaining.reference: change the rule's module, or the page's file -->"

INTRODUCTION = """# Every code, and what it means

Each finding has a code and a name. `letterbook explain NAME` shows the page of one in the terminal; `letterbook rules`
lists the rules as your edition sets them. In letterbook.toml, and in `<?letterbook ignore NAME reason?>`, either word
will do.

A rule is a check that knows what a letter is. Assertions say what the Schematron that comes with Letterbook,
`schema/letterbook.sch`, adds to its grammar; their name is their code. Other codes say that a file or the edition
cannot be used as it is: those that begin with R or X are always told.
"""

OTHERS = "Other codes"


def title(family: str) -> str:
    """The heading of a family."""
    return OTHERS if family == OTHERS else f"{family.capitalize()}: {FAMILIES[family]}"


def group(page: Page) -> str:
    """What a page is listed under."""
    return page.family if page.kind != "code" else OTHERS


def grouped() -> list[tuple[str, list[Page]]]:
    """Families in their order with their pages, other codes last."""
    order = [*FAMILIES, OTHERS]
    pages = sorted(explaining.all_pages(), key=lambda page: (order.index(group(page)), page.sort_key))
    return [(family, list(some)) for family, some in groupby(pages, key=group)]


def listed() -> str:
    """The page that lists all."""
    parts = [INTRODUCTION]
    for family, pages in grouped():
        rows = "\n".join(map(row, pages))
        parts.append(
            f"## {title(family)}\n\n| code | name | severity | what it says |\n| --- | --- | --- | --- |\n{rows}\n"
        )
    return f"{MADE}\n\n" + "\n".join(parts)


def row(page: Page) -> str:
    """A page's line in the table."""
    code = "" if page.kind == "assert" else page.code
    severity = page.severity.label if page.default else f"off ({page.severity.label})"
    fix = "; `--fix` mends it" if page.fixable else ""
    return f"| {code} | [{page.name}]({page.file}#{page.anchor}) | {severity} | {page.title}{fix} |"


def told(family: str, pages: Iterable[Page]) -> str:
    """The pages of a family, one below the other."""
    text = "\n".join(f"#{page.markdown}".replace("\n## ", "\n### ") for page in pages)
    return f"{MADE}\n\n# {title(family)}\n\n[All codes]({LIST})\n\n{text}"


def made() -> dict[str, str]:
    """Every file with its text."""
    files = {LIST: listed()}
    for family, pages in grouped():
        files[pages[0].file] = told(family, pages)
    return files


def main() -> None:
    """Write the files, and remove those of families that are no more."""
    files = made()
    for old in FOLDER.glob("rules-*.md"):
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        write(FOLDER / name, text.encode("utf-8"))


if __name__ == "__main__":
    main()
