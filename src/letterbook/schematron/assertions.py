"""Rules, lets, asserts and reports, written into the stylesheet, and what is known of each assertion."""

from __future__ import annotations

from lxml import etree

from letterbook.schematron.expressions import Expressions
from letterbook.schematron.loading import Library, plain
from letterbook.schematron.model import Assertion, severity
from letterbook.schematron.names import XSLT, sch
from letterbook.schematron.stylesheet import Writer, collapsed, private

_ERROR = "$Q{http://www.w3.org/2005/xqt-errors}description"


class Assertions:
    """The assertions of one schema; ``found`` has them by the key that the stylesheet's result uses."""

    def __init__(
        self, schema: etree._Element, writer: Writer, expressions: Expressions, library: Library
    ) -> None:
        self._writer = writer
        self._expressions = expressions
        self._library = library
        self._texts = {
            kind: {
                e.get("id", ""): e for home in schema.iterfind(sch(homes)) for e in home.iterfind(sch(kind))
            }
            for kind, homes in (("diagnostic", "diagnostics"), ("property", "properties"))
        }
        self.found: dict[str, Assertion] = {}

    def let(self, let: etree._Element, *, everywhere: bool = False) -> None:
        """A variable: of an expression, or of the elements and text that a let holds.

        One that holds ``everywhere``, not in a rule, says its own name when it fails: that stops the run.
        """
        name = (let.get("name") or "").strip().removeprefix("$")
        if not name:
            raise self._library.error(let, "let has no name")
        attributes = {"name": self._expressions.variable(name)}
        if let.get("as") is not None:
            attributes["as"] = self._expressions.expression(let, "as")
        label = f"let {name}"
        if let.get("value") is not None:
            attributes["select"] = self._expressions.expression(let, "value")
        elif len(let) or (let.text or "").strip():
            attributes["select"] = f"parse-xml-fragment({_quoted(_inner(let))})"
        else:
            raise self._library.error(let, f"let {name} has neither a value nor content")
        with self._writer.about(let, label):
            if not everywhere:
                self._writer.empty("variable", attributes)
                return
            value = {"select": attributes.pop("select")}
            place = self._library.span(let)
            said = f"error((), concat({_quoted(f'{label} (line {place.line}): ')}, {_ERROR}))"
            typed = {"as": "item()*", **attributes}
            with self._writer.element("variable", typed), self._writer.element("try", value):
                self._writer.empty("catch", {"select": said})

    def rule(self, rule: etree._Element, pattern: etree._Element, priority: int, number: int) -> None:
        """A rule; ``number`` is that of its pattern, ``priority`` falls from rule to rule."""
        with self._writer.about(rule, "the context of a rule"):
            context = self._expressions.expression(rule, "context")
            checks = list(rule.iterchildren(sch("assert"), sch("report"), sch("let")))
            self._writer.rule(context, priority, number, lambda: self._body(rule, pattern, checks))

    def _body(self, rule: etree._Element, pattern: etree._Element, children: list[etree._Element]) -> None:
        """What a rule does with a node; a let that fails is an error of the first assertion."""
        lets = [child.tag == sch("let") for child in children]
        if all(lets) or not any(lets):
            self._children(rule, pattern, children)
            return
        first = str(len(self.found) + 1)
        with self._writer.element("try"):
            self._children(rule, pattern, children)
            self._caught(first)

    def _children(
        self, rule: etree._Element, pattern: etree._Element, children: list[etree._Element]
    ) -> None:
        for child in children:
            if child.tag == sch("let"):
                self.let(child)
            else:
                self._check(child, rule, pattern)

    def _caught(self, key: str) -> None:
        with self._writer.element("catch"), self._writer.result("error", {"assertion": key}):
            self._writer.empty("attribute", {"name": "path", "select": "path(.)"})
            self._writer.empty("value-of", {"select": _ERROR})

    def _check(self, check: etree._Element, rule: etree._Element, pattern: etree._Element) -> None:
        """An assert or report: its test, and what is told of a node that fails it."""
        key = str(len(self.found) + 1)
        test = self._expressions.expression(check, "test")
        assertion = self._described(check, rule, pattern)
        self.found[key] = assertion
        write = self._writer
        named = f" {assertion.id}" if assertion.id else ""
        with write.about(check, f"{assertion.kind}{named}"), write.element("try"):
            with write.element("choose"):
                with write.element("when", {"test": test}):
                    if assertion.kind == "report":
                        self._failure(check, rule, key)
                with write.element("otherwise"):
                    if assertion.kind == "assert":
                        self._failure(check, rule, key)
            self._caught(key)

    def _failure(self, check: etree._Element, rule: etree._Element, key: str) -> None:
        write = self._writer
        subject = next((element for element in (check, rule) if element.get("subject") is not None), None)
        path = "path(.)"
        if subject is not None:
            name = private("subject")
            chosen = self._expressions.expression(subject, "subject")
            write.empty("variable", {"name": name, "select": chosen})
            path = f"path((${name}, .)[1])"
        with write.result("failure", {"assertion": key}):
            write.empty("attribute", {"name": "path", "select": path})
            with write.result("text"):
                self._words(check)
            for kind, attribute in (("diagnostic", "diagnostics"), ("property", "properties")):
                for name in (check.get(attribute) or "").split():
                    if name not in self._texts[kind]:
                        raise self._library.error(
                            check, f'{attribute}="{name}": there is no {kind} of that id'
                        )
                    with write.result(kind, {"id": name}):
                        self._words(self._texts[kind][name])

    def _words(self, element: etree._Element) -> None:
        """The content of a message: text, and what is computed into it."""
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                with self._writer.about(child, f"{etree.QName(child).localname} in a message"):
                    self._computed(child)
            self._text(child.tail)

    def _computed(self, child: etree._Element) -> None:
        if child.tag == sch("value-of"):
            self._writer.empty("value-of", {"select": self._expressions.expression(child, "select")})
        elif child.tag == sch("name"):
            path = self._expressions.expression(child, "path") if child.get("path") is not None else "."
            with self._writer.element("for-each", {"select": path}):
                self._writer.empty("value-of", {"select": "if (position() = 1) then name() else ()"})
        else:
            if etree.QName(child).namespace == XSLT:
                name = etree.QName(child).localname
                raise self._library.error(
                    child, f"xsl:{name} is not allowed in a message: value-of and name are"
                )
            self._words(child)

    def _text(self, text: str | None) -> None:
        if text:
            start = " " if text[0].isspace() else ""
            end = " " if text[-1].isspace() else ""
            self._writer.words(start + collapsed([text]) + end if text.strip() else " ")

    def _described(self, check: etree._Element, rule: etree._Element, pattern: etree._Element) -> Assertion:
        titles = [e for parent in (pattern, rule) for e in parent.iterchildren(sch("title"), sch("p"))]
        said = [collapsed(str(piece) for piece in e.itertext()) for e in titles]
        said += [see for e in (pattern, rule, check) if (see := e.get("see"))]
        title = pattern.find(sch("title"))
        return Assertion(
            id=check.get("id") or "",
            kind=etree.QName(check).localname,
            severity=severity(
                check.get("role"), check.get("flag"), rule.get("role"), rule.get("flag"), pattern.get("role")
            ),
            role=check.get("role") or rule.get("role") or "",
            flag=check.get("flag") or rule.get("flag") or "",
            test=collapsed([check.get("test", "")]),
            context=collapsed([rule.get("context", "")]),
            pattern=pattern.get("id")
            or (collapsed(str(t) for t in title.itertext()) if title is not None else ""),
            rule=rule.get("id") or "",
            documentation="\n".join(piece for piece in said if piece),
            span=self._library.span(check),
        )


def _inner(let: etree._Element) -> str:
    """The content of a let as markup, without the marks and the Schematron round it."""

    clean = plain(let)
    pieces = [_escaped(clean.text), *(etree.tostring(child, encoding="unicode") for child in clean)]
    return "".join(pieces)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
