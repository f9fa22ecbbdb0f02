"""Names of output files: made from ids, safe on every system, no two alike but for case."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from letterbook.reading.identities import free

_RESERVED = {"con", "prn", "aux", "nul", "clock$"} | {
    f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³"
}
_LONGEST = 100


def safe_name(text: str) -> str:
    """A file name (without ending) for an id: letters, digits, ``-``, ``_`` and ``.`` only, at most 100 characters.

    Names that Windows keeps for devices get a ``_`` behind them; a name that is cut gets a hash instead of its end.
    """
    plain = re.sub(r"[^\w.\-]+", "-", unicodedata.normalize("NFC", text)).strip("-. ")
    plain = re.sub(r"-{2,}", "-", plain) or "letter"
    if len(plain.encode()) > _LONGEST:
        mark = hashlib.sha256(text.encode()).hexdigest()[:8]
        plain = plain.encode()[: _LONGEST - 9].decode(errors="ignore").rstrip("-.") + "-" + mark
    if plain.partition(".")[0].casefold() in _RESERVED:
        plain = plain.replace(".", "_.", 1) if "." in plain else plain + "_"
    return plain


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A name for each id; ids whose names would differ by nothing but case get ``-2``, ``-3`` in the order of the ids."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for identity in sorted(set(ids)):
        names[identity] = free(safe_name(identity), taken)
        taken.add(names[identity].casefold())
    return names
