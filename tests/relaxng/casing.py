"""A grammar with documents as a case: judged by the engine and by jing, made small, kept as JSON."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree
from tests.relaxng.markup import R
from tests.relaxng.oracle.jing import Jing
from tests.relaxng.random_documents import random_documents
from tests.relaxng.random_grammars import random_grammar

from letterbook import sources
from letterbook.findings import Problem
from letterbook.relaxng import Grammar

FOUND = Path(__file__).with_name("found")
SLOW = 5.0
"""Seconds after which the engine counts as hanging on a small case."""


@dataclass(frozen=True)
class Case:
    """A schema, the files that it reads, and documents; ``ids``: whether IDs are checked."""

    schema: bytes
    files: dict[str, bytes] = field(default_factory=dict)
    documents: tuple[bytes, ...] = ()
    ids: bool = True

    def write(self, folder: Path) -> Path:
        """Put the schema and its files into a folder, and no other schema; the schema's path."""
        for old in folder.glob("*.rng"):
            old.unlink()
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        path = folder / "schema.rng"
        path.write_bytes(self.schema)
        return path


@dataclass(frozen=True)
class Verdict:
    """What one of both says: whether the schema is correct, and which documents are valid."""

    correct: bool
    valid: tuple[bool, ...] = ()
    why: str = ""
    ids: bool = False
    """Whether all that is wrong with the schema are its types ID, IDREF and IDREFS: each may refuse it or not."""


@dataclass(frozen=True)
class Trouble:
    """Where they differ: a short name of the kind of difference, the document, and what was said."""

    kind: str
    document: bytes | None = None
    words: str = ""


def random_case(seed: int | str, documents: int = 5) -> Case:
    """The grammar and the documents of a seed."""
    grammar = random_grammar(seed)
    files = {name: etree.tostring(root) for name, root in grammar.files.items()}
    made = tuple(random_documents(grammar, seed, documents))
    return Case(etree.tostring(grammar.schema), files, made, grammar.ids)


def judged_by_jing(case: Case, jing: Jing, folder: Path) -> Verdict:
    """What jing says."""
    schema = jing.load(case.write(folder), ids=case.ids)
    try:
        if not schema.correct:
            why = schema.errors[0].message
            return Verdict(False, (), why, all("ID-type" in error.message for error in schema.errors))
        return Verdict(True, tuple(schema.valid(data) for data in case.documents))
    finally:
        schema.drop()


def overlooked(case: Case, message: str) -> bool:
    """Whether jing takes an incorrect schema, as it does for four reasons.

    It lends lengths to dates; it misses an element in two parts of an interleave where a text is mingled with it; it looks at
    each element once, so that an element which it has met may stand where none may; and it does not look behind references
    in the exceptions of data.
    """
    if "which has no length" in message:
        return True
    if "of one <interleave>" in message or "of another part of the <interleave>" in message:
        data = b"".join((case.schema, *case.files.values()))
        return b"<mixed" in data or (b"<interleave" in data and b"<text" in data)
    if message.startswith("an element may not stand in <"):
        return forbidden_elements(case)
    if "may not stand in the <except> of <data>" in message or "contains itself" in message:
        roots = [etree.fromstring(data) for data in (case.schema, *case.files.values())]
        excepts = [
            node for root in roots for data in root.iter(f"{R}data") for node in data.iter(f"{R}except")
        ]
        return any(True for node in excepts for _ in node.iter(f"{R}ref", f"{R}parentRef", f"{R}externalRef"))
    return False


def forbidden_elements(case: Case) -> bool:
    """Whether an element pattern stands where section 7.1 has none: in an attribute, a list, an exception."""
    roots = [etree.fromstring(data) for data in (case.schema, *case.files.values())]
    waiting = [
        child
        for root in roots
        for tag in ("attribute", "list", "data")
        for node in root.iter(R + tag)
        for child in node
    ]
    seen = set()
    while waiting:
        node = waiting.pop()
        if node.tag == f"{R}element":
            return True
        if node.tag == f"{R}externalRef" and node.get("href") in case.files and node.get("href") not in seen:
            seen.add(node.get("href"))
            waiting.append(etree.fromstring(case.files[node.get("href", "")]))
        name = node.get("name", "").strip()
        if node.tag in (f"{R}ref", f"{R}parentRef") and name not in seen:
            seen.add(name)
            waiting += [
                d for root in roots for d in root.iter(f"{R}define") if d.get("name", "").strip() == name
            ]
        waiting += list(node)
    return False


def troubles(case: Case, expected: Verdict, folder: Path) -> list[Trouble]:
    """Where the engine differs from what is expected of it."""
    began = time.monotonic()
    try:
        path = case.write(folder)
        grammar = Grammar.load(path, ids=case.ids)
        if len(case.schema) % 2:  # as the cache has it
            grammar = Grammar.load(path, ids=case.ids)
    except Problem as problem:
        message = problem.finding.message
        if expected.correct and not overlooked(case, message):
            return [Trouble("refuses a correct schema", None, message)]
        if problem.finding.code != "G003":
            return [Trouble(f"refuses with {problem.finding.code}", None, problem.finding.message)]
        return []
    except Exception as error:
        return [Trouble(f"fails to load with {type(error).__name__}", None, str(error))]
    if expected.ids:
        return []
    if not expected.correct:
        return [Trouble("accepts an incorrect schema", None, expected.why)]
    found = []
    for data, valid in zip(case.documents, expected.valid, strict=True):
        try:
            source = sources.parse(data, "document.xml")
            judged, faults = grammar.valid(source), list(grammar.check(source))
            spans = [fault.span(source) for fault in faults]
        except Exception as error:
            found.append(Trouble(f"fails with {type(error).__name__}", data, str(error)))
            continue
        said = "; ".join(fault.message for fault in faults)
        if judged == bool(faults):
            found.append(Trouble("valid() and check() differ", data, said))
        elif judged != valid:
            found.append(Trouble("valid, but not here" if valid else "invalid, but valid here", data, said))
        elif any(span.line < 1 or span.column < 1 for span in spans):
            found.append(Trouble("a fault has no place", data, said))
    if case.documents and not found:
        data = case.documents[-1]
        source = sources.parse(data, "document.xml")
        again = Grammar.load(path, ids=case.ids)
        if [fault.message for fault in again.check(source)] != [
            fault.message for fault in grammar.check(source)
        ]:
            found.append(Trouble("another answer from a fresh grammar", data))
    if time.monotonic() - began > SLOW:
        found.append(Trouble("slow", None, f"{time.monotonic() - began:.1f} s"))
    return found


def compact_troubles(case: Case, expected: Verdict, jing: Jing, folder: Path) -> list[Trouble]:
    """Where the engine differs over a correct grammar once trang has written that, and its files, in compact syntax."""
    if not expected.correct or expected.ids:
        return []
    target = folder / "compact" / "schema.rnc"
    target.parent.mkdir(exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        jing.trang(case.write(folder), target)
    except ValueError:  # not all that is correct can be written so
        return []
    text = target.read_text(encoding="utf-8")
    try:
        grammar = Grammar.load(target, ids=case.ids)
    except Problem as problem:
        if overlooked(case, problem.finding.message):
            return []
        return [Trouble("refuses compact syntax", None, f"{problem.finding.message}\n{text}")]
    schema = jing.load(target, ids=case.ids)  # trang does not always keep the namespace of a QName
    try:
        for data in case.documents:
            if grammar.valid(sources.parse(data, "document.xml")) != schema.valid(data):
                return [Trouble("differs in compact syntax", data, text)]
    finally:
        schema.drop()
    return []


# made small


def _smaller_trees(data: bytes) -> Iterator[bytes]:
    """The document with something less, larger losses first."""
    tree = etree.fromstring(data)
    count = sum(1 for _ in tree.iter())
    for number in range(1, count):
        for hoist in (False, True):
            again = copy.deepcopy(tree)
            node = list(again.iter())[number]
            parent = node.getparent()
            assert parent is not None
            if hoist:
                if not len(node):
                    continue
                at = parent.index(node)
                for offset, child in enumerate(list(node)):
                    parent.insert(at + offset, child)
            node.tail = None
            parent.remove(node)
            yield etree.tostring(again)
    for number in range(count):
        again = copy.deepcopy(tree)
        node = list(again.iter())[number]
        if not isinstance(node.tag, str):
            continue
        for name in list(node.attrib):
            again = copy.deepcopy(tree)
            node = list(again.iter())[number]
            del node.attrib[name]
            yield etree.tostring(again)
        again = copy.deepcopy(tree)
        node = list(again.iter())[number]
        if node.text or node.tail:
            node.text = node.tail = None
            yield etree.tostring(again)


def _smaller(case: Case) -> Iterator[Case]:
    for number in range(len(case.documents)):
        if len(case.documents) > 1:
            yield replace(case, documents=(case.documents[number],))
    if case.ids:
        yield replace(case, ids=False)
    for schema in _smaller_trees(case.schema):
        yield replace(case, schema=schema)
    for name, data in case.files.items():
        yield replace(case, files={other: text for other, text in case.files.items() if other != name})
        for smaller in _smaller_trees(data):
            yield replace(case, files={**case.files, name: smaller})
    if len(case.documents) == 1:
        for document in _smaller_trees(case.documents[0]):
            yield replace(case, documents=(document,))


def reduced(case: Case, still: Callable[[Case], bool], tries: int = 3000) -> Case:
    """A smaller case of which ``still`` holds."""
    progress = True
    while progress and tries > 0:
        progress = False
        for smaller in _smaller(case):
            tries -= 1
            if tries <= 0:
                break
            if len(smaller.schema) <= len(case.schema) and still(smaller):
                case, progress = smaller, True
                break
    return case


# kept


def save(case: Case, expected: Verdict, note: str, path: Path) -> None:
    """Keep a case with what is expected of it."""
    kept = {
        "note": note,
        "ids": case.ids,
        "schema": case.schema.decode(),
        "files": {name: data.decode() for name, data in case.files.items()},
        "correct": expected.correct,
        "documents": [
            {"xml": data.decode(), "valid": valid}
            for data, valid in zip(case.documents, expected.valid, strict=False)
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def kept(path: Path) -> tuple[Case, Verdict]:
    """A case that was kept, and what is expected of it."""
    read = json.loads(path.read_text(encoding="utf-8"))
    documents = tuple(document["xml"].encode() for document in read["documents"])
    files = {name: text.encode() for name, text in read["files"].items()}
    verdict = Verdict(read["correct"], tuple(document["valid"] for document in read["documents"]))
    return Case(read["schema"].encode(), files, documents, read["ids"]), verdict
