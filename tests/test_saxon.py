"""The lock: what foreign code cannot reach, at compile time and at run time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from letterbook.workers import Outcome, Pool

SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:xs="http://www.w3.org/2001/XMLSchema">{head}
<xsl:template match="/"><out>{body}</out></xsl:template></xsl:stylesheet>"""


def setup() -> Callable[[tuple[str, str]], str]:
    """In a worker: compile foreign text after the lock and run it; the answer is the result or what Saxon says."""
    from letterbook import saxon

    saxon.lock()

    def handle(item: tuple[str, str]) -> str:
        head, body = item
        try:
            executable = saxon.compile_text(SHEET.format(head=head, body=body))
            return saxon.transform(executable, "<a/>")[0]
        except saxon.SaxonError as error:
            return f"refused: {error}"

    return handle


def parameters() -> Callable[[object], str]:
    """In a worker: every kind of parameter arrives."""
    from letterbook import saxon

    saxon.lock()
    executable = saxon.compile_text(
        SHEET.format(
            head='<xsl:param name="m" as="map(xs:string, item()*)" select="map{}"/>'
            '<xsl:param name="d" as="document-node()?" select="()"/>',
            body='<xsl:value-of select="$m?s, $m?n + 1, $m?b, $m?list, $d/r/@x" separator="|"/>',
        )
    )

    def handle(_: object) -> str:
        given = {"m": {"s": "é", "n": 1, "b": True, "list": ["a", "b"]}, "d": saxon.Tree('<r x="1"/>')}
        first = saxon.transform(executable, "<a/>", given)[0]
        second = saxon.transform(executable, "<a/>", {"m": {"n": 1}})[0]
        return f"{first}\n{second}"

    return handle


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    here = str(Path(__file__).parent)
    monkeypatch.syspath_prepend(here)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("LETTERBOOK_TEST_SECRET", "hunter2")


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with files that must not be read."""
    folder = tmp_path_factory.mktemp("secret")
    (folder / "s.txt").write_text("hunter2", encoding="utf-8")
    (folder / "s.xml").write_text("<s>hunter2</s>", encoding="utf-8")
    (folder / "s.json").write_text('"hunter2"', encoding="utf-8")
    (folder / "s.xsl").write_text(SHEET.format(head="", body="hunter2"), encoding="utf-8")
    yield folder


READS = [
    "unparsed-text('{uri}/s.txt')",
    "unparsed-text('{path}/s.txt')",
    "unparsed-text-lines('{uri}/s.txt')",
    "doc('{uri}/s.xml')",
    "document('{uri}/s.xml')",
    "doc('{path}/s.xml')",
    "json-doc('{uri}/s.json')",
    "collection('{uri}?select=*.xml')",
    "uri-collection('{uri}')",
    "transform(map{{'stylesheet-location':'{uri}/s.xsl','source-node':/}})?output",
    "environment-variable('LETTERBOOK_TEST_SECRET')",
    "available-environment-variables()",
    "system-property('user.home')",
    "function-lookup(xs:QName('fn:doc'), 1)('{uri}/s.xml')",
    "parse-xml('&lt;!DOCTYPE a [&lt;!ENTITY x SYSTEM &quot;{uri}/s.txt&quot;>]>&lt;a>&amp;x;&lt;/a>')",
    "doc('http://127.0.0.1:9/x.xml')",
]


def forms(secret: Path) -> list[tuple[str, str]]:
    """Each read at run time, in a static variable while compiling, and in xsl:evaluate."""
    out = []
    for template in READS:
        expression = template.format(uri=secret.as_uri(), path=secret.as_posix())
        out.append(("", f'<xsl:sequence select="{expression}"/>'))
        out.append(
            (f'<xsl:variable name="v" static="yes" select="{expression}"/>', '<xsl:sequence select="$v"/>')
        )
        quoted = expression.replace("'", "''")
        out.append(("", f'<xsl:evaluate xpath="\'{quoted}\'" context-item="/"/>'))
    uri = secret.as_uri()
    out.append(
        ("", f'<xsl:source-document href="{uri}/s.xml"><xsl:copy-of select="."/></xsl:source-document>')
    )
    out.append((f'<xsl:include href="{uri}/s.xsl"/>', ""))
    out.append((f'<xsl:import href="{uri}/s.xsl"/>', ""))
    out.append((f'<xsl:use-package name="{uri}/s.xsl"/>', ""))
    return out


def test_nothing_outside_is_read(secret: Path) -> None:
    """No file, network or environment reaches the result, whenever it is asked for."""
    with Pool("test_saxon:setup", timeout=30) as pool:
        outcomes: list[Outcome] = list(pool.map(forms(secret)))
    assert len(outcomes) == 3 * len(READS) + 4
    for outcome in outcomes:
        if (
            outcome.failure is not None
        ):  # Saxon itself falls over some of these: the pool lives on, nothing was read
            assert outcome.failure.kind == "crash", outcome
            continue
        assert "hunter2" not in outcome.value, outcome
        assert str(Path.home()) + "</out>" not in outcome.value, outcome
        assert "LETTERBOOK_TEST_SECRET" not in outcome.value.partition("refused")[0], outcome


def test_nothing_is_written(tmp_path: Path) -> None:
    """xsl:result-document writes no file."""
    target = tmp_path / "evil.txt"
    body = f'<xsl:result-document href="{target.as_uri()}">x</xsl:result-document>'
    with Pool("test_saxon:setup", timeout=30) as pool:
        [outcome] = list(pool.map([("", body)]))
    assert outcome.failure is None
    assert not target.exists()


def test_a_transformation_without_end_is_ended() -> None:
    head = (
        '<xsl:function name="f:f" as="xs:integer" xmlns:f="f"><xsl:param name="n" as="xs:integer"/>'
        '<xsl:sequence select="f:f($n + 1)"/></xsl:function>'
    )
    with Pool("test_saxon:setup", timeout=1.0) as pool:
        slow, quick = list(pool.map([(head, '<xsl:value-of xmlns:f="f" select="f:f(1)"/>'), ("", "ok")]))
    assert slow.failure is not None and slow.failure.kind == "timeout"
    assert "ok" in quick.value


def test_parameters_of_every_kind_arrive_and_do_not_linger() -> None:
    with Pool("test_saxon:parameters") as pool:
        [outcome] = list(pool.map([None]))
    assert outcome.failure is None, outcome.failure
    first, second = outcome.value.split("\n")[-2:]
    assert "é|2|true|a|b|1" in first
    assert ">2<" in second


def identity() -> Callable[[str], str]:
    """In a worker: gives back a document through Saxon."""
    from letterbook import saxon

    saxon.lock()
    executable = saxon.compile_text(
        SHEET.format(head="", body='<xsl:value-of select="count(//node()), count(//@*)"/>')
    )
    return lambda markup: saxon.transform(executable, markup)[0]


def test_deep_trees_and_many_attributes_get_through() -> None:
    """Saxon's parser has limits of its own, which would refuse what was read well."""
    deep = "<a>" * 2000 + "</a>" * 2000
    wide = "<a " + " ".join(f'a{n}="1"' for n in range(5000)) + "/>"
    with Pool("test_saxon:identity") as pool:
        first, second = (outcome.value for outcome in pool.map([deep, wide]))
    assert "2000 0" in first and "1 5000" in second
