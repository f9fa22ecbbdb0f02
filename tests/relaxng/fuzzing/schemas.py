"""Schemas of either syntax: they are read, or refused with a finding at a place in one of their files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from lxml import etree
from tests.relaxng import casing, mutations
from tests.relaxng.markup import RNG, TAGS
from tests.relaxng.random_documents import random_documents
from tests.relaxng.random_grammars import random_grammar
from tests.relaxng.varying import damage

from letterbook import sources
from letterbook.findings import Problem
from letterbook.relaxng import Grammar, GrammarError
from letterbook.relaxng.loading.reading import load_program

_ASIDE = {
    "external.rng": f'<element name="x" xmlns="{RNG}"><ref name="y"/></element>',
    "included.rng": f'<grammar xmlns="{RNG}"><start><empty/></start><define name="e0"><text/></define></grammar>',
    "other.rnc": "start = e0\ne0 = element o { text }\ndiv { e1 |= notAllowed }",
}
"""Files that an input may ask for."""

_DOCUMENTS = 3

EXAMPLES = (
    "element a { text }",
    "default namespace = 'urn:x'\nnamespace y = \"urn:y\"\n"
    "start = element y:a { attribute y:p { text }?, b* }\nb = element * { b }",
    "grammar { start = a | b\n a = element a { parent b, (c & d)+ }\n"
    "div { b |= empty\n b |= text } c &= mixed { d }\n d = empty }",
    "datatypes d = 'http://www.w3.org/2001/XMLSchema-datatypes'\n"
    "element a { d:string { pattern = '[a-z]+' maxLength = \"3\" } - ('b' | token 'c') }",
    "include 'included.rng' inherit = x { start = e0\n e0 = external \"external.rng\" }\nnamespace x = 'urn:x'",
    "## a note\n[ x:y = 'z' a [ 'b' ~ \"c\" ] ]\nelement a { list { xsd:integer+, (string 'x' | token \"y\")? } >> b [] }\n# end",
    "start = element (* - (a | x:*)) { attribute x:* { text }*, attribute * - (x:* | b) { text }* }\nnamespace x = 'urn:x'",
    "include 'other.rnc' { div { e0 = notAllowed } }\nstart |= element \\start { \\list }\n\\list = '\\x{41}' ~ '''a\nb'''",
    "default namespace x = ''\na [ b = \"c\" ]\nstart = external 'other.rnc' inherit = x | element xml:a { empty }",
)


class _Files:
    """A folder with a schema in it, written anew for each input."""

    ending = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / f"schema{self.ending}"
        for name, text in _ASIDE.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.documents = [
            sources.parse(data, "document.xml")
            for seed in range(_DOCUMENTS)
            for data in random_documents(random_grammar(seed), seed, 1)
        ]

    def one(self, data: bytes) -> None:
        """Reading ends with rows or a Problem; the rows judge any document."""
        self.path.write_bytes(data)
        try:
            program, files = load_program(self.path, name="schema")
        except Problem as problem:
            finding = problem.finding
            assert finding.message.strip(), "a refusal says nothing"
            assert finding.span.file, "a refusal is of no file"
            if isinstance(problem, GrammarError):
                within(finding.span.file, finding.span.line, finding.span.column, self.folder, data)
            return
        assert files[0][1] == data
        grammar = Grammar(program, "schema")
        for source in self.documents:
            faults = list(grammar.check(source))
            assert grammar.valid(source) == (not faults)
            assert all(fault.message for fault in faults)


def within(name: str, line: int, column: int, folder: Path, data: bytes) -> None:
    """Fail where a place is in no file of the folder."""
    if name != "schema":
        path = folder / name
        assert path.is_file(), name
        data = path.read_bytes()
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert 0 <= line <= len(lines), (line, len(lines))
    assert line == 0 or 1 <= column <= len(lines[line - 1]) + 1, (line, column)


class Schemas(_Files):
    """The XML syntax."""

    ending = ".rng"

    def seeds(self) -> Iterable[bytes]:
        """Random grammars."""
        for seed in range(150):
            yield casing.random_case(seed, 0).schema

    def mutated(self, data: bytes, rng: Random) -> bytes | None:
        """Another tree: damaged, changed like any document, or with a part of another grammar."""
        root = etree.fromstring(data)
        for _ in range(rng.choice([1, 1, 2, 4])):
            way = rng.randrange(4)
            if way == 0:
                damage(root, rng)
            elif way == 1:
                mutations.change(root, rng)
            elif way == 2:
                node = rng.choice(list(root.iter("*")))
                node.tag = f"{{{RNG}}}{rng.choice(TAGS)}"
            else:
                other = random_grammar(rng.randrange(10_000)).schema
                rng.choice(list(root.iter("*"))).append(rng.choice(list(other.iter("*"))))
        return etree.tostring(root)


class Compact(_Files):
    """The compact syntax."""

    ending = ".rnc"

    def seeds(self) -> Iterable[bytes]:
        """What the tests of the parser have."""
        for text in EXAMPLES:
            yield text.encode()

    def mutated(self, data: bytes, rng: Random) -> bytes | None:
        """Pieces left out, doubled, exchanged, or taken from elsewhere."""
        pieces = data.decode().split(" ")
        for _ in range(rng.choice([1, 2, 3])):
            at = rng.randrange(len(pieces))
            way = rng.randrange(4)
            if way == 0:
                del pieces[at : at + rng.randint(1, 3)]
            elif way == 1:
                pieces.insert(at, rng.choice(pieces))
            elif way == 2:
                other = rng.choice(EXAMPLES).split(" ")
                first = rng.randrange(len(other))
                pieces[at:at] = other[first : first + rng.randint(1, 8)]
            else:
                pieces.insert(at, rng.choice(_WORDS))
            pieces = pieces or [""]
        return " ".join(pieces).encode()


_WORDS = (
    *(
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "=",
        "|=",
        "&=",
        ",",
        "|",
        "&",
        "?",
        "*",
        "+",
        "-",
        "~",
        ">>",
        "#",
        "##",
        "\n",
    ),
    *(
        "'x'",
        '"""x"""',
        "\\x{41}",
        "\\list",
        "a:b",
        "a:*",
        "*",
        "\\",
        "grammar",
        "start",
        "div",
        "include",
        "external",
    ),
    *(
        "parent",
        "list",
        "mixed",
        "element",
        "attribute",
        "text",
        "empty",
        "notAllowed",
        "inherit",
        "namespace",
    ),
    *(
        "default",
        "datatypes",
        "string",
        "token",
        "xsd:integer",
        "'other.rnc'",
        "'external.rng'",
        "'included.rng'",
    ),
)
