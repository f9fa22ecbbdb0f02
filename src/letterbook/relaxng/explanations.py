"""What libxml2 says about a document, in sentences for the people who encode letters."""

from __future__ import annotations

import re

from lxml import etree

MESSAGES = {
    "en": {
        "root": "<{name}> cannot be the outermost element",
        "place-first": "<{name}> may not stand as the first element of <{parent}>",
        "place-after": "<{name}> may not stand in <{parent}> at this place, after <{before}>",
        "place": "<{name}> may not stand in <{parent}>",
        "text": "<{name}> may not hold text of its own: the text belongs into an element within it",
        "missing": "something is missing in <{name}>: it ends before it is complete",
        "missing-named": "<{wanted}> is missing in <{name}>",
        "attribute": "{attribute}={value} is not right on <{name}>: unknown there, or not of the right form",
        "attributes": "<{name}> lacks an attribute that it needs, or has one with a wrong value",
        "content": "the content of <{name}> is not complete or not in the right order",
        "extra": "<{name}> holds something that may not stand there",
        "value": "the content of <{name}> does not have the right form: {value}",
        "empty": "<{name}> has to be empty",
        "other": "the document does not fit the grammar: {text}",
    }
}

_SHOWN = 60
"""So many characters of a value are repeated in a message."""

_TEXTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("place", r"Did not expect element (?P<subject>\S+) there"),
        ("place", r"Extra element (?P<subject>\S+) in interleave"),
        ("place", r"Expecting element (?P<wanted>\S+), got (?P<subject>\S+)"),
        ("place", r"Element (?P<subject>\S+) has wrong namespace"),
        ("place", r"Expecting (?:a|no) namespace for element"),
        ("text", r"Did not expect text in element"),
        ("text", r"Expecting an element got text"),
        ("missing", r"Expecting an element (?P<wanted>\S*) ?, got nothing"),
        ("attribute", r"Invalid attribute (?P<attribute>\S+) for element"),
        ("attributes", r"failed to validate attributes"),
        ("empty", r"Expecting element \S+ to be empty"),
        (
            "value",
            r"Datatype element|Value element|Error validating (?:datatype|value|list)|doesn't allow value",
        ),
        ("extra", r"has extra content: (?P<subject>\S+)"),
        ("content", r"failed to validate content|Invalid sequence in interleave"),
        ("content", r"Extra data in"),
    )
)


def explain(text: str, element: etree._Element | None) -> tuple[str, str, str | None]:
    """The kind of a fault, a sentence about it, and the attribute it is about (Clark notation), if any."""
    words = MESSAGES["en"]
    for kind, pattern in _TEXTS:
        match = pattern.search(text)
        if match and element is not None:
            facts = {key: value or "" for key, value in match.groupdict().items()}
            return _sentence(words, kind, facts, element)
    return "other", words["other"].format(text=f"{text[:1].lower()}{text[1:]}"), None


def _sentence(
    words: dict[str, str], kind: str, facts: dict[str, str], element: etree._Element
) -> tuple[str, str, str | None]:
    name = _name(element)
    if kind == "extra" and facts["subject"] == name:
        kind = "place"
    if kind == "place":
        return kind, _place(words, element, facts.get("subject", "")), None
    if kind == "missing" and facts["wanted"]:
        return kind, words["missing-named"].format(name=name, wanted=facts["wanted"]), None
    if kind == "attribute":
        attribute = next((k for k in element.attrib if etree.QName(k).localname == facts["attribute"]), None)
        value = "" if attribute is None else str(element.get(attribute))
        prefix = "xml:" if str(attribute).startswith("{http://www.w3.org/XML/1998/namespace}") else ""
        shown = words[kind].format(name=name, attribute=prefix + facts["attribute"], value=_quoted(value))
        return kind, shown, None if attribute is None else str(attribute)
    if kind == "value":
        text = " ".join("".join(str(t) for t in element.itertext()).split())
        return kind, words[kind].format(name=name, value=_quoted(text)), None
    return kind, words[kind].format(name=name), None


def _place(words: dict[str, str], element: etree._Element, subject: str) -> str:
    """Why an element is out of place; libxml2 sometimes blames the parent of the one it names."""
    inner = next((c for c in element.iterchildren("*") if _name(c) == subject), None)
    blamed = inner if inner is not None and subject != _name(element) else element
    parent = blamed.getparent()
    if parent is None:
        return words["root"].format(name=_qualified(blamed))
    before = next(blamed.itersiblings("*", preceding=True), None)
    same_space = etree.QName(blamed).namespace == etree.QName(parent).namespace
    name = _name(blamed) if same_space else _qualified(blamed)
    if before is None:
        key = "place-first" if len(parent) > 1 else "place"
        return words[key].format(name=name, parent=_name(parent))
    return words["place-after"].format(name=name, parent=_name(parent), before=_name(before))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _qualified(element: etree._Element) -> str:
    """The name with what tells it from a TEI element of the same name: its namespace, or that it has none."""
    space = etree.QName(element).namespace
    return f"{_name(element)} xmlns={_quoted(space or '')}"


def _quoted(value: str) -> str:
    shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    return f'"{shown}"'
