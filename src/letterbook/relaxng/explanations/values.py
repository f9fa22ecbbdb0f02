"""A value that an attribute, or an element, cannot have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterbook.relaxng.datatypes import Datatype, Reason
from letterbook.relaxng.derivatives import WHITE, words
from letterbook.relaxng.explanations import dates
from letterbook.relaxng.explanations.context import Context, Told
from letterbook.relaxng.explanations.forms import families, form_of
from letterbook.relaxng.explanations.words import FEW, MOST_NAMES, cut, join, say, value_shown
from letterbook.relaxng.names import NOWHERE
from letterbook.relaxng.possible import Values
from letterbook.relaxng.spelling import near
from letterbook.relaxng.troubles import Trouble

_LONGEST_JUDGED = 2_000
_BEGINNING = 2


@dataclass(frozen=True)
class Wrong:
    """A wrong value: what may stand there, how it is spoken of, how a better one is written."""

    context: Context
    text: str
    values: Values
    name: str
    attribute: str
    needed: bool
    accepts: Callable[[str], bool]

    @cached_property
    def word(self) -> str:
        """The word that is wrong, where there may be several; else the whole value, without white space round it."""
        if self.values.several:
            for word in words(self.text):
                if not self.right(word):
                    return word
        return self.text.strip(WHITE)

    def right(self, word: str) -> bool:
        """Whether a word alone is one that may stand there."""
        return word in self.values.listed or any(d.allows(word) for d in self.values.datatypes)

    @property
    def it(self) -> str:
        """The value as the subject of a sentence."""
        facts = {"name": self.name, "attribute": self.attribute, "value": value_shown(self.text)}
        if self.word != self.text.strip(WHITE):
            return say("on-word" if self.attribute else "content-word", word=value_shown(self.word), **facts)
        return say("on" if self.attribute else "content", **facts)

    @property
    def place(self) -> str:
        """Where it stands."""
        return say(
            "on-empty" if self.attribute else "content-empty", name=self.name, attribute=self.attribute
        )

    def write(self, value: str) -> str:
        """A value as it is written."""
        sign = "'" if '"' in value else '"'
        return f"{self.attribute}={sign}{value}{sign}" if self.attribute else f"{sign}{value}{sign}"

    def form(self, *, day: str | None = None, tag: bool = False) -> str:
        """What is to be written, in words."""
        return form_of(self.context, self.values, day=day, tag=tag)

    def told(self, key: str, help_: str = "", **facts: str) -> Told:
        """The message of a key, with what to do."""
        form = self.form()
        return Told(
            say(key, it=self.it, name=self.name, **facts),
            help_ or (say("write-plain", form=form) if form else ""),
        )


def attribute_value(context: Context, trouble: Trouble) -> Told:
    """A value that an attribute cannot have."""
    name, node, automaton = trouble.attribute or "", trouble.node, context.automaton
    step = automaton.attribute(trouble.state, name)
    assert step is not None
    scope = trouble.scope() if trouble.scope else NOWHERE
    return _told(
        Wrong(
            context,
            trouble.text,
            context.possible.attribute_values(trouble.state, name),
            context.document.shown(trouble.name, node),
            context.document.shown_attribute(name, node),
            name in context.possible.required_attributes(trouble.first),
            lambda text: bool(automaton.accepted(step, text, scope)),
        )
    )


def content_value(context: Context, trouble: Trouble) -> Told:
    """A text that an element cannot hold."""
    scope = trouble.scope() if trouble.scope else NOWHERE
    return _told(
        Wrong(
            context,
            trouble.text,
            context.possible.values(trouble.state),
            context.document.shown(trouble.name, trouble.node),
            "",
            True,
            lambda text: bool(context.automaton.held(trouble.state, text, scope)),
        )
    )


def _told(wrong: Wrong) -> Told:
    text = wrong.text
    if not text.strip(WHITE):
        return _empty(wrong)
    if len(text) > _LONGEST_JUDGED:
        return wrong.told("value-other")
    groups = families(wrong.values.datatypes)
    for judge in (_case, _padded):
        found = judge(wrong)
        if found:
            return found
    single = wrong.word
    if wrong.right(single) or (wrong.values.several and all(map(wrong.right, words(text)))):
        return _taken(wrong)
    if "date" in groups:
        return dates.told(wrong, groups["date"])
    for key, judge_ in _JUDGES.items():
        if key in groups:
            found = judge_(wrong, single, groups[key])
            if found:
                return found
    return _listed(wrong, single)


def _taken(wrong: Wrong) -> Told:
    """A value, or words, each of which would be right, but not here or not so many."""
    if wrong.values.several:
        form = wrong.form()
        return wrong.told("value-count", say("write-plain", form=form) if form else "")
    return wrong.told("value-other", say("write-other"))


def _empty(wrong: Wrong) -> Told:
    form = wrong.form()
    message = say("value-empty", it=wrong.place)
    if wrong.needed or not wrong.attribute:
        return Told(message, say("write-plain", form=form) if form else "")
    return Told(message, say("write-or", form=form or say("form-other"), attribute=wrong.attribute))


def _case(wrong: Wrong) -> Told | None:
    """Capital letters where small ones stand, or the other way round."""
    folded = wrong.text.strip(WHITE).casefold()
    for one in (*wrong.values.listed, folded, folded.upper()):
        if one and one != wrong.text and one.casefold() == folded and wrong.accepts(one):
            return wrong.told("value-other", say("write-why", value=wrong.write(one), why=say("why-case")))
    return None


def _padded(wrong: Wrong) -> Told | None:
    """Blanks before or after, or too many between."""
    for better in (wrong.text.strip(), " ".join(wrong.text.split())):
        if better != wrong.text and wrong.accepts(better):
            return wrong.told("value-blank", say("write", value=wrong.write(better)))
    return None


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

_JUDGES: dict[str, Callable[[Wrong, str, Sequence[Datatype]], Told | None]] = {
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


def _listed(wrong: Wrong, text: str) -> Told:
    """A value of which only some are right."""
    listed = [one for one in wrong.values.listed if one]
    inner = text.strip(WHITE)
    meant = list(near(inner, tuple(listed)))
    folded = inner.casefold()
    if not meant and len(inner) >= _BEGINNING:
        meant = [
            one
            for one in listed
            if one.casefold().startswith(folded)
            or (len(one) > _BEGINNING and folded.startswith(one.casefold()))
        ]
    if len(meant) != 1:
        meant = meant if len(meant) <= FEW else []
    form = wrong.form()
    if not meant and not form and wrong.accepts(""):
        return wrong.told("value-other", say("write", value=wrong.write("")))
    if not meant:
        return wrong.told("value-other")
    names = join(meant)
    if len(listed) > MOST_NAMES or not form:
        return wrong.told("value-other", say("near", names=names))
    return wrong.told("value-other", say("write-meant", value=names, form=form))
