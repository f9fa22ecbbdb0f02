"""A place that letterbook new left to be filled in was not

What it does
------------
Finds the words in square brackets that `letterbook new` writes where it does not know what to write, such as
`[Salutation]`. Only
these words, to the letter, are found; square brackets of editors are not.

It is a remark while the letter is a draft (`revisionDesc` with the status `draft`), and a warning after that.

Why it matters
--------------
They would be printed as part of the letter.

Example
-------
    <opener><salute>[Salutation]</salute></opener>

Use instead
-----------
    <opener><salute>Dear Mr. Quill,</salute></opener>

Fix
---
None: a person writes what belongs there, or takes the element away.

Source
------
The letter that `letterbook new` begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from letterbook import resources
from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.text._joined import joined, verbatim

CODE = "T014"
NAME = "placeholder-left"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "left": Words(
            "{said} was left by letterbook new, to be filled in",
            help="write what belongs there, or take the element away",
        )
    }
}

OTHERS = ("[Salutation]", "[Who publishes the letter?]", "[Under which terms is the letter published?]")
"""What the command writes into the places of its template."""
_BRACKETED = re.compile(r"\[[^\[\]<>@]+\]")


@cache
def placeholders() -> tuple[str, ...]:
    """All that the command leaves to be filled in."""
    template = resources.templates("letter.xml").read_text(encoding="utf-8")
    return tuple(dict.fromkeys((*_BRACKETED.findall(template), *OTHERS)))


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Each place that still has its placeholder."""
    whole = joined(document)
    if "[" not in whole.string or not any(said in whole.string for said in placeholders()):
        return
    draft = any(element.get("status") == "draft" for element in document.all("revisionDesc"))
    wanted = re.compile("|".join(re.escape(said) for said in placeholders()))
    for place, match in whole.found(wanted):
        if not verbatim(place.text.element):
            milder = Severity.INFO if draft else None
            yield Fault(place.text.element, "left", {"said": match[0]}, text=place, severity=milder)
