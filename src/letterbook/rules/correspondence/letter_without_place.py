"""Nothing says from where the letter was sent

What it does
------------
Finds a letter that has no place of sending: neither in its `correspAction` of the type `sent`, nor a tagged place in a
`dateline` of its text. A place in words (`<placeName>o. O.</placeName>`), an address, and an empty place of which a
`gap`, a `note` or an attribute says more all count.

Why it matters
--------------
Maps, itineraries and catalogues need the place. Many letters name none, so this is only a hint: one word says that the
place is not known, and nobody has to look again.

Example
-------
    <correspAction type="sent">
      <persName>Richard Dehmel</persName>
      <date when="1901-04-24"/>
    </correspAction>

Use instead
-----------
    <correspAction type="sent">
      <persName>Richard Dehmel</persName>
      <placeName>Unknown</placeName>
      <date when="1901-04-24"/>
    </correspAction>

Fix
---
None: a place is for somebody to find, or to say that it cannot be found.

Source
------
TEI Guidelines, Correspondence Description: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/HD.html#HD44CD>
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.tei import TEI, plain
from letterbook.rules import Entries, Fault, LetterView, Words
from letterbook.rules.correspondence._actions import of_type, says_where
from letterbook.rules.correspondence._opening import own, said

CODE = "C004"
NAME = "letter-without-place"
SEVERITY = Severity.INFO
MESSAGES = {
    "en": {
        "nowhere": Words(
            "nothing says from where the letter was sent",
            help="add a placeName; write Unknown if nobody knows where it was",
            notes=("its dateline reads: {dateline}",),
        ),
    }
}

_PLACES = tuple(TEI + name for name in ("placeName", "settlement", "geogName", "address"))


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """A letter whose sent actions have no place, and whose datelines have none with a name or a pointer."""
    sent = of_type(letter, "sent")
    if not sent or any(says_where(action) for action in sent):
        return
    lines = own(letter, "dateline")
    for line in lines:
        if any(place.get("ref") or place.get("key") or plain(place) for place in line.iter(*_PLACES)):
            return
    yield Fault(sent[0].element, "nowhere", {"dateline": said(lines)})
