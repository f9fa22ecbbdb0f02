"""JSON that nothing on its way misreads: all of a text stays, and what steers terminals and logs is written as an escape."""

from __future__ import annotations

import json
from typing import Any

from letterbook.reports._safe import COMMAND, STEERING

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(", ", ": ")).encode


def line(value: Any) -> str:
    """The value on one line."""
    text = _encode(value)
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    return COMMAND.sub(_escaped, STEERING.sub(_escaped, text))


def _escaped(found: Any) -> str:
    return f"\\u{ord(found[0]):04x}"
