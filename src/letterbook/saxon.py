"""The only door to Saxon. It is imported in worker processes, late; the parent never loads saxonche.

Order matters, because static variables run while a stylesheet is compiled: shipped stylesheets are compiled first, by
``compile_file``; then ``lock`` forbids every protocol, for good; only then ``compile_text`` takes anything foreign. The
environment is empty from the start, and what ``xsl:result-document`` makes is captured, never written. What is needed
at run time goes in as parameters.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from letterbook.findings import Finding, Problem, Severity, Span


class SaxonError(Exception):
    """What Saxon says when a stylesheet does not compile or a transformation fails."""


class Locked(Exception):
    """Something shipped was to be compiled after the lock, or something foreign before it."""


class Tree(str):
    """Markup that becomes a document node when it is passed as a parameter."""


_NO_DOCTYPE = (
    "http://saxon.sf.net/feature/parserFeature?uri=http%3A//apache.org/xml/features/disallow-doctype-decl"
)
_LIMITS = {"jdk.xml.maxElementDepth": "2048", "jdk.xml.elementAttributeLimit": "10000"}
"""What its parser accepts: as much as ``sources`` does; by itself it stops at depth 100 and 200 attributes."""
_locked = False
_processor: Any = None


def start(*, environment: bool = False) -> Any:
    """Start the processor of this process.

    Saxon copies the environment when it is started, so it is started with an empty one; ``environment`` leaves it open,
    for code that the user allowed. DTDs are refused in everything Saxon parses by itself.
    """
    global _processor
    from saxonche import PySaxonProcessor

    saved = {} if environment else dict(os.environ)
    for name in saved:
        del os.environ[name]
    try:
        _processor = PySaxonProcessor(license=False)
    finally:
        os.environ.update(saved)
    _processor.set_configuration_property(_NO_DOCTYPE, "true")
    for limit, value_ in _LIMITS.items():
        _processor.set_configuration_property(
            f"http://saxon.sf.net/feature/parserProperty?uri={limit}", value_
        )
    return _processor


def processor() -> Any:
    """The processor of this process, started when it is first needed."""
    return _processor if _processor is not None else start()


def _message(error: Exception) -> str:
    """Saxon's own words on one line, without the base URI it makes up for text."""
    text = " ".join(str(error).split())
    text = re.sub(r" (?:of|in) (?:file:\S*/)?(?=[:. ]|$)", "", text)
    return text or type(error).__name__


def compile_file(path: Path, *, static: Mapping[str, str] | None = None) -> Any:
    """Compile a shipped stylesheet; ``static`` sets static parameters to strings. Only before ``lock``."""
    if _locked:
        raise Locked("shipped stylesheets are compiled before the lock")
    return _compile(static, stylesheet_file=str(path))


def compile_text(text: str) -> Any:
    """Compile a stylesheet that is foreign or made here, from text. Only after ``lock``."""
    if not _locked:
        raise Locked("foreign code is compiled after the lock")
    return _compile(None, stylesheet_text=text)


def compile_allowed(path: Path) -> Any:
    """Compile a stylesheet whose code the user allowed: it may include others and read what it likes."""
    return _compile(None, stylesheet_file=str(path))


def _compile(static: Mapping[str, str] | None, **source: str) -> Any:
    compiler = processor().new_xslt30_processor()
    for name, value in (static or {}).items():
        compiler.set_parameter(name, processor().make_string_value(value))
    try:
        return compiler.compile_stylesheet(**source)
    except Exception as error:
        raise SaxonError(_message(error)) from None


def lock() -> None:
    """From here on nothing that Saxon compiles or runs can read a file, the network or the environment."""
    global _locked
    processor().set_configuration_property("http://saxon.sf.net/feature/allow-external-functions", "false")
    processor().set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "")
    _locked = True


def value(parameter: Any) -> Any:
    """A Python value as an XDM value: atomics, sequences of them, maps from strings, and trees.

    Maps and sequences are evaluated from an XPath literal: what saxonche 13.1 builds from its own objects brings the
    process down when it holds a boolean or a sequence.
    """
    made = processor()
    if isinstance(parameter, Tree):
        return made.parse_xml(xml_text=str(parameter))
    if isinstance(parameter, bool):
        return made.make_boolean_value(parameter)
    if isinstance(parameter, str):
        return made.make_string_value(parameter)
    if isinstance(parameter, int):
        return made.make_integer_value(parameter)
    return made.new_xpath_processor().evaluate(_literal(parameter)) or made.empty_sequence()


def _literal(parameter: Any) -> str:
    """The XPath expression of a value."""
    if isinstance(parameter, bool):
        return "true()" if parameter else "false()"
    if isinstance(parameter, str):
        return "'" + parameter.replace("'", "''") + "'"
    if isinstance(parameter, (int, float)):
        return repr(parameter)
    if isinstance(parameter, Mapping):
        return "map{" + ",".join(f"{_literal(k)}:{_literal(v)}" for k, v in parameter.items()) + "}"
    return "(" + ",".join(_literal(item) for item in parameter) + ")"


def transform(
    executable: Any, markup: str, parameters: Mapping[str, Any] | None = None, *, capture: bool = True
) -> tuple[str, list[str]]:
    """Run a compiled stylesheet over a document. The serialised result, and what ``xsl:message`` said.

    ``capture`` keeps what ``xsl:result-document`` makes from being written.

    Raises SaxonError with Saxon's message when it fails.
    """
    executable.clear_parameters()
    try:
        node = processor().parse_xml(xml_text=markup)
        for name, parameter in (parameters or {}).items():
            executable.set_parameter(name, value(parameter))
        executable.set_property("!encoding", "UTF-8")  # whatever xsl:output says: the result is text here
        executable.set_save_xsl_message(True)
        executable.set_capture_result_documents(capture)
        executable.set_global_context_item(xdm_item=node)
        result = executable.transform_to_string(xdm_node=node)
        said = executable.get_xsl_messages()
    except Exception as error:
        raise SaxonError(_message(error)) from None
    messages = [] if said is None else [str(item) for item in said]
    executable.clear_xsl_messages()
    return result or "", messages


def failure(name: str, error: Exception) -> Problem:
    """A failed transformation as a finding on the file."""
    return Problem(
        Finding(
            "X003",
            Severity.ERROR,
            f"the transformation failed: {error}",
            Span(name),
            name="failed-transformation",
        )
    )
