"""RELAX NG: a grammar, and the faults it finds in a document. Knows nothing of letters.

The rest of Letterbook uses only ``Grammar`` and ``Fault``. For now libxml2 decides; its texts are turned into
sentences by ``explanations``, and faults that follow from another one at the same place are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.relaxng.explanations import Explained, explain, misnamed, misnamed_attribute
from letterbook.relaxng.loading import load_trees
from letterbook.relaxng.vocabulary import Vocabulary
from letterbook.sources import Source


class GrammarError(Problem):
    """A grammar that cannot be used: not RELAX NG, incorrect, or one that asks for files it may not have."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing a grammar does not allow, at an element or at one of its attributes (Clark notation)."""

    kind: str
    message: str
    element: etree._Element | None
    attribute: str | None = None
    line: int = 0
    help: str = ""

    def span(self, source: Source) -> Span:
        """The place of the fault in the source it was found in."""
        if self.element is None:
            return Span(source.name, self.line, 1 if self.line else 0)
        return source.span(self.element, self.attribute)


class Grammar:
    """A loaded grammar. It stays in the process that loaded it."""

    def __init__(self, engine: etree.RelaxNG, name: str, trees: Sequence[etree._ElementTree] = ()) -> None:
        self._engine = engine
        self._trees = trees
        self.name = name

    @classmethod
    def load(cls, path: Path, *, name: str | None = None) -> Grammar:
        """Read a grammar in XML syntax with what it includes from its own folder.

        Raises GrammarError with the place of what is wrong. Nothing is fetched from the network.
        """
        label = name if name is not None else path.as_posix()
        trees = load_trees(path, label)
        try:
            return cls(etree.RelaxNG(trees[0]), label, trees)
        except etree.RelaxNGParseError as error:
            entry = next((e for e in error.error_log if e.line), None)
            message = str(entry.message if entry else error).strip() or "no more is known"
            span = Span(label, entry.line, 1) if entry else Span(label)
            raise GrammarError(_incorrect(message, span)) from None

    def check(self, source: Source) -> Iterator[Fault]:
        """The faults of a document in document order, at most one an element; nothing for a valid one."""
        if self._engine.validate(source.tree):
            return
        faults = {fault.element: fault for fault in self._misnamed(source.root)}
        follows = _following(node for node, fault in faults.items() if fault.kind == "unknown")
        alike: _Alike = {}
        for entry in self._engine.error_log:
            element = _element(source, entry.path, alike)
            if element not in faults:
                told = explain(entry.message, element, self.vocabulary)
                if not follows(told, element):
                    faults[element] = _fault(told, element, entry.line)
        found = _causes(list(faults.values()))
        order = {node: number for number, node in enumerate(source.root.iter("*"))} if len(found) > 1 else {}
        yield from sorted(found, key=lambda fault: order.get(fault.element, -1))  # type: ignore[arg-type]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names that the grammar knows."""
        return Vocabulary(tree.getroot() for tree in self._trees)

    def _misnamed(self, root: etree._Element) -> Iterator[Fault]:
        """The elements and attributes whose names no rule of the grammar knows: they are never right."""
        names = self.vocabulary
        for element in root.iter("*"):
            if names.lacks(element):
                yield _fault(misnamed(element, names), element)
                continue
            wrong = next((str(name) for name in element.attrib if names.lacks_attribute(str(name))), None)
            if wrong is not None and names.has_attribute(element, wrong) is False:
                yield _fault(misnamed_attribute(element, wrong, names), element)


def _fault(told: Explained, element: etree._Element | None, line: int = 0) -> Fault:
    return Fault(told.kind, told.message, element, told.attribute, line, told.help)


def _following(
    strange: Iterable[etree._Element | None],
) -> Callable[[Explained, etree._Element | None], bool]:
    """Whether a fault comes of an element that the grammar does not know: one in it, around it or before it."""
    unknown = {node for node in strange if node is not None}
    above: set[etree._Element] = set()
    behind: set[etree._Element] = set()
    for node in unknown:
        for up in node.iterancestors():
            if up in above:
                break
            above.add(up)
    for parent in {node.getparent() for node in unknown} - {None}:
        children = list(parent.iterchildren("*"))  # type: ignore[union-attr]
        first = next(at for at, child in enumerate(children) if child in unknown)
        behind.update(children[first:])

    def follows(told: Explained, element: etree._Element | None) -> bool:
        if element is None or told.kind in ("attribute", "attributes"):
            return False
        if (told.kind != "text" and element in above) or (told.kind == "place" and element in behind):
            return True
        return any(up in unknown for up in element.iterancestors())

    return follows


def _incorrect(message: str, span: Span) -> Finding:
    text = f"the grammar is incorrect: {message[:1].lower()}{message[1:]}"
    return Finding("G003", Severity.ERROR, text, span, name="incorrect-grammar")


_Alike = dict[tuple[etree._Element, str], list[etree._Element]]


def _element(source: Source, path: str | None, known: _Alike) -> etree._Element | None:
    """The element that a path of libxml2 (``/*/*[2]/p``) names; prefixes in it need no declaration.

    ``known`` keeps the children that were looked through, for the paths of the same document.
    """
    if not path:
        return None
    node: etree._Element | None = None
    for step in path.strip("/").split("/"):
        name, _, number = step.partition("[")
        wanted = int(number.rstrip("]")) if number else 1
        if node is None:
            node = source.root
            continue
        key = (node, name)
        if key not in known:
            known[key] = [child for child in node.iterchildren("*") if _named(child, name)]
        if wanted > len(known[key]):
            return node
        node = known[key][wanted - 1]
    return node


def _named(element: etree._Element, step: str) -> bool:
    """``*`` stands for every element of libxml2's paths: of no prefix but with a namespace."""
    if step == "*":
        return True
    name = etree.QName(element)
    return step == (f"{element.prefix}:{name.localname}" if element.prefix else name.localname)


def _causes(faults: list[Fault]) -> list[Fault]:
    """Without the faults of elements that only fail because something in them does."""
    blamed = {fault.element for fault in faults}
    outer = {ancestor for node in blamed if node is not None for ancestor in node.iterancestors()}
    kept = [fault for fault in faults if fault.kind not in ("content", "extra") or fault.element not in outer]
    return kept or faults[:1]
