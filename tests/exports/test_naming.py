"""Names of output files on every system."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from letterbook.exports.naming import file_names, safe_name

FORBIDDEN = set('<>:"/\\|?*') | {chr(n) for n in range(32)}


@given(st.text(max_size=300))
def test_a_name_is_safe_on_windows_too(text: str) -> None:
    name = safe_name(text)
    assert name and not FORBIDDEN & set(name)
    assert name[-1] not in " ." and name[0] != "."
    assert len(name.encode()) <= 101
    assert name.partition(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


@given(st.sets(st.text(alphabet="aAbB/. é", max_size=4), max_size=12))
def test_no_two_names_differ_by_case_only(ids: set[str]) -> None:
    names = file_names(ids)
    assert set(names) == ids
    assert len({n.casefold() for n in names.values()}) == len(ids)


def test_plain_ids_keep_their_names() -> None:
    assert safe_name("kennedy-khrushchev-1961-02-22") == "kennedy-khrushchev-1961-02-22"
    assert safe_name("Brief an Ida (1)") == "Brief-an-Ida-1"
    assert safe_name("aux") == "aux_"
    assert safe_name("CON.letter") == "CON_.letter"
