"""Steps 4.3 and 4.4: every ``data`` and ``value`` gets its datatype library, every ``value`` a type."""

from __future__ import annotations

from letterbook.relaxng.loading.tree import Node


def datatype_libraries(root: Node) -> list[tuple[Node, str | None]]:
    """4.3: ``data`` and ``value`` get the ``datatypeLibrary`` of the nearest element around that has one, else ``""``.

    Changes the nodes. Returns, from the same walk, the nodes that ask for other files, in document order, each with the
    nearest ``ns`` around it in the file (its own one too; None where there is none).
    """
    asking: list[tuple[Node, str | None]] = []
    todo: list[tuple[Node, str, str | None]] = [(root, "", None)]
    while todo:
        node, library, ns = todo.pop()
        attributes = node.attributes
        if attributes:
            library = attributes.get("datatypeLibrary", library)
            ns = attributes.get("ns", ns)
        kind = node.kind
        if kind == "data":
            attributes["datatypeLibrary"] = library
        elif kind == "value":
            attributes["datatypeLibrary"] = library
            type_of_value(node)
        elif kind == "include" or kind == "externalRef":
            asking.append((node, ns))
        if node.children:
            todo += [(child, library, ns) for child in reversed(node.children)]
    return asking


def type_of_value(node: Node) -> None:
    """4.4: a ``value`` without type is a ``token`` of the built-in library."""
    if "type" not in node.attributes:
        node.attributes["type"] = "token"
        node.attributes["datatypeLibrary"] = ""
