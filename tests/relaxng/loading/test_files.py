"""The files that a grammar may ask for: its own folder's, and nothing by any way round that."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.relaxng.written import content, loaded, refusal, write

from letterbook.findings import Problem
from letterbook.relaxng.loading import files as limits
from letterbook.relaxng.loading.addresses import inside, join
from letterbook.relaxng.loading.reading import load_program
from letterbook.relaxng.loading.simplification import parts

PART = "<element @ name='part'><text/></element>"
SECRET = "<element @ name='secret'><text/></element>"


def asking(href: str, attributes: str = "") -> str:
    """A grammar that asks for a file on its second line."""
    return f"<group @ {attributes}>\n <externalRef href='{href}'/></group>"


@pytest.mark.parametrize(
    "href",
    [
        "http://example.org/secret.rng",
        "https://example.org/secret.rng",
        "ftp://example.org/secret.rng",
        "//example.org/secret.rng",
        "file:///etc/passwd",
        "file:secret.rng",
        "FILE:///secret.rng",
        "/secret.rng",
        "\\secret.rng",
        "\\\\host\\share\\secret.rng",
        "/\\host/secret.rng",
        "../secret.rng",
        "../../secret.rng",
        "inner/../../secret.rng",
        "./.././secret.rng",
        "%2e%2e/secret.rng",
        "%2E%2E%2Fsecret.rng",
        ".%2e/secret.rng",
        "..%5Csecret.rng",
        "..\\secret.rng",
        "inner\\..\\..\\secret.rng",
        "C:\\secret.rng",
        "C:/secret.rng",
        "c:secret.rng",
        "%43:/secret.rng",
        "inner/C:/secret.rng",
        "a%00b.rng",
        "part.rng%3Astream",
        "%2Fsecret.rng",
        "data:text/xml,%3Celement/%3E",
        "jar:file:secret.zip!/secret.rng",
        "",
    ],
)
def test_ways_out_are_refused(href: str, tmp_path: Path) -> None:
    """No address leads out of the folder, though the file is there and could be read; the place is that of the asking."""
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    for where in (tmp_path, tmp_path / "a"):
        write(where, secret_rng=SECRET)
    where, message = refusal(folder, asking(href), inner__part_rng=PART)
    assert where == "top.rng:2:2"
    assert message.startswith("asks for")
    assert message.endswith(("(section 4.5)", "(section 4.6)"))


@pytest.mark.parametrize(
    "base", ["..", "../", "/", "file:///", "http://example.org/", "%2e%2e/", "inner/../../"]
)
def test_no_way_out_by_xml_base(base: str, tmp_path: Path) -> None:
    """``xml:base`` changes what is asked for, not what may be read."""
    folder = tmp_path / "a"
    folder.mkdir()
    write(tmp_path, secret_rng=SECRET)
    where, message = refusal(folder, asking("secret.rng", f"xml:base='{base}'"), inner__part_rng=PART)
    if base == "..":  # as the last step of a base it is replaced by the href
        assert "there is no such file" in message
    else:
        assert "own folder" in message or "no catalog" in message
    assert where == "top.rng:2:2"


@pytest.mark.parametrize(
    ("href", "base"),
    [
        ("part.rng", ""),
        ("./part.rng", ""),
        ("inner/../part.rng", ""),
        ("%70art.rng", ""),
        (" part.rng\n", ""),
        ("../part.rng", "xml:base='inner/'"),
        ("part.rng", "xml:base='../a/'"),
        ("../part.rng", "xml:base='inner/other.rng'"),
    ],
)
def test_ways_inside_are_found(href: str, base: str, tmp_path: Path) -> None:
    """Relative addresses, escaped or by way of other folders, that end in the grammar's own one."""
    folder = tmp_path / "a"
    folder.mkdir()
    if (
        base == "xml:base='../a/'"
    ):  # this one is outside on its way, and comes back only by knowing the folder's name
        assert "own folder" in refusal(folder, asking(href, base), part_rng=PART)[1]
    else:
        assert content(loaded(folder, asking(href, base), part_rng=PART), "part") == "text"


def test_names_with_blanks_and_umlauts(tmp_path: Path) -> None:
    """A file's name may hold what an address has to escape, escaped or not."""
    (tmp_path / "Teil ä%.rng").write_text(
        PART.replace("@", "xmlns='http://relaxng.org/ns/structure/1.0'"), encoding="utf-8"
    )
    for href in ("Teil ä%25.rng", "Teil%20%C3%A4%25.rng"):
        assert content(loaded(tmp_path, asking(href)), "part") == "text"


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("part.rng#start", "names no file"),
        ("#start", "names no file"),
        ("part.rng%", "is no address"),
        ("part.rng%x1", "is no address"),
        ("missing.rng", "there is no such file"),
        ("inner", "is a folder"),
        (".", "own folder"),
        ("part.rng?version=1", "own folder"),
    ],
)
def test_what_is_no_file(href: str, words: str, tmp_path: Path) -> None:
    """Fragments, broken addresses, folders and files that are not there are told at the element that asks."""
    where, message = refusal(tmp_path, asking(href), part_rng=PART, inner__part_rng=PART)
    assert where == "top.rng:2:2" and words in message


def test_links_lead_nowhere_else(tmp_path: Path) -> None:
    """A symbolic link is followed inside the folder only; one to itself is no file."""
    folder = tmp_path / "a"
    folder.mkdir()
    write(tmp_path, secret_rng=SECRET)
    write(folder, inner__part_rng=PART)
    try:
        (folder / "out.rng").symlink_to(tmp_path / "secret.rng")
        (folder / "up").symlink_to(tmp_path, target_is_directory=True)
        (folder / "in.rng").symlink_to(folder / "inner" / "part.rng")
        (folder / "round.rng").symlink_to("round.rng")
    except OSError:
        pytest.skip("this system makes no symbolic links here")
    assert "own folder" in refusal(folder, asking("out.rng"))[1]
    assert "own folder" in refusal(folder, asking("up/secret.rng"))[1]
    assert content(loaded(folder, asking("in.rng")), "part") == "text"
    assert "asks for round.rng" in refusal(folder, asking("round.rng"))[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Reading a pipe might never end."""
    os.mkfifo(tmp_path / "pipe.rng")
    assert "a device or a pipe" in refusal(tmp_path, asking("pipe.rng"))[1]


@pytest.mark.parametrize("kind", ["include", "externalRef"])
def test_circles(kind: str, tmp_path: Path) -> None:
    """4.6, 4.7: a file that leads to itself, at once or by others, is refused where the circle closes."""
    one = f"<grammar @><start>\n<{kind} href='two.rng'/></start></grammar>"
    two = f"<grammar @><start>\n\n<{kind} href='./one.rng'/></start></grammar>"
    if kind == "include":
        one, two = (
            one.replace("<start>", "").replace("</start>", ""),
            two.replace("<start>", "").replace("</start>", ""),
        )
    path = write(tmp_path, one_rng=one, two_rng=two)
    with pytest.raises(Problem) as caught:
        load_program(path, name="folder/one.rng")
    found = caught.value.finding
    assert (found.span.file, found.span.line) == ("folder/two.rng", 3)
    assert "leads back" in found.message
    itself = "<externalRef @ href='%6fne.rng'/>"
    assert "leads back" in refusal(tmp_path, "<externalRef @ href='one.rng'/>", one_rng=itself)[1]


def test_the_same_file_again_is_no_circle(tmp_path: Path) -> None:
    """A file may be asked for twice, and an address may be the same from two folders."""
    program = loaded(
        tmp_path,
        "<element @ name='a'><externalRef href='in/x.rng'/><externalRef href='in/x.rng'/></element>",
        in__x_rng="<externalRef @ href='in/x.rng'/>",
        in__in__x_rng="<optional @><element name='x'><empty/></element></optional>",
    )
    assert content(program, "a") == "((empty | <x>), (empty | <x>))"
    assert len(program.elements) == 2


def test_a_missing_grammar(tmp_path: Path) -> None:
    """The grammar itself is a file like others: missing, a folder, empty, broken."""
    for name, text, code in (("no", None, "R001"), ("empty", "", "R005"), ("broken", "<element", "R006")):
        path = tmp_path / f"{name}.rng"
        if text is not None:
            path.write_text(text, encoding="utf-8")
        with pytest.raises(Problem) as caught:
            load_program(path)
        assert caught.value.finding.code == code
    with pytest.raises(Problem) as caught:
        load_program(tmp_path)
    assert caught.value.finding.code == "R002"


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("<!ENTITY e SYSTEM 'secret.rng'>", "R009"),
        ("<!ENTITY % e SYSTEM 'secret.rng'> %e;", None),
        (
            "<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>"
            + "".join(f"<!ENTITY {two} '{f'&{one};' * 30}'>" for one, two in ("ab", "bc", "cd", "de")),
            "R008",
        ),
    ],
    ids=["external", "external parameter", "bomb"],
)
def test_entities(declared: str, code: str | None, tmp_path: Path) -> None:
    """Entities read no file and fill no memory, in an included file as in the first one."""
    write(tmp_path, secret_rng=SECRET)
    bad = f"<!DOCTYPE element [{declared}]><element @ name='a'><value>&e;</value></element>"
    for text, others in ((bad, {}), (asking("bad.rng"), {"bad_rng": bad})):
        path = write(tmp_path, top_rng=text, **others)
        with pytest.raises(Problem) as caught:
            load_program(path)
        if code is not None:
            assert caught.value.finding.code == code
        assert "secret" not in caught.value.finding.message


def test_no_file_is_too_large(tmp_path: Path) -> None:
    """50 MB are not read at all, whether in one file or in many; so are not more files than a grammar ever has."""
    large = tmp_path / "large.rng"
    with large.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    where, message = refusal(tmp_path, asking("large.rng"))
    assert (where, message) == (
        "top.rng:2:2",
        "the files of the grammar have more than 16 MB together (section 4.5)",
    )
    with pytest.raises(Problem, match="more than 16 MB"):
        load_program(large)


def test_not_too_many_elements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small elements fill the memory as well; they are counted over all files."""
    monkeypatch.setattr(limits, "MAX_ELEMENTS", 1_000)
    many = f"<group @>{'<text/>' * 600}</group>"
    loaded(tmp_path, "<element @ name='a'><externalRef href='one.rng'/></element>", one_rng=many)
    where, message = refusal(
        tmp_path, asking("one.rng").replace("/>", "/><externalRef href='two.rng'/>"), two_rng=many
    )
    assert where == "two.rng:1:1" and "more than 1,000 elements together" in message


def test_not_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chain of files is followed without recursion, to a limit."""
    count = 900
    for at in range(count):
        write(tmp_path, **{f"f{at}_rng": f"<externalRef @ href='f{at + 1}.rng'/>"})
    write(tmp_path, **{f"f{count}_rng": PART})
    program = loaded(tmp_path, asking("f0.rng"))
    assert len(program.elements) == 1
    monkeypatch.setattr(limits, "MAX_FILES", 100)
    where, message = refusal(tmp_path, asking("f0.rng"))
    assert where.startswith("f98.rng:") and "more than 100 files" in message


@pytest.mark.parametrize("kind", ["externalRef", "include", "grammar"])
def test_files_that_double(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that ask for the next one twice: what is shared stays small, what would grow without end is refused."""
    monkeypatch.setattr(parts, "MAX_PARTS", 100_000)
    count = 60
    for at in range(count):
        ask = f"<externalRef href='f{at + 1}.rng'/>"
        text = {
            "externalRef": f"<group @>{ask}{ask}</group>",
            "grammar": f"<group @><grammar><start>{ask}</start></grammar><grammar><start>{ask}</start></grammar></group>",
            "include": f"<grammar @><include href='f{at + 1}.rng'/><include href='f{at + 1}.rng'/></grammar>",
        }[kind]
        write(tmp_path, **{f"f{at}_rng": text})
    last = "<optional @><element name='part'><text/></element></optional>"
    if kind == "include":
        last = f"<grammar @><start combine='choice'>{PART.replace(' @', '')}</start></grammar>"
    write(tmp_path, **{f"f{count}_rng": last})
    if kind == "externalRef":
        assert (
            len(loaded(tmp_path, f"<element @ name='a'>{asking('f0.rng').replace(' @', '')}</element>").rows)
            < 200
        )
    else:
        where, message = refusal(tmp_path, asking("f0.rng"))
        assert "grows beyond 100,000 parts" in message and where.startswith("f")


def test_names_of_other_files_in_findings(tmp_path: Path) -> None:
    """An error in an included file is told at its place there, under a name beside that of the grammar."""
    path = write(
        tmp_path, top_rng=asking("in/bad.rng"), in__bad_rng="<element @ name='a'>\n\n  <data/></element>"
    )
    with pytest.raises(Problem) as caught:
        load_program(path, name="schema/top.rng")
    span = caught.value.finding.span
    assert (span.file, span.line, span.column) == ("schema/in/bad.rng", 3, 3)


def test_all_files_are_told(tmp_path: Path) -> None:
    """The paths and bytes of all files, the grammar's own first: what a cached result depends on."""
    path = write(tmp_path, top_rng=asking("in/x.rng"), in__x_rng=PART)
    _, read = load_program(path)
    assert [(one.resolve(), data) for one, data in read] == [
        (one.resolve(), one.read_bytes()) for one in (path, tmp_path / "in" / "x.rng")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_compact_files_by_their_content(encoding: str, tmp_path: Path) -> None:
    """Either syntax asks for the other; a file without a telling name is known by its first character."""
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    (tmp_path / "part.rnc").write_bytes(f"{mark}# note\nelement pärt {{ text }}".encode(encoding))
    (tmp_path / "plain").write_bytes(f"{mark}external 'part.rnc'".encode(encoding))
    assert content(loaded(tmp_path, asking("plain")), "pärt") == "text"
    (tmp_path / "top.rnc").write_bytes(
        "element a { external 'top2.rng' }".encode(encoding.replace("-le", ""))
    )
    write(tmp_path, top2_rng=PART)
    assert content(load_program(tmp_path / "top.rnc")[0], "a") == "<part>"


def test_a_compact_file_in_another_encoding(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are told with line and column."""
    path = tmp_path / "a.rnc"
    path.write_bytes("# ä\nelement b\xe4r { text }".encode("latin-1").replace(b"\xe4\n", b"a\n"))
    with pytest.raises(Problem) as caught:
        load_program(path, name="a.rnc")
    span = caught.value.finding.span
    assert (span.line, span.column) == (2, 10)
    assert "UTF-8" in caught.value.finding.message


ADDRESSES = st.text(alphabet="./\\%2eEfFcC5:ab?#~ ", max_size=12)


@given(base=ADDRESSES, reference=ADDRESSES)
def test_no_address_leads_out(base: str, reference: str) -> None:
    """Whatever is joined to whatever: a path is made of plain steps downwards, or there is none."""
    path = inside(join(base, reference))
    if path is not None:
        steps = path.split("/")
        assert path and ".." not in steps and "." not in steps and "" not in steps
        assert not any(sign in path for sign in "\\:?\0")
