"""Regular expressions and datatypes: texts are judged at once, alike from all sides, or the pattern is refused."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

from tests.relaxng.datatypes.values import EQUALS, MORE, NAMESPACES, POOL, TYPES

from letterbook.relaxng.datatypes import DTD_COMPATIBILITY, W3C, DatatypeError, datatype
from letterbook.relaxng.regex import RegexError, compile_pattern

_PIECES = (
    *(
        "a",
        "b",
        "\\d",
        "\\i",
        "\\c",
        "\\w",
        "\\S",
        ".",
        "\\p{L}",
        "\\P{Nd}",
        "\\p{IsGreek}",
        "[a-c]",
        "[^a]",
        "[\\w-[\\d]]",
    ),
    *(
        "(",
        ")",
        "|",
        "*",
        "+",
        "?",
        "{2}",
        "{0,3}",
        "{1,}",
        "[",
        "]",
        "-",
        "^",
        "\\",
        "é",
        "𝔘",
        "\\n",
        "((a+)+)",
        "(a|ab)*",
    ),
    *("{99}", "{0,99}", "\\.", "\\-", "\\^", "[-a]", "[a-]", "[\\-]", "-[x]"),
)
_SIGNS = ("0", "9", "-", "+", ":", ".", "T", "Z", " ", "\u00a0", "E", "#", "%", "=", "é")
_FACETS = (
    *("length", "minLength", "maxLength", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive"),
    *("totalDigits", "fractionDigits", "pattern", "enumeration", "whiteSpace", "other"),
)


def _parts(data: bytes, count: int) -> list[str]:
    """So many texts: what stands between bytes 0."""
    texts = data.decode("utf-8", "replace").split("\0", count - 1)
    return texts + [""] * (count - len(texts))


def _changed(text: str, pieces: Iterable[str], rng: Random) -> str:
    """A piece put in, something left out, or something doubled."""
    at = rng.randint(0, len(text))
    way = rng.randrange(4)
    if way < 2:
        return text[:at] + rng.choice(list(pieces)) + text[at:]
    end = min(len(text), at + rng.randint(1, 4))
    return text[:at] + text[end:] if way == 2 else text[:end] + text[at:]


class Patterns:
    """``pattern 0 text``: other ways to write a pattern judge alike, and in time that the text's length bounds."""

    def __init__(self, folder: Path) -> None:
        pass

    def seeds(self) -> Iterable[bytes]:
        """Each piece of the syntax, and what is slow elsewhere."""
        for piece in _PIECES:
            yield f"{piece}\0ab1".encode()
        yield b"((a+)+)b\0" + b"a" * 60
        yield b"(a?){30}a{30}\0" + b"a" * 30
        yield b"[a-z-[aeiou]]+|\\p{Lu}\\d{2,4}\0rhythm"

    def mutated(self, data: bytes, rng: Random) -> bytes | None:
        """A pattern or a text with other pieces."""
        pattern, text = _parts(data, 2)
        if rng.random() < 0.7:
            pattern = _changed(pattern, _PIECES, rng)
        else:
            text = _changed(text, ("a", "b", "1", "é", "𝔘", "\n", "-", ":", " ", "ab" * 20), rng)
        return f"{pattern}\0{text}".encode()

    def one(self, data: bytes) -> None:
        """One pattern over one text."""
        written, text = _parts(data, 2)
        began = time.monotonic()
        try:
            pattern = compile_pattern(written)
        except RegexError as error:
            assert error.message.strip()
            assert 0 <= error.offset <= len(written), (error.offset, error.message)
            assert time.monotonic() - began < 2, "long until it is refused"
            return
        assert time.monotonic() - began < 2, "long until it is compiled"
        verdict = pattern.matches(text)
        for other in (f"({written})", f"({written})|({written})", f"({written}){{1,1}}"):
            try:
                again = compile_pattern(other)
            except RegexError as error:
                assert "large" in error.message or "more than" in error.message, (other, error.message)
                continue
            assert again.matches(text) == verdict, (other, verdict)
        began = time.monotonic()
        pattern.matches((text * 50)[:300])
        assert time.monotonic() - began < 3, "long over a long text"


class Datatypes:
    """``type 0 facets 0 value 0 another``: what is allowed has a value and no problem, what is not has a problem."""

    def __init__(self, folder: Path) -> None:
        pass

    def seeds(self) -> Iterable[bytes]:
        """What jing's verdict was taken on."""
        for name, params, values in MORE[::4]:
            facets = "\n".join(f"{facet}={limit}" for facet, limit in params)
            yield f"{name}\0{facets}\0{values[0]}\0{values[-1]}".encode()
        for name in TYPES:
            for value in POOL[::20]:
                yield f"{name}\0\0{value}\0{value} ".encode()
        for name, values in EQUALS.items():
            yield f"{name}\0\0{values[0]}\0{values[-1]}".encode()

    def mutated(self, data: bytes, rng: Random) -> bytes | None:
        """Another type, another facet, another value."""
        name, facets, *values = _parts(data, 4)
        way = rng.randrange(6)
        if way == 0:
            name = rng.choice(TYPES)
        elif way == 1:
            facets = f"{facets}\n{rng.choice(_FACETS)}={rng.choice([*values, *POOL, '1', '2'])}"
        elif way == 2:
            facets = "\n".join(facets.split("\n")[1:])
        elif way == 3:
            values[rng.randrange(2)] = rng.choice(POOL)
        else:
            at = rng.randrange(2)
            values[at] = _changed(
                values[at],
                ("0", "9", "-", "+", ":", ".", "T", "Z", " ", "\u00a0", "E", "#", "%", "=", "é"),
                rng,
            )
        return "\0".join([name, facets, *values]).encode()

    def one(self, data: bytes) -> None:
        """One type over two texts."""
        name, written, *texts = _parts(data, 4)
        params = []
        for line in filter(None, written.split("\n")):
            facet, _, limit = line.partition("=")
            params.append((facet, limit))
        library = DTD_COMPATIBILITY if name.startswith("~") else "" if name.startswith("!") else W3C
        try:
            kind = datatype(library, name.lstrip("~!"), tuple(params))
        except DatatypeError as error:
            assert str(error).strip()
            return
        values = []
        for text in texts:
            allowed, value, problem = (
                kind.allows(text, NAMESPACES),
                kind.value(text, NAMESPACES),
                kind.problem(text, NAMESPACES),
            )
            assert allowed == (value is not None) == (problem is None), (allowed, value, problem)
            assert problem is None or problem.kind
            assert not kind.surely(text) or allowed, "surely, but not allowed"
            hash(value)
            assert value == kind.value(text, NAMESPACES), "a value is not itself"
            values.append(value)
        if None not in values and values[0] == values[1]:
            assert hash(values[0]) == hash(values[1]), "equal values of different hash"
