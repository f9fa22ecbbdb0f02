"""The rules there are: one a module, found by its file name, imported when it is asked for."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from letterbook import rules
from letterbook.findings import Severity
from letterbook.rules.faults import Words

KINDS = ("document", "letter", "edition")
"""What a rule looks at; the module's check is called ``check_`` and this."""


@dataclass(frozen=True)
class Rule:
    """One rule: what its module says of itself."""

    code: str
    name: str
    severity: Severity
    default: bool
    aliases: tuple[str, ...]
    kind: str
    messages: Mapping[str, Mapping[str, Words]]
    module: ModuleType
    foreign: bool = False
    """Whether it is an edition's own."""

    @property
    def instead_of(self) -> tuple[str, ...]:
        """Codes that keep quiet at a place of which this rule speaks, because it says better what is wrong."""
        return tuple(getattr(self.module, "INSTEAD_OF", ()))

    @property
    def instead_of_constraints(self) -> tuple[str, ...]:
        """Constraints of TEI's own Schematron, by their ``ident``, that say of an element what this rule says of it."""
        return tuple(getattr(self.module, "INSTEAD_OF_CONSTRAINTS", ()))

    @property
    def check(self) -> Any:
        """The function that looks for faults."""
        return getattr(self.module, f"check_{self.kind}")

    @property
    def gather(self) -> Any:
        """The function that gathers facts for a rule over the edition, or None."""
        return getattr(self.module, "gather", None)

    @property
    def family(self) -> str:
        """The folder it lies in: correspondence, dates, names, registers, description, text."""
        return self.module.__name__.split(".")[-2]

    @classmethod
    def of(cls, module: ModuleType, *, foreign: bool = False) -> Rule:
        """The rule that a module holds. Raises ValueError when it is none."""
        kinds = [kind for kind in KINDS if hasattr(module, f"check_{kind}")]
        if len(kinds) != 1:
            raise ValueError("has to define one of check_document, check_letter and check_edition")
        for wanted in ("CODE", "NAME", "SEVERITY", "MESSAGES"):
            if not hasattr(module, wanted):
                raise ValueError(f"does not define {wanted}")
        return cls(
            module.CODE,
            module.NAME,
            module.SEVERITY,
            getattr(module, "DEFAULT", True),
            tuple(getattr(module, "ALIASES", ())),
            kinds[0],
            module.MESSAGES,
            module,
            foreign,
        )


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule that Letterbook ships, by code."""
    found = []
    for family in pkgutil.iter_modules(rules.__path__):
        if not family.ispkg or family.name.startswith("_"):
            continue
        package = importlib.import_module(f"{rules.__name__}.{family.name}")
        for module in pkgutil.iter_modules(package.__path__):
            if not module.name.startswith("_"):
                found.append(Rule.of(importlib.import_module(f"{package.__name__}.{module.name}")))
    return tuple(sorted(found, key=lambda rule: rule.code))


def find(word: str) -> Rule | None:
    """The rule of that code, name or alias; upper and lower case do not count."""
    wanted = word.casefold()
    for rule in all_rules():
        if wanted in (rule.code.casefold(), rule.name, *rule.aliases):
            return rule
    return None
