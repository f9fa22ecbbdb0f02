"""The whole of a validation: what has to be done again, the files, the rules over the edition, what is excused."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from letterbook import cache
from letterbook.findings import Finding, Problem
from letterbook.reading.edition import Edition, EditionFile
from letterbook.rules.catalogue import Rule, all_rules
from letterbook.sources import Source, parse, read_bytes
from letterbook.validation.circumstances import common, folders, parts
from letterbook.validation.ignoring import Excuses, Ignore, ignores_in
from letterbook.validation.plan import Checked, Item, Options, Plan
from letterbook.validation.remembering import Memory
from letterbook.validation.running import Run
from letterbook.validation.selection import always, selection_of

if TYPE_CHECKING:
    from letterbook.facts import FileFacts
    from letterbook.rules.apart import Described
    from letterbook.rules.own import OwnFile
    from letterbook.rules.running import Spots


class Work:
    """One validation of the selected files of an edition. ``findings`` does it; the rest says how it went.

    ``instead`` has files, by name, as they would be: they are judged as if they were written.
    """

    def __init__(
        self, edition: Edition, plan: Plan, options: Options, instead: Mapping[str, Source] | None = None
    ) -> None:
        self.why: list[tuple[str, str]] = []
        """The files that had to be checked, with the reason of each."""
        self.contents: dict[str, str] = {}
        """The SHA-256 of the files that were looked at, by name."""
        self._instead = instead or {}
        self._edition = edition
        self._options = options
        self._selection = options.selection or selection_of(edition.settings)
        self._strange = bool(plan.added)
        """Whether a schema that nobody looked into may have names of its own for findings."""
        self._registers = {file.name for file in edition.register_files}
        changes = self._changes = options.changes
        asked = {file.name: file for file in edition.selected}
        self._asked = frozenset(asked)
        self._selected = {
            name: file for name, file in asked.items() if changes is None or changes.includes(name)
        }
        self.names = tuple(self._selected)
        """The files that are checked, in their order."""
        self._all = {file.name: file for file in (*edition.letter_files, *edition.register_files)}
        self._own, self._described, self._notes = self._own_rules()
        self._rules = tuple(self._wanted(all_rules())) if options.rules else ()
        own = tuple(self._wanted(self._described))
        self._own_edition = [rule.code for rule in own if rule.kind == "edition"]
        registers = tuple((str(file.path), file.name) for file in edition.register_files)
        self._plan = replace(
            plan,
            rules=tuple(rule.name for rule in (*self._rules, *own)),
            own_rules=self._own if own else (),
            registers=registers if self._rules or own else (),
            settings=edition.settings,
        )

    def _own_rules(self) -> tuple[tuple[OwnFile, ...], tuple[Described, ...], list[Finding]]:
        """The edition's own rules, described, where they may run; what is to be said of them."""
        settings = self._edition.settings
        if settings.root is None or not settings.validate.rules or not self._options.rules:
            return (), (), []
        from letterbook.rules.apart import described
        from letterbook.rules.own import not_run, own_files

        files = own_files(settings.root, settings.validate.rules)
        if not self._options.allow_code:
            note = not_run(files)
            return (), (), [] if note is None else [note]
        rules, notes = described(files, timeout=self._options.timeout)
        return files, rules, list(notes)

    def _wanted(self, rules: Iterable[Any]) -> Iterator[Any]:
        wants = self._selection.wants
        return (rule for rule in rules if wants(rule.code, rule.name, rule.default))

    @cached_property
    def _over_edition(self) -> list[Rule]:
        return [rule for rule in self._rules if rule.kind == "edition"]

    def findings(self) -> list[Finding]:
        """All that is to be told, by file, line, column and code. Raises SchemaProblem for a schema that is of no use."""
        overall = bool(self._over_edition or self._own_edition)
        files = self._all if overall else self._selected
        contents = {name: self._content(name) for name in files}
        self.contents = {name: content.partition(" ")[0] for name, content in contents.items()}
        memory = self._memory()
        whole = (part for name, digest in sorted(contents.items()) for part in (name, digest))
        key = cache.key((*whole, *folders(self._edition))) if overall else ""
        told = memory.edition(key) if overall else ()
        known: dict[str, Checked] = {}
        facts: dict[str, tuple[FileFacts, dict[str, object]]] = {}
        items: list[Item] = []
        for name, file in files.items():
            found = memory.found(name, contents[name]) if name in self._selected else None
            if isinstance(found, Checked):
                known[name] = found
            elif found is not None:
                self.why.append((name, found))
            if told is None and (held := memory.facts(name, contents[name])) is not None:
                facts[name] = held
            judged = isinstance(found, str)
            if judged or (told is None and name not in facts):
                items.append(self._item(file, judged=judged))
        run = Run(self._plan, jobs=self._options.jobs, timeout=self._options.timeout)
        for item, checked in run.over(items):
            self._keep(memory, item, checked, contents[item.name])
            if item.judged:
                known[item.name] = checked
            if checked.facts is not None:
                facts[item.name] = (checked.facts, checked.gathered or {})
            if self._options.on_file is not None:
                self._options.on_file(item.name)
        if told is None:
            places = memory.places(contents)
            told = tuple(self._judged_together(facts, places))
            memory.keep_edition(key, told, places, contents)
        if not self._instead:
            memory.save(self._all, run.schemas)
        return self._told(known, told)

    @staticmethod
    def _keep(memory: Memory, item: Item, checked: Checked, content: str) -> None:
        """Remember what was found, unless the file became another between its hash and its check."""
        if checked.digest and checked.digest != content.partition(" ")[0]:
            checked = replace(checked, lasting=False)
        memory.keep(item.name, content, checked, judged=item.judged)

    def _content(self, name: str) -> str:
        """A hash of what a file holds, and what it is known by; another one each time where it cannot be read."""
        data = self._bytes(name)
        if data is None:
            return os.urandom(16).hex()
        return f"{hashlib.sha256(data).hexdigest()} {self._known_as(name)}"

    def _known_as(self, name: str) -> str | None:
        return None if name in self._registers else self._edition.ids.get(name)

    def _item(self, file: EditionFile, *, judged: bool) -> Item:
        mended = self._instead.get(file.name)
        data = mended.data if mended is not None else None
        return Item(str(file.path), file.name, self._known_as(file.name), judged, data)

    def _memory(self) -> Memory:
        """What is remembered of this edition, judged by these schemas."""
        if not self._options.remember:
            return Memory("", {})
        root = self._edition.root
        where = root.resolve() if root is not None else common(self._selected.values())
        names = [name for name, _ in (*self._plan.grammars, *self._plan.xsds)]
        return Memory(cache.key(["validate", str(where), *names]), parts(self._plan))

    def _judged_together(
        self, facts: dict[str, tuple[FileFacts, dict[str, object]]], places: dict[str, Spots]
    ) -> Iterator[Finding]:
        """What the rules over the edition find; ``places`` are those that are known, and those that are looked up."""
        from letterbook.index import index_of
        from letterbook.rules.running import check_edition

        gathered: dict[str, dict[str, Any]] = {}
        ordered = [facts[name] for name in self._all if name in facts]
        for about, found in ordered:
            for rule, value in found.items():
                gathered.setdefault(rule, {})[about.name] = value
        index = index_of(self._edition, [about for about, _ in ordered], gathered)
        yield from check_edition(self._over_edition, index, self._source, places, self._bytes)
        if self._own_edition:
            from letterbook.rules import apart

            paths = {name: file.path for name, file in self._all.items()}
            timeout = self._options.timeout
            yield from apart.check_edition(self._own, self._own_edition, index, paths, timeout=timeout)

    def _source(self, name: str) -> Source | None:
        """A file as it is, or would be; None where it cannot be read."""
        if name in self._instead:
            return self._instead[name]
        data = self._bytes(name)
        try:
            return None if data is None else parse(data, name, path=self._all[name].path)
        except Problem:
            return None

    def _bytes(self, name: str) -> bytes | None:
        """What a file holds, or would hold; None where it cannot be read."""
        if name in self._instead:
            return self._instead[name].data
        file = self._all.get(name)
        try:
            return read_bytes(file.path, name=name) if file is not None else None
        except Problem:
            return None

    def _told(self, known: dict[str, Checked], together: Iterable[Finding]) -> list[Finding]:
        """What is neither excused nor switched off, each once and in order."""
        apart = (finding for name in self._selected for finding in known[name].findings)
        of_edition = self._edition.findings if self._options.rules else ()
        found = dict.fromkeys(
            (*self._notes, *apart, *of_edition, *together)
        )  # no set: its order is another each time
        told = [finding for finding in found if self._tells(finding)]
        ignores = {name: checked.ignores for name, checked in known.items()}
        for name in {finding.span.file for finding in told} - ignores.keys():
            source = self._source(name)
            ignores[name] = ignores_in(source) if source is not None else ()
        self._strange = self._strange or any(checked.schemas for checked in known.values())
        left = list(self._excused(ignores.items(), told))
        return sorted(self._selection.told(left), key=lambda finding: finding.sort_key)

    def _tells(self, finding: Finding) -> bool:
        """Whether a finding is of no file, or of one that was asked for and that the changes have to do with."""
        if finding in self._notes or finding.code in _OF_NO_FILE:
            return True
        return finding.span.file in self._asked and (self._changes is None or self._changes.shows(finding))

    def _excused(
        self, ignores: Iterable[tuple[str, tuple[Ignore, ...]]], findings: Iterable[Finding]
    ) -> Iterator[Finding]:
        named = [(name, tuple(map(self._by_name, found))) for name, found in ignores if found]
        excuses = Excuses(named)
        yield from excuses.left(findings, always)
        if named and self._options.rules:
            yield from excuses.vain(self._selected, self._state)

    @cached_property
    def _known_rules(self) -> tuple[Rule | Described, ...]:
        return (*all_rules(), *self._described)

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {alias: rule.name for rule in self._known_rules for alias in rule.aliases}

    def _by_name(self, ignore: Ignore) -> Ignore:
        """The instruction with the names that rules have now, where it uses older ones."""
        return replace(ignore, words=tuple(self._aliases.get(word, word) for word in ignore.words))

    def _state(self, word: str) -> str:
        """Whether the findings of a name or code are looked for in this run: ``on``, ``off`` or ``unknown``."""
        from letterbook.validation.words import Words

        for rule in self._known_rules:
            if word in (rule.code, rule.name):
                return "on" if rule.name in self._plan.rules else "off"
        meaning, near = Words.of(self._edition.settings).stands_for(word)
        if meaning is None or not (meaning.code or self._strange):
            return f"unknown:{' or '.join(near)}"
        return "on" if meaning.code and self._selection.wants(meaning.code, meaning.name) else "off"


_OF_NO_FILE = frozenset(("X008", "X004"))
"""What rules over the edition say of themselves, beside any file."""
