"""Formats that go out: one module a format. This is what runs them.

An export module has ``products(given, options)``, which says in the parent what is to be made, and ``maker(options)``,
which in a worker returns the function that makes one product. Which there are says ``settings.EXPORTS``; a module is
imported when it is used.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from letterbook.exports.given import Given
from letterbook.exports.products import Made, Options, Product
from letterbook.findings import Finding, Severity, Span
from letterbook.index import Index
from letterbook.settings import Settings
from letterbook.workers import Failure, Pool, default_jobs
from letterbook.writing import write

TIMEOUT = 120.0
"""Seconds that one product may take."""


@dataclass
class Exported:
    """What a run of exports made. ``findings`` are sorted; ``unhandled`` counts elements without a template."""

    files: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    unhandled: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    """The time of all workers together."""
    saxon: float = 0.0
    """The part of it that Saxon took."""

    @property
    def failed(self) -> bool:
        """Whether something could not be made."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def run(
    index: Index,
    settings: Settings,
    names: Sequence[str],
    output: Path,
    *,
    options: Options | None = None,
    flat: bool = False,
    jobs: int | None = None,
    on_product: Callable[[str], None] | None = None,
) -> Exported:
    """Make the named exports of an index into ``output``, one folder each; into ``output`` itself when ``flat``.

    A product that cannot be made is told in ``findings`` and left out; the others go on. Raises Problem when the folder
    cannot be written to.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    options = replace(options or Options(), together=tuple(names), epoch=epoch)
    given = Given(index, settings)
    done = Exported(findings=list(index.findings))
    if not index.letters:
        nothing = Finding(
            "L001", Severity.ERROR, "there is no letter here to export", Span("."), name="no-letter"
        )
        done.findings = [replace(told, severity=Severity.ERROR) for told in done.findings] or [nothing]
        return done
    count = len(index.letters) * len(names)
    pool = Pool(
        "letterbook.exports:worker", (options,), jobs=jobs or default_jobs(count, each=4), timeout=TIMEOUT
    )
    with pool:
        for outcome in pool.map(_products(given, names, options)):
            product: Product = outcome.item
            made = outcome.value if outcome.failure is None else _failed(product, outcome.failure)
            done.findings.extend(made.findings)
            done.unhandled.update(made.unhandled)
            done.seconds += made.seconds
            done.saxon += made.saxon
            if made.data is not None:
                folder = output if flat else output / product.export
                write(folder / Path(product.path), made.data)
                done.files[product.export] += 1
            if on_product is not None:
                on_product(product.path)
    done.findings.sort(key=lambda finding: finding.sort_key)
    return done


def _products(given: Given, names: Sequence[str], options: Options) -> Iterator[Product]:
    for name in names:
        yield from import_module(f"letterbook.exports.{name}").products(given, options)


def _failed(product: Product, failure: Failure) -> Made:
    crash = ("X003", "failed-transformation")
    told = failure.told(product.name or product.path, f"making {product.export} of it", crash=crash)
    return Made(None, (told,))


def worker(options: Options) -> Callable[[Product], Made]:
    """In a worker: makes products, with the stylesheets of the exports that are asked for."""
    makers: dict[str, Callable[[Product], Made]] = {}

    def handle(product: Product) -> Made:
        if product.export not in makers:
            makers[product.export] = import_module(f"letterbook.exports.{product.export}").maker(options)
        return makers[product.export](product)

    return handle


def letter_products(given: Given, export: str, ending: str, **settings: Any) -> Iterator[Product]:
    """One product a letter, file by file: what most exports begin with. ``ending`` is that of the files."""
    for letter in sorted(given.index.letters, key=lambda letter: (letter.file, letter.place)):
        name = given.letter_names[letter.id]
        yield Product(
            export,
            "letter",
            f"{name}{ending}",
            letter.file,
            str(given.index.paths[letter.file]),
            letter.place,
            settings={**given.edition, "letter-id": letter.id, **settings},
            registers=given.entries(letter),
            index=given.letter(letter),
        )


def subset(index: Index, files: set[str]) -> Index:
    """The index with the letters of some files only, for an export of those alone."""
    kept = tuple(letter for letter in index.letters if letter.file in files)
    findings = tuple(finding for finding in index.findings if finding.span.file in files)
    return replace(index, letters=kept, findings=findings)


__all__ = [
    "Exported",
    "Made",
    "Options",
    "Product",
    "letter_products",
    "run",
    "subset",
    "worker",
]
