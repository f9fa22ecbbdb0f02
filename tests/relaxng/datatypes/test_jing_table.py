"""The verdicts of jing on a table of values (jing.json, made by ask_jing.py): the same here, but for what is listed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.relaxng.datatypes.values import EQUALS, MORE, NAMESPACES, PARAMETERS, POOL, TYPES, Params

from letterbook.relaxng.datatypes import W3C, Datatype, DatatypeError, datatype

JING: dict[str, Any] = json.loads(Path(__file__).with_name("jing.json").read_text(encoding="utf-8"))

# Zones that XML Schema has (14 hours either way) and Java's calendar refuses before UTC.
FAR_ZONES = {"1961-14:00", "1961-13:01", "1961-13:59"}


def make(name: str, params: Params = ()) -> Datatype | None:
    """The datatype, or None where we refuse it."""
    try:
        return datatype(W3C, name, params)
    except DatatypeError:
        return None


def verdicts(kind: Datatype | None, values: list[str]) -> str:
    """Our answer in the form of jing.json; the three questions about a value agree."""
    if kind is None:
        return "refused"
    for value in values:
        allowed = kind.allows(value, NAMESPACES)
        assert (kind.value(value, NAMESPACES) is not None) == allowed, value
        assert (kind.problem(value, NAMESPACES) is None) == allowed, value
    return "".join(str(int(kind.allows(value, NAMESPACES))) for value in values)


def differences(kind: Datatype | None, values: list[str], jing: str) -> dict[str, str]:
    """The values that jing judges otherwise, and how."""
    ours = verdicts(kind, values)
    if "refused" in (ours, jing):
        return {} if ours == jing else {"": jing}
    assert len(jing) == len(values), "values.json has changed: run ask_jing.py again"
    return {value: j for value, o, j in zip(values, ours, jing, strict=True) if o != j}


@pytest.mark.parametrize("name", TYPES)
def test_types(name: str) -> None:
    """Each type judges each value of the pool as jing does."""
    found = differences(make(name), POOL, JING["pool"][name])
    assert found == (dict.fromkeys(FAR_ZONES, "0") if name == "gYear" else {})


def same_by_value(facet: str, limit: str, value: str) -> bool:
    """Whether a decimal ends in zeros that jing counts as digits, and would be allowed without them."""
    short = value.rstrip("0").rstrip(".")
    return "." in value and short != value and verdicts(make("decimal", ((facet, limit),)), [short]) == "1"


@pytest.mark.parametrize("number", range(len(MORE)), ids=lambda number: f"{MORE[number][0]}-{number}")
def test_parameters_at_work(number: int) -> None:
    """Types with parameters judge as jing does, except for digits that a value does not have, and blanks round octets."""
    name, params, values = MORE[number]
    found = differences(make(name, params), values, JING["more"][number])
    for value, jing in found.items():
        digits = params[0][0] in ("totalDigits", "fractionDigits") and same_by_value(*params[0], value)
        blanks = name == "hexBinary" and params[0][0] == "pattern" and value != value.strip()
        assert jing == "0" and (digits or blanks), (params, value)


def test_parameters_taken() -> None:
    """A type takes and refuses the parameters that jing takes and refuses, but for the length of a date."""
    for (name, params), jing in zip(PARAMETERS, JING["parameters"], strict=True):
        taken = "1" if make(name, params) else "0"
        if params[0][0] in ("length", "minLength", "maxLength") and name in (
            *("dateTime", "date", "time", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth", "duration"),
        ):
            assert (taken, jing) == ("0", "1")  # jing ends with a ClassCastException when a document comes
        else:
            assert taken == jing, (name, params)


@pytest.mark.parametrize("name", EQUALS)
def test_equality(name: str) -> None:
    """Two texts are one value when jing says so, and then they hash alike."""
    kind, values = datatype(W3C, name), EQUALS[name]
    for one, answers in zip(values, JING["equals"][name], strict=True):
        for other, answer in zip(values, answers, strict=True):
            first, second = kind.value(one, NAMESPACES), kind.value(other, NAMESPACES)
            assert (first == second) == (answer == "1"), (one, other)
            assert first != second or hash(first) == hash(second), (one, other)


def test_the_table_is_large() -> None:
    """More than 50,000 verdicts."""
    assert len(TYPES) * len(POOL) + sum(len(values) for _, _, values in MORE) + len(PARAMETERS) > 50_000
