"""What a value may be, in words, with examples that the datatypes take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from letterbook.relaxng.datatypes import Datatype, example
from letterbook.relaxng.explanations.context import Context
from letterbook.relaxng.explanations.words import FEW, MOST_NAMES, join, say, value_shown
from letterbook.relaxng.possible import Values

DATES = ("date", "gYearMonth", "gYear")
MOMENTS = frozenset({*DATES, "dateTime", "time", "gMonth", "gDay", "gMonthDay"})
NUMBERS = frozenset({"decimal", "float", "double"})
WHOLE = frozenset(
    {
        "integer",
        "nonPositiveInteger",
        "negativeInteger",
        "nonNegativeInteger",
        "positiveInteger",
        "long",
        "int",
        "short",
        "byte",
        "unsignedLong",
        "unsignedInt",
        "unsignedShort",
        "unsignedByte",
    }
)
NAMES = frozenset({"Name", "NCName", "NMTOKEN", "NMTOKENS", "QName", "NOTATION", "ENTITY", "ENTITIES"})
IDS = frozenset({"ID", "IDREF", "IDREFS"})

DAY = "1901-02-14"

_SAMPLES = (
    *(
        "word",
        "A",
        "a",
        "1",
        "12",
        "1.0",
        "0.5",
        "1/2",
        "1cm",
        "10%",
        "1,1",
        "0,0",
        "en",
        "2026",
        "1901-02-14",
    ),
    *(
        "AB",
        "abc",
        "ABC",
        "001",
        "A1",
        "a1",
        "#a",
        "a:b",
        "a-b",
        "12:30",
        "U+0041",
        "P1D",
        "#id",
        "0000-0000-0000-0000",
        "x@y.org",
    ),
)


def families(datatypes: Iterable[Datatype]) -> dict[str, list[Datatype]]:
    """Datatypes by what people would call them."""
    found: dict[str, list[Datatype]] = {}
    for datatype in datatypes:
        found.setdefault(family(datatype), []).append(datatype)
    return found


def family(datatype: Datatype) -> str:
    """What people would call a datatype."""
    name = datatype.name
    for key, names in (
        ("date", MOMENTS),
        ("number", NUMBERS),
        ("whole", WHOLE),
        ("id", IDS),
        ("name", NAMES),
    ):
        if name in names:
            return key
    match name:
        case "anyURI":
            return "pointer"
        case "language" | "boolean" | "duration":
            return name
        case "hexBinary" | "base64Binary":
            return "octets"
    return "text"


def form_of(context: Context, values: Values, *, day: str | None = None, tag: bool = False) -> str:
    """What a value may be, as something that can be written; empty when nothing is to be said.

    ``day`` is the date for examples; ``tag`` says that a language tag was spoken of already.
    """
    if values.free:
        return ""
    listed = [one if " " not in one else f'"{one}"' for one in map(value_shown, values.listed) if one]
    groups = families(values.datatypes)
    if "boolean" in groups:
        listed = list(dict.fromkeys(["true", "false", *listed]))
    pieces = [
        piece
        for key, datatypes in groups.items()
        if (piece := _piece(context, key, datatypes, values, day=day, tag=tag))
    ]
    room = MOST_NAMES - (len(pieces) > 0)
    if len(listed) > room:
        listed = [say("form-octets", examples=join(listed[:FEW]))]
    return join(list(dict.fromkeys([*listed, *pieces])))


def _piece(
    context: Context,
    key: str,
    datatypes: Sequence[Datatype],
    values: Values,
    *,
    day: str | None,
    tag: bool,
) -> str:
    """The words for one kind of datatype."""
    match key:
        case "date":
            return date_form(datatypes, day or context.document.day or DAY)
        case "number":
            return _number(datatypes, values)
        case "whole":
            numbers = {"number", "whole"} & set(families(values.datatypes))
            return _number(datatypes, values) if numbers == {"whole"} else ""
        case "language":
            return say("form-tag" if tag else "form-language")
        case "pointer":
            return say("form-pointers" if values.several else "form-pointer")
        case "name":
            return say("form-names" if values.several else "form-name")
        case "id":
            return say("form-id")
        case "duration":
            return say(
                "form-duration", examples=join([one for one in ("P1D", "PT2H30M") if _any(datatypes, one)])
            )
        case "octets":
            return say("form-octets", examples=example(datatypes[0].library, datatypes[0].name))
        case "text":
            return "" if _beside(values) else _text(datatypes, values)
    return ""


def _beside(values: Values) -> bool:
    """Whether a text of some form is only another way of writing a number or a date."""
    return bool({"number", "whole", "date"} & set(families(values.datatypes)))


def _text(datatypes: Sequence[Datatype], values: Values) -> str:
    if _any(datatypes, "one word of two"):
        return say("form-text")
    if _any(datatypes, "word"):
        return say("form-words" if values.several else "form-word")
    found = [one for one in _SAMPLES if _any(datatypes, one)]
    return say("form-octets", examples=join(found[:FEW])) if found else ""


def _any(datatypes: Iterable[Datatype], text: str) -> bool:
    return any(datatype.allows(text) for datatype in datatypes)


def _number(datatypes: Sequence[Datatype], values: Values) -> str:
    for datatype in datatypes:
        limits = dict(datatype.params)
        if "minInclusive" in limits and "maxInclusive" in limits:
            return say("form-range", least=limits["minInclusive"], most=limits["maxInclusive"])
    whole = all(datatype.name in WHOLE for datatype in datatypes)
    found = [one for one in ("2", "2.5", "1/2", "-2") if _any(values.datatypes, one)]
    examples = join(found[: 1 if whole else FEW])
    return say("form-whole" if whole else "form-number", examples=examples) if examples else ""


def date_form(datatypes: Sequence[Datatype], day: str, *, time: bool = False, one: bool = False) -> str:
    """A date in the forms that are wanted, made of a day; with a time if that is wanted too."""
    forms = {"date": day, "gYearMonth": day.rpartition("-")[0], "gYear": day.split("-")[0] or day}
    names = {datatype.name for datatype in datatypes}
    dates = [forms[name] for name in DATES if name in names and _any(datatypes, forms[name])]
    moment = f"{day}T15:00:00"
    if not dates and "dateTime" in names and _any(datatypes, moment):
        return say("form-moment", time=moment)
    if not dates and "time" in names:
        return say("form-moment", time="15:00:00")
    if not dates:
        return say("form-octets", examples=join([example(d.library, d.name) for d in datatypes[:FEW]]))
    if time and "dateTime" in names:
        return say("form-date-time", examples=join(dates), time=moment)
    return say("form-dates" if one else "form-date", examples=join(dates))
