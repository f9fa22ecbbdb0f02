"""``init --ci``: which service checks an edition, and adding one to an edition that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from letterbook import starting
from letterbook.cli.init import CHECKS, command


def init(*words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(command, list(words), standalone_mode=False)


def there(folder: Path) -> set[str]:
    """The services whose files a folder has."""
    return {service for service, name in starting.SERVICES.items() if (folder / name).exists()}


def test_the_choices_are_the_services() -> None:
    """The command line names them, so that --help imports nothing."""
    assert (*starting.SERVICES, "none") == CHECKS
    assert set(starting.DEFAULT_SERVICES) <= set(starting.SERVICES)


@pytest.mark.parametrize(
    ("words", "services"),
    [
        ((), {"github"}),
        (("--ci", "gitlab"), {"gitlab"}),
        (("--ci", "pre-commit", "--ci", "github"), {"pre-commit", "github"}),
        (("--ci", "none"), set()),
    ],
)
def test_what_is_asked_for_is_written_and_no_more(
    tmp_path: Path, words: tuple[str, ...], services: set[str]
) -> None:
    """The README of the edition speaks of what is there."""
    folder = tmp_path / "new"
    assert init(str(folder), *words).exception is None
    assert there(folder) == services
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert {one for one, name in starting.SERVICES.items() if name in readme} == services
    assert "@" not in readme.replace("git+", "").partition("pip install")[0]


def test_an_edition_gets_a_service_later(tmp_path: Path) -> None:
    """Only its file is added; the edition's own stay as they are, the service's too when it is there."""
    folder = tmp_path / "edition"
    init(str(folder), "--ci", "none")
    (folder / "README.md").write_text("mine", encoding="utf-8")
    ran = init(str(folder), "--ci", "gitlab")
    assert ran.exception is None and ran.stdout.splitlines() == [".gitlab-ci.yml"]
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine"
    (folder / ".gitlab-ci.yml").write_text("mine: {}", encoding="utf-8")
    ran = init(str(folder), "--ci", "gitlab", "--ci", "github")
    assert ran.stdout.splitlines() == [".github/workflows/letterbook.yml"]
    assert "kept as it was: .gitlab-ci.yml" in ran.stderr
    assert (folder / ".gitlab-ci.yml").read_text(encoding="utf-8") == "mine: {}"


def test_none_stands_alone(tmp_path: Path) -> None:
    ran = init(str(tmp_path / "x"), "--ci", "none", "--ci", "github")
    assert "stands alone" in str(ran.exception) and not (tmp_path / "x").exists()


def test_an_edition_inside_a_repository_is_told_where_its_file_has_to_go(tmp_path: Path) -> None:
    """GitHub and GitLab look into the main folder only: a file elsewhere would check nothing, silently."""
    (tmp_path / ".git").mkdir()
    ran = init(str(tmp_path / "editions" / "one"))
    assert f"move it to {tmp_path.resolve().as_posix()}" in ran.stderr
    assert "move it" not in init(str(tmp_path)).stderr
