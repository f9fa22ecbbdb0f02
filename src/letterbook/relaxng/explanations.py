"""What libxml2 says about a document, in sentences for the people who encode letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from letterbook.relaxng.vocabulary import Vocabulary

MESSAGES = {
    "en": {
        "root": "<{name}> cannot be the outermost element",
        "place-first": "<{name}> may not stand as the first element of <{parent}>",
        "place-after": "<{name}> may not stand in <{parent}> at this place, after <{before}>",
        "place": "<{name}> may not stand in <{parent}>",
        "text": "<{name}> may not hold text of its own: the text belongs into an element within it",
        "missing": "something is missing in <{name}>: it ends before it is complete",
        "missing-named": "<{wanted}> is missing in <{name}>",
        "unknown": "there is no element <{name}>",
        "unknown-attribute": "there is no attribute {attribute}",
        "attribute": "{attribute}={value} is not right on <{name}>: unknown there, or not of the right form",
        "attribute-elsewhere": "<{name}> has no attribute {attribute}",
        "attribute-value": "{attribute}={value} on <{name}> is not a value that it can have",
        "attributes": "<{name}> lacks an attribute that it needs, or has one with a wrong value",
        "content": "the content of <{name}> is not complete or not in the right order",
        "extra": "<{name}> holds something that may not stand there",
        "value": "the content of <{name}> does not have the right form: {value}",
        "empty": "<{name}> is always empty",
        "other": "the document does not fit the grammar: {text}",
        "help-near": "did you mean {names}?",
        "help-namespace": 'add xmlns="http://www.tei-c.org/ns/1.0" on {name}',
        "help-date": "a date is written 1901-02-14, 1901-02 or 1901, and has to exist",
        "help-empty": "write <{name}/>",
    }
}

_XML = "http://www.w3.org/XML/1998/namespace"
_DATES = frozenset({"when", "from", "to", "notBefore", "notAfter"})

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


@dataclass(frozen=True, slots=True)
class Explained:
    """The kind of a fault, a sentence about it, the attribute it is about (Clark notation), what to do."""

    kind: str
    message: str
    attribute: str | None = None
    help: str = ""


def explain(text: str, element: etree._Element | None, names: Vocabulary) -> Explained:
    """What a text of libxml2 means, said about an element of a document that is judged by a grammar."""
    words = MESSAGES["en"]
    for kind, pattern in _TEXTS:
        match = pattern.search(text)
        if match and element is not None:
            facts = {key: value or "" for key, value in match.groupdict().items()}
            return _sentence(words, kind, facts, element, names)
    return Explained("other", words["other"].format(text=f"{text[:1].lower()}{text[1:]}"))


def misnamed(element: etree._Element, names: Vocabulary) -> Explained:
    """That the grammar knows no such element, and which are called nearly so."""
    words = MESSAGES["en"]
    near = _near(words, [f"<{name}>" for name in names.near(element)])
    return Explained("unknown", words["unknown"].format(name=_name(element)), None, near)


def misnamed_attribute(element: etree._Element, attribute: str, names: Vocabulary) -> Explained:
    """That the grammar knows no such attribute, and which are called nearly so."""
    words = MESSAGES["en"]
    near = _near(words, names.near_attribute(element, attribute))
    message = words["unknown-attribute"].format(attribute=_shown_name(attribute))
    return Explained("attribute", message, attribute, near)


def _near(words: dict[str, str], found: list[str]) -> str:
    return words["help-near"].format(names=" or ".join(found)) if found else ""


def _sentence(
    words: dict[str, str], kind: str, facts: dict[str, str], element: etree._Element, names: Vocabulary
) -> Explained:
    name = _name(element)
    if kind == "extra" and facts["subject"] == name:
        kind = "place"
    if kind == "place":
        return _place(words, element, facts.get("subject", ""))
    if kind == "missing" and facts["wanted"]:
        return Explained(kind, words["missing-named"].format(name=name, wanted=facts["wanted"]))
    if kind == "attribute":
        return _attribute(words, facts["attribute"], element, names)
    if kind == "value":
        text = " ".join("".join(str(t) for t in element.itertext()).split())
        return Explained(kind, words[kind].format(name=name, value=_quoted(text)))
    if kind == "empty" or (kind == "text" and names.always_empty(element)):
        return Explained(kind, words["empty"].format(name=name), None, words["help-empty"].format(name=name))
    return Explained(kind, words[kind].format(name=name))


def _attribute(words: dict[str, str], local: str, element: etree._Element, names: Vocabulary) -> Explained:
    """An attribute that the grammar knows: not on this element, or not with this value."""
    alike = [str(key) for key in element.attrib if etree.QName(key).localname == local]
    if not alike:
        return Explained(
            "attribute", words["attribute"].format(name=_name(element), attribute=local, value='""')
        )
    has = {key: names.has_attribute(element, key) for key in alike}
    attribute = next((key for key in alike if has[key] is False), alike[0])
    key = {True: "attribute-value", False: "attribute-elsewhere", None: "attribute"}[has[attribute]]
    value = _quoted(str(element.get(attribute)))
    shown = words[key].format(name=_name(element), attribute=_shown_name(attribute), value=value)
    dated = key == "attribute-value" and attribute in _DATES
    return Explained("attribute", shown, attribute, words["help-date"] if dated else "")


def _place(words: dict[str, str], element: etree._Element, subject: str) -> Explained:
    """Why an element is out of place; libxml2 sometimes blames the parent of the one it names."""
    inner = next((c for c in element.iterchildren("*") if _name(c) == subject), None)
    blamed = inner if inner is not None and subject != _name(element) else element
    parent = blamed.getparent()
    if parent is None:
        known = etree.QName(blamed).namespace is None and _name(blamed) in ("TEI", "teiCorpus")
        help_ = words["help-namespace"].format(name=_name(blamed)) if known else ""
        return Explained("place", words["root"].format(name=_qualified(blamed)), None, help_)
    before = next(blamed.itersiblings("*", preceding=True), None)
    same_space = etree.QName(blamed).namespace == etree.QName(parent).namespace
    name = _name(blamed) if same_space else _qualified(blamed)
    if before is None:
        key = "place-first" if len(parent) > 1 else "place"
        return Explained("place", words[key].format(name=name, parent=_name(parent)))
    text = words["place-after"].format(name=name, parent=_name(parent), before=_name(before))
    return Explained("place", text)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _shown_name(attribute: str) -> str:
    name = etree.QName(attribute)
    return f"xml:{name.localname}" if name.namespace == _XML else name.localname


def _qualified(element: etree._Element) -> str:
    """The name with what tells it from a TEI element of the same name: its namespace, or that it has none."""
    space = etree.QName(element).namespace
    return f"{_name(element)} xmlns={_quoted(space or '')}"


def _quoted(value: str) -> str:
    shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    return f'"{shown}"'
