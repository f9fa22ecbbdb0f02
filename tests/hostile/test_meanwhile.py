"""What changes, vanishes or is interrupted while ``letterbook validate`` works; several of them at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import Run, environment
from .letters import letter

FAULTY = "<p>Dear  you, we wait\ufffd and wo\xad<lb break='no'/>rd e\u0301te\u0301</p>"
posix = pytest.mark.skipif(
    os.name == "nt", reason="Windows sends Ctrl-C to consoles, and keeps folders in use"
)


def edition(here: Path, many: int = 12) -> dict[Path, bytes]:
    """Letters with something to mend in each; what they hold."""
    (here / "letters").mkdir(parents=True)
    (here / "letterbook.toml").write_text('[paths]\nletters = "letters"\n', encoding="utf-8")
    found = {}
    for number in range(many):
        path = here / "letters" / f"{number:03}.xml"
        path.write_bytes(letter(FAULTY * 20, id=f"l{number}").encode())
        found[path] = path.read_bytes()
    return found


def started(here: Path, cache: Path, *words: str) -> subprocess.Popen[bytes]:
    """The command, at work."""
    return subprocess.Popen(
        [sys.executable, "-m", "letterbook", "validate", *words],
        cwd=here,
        env=environment(cache),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=os.name != "nt",
    )


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Its code, and all that it said."""
    out, err = process.communicate(timeout=90)
    assert b"Traceback" not in out + err, err
    return process.returncode, (out + err).decode()


@posix
@pytest.mark.parametrize(
    "moment", [pytest.param(n, marks=() if n % 6 == 3 else pytest.mark.corpora) for n in range(30)]
)
def test_ctrl_c_while_mending(tmp_path: Path, moment: int) -> None:
    """Each letter is as it was or mended, never anything between; the next run goes on from there."""
    before = edition(tmp_path / "e")
    process = started(tmp_path / "e", tmp_path / "cache", "--fix", "--select", "all")
    time.sleep(0.05 + (moment + random.Random(moment).random()) * 0.08)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 1, 130, -signal.SIGINT), err
    if process.returncode != -signal.SIGINT:
        assert b"Traceback" not in err
    assert not list(tmp_path.rglob("*.part"))
    now = {path: path.read_bytes() for path in before}
    code, _ = ended(started(tmp_path / "e", tmp_path / "cache", "--fix", "--select", "all"))
    assert code in (0, 1)
    for path, data in now.items():
        assert data in (before[path], path.read_bytes()), path


def test_several_at_once(tmp_path: Path) -> None:
    """Two that mend and two that look, over one edition and one cache: every letter is mended once and whole."""
    before = edition(tmp_path / "e")
    alone = edition(tmp_path / "alone")
    assert ended(started(tmp_path / "alone", tmp_path / "c", "--fix", "--select", "all"))[0] in (0, 1)
    wanted = [path.read_bytes() for path in alone]
    assert wanted != list(before.values())
    words = (("--fix", "--select", "all"), ("--fix", "--select", "all"), ("--format", "json"), ("--diff",))
    for process in [started(tmp_path / "e", tmp_path / "cache", *one) for one in words]:
        code, said = ended(process)
        assert code in (0, 1), said
    assert ended(started(tmp_path / "e", tmp_path / "cache", "--fix", "--select", "all"))[0] in (0, 1)
    assert [path.read_bytes() for path in before] == wanted
    assert not list(tmp_path.rglob("*.part"))


@posix
def test_files_that_vanish_and_change(tmp_path: Path) -> None:
    """Letters that are removed, emptied or grow while they are read are told, and the others are checked."""
    paths = list(edition(tmp_path / "e", 60))
    process = started(tmp_path / "e", tmp_path / "cache", "--format", "json", "--jobs", "1")
    chance = random.Random(1)
    for _ in range(60):
        time.sleep(0.03)
        path = chance.choice(paths)
        kind = chance.randrange(3)
        if kind == 0:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(b"" if kind == 1 else letter("<p>new</p>" * 200).encode())
    code, said = ended(process)
    assert code in (0, 1), said


@posix
def test_the_folder_vanishes(tmp_path: Path) -> None:
    """The folder that the command stands in is removed: a clear word, no failure of Letterbook's own."""
    for moment in (0.05, 0.15, 0.3, 0.6):
        here = tmp_path / f"e{moment}"
        edition(here, 60)
        process = started(here, tmp_path / "cache", "--no-cache")
        time.sleep(moment)
        here.rename(tmp_path / f"gone{moment}")
        subprocess.run(["rm", "-rf", str(tmp_path / f"gone{moment}")], check=True)
        code, said = ended(process)
        assert code in (0, 1, 2), said
        assert "Letterbook failed" not in said


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_read_only_letters_are_not_mended(run: Run, tmp_path: Path) -> None:
    """A letter that may not be written stays, is told, and the others are mended."""
    before = edition(tmp_path, 3)
    locked = next(iter(before))
    locked.chmod(0o444)
    for path in (tmp_path, tmp_path / "letters"):
        path.chmod(0o777)
    for path in list(before)[1:]:
        path.chmod(0o666)
    setpriv = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    if subprocess.run([*setpriv, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("setpriv is not there")
    ran = run("validate", "--fix", "--select", "all", cwd=tmp_path, prefix=setpriv)
    assert ran.code == 1 and "read-only" in ran.err + ran.out, ran
    assert locked.read_bytes() == before[locked]
    assert all(path.read_bytes() != data for path, data in list(before.items())[1:])
