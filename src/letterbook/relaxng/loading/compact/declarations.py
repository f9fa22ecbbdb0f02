"""The declarations at the head of a file (section 4), and what prefixes stand for."""

from __future__ import annotations

import re

from letterbook.relaxng.loading.compact import words
from letterbook.relaxng.loading.compact.cursor import NAMES, Cursor

XML = "http://www.w3.org/XML/1998/namespace"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:[^#]++")


class Declarations:
    """What is declared: namespaces by prefix, the default one, datatype libraries by prefix.

    A namespace that is None is inherited from the file that includes this one.
    """

    def __init__(self) -> None:
        self.prefixes: dict[str, str | None] = {"xml": XML}
        self.default: str | None = None
        self.datatypes = {"xsd": XSD}

    def namespace(self, cursor: Cursor, prefix: str, at: int) -> str | None:
        """The namespace of a prefix used by the token ``at``; GrammarError when none is declared."""
        try:
            return self.prefixes[prefix]
        except KeyError:
            raise cursor.error(words.undeclared(prefix, datatypes=False), at) from None

    def library(self, cursor: Cursor, prefix: str, at: int) -> str:
        """The datatype library of a prefix used by the token ``at``; GrammarError when none is declared."""
        try:
            return self.datatypes[prefix]
        except KeyError:
            raise cursor.error(words.undeclared(prefix, datatypes=True), at) from None


def ns(namespace: str | None) -> dict[str, str]:
    """The attributes that say a namespace: none where it is inherited."""
    return {} if namespace is None else {"ns": namespace}


def read_declarations(cursor: Cursor) -> Declarations:
    """Read all declarations; the namespaces of the cursor's nodes are set to what they say."""
    declared = Declarations()
    seen: set[tuple[str, str]] = set()
    while cursor.kind in ("namespace", "default", "datatypes"):
        if cursor.kind == "datatypes":
            _read_datatypes(cursor, declared, seen)
        else:
            _read_namespace(cursor, declared, seen)
    if declared.default:
        cursor.namespaces[""] = declared.default
    cursor.namespaces.update((prefix, uri) for prefix, uri in declared.prefixes.items() if uri)
    return declared


def _read_datatypes(cursor: Cursor, declared: Declarations, seen: set[tuple[str, str]]) -> None:
    begin = cursor.at
    cursor.at += 1
    prefix = cursor.name("a prefix")
    cursor.take("=")
    value = cursor.at
    uri = cursor.literal()
    if ("datatypes", prefix) in seen:
        raise cursor.error(words.declared_twice(f"the prefix {words.quoted(prefix)} of datatypes"), begin)
    if prefix == "xsd" and uri != XSD:
        raise cursor.error(words.XSD_PREFIX, begin)
    if uri and not _ABSOLUTE.fullmatch(uri):
        raise cursor.error(words.LIBRARY, value)
    seen.add(("datatypes", prefix))
    declared.datatypes[prefix] = uri


def _read_namespace(cursor: Cursor, declared: Declarations, seen: set[tuple[str, str]]) -> None:
    begin = cursor.at
    default = cursor.kind == "default"
    prefix = ""
    if default:
        cursor.at += 1
        cursor.take("namespace")
        if cursor.kind in NAMES:
            prefix = cursor.name("a prefix")
    else:
        cursor.at += 1
        prefix = cursor.name("a prefix")
    cursor.take("=")
    uri: str | None = None
    if cursor.kind == "inherit":
        cursor.at += 1
    else:
        uri = cursor.literal()
    if default:
        if ("default", "") in seen:
            raise cursor.error(words.declared_twice("the default namespace"), begin)
        seen.add(("default", ""))
        declared.default = uri
    if prefix == "xmlns":
        raise cursor.error(words.XMLNS_PREFIX, begin)
    if (prefix == "xml") != (uri == XML):
        raise cursor.error(words.XML_PREFIX if prefix == "xml" else words.XML_URI, begin)
    if prefix:
        if ("namespace", prefix) in seen:
            raise cursor.error(words.declared_twice(f"the prefix {words.quoted(prefix)}"), begin)
        seen.add(("namespace", prefix))
        declared.prefixes[prefix] = uri
