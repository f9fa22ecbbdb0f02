"""Other ways to write a grammar, in several files too; and damage that may make it incorrect."""

from __future__ import annotations

import random

from lxml import etree
from tests.relaxng.markup import SPACES, R, holds, make
from tests.relaxng.random_types import XSD

Files = dict[str, etree._Element]


def vary(root: etree._Element, rng: random.Random) -> Files:
    """Combine, div, nested grammars, other files with overrides, annotations, inherited ns; the files that it reads then."""
    defines = root.findall(f"{R}define")
    names = [str(define.get("name")) for define in defines]
    files: Files = {}
    if rng.random() < 0.25:
        _combine(rng.choice(defines), rng)
    if rng.random() < 0.25:
        nested = _nest(rng.choice(defines), names, rng)
        if rng.random() < 0.3:
            files |= _include(nested, "nested.rng", rng)
    if rng.random() < 0.15:
        div = make("div")
        defines[0].addprevious(div)
        div.append(defines[0])
    if rng.random() < 0.1:
        note = etree.Element("{urn:note}note")
        note.text = "a note"
        chosen = rng.choice(list(root.iter(f"{R}*")))
        chosen.insert(0, note)
        chosen.set("{urn:note}by", "x")
    if rng.random() < 0.15:
        files |= _external(root, rng)
    if rng.random() < 0.2:
        files |= _include(root, "included.rng", rng)
        if rng.random() < 0.3:
            files |= _include(files.get("included.rng", root), "second.rng", rng)
    if rng.random() < 0.2:
        _inherit(root, rng)
    return files


def _combine(define: etree._Element, rng: random.Random) -> None:
    """Something that changes nothing is added by another definition."""
    how, nothing = rng.choice([("choice", "notAllowed"), ("interleave", "empty")])
    other = make("define", make(nothing), name=str(define.get("name")), combine=how)
    if rng.random() < 0.5:
        define.set("combine", how)
    define.addnext(other)
    if rng.random() < 0.2:
        define.addnext(make("define", make(nothing), name=str(define.get("name")), combine=how))


def _nest(define: etree._Element, names: list[str], rng: random.Random) -> etree._Element:
    """What a definition holds stands in a grammar of its own, which refers to the one around it."""
    inner = define[0]
    for ref in list(inner.iter(f"{R}ref")):
        ref.tag = f"{R}parentRef"
    nested = make("grammar", make("start", inner))
    if rng.random() < 0.5:  # a definition of its own, called like one of those around it
        name = rng.choice([*names, "own"])
        nested[0].append(make("ref", name=name))
        nested.append(make("define", inner, name=name))
    if rng.random() < 0.2:
        between = [make("define", make("parentRef", name=name), name=name) for name in names]
        define.append(make("grammar", make("start", nested), *between))
    else:
        define.append(nested)
    return nested


def _external(root: etree._Element, rng: random.Random) -> Files:
    """An element that refers to nothing becomes a file of its own."""
    alone = [
        node
        for node in root.iter(f"{R}element")
        if not holds(node, "ref") and not holds(node, "parentRef") and not holds(node, "grammar")
    ]
    if not alone:
        return {}
    node = rng.choice(alone)
    parent = node.getparent()
    assert parent is not None
    reference = make("externalRef", href="external.rng")
    if rng.random() < 0.3:
        reference.set("ns", rng.choice(SPACES))
    parent.replace(node, reference)
    if rng.random() < 0.3:
        node = make("grammar", make("start", node))
    if rng.random() < 0.15:
        return {"external.rng": make("externalRef", href="further.rng"), "further.rng": node}
    return {"external.rng": node}


def _include(root: etree._Element, name: str, rng: random.Random) -> Files:
    """Some definitions, and perhaps the start, stand in a file that is included, and are perhaps replaced."""
    defines = root.findall(f"{R}define")
    if rng.random() < 0.3:
        defines += root.findall(f"{R}start")
    if not defines:
        return {}
    attributes = dict(root.attrib)
    if rng.random() < 0.4:
        attributes.pop("ns", None)
    included = etree.Element(root.tag, attributes, nsmap=root.nsmap)
    moved = rng.sample(defines, rng.randint(1, len(defines)))
    include = make("include", href=name)
    if rng.random() < 0.2:
        include.set("ns", rng.choice(SPACES))
    for define in moved:
        included.append(define)
    if rng.random() < 0.5:
        first = moved[0]
        old = make(etree.QName(first).localname, make("element", make("empty"), name="old"))
        if first.get("name") is not None:
            old.set("name", str(first.get("name")))
        holder = include
        if rng.random() < 0.2:
            holder = make("div")
            include.append(holder)
        for define in [
            one for one in included if (one.tag, one.get("name")) == (first.tag, first.get("name"))
        ]:
            holder.append(define)
        included.append(old)
    if rng.random() < 0.2 and len(included):
        included.append(make("div", included[0]))
    root.append(include)
    return {name: included}


def _inherit(root: etree._Element, rng: random.Random) -> None:
    """Attributes that what stands below inherits, and names with blanks."""
    nodes = list(root.iter(f"{R}*"))
    for node in rng.sample(nodes, min(len(nodes), 2)):
        way = rng.randrange(4)
        if way < 2:
            node.set("ns", rng.choice(SPACES))
        elif way == 2 and not holds(node, "data") and not holds(node, "value"):
            node.set("datatypeLibrary", rng.choice(["", XSD]))
        elif node.get("name"):
            node.set("name", f" {node.get('name')}\n")


def damage(root: etree._Element, rng: random.Random, names: tuple[str, ...] = ()) -> None:
    """Something that may make the grammar incorrect; ``names`` are what it defines."""
    nodes = [node for node in root.iter(f"{R}*") if node is not root]
    if not nodes:
        return
    node = rng.choice(nodes)
    parent = node.getparent()
    assert parent is not None
    way = rng.randrange(7)
    if way == 0:
        parent.remove(node)
    elif way == 1:
        tags = (
            "group",
            "choice",
            "interleave",
            "oneOrMore",
            "list",
            "mixed",
            "attribute",
            "element",
            "except",
        )
        node.tag = R + rng.choice(tags)
    elif way == 2:
        wrapper = make(rng.choice(["group", "oneOrMore", "list", "interleave", "choice", "mixed"]))
        parent.replace(node, wrapper)
        wrapper.append(node)
    elif way == 3:
        target = rng.choice(nodes)
        if target is not node and node not in target.iterancestors():
            target.append(node)
    elif way == 4:
        if holds(root, "ref"):
            parent.replace(node, make("ref", name=rng.choice([*names, "nothing"])))
    elif way == 5:
        if node.attrib:
            name = rng.choice(sorted(str(key) for key in node.attrib))
            if rng.random() < 0.5:
                del node.attrib[name]
            else:
                node.set(
                    name,
                    rng.choice(["", "a", "b", "x:a", "z:a", " a ", "interleave", "choice", "1", "xmlns"]),
                )
    else:
        node.addnext(make(rng.choice(["text", "empty", "notAllowed", "ref", "value", "anyName", "choice"])))
