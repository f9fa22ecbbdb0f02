"""The date a product carries: from the data, never from the clock.

The newest ``change/@when`` of the letter's ``revisionDesc`` decides; without one the environment's
``SOURCE_DATE_EPOCH``; without that ``FIXED``. So the same input gives the same bytes on any day
and in any time zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from lxml import etree

from letterbook.reading.tei import TEI

FIXED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of products whose source names no change, when ``SOURCE_DATE_EPOCH`` is not set."""

_W3C = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII
)


def parse_w3c(text: str) -> datetime | None:
    """A W3C date (year, month, day or time) as its first second in UTC; None for anything else.

    A value without a zone is taken as UTC.
    """
    found = _W3C.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (
        int(part) if part else low for part, low in zip(found.groups()[:6], (1, 1, 1, 0, 0, 0), strict=True)
    )
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        zone = found.group(7)
        if zone and zone != "Z":
            shift = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
            moment += -shift if zone[0] == "+" else shift
    except (ValueError, OverflowError):
        return None
    return moment


def newest_change(element: etree._Element) -> datetime | None:
    """The newest ``change/@when`` in the header of a ``TEI`` element; None when none has a readable date."""
    changes = element.iterfind(f"{TEI}teiHeader/{TEI}revisionDesc//{TEI}change[@when]")
    dates = [moment for change in changes if (moment := parse_w3c(change.get("when", ""))) is not None]
    return max(dates, default=None)


def document_date(element: etree._Element, environ: Mapping[str, str]) -> datetime:
    """The date, in UTC, that products made from this ``TEI`` element carry."""
    changed = newest_change(element)
    if changed is not None:
        return changed
    try:
        return datetime.fromtimestamp(int(environ.get("SOURCE_DATE_EPOCH", "")), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return FIXED
