"""The forms' texts as they were read and found good: ``python -m tests.reports.golden`` writes them anew, to be read again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.reports.runs import RUNS

from letterbook import __version__, reports
from letterbook.reports import Report

FOLDER = Path(__file__).parent / "golden"
EXTENSIONS = {"csv": "csv", "gitlab": "json", "json": "json", "junit": "xml", "sarif": "sarif"}
HEAD, TAIL, LONG = 120, 12, 600
"""Of a text of more than ``LONG`` lines so many are kept; of what is between them there is a hash."""


def path(form: str, run: str) -> Path:
    """The file of a form and a run."""
    extension = EXTENSIONS.get(form, "txt")
    return FOLDER / (f"{run}.{form}" if form == extension else f"{run}.{form}.{extension}")


def text(form: str, report: Report) -> str:
    """What is kept of the form's text."""
    made = reports.render(form, report).replace(f'"{__version__}"', '"VERSION"')
    if form == "sarif":
        made = _laid_out(made)
    lines = made.splitlines(keepends=True)
    if len(lines) <= LONG:
        return made
    between = "".join(lines[HEAD:-TAIL])
    digest = hashlib.sha256(between.encode()).hexdigest()
    kept = [*lines[:HEAD], f"... {len(lines) - HEAD - TAIL} lines, {digest} ...\n", *lines[-TAIL:]]
    return "".join(kept)


def _laid_out(made: str) -> str:
    """SARIF for readers, without what the pages of real codes say."""
    log = json.loads(made)
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        if not rule["id"].startswith("Z"):
            rule["help"] = rule["shortDescription"] = rule["fullDescription"] = {"text": "what the page says"}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write all files anew."""
    FOLDER.mkdir(exist_ok=True)
    for form in reports.names():
        for run, report in RUNS.items():
            path(form, run).write_text(text(form, report), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
