"""What keeps a rule of an edition's own from ending, flooding or falsifying a run."""

from __future__ import annotations

import contextlib
import pickle
import reprlib
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from types import ModuleType
from typing import Any

from letterbook.findings import Edit, Fix
from letterbook.rules.faults import Fault

MOST = 100_000
"""The most faults that a rule of an edition's own may find in one file, and the most bytes that it may gather of one."""


class OwnRuleFailure(RuntimeError):
    """A rule of an edition's own did what no rule may do."""


def guard(module: ModuleType, kind: str) -> None:
    """Put the functions of a rule behind what keeps them from ending or flooding the run."""
    check = f"check_{kind}"
    setattr(module, check, _checking(getattr(module, check)))
    if kind == "edition" and callable(getattr(module, "gather", None)):
        module.gather = _gathering(module.gather)  # type: ignore[attr-defined]
        module.check_edition = _whole(module.check_edition, module.NAME)  # type: ignore[attr-defined]


def _checking(check: Callable[..., Any]) -> Callable[..., Iterator[Any]]:
    @wraps(check)
    def checked(*arguments: Any) -> Iterator[Any]:
        found = 0
        with quiet():
            faults = iter(check(*arguments) or ())
        while True:
            with quiet():
                fault = next(faults, None)
            if fault is None:
                return
            if not _sound(fault):
                raise OwnRuleFailure(
                    f"it yields {reprlib.repr(fault)}, which is no Fault, or one with a wrong fix"
                )
            found += 1
            if found > MOST:
                raise OwnRuleFailure(f"it finds more than {MOST:,} faults")
            yield fault

    return checked


@dataclass(frozen=True, slots=True)
class Broken:
    """What stands for the facts of a file that a rule could not gather: the rule is told to be broken when it is applied."""

    why: str


def _gathering(gather: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(gather)
    def gathered(document: Any) -> Any:
        try:
            with quiet():
                value = gather(document)
                _check_sendable(value)
        except Exception as error:
            said = str(error) if isinstance(error, OwnRuleFailure) else f"{type(error).__name__}: {error}"
            return Broken(f"gathering facts of {document.name}{_line(error, gather)}: {said}")
        return value

    return gathered


def _line(error: BaseException, function: Callable[..., Any]) -> str:
    """The line of the rule that an error came from, in words."""
    file = getattr(getattr(function, "__code__", None), "co_filename", "")
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f", in line {lines[-1]}" if lines else ""


def _check_sendable(value: Any) -> None:
    """Whether facts can go to another process, which knows nothing of the rule. Raises OwnRuleFailure."""
    try:
        size = len(pickle.dumps(value))
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        raise OwnRuleFailure("what it gathers has to be text, numbers, tuples, lists and dicts") from error
    if size > MOST:
        raise OwnRuleFailure(f"it gathers more than {MOST:,} bytes of one file")


def _sound(fault: Any) -> bool:
    """Whether what a rule yields is a fault, and its fix one that can be made."""
    if not isinstance(fault, Fault):
        return False
    fix = fault.fix
    return fix is None or (
        type(fix) is Fix
        and isinstance(fix.title, str)
        and all(
            type(edit) is Edit and type(edit.start) is type(edit.end) is int and type(edit.text) is str
            for edit in fix.edits
        )
    )


def _whole(check: Callable[..., Any], name: str) -> Callable[..., Any]:
    """A check of the edition that is not made where a file said nothing."""

    @wraps(check)
    def checked(index: Any) -> Any:
        for value in index.gathered.get(name, {}).values():
            if isinstance(value, Broken):
                raise OwnRuleFailure(value.why)
        return check(index)

    return checked


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """What a rule prints does not get into the report, and ``exit()`` ends only the rule."""
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield
    except SystemExit as error:
        raise OwnRuleFailure(f"it ends the program ({error.code})") from error
    except (Exception, KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:
        raise OwnRuleFailure(f"{type(error).__name__}: {error}") from error
