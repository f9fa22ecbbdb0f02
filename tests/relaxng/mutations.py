"""One fault put into a document, chosen by a seed: what people do to letters, and a little worse."""

from __future__ import annotations

import copy
import random
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SPACE = "urn:another"


@dataclass(frozen=True, slots=True)
class Mutation:
    """A changed document: its bytes, the kind of change, and the path of the element that was changed."""

    data: bytes
    kind: str
    path: str
    what: str


def _pick(rng: random.Random, elements: Sequence[etree._Element]) -> etree._Element:
    return elements[rng.randrange(len(elements))]


def _elements(root: etree._Element) -> list[etree._Element]:
    return list(root.iter("*"))


def _below(root: etree._Element) -> list[etree._Element]:
    return _elements(root)[1:]


def _misspelt(rng: random.Random, name: str) -> str:
    """A name with one letter left out, doubled, exchanged with the next, or in the other case."""
    at = rng.randrange(len(name))
    way = rng.randrange(4)
    if way == 0 and len(name) > 2 and at > 0:
        return name[:at] + name[at + 1 :]
    if way == 1:
        return name[: at + 1] + name[at] + name[at + 1 :]
    if way == 2 and at + 1 < len(name) and name[at] != name[at + 1] and name[at + 1] not in "-.0123456789":
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    swapped = name[at].swapcase()
    if swapped == name[at] or len(swapped) != 1:
        return name + rng.choice(string.ascii_lowercase)
    return name[:at] + swapped + name[at + 1 :]


def _clark(space: str | None, local: str) -> str:
    return f"{{{space}}}{local}" if space else local


def _remove(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    assert parent is not None
    previous = element.getprevious()
    if element.tail:
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    element.tail = None
    parent.remove(element)


def _path(element: etree._Element) -> str:
    return str(element.getroottree().getpath(element))


Change = Callable[[etree._Element, random.Random], tuple[str, str] | None]
"""Changes a tree; gives the path of the changed element and words, or None when there is nothing to change."""


def _rename(root: etree._Element, rng: random.Random) -> tuple[str, str]:
    elements = _elements(root)
    element, other = _pick(rng, elements), _pick(rng, elements)
    before = element.tag
    element.tag = other.tag
    return _path(element), f"{before} renamed to {other.tag}"


def _misspell(root: etree._Element, rng: random.Random) -> tuple[str, str]:
    element = _pick(rng, _elements(root))
    name = etree.QName(element)
    element.tag = _clark(name.namespace, _misspelt(rng, name.localname))
    return _path(element), f"{name.localname} misspelt as {element.tag}"


def _move(root: etree._Element, rng: random.Random) -> tuple[str, str] | None:
    below = _below(root)
    if not below:
        return None
    element = _pick(rng, below)
    inside = set(element.iter("*"))
    targets = [e for e in _elements(root) if e not in inside]
    target = _pick(rng, targets)
    _remove(element)
    target.insert(rng.randint(0, len(target)), element)
    return _path(element), f"{element.tag} moved into {target.tag}"


def _swap(root: etree._Element, rng: random.Random) -> tuple[str, str] | None:
    having = [e for e in _elements(root) if len(list(e.iterchildren("*"))) > 1]
    if not having:
        return None
    parent = _pick(rng, having)
    children = list(parent.iterchildren("*"))
    at = rng.randrange(len(children) - 1)
    first = children[at]
    _remove(first)
    children[at + 1].addnext(first)
    return _path(first), f"{first.tag} put behind {children[at + 1].tag}"


def _drop(root: etree._Element, rng: random.Random) -> tuple[str, str] | None:
    below = _below(root)
    if not below:
        return None
    element = _pick(rng, below)
    parent = element.getparent()
    assert parent is not None
    _remove(element)
    return _path(parent), f"{element.tag} dropped"


def _unwrap(root: etree._Element, rng: random.Random) -> tuple[str, str] | None:
    """The tags of an element are dropped, what it holds stays."""
    having = [e for e in _below(root) if len(e)]
    if not having:
        return None
    element = _pick(rng, having)
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)
    _remove(element)
    return _path(parent), f"tags of {element.tag} dropped"


def _double(root: etree._Element, rng: random.Random) -> tuple[str, str] | None:
    below = _below(root)
    if not below:
        return None
    element = _pick(rng, below)
    again = copy.deepcopy(element)
    again.tail = None
    for node in again.iter("*"):  # a doubled id is a fault of its own
        if _XML_ID in node.attrib:
            del node.attrib[_XML_ID]
    element.addprevious(again)
    return _path(element), f"{element.tag} doubled"


def _attribute_added(root: etree._Element, rng: random.Random) -> tuple[str, str] | None:
    known = sorted({(str(k), str(v)) for e in _elements(root) for k, v in e.attrib.items() if k != _XML_ID})
    known += [("bogus", "x")]
    element = _pick(rng, _elements(root))
    name, value = rng.choice(known)
    if name in element.attrib:
        return None
    element.set(name, value)
    return _path(element), f"@{name} added to {element.tag}"


def _having_attributes(root: etree._Element, rng: random.Random) -> tuple[etree._Element, str] | None:
    having = [e for e in _elements(root) if e.attrib]
    if not having:
        return None
    element = _pick(rng, having)
    return element, rng.choice(sorted(str(name) for name in element.attrib))


def _attribute_dropped(root: etree._Element, rng: random.Random) -> tuple[str, str] | None:
    chosen = _having_attributes(root, rng)
    if chosen is None:
        return None
    element, name = chosen
    del element.attrib[name]
    return _path(element), f"@{name} dropped from {element.tag}"


def _attribute_misspelt(root: etree._Element, rng: random.Random) -> tuple[str, str] | None:
    chosen = _having_attributes(root, rng)
    if chosen is None:
        return None
    element, name = chosen
    qualified = etree.QName(name)
    other = _clark(qualified.namespace, _misspelt(rng, qualified.localname))
    if other in element.attrib:
        return None
    value = element.attrib.pop(name)
    element.set(other, value)
    return _path(element), f"@{name} of {element.tag} misspelt as {other}"


_VALUES = (
    "",
    " ",
    "x y",
    "22.2.1961",
    "1961-02-30",
    "-1",
    "12,5",
    "#",
    "a b.xml",
    "%zz",
    "nonsense!",
    "\u00a0",
)


def _value_changed(root: etree._Element, rng: random.Random) -> tuple[str, str] | None:
    chosen = _having_attributes(root, rng)
    if chosen is None:
        return None
    element, name = chosen
    value = rng.choice(_VALUES)
    element.set(name, value)
    return _path(element), f"@{name} of {element.tag} changed to {value!r}"


def _text_put(root: etree._Element, rng: random.Random) -> tuple[str, str]:
    bare = [
        e
        for e in _elements(root)
        if not (e.text or "").strip() and not any((c.tail or "").strip() for c in e.iterchildren())
    ]
    element = _pick(rng, bare or _elements(root))
    children = list(element)
    if children and rng.random() < 0.5:
        child = rng.choice(children)
        child.tail = (child.tail or "") + "words"
    else:
        element.text = (element.text or "") + "words"
    return _path(element), f"text put into {element.tag}"


def _wrong_namespace(root: etree._Element, rng: random.Random) -> tuple[str, str]:
    element = _pick(rng, _elements(root))
    name = etree.QName(element)
    spaces = [_SPACE, "http://www.w3.org/1999/xhtml"]
    if None not in element.nsmap:  # libxml2 writes no xmlns=""
        spaces.append("")
    space = rng.choice(spaces)
    element.tag = _clark(space if space != name.namespace else _SPACE, name.localname)
    return _path(element), f"{name.localname} put into namespace {space!r}"


def _inserted(root: etree._Element, rng: random.Random) -> tuple[str, str]:
    """An empty element of a name that the document has elsewhere."""
    elements = _elements(root)
    target, other = _pick(rng, elements), _pick(rng, elements)
    new = etree.Element(other.tag)
    target.insert(rng.randint(0, len(target)), new)
    return _path(new), f"empty {other.tag} put into {target.tag}"


CHANGES: dict[str, Change] = {
    "element renamed": _rename,
    "element misspelt": _misspell,
    "element moved": _move,
    "element put behind the next": _swap,
    "element dropped": _drop,
    "tags dropped": _unwrap,
    "element doubled": _double,
    "element put in": _inserted,
    "attribute added": _attribute_added,
    "attribute dropped": _attribute_dropped,
    "attribute misspelt": _attribute_misspelt,
    "value changed": _value_changed,
    "text put in": _text_put,
    "wrong namespace": _wrong_namespace,
}
"""The kinds of change, by name."""

SINGLE = tuple(
    kind for kind in CHANGES if kind not in ("tags dropped", "element put in", "element put behind the next")
)
"""Those that are one fault in the eyes of who made it: tags dropped leave all that they held in the wrong place."""


def change(
    root: etree._Element, rng: random.Random, kinds: Sequence[str] = tuple(CHANGES)
) -> tuple[str, str, str]:
    """Change a tree in place; the kind, the path of the element and words."""
    for _ in range(50):
        kind = rng.choice(kinds)
        done = CHANGES[kind](root, rng)
        if done is not None:
            return kind, *done
    return "wrong namespace", *_wrong_namespace(root, rng)


def mutate(data: bytes, seed: int | str, kinds: Sequence[str] = tuple(CHANGES)) -> Mutation:
    """The document with one change; the same seed makes the same."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)
    root = etree.fromstring(data, parser)
    kind, path, what = change(root, random.Random(seed), kinds)
    return Mutation(
        etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True), kind, path, what
    )
