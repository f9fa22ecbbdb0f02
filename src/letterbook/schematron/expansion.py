"""Abstract patterns and abstract rules, filled in: what comes out is a schema without either.

``$name`` of an abstract pattern is replaced wherever an expression stands (and in the text of titles,
paragraphs and messages it is left alone); a parameter that an instance does not give falls back to the
abstract pattern's own ``param``.
"""

from __future__ import annotations

import re

from lxml import etree

from letterbook.schematron.loading import Library, copied
from letterbook.schematron.names import SCHEMATRON, sch
from letterbook.schematron.xpath import NCNAME

_EXPRESSIONS = ("context", "test", "select", "value", "path", "subject", "documents")
_PARAMETER = re.compile(rf"\$({NCNAME})")
_MAX_EXTENDED = 10_000


def expand(schema: etree._Element, library: Library) -> None:
    """Fill in abstract patterns, then abstract rules, and take both out. Raises SchematronError."""
    _patterns(schema, library)
    rules = _Rules(schema, library)
    for rule in [rule for rule in schema.iter(sch("rule")) if not _abstract(rule)]:
        rules.extend(rule, rule.getparent())
    for abstract in [e for e in schema.iter(sch("rule"), sch("pattern"), sch("group")) if _abstract(e)]:
        parent = abstract.getparent()
        if parent is not None:
            parent.remove(abstract)


def _abstract(element: etree._Element) -> bool:
    return (element.get("abstract") or "").strip() in ("true", "1")


def _patterns(schema: etree._Element, library: Library) -> None:
    abstract = {e.get("id"): e for e in schema.iter(sch("pattern"), sch("group")) if _abstract(e)}
    for instance in [e for e in schema.iter(sch("pattern"), sch("group")) if e.get("is-a") is not None]:
        name = instance.get("is-a", "").strip()
        if name not in abstract:
            help_ = (
                f"the abstract patterns are: {', '.join(sorted(i for i in abstract if i))}"
                if abstract
                else ""
            )
            raise library.error(instance, f'is-a="{name}" names no abstract pattern', help=help_)
        body = copied(abstract[name])
        given = {**_parameters(body, library), **_parameters(instance, library)}
        for element in [*body.iterfind(sch("param")), *body.iterfind(sch("title"))]:
            body.remove(element)
        for element in body.iter(f"{{{SCHEMATRON}}}*"):
            _substitute(element, given)
        own: dict[str | bytes, str | bytes] = {
            str(key): str(value) for key, value in instance.attrib.items() if key != "is-a"
        }
        kept: dict[str | bytes, str | bytes] = {
            str(key): str(value) for key, value in body.attrib.items() if key not in ("abstract", "id")
        }
        body.attrib.clear()
        body.attrib.update({**kept, **own})
        body[:0] = [copied(child) for child in instance if child.tag != sch("param")]
        parent = instance.getparent()
        assert parent is not None
        body.tail = instance.tail
        parent.replace(instance, body)


def _parameters(pattern: etree._Element, library: Library) -> dict[str, str]:
    found: dict[str, str] = {}
    for parameter in pattern.iterfind(sch("param")):
        name, value = parameter.get("name"), parameter.get("value")
        if not name or value is None:
            raise library.error(parameter, "param needs a name and a value")
        found[name.strip().removeprefix("$")] = value
    return found


def _substitute(element: etree._Element, given: dict[str, str]) -> None:
    for key in _EXPRESSIONS:
        value = element.get(key)
        if value is not None and "$" in value:
            element.set(key, _PARAMETER.sub(lambda match: given.get(match.group(1), match.group()), value))


class _Rules:
    """The rules of a schema by id, and what is left of the allowance for putting them in."""

    def __init__(self, schema: etree._Element, library: Library) -> None:
        self._library = library
        self._left = _MAX_EXTENDED
        self._named: dict[str, list[etree._Element]] = {}
        for rule in schema.iter(sch("rule")):
            self._named.setdefault(rule.get("id", ""), []).append(rule)

    def extend(self, rule: etree._Element, home: etree._Element | None, within: tuple[str, ...] = ()) -> None:
        """Put the content of each rule that this one extends in the place of ``extends``."""
        for element in list(rule.iterfind(sch("extends"))):
            name = (element.get("rule") or "").strip()
            if not name:
                raise self._library.error(element, "extends has neither rule nor href")
            if name in within:
                raise self._library.error(element, f'extends rule="{name}": it extends itself')
            self._left -= 1
            if self._left < 0:
                text = f"more than {_MAX_EXTENDED} rules are put in by extends"
                raise self._library.error(element, text)
            body = copied(self._abstract(name, home, element))
            self.extend(body, home, (*within, name))
            at = rule.index(element)
            rule.remove(element)
            rule[at:at] = [child for child in body if isinstance(child.tag, str)]

    def _abstract(self, name: str, home: etree._Element | None, element: etree._Element) -> etree._Element:
        """The abstract rule of that id: of the same pattern first, then of the whole schema."""
        named = self._named.get(name, [])
        fitting = sorted((r for r in named if _abstract(r)), key=lambda rule: rule.getparent() is not home)
        if fitting:
            return fitting[0]
        if named:
            line = self._library.span(named[0]).line
            text = f'extends rule="{name}": that rule (line {line}) is not abstract'
            raise self._library.error(element, text, help='give it abstract="true" and no context')
        known = sorted(n for n, rules in self._named.items() if n and any(_abstract(rule) for rule in rules))
        help_ = f"the abstract rules are: {', '.join(known)}" if known else ""
        raise self._library.error(element, f'extends rule="{name}" names no abstract rule', help=help_)
