"""Output is whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from letterbook.findings import Problem
from letterbook.writing import write


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b.txt", b"x")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"x"
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.txt"]


@pytest.mark.parametrize("step", ["write", "rename"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    target = tmp_path / "b.txt"
    target.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "rename":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        real = Path.open

        def opened(self: Path, mode: str = "r", *rest: object, **more: object) -> object:
            if "x" not in mode:
                return real(self, mode, *rest, **more)  # type: ignore[call-overload]
            stream = real(self, mode)

            class Full:
                """A file on a disk that is full."""

                def __enter__(self) -> Full:
                    return self

                def __exit__(self, *_: object) -> None:
                    stream.close()

                write = fail

            return Full()

        monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(Problem) as caught:
        write(target, b"new")
    monkeypatch.undo()
    assert caught.value.finding.code == "X005"
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["b.txt"]


def test_an_interruption_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "b.txt", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_the_same_is_not_touched(tmp_path: Path) -> None:
    target = tmp_path / "b.txt"
    write(target, b"x")
    os.utime(target, (1, 1))
    write(target, b"x")
    assert target.stat().st_mtime == 1


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(Problem) as caught:
        write(tmp_path / "b.txt", b"x")
    assert caught.value.finding.message.startswith("cannot be written")
    assert [p.name for p in tmp_path.iterdir()] == ["b.txt"]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Not even when the two hold the same."""
    target = tmp_path / "b.txt"
    write(target, b"x", new=True)
    with pytest.raises(Problem, match="cannot be written"):
        write(target, b"x", new=True)
    with pytest.raises(Problem):
        write(target, b"y", new=True)
    assert target.read_bytes() == b"x"


def test_a_new_file_that_is_interrupted_leaves_its_name_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "b.txt", b"new", new=True)
    assert list(tmp_path.iterdir()) == []
