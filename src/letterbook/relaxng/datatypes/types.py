"""A datatype as a grammar uses it: a library, a name, parameters."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Mapping, Sequence

from letterbook.relaxng.datatypes.builtin import W3C_TYPES, kind
from letterbook.relaxng.datatypes.facets import Facet, make_facets
from letterbook.relaxng.datatypes.kinds import NO_ENTITIES, NO_NAMESPACES, Kind
from letterbook.relaxng.datatypes.reasons import DatatypeError, Reason

BUILT_IN = ""
W3C = "http://www.w3.org/2001/XMLSchema-datatypes"
DTD_COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

_TYPES = {
    BUILT_IN: frozenset({"string", "token"}),
    W3C: W3C_TYPES,
    DTD_COMPATIBILITY: frozenset({"ID", "IDREF", "IDREFS"}),
}


class Datatype:
    """A type with its parameters.

    ``id_type`` is "ID", "IDREF", "IDREFS" or ""; ``needs_namespaces`` says that a value depends on the prefixes that are
    declared where it stands (QName, NOTATION), ``needs_entities`` that it depends on the unparsed entities that the
    document type declares (ENTITY, ENTITIES): none unless they are given. ``surely`` is the quickest way to a yes: what it
    gives is true only of values, if not of all.
    """

    __slots__ = (
        "_facets",
        "_kind",
        "id_type",
        "library",
        "name",
        "needs_entities",
        "needs_namespaces",
        "params",
        "surely",
    )

    def __init__(
        self, library: str, kind: Kind, params: tuple[tuple[str, str], ...], facets: tuple[Facet, ...]
    ) -> None:
        self.library = library
        self.name = kind.name
        self.params = params
        self.id_type = kind.id_type
        self.needs_namespaces = kind.needs_namespaces
        self.needs_entities = kind.needs_entities
        self._kind = kind
        self._facets = facets
        depends = bool(facets) or kind.needs_namespaces or kind.needs_entities
        self.surely: Callable[[str], object] = _never if depends else kind.surely

    def __repr__(self) -> str:
        return f"Datatype({self.library!r}, {self.name!r}, {self.params!r})"

    def allows(
        self, text: str, namespaces: Mapping[str, str] | None = None, entities: Container[str] = NO_ENTITIES
    ) -> bool:
        """Whether a text, as it stands in the document, is a value.

        ``namespaces`` maps the prefixes in scope to namespaces, the prefix ``""`` to the default namespace.
        """
        if not self._facets:
            return self._kind.accepts(text, namespaces or NO_NAMESPACES, entities)
        return self.value(text, namespaces, entities) is not None

    def value(
        self, text: str, namespaces: Mapping[str, str] | None = None, entities: Container[str] = NO_ENTITIES
    ) -> Hashable | None:
        """The value of a text, or None when it has none. Of one type, equal values are equal and hash alike."""
        text = self._kind.normalise(text)
        value = self._kind.read(text, namespaces or NO_NAMESPACES, entities)
        if value is not None:
            for facet in self._facets:
                if not facet.holds(text, value):
                    return None
        return value

    def problem(
        self, text: str, namespaces: Mapping[str, str] | None = None, entities: Container[str] = NO_ENTITIES
    ) -> Reason | None:
        """Why a text is no value: its form first, then the first parameter that it does not keep. None when it is one."""
        text = self._kind.normalise(text)
        namespaces = namespaces or NO_NAMESPACES
        value = self._kind.read(text, namespaces, entities)
        if value is None:
            return self._kind.explain(text, namespaces, entities)
        for facet in self._facets:
            if not facet.holds(text, value):
                return facet.reason(text, value)
        return None


def _never(_text: str) -> None:
    """What is true of no text."""


def _kind(library: str, name: str) -> Kind:
    """The type of that name in that library. Raises DatatypeError."""
    names = _TYPES.get(library)
    if names is None:
        raise DatatypeError(f'there is no datatype library "{library}"')
    if name not in names:
        place = f'the datatype library "{library}"' if library else "the built-in datatype library"
        raise DatatypeError(f'{place} has no type "{name}"')
    return kind(name)


def datatype(library: str, name: str, params: Sequence[tuple[str, str]] = ()) -> Datatype:
    """The datatype of a ``<data>`` or ``<value>``: its library (a URI), its name, its parameters as (name, text) pairs.

    Raises DatatypeError for an unknown library or type, and for a parameter that the type does not take.
    """
    found = _kind(library, name)
    if params and library != W3C:
        place = "the built-in library" if library == BUILT_IN else "this library"
        raise DatatypeError(f'type "{name}" of {place} takes no parameters')
    return Datatype(library, found, tuple(params), make_facets(found, params))


def example(library: str, name: str) -> str:
    """A short value of a type, to show its form. Raises DatatypeError."""
    return _kind(library, name).sample


def describe(library: str, name: str) -> str:
    """The key of the words that describe a type; types that one description fits share it. Raises DatatypeError.

    The keys are text, ncname, name, nmtoken, ncname-list, nmtoken-list, qname, language, uri, boolean, decimal, integer,
    nonNegativeInteger, positiveInteger, nonPositiveInteger, negativeInteger, float, duration, hex, base64, and for dates
    and times the name of the type.
    """
    return _kind(library, name).key
