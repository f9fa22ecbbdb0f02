"""docs/reference/settings.md, made from what settings.py says of each key.

``python -m tests.settings_page`` writes it anew.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from letterbook.settings import Key, reference
from letterbook.writing import write

FILE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "settings.md"

MADE = "<!-- made by python -m tests.settings_page: change src/letterbook/settings.py, or that module -->"

INTRODUCTION = """# letterbook.toml

A folder that holds a file `letterbook.toml` is an edition; the file may be empty. Commands look for it in the folder
they are given (else the current one) and upwards. What an option on the command line says counts more than the file.
Paths are relative to the file, are written with `/`, and do not lead out of its folder. A folder stands for all files
in and below it; in a pattern `*` and `?` stand for characters of one name, `**` for any folders:
`tei/letters/**/*-draft.xml`.

A key that nobody knows, a value of another type and the name of a rule that does not exist are errors, told with their
line; nothing is checked or built then.
"""

KINDS = {
    "string": "text",
    "strings": "text or a list",
    "yes-no": "`true` or `false`",
    "number": "number",
    "levels": "level",
    "lists": "text or a list",
}

ABOUT = {
    "rules": """An example; all rules are listed in [Every code, and what it means](rules.md).

```toml
[rules]
H = "off"                           # nothing about rights and description
letter-without-place = "error"
D004 = "info"
no-licence = "on"                   # but of this, still
"no.seal" = "warning"               # the id of an assert of the edition's own
```

Of several keys that take in a rule the narrowest decides, whatever their order: its name or code before `D0`, that
before `D`, that before `all`. `"on"` wakes rules that are off until somebody asks for them, and gives each its own
severity; a severity wakes the rule that it is for, but with `D` or `all` it is for those that are on. `true` and
`false` stand for `"on"` and `"off"`.
""",
    "exceptions": """An example:

```toml
[exceptions]
"tei/letters/drafts" = ["letter-without-date", "C004"]
"tei/letters/*-facsimile.xml" = "T"
```

What holds for one place only is better said there, with its reason: `<?letterbook ignore NAME reason?>` before the
element.
""",
}

ORDER = """## What decides whether a finding is told

From the strongest to the weakest:

1. That a file could not be read, or not be checked, is always told: codes R001 to R099 and X001 to X099, and a
   Schematron that failed. Nothing can leave it out, and naming it to be left out is an error.
2. `--ignore` and `--select`. With `--select`, only what it names is told. A rule that is off is told when that is its
   name, its code, or `all`; the beginning of codes takes what is on. Of both, the narrower word decides; `--ignore` when
   they are alike.
3. `[exceptions]` for the file. Only `--select` with the very name or code of the rule is stronger.
4. `[rules]`. What it says of the severity holds for what `--select` wakes, too.
5. What the rule says of itself.

What is left is compared with the [baseline](../how-to/old-edition.md), if there is one.
"""


def row(key: Key) -> str:
    """A key's line in the table."""
    default = ", ".join(key.default) if isinstance(key.default, tuple) else str(key.default).lower()
    return f"| `{key.name}` | {KINDS[key.kind]} | {f'`{default}`' if default else ''} | {key.doc} |"


def page() -> str:
    """The whole page."""
    parts = [MADE, INTRODUCTION]
    for table, keys in groupby(reference(), key=lambda key: key.table):
        heading = f"## [{table}]" if table else "## At the top of the file"
        rows = "\n".join(map(row, keys))
        parts.append(
            f"{heading}\n\n| key | value | without it | what it says |\n| --- | --- | --- | --- |\n{rows}\n"
        )
        if table in ABOUT:
            parts.append(ABOUT[table])
    return "\n".join([*parts, ORDER])


if __name__ == "__main__":
    write(FILE, page().encode("utf-8"))
