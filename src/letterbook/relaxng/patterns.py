"""Patterns, each made once: two that are equal are the same object, so that what is found out about one is kept on it.

The constructors keep a normal form: choice is flat, ordered, without duplicates and without notAllowed; empty and notAllowed
vanish from group and interleave. Nothing here recurses, however deep a grammar is nested.
"""

from __future__ import annotations

from collections.abc import Iterable

from letterbook.relaxng.datatypes import Datatype
from letterbook.relaxng.names import NameClass

_MOST = 1_000_000


class TooManyPatterns(Exception):
    """A document that leads a grammar into more patterns than there is memory for; no honest grammar comes near."""


class Pattern:
    """What may come. ``nullable``: nothing needs to; the flags say what stands in it outside of elements (``needs_scope``: values
    that depend on what is declared where they stand).

    ``order`` puts patterns in the order of the grammar, whatever a run has met before: the first row of the grammar that is in
    it, then a number made of all of them. What derivatives find out is kept in the other slots (see derivatives.py).
    """

    __slots__ = (
        "attributed",
        "closed",
        "has_attributes",
        "has_strings",
        "has_text",
        "leaves",
        "needs_scope",
        "nullable",
        "number",
        "order",
        "starts",
        "texted",
        "tokens",
        "verdicts",
    )

    nullable: bool
    has_attributes: bool
    has_text: bool
    has_strings: bool
    needs_scope: bool

    def __init__(self, number: int) -> None:
        self.number = number
        self.order = (-1, number)
        self.nullable = self.has_attributes = self.has_text = False
        self.has_strings = self.needs_scope = False
        self.starts: dict[str, tuple[tuple[Element, Pattern], ...]] | None = None
        self.attributed: dict[str, tuple[tuple[Attribute, Pattern], ...]] | None = None
        self.closed: Pattern | None = None
        self.texted: Pattern | None = None
        self.leaves: tuple[Pattern, ...] | None = None
        self.tokens: dict[tuple[bool, ...], Pattern] = {}
        self.verdicts: dict[str, bool] = {}

    @property
    def parts(self) -> tuple[Pattern, ...]:
        """The patterns that this one is made of; what an element holds is no part."""
        return ()

    def _gather(self) -> None:
        parts = self.parts
        made = hash((_KINDS.index(type(self)), *[part.order[1] for part in parts]))
        self.order = (min([part.order[0] for part in parts]), made)
        for part in parts:
            self.has_attributes |= part.has_attributes
            self.has_text |= part.has_text
            self.has_strings |= part.has_strings
            self.needs_scope |= part.needs_scope


class Empty(Pattern):
    """Nothing."""

    __slots__ = ()


class NotAllowed(Pattern):
    """What can never be."""

    __slots__ = ()


class Text(Pattern):
    """Any text, or none."""

    __slots__ = ()


class Choice(Pattern):
    """One of its members; at least two, none of them a choice. ``single``: its members, where each judges a text alone."""

    __slots__ = ("by_name", "members", "others", "single")

    def __init__(self, number: int, members: tuple[Pattern, ...]) -> None:
        super().__init__(number)
        self.members = members
        self.nullable = any(member.nullable for member in members)
        self.by_name: dict[str, list[Pattern]] | None = None
        self.others: tuple[Pattern, ...] = ()
        single = tuple([member for member in members if isinstance(member, Data | Value)])
        self.single = single if len(single) == len(members) else ()
        self._gather()

    @property
    def parts(self) -> tuple[Pattern, ...]:
        return self.members

    def index(self) -> dict[str, list[Pattern]]:
        """The members that are elements of listed names, by name; ``others`` are all that remain."""
        found = self.by_name
        if found is None:
            found = {}
            others = []
            for member in self.members:
                if isinstance(member, Element) and not member.names.wild:
                    for name in member.names.names:
                        found.setdefault(name, []).append(member)
                else:
                    others.append(member)
            self.others = tuple(others)
            self.by_name = found
        return found


class Group(Pattern):
    """First ``left``, then ``right``; attributes of both in any order."""

    __slots__ = ("left", "right")

    def __init__(self, number: int, left: Pattern, right: Pattern) -> None:
        super().__init__(number)
        self.left = left
        self.right = right
        self.nullable = left.nullable and right.nullable
        self._gather()

    @property
    def parts(self) -> tuple[Pattern, ...]:
        return (self.left, self.right)


class Interleave(Pattern):
    """All members, mingled; at least two, none of them an interleave."""

    __slots__ = ("members",)

    def __init__(self, number: int, members: tuple[Pattern, ...]) -> None:
        super().__init__(number)
        self.members = members
        self.nullable = all(member.nullable for member in members)
        self._gather()

    @property
    def parts(self) -> tuple[Pattern, ...]:
        return self.members


class OneOrMore(Pattern):
    """Its member, once or several times. ``more`` is what may come after the first time.

    ``mixed``: text is one of the things that may come each time, so that a text before it makes no difference.
    """

    __slots__ = ("member", "mixed", "more")

    def __init__(self, number: int, member: Pattern) -> None:
        super().__init__(number)
        self.member = member
        self.more: Pattern = self
        self.mixed = isinstance(member, Choice) and any(isinstance(one, Text) for one in member.members)
        self.nullable = member.nullable
        self._gather()

    @property
    def parts(self) -> tuple[Pattern, ...]:
        return (self.member,)


class List(Pattern):
    """Words between white space, which its member judges one by one."""

    __slots__ = ("member",)

    def __init__(self, number: int, member: Pattern) -> None:
        super().__init__(number)
        self.member = member
        self.has_strings = True
        self.needs_scope = member.needs_scope

    @property
    def parts(self) -> tuple[Pattern, ...]:
        return (self.member,)


class Data(Pattern):
    """A text of a datatype, but for those that ``excepted`` allows."""

    __slots__ = ("datatype", "excepted")

    def __init__(self, number: int, datatype: Datatype, excepted: Pattern | None) -> None:
        super().__init__(number)
        self.datatype = datatype
        self.excepted = excepted
        self.has_strings = True
        self.needs_scope = _needs_scope(datatype) or (excepted is not None and excepted.needs_scope)


class Value(Pattern):
    """A text that has the same value as ``text`` in a datatype."""

    __slots__ = ("datatype", "text", "value")

    def __init__(self, number: int, datatype: Datatype, text: str, namespaces: dict[str, str]) -> None:
        super().__init__(number)
        self.datatype = datatype
        self.text = text
        self.value = datatype.value(text, namespaces)
        self.has_strings = True
        self.needs_scope = _needs_scope(datatype)


class Attribute(Pattern):
    """An attribute of one of ``names``, whose value ``content`` allows."""

    __slots__ = ("content", "id_type", "names")

    def __init__(self, number: int, names: NameClass, content: Pattern) -> None:
        super().__init__(number)
        self.names = names
        self.content = content
        self.has_attributes = True
        self.id_type = content.datatype.id_type if isinstance(content, Data | Value) else ""


class Element(Pattern):
    """An element of one of ``names``; what it holds is known by its number alone, as elements may hold themselves."""

    __slots__ = ("index", "names")

    def __init__(self, number: int, names: NameClass, index: int) -> None:
        super().__init__(number)
        self.names = names
        self.index = index


class Patterns:
    """Where patterns are made."""

    def __init__(self) -> None:
        self._made: dict[object, Pattern] = {}
        self.count = 0
        self.empty = Empty(self._next())
        self.empty.nullable = True
        self.not_allowed = NotAllowed(self._next())
        self.text = Text(self._next())
        self.text.nullable = self.text.has_text = True

    def _next(self, members: int = 0) -> int:
        """The number of a new pattern; one of very many members counts for several."""
        self.count += 1 + members // 8
        if self.count > _MOST:
            raise TooManyPatterns
        return self.count

    def choice(self, members: Iterable[Pattern]) -> Pattern:
        """One of the members."""
        found: dict[Pattern, None] = {}
        for member in members:
            if isinstance(member, Choice):
                found.update(dict.fromkeys(member.members))
            else:
                found[member] = None
        found.pop(self.not_allowed, None)
        if (
            len(found) > 1
            and self.empty in found
            and any(one.nullable for one in found if one is not self.empty)
        ):
            del found[self.empty]
        if not found:
            return self.not_allowed
        if len(found) == 1:
            return next(iter(found))
        ordered = tuple(sorted(found, key=_order))
        key = ("choice", ordered)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = Choice(self._next(len(ordered)), ordered)
        return made

    def optional(self, pattern: Pattern) -> Pattern:
        """The pattern or nothing."""
        return pattern if pattern.nullable else self.choice((pattern, self.empty))

    def group(self, left: Pattern, right: Pattern) -> Pattern:
        """One after the other."""
        if left is self.empty:
            return right
        if right is self.empty:
            return left
        if left is self.not_allowed or right is self.not_allowed:
            return self.not_allowed
        if left is self.text and isinstance(right, OneOrMore) and right.mixed:
            return right
        key = (left, right)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = Group(self._next(), left, right)
        return made

    def interleave(self, members: Iterable[Pattern]) -> Pattern:
        """All members, mingled."""
        found: list[Pattern] = []
        for member in members:
            if isinstance(member, Interleave):
                found.extend(member.members)
            elif member is self.not_allowed:
                return member
            elif member is not self.empty:
                found.append(member)
        if not found:
            return self.empty
        if len(found) == 1:
            return found[0]
        ordered = tuple(sorted(found, key=_order))
        key = ("interleave", ordered)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = Interleave(self._next(len(ordered)), ordered)
        return made

    def one_or_more(self, member: Pattern) -> Pattern:
        """The member, once or several times."""
        if member is self.empty or member is self.not_allowed or member is self.text:
            return member
        if isinstance(member, OneOrMore):
            return member
        key = ("oneOrMore", member)
        made = self._made.get(key)
        if made is None:
            many = self._made[key] = made = OneOrMore(self._next(), member)
            many.more = self.optional(many)
        return made

    def list(self, member: Pattern) -> Pattern:
        """Words that the member allows."""
        if member is self.not_allowed:
            return member
        key = ("list", member)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = List(self._next(), member)
        return made

    def data(self, datatype: Datatype, excepted: Pattern | None) -> Pattern:
        """A text of a datatype."""
        return Data(self._next(), datatype, excepted)

    def value(self, datatype: Datatype, text: str, namespaces: dict[str, str]) -> Pattern:
        """A text of one value."""
        return Value(self._next(), datatype, text, namespaces)

    def attribute(self, names: NameClass, content: Pattern) -> Pattern:
        """An attribute."""
        return self.not_allowed if content is self.not_allowed else Attribute(self._next(), names, content)

    def element(self, names: NameClass, index: int) -> Element:
        """An element."""
        return Element(self._next(), names, index)


_KINDS = (Choice, Group, Interleave, OneOrMore)


def _needs_scope(datatype: Datatype) -> bool:
    return datatype.needs_namespaces or datatype.needs_entities


def _order(pattern: Pattern) -> tuple[int, int]:
    return pattern.order
