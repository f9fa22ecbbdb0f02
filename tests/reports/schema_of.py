"""The schemas of tests/reports/schemas, ready to judge."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from lxml import etree

FOLDER = Path(__file__).parent / "schemas"


@cache
def _validator(name: str) -> Any:
    return Draft202012Validator(json.loads((FOLDER / name).read_text(encoding="utf-8")))


def faults(name: str, value: Any) -> list[str]:
    """What a JSON schema says against a value."""
    return [f"{list(error.absolute_path)}: {error.message}" for error in _validator(name).iter_errors(value)]


@cache
def xsd(name: str) -> etree.XMLSchema:
    """An XML Schema."""
    return etree.XMLSchema(etree.parse(FOLDER / name))
