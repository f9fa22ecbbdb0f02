"""Step 4.16: what has to hold of each name class and datatype, also of those that later steps leave out."""

from __future__ import annotations

from letterbook.relaxng.datatypes import Datatype, DatatypeError, datatype
from letterbook.relaxng.errors import refused
from letterbook.relaxng.loading.tree import Node
from letterbook.relaxng.program import NameClass, Row

_XMLNS = "http://www.w3.org/2000/xmlns"


def any_in_except(node: Node, around: str) -> None:
    """4.16: no ``anyName`` in the exception of ``anyName``; neither that nor ``nsName`` in that of ``nsName``."""
    if around == "nsName":
        raise refused("in-ns", node.origin.span, kind=node.kind)
    if around == "anyName" and node.kind == "anyName":
        raise refused("any-in-any", node.origin.span)


def attribute_name(node: Node, name: NameClass) -> None:
    """4.16: no attribute is called ``xmlns``, and none is in the namespace of namespace declarations."""
    if name[0] == "name" and name[1] == "" and name[2] == "xmlns":
        raise refused("xmlns", node.origin.span)
    if name[0] != "anyName" and name[1].rstrip("/") == _XMLNS:
        raise refused("xmlns-uri", node.origin.span, namespace=name[1])


class Datatypes:
    """The datatypes of one grammar, each made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, tuple[tuple[str, str], ...]], Datatype] = {}

    def data(self, node: Node) -> Row:
        """4.16: a ``data`` names a datatype that there is, with parameters that it takes. Its row, without exception."""
        params = tuple(
            (child.attributes["name"], child.text) for child in node.children if child.kind == "param"
        )
        library, name = node.attributes["datatypeLibrary"], node.attributes["type"]
        self._datatype(node, library, name, params)
        return ("data", library, name, params, -1)

    def value(self, node: Node, ns: str) -> Row:
        """4.16: a ``value`` names a datatype that there is, and is a value of it. Its row."""
        library, name = node.attributes["datatypeLibrary"], node.attributes["type"]
        found = self._datatype(node, library, name, ())
        namespaces: dict[str, str] = {}
        if found.needs_namespaces:
            namespaces = {**node.origin.namespaces, "": ns}
        if library and found.value(node.text, namespaces) is None:
            raise refused("value", node.origin.span, text=node.text, type=name)
        return ("value", library, name, node.text, tuple(sorted(namespaces.items())))

    def _datatype(self, node: Node, library: str, name: str, params: tuple[tuple[str, str], ...]) -> Datatype:
        key = (library, name, params)
        found = self._known.get(key)
        if found is None:
            if params and not library:
                raise refused("params", node.origin.span, type=name)
            try:
                found = self._known[key] = datatype(library, name, params)
            except DatatypeError as error:
                raise refused("datatype", node.origin.span, why=str(error)) from None
        return found
