"""Anybody's own stylesheet: XSLT 1.0 to 3.0, parameters, failures of one file, and the lock."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from letterbook import transforming
from letterbook.transforming import StylesheetError

HEAD = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'


def sheet(tmp_path: Path, body: str, *, version: str = "3.0", top: str = "") -> Path:
    """A stylesheet file with one template."""
    path = tmp_path / "s.xsl"
    path.write_text(
        f'<xsl:stylesheet version="{version}" {HEAD}><xsl:output method="text"/><xsl:param name="who" select="\'nobody\'"/>'
        f'{top}<xsl:template match="/">{body}</xsl:template></xsl:stylesheet>',
        encoding="utf-8",
    )
    return path


def letters(tmp_path: Path, *texts: str) -> list[tuple[Path, str]]:
    """Files to transform."""
    out = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.xml"
        path.write_text(text, encoding="utf-8")
        out.append((path, path.name))
    return out


@pytest.mark.parametrize("version", ["1.0", "2.0", "3.0"])
def test_every_version_of_xslt_runs_with_parameters(tmp_path: Path, version: str) -> None:
    path = sheet(tmp_path, "<xsl:value-of select=\"concat($who, ' ', /a)\"/>", version=version)
    files = letters(tmp_path, "<a>é</a>", "<a>2</a>")
    done = list(transforming.run(transforming.load(path), files, parameters={"who": "Ada"}))
    assert [d.result for d in done] == ["Ada é", "Ada 2"]
    assert transforming.load(path).ending == ".txt"


def test_one_bad_file_leaves_the_others_done(tmp_path: Path) -> None:
    path = sheet(
        tmp_path, '<xsl:if test="/a/b"><xsl:message terminate="yes">no b here</xsl:message></xsl:if>ok'
    )
    done = list(
        transforming.run(transforming.load(path), letters(tmp_path, "<a/>", "<a>", "<a><b/></a>", "<a/>"))
    )
    assert [d.result for d in done] == ["ok", None, None, "ok"]
    assert [f.code for d in done for f in d.findings] == ["R006", "X003"]


def test_a_stylesheet_without_end_is_stopped_and_told(tmp_path: Path) -> None:
    top = '<xsl:function name="f:f" xmlns:f="f"><xsl:param name="n"/><xsl:sequence select="f:f($n + 1)"/></xsl:function>'
    path = sheet(
        tmp_path, '<xsl:if test="/a/@x"><xsl:value-of select="f:f(1)" xmlns:f="f"/></xsl:if>ok', top=top
    )
    done = list(
        transforming.run(transforming.load(path), letters(tmp_path, '<a x=""/>', "<a/>"), timeout=1.0)
    )
    assert [d.result for d in done] == [None, "ok"]
    assert done[0].findings[0].code == "X004"


def test_a_stylesheet_that_never_ends_compiling_is_stopped(tmp_path: Path) -> None:
    """A static variable runs while the stylesheet is compiled."""
    top = '<xsl:variable name="v" static="yes" select="count((1 to 100000000)[. mod 3 = 1][. mod 5 = 1][. mod 7 = 1])"/>'
    path = sheet(tmp_path, '<xsl:value-of select="$v"/>', top=top)
    with pytest.raises(StylesheetError, match="longer than"):
        list(transforming.run(transforming.load(path), letters(tmp_path, "<a/>"), timeout=0.2))


def test_reading_is_refused_and_opened_by_allowing_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETTERBOOK_TEST_SECRET", "env")
    (tmp_path / "x.txt").write_text("file", encoding="utf-8")
    body = (
        f"<xsl:value-of select=\"unparsed-text('{(tmp_path / 'x.txt').as_uri()}')\"/>"
        "<xsl:value-of select=\"environment-variable('LETTERBOOK_TEST_SECRET')\"/>"
    )
    path = sheet(tmp_path, body)
    files = letters(tmp_path, "<a/>")
    [locked] = list(transforming.run(transforming.load(path), files))
    assert locked.result is None and locked.findings[0].code == "X003"
    [opened] = list(transforming.run(transforming.load(path), files, allow_code=True))
    assert opened.result == "fileenv"


def test_what_does_not_compile_is_told_once_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(StylesheetError, match=r"s\.xsl: .*line 1"):
        list(
            transforming.run(
                transforming.load(sheet(tmp_path, '<xsl:value-of select="1 +"/>')), letters(tmp_path, "<a/>")
            )
        )


def test_an_included_stylesheet_needs_allowed_code(tmp_path: Path) -> None:
    (tmp_path / "other.xsl").write_text(
        f'<xsl:stylesheet version="3.0" {HEAD}><xsl:template name="t">other</xsl:template></xsl:stylesheet>',
        encoding="utf-8",
    )
    path = sheet(tmp_path, '<xsl:call-template name="t"/>', top='<xsl:include href="other.xsl"/>')
    with pytest.raises(StylesheetError, match="--allow-code"):
        list(transforming.run(transforming.load(path), letters(tmp_path, "<a/>")))
    [opened] = list(transforming.run(transforming.load(path), letters(tmp_path, "<a/>"), allow_code=True))
    assert opened.result == "other"


def test_what_is_no_stylesheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xsl"
    path.write_text("<a/>", encoding="utf-8")
    with pytest.raises(StylesheetError, match="no XSLT stylesheet"):
        transforming.load(path)


def test_the_environment_of_this_process_is_untouched(tmp_path: Path) -> None:
    before = dict(os.environ)
    list(transforming.run(transforming.load(sheet(tmp_path, "ok")), letters(tmp_path, "<a/>")))
    assert dict(os.environ) == before


def test_a_file_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No name of a file is taken for a word of the workers."""
    path = sheet(tmp_path, "ok")
    monkeypatch.chdir(tmp_path)
    for name in ("compile", "prepare"):
        Path(name).write_text("<a/>", encoding="utf-8")
    done = transforming.run(transforming.load(path), [(Path(name), name) for name in ("compile", "prepare")])
    assert [d.result for d in done] == ["ok", "ok"]
