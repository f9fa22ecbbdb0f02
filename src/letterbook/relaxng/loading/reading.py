"""From the file of a grammar to its rows."""

from __future__ import annotations

from pathlib import Path

from letterbook.relaxng.loading.catalog import Catalog
from letterbook.relaxng.loading.files import Files
from letterbook.relaxng.loading.places import told
from letterbook.relaxng.loading.restrictions import check
from letterbook.relaxng.loading.simplification.definitions import Definitions
from letterbook.relaxng.loading.simplification.grammars import scopes
from letterbook.relaxng.loading.simplification.parts import Budget
from letterbook.relaxng.loading.simplification.pruning import reachable
from letterbook.relaxng.loading.simplification.references import References
from letterbook.relaxng.program import Program

__all__ = ["Catalog", "load_program"]


def load_program(
    path: Path, *, name: str | None = None, catalog: Catalog | None = None
) -> tuple[Program, list[tuple[Path, bytes]]]:
    """Read a grammar in XML or compact syntax, with the files that it asks for, and bring it into the simple form.

    ``name`` is what findings call the file. With the rows come the path and the bytes of each file that was read, the
    grammar's own first. Raises Problem with the place of what is wrong: GrammarError for a grammar that is incorrect or asks
    for what it may not have.
    """
    files = Files(path, name if name is not None else path.as_posix(), catalog)
    budget = Budget()
    top = References(files, budget).resolved(files.top())
    definitions = Definitions(scopes(top, budget), budget)
    program, old = reachable(definitions.program())
    wrong = check(program)
    if wrong is not None:
        raise told(wrong, definitions, old)
    return program, files.read
