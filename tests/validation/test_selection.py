"""Which findings are told: the order in which settings and options decide, and what words mean."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterbook.findings import Finding, Severity, Span
from letterbook.rules.catalogue import all_rules
from letterbook.settings import Settings, load
from letterbook.validation import words
from letterbook.validation.selection import Selection, selection_of
from letterbook.validation.words import Known, UnknownRule, Words

LETTER = "tei/letters/a.xml"

KNOWN = {
    "D004": ("date-text-against-value", ("date-differs",)),
    "D010": ("day-that-is-not", ()),
    "N001": ("name-of-two", ()),
    "R006": ("broken-xml", ()),
    "X004": ("time-limit", ()),
}


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few rules that stay the same whatever Letterbook learns."""

    def own() -> Iterator[tuple[str, Known]]:
        for code, (name, aliases) in KNOWN.items():
            for word in (code, name, *aliases):
                yield word, Known(code, name, code != "D010")

    monkeypatch.setattr(words, "_own", own)


def edition(folder: Path, text: str) -> Settings:
    """The settings of an edition; all of TEI judges it, so that no instruction names a schema nobody knows."""
    if "[validate]" not in text:
        text = f'[validate]\nschema = "tei"\n{text}'
    (folder / "letterbook.toml").write_text(text, encoding="utf-8")
    return load(folder / "letterbook.toml", name="letterbook.toml")


def told(selection: Selection, code: str, file: str = LETTER, *, default: bool = True) -> str:
    """How bad a warning of that code is, or ``off``."""
    name = KNOWN[code][0] if code in KNOWN else ""
    level = selection.level(code, name, file, Severity.WARNING, default)
    wanted = selection.wants(code, name, default)
    assert wanted or level is None, "what is told has to run"
    return "off" if level is None else level.label


def faults(settings: Settings, **options: tuple[str, ...]) -> list[tuple[str, int, str, str]]:
    """File, line, message and help of each word that is wrong."""
    with pytest.raises(UnknownRule) as caught:
        selection_of(settings, **options)
    assert caught.value.wrong_use
    return [(f.span.file, f.span.line, f.message, f.help) for f in caught.value.findings]


def test_nothing_said_leaves_all_as_it_is() -> None:
    """A rule that is on by default tells what it finds as bad as it is; one that is off says nothing."""
    selection = selection_of(Settings())
    assert told(selection, "D004") == "warning"
    assert told(selection, "D004", default=False) == "off"
    assert not selection.wants("D004", "", default=False)


@pytest.mark.parametrize(
    ("level", "expected", "sleeping"),
    [
        ("off", "off", "off"),
        ("on", "warning", "warning"),
        ("info", "info", "info"),
        ("error", "error", "error"),
    ],
)
@pytest.mark.parametrize(
    "word", ["D004", "date-text-against-value", "date-differs", "D00", "D", "all", "d004"]
)
def test_levels_of_the_settings(tmp_path: Path, word: str, level: str, expected: str, sleeping: str) -> None:
    """Each level by each way to name a rule. ``on`` wakes one that is off; a severity does when it is for that one."""
    selection = selection_of(edition(tmp_path, f'[rules]\n{word} = "{level}"\n'))
    assert told(selection, "D004") == expected
    own = word.casefold() in ("d004", "date-text-against-value", "date-differs")
    assert told(selection, "D004", default=False) == (sleeping if own or level == "on" else "off")
    if word != "all":
        assert told(selection, "N001") == "warning"


def test_the_narrower_word_decides(tmp_path: Path) -> None:
    """Whatever their order: a name before D0, D0 before D, D before all."""
    lines = ['D = "info"', 'all = "off"', 'D01 = "error"', 'day-that-is-not = "warning"']
    for order in (lines, lines[::-1]):
        selection = selection_of(edition(tmp_path, "[rules]\n" + "\n".join(order)))
        assert told(selection, "N001") == "off"
        assert told(selection, "D004") == "info"
        assert told(selection, "D011") == "error"
        assert told(selection, "D010") == "warning"


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), ("D004",), {"D004": "off", "D010": "warning", "N001": "warning"}),
        (("D",), (), {"D004": "warning", "D010": "warning", "N001": "off"}),
        (("D,N001",), (), {"D004": "warning", "D010": "warning", "N001": "warning"}),
        (("D", "N001"), ("D01",), {"D004": "warning", "D010": "off", "N001": "warning"}),
        (("D004",), ("D",), {"D004": "warning", "D010": "off", "N001": "off"}),
        (("all",), ("D",), {"D004": "off", "D010": "off", "N001": "warning"}),
        (("D",), ("D",), {"D004": "off", "D010": "off", "N001": "off"}),
        ((), ("all",), {"D004": "off", "D010": "off", "N001": "off"}),
        ((" date-differs , N001 ",), (), {"D004": "warning", "D010": "off", "N001": "warning"}),
    ],
)
def test_select_and_ignore(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: dict[str, str]
) -> None:
    """``select`` alone limits; of both the narrower word decides, and ``ignore`` when they are alike."""
    selection = selection_of(Settings(), select=select, ignore=ignore)
    assert {code: told(selection, code) for code in expected} == expected


def test_select_wakes_what_is_off(tmp_path: Path) -> None:
    """Its own name does, and all; a beginning takes what is on. The file's severity stays."""
    settings = edition(tmp_path, '[rules]\nD004 = "off"\nD010 = "error"\n')
    for word, expected in (("D004", "warning"), ("all", "warning"), ("D", "off"), ("D0", "off")):
        selection = selection_of(settings, select=(word,))
        assert told(selection, "D004") == expected
        assert told(selection, "D004", default=False) == expected
    assert told(selection_of(settings, select=("D",)), "D010") == "error"
    assert told(selection_of(settings, select=("D010",)), "D010", default=False) == "error"


@pytest.mark.parametrize(
    ("levels", "expected", "sleeping"),
    [
        ({"all": "off", "D": "info"}, "info", "off"),
        ({"all": "on", "D": "info"}, "info", "info"),
        ({"D": "info", "D004": "on"}, "warning", "warning"),
        ({"D": "on", "D004": "off"}, "off", "off"),
        ({"D": "off", "D00": "on", "all": "error"}, "warning", "warning"),
        ({"D": "error", "D00": "off", "D004": "info"}, "info", "info"),
    ],
)
def test_several_words_for_one_rule(
    tmp_path: Path, levels: dict[str, str], expected: str, sleeping: str
) -> None:
    """The narrowest decides, whatever the order; of a code and a name of one rule, the first."""
    for order in (list(levels.items()), list(levels.items())[::-1]):
        text = "".join(f'{word} = "{level}"\n' for word, level in order)
        selection = selection_of(edition(tmp_path, f"[rules]\n{text}"))
        assert told(selection, "D004") == expected
        assert told(selection, "D004", default=False) == sleeping


def test_a_rule_under_two_words(tmp_path: Path) -> None:
    """Of its code and its name, what stands first."""
    text = '[rules]\nD004 = "info"\ndate-text-against-value = "error"\n'
    assert told(selection_of(edition(tmp_path, text)), "D004") == "info"


def test_exceptions(tmp_path: Path) -> None:
    """In the files of a path or pattern a rule says nothing; only its own name on the command line is stronger."""
    settings = edition(
        tmp_path,
        '[rules]\nD004 = "error"\n'
        '[exceptions]\n"tei/letters/drafts" = "D"\n"tei/*/b*.xml" = ["name-of-two", "D010"]\n',
    )
    selection = selection_of(settings)
    for file, expected in (
        ("tei/letters/a.xml", "error warning warning"),
        ("tei/letters/drafts/x/a.xml", "off off warning"),
        ("tei/letters/draftsman.xml", "error warning warning"),
        ("tei/letters/b1.xml", "error off off"),
        ("tei/letters/x/b1.xml", "error warning warning"),
    ):
        assert " ".join(told(selection, code, file) for code in ("D004", "D010", "N001")) == expected, file
    assert told(selection_of(settings, select=("D",)), "D004", "tei/letters/drafts/a.xml") == "off"
    assert told(selection_of(settings, select=("D004",)), "D004", "tei/letters/drafts/a.xml") == "error"
    assert selection.wants("D010", "")


def test_a_file_that_could_not_be_read_is_always_told(tmp_path: Path) -> None:
    """No choice of rules makes a run 'all good' that did not look at a file."""
    for selection in (
        selection_of(Settings(), select=("D004",)),
        selection_of(Settings(), ignore=("all",)),
        selection_of(edition(tmp_path, '[rules]\nall = "off"\n[exceptions]\ntei = "all"\n')),
    ):
        for code in ("R006", "X004"):
            assert told(selection, code) == "warning"
        assert selection.level("S000", "failed-schematron", LETTER, Severity.ERROR) is Severity.ERROR
        assert told(selection, "D010") == "off"


def test_the_findings_of_a_schematron_have_words_too(tmp_path: Path) -> None:
    """The id of an assert is chosen like a rule; a beginning of codes is no beginning of ids."""
    (tmp_path / "own.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="*">'
        '<assert id="Dates-are-old" test="1"/><report id="no.seal" test="0"/></rule></pattern></schema>',
        encoding="utf-8",
    )
    text = '[validate]\nschema = "tei"\nschematron = "*.sch"\n[rules]\n"no.seal" = "info"\nD = "off"\n'
    selection = selection_of(edition(tmp_path, text))
    assert [told(selection, "no.seal"), told(selection, "Dates-are-old")] == ["info", "warning"]
    assert told(selection_of(edition(tmp_path, text), select=("Dates-are-old",)), "no.seal") == "off"
    (fault,) = faults(edition(tmp_path, text.replace("no.seal", "no.seals")))
    assert (fault[1], fault[3]) == (5, "did you mean no.seal?")


def test_own_rules_are_known_without_being_run(tmp_path: Path) -> None:
    """A rule's words are read from its module as text: what it would do is not done."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "seal.py").write_text(
        'CODE = "K001"\nNAME: str = "letter-without-seal"\nALIASES = ("no-seal",)\nraise SystemExit(7)\n',
        encoding="utf-8",
    )
    text = '[validate]\nschema = "tei"\nrules = "rules"\n[rules]\nno-seal = "info"\n'
    selection = selection_of(edition(tmp_path, text))
    assert selection.level("K001", "letter-without-seal", LETTER, Severity.ERROR) is Severity.INFO
    (tmp_path / "rules" / "seal.py").write_text("CODE = ", encoding="utf-8")
    assert selection_of(edition(tmp_path, text)).unknown == ("no-seal",)


def test_words_that_name_nothing(tmp_path: Path) -> None:
    """Each is told, in the file with its line, and what may have been meant."""
    text = (
        '[rules]\nD004 = "off"\ndate-text-agianst-value = "off"\n[exceptions]\n"a.xml" = ["N001", "seal"]\n'
    )
    assert faults(edition(tmp_path, text)) == [
        (
            "letterbook.toml",
            5,
            "[rules]: there is no rule called 'date-text-agianst-value'",
            "did you mean date-text-against-value?",
        ),
        (
            "letterbook.toml",
            7,
            "[exceptions]: there is no rule called 'seal'",
            "letterbook rules lists them",
        ),
    ]
    found = faults(edition(tmp_path, ""), select=("D004,D999",), ignore=("Q", ""))
    assert [(option, message) for option, _, message, _ in found] == [
        ("--select", "there is no rule called 'D999'"),
        ("--ignore", "there is no rule called 'Q'"),
        ("--ignore", "a rule has no name here"),
    ]


def test_what_cannot_be_ignored_is_refused(tmp_path: Path) -> None:
    """Who asks for it is told that it does nothing; asking to see only that is fine."""
    text = '[rules]\nR006 = "off"\n[exceptions]\na = "time-limit"\n'
    assert [fault[1] for fault in faults(edition(tmp_path, text))] == [4, 6]
    assert "always told" in faults(Settings(), ignore=("broken-xml",))[0][2]
    assert told(selection_of(Settings(), select=("R006",)), "D004") == "off"


def test_a_word_that_an_instruction_may_know(tmp_path: Path) -> None:
    """Without [validate] schema, files name Schematron that is not read for this: only what looks like a slip is one."""
    settings = edition(tmp_path, '[validate]\nxsd = false\n[rules]\nseal-is-broken = "off"\n')
    assert selection_of(settings).unknown == ("seal-is-broken",)
    assert told(selection_of(settings), "seal-is-broken") == "off"
    settings = edition(tmp_path, '[validate]\nxsd = false\n[rules]\nday-that-isnt = "off"\n')
    assert faults(settings)[0][3] == "did you mean day-that-is-not?"


def test_findings_get_their_severity(tmp_path: Path) -> None:
    """``told`` leaves out what is off and changes nothing but the severity."""
    settings = edition(tmp_path, '[rules]\nD004 = "error"\nN001 = "off"\n')
    findings = [Finding(code, Severity.WARNING, "m", Span(LETTER, 1, 1)) for code in ("D004", "D010", "N001")]
    made = selection_of(settings).told(findings)
    assert [(f.code, f.severity.label) for f in made] == [("D004", "error"), ("D010", "warning")]
    assert made[1] is findings[1]


def test_it_crosses_processes_and_is_a_key(tmp_path: Path) -> None:
    """Workers get it; what it says is the same text whatever was asked of it before, and differs when it differs."""
    settings = edition(tmp_path, '[rules]\nD004 = "error"\n[exceptions]\n"a" = "D"\n')
    selection = selection_of(settings, select=("N", "D"))
    before = selection.text
    told(selection, "D004")
    copy = pickle.loads(pickle.dumps(selection))
    assert copy == selection and hash(copy) == hash(selection)
    assert copy.text == selection.text == before
    assert selection_of(settings, select=("D,N",)).text == before
    assert selection_of(settings).text != before


def test_what_a_word_stands_for(tmp_path: Path) -> None:
    """Names, codes and aliases, whatever their case; what may be meant; what a schema that nobody read may know."""
    known = Words.of(edition(tmp_path, ""))
    assert known.stands_for("D004") == (("D004", "date-text-against-value", True), [])
    assert known.stands_for("Date-Differs") == known.stands_for("D004")
    assert known.stands_for("day-that-is-not") == (("D010", "day-that-is-not", False), [])
    assert known.stands_for("N0001") == (None, ["N001"])
    assert known.stands_for("banana") == (None, [])
    assert Words.of(Settings()).stands_for("banana") == (("", "", True), [])


def test_many_and_long_words_are_refused_at_once(tmp_path: Path) -> None:
    """Settings of a stranger: ten thousand words that nothing is called, and one without an end."""
    begin = time.perf_counter()
    text = "".join(f'day-that-is-nought-{n} = "off"\n' for n in range(10_000))
    assert len(faults(edition(tmp_path, f"[rules]\n{text}"))) == 10_000
    ((_, _, message, _),) = faults(edition(tmp_path, ""), select=("x" * 1_000_000,))
    assert len(message) < 200
    assert time.perf_counter() - begin < 20


def test_every_rule_has_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes, names and old names of all rules; codes that are not of rules; ids of Letterbook's asserts."""
    monkeypatch.undo()
    known = Words.of(Settings())
    for rule in all_rules():
        for word in (rule.code, rule.name, *rule.aliases):
            assert known.stands_for(word) == ((rule.code, rule.name, rule.default), [])
    for word in ("R006", "G001", "X004", "file-without-title"):
        meaning, _ = known.stands_for(word)
        assert meaning is not None and meaning.code
