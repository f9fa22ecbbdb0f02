"""Breaks letters at random and runs everything over them. By hand: ``python tests/hostile/fuzz.py SECONDS [SEED]``.

Each round mutates some letters, bytes and trees alike, into a folder of its own; checks them by the shipped schemas
and makes every export. A round in which something is raised, a worker ends or time runs out is kept and told.
"""

from __future__ import annotations

import copy
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from letterbook import exports, index, resources, validation
from letterbook.findings import Finding
from letterbook.reading.edition import Edition
from letterbook.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
BATCH = 24
SUSPECT = (
    "a worker ended",
    "longer than",
    "Traceback",
    "codec",
    "parser: JAXP",
    "NullPointer",
    "XMLSyntaxError",
)
"""Words of messages that tell of Letterbook's own failure, or of one that deserves words of its own."""
VALUES = (
    "",
    " ",
    "#",
    "../../x",
    "0",
    "-1",
    "99999999999999999999",
    "x" * 5000,
    "\u202e",
    "{0}",
    "a b c",
    "NaN",
    "-0000",
)


def letters() -> list[bytes]:
    """What is mutated: the shipped edition, and fifty letters of a corpus where it is there."""
    corpus = sorted((ROOT.parent / "shared" / "corpora" / "edgeworth").rglob("*.xml"))
    shipped = sorted((ROOT / "tei").rglob("*.xml"))
    return [path.read_bytes() for path in (*shipped * 4, *corpus[:: max(1, len(corpus) // 50)][:50])]


def bytes_broken(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, doubled, lost, or put in from elsewhere."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(out)), chance.choice((1, 2, 5, 40, 400))
        kind = chance.randrange(5)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + size]
        elif kind == 2:
            out[at:at] = out[at : at + size]
        elif kind == 3:
            out[at:at] = chance.choice(
                (b"<", b"&", b"]]>", b"<!--", b"\0", b"\xff\xfe", b"&#0;", b"<p>", b"</p>", b"\xc2\x85")
            )
        else:
            other = chance.randrange(len(out))
            out[at:at] = out[other : other + size]
    return bytes(out) or b"x"


def tree_broken(data: bytes, chance: random.Random) -> bytes:
    """A few elements lost, moved, doubled, renamed, emptied or nested; attributes set to odd values."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, collect_ids=False))
    for _ in range(chance.randint(1, 12)):
        every = [element for element in root.iter("*") if element.getparent() is not None]
        if not every:
            break
        one, two = chance.choice(every), chance.choice(every)
        parent = one.getparent()
        assert parent is not None
        kind = chance.randrange(9)
        if kind == 0:
            parent.remove(one)
        elif kind == 1 and two not in one.iter():
            two.insert(chance.randint(0, len(two)), one)
        elif kind == 2:
            one.tag = two.tag
        elif kind == 3:
            one.text = chance.choice(("", None, "x" * 3000, "\u0301" * 40, "\u0085\u2028", "a\u05d0b"))
        elif kind == 4:
            for child in list(one):
                one.remove(child)
        elif kind == 5 and one.attrib:
            one.set(chance.choice(list(map(str, one.attrib))), chance.choice(VALUES))
        elif kind == 6 and two.attrib:
            for name, value in two.attrib.items():
                one.set(str(name), str(value))
        elif kind == 7:
            for _ in range(chance.choice((3, 50, 300))):
                wrapped = etree.Element(one.tag)
                parent.replace(one, wrapped)
                wrapped.append(one)
                parent = wrapped
        else:
            one.addprevious(copy.deepcopy(one))
    return etree.tostring(root, encoding="utf-8")


def once(folder: Path) -> list[str]:
    """Check and export what is in the folder; what looks like a failure of Letterbook's own."""
    plan = validation.plan_of([resources.schema("letterbook.rng"), resources.schema("letterbook.sch")])
    edition = Edition.open([folder], Settings())
    found: list[Finding] = list(validation.validate_edition(edition, plan=plan, timeout=20, jobs=1).findings)
    made = exports.run(
        index.build(edition, jobs=1), edition.settings, ("html", "pdf", "text"), folder / "out", jobs=1
    )
    found += made.findings
    told = [
        f"{f.span.file}: {f.code} {f.message[:300]}"
        for f in found
        if any(word in f.message for word in SUSPECT)
    ]
    return told + [f"half written: {path}" for path in folder.rglob("*.part")]


def main(seconds: float, seed: int) -> int:
    """Rounds until the time is over; the number of rounds that broke something."""
    started, rounds, broken, kinds = time.monotonic(), 0, 0, Counter[str]()
    sources = letters()
    breakers: list[tuple[str, Callable[[bytes, random.Random], bytes]]] = [
        ("bytes", bytes_broken),
        ("tree", tree_broken),
    ]
    while time.monotonic() - started < seconds:
        chance = random.Random(seed + rounds)
        folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{seed + rounds}-"))
        for number in range(BATCH):
            name, breaker = chance.choice(breakers)
            kinds[name] += 1
            (folder / f"{number}-{name}.xml").write_bytes(breaker(chance.choice(sources), chance))
        begun = time.monotonic()
        try:
            told = once(folder)
        except Exception:
            told = [traceback.format_exc()]
        if time.monotonic() - begun > 60:
            told.append(f"took {time.monotonic() - begun:.0f} s")
        rounds += 1
        if told:
            broken += 1
            print(f"seed {seed + rounds - 1}, kept in {folder}:", *told, sep="\n  ", flush=True)
        else:
            shutil.rmtree(folder)
    print(
        f"{rounds} rounds, {dict(kinds)} files in {time.monotonic() - started:.0f} s, {broken} rounds broke something"
    )
    return broken


if __name__ == "__main__":
    sys.exit(1 if main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0) else 0)
