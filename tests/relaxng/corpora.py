"""The grammars and real documents with which the engine and jing are compared, and valid documents made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from tests.relaxng.oracle.jing import Schema
from tests.relaxng.oracle.places import Places

from letterbook import sources

ROOT = Path(__file__).resolve().parents[2]
GRAMMARS = {
    "tei_all-4.9.0": "shared/schemas/tei_all-4.9.0.rng",
    "tei_all-4.12.0": "shared/schemas/tei_all-4.12.0.rng",
    "melp_odd": "shared/corpora/edgeworth/melp_odd.rng",
    "cmi-customization": "shared/schemas/cmi-customization.rng",
    "frus": "shared/corpora/frus/schema/frus.rnc",
    "letterbook": "schema/letterbook.rng",
}
"""The grammars that people judge letters by; those in ``shared`` lie beside the checkout."""

FOLDERS = ("cmif-schnitzler", "cmif-sig", "dehmel", "edgeworth", "frus")
SPREAD = {"dehmel": 70, "edgeworth": 14, "cmif-schnitzler": 10, "cmif-sig": 1, "frus": 1}
"""Of each corpus, every so-manieth file is in the sample that ``make test`` runs."""

LARGE = 400_000
"""Larger files, in bytes, are only in the complete run."""


def grammar_path(name: str) -> Path:
    """Where a grammar lies."""
    place = GRAMMARS[name]
    return ROOT.parent / place if place.startswith("shared/") else ROOT / place


def all_grammars() -> list[Path]:
    """Every grammar in the XML syntax beside the checkout."""
    folder = ROOT.parent / "shared"
    return sorted(
        [*folder.glob("schemas/*.rng"), *folder.glob("schemas/*/*.rng"), *folder.glob("schemas/odd/*/*.rng")]
    )


def documents(folder: str) -> list[Path]:
    """All files of a corpus."""
    return sorted((ROOT.parent / "shared" / "corpora" / folder).rglob("*.xml"))


def sample() -> list[Path]:
    """The fixed sample, of all corpora, and the edition that ships."""
    found = sorted((ROOT / "tei").rglob("*.xml"))
    for folder in FOLDERS:
        found += [path for path in documents(folder)[:: SPREAD[folder]] if path.stat().st_size <= LARGE]
    return found


@dataclass(frozen=True)
class Base:
    """A valid document of moderate size, made of a real one, to put faults into."""

    name: str
    grammar: str
    data: bytes


_BASES = {
    "tei_all-4.9.0": ("edgeworth", "dehmel", "cmif-schnitzler", "frus"),
    "tei_all-4.12.0": ("edgeworth", "dehmel", "cmif-schnitzler", "frus"),
    "melp_odd": ("edgeworth",),
    "cmi-customization": ("cmif-schnitzler", "cmif-sig", "dehmel"),
    "frus": ("frus",),
    "letterbook": ("tei", "edgeworth", "dehmel"),
}
_BASES_OF_EACH = 4


def bases(grammar: str, schema: Schema) -> Iterator[Base]:
    """Valid documents for a grammar: some of each corpus that is meant for it."""
    for folder in _BASES[grammar]:
        paths = sorted((ROOT / "tei").rglob("*.xml")) if folder == "tei" else documents(folder)
        if folder == "dehmel":
            paths = [p for p in paths if p.name == "cmif.xml"] if grammar == "cmi-customization" else paths
            paths = [p for p in paths if p.name != "sitemap.xml"]
        step = max(1, len(paths) // _BASES_OF_EACH)
        for path in paths[step // 2 :: step][:_BASES_OF_EACH]:
            data = mended(reduced(path.read_bytes()), schema)
            if data is not None:
                yield Base(f"{folder}/{path.name}", grammar, data)


def reduced(data: bytes, alike: int = 5) -> bytes:
    """A document without the siblings after the first few of one name."""
    tree = sources.parse(data, "document.xml").tree
    for parent in list(tree.getroot().iter("*")):
        seen: dict[str, int] = {}
        for child in list(parent.iterchildren("*")):
            seen[child.tag] = seen.get(child.tag, 0) + 1
            if seen[child.tag] > alike and not (child.tail or "").strip():
                parent.remove(child)
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)


def mended(data: bytes, schema: Schema, rounds: int = 60) -> bytes | None:
    """A document made valid by leaving out what jing complains of; None when that does not help."""
    for _ in range(rounds):
        said = schema.check(data)
        if not said:
            return data
        source = sources.parse(data, "document.xml")
        places = Places(source)
        for message in said:
            element = places.element(message)
            parent = None if element is None else element.getparent()
            if element is None or parent is None:
                return None
            name = message.message.split('"')[1] if "attribute " in message.message else ""
            if name and ("not allowed" in message.message or "is invalid" in message.message):
                element.attrib.pop(next((k for k in element.attrib if k.split("}")[-1] == name), ""), "")
            elif element.getroottree().getroot() is source.root:
                parent.remove(element)
                break
        data = etree.tostring(source.tree, encoding="utf-8", xml_declaration=True)
    return None
