"""Annotations (section 5): they are read, checked and left out."""

from __future__ import annotations

from letterbook.relaxng.loading.compact import words
from letterbook.relaxng.loading.compact.cursor import CNAME, NAMES, Cursor, split
from letterbook.relaxng.loading.compact.declarations import Declarations
from letterbook.relaxng.loading.compact.lexer import DOCUMENTATION, END, LITERAL

RELAX_NG = "http://relaxng.org/ns/structure/1.0"
_XMLNS = ("http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/")


def read_annotations(cursor: Cursor, declared: Declarations) -> None:
    """Go past what may stand before a pattern, name class, parameter or definition: ``##`` and ``[…]``."""
    kinds = cursor.kinds
    while kinds[cursor.at] == DOCUMENTATION:
        cursor.at += 1
    if kinds[cursor.at] == "[":
        _read_content(cursor, declared, outer=True)


def read_following(cursor: Cursor, declared: Declarations) -> bool:
    """Go past all of what ``>>`` adds after a pattern or name class; whether there was any."""
    found = False
    while cursor.kinds[cursor.at] == ">>":
        found = True
        cursor.at += 1
        if cursor.kind not in NAMES and cursor.kind != CNAME:
            raise cursor.missing("the name of an annotation")
        read_element(cursor, declared)
    return found


def read_element(cursor: Cursor, declared: Declarations) -> None:
    """Go past an element of an annotation that stands by itself; its name comes next."""
    _check_element(cursor, declared, nested=False)
    cursor.at += 1
    if cursor.kind != "[":
        raise cursor.missing(words.quoted("["))
    _read_content(cursor, declared, outer=False)


def after_annotations(cursor: Cursor) -> int:
    """The number of the first token that is not in the annotations that come next; nothing is checked."""
    kinds = cursor.kinds
    at = cursor.at
    while kinds[at] == DOCUMENTATION:
        at += 1
    depth = 0
    while kinds[at] != END and (depth or kinds[at] == "["):
        depth += (kinds[at] == "[") - (kinds[at] == "]")
        at += 1
    return at


def _read_content(cursor: Cursor, declared: Declarations, outer: bool) -> None:
    """Go past the brackets of an annotation (``outer``), or of an element of one, and all within them."""
    kinds = cursor.kinds
    open_at = [cursor.at]
    attributes: list[set[tuple[str, str]] | None] = [set()]  # None once the content has begun
    cursor.at += 1
    while open_at:
        kind = kinds[cursor.at]
        nested = len(open_at) > 1 or not outer
        if kind == "]":
            cursor.at += 1
            open_at.pop()
            attributes.pop()
        elif kind == LITERAL and nested:
            cursor.literal()
            attributes[-1] = None
        elif (kind in NAMES or kind == CNAME) and kinds[cursor.at + 1] == "=":
            names = attributes[-1]
            if names is None:
                raise cursor.error(words.LATE_ATTRIBUTE)
            name = _attribute_name(cursor, declared, nested)
            if name in names:
                raise cursor.error(words.ATTRIBUTE_TWICE)
            names.add(name)
            cursor.at += 2
            cursor.literal()
        elif kind in NAMES or kind == CNAME:
            _check_element(cursor, declared, nested)
            attributes[-1] = None
            cursor.at += 1
            if kinds[cursor.at] != "[":
                raise cursor.missing('"=" or "["')
            open_at.append(cursor.at)
            attributes.append(set())
            cursor.at += 1
        else:
            cursor.close(open_at[-1], "]", 'the name of an annotation or "]"')


def _attribute_name(cursor: Cursor, declared: Declarations, nested: bool) -> tuple[str, str]:
    """Namespace and local name of the attribute that comes next; GrammarError where it may not be one."""
    value = cursor.values[cursor.at]
    if cursor.kind != CNAME:
        if not nested:
            raise cursor.error(words.UNQUALIFIED)
        if value == "xmlns":
            raise cursor.error(words.XMLNS_ATTRIBUTE)
        return "", value
    prefix, local = split(value)
    uri = declared.namespace(cursor, prefix, cursor.at)
    if uri is None:
        raise cursor.error(words.INHERITED)
    if uri in _XMLNS or (not uri and local == "xmlns"):
        raise cursor.error(words.XMLNS_ATTRIBUTE)
    if not nested and not uri:
        raise cursor.error(words.UNQUALIFIED)
    if not nested and uri == RELAX_NG:
        raise cursor.error(words.RELAX_NG)
    return uri, local


def _check_element(cursor: Cursor, declared: Declarations, nested: bool) -> None:
    """GrammarError where the name that comes next may not be one of an annotation's element."""
    if cursor.kind == CNAME:
        uri = declared.namespace(cursor, split(cursor.values[cursor.at])[0], cursor.at)
        if uri is None:
            raise cursor.error(words.INHERITED)
        if not nested and uri == RELAX_NG:
            raise cursor.error(words.RELAX_NG)
