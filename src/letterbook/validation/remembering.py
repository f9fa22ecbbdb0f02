"""What the last run found, so that only what changed since is checked again; and why something is.

Three objects are kept for an edition: what was found in each file; its facts, which only rules over the edition need; and
the places that those rules spoke of. They lie in the cache, where a broken or foreign one counts as none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from letterbook import cache
from letterbook.facts import FileFacts
from letterbook.findings import Finding
from letterbook.rules.running import Spots
from letterbook.validation.digests import Contents
from letterbook.validation.plan import Checked, Files

_FOUND, _FACTS, _PLACES = "validated", "facts", "places"

Parts = Mapping[str, tuple[str, str]]
"""What all files of a run depend on: a hash and, as the end of ``because …``, what it means when that is another."""


@dataclass
class Kept:
    """What was found in one file when its content was this."""

    digest: str
    checked: Checked


@dataclass
class _Record:
    """What one object of the cache holds."""

    parts: dict[str, str] = field(default_factory=dict)
    schemas: Files = ()
    files: dict[str, Kept] = field(default_factory=dict)
    edition: tuple[str, tuple[Finding, ...]] = ("", ())


class Memory:
    """What is remembered of an edition under one set of circumstances; without ``name``, nothing is and nothing will be.

    ``parts`` says what all depends on: if one of them is another now, nothing of the found counts any more.
    """

    def __init__(self, name: str, parts: Parts) -> None:
        self._name = name
        self._parts = {part: digest for part, (digest, _) in parts.items()}
        kept = cache.load_object(_FOUND, name) if name else None
        self._record = kept if isinstance(kept, _Record) else _Record()
        self._contents = Contents()
        self._facts: dict[str, tuple[str, FileFacts, dict[str, object]]] | None = None
        self._places: dict[str, tuple[str, Spots]] | None = None
        self.reason = self._why(parts)
        if self.reason:
            self._record = _Record(self._parts)
        self._changed = bool(self.reason)

    def _why(self, parts: Parts) -> str:
        """Why nothing counts that was found before; empty where it does."""
        record = self._record
        if not record.files:
            return "nothing is remembered of an earlier run"
        for part, (digest, meaning) in parts.items():
            if record.parts.get(part) != digest:
                return meaning
        changed = self._other(record.schemas)
        return f"the schema {Path(changed).name} was changed" if changed else ""

    def _other(self, files: Files) -> str:
        """The first of these files that holds something else now; empty where none does."""
        return next((path for path, digest in files if not self._contents.same([(path, digest)])), "")

    def found(self, name: str, digest: str) -> Checked | str:
        """What was found in a file of that content; or, as text, why it has to be checked."""
        if self.reason:
            return self.reason
        kept = self._record.files.get(name)
        if kept is None:
            return "it was not checked before"
        if kept.digest != digest:
            return "it was changed"
        changed = self._other(kept.checked.schemas)
        return f"the schema {Path(changed).name} was changed" if changed else kept.checked

    def facts(self, name: str, digest: str) -> tuple[FileFacts, dict[str, object]] | None:
        """The facts of a file of that content, and what rules gathered of it; None where they are not known."""
        if self._facts is None:
            kept = cache.load_object(_FACTS, self._name) if self._name and not self.reason else None
            self._facts = kept if isinstance(kept, dict) else {}
        known = self._facts.get(name)
        return known[1:] if known is not None and known[0] == digest else None

    def keep(self, name: str, digest: str, checked: Checked, *, judged: bool) -> None:
        """Remember what was found in a file; ``judged``: it was checked, not only read for its facts."""
        if self._facts is None:
            self.facts("", "")
        assert self._facts is not None
        self._changed = True
        if not checked.lasting:
            self._record.files.pop(name, None)
            return
        if checked.facts is not None:
            self._facts[name] = (digest, checked.facts, checked.gathered or {})
        else:
            self._facts.pop(name, None)
        if judged:
            slim = Checked(checked.findings, ignores=checked.ignores, schemas=checked.schemas)
            self._record.files[name] = Kept(digest, slim)

    def edition(self, key: str) -> tuple[Finding, ...] | None:
        """What the rules over the edition found when everything was as ``key`` says; None where that is not known."""
        kept, findings = self._record.edition
        return findings if kept == key else None

    def places(self, digests: Mapping[str, str]) -> dict[str, Spots]:
        """The places that rules over the edition spoke of, in files that are as they were."""
        kept = cache.load_object(_PLACES, self._name) if self._name and not self.reason else None
        known: dict[str, tuple[str, Spots]] = kept if isinstance(kept, dict) else {}
        return {name: spots for name, (digest, spots) in known.items() if digests.get(name) == digest}

    def keep_edition(
        self, key: str, findings: Sequence[Finding], places: Mapping[str, Spots], digests: Mapping[str, str]
    ) -> None:
        """Remember what the rules over the edition found, and where, in files of these contents."""
        self._record.edition = (key, tuple(findings))
        self._places = {name: (digests[name], spots) for name, spots in places.items() if name in digests}
        self._changed = True

    def save(self, names: Iterable[str], schemas: Files) -> None:
        """Write down what is remembered of the files that are still there. ``schemas`` are those of the plan, if known."""
        if not self._name or not self._changed:
            return
        there = set(names)
        self._record.files = {name: kept for name, kept in self._record.files.items() if name in there}
        self._record.parts = self._parts
        self._record.schemas = schemas or self._record.schemas
        cache.save_object(_FOUND, self._name, self._record)
        if self._places is not None:
            cache.save_object(_PLACES, self._name, self._places)
        if self._facts is not None:
            cache.save_object(
                _FACTS, self._name, {name: facts for name, facts in self._facts.items() if name in there}
            )
