"""A worker with Saxon, and short ways to write a schema and to have it judge."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from letterbook.schematron import CompiledSchema, Failure, SchematronError, compile_schema
from letterbook.workers import Pool

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}"
 xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f">{body}</schema>"""


def schema(body: str, *, binding: str = "xslt3") -> bytes:
    """A schema of that content; it begins in the second line."""
    return SCHEMA.format(binding=binding, body=textwrap.dedent(body)).encode()


@dataclass(frozen=True)
class Judge:
    """Compiles and runs; a document is given as text."""

    pool: Pool

    def run(self, compiled: CompiledSchema, document: str | bytes) -> list[Failure]:
        """The failures. What the worker refuses is raised here."""
        data = document if isinstance(document, bytes) else document.encode()
        [outcome] = list(self.pool.map([(compiled, data)]))
        if outcome.failure is not None:
            if outcome.failure.finding is not None:
                raise SchematronError(outcome.failure.finding)
            raise AssertionError(outcome.failure)
        return list(outcome.value)

    def __call__(self, body: str, document: str, *, binding: str = "xslt3", **options: Any) -> list[str]:
        """What a schema of that content says about a document: texts, in order."""
        compiled = compile_schema(schema(body, binding=binding), name="test.sch", **options)
        return [failure.text for failure in self.run(compiled, document)]


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    """A worker in which Saxon is locked."""
    with Pool("tests.schematron.worker:setup", timeout=30) as pool:
        yield Judge(pool)


@pytest.fixture
def refused() -> Callable[..., str]:
    """The message of the error that a schema of that content gives before Saxon sees it, behind its line."""

    def refused(body: str, **options: Any) -> str:
        with pytest.raises(SchematronError) as caught:
            compile_schema(schema(body), name="test.sch", **options)
        return f"{caught.value.line}: {caught.value.finding.message}"

    return refused
