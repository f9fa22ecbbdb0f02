"""Every grammar at hand, put into compact syntax by trang and read from there, is what trang reads there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree
from tests.relaxng.loading.compact.shapes import of_node, of_xml
from tests.relaxng.oracle.jing import Jing

from letterbook.relaxng.errors import GrammarError
from letterbook.relaxng.loading.compact import decode, parse
from letterbook.relaxng.loading.reading import load_program
from letterbook.relaxng.loading.tree import Node
from letterbook.relaxng.program import Program

ROOT = Path(__file__).resolve().parents[4]
SHARED = ROOT.parent / "shared"
SAMPLE = ("cmi-customization", "gexf", "letterbook", "viz", "dynamics")


def grammars() -> list[Path]:
    """All grammars in XML that lie beside the project, and its own."""
    found = [*(ROOT / "schema").rglob("*.rng"), *SHARED.rglob("*.rng")]
    return sorted(found)


def read(path: Path) -> Node:
    """A file in compact syntax as the product reads it."""
    return parse(decode(path.read_bytes(), path.name), name=path.name, base=path.as_uri())


def assert_same(jing: Jing, path: Path, folder: Path) -> None:
    """Our tree of a file in compact syntax has the shape of what trang makes of it."""
    made = folder / f"{path.stem}-back.rng"
    jing.trang(path, made)
    expected = of_xml(etree.parse(made).getroot())
    assert of_node(read(path)) == expected


def rows(path: Path) -> Program | str:
    """What a grammar comes to; of one that is only a part of others, why it is none."""
    try:
        return load_program(path)[0]
    except GrammarError as error:
        return error.finding.message


def _marked(path: Path) -> object:
    in_sample = path.stem in SAMPLE
    return pytest.param(
        path, id=path.relative_to(ROOT.parent).as_posix(), marks=() if in_sample else (pytest.mark.corpora,)
    )


@pytest.mark.parametrize("path", [_marked(path) for path in grammars()])
def test_grammar_in_compact_syntax_is_read_as_trang_reads_it(path: Path, jing: Jing, tmp_path: Path) -> None:
    """Nothing of a grammar is lost or changed on the way: both syntaxes come to the same rows, in the same order."""
    compact = tmp_path / f"{path.stem}.rnc"
    jing.trang(path, compact)
    for made in sorted(tmp_path.glob("*.rnc")):
        assert_same(jing, made, tmp_path)
    assert rows(compact) == rows(path)


def test_hand_written_grammar_of_frus_is_read_as_trang_reads_it(
    shared: Path, jing: Jing, tmp_path: Path
) -> None:
    """A grammar that somebody wrote in compact syntax, with comments and a documentation of its own."""
    found = sorted((shared / "corpora" / "frus").rglob("*.rnc"))
    assert found
    for path in found:
        copied = tmp_path / path.name
        shutil.copy(path, copied)
        assert_same(jing, copied, tmp_path)


CASES = {
    "namespaces": """
        namespace l = ""
        namespace x = "http://x"
        default namespace d = "http://d"
        start = element a { empty } | element x:b { attribute c { text }, attribute x:d { "v" } }
          | element l:e { empty } | element d:f { empty } | element element { empty }
        q = element * - (x:* | l:* | d:g) { element x:* - x:y { text } }
        r = element (a | x:b | (c)) { attribute * - (l:* | xml:lang) { text }+ }
    """,
    "inherited": """
        namespace i = inherit
        start = element a { attribute b { text }, element i:c { empty }, element i:* - i:d { empty } }
    """,
    "data": r"""
        datatypes q = "http://www.w3.org/2001/XMLSchema-datatypes"
        start = element a { attribute b { xsd:int { minInclusive = "1" pattern = '[' ~ "1-9]+" } - ("3" | "4") },
          (string "s" | token "t" | "u" | xsd:QName "xml:v" | xsd:token "\x{41}" | '''a"'b''' ) }
        l = element l { list { xsd:int+, token?, (string - "x"), q:string* } }
    """,
    "combined": r"""
        start |= \start
        start |= element b { notAllowed }
        \start &= element c { mixed { \text* & element d { text } & x } }
        \text = element text { text }
        x = (element e { empty }, element f { empty })+
        div { y = grammar { start = element g { parent x } } div { z = y } }
    """,
    "annotated": """
        namespace a = "http://a"
        a:top [ b = "c" "text" ~ "more" d [] a:e [ a:f = "1" ] ]
        ## documented
        ## twice
        [ a:b = "c" a:d [ "e" ] ]
        start = [ a:b = "c" ] ( ## or this
          element [ a:n = "x" ] a { empty } >> a:after [ ] | element b { empty }+ >> a:x [] )
        \\list [ ]
    """.replace("\\\\", "\\"),
    "pattern": "element a { attribute b { text }?, (element c { empty } | element d { text })* }",
    "single": "grammar { start = element a { empty } }",
}


@pytest.mark.parametrize("case", CASES)
def test_each_means_of_the_language_is_read_as_trang_reads_it(case: str, jing: Jing, tmp_path: Path) -> None:
    """Namespaces, datatypes, combination and annotations mean what they mean to trang."""
    path = tmp_path / f"{case}.rnc"
    path.write_text(CASES[case], encoding="utf-8")
    assert_same(jing, path, tmp_path)


def test_files_that_refer_to_each_other_are_read_as_trang_reads_them(jing: Jing, tmp_path: Path) -> None:
    """``include`` and ``external`` keep addresses, the inherited namespace and what replaces definitions."""
    files = {
        "main.rnc": """
            default namespace = "http://d"
            namespace x = "http://x"
            start = element a { b, external "pattern.rnc", external "pattern.rnc" inherit = x }
            include "part.rnc" { c = empty div { d = text } }
            include "other.rnc" inherit = x
        """,
        "part.rnc": "b = c, d c = notAllowed d = notAllowed",
        "other.rnc": "e = element e { empty }",
        "pattern.rnc": "element p { text }",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = tmp_path / "back"
    made.mkdir()
    jing.trang(tmp_path / "main.rnc", made / "main.rng")
    for name in files:
        back = made / f"{Path(name).stem}.rng"
        assert of_node(read(tmp_path / name)) == of_xml(etree.parse(back).getroot()), name
