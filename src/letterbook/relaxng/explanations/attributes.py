"""Attributes that an element cannot have, or lacks."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.relaxng.explanations.context import Context, Told
from letterbook.relaxng.explanations.forms import form_of
from letterbook.relaxng.explanations.words import FEW, MOST_NAMES, join, name_shown, say
from letterbook.relaxng.names import NOWHERE, split
from letterbook.relaxng.spelling import near
from letterbook.relaxng.troubles import Trouble

_MOST_TRIED = 60


def unknown(context: Context, trouble: Trouble) -> Told:
    """An attribute that the element cannot have: unknown altogether, or another element's."""
    name, node = trouble.attribute or "", trouble.node
    shown = context.document.shown_attribute(name, node)
    facts = {"name": context.document.shown(trouble.name, node), "attribute": shown}
    elsewhere = name in context.vocabulary.attributes
    message = say("attribute-elsewhere" if elsewhere else "unknown-attribute", **facts)
    possible = context.possible.attributes(trouble.state).listed
    meant, same = _near(name, possible)
    if not meant and not elsewhere:
        meant, same = _near(name, context.possible.attributes(trouble.first).listed)
    if meant:
        names = join([context.document.shown_attribute(one, node) for one in meant[:FEW]])
        return Told(message, say("near-case" if same else "near", names=names))
    if elsewhere:
        owners = _owners(context, trouble, name)
        return Told(message, say("attribute-owners", names=join(owners)) if owners else say("attribute-away"))
    on = _others(context, trouble, possible)
    names = join([context.document.shown_attribute(one, node) for one in on[:FEW]])
    key = "attribute-instead" if names else "attribute-another" if possible else "attribute-away"
    return Told(message, say(key, names=names, name=facts["name"]))


def _others(context: Context, trouble: Trouble, possible: Sequence[str]) -> list[str]:
    """Attributes in which something else may be said: those that the document uses on such elements, else one that
    takes any text, if it is used elsewhere, or if it has the shortest of names, as numbers have, on an element that holds
    nothing.
    """
    used = context.document.ranked_attributes(trouble.name, possible)
    on = [one for one in used if context.document.uses_attribute_on(trouble.name, one)]
    if on:
        return on
    bare = not context.possible.holds(context.automaton.excused(trouble.first))
    common = [one for one in possible if not split(one)[0] and (one in used or (len(one) == 1 and bare))]
    for one in common[:_MOST_TRIED]:
        values = context.possible.attribute_values(trouble.state, one)
        if values.free or any(datatype.allows("a b, c") for datatype in values.datatypes):
            return [one]
    return []


def _near(name: str, possible: Sequence[str]) -> tuple[list[str], bool]:
    """The attributes that a misspelt one comes near to; whether capital and small letters are all that differs."""
    space, local = split(name)
    alike = [one for one in possible if split(one)[1] == local and one != name]
    if alike:
        return alike, False
    found = near(local, tuple(split(one)[1] for one in possible))
    same = any(one.casefold() == local.casefold() for one in found)
    if space and not found:  # of two letters, the prefix makes a name long enough to be misspelt
        beside = tuple(split(one)[1] for one in possible if split(one)[0] == space)
        found = tuple(one[2:] for one in near(f"::{local}", tuple(f"::{one}" for one in beside)))
    return [one for one in possible if split(one)[1] in found], same


def _owners(context: Context, trouble: Trouble, attribute: str) -> list[str]:
    """The elements round, beside and within the one concerned that may have an attribute, of those that are used."""
    owners, node = context.vocabulary.owners(attribute), trouble.node
    near_by = dict.fromkeys(context.vocabulary.held(trouble.name))
    parent = node.getparent()
    if parent is not None:
        near_by[str(parent.tag)] = None
        near_by.update(dict.fromkeys(context.vocabulary.held(str(parent.tag))))
    used, _ = context.document.ranked(name for name in near_by if name in owners and name != trouble.name)
    document, above = context.document, str(parent.tag) if parent is not None else ""
    used = [name for name in used if document.uses_attribute_on(name, attribute)] or [
        name for name in used if document.has_within(trouble.name, name) or document.has_within(above, name)
    ]
    return [context.tag(name, node) for name in used[:FEW]]


def together(context: Context, trouble: Trouble) -> Told:
    """An attribute that the element may have, but not beside the others that it has."""
    name, node = trouble.attribute or "", trouble.node
    facts = {
        "attribute": context.document.shown_attribute(name, node),
        "name": context.document.shown(trouble.name, node),
    }
    for left_out in reversed(trouble.earlier):
        state = trouble.first
        for one in trouble.earlier:
            step = context.automaton.attribute(state, one) if one != left_out else None
            if step is not None:
                mask = context.automaton.accepted(step, node.get(one, ""), NOWHERE)
                state = context.automaton.after(step, mask or (1 << len(step.candidates)) - 1)
        if context.automaton.attribute(state, name) is not None:
            other = context.document.shown_attribute(left_out, node)
            return Told(say("attribute-together", other=other, **facts), say("attribute-one"))
    return Told(say("attribute-others", **facts), say("attribute-away"))


def missing(context: Context, trouble: Trouble) -> Told:
    """Attributes that an element lacks."""
    node, possible = trouble.node, context.possible
    name = context.document.shown(trouble.name, node)
    wanted = trouble.missing
    if wanted:
        shown = [context.document.shown_attribute(one, node) for one in wanted[:MOST_NAMES]]
        key = "missing-attribute" if len(shown) == 1 else "missing-attributes"
        help_ = _write(context, trouble, name, list(wanted))
        return Told(say(key, name=name, wanted=join(shown, "and")), help_)
    alternatives = possible.alternative_attributes(trouble.state)
    if not alternatives:
        listed = possible.attributes(trouble.state).listed
        shown = [context.document.shown_attribute(one, node) for one in listed[:MOST_NAMES]]
        return Told(
            say("missing-attribute-some", name=name), say("attribute-can", names=join(shown)) if shown else ""
        )
    used = context.document.ranked_attributes(trouble.name, alternatives)
    ordered = list(dict.fromkeys([*used, *alternatives]))
    shown = [context.document.shown_attribute(one, node) for one in ordered[:FEW]]
    return Told(
        say("missing-attribute-of", name=name, wanted=join(shown)),
        _write(context, trouble, name, ordered[:1]),
    )


def _write(context: Context, trouble: Trouble, name: str, wanted: Sequence[str]) -> str:
    """The start tag with its attributes, and what one of them may be."""
    shown = [context.document.shown_attribute(one, trouble.node) for one in wanted[:FEW]]
    attributes = " ".join(f'{one}="…"' for one in shown)
    facts = {"name": name_shown(name), "attributes": attributes}
    if len(wanted) != 1:
        return say("attribute-write", **facts)
    values = context.possible.attribute_values(trouble.state, wanted[0])
    form = form_of(context, values)
    return say("attribute-write-form", form=form, **facts) if form else say("attribute-write", **facts)
