"""The order of findings: the same in every process, whatever order they were found in."""

from __future__ import annotations

import itertools

from letterbook.findings import Finding, Related, Severity, Span

PLACE = Span("a.xml", 3, 4, 50, 60)


def finding(**more: object) -> Finding:
    """A finding that differs from others only in these fields."""
    return Finding("T003", Severity.INFO, "two spaces", more.pop("span", PLACE), **more)  # type: ignore[arg-type]


def test_findings_that_differ_in_anything_have_one_order() -> None:
    """They come out of sets, whose order is another in each process."""
    other = Related(Span("b.xml", 1, 1), "here")
    all_of_them = [
        finding(),
        finding(help="write one"),
        finding(notes=("so it is twice",)),
        finding(related=(other,)),
        finding(span=Span("a.xml", 3, 4, 50, 61)),
    ]
    orders = {
        tuple(sorted(order, key=lambda one: one.sort_key)) for order in itertools.permutations(all_of_them)
    }
    assert len(orders) == 1
