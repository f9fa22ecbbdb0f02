"""Rules of an edition's own: loaded from their files, made as the shipped ones, never the end of a run."""

from __future__ import annotations

import pickle
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from letterbook.findings import Finding, Severity
from letterbook.index import Index, build
from letterbook.reading.edition import Edition
from letterbook.reading.pointers import Resolver
from letterbook.reading.registers import Register
from letterbook.rules import apart
from letterbook.rules.document import Document
from letterbook.rules.guarding import MOST
from letterbook.rules.own import OwnFile, OwnRuleError, digest, load, not_run, own_files, unexplained
from letterbook.rules.running import FileRules, check_edition
from letterbook.sources import parse

HEAD = '''"""A letter says nothing about its box

What it does
------------
Looks for a box.

Why it matters
--------------
Example
-------
Use instead
-----------
Fix
---
Source
------
"""
from letterbook.findings import Severity
from letterbook.rules import Fault, Where, Words

CODE = "KB001"
NAME = "letter-without-box"
SEVERITY = Severity.WARNING
MESSAGES = {"en": {"lacks": Words("no box is named for {title}", help="name the box")}}
'''
LETTERS = """
def check_letter(letter, register):
    if not letter.all("idno"):
        yield Fault(letter.element, "lacks", {"title": "this letter"})
"""
DOCUMENTS = "\ndef check_document(document, register):\n    "
EDITION = "\ndef check_edition(index):\n    "
LETTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt><title>A</title>'
    "</titleStmt></fileDesc><profileDesc><correspDesc><correspAction type='sent'><persName>A</persName>"
    "</correspAction></correspDesc></profileDesc></teiHeader><text><body><p>A</p></body></text></TEI>"
)

Rules = Callable[..., tuple[OwnFile, ...]]


@pytest.fixture
def written(tmp_path: Path) -> Rules:
    """Writes rules into rules/ of an edition, by name, and finds them as letterbook.toml names them."""

    def write(**rules: str) -> tuple[OwnFile, ...]:
        folder = tmp_path / "rules"
        folder.mkdir(exist_ok=True)
        for name, text in rules.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        return own_files(tmp_path, ["rules/*.py"])

    return write


def judged(files: tuple[OwnFile, ...]) -> list[Finding]:
    """What the rules say about one letter."""
    source = parse(LETTER.format(id="a").encode(), "a.xml")
    return list(FileRules(load(files), Register()).check(Document(source)))


def refused(files: tuple[OwnFile, ...]) -> tuple[Finding, ...]:
    """What is wrong with rules that cannot be loaded."""
    with pytest.raises(OwnRuleError) as caught:
        load(files)
    return caught.value.findings


def test_a_rule_of_an_edition_is_made_as_a_shipped_one(written: Rules) -> None:
    """Its finding has code, name, severity, words and place."""
    (finding,) = judged(written(box=HEAD + LETTERS))
    assert (finding.code, finding.name, finding.severity) == ("KB001", "letter-without-box", Severity.WARNING)
    assert (finding.message, finding.help) == ("no box is named for this letter", "name the box")
    assert (finding.span.file, finding.span.line, finding.span.column) == ("a.xml", 1, 1)


def test_nothing_is_written_into_the_edition(written: Rules, tmp_path: Path) -> None:
    """No bytecode stays beside the rules, none that lies there is used, and sys.path knows nothing of them."""
    before = list(sys.path)
    files = written(box=HEAD + LETTERS)
    load(files)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["box.py", "rules"]
    assert sys.path == before and "box" not in sys.modules
    (tmp_path / "rules" / "__pycache__").mkdir()
    tag = sys.implementation.cache_tag
    (tmp_path / "rules" / "__pycache__" / f"box.{tag}.pyc").write_bytes(b"nonsense")
    assert len(load(files)) == 1


def test_which_files_are_rules(written: Rules, tmp_path: Path) -> None:
    """Patterns and folders stand for Python files, each once; a helper's name begins with _."""
    written(b="", a="", _help="")
    names = [file.name for file in own_files(tmp_path, ["rules/a.py", "rules", "rules/*.py"])]
    assert names == ["rules/a.py", "rules/b.py"]


def test_a_pattern_that_stands_for_nothing(tmp_path: Path) -> None:
    """A rule that was asked for and is not there is wrong use, told for each pattern."""
    with pytest.raises(OwnRuleError) as caught:
        own_files(tmp_path, ["rules/*.py", "box.py"])
    assert [finding.code for finding in caught.value.findings] == ["R001", "R001"]
    assert caught.value.wrong_use


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_rule_from_outside(tmp_path: Path) -> None:
    """A link out of the edition is no rule of it."""
    edition = tmp_path / "edition"
    (edition / "rules").mkdir(parents=True)
    (tmp_path / "evil.py").write_text("raise SystemExit", encoding="utf-8")
    (edition / "rules" / "evil.py").symlink_to(tmp_path / "evil.py")
    for pattern in ("rules/*.py", "rules/evil.py", "rules"):
        with pytest.raises(OwnRuleError):
            own_files(edition, [pattern])


def test_rules_that_nobody_allowed_are_one_note(written: Rules) -> None:
    """It says how many, and what to do; without rules there is none."""
    told = not_run(written(a="raise SystemExit", b="raise SystemExit"))
    assert told is not None and told.severity is Severity.INFO
    assert told.message == "the edition has 2 rules of its own, not run: they are programs"
    assert not_run(()) is None


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("def check(:\n", 1, "is no Python"),
        ("\nimport nothing_of_that_name\n", 2, "No module named 'nothing_of_that_name'"),
        ("\n\n1 / 0\n", 3, "cannot be loaded: ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", 1, "cannot be loaded: SystemExit: 3"),
        ("", 0, "has the CODE None"),
        (HEAD, 0, "has to define one of check_document, check_letter and check_edition"),
        (HEAD + LETTERS + "check_edition = check_letter\n", 0, "has to define one of"),
        (HEAD.replace("KB001", "D001") + LETTERS, 0, "has the CODE 'D001': two to eight capital letters"),
        (HEAD.replace("letter-without-box", "Box") + LETTERS, 0, "has the NAME 'Box'"),
        (HEAD.replace("Severity.WARNING", '"warning"') + LETTERS, 0, "has no SEVERITY"),
        (HEAD.replace('{"en"', '{"de"') + LETTERS, 0, "has no MESSAGES"),
        (HEAD + "DEFAULT = 1\n" + LETTERS, 0, "has a DEFAULT"),
        (HEAD + "ALIASES = (1,)\n" + LETTERS, 0, "has ALIASES"),
        ("\0", 0, "null bytes"),
    ],
)
def test_what_is_no_rule(written: Rules, text: str, line: int, words: str) -> None:
    """A file that is no rule is told with its line and what is missing."""
    (finding,) = refused(written(box=text))
    assert words in finding.message, finding.message
    assert finding.code == "U021" and finding.span.file == "rules/box.py"
    assert finding.span.line == line


def test_names_that_are_taken(written: Rules) -> None:
    """Two rules of one code are told, and so is one with the name of a shipped rule."""
    second = HEAD.replace("letter-without-box", "replacement-character").replace("KB001", "KB002")
    told = refused(written(a=HEAD + LETTERS, b=HEAD + LETTERS, c=second + LETTERS))
    assert [finding.span.file for finding in told] == ["rules/b.py", "rules/c.py"]
    assert told[0].message == "is no rule: it is called KB001, as a rule of rules/a.py is"
    assert "is called replacement-character, as a rule of Letterbook is" in told[1].message


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(0)", "it ends the program (0)"),
        ("import sys; sys.exit('bye'); yield", "it ends the program (bye)"),
        ("return [Fault(document.root, 'none')]", "KeyError"),
        ("return [Fault(document.root, 'lacks')]", "KeyError: 'title'"),
        ("return 1", "TypeError"),
        ("return ['x']", "it yields 'x', which is no Fault"),
        ("return [Fault(document.root, 'lacks', {'title': ''}, fix='x')]", "or one with a wrong fix"),
        ("def f(): f()\n    f()", "RecursionError"),
        ("raise BaseException('x')", "x"),
    ],
)
def test_a_rule_that_breaks_is_a_finding(written: Rules, body: str, words: str) -> None:
    """Whatever a rule does, the other rules still run, and it is told which one broke on which file."""
    other = HEAD.replace("KB001", "KB002").replace("letter-without-box", "other")
    found = judged(written(a=HEAD + DOCUMENTS + body, b=other + LETTERS))
    assert [finding.code for finding in found] == ["X008", "KB002"]
    assert "letter-without-box" in found[0].message and words in found[0].message
    assert found[0].span.file == "a.xml"
    if (
        "KeyError" not in words
        and "it yields" not in words
        and "wrong fix" not in words
        and body != "return 1"
    ):
        assert found[0].notes[0].startswith("in a.py, line 2")


def test_nothing_found_is_nothing_told(written: Rules) -> None:
    """A check may return None, an empty list, or yield nothing."""
    for body in ("return None", "return []", "yield from ()"):
        assert judged(written(a=HEAD + DOCUMENTS + body)) == []


def test_what_a_rule_prints_does_not_get_into_the_report(
    written: Rules, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard output is the report's."""
    judged(written(a=HEAD + "print('loading')" + DOCUMENTS + "print('checking')\n    yield from ()"))
    assert capsys.readouterr().out == ""


def test_a_flood_of_faults_ends(written: Rules) -> None:
    """A rule that never stops finding is stopped, and said to."""
    body = "while True:\n        yield Fault(document.root, 'lacks', {'title': ''})"
    found = judged(written(a=HEAD + DOCUMENTS + body))
    assert len(found) == MOST + 1
    assert f"it finds more than {MOST:,} faults" in found[-1].message


def test_pages_are_wanted(written: Rules) -> None:
    """A rule without headings still runs; what its page lacks is a note."""
    files = written(
        a=HEAD + LETTERS,
        b='"""Short."""\n' + HEAD.split('"""')[2].replace("KB001", "KB002").replace("-box", "-b") + LETTERS,
    )
    (note,) = unexplained(load(files), files)
    assert note.severity is Severity.INFO and note.span.file == "rules/b.py"
    assert note.message.startswith("the page of the rule letter-without-b lacks What it does, Why it matters")


def test_the_digest_knows_each_byte(written: Rules) -> None:
    """What is kept of a run is not used after a rule was changed."""
    first = digest(written(a="1", b="2"))
    assert digest(written(a="1", b="2")) == first
    assert digest(written(a="1", b="3")) != first and digest(written(a="12", b="")) != first


def test_the_parent_hears_of_rules_without_running_them(written: Rules) -> None:
    """What a rule says of itself comes from a worker as data; what is wrong too."""
    files = written(a=HEAD + "DEFAULT = False\n" + LETTERS)
    before = set(sys.modules)
    rules, notes = apart.described(files, timeout=30)
    assert [(rule.code, rule.kind, rule.default, rule.file) for rule in rules] == [
        ("KB001", "letter", False, "rules/a.py")
    ]
    assert notes == () and rules[0].page.startswith("A letter says nothing")
    assert not any(name.startswith("own.a_") for name in set(sys.modules) - before)
    with pytest.raises(OwnRuleError) as caught:
        apart.described(written(b="1/0", c="x"), timeout=30)
    assert [finding.span.file for finding in caught.value.findings] == ["rules/b.py", "rules/c.py"]


@pytest.mark.parametrize("text", ["while True: pass", "import os; os._exit(5)"])
def test_loading_ends(written: Rules, text: str) -> None:
    """A file that never lets itself be loaded, or takes its process down, is wrong use and not a hang."""
    with pytest.raises(OwnRuleError):
        apart.described(written(a=text), timeout=1)


def test_rules_over_the_edition(written: Rules, tmp_path: Path) -> None:
    """They run in a process apart: one that breaks, never ends or dies is a finding, the others say what they find."""
    letters = tmp_path / "tei" / "letters"
    letters.mkdir(parents=True)
    for name in ("a", "b"):
        (letters / f"{name}.xml").write_text(LETTER.format(id=name), encoding="utf-8")
    (tmp_path / "letterbook.toml").write_text("config-version = 1\n", encoding="utf-8")
    registers = tmp_path / "tei" / "registers"
    registers.mkdir()
    (registers / "persons.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="p"><persName>P</persName>'
        "</person></listPerson></standOff></TEI>",
        encoding="utf-8",
    )
    bodies = (
        "assert list(index.register.entries) == ['p']\n    "
        "for letter in index.letters:\n        yield Fault(Where(letter.file), 'lacks', {'title': letter.id})",
        "1 / 0",
        "while True: pass",
        "import os; os._exit(3)",
    )
    files = written(
        **{
            f"r{number}": HEAD.replace("KB001", f"KB00{number}").replace("-box", f"-box-{number}")
            + EDITION
            + body
            for number, body in enumerate(bodies, 1)
        }
    )
    index = build(Edition.open([tmp_path]))
    paths = index.paths
    codes = [f"KB00{number}" for number in range(1, 5)]
    found = list(apart.check_edition(files, codes, index, paths, timeout=2))
    assert [finding.code for finding in found] == ["KB001", "KB001", "X008", "X004", "X008"]
    assert [finding.message for finding in found[:2]] == ["no box is named for a", "no box is named for b"]
    assert "KB003" in found[3].message and "KB004" in found[4].message
    assert list(apart.check_edition(files, ["KB001"], index, paths, timeout=2)) == found[:2]


def test_the_page_about_own_rules(written: Rules, repository: Path) -> None:
    """What docs/how-to/own-rules.md shows is a rule that finds what it says, with nothing left to be wished for."""
    page = (repository / "docs" / "how-to" / "own-rules.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    files = written(letter_without_box=code)
    assert list(unexplained(load(files), files)) == []
    (found,) = judged(files)
    assert f"{found.severity.label}: {found.message} [{found.code} {found.name}]" in page.replace(
        "marbury-quill-1887-03-03", "a"
    )
    boxed = LETTER.format(id="a").replace("<text>", "<text><front><p><idno type='box'>7</idno></p></front>")
    assert list(FileRules(load(files), Register()).check(Document(parse(boxed.encode(), "a.xml")))) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return 1 / 0", "ZeroDivisionError"),
        ("raise SystemExit", "it ends the program"),
        ("return lambda: 1", "has to be text, numbers"),
        ("return Own()", "has to be text, numbers"),
        ("return 'x' * 200_000", "it gathers more than 100,000 bytes"),
    ],
)
def test_facts_that_cannot_be_gathered(written: Rules, body: str, words: str) -> None:
    """They never stop a run; the rule says over the edition that it could not be applied, and why."""
    text = HEAD + f"\nclass Own:\n    pass\n\ndef gather(document):\n    {body}\n" + EDITION + "return []"
    (rule,) = load(written(a=text))
    document = Document(parse(LETTER.format(id="a").encode(), "a.xml"))
    gathered, _ = FileRules([rule], Register()).gathered(document)
    pickle.dumps(gathered)
    index = replace(_empty(), gathered={rule.name: {"a.xml": gathered[rule.name]}})
    (finding,) = check_edition([rule], index, lambda _: None)
    assert (
        finding.code == "X008" and "gathering facts of a.xml" in finding.message and words in finding.message
    )


def test_facts_come_to_the_check(written: Rules) -> None:
    """What gather returns is what the check sees, by the rule's name and the file's."""
    text = HEAD + "\ndef gather(document):\n    return {'file': document.name}\n" + EDITION
    text += "return [Fault(Where(file), 'lacks', {'title': facts['file']}) for file, facts in index.gathered[NAME].items()]"
    (rule,) = load(written(a=text))
    document = Document(parse(LETTER.format(id="a").encode(), "a.xml"))
    index = replace(_empty(), gathered={rule.name: {"a.xml": rule.gather(document)}})
    (finding,) = check_edition([rule], index, lambda _: None)
    assert finding.message == "no box is named for a.xml"


def _empty() -> Index:
    """An index of nothing."""
    return Index((), Register(), Resolver())
