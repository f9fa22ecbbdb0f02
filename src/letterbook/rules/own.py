"""Rules of an edition's own: Python files that ``[validate] rules`` names, run only when the user allows it.

Each file is one rule, made as Letterbook's own are. They are programs: they are loaded in worker processes only, from their
files and from nowhere else, and nothing is written beside them. What they do wrong becomes a finding.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.machinery
import importlib.util
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

from letterbook.findings import Finding, Problem, Problems, Severity, Span
from letterbook.reading.listing import matching
from letterbook.rules.catalogue import Rule, all_rules
from letterbook.rules.faults import Words
from letterbook.rules.guarding import guard

SECTIONS = ("What it does", "Why it matters", "Example", "Use instead", "Fix", "Source")
"""The headings of a rule's page, which is its docstring."""

_PACKAGE = "own."
"""What the names of the rules' modules begin with."""

_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3,4}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_HEADING = re.compile(r"^([^\n]+)\n-{3,}[ \t]*$", re.MULTILINE)


class OwnRuleError(Problems):
    """Rules of an edition's own that cannot be used; the files are told with what is wrong in each."""

    wrong_use = True


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The file of a rule: where it is, and its path from the edition's folder. It can be sent to a worker."""

    path: Path
    name: str


def own_files(root: Path, patterns: Sequence[str]) -> tuple[OwnFile, ...]:
    """The Python files that paths and patterns of letterbook.toml stand for, each once, in their order.

    Files whose name begins with ``_`` are no rules. Links never lead out of the edition. Nothing is run. Raises
    OwnRuleError for a pattern that stands for nothing.
    """
    found: dict[Path, OwnFile] = {}
    wrong = []
    for pattern in patterns:
        paths = [path for path in matching(root, pattern, suffix=".py") if path.is_file()]
        if not paths:
            text = "leads to no Python file, but [validate] rules in letterbook.toml asks for it"
            wrong.append(_missing(text, pattern))
        for path in paths:
            if not path.name.startswith("_"):
                found.setdefault(path.resolve(), OwnFile(path, path.relative_to(root).as_posix()))
    if wrong:
        raise OwnRuleError(tuple(wrong))
    return tuple(found.values())


def not_run(files: Sequence[OwnFile]) -> Finding | None:
    """The note that rules were left out, because nobody allowed them; None where there are none."""
    if not files:
        return None
    those = "a rule" if len(files) == 1 else f"{len(files)} rules"
    text = f"the edition has {those} of its own, not run: they are programs"
    help_ = "give --allow-code if you trust them"
    return Finding("X009", Severity.INFO, text, Span("letterbook.toml"), name="rules-not-run", help=help_)


def digest(files: Iterable[OwnFile]) -> str:
    """A hash of all that the files say, for keys of what is kept. Raises OwnRuleError for one that cannot be read."""
    found = hashlib.sha256()
    for file in files:
        data = _read(file)
        found.update(f"{file.name} {len(data)} ".encode() + data)
    return found.hexdigest()


def load(files: Sequence[OwnFile]) -> tuple[Rule, ...]:
    """The rules of these files, by code. Their code runs: only in a worker, and only when the user allowed it.

    Raises OwnRuleError with what is wrong in each file.
    """
    taken = {word: "Letterbook" for rule in all_rules() for word in (rule.code, rule.name, *rule.aliases)}
    rules: list[Rule] = []
    wrong: list[Finding] = []
    for file in files:
        try:
            rule = _loaded(file)
            for word in (rule.code, rule.name, *rule.aliases):
                if word in taken:
                    raise ValueError(f"is called {word}, as a rule of {taken[word]} is")
            taken |= dict.fromkeys((rule.code, rule.name, *rule.aliases), file.name)
            rules.append(rule)
        except Problem as problem:
            wrong += problem.findings
        except ValueError as error:
            wrong.append(_wrong(f"is no rule: it {error}", Span(file.name)))
    if wrong:
        raise OwnRuleError(tuple(wrong))
    return tuple(sorted(rules, key=lambda rule: rule.code))


def unexplained(rules: Iterable[Rule], files: Sequence[OwnFile]) -> Iterator[Finding]:
    """A note for each rule whose page lacks something: ``letterbook explain`` has then less to say."""
    names = {str(file.path): file.name for file in files}
    for rule in rules:
        if not rule.foreign:
            continue
        there = {heading.strip() for heading in _HEADING.findall(rule.module.__doc__ or "")}
        lacking = [section for section in SECTIONS if section not in there]
        if lacking:
            text = f"the page of the rule {rule.name} lacks {', '.join(lacking)}"
            name = names.get(rule.module.__file__ or "", rule.name)
            help_ = "write them into the text at the head of the file, each underlined with ---"
            yield Finding("U020", Severity.INFO, text, Span(name, 1, 1), name="rule-without-page", help=help_)


class _Loader(importlib.machinery.SourceFileLoader):
    """Compiles the file itself: bytecode is neither read nor written."""

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = self.source_to_code(self.get_data(self.path), self.path)
        return code


def _loaded(file: OwnFile) -> Rule:
    """The rule of a file, which is run. Raises Problem, or ValueError when it is no rule."""
    _read(file)
    mark = hashlib.sha256(str(file.path.resolve()).encode()).hexdigest()[:12]
    name = f"{_PACKAGE}{re.sub(r'[^A-Za-z0-9_]', '_', file.path.stem)}_{mark}"
    loader = _Loader(name, str(file.path))
    spec = importlib.util.spec_from_loader(name, loader, origin=str(file.path))
    assert spec is not None
    spec.has_location = True
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(file.path)
    sys.modules[name] = module  # dataclasses look there for it
    try:
        with contextlib.redirect_stdout(sys.stderr):
            loader.exec_module(module)
    except BaseException as error:
        sys.modules.pop(name, None)
        if isinstance(error, KeyboardInterrupt):
            raise
        raise OwnRuleError((_failed(error, file),)) from None
    _check(module)
    rule = Rule.of(module, foreign=True)
    guard(module, rule.kind)
    return rule


def _check(module: ModuleType) -> None:
    """Whether a module says of itself what a rule has to say. Raises ValueError."""
    code, name = getattr(module, "CODE", None), getattr(module, "NAME", None)
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise ValueError(
            f"has the CODE {code!r}: two to eight capital letters and three digits, such as KB001, are kept for editions"
        )
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(
            f"has the NAME {name!r}: small letters, digits and hyphens, such as letter-without-box"
        )
    if not isinstance(getattr(module, "SEVERITY", None), Severity):
        raise ValueError(
            "has no SEVERITY such as Severity.WARNING (from letterbook.findings import Severity)"
        )
    if not isinstance(getattr(module, "DEFAULT", True), bool):
        raise ValueError("has a DEFAULT that is neither True nor False")
    aliases = getattr(module, "ALIASES", ())
    if not isinstance(aliases, tuple | list) or not all(isinstance(one, str) for one in aliases):
        raise ValueError("has ALIASES that are not names")
    messages = getattr(module, "MESSAGES", None)
    words = messages.get("en") if isinstance(messages, Mapping) else None
    if not isinstance(words, Mapping) or not all(isinstance(one, Words) for one in words.values()):
        raise ValueError('has no MESSAGES such as {"en": {"lacks": Words("the letter has no box")}}')


def _read(file: OwnFile) -> bytes:
    from letterbook.sources import read_bytes

    try:
        return read_bytes(file.path, name=file.name)
    except Problem as problem:
        raise OwnRuleError(problem.findings) from None


def _failed(error: BaseException, file: OwnFile) -> Finding:
    """That a file could not be loaded, at the line of it that was reached last."""
    if isinstance(error, SyntaxError) and error.filename in (str(file.path), None):
        line, column = error.lineno or 0, error.offset or 1
        return _wrong(f"is no Python: {error.msg}", Span(file.name, line, max(column, 1) if line else 0))
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename == str(file.path)]
    line = (frames[-1].lineno or 0) if frames else 0
    said = traceback.format_exception_only(error)[-1].strip()
    return _wrong(f"cannot be loaded: {said}", Span(file.name, line, 1 if line else 0))


def _wrong(message: str, span: Span) -> Finding:
    help_ = "a rule is one Python file; letterbook's documentation shows how one is made"
    return Finding("U021", Severity.ERROR, message, span, name="incorrect-rule", help=help_)


def _missing(message: str, pattern: str) -> Finding:
    help_ = "put it there, or take it out of letterbook.toml"
    return Finding("R001", Severity.ERROR, message, Span(pattern), name="missing-file", help=help_)
