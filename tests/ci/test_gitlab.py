"""The script of GitLab's template, run in a shell: the report is there when the check fails."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from letterbook import starting

from .runner import Runner, loaded, templates
from .test_action import LETTER, spoil


def test_the_report_is_written(tmp_path: Path) -> None:
    """With paths from the edition's folder, as GitLab wants them."""
    folder = tmp_path / "edition"
    starting.start(folder, ("gitlab",))
    spoil(folder)
    runner = Runner(folder, tmp_path / "scratch")
    made = loaded(templates()[".gitlab-ci.yml"])
    script = "\n".join([*made[".letterbook"]["before_script"], *made["letterbook"]["script"]])
    done: subprocess.CompletedProcess[bytes] = runner.shell(script, {"GITLAB_CI": "true"})
    assert done.returncode == 1, done.stderr.decode("utf-8")
    found = json.loads(
        (folder / made["letterbook"]["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8")
    )
    assert LETTER in {one["location"]["path"] for one in found}
    assert "<singed>" in done.stdout.decode("utf-8")  # the job's log shows it to people too
