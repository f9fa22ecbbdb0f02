"""Writes expected.txt and fixed.xml of rules anew: ``python -m tests.rules.expecting CODE…``. Read what it wrote."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.rules.judging import concise, judged, mended, opened, rules_of

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
            fixed = path.with_name(path.name.replace("bad", "fixed"))
            made = mended(path, rules_of(code))
            if made and path.is_dir():
                shutil.copytree(path, fixed, dirs_exist_ok=True)
            for name, data in made.items():
                file = fixed / name if path.is_dir() else fixed
                file.write_bytes(data)
                print(f"== {file.relative_to(HERE)} written")


if __name__ == "__main__":
    main(sys.argv[1:])
