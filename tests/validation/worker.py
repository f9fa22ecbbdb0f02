"""What the worker of these tests does: Saxon is locked there, as it is when files are judged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from letterbook import saxon, sources
from letterbook.schematron import CompiledSchema, run
from letterbook.validation.judges import Judges
from letterbook.validation.schematrons import executable

Answer = tuple[list[tuple[str, str, int]], list[str], bool]


def setup(root: Path | None) -> Callable[[tuple[str, CompiledSchema | None]], Answer]:
    """The function that judges a file by the Schematron it names, or by one that is given.

    It answers with id, role and line of each failure; the findings about the schemas; and whether all is settled.
    """
    judges = Judges(root=root)

    def handle(item: tuple[str, CompiledSchema | None]) -> Answer:
        path, given = item
        source = sources.read(Path(path), name=Path(path).name)
        judging = judges.for_source(source)
        ready = [*judging.schematrons, *([] if given is None else [(given, executable(given))])]
        failures = []
        for schema, compiled in ready:
            try:
                for failure in run(schema, compiled, source):
                    place = source.node_at(failure.path)
                    failures.append(
                        (failure.assertion_id, failure.role, source.span(place.element, place.attribute).line)
                    )
            except saxon.SaxonError as error:
                failures.append(("failed", str(error), 0))
        return failures, [f"{f.code} {f.message}" for f in judging.findings], judging.settled

    return handle
