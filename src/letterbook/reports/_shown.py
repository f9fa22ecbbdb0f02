"""Which findings forms for people show in full, and what is said of the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from letterbook.findings import Finding
from letterbook.reports import Manner, Report
from letterbook.reports._safe import safe
from letterbook.reports._words import counted, mendable, tally, title

_MANY = 20
"""From so many findings on it is told which there are most of."""

_TOLD = 5

_OURS = re.compile(r"[A-Z]\d{3}")
"""Codes that have a page; of names only Letterbook's own assertions, and not those of an edition."""


def shown(report: Report, manner: Manner) -> set[int] | None:
    """``id()`` of the findings shown in full, the worst where not all may be; None for all of them."""
    if manner.maximum is None or len(report.findings) <= manner.maximum:
        return None
    return {id(finding) for finding in report.ranked()[: manner.maximum]}


def rest(report: Report, manner: Manner) -> Iterator[str]:
    """One line on the findings that were not shown, and how to see them; nothing where all were."""
    if manner.maximum is None or len(report.findings) <= manner.maximum:
        return
    left: list[Finding] = report.ranked()[manner.maximum :]
    files = len({finding.span.file for finding in left})
    yield (
        f"{counted(len(left), 'more finding')} in {counted(files, 'file')} ({', '.join(tally(left))}): "
        "see them all with a larger --max, or one on each line with --format concise"
    )


def hints(report: Report) -> Iterator[str]:
    """What may be done now: a line on what there is most of, on fixes, on the baseline, on where to read more."""
    if len(report.findings) >= _MANY:
        most = Counter(map(title, report.findings)).most_common(_TOLD + 1)
        if len(most) > 1:
            yield "most often: " + ", ".join(f"{safe(one)} ({number:,})" for one, number in most[:_TOLD])
    fixes = sum(map(mendable, report.findings))
    if fixes:
        what = "it" if len(report.findings) == 1 else f"{fixes:,} of them"
        yield f"{what} can be mended by --fix; --diff shows how"
    if report.baselined:
        yield f"{counted(report.baselined, 'finding')} of the baseline not shown"
    ours = _explained(report)
    if ours is not None:
        about = "" if len(report.findings) == 1 else " about one"
        yield f"to read more{about}: letterbook explain {ours}"


def _explained(report: Report) -> str | None:
    """The code of the worst finding that has a page."""
    for code in dict.fromkeys(finding.code for finding in report.ranked()):
        if _OURS.fullmatch(code):
            return code
        from letterbook.explaining import find

        if find(code) is not None:
            return code
    return None
