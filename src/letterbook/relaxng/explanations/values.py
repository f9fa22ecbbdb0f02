"""A value that an attribute, or an element, cannot have."""

from __future__ import annotations

from letterbook.relaxng.explanations import dates
from letterbook.relaxng.explanations.context import Context, Told
from letterbook.relaxng.explanations.forms import families
from letterbook.relaxng.explanations.judges import JUDGES
from letterbook.relaxng.explanations.words import FEW, MOST_NAMES, join, say
from letterbook.relaxng.explanations.wrong import Wrong
from letterbook.relaxng.names import NOWHERE
from letterbook.relaxng.spelling import near
from letterbook.relaxng.strings import WHITE, words
from letterbook.relaxng.troubles import Trouble

_LONGEST_JUDGED = 2_000
_BEGINNING = 2


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
    for key, judge_ in JUDGES.items():
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
