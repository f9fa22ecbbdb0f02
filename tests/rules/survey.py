"""What rules find in real letters: ``python -m tests.rules.survey CODE… [--all] [--corpus NAME]``.

Prints for each rule and corpus how many findings there are and the first ten, to be read and judged.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.rules.judging import concise, judged, relative, rules_of

from letterbook.findings import Finding
from letterbook.reading.edition import Edition
from letterbook.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpora"


def corpora() -> Iterator[tuple[str, Edition]]:
    """Each corpus as an edition of its own."""
    for folder in sorted(path for path in SHARED.iterdir() if path.is_dir()):
        paths = [folder / "volumes"] if folder.name == "frus" else [folder]
        yield folder.name, relative(Edition.open(paths, Settings()), folder)


def main() -> None:
    """Print it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("codes", nargs="*")
    parser.add_argument("--all", action="store_true", help="print every finding")
    parser.add_argument("--corpus")
    given = parser.parse_args()
    for name, edition in corpora():
        if given.corpus not in (None, name):
            continue
        began = time.perf_counter()
        by_rule: dict[str, list[Finding]] = defaultdict(list)
        for finding in judged(edition, rules_of(*given.codes)):
            by_rule[f"{finding.code} {finding.name}"].append(finding)
        files = len(edition.letter_files) + len(edition.register_files)
        print(f"\n#### {name}: {files} files, {time.perf_counter() - began:.1f} s")
        for rule, found in sorted(by_rule.items()):
            print(f"\n== {rule}: {len(found)}")
            for finding in found if given.all else found[:10]:
                print(concise([finding]) + "    | " + finding.context.replace("\n", "\n    | "))


if __name__ == "__main__":
    main()
