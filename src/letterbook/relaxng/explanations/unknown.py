"""Elements that the grammar does not know, or knows in another namespace."""

from __future__ import annotations

from letterbook.relaxng.explanations.context import Context, Told
from letterbook.relaxng.explanations.html import instead
from letterbook.relaxng.explanations.words import cut, join, name_shown, say
from letterbook.relaxng.names import split
from letterbook.relaxng.troubles import Trouble

_LONGEST_URI = 60


def unknown(context: Context, trouble: Trouble) -> Told:
    """An element of a name that the grammar does not list."""
    node = trouble.node
    space, local = split(trouble.name)
    if space and space not in context.vocabulary.namespaces:
        return _foreign(context, trouble, space, local)
    message = say("unknown", name=context.document.shown(trouble.name, node))
    if html := instead(context, space, local):
        return Told(message, say("instead", written=html))
    found = context.recovery.like(trouble.state, trouble.name)
    if found:
        used, others = context.document.ranked(found)
        names = join([context.tag(name, node) for name in (*used, *others)])
        same = any(split(name)[1].casefold() == local.casefold() for name in found)
        return Told(message, say("near-case" if same else "near", names=names))
    empty = not len(node) and not (node.text or "").strip()
    return Told(message, say("strip-empty" if empty else "strip"))


def _foreign(context: Context, trouble: Trouble, space: str, local: str) -> Told:
    node = trouble.node
    parent = node.getparent()
    facts = {"name": name_shown(local), "uri": cut(space, _LONGEST_URI)}
    if parent is None:
        names = context.up_to_six(context.possible.elements(trouble.state).listed, node)
        return Told(say("namespace-root", **facts), say("root-is", names=join(names)) if names else "")
    shown = context.document.shown(str(parent.tag), parent)
    return Told(say("namespace-foreign", parent=shown, **facts), say("attribute-away"))


def namespace(context: Context, trouble: Trouble) -> Told:
    """An element that the grammar knows in another namespace only."""
    node = trouble.node
    space, local = split(trouble.name)
    right = split(trouble.way.meant[0])[0]
    parent = node.getparent()
    default = parent.nsmap.get(None, "") if parent is not None else None
    facts = {"name": name_shown(local), "uri": cut(right, _LONGEST_URI)}
    if space:
        message = say("namespace-wrong", name=name_shown(local), uri=cut(space, _LONGEST_URI))
    elif parent is None or not split(str(parent.tag))[0]:
        return Told(say("namespace-none", **facts), say("xmlns-add", **facts))
    else:
        message = say("namespace-lost", **facts)
    if default == right or not right:
        if node.prefix:
            return Told(message, say("prefix-away", prefix=node.prefix, **facts))
        return Told(message, say("xmlns-away" if space else "xmlns-lost", **facts))
    shown = context.document.shown(trouble.way.meant[0], node)
    if ":" in shown:
        return Told(message, say("prefix", name=shown))
    return Told(message, say("xmlns-add", **facts))
