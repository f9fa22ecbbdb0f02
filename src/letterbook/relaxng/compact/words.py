"""What is said of a file that is not in the compact syntax: all the words for it."""

from __future__ import annotations

# A.2: characters and tokens
NO_ESCAPE = r"after \x{ the number of a character and } have to follow, as in \x{41} (section A.2.4)"
LONE_BACKSLASH = r"after \ a name has to follow, as in \start (section A.2.5)"
OPEN_LITERAL = "this quotation mark is not closed: on the same line, or three of them where there are three (section A.2.5)"


def undecodable(encoding: str) -> str:
    """Bytes that are not in the encoding."""
    return f"the bytes from here on are not {encoding} (section A.2.1)"


def forbidden(character: str) -> str:
    """A character that XML does not have."""
    return f"the character U+{ord(character):04X} may not stand in a grammar (section A.2.5)"


def forbidden_number(digits: str) -> str:
    """An escape for what is no character of XML."""
    number = digits.upper().rjust(4, "0")
    return f"the character U+{number if len(number) <= 8 else number[:8] + '…'} may not stand in a grammar (section A.2.4)"


def no_token(character: str) -> str:
    """A character that begins no token."""
    what = quoted(character) if character.isprintable() else f"the character U+{ord(character):04X}"
    return f"{what} may not stand here (section A.2.5)"


def quoted(token: str) -> str:
    """A sign or word as it is cited in a message; long ones are shortened."""
    short = token if len(token) <= 40 else token[:39] + "…"
    return f"'{short}'" if '"' in short else f'"{short}"'


# 2: patterns and definitions
def missing(wanted: str, found: str) -> str:
    """Something else stands where only certain things may; ``wanted`` and ``found`` name both."""
    return f"{wanted} has to stand here, not {found} (section 2)"


def unclosed(bracket: str) -> str:
    """A bracket that the end of the file leaves open."""
    return f"{quoted(bracket)} is not closed (section 2)"


def mixed(first: str, second: str) -> str:
    """Two operators beside each other."""
    return f"{quoted(first)} and {quoted(second)} may not be mixed without brackets (section 2)"


def no_exception(found: str) -> str:
    """``-`` after something that has no exceptions."""
    return f'"-" may follow a datatype, "*" and a prefix with ":*" only, not {found} (section 2)'


NO_INCLUDE = '"include" may not stand in the brackets of another "include" (section 2)'


# 4: declarations
def declared_twice(what: str) -> str:
    """A second declaration."""
    return f"{what} is declared more than once (section A.1, duplicate declaration)"


def undeclared(prefix: str, datatypes: bool) -> str:
    """A prefix without declaration."""
    declaration = f'datatypes {prefix} = "…"' if datatypes else f'namespace {prefix} = "…"'
    return f"the prefix {quoted(prefix)} is not declared: there is no {declaration} (section 4)"


XMLNS_PREFIX = 'the prefix "xmlns" may not be declared (section A.1, valid prefix)'
XML_PREFIX = 'the prefix "xml" stands for http://www.w3.org/XML/1998/namespace only (section A.1, xml prefix)'
XML_URI = (
    'only the prefix "xml" stands for http://www.w3.org/XML/1998/namespace (section A.1, xml namespace URI)'
)
XSD_PREFIX = (
    'the prefix "xsd" stands for http://www.w3.org/2001/XMLSchema-datatypes only (section A.1, xsd prefix)'
)
LIBRARY = "the address of a datatype library has to be absolute and without # (section A.1, datatypes URI)"

# 5: annotations
ATTRIBUTE_TWICE = "this annotation has the same attribute twice (section A.1, duplicate attributes)"
LATE_ATTRIBUTE = "the attributes of an annotation have to stand before its content (section 5.1)"
UNQUALIFIED = (
    "an attribute in an annotation of the grammar has to be in a namespace (section A.1, unqualified name)"
)
RELAX_NG = "an annotation may not be in the namespace of RELAX NG (section A.1, RELAX NG namespace URI)"
XMLNS_ATTRIBUTE = "an annotation may not have an attribute xmlns (section A.1, xmlns namespace URI)"
INHERITED = "an annotation may not be in a namespace that is inherited (section A.1, annotation inherit)"
LONELY = "nothing may follow the outermost pattern with >> (section A.1, single element)"
