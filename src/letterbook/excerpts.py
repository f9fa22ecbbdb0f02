"""The few characters round a place, for people: lines of real files have thousands of characters."""

from __future__ import annotations

from functools import lru_cache

from letterbook.findings import Span

AROUND = 40
"""So many characters are shown before a place, and as many after its beginning."""


def excerpt(data: bytes, encoding: str, span: Span) -> str:
    """Two lines: what stands round the place, and marks below it; empty where there is nothing to show."""
    if not span.line:
        return ""
    found = _cut(data, encoding, span)
    if found is None:
        return ""
    before, marked, after = found
    before = before.lstrip(
        " \t"
    )  # the indentation; where the line is longer than what was cut, it may be a blank too many
    head = ("…" if len(before) > AROUND else "") + before[-AROUND:]
    room = 2 * AROUND
    shown = marked[:room] or after[:1]
    rest = after if marked else after[1:]
    left = max(room - len(shown), 0)
    tail = rest[:left] + ("…" if len(rest) > left or len(marked) > room else "")
    head, shown, tail = (part.replace("\t", " ") for part in (head, shown, tail))
    return f"{head}{shown}{tail}".rstrip() + "\n" + " " * len(head) + "^" * max(len(shown), 1)


def _cut(data: bytes, encoding: str, span: Span) -> tuple[str, str, str] | None:
    """What stands on the place's line before it, in it and after it, each at least as far as it is shown."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    wide = encoding.lower().startswith(("utf-16", "utf-32", "ucs", "iso-10646"))
    try:
        if span.start is None or span.end is None or wide:
            line = _lines(data, encoding)[span.line - 1].rstrip("\r")
            at = max(span.column - 1, 0)
            return line[:at], "", line[at:]
        reach = 4 * (2 * AROUND + 2)
        before = data[max(0, span.start - reach) : span.start].decode(encoding, "ignore")
        marked = data[span.start : min(span.end, span.start + reach)].decode(encoding, "ignore")
        after = data[span.end : span.end + reach].decode(encoding, "ignore") if span.end > span.start else ""
        if not marked:
            after = data[span.start : span.start + reach].decode(encoding, "ignore")
    except (LookupError, UnicodeDecodeError, IndexError):
        return None
    if "\n" in marked:
        marked, after = marked.partition("\n")[0], ""
    return before.rpartition("\n")[2], marked.rstrip("\r"), after.partition("\n")[0].rstrip("\r")


@lru_cache(maxsize=1)
def _lines(data: bytes, encoding: str) -> list[str]:
    """The lines of a file, kept while places of one file are asked for: there may be thousands."""
    return data.decode(encoding).split("\n")
