"""What is said of a file that is not in the compact syntax: all the words for it."""

from __future__ import annotations


def _of(section: str, message: str) -> str:
    return f"{message} (section {section} of the compact syntax)"


def quoted(token: str) -> str:
    """A sign or word as it is cited in a message: long ones shortened, without what cannot be printed."""
    short = token if len(token) <= 40 else token[:39] + "…"
    shown = "".join(character if character.isprintable() else " " for character in short)
    return f"'{shown}'" if '"' in shown else f'"{shown}"'


# characters and tokens
NO_ESCAPE = _of("A.2.4", r"after \x{ the number of a character and } have to follow, as in \x{41}")
LONE_BACKSLASH = _of("A.2.5", r"after \ a name has to follow, as in \start")
OPEN_LITERAL = _of(
    "A.2.5", "this quotation mark is not closed: on the same line, or by three of them where there are three"
)


def undecodable(encoding: str) -> str:
    """Bytes that are not in the encoding."""
    return _of("A.2.1", f"the bytes from here on are not {encoding}")


def forbidden(character: str) -> str:
    """A character that XML does not have."""
    return _of("A.2.5", f"the character U+{ord(character):04X} may not stand in a grammar")


def forbidden_number(digits: str) -> str:
    """An escape for what is no character of XML."""
    number = digits.upper().rjust(4, "0")
    shown = number if len(number) <= 8 else number[:8] + "…"
    return _of("A.2.4", f"the character U+{shown} may not stand in a grammar")


def no_token(character: str) -> str:
    """A character that begins no token."""
    what = quoted(character) if character.isprintable() else f"the character U+{ord(character):04X}"
    return _of("A.2.5", f"{what} may not stand here")


# patterns and definitions
NO_INCLUDE = _of("2", '"include" may not stand in the brackets of another "include"')


def missing(wanted: str, found: str) -> str:
    """Something else stands where only certain things may; ``wanted`` and ``found`` name both."""
    return _of("2", f"{wanted} has to stand here, not {found}")


def unclosed(bracket: str) -> str:
    """A bracket that the end of the file leaves open."""
    return _of("2", f"{quoted(bracket)} is not closed")


def mixed(first: str, second: str) -> str:
    """Two operators beside each other."""
    return _of("2", f"{quoted(first)} and {quoted(second)} may not be mixed without brackets")


def no_exception(found: str) -> str:
    """``-`` after something that has no exceptions."""
    return _of("2", f'"-" may follow a datatype, "*" and a prefix with ":*" only, not {found}')


# declarations
XMLNS_PREFIX = _of("A.1", 'the prefix "xmlns" may not be declared')
XML_PREFIX = _of("A.1", 'the prefix "xml" stands for http://www.w3.org/XML/1998/namespace only')
XML_URI = _of("A.1", 'only the prefix "xml" stands for http://www.w3.org/XML/1998/namespace')
XSD_PREFIX = _of("A.1", 'the prefix "xsd" stands for http://www.w3.org/2001/XMLSchema-datatypes only')
LIBRARY = _of("A.1", "the address of a datatype library has to be absolute and without #")


def declared_twice(what: str) -> str:
    """A second declaration."""
    return _of("A.1", f"{what} is declared more than once")


def undeclared(prefix: str, datatypes: bool) -> str:
    """A prefix without declaration."""
    short = quoted(prefix)
    declaration = f'{"datatypes" if datatypes else "namespace"} {short[1:-1]} = "…"'
    return _of("4", f"the prefix {short} is not declared: there is no {declaration}")


# annotations
ATTRIBUTE_TWICE = _of("A.1", "this annotation has the same attribute twice")
LATE_ATTRIBUTE = _of("5.1", "the attributes of an annotation have to stand before its content")
UNQUALIFIED = _of("A.1", "an attribute in an annotation of the grammar has to be in a namespace")
RELAX_NG = _of("A.1", "an annotation may not be in the namespace of RELAX NG")
XMLNS_ATTRIBUTE = _of("A.1", "an annotation may not have an attribute xmlns")
INHERITED = _of("A.1", "an annotation may not be in a namespace that is inherited")
LONELY = _of("A.1", "nothing may follow the outermost pattern with >>")
