"""Files through rules in this process: what the tests of rules and the survey of the corpora use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from letterbook import editing
from letterbook.facts import FileFacts, facts_of
from letterbook.findings import Edit, Finding, Problem
from letterbook.index import index_of
from letterbook.reading.edition import Edition
from letterbook.rules.catalogue import Rule, all_rules
from letterbook.rules.document import Document
from letterbook.rules.running import FileRules, check_edition
from letterbook.settings import Settings
from letterbook.sources import Source, read


def rules_of(*codes: str) -> list[Rule]:
    """The rules of these codes or names, or beginnings of codes; all without any."""
    if not codes:
        return list(all_rules())
    return [rule for rule in all_rules() if any(rule.code.startswith(c) or rule.name == c for c in codes)]


def judged(edition: Edition, rules: Sequence[Rule]) -> list[Finding]:
    """What these rules say about all files of an edition, in the order in which findings are told."""
    return sorted(_judged(edition, rules), key=lambda finding: finding.sort_key)


def _judged(edition: Edition, rules: Sequence[Rule]) -> Iterator[Finding]:
    checks = FileRules(rules, edition.register)
    facts: list[FileFacts] = []
    gathered: dict[str, dict[str, object]] = {}
    registers = {file.name for file in edition.register_files}
    files = {file.name: file for file in (*edition.letter_files, *edition.register_files)}
    for file in files.values():
        try:
            source = read(file.path, name=file.name)
        except Problem:
            continue
        document = Document(source, known_as=edition.ids.get(file.name), settings=edition.settings)
        yield from checks.check(document)
        for name, value in checks.gathered(document)[0].items():
            gathered.setdefault(name, {})[file.name] = value
        if file.name not in registers:
            facts.append(facts_of(source, edition.ids.get(file.name), mentions=False))

    def again(name: str) -> Source | None:
        return read(files[name].path, name=name) if name in files else None

    yield from check_edition(rules, index_of(edition, facts, gathered), again)


def mended(path: Path, rules: Sequence[Rule]) -> dict[str, bytes]:
    """What the certain fixes of these rules make of the files of an edition: those that they change, by name."""
    edition = opened(path)
    edits: dict[str, list[Edit]] = {}
    for finding in judged(edition, rules):
        if finding.fix is not None and finding.fix.certain:
            edits.setdefault(finding.span.file, []).extend(finding.fix.edits)
    files = {file.name: file for file in (*edition.letter_files, *edition.register_files)}
    return {
        name: editing.apply(read(files[name].path, name=name), found).data for name, found in edits.items()
    }


def opened(path: Path) -> Edition:
    """An edition: a folder (with letterbook.toml or without), or one file alone. Its files are named below the folder."""
    if (path / "letterbook.toml").exists():
        return Edition.open([path])
    return relative(Edition.open([path], Settings()), path if path.is_dir() else path.parent)


def relative(edition: Edition, folder: Path) -> Edition:
    """The same edition with the names of its files cut to what is below a folder."""
    from dataclasses import replace

    from letterbook.reading.edition import EditionFile

    def cut(files: Iterable[EditionFile]) -> tuple[EditionFile, ...]:
        return tuple(EditionFile(file.path, file.path.relative_to(folder).as_posix()) for file in files)

    return replace(
        edition,
        letter_files=cut(edition.letter_files),
        register_files=cut(edition.register_files),
        selected=cut(edition.selected),
    )


def concise(findings: Iterable[Finding]) -> str:
    """One line a finding, and its related places and help below it: what expected.txt holds."""
    lines = []
    for f in findings:
        place = f"{f.span.file}:{f.span.line}:{f.span.column}"
        lines.append(f"{place}: {f.severity.label}: {f.message} [{f.code} {f.name}]")
        lines += [f"  {r.span.file}:{r.span.line}:{r.span.column}: {r.label}" for r in f.related]
        lines += [f"  note: {note}" for note in f.notes]
        lines += [f"  help: {f.help}"] if f.help else []
        lines += [f"  fix: {f.fix.title}"] if f.fix is not None else []
    return "".join(f"{line}\n" for line in lines)
