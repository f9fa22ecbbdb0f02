"""Writes expected.txt and fixed.xml of rules anew: ``python -m tests.rules.expecting CODE…``. Read what it wrote."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.rules.judging import concise, judged, opened, rules_of

from letterbook import editing
from letterbook.sources import read

HERE = Path(__file__).parent


def main(codes: list[str]) -> None:
    """For each code: its bad cases, judged by that rule alone."""
    for code in codes:
        for path in sorted((HERE / code).glob("bad*")):
            if path.suffix == ".txt":
                continue
            found = judged(opened(path), rules_of(code))
            target = path.with_name(path.name.replace("bad", "expected").removesuffix(".xml") + ".txt")
            target.write_text(concise(found), encoding="utf-8", newline="\n")
            print(f"== {target.relative_to(HERE)}\n{concise(found)}")
            edits = [e for f in found if f.fix is not None and f.fix.certain for e in f.fix.edits]
            if edits and path.is_file():
                fixed = path.with_name(path.name.replace("bad", "fixed"))
                fixed.write_bytes(editing.apply(read(path), edits).data)
                print(f"== {fixed.relative_to(HERE)} written")


if __name__ == "__main__":
    main(sys.argv[1:])
