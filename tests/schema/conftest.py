"""The schemas of ``schema/``, each loaded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from lxml import etree
from tests.schema.grammar import RNG, Grammar

Validator: TypeAlias = Any
"""A grammar as libxml2 has it, etree.RelaxNG: lxml comes without types."""


@pytest.fixture(scope="session")
def schemas(repository: Path) -> Path:
    """The folder of the schemas."""
    return repository / "schema"


@pytest.fixture(scope="session")
def letterbook(schemas: Path) -> Grammar:
    """letterbook.rng as patterns."""
    return Grammar(schemas / "letterbook.rng")


@pytest.fixture(scope="session")
def tei_all(schemas: Path) -> Grammar:
    """tei_all.rng as patterns."""
    return Grammar(schemas / "tei" / "tei_all.rng")


@pytest.fixture(scope="session")
def validator(schemas: Path) -> Validator:
    """letterbook.rng as libxml2 has it."""
    return etree.RelaxNG(etree.parse(schemas / "letterbook.rng"))


@pytest.fixture(scope="session")
def any_element(letterbook: Grammar) -> Callable[[Path], Validator]:
    """Loads a grammar so that each element that letterbook.rng knows may be the outermost one."""

    def load(path: Path) -> Validator:
        document = etree.parse(path, etree.XMLParser(remove_comments=True, collect_ids=False))
        start = document.getroot().find(f"{RNG}start")
        assert start is not None
        start.clear()
        choice = etree.SubElement(start, f"{RNG}choice")
        for define in document.getroot().iter(f"{RNG}define"):
            elements = define.findall(f"{RNG}element")
            if len(elements) == 1 and elements[0].get("name") in letterbook.names:
                etree.SubElement(choice, f"{RNG}ref", name=define.get("name", ""))
        assert len(choice) == len(letterbook.names)
        return etree.RelaxNG(document)

    return load
