"""Patterns and grammars of the compact syntax (sections 2 and A.1)."""

from __future__ import annotations

from letterbook.relaxng.loading.compact import words
from letterbook.relaxng.loading.compact.annotations import (
    after_annotations,
    read_annotations,
    read_element,
    read_following,
)
from letterbook.relaxng.loading.compact.characters import Characters
from letterbook.relaxng.loading.compact.cursor import CNAME, Cursor, split
from letterbook.relaxng.loading.compact.declarations import Declarations, ns, read_declarations
from letterbook.relaxng.loading.compact.lexer import END, IDENTIFIER, LITERAL, tokenize
from letterbook.relaxng.loading.compact.names import NameClasses, Step, run
from letterbook.relaxng.loading.tree import Node

_JOINED = {",": "group", "|": "choice", "&": "interleave"}
_REPEATED = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_ASSIGNED = {"=": None, "|=": "choice", "&=": "interleave"}
_COMPONENTS = ("start", "div", "include")


def parse(text: str, *, name: str, base: str) -> Node:
    """The root of the full syntax that a file in compact syntax stands for.

    ``name`` is what places call the file, ``base`` the address that relative ones in it start from. A file that is a
    pattern gives the node of that pattern, any other a ``grammar``. The names of elements and attributes are ``name``
    nodes; a namespace that is inherited from the including file is left unsaid. GrammarError where the text is not in
    the compact syntax; whether the grammar is correct beyond that is not looked at.
    """
    characters = Characters(text, name)
    cursor = Cursor(tokenize(characters), characters, base)
    declared = read_declarations(cursor)
    reader = _Patterns(cursor, declared)
    if _is_grammar(cursor):
        root = cursor.node("grammar", cursor.at)
        run(reader.body(root, included=False))
        if cursor.kind != END:
            raise cursor.missing("a definition")
        return root
    found: list[Node] = []
    run(reader.pattern(found))
    if cursor.kind != END:
        raise cursor.missing("an operator or the end of the file")
    if reader.followed >= 0:
        raise cursor.error(words.LONELY, reader.followed)
    return found[0]


def _is_grammar(cursor: Cursor) -> bool:
    """Whether what follows the declarations are definitions, not a pattern."""
    at = after_annotations(cursor)
    kind = cursor.kinds[at]
    if kind == END:
        return at == cursor.at
    if kind == IDENTIFIER:
        return cursor.kinds[at + 1] in _ASSIGNED or cursor.kinds[at + 1] == "["
    return kind in _COMPONENTS or (kind == CNAME and cursor.kinds[at + 1] == "[")


class _Patterns:
    """Reads patterns and definitions at a cursor; the readers of patterns append one node to ``into``.

    After a pattern, ``followed`` is the token of an annotation that stands beside its node, ``minus`` that of an exception
    without brackets around it; -1 where there is none.
    """

    def __init__(self, cursor: Cursor, declared: Declarations) -> None:
        self.cursor = cursor
        self.declared = declared
        self.names = NameClasses(cursor, declared)
        self.followed = -1
        self.minus = -1

    def pattern(self, into: list[Node]) -> Step:
        """Particles joined by one operator, or one alone."""
        cursor = self.cursor
        begin = cursor.at
        found: list[Node] = []
        yield self._particle(found)
        operator = cursor.kind
        if operator not in _JOINED:
            into += found
            return
        while cursor.kind == operator:
            self._no_minus(operator)
            cursor.at += 1
            yield self._particle(found)
        self._no_minus(operator)
        if cursor.kind in _JOINED:
            raise cursor.error(words.mixed(operator, cursor.kind))
        joined = cursor.node(_JOINED[operator], begin)
        joined.children = found
        into.append(joined)
        self.followed = -1

    def _no_minus(self, operator: str) -> None:
        if self.minus >= 0:
            raise self.cursor.error(words.mixed("-", operator), self.minus)

    def _particle(self, into: list[Node]) -> Step:
        """A primary pattern, which may be repeated, with its annotations."""
        cursor = self.cursor
        begin = cursor.at
        read_annotations(cursor, self.declared)
        yield self._primary(into)
        self._read_following()
        repeated = _REPEATED.get(cursor.kind)
        if repeated is None:
            return
        self._no_minus(cursor.kind)
        cursor.at += 1
        node = cursor.node(repeated, begin)
        node.children.append(into.pop())
        into.append(node)
        self.followed = -1
        self._read_following()
        if cursor.kind in _REPEATED:
            raise cursor.error(words.mixed(cursor.kinds[cursor.at - 1], cursor.kind))

    def _read_following(self) -> None:
        begin = self.cursor.at
        if read_following(self.cursor, self.declared):
            self.followed = begin

    def _primary(self, into: list[Node]) -> Step:
        """A pattern without operator, or one in brackets."""
        cursor = self.cursor
        begin = cursor.at
        kind = cursor.kinds[begin]
        if kind == "(":
            cursor.at += 1
            yield self.pattern(into)
            cursor.close(begin, ")", 'an operator or ")"')
            self.minus = -1
            return
        if kind == IDENTIFIER:
            cursor.at += 1
            into.append(cursor.node("ref", begin, {"name": cursor.values[begin]}))
        elif kind in ("element", "attribute"):
            cursor.at += 1
            node = cursor.node(kind, begin)
            into.append(node)
            yield self.names.name_class(node.children, self.declared.default if kind == "element" else "")
            yield self._braced(node)
        elif kind in ("list", "mixed"):
            cursor.at += 1
            into.append(cursor.node(kind, begin))
            yield self._braced(into[-1])
        elif kind in ("empty", "notAllowed", "text"):
            cursor.at += 1
            into.append(cursor.node(kind, begin))
        elif kind == LITERAL:
            into.append(self._value(begin, {}))
        elif kind == CNAME or kind in ("string", "token"):
            yield self._data(into)
            return
        elif kind == "parent":
            cursor.at += 1
            name = cursor.identifier("the name of a definition")
            into.append(cursor.node("parentRef", begin, {"name": name}))
        elif kind == "external":
            cursor.at += 1
            href = {"href": cursor.literal()}
            into.append(cursor.node("externalRef", begin, href | self._inherited()))
        elif kind == "grammar":
            cursor.at += 1
            into.append(cursor.node(kind, begin))
            yield self._body_in_braces(into[-1], included=False)
        else:
            raise cursor.missing("a pattern")
        self.followed = self.minus = -1

    def _braced(self, node: Node) -> Step:
        """The pattern in braces that is the content of the node."""
        cursor = self.cursor
        opening = cursor.at
        cursor.take("{")
        yield self.pattern(node.children)
        cursor.close(opening, "}", 'an operator or "}"')

    def _value(self, begin: int, attributes: dict[str, str]) -> Node:
        # a value of a type such as QName is read with the default namespace
        return self.cursor.node("value", begin, attributes | ns(self.declared.default), self.cursor.literal())

    def _data(self, into: list[Node]) -> Step:
        """A datatype with a value, or with parameters and an exception."""
        cursor = self.cursor
        begin = cursor.at
        library, name = "", cursor.values[begin]
        if cursor.kind == CNAME:
            prefix, name = split(name)
            library = self.declared.library(cursor, prefix, begin)
        cursor.at += 1
        self.followed = self.minus = -1
        attributes = {"datatypeLibrary": library, "type": name}
        if cursor.kind == LITERAL:
            into.append(self._value(begin, attributes))
            return
        node = cursor.node("data", begin, attributes)
        into.append(node)
        if cursor.kind == "{":
            self._read_parameters(node)
        if cursor.kind == "-":
            minus = cursor.at
            cursor.at += 1
            exception = cursor.node("except", minus)
            node.children.append(exception)
            read_annotations(cursor, self.declared)
            yield self._primary(exception.children)
            self._no_minus("-")
            self.followed, self.minus = -1, minus

    def _read_parameters(self, node: Node) -> None:
        cursor = self.cursor
        opening = cursor.at
        cursor.at += 1
        while cursor.kind not in ("}", END):
            read_annotations(cursor, self.declared)
            at = cursor.at
            attributes = {"name": cursor.name("the name of a parameter")}
            cursor.take("=")
            node.children.append(cursor.node("param", at, attributes, cursor.literal()))
        cursor.close(opening, "}")

    def _inherited(self) -> dict[str, str]:
        """The namespace that a referenced file inherits: that of the prefix named here, else the default one."""
        cursor = self.cursor
        if cursor.kind != "inherit":
            return ns(self.declared.default)
        cursor.at += 1
        cursor.take("=")
        at = cursor.at
        return ns(self.declared.namespace(cursor, cursor.name("a prefix"), at))

    def _body_in_braces(self, node: Node, included: bool) -> Step:
        """The definitions in braces that are the content of the node."""
        opening = self.cursor.at
        self.cursor.take("{")
        yield self.body(node, included)
        self.cursor.close(opening, "}", 'a definition or "}"')

    def body(self, node: Node, included: bool) -> Step:
        """The definitions of a grammar, ``div`` or (``included``) ``include``, as far as there are any."""
        cursor = self.cursor
        kinds = cursor.kinds
        while kinds[cursor.at] not in ("}", END):
            if kinds[cursor.at] in (IDENTIFIER, CNAME) and kinds[cursor.at + 1] == "[":
                read_element(cursor, self.declared)
                continue
            read_annotations(cursor, self.declared)
            begin = cursor.at
            kind = kinds[begin]
            cursor.at += 1
            if kind == IDENTIFIER:
                component = cursor.node("define", begin, {"name": cursor.values[begin]})
                yield self._assigned(component)
            elif kind == "start":
                component = cursor.node(kind, begin)
                yield self._assigned(component)
            elif kind == "div":
                component = cursor.node(kind, begin)
                yield self._body_in_braces(component, included)
            elif kind == "include":
                if included:
                    raise cursor.error(words.NO_INCLUDE, begin)
                component = cursor.node(kind, begin, {"href": cursor.literal()} | self._inherited())
                if kinds[cursor.at] == "{":
                    yield self._body_in_braces(component, included=True)
            else:
                cursor.at = begin
                raise cursor.missing("a definition")
            node.children.append(component)

    def _assigned(self, component: Node) -> Step:
        """What is defined: the sign of assignment, and a pattern."""
        cursor = self.cursor
        if cursor.kind not in _ASSIGNED:
            raise cursor.missing('"=", "|=" or "&="')
        combined = _ASSIGNED[cursor.kind]
        if combined is not None:
            component.attributes["combine"] = combined
        cursor.at += 1
        yield self.pattern(component.children)
