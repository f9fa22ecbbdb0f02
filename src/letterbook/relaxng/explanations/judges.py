"""What is wrong with a value, kind by kind of datatype; dates and times are in dates.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from letterbook.relaxng.datatypes import Datatype, Reason
from letterbook.relaxng.explanations.context import Told
from letterbook.relaxng.explanations.forms import families
from letterbook.relaxng.explanations.words import cut, say
from letterbook.relaxng.explanations.wrong import Wrong
from letterbook.relaxng.strings import WHITE


def _reasons(datatypes: Sequence[Datatype], text: str) -> Iterator[Reason]:
    for datatype in datatypes:
        reason = datatype.problem(text)
        if reason is not None:
            yield reason


def _pointer(wrong: Wrong, text: str, datatypes: Sequence[Datatype]) -> Told | None:
    inner = text.strip(WHITE)
    if any(blank in inner for blank in " \t\r\n\xa0"):
        better = wrong.text.replace(text, inner.replace("\xa0", " ").replace(" ", "%20"))
        if wrong.accepts(better):
            return wrong.told("value-blank", say("url-blank", value=wrong.write(better)))
    for reason in _reasons(datatypes, text):
        found = reason.facts.get("found", "")
        match reason.kind:
            case "second-hash":
                return wrong.told("value-hash", say("hash-once"))
            case "bad-escape":
                return wrong.told("value-escape", say("escape"))
            case "bracket":
                better = wrong.text.replace("[", "%5B").replace("]", "%5D")
                better = better.replace("{", "%7B").replace("}", "%7D").replace("|", "%7C")
                help_ = say("write", value=wrong.write(better)) if wrong.accepts(better) else ""
                return wrong.told("value-bracket", help_ or say("no-other", found=found), found=found)
            case "no-scheme" | "nothing-after-scheme":
                return wrong.told("value-scheme")
    return wrong.told("value-pointer") if not wrong.values.listed else None


def _language(wrong: Wrong, text: str, _: Sequence[Datatype]) -> Told | None:
    better = wrong.text.replace("_", "-")
    if better != wrong.text and wrong.accepts(better):
        return wrong.told("value-language", say("write", value=wrong.write(better)))
    return wrong.told("value-language", say("write-plain", form=wrong.form(tag=True)))


def _boolean(wrong: Wrong, text: str, _: Sequence[Datatype]) -> Told | None:
    return None if any(wrong.values.listed) else wrong.told("value-boolean", say("boolean"))


def _number(wrong: Wrong, text: str, datatypes: Sequence[Datatype]) -> Told | None:
    better = wrong.text.replace(",", ".")
    if better != wrong.text and wrong.accepts(better):
        return wrong.told("value-number", say("write-why", value=wrong.write(better), why=say("why-comma")))
    whole = all(key != "number" for key in families(wrong.values.datatypes))
    kinds = {reason.kind: reason for reason in _reasons(datatypes, text)}
    for kind, key, help_ in _LIMITS:
        if kind in kinds:
            limit = kinds[kind].facts.get("limit", "")
            return wrong.told(key, say(help_, form=say("form-limit"), limit=limit))
    if any(wrong.values.listed):
        return None
    if "fraction" in kinds or whole:
        return wrong.told("value-whole")
    return wrong.told("value-number")


_LIMITS = (
    ("maxInclusive", "value-large", "limit-large"),
    ("maxExclusive", "value-large", "limit-below"),
    ("minInclusive", "value-small", "limit-small"),
    ("minExclusive", "value-small", "limit-above"),
)


def _name(wrong: Wrong, text: str, datatypes: Sequence[Datatype]) -> Told | None:
    inner = text.strip(WHITE)
    blank = any(sign.isspace() for sign in inner)
    if blank:
        better = wrong.text.replace(text, "-".join(inner.split()))
        help_ = say("write", value=wrong.write(better)) if wrong.accepts(better) else ""
        return wrong.told("value-blank", help_)
    if any(wrong.values.listed):
        return None
    for reason in _reasons(datatypes, text):
        found = f'"{reason.facts.get("found", "")}"'
        match reason.kind:
            case "first-character":
                digit = reason.facts["found"].isdigit()
                return wrong.told("value-digit" if digit else "value-begins", say("id-begin"), found=found)
            case "character" | "colon" | "colons":
                return wrong.told(
                    "value-character", say("id-begin"), found=found if reason.kind == "character" else '":"'
                )
            case "undeclared-prefix":
                prefix = cut(reason.facts["prefix"], 40)
                return wrong.told("value-prefix", say("prefix-declare", prefix=prefix))
    return wrong.told("value-name")


def _duration(wrong: Wrong, text: str, _: Sequence[Datatype]) -> Told | None:
    return None if any(wrong.values.listed) else wrong.told("value-duration")


def _text(wrong: Wrong, text: str, datatypes: Sequence[Datatype]) -> Told | None:
    """A text that has to have a form, of which no more is known than what it refuses."""
    inner = text.strip(WHITE)
    if any(sign.isspace() for sign in inner) and not any(wrong.values.listed):
        better = wrong.text.replace(text, "-".join(inner.split()))
        if wrong.accepts(better):
            return wrong.told("value-blank", say("word-blank", value=wrong.write(better)))
    for reason in _reasons(datatypes, text):
        facts = {key: reason.facts.get(key, "") for key in ("limit", "found")}
        if reason.kind in _LENGTHS and not any(wrong.values.listed):
            key, help_ = _LENGTHS[reason.kind]
            if reason.kind == "length" and int(facts["found"] or 0) < int(facts["limit"] or 0):
                key = "value-short"
            return wrong.told(key, say(help_, **facts))
    return None


_LENGTHS = {
    "maxLength": ("value-long", "length-most"),
    "minLength": ("value-short", "length-least"),
    "length": ("value-long", "length-is"),
}

JUDGES: dict[str, Callable[[Wrong, str, Sequence[Datatype]], Told | None]] = {
    "pointer": _pointer,
    "language": _language,
    "boolean": _boolean,
    "number": _number,
    "whole": _number,
    "id": _name,
    "name": _name,
    "duration": _duration,
    "text": _text,
}
