"""What is wrong with a grammar: the error, and the words for it in one table."""

from __future__ import annotations

from letterbook.findings import Finding, Problem, Severity, Span


class GrammarError(Problem):
    """A grammar that cannot be used: not RELAX NG, incorrect, or one that asks for files it may not have."""


MESSAGES: dict[str, dict[str, str]] = {
    "en": {
        # 3: the full syntax
        "root": "is no RELAX NG grammar: its outermost element is <{kind}> (section 3)",
        "namespace": "is no RELAX NG grammar: <{kind}> is not in the namespace {namespace} (section 3)",
        "element": "RELAX NG has no element <{kind}> (section 3)",
        "child": "<{child}> may not stand in <{kind}> (section 3)",
        "attribute": "<{kind}> has no attribute {name} (section 3)",
        "missing": "<{kind}> lacks the attribute {name} (section 3)",
        "both-names": "<{kind}> has its name twice: as attribute and as <{child}> (section 3)",
        "no-name": "<{kind}> lacks a name: the attribute name, or a name class as first child (section 3)",
        "no-children": "<{kind}> is empty, but needs {wanted} (section 3)",
        "many": "<{kind}> has more than {wanted} (section 3)",
        "order": "<{child}> stands too late in <{kind}>: {wanted} (section 3)",
        "text": "there is text in <{kind}>, which holds elements only (section 3)",
        "elements": "there is an element in <{kind}>, which holds text only (section 3)",
        "ncname": "{value!r} is no name without colon, as {name} of <{kind}> has to be (section 3)",
        "qname": "{value!r} is no name of XML, as {name} of <{kind}> has to be (section 3)",
        "combine": "combine is {value!r}: it has to be choice or interleave (section 3)",
        "library": "the datatype library {value!r} is no absolute address without fragment (section 4.3)",
        # 4.5 to 4.7: other files
        "fragment": "asks for {href}: an address with # names no file (section 4.5)",
        "outside": "asks for {href}: a grammar may only include files of its own folder (section 4.5)",
        "remote": "asks for {href}: nothing is fetched, and no catalog says where it is (section 4.5)",
        "no-file": "asks for {href}, but there is no such file (section 4.5)",
        "unusable": "asks for {href}, which {why} (section 4.5)",
        "bad-href": "asks for {href}, which is no address (section 4.5)",
        "loop": "asks for {href}, which leads back to this place (section {section})",
        "many-files": "the grammar has more than {limit} files (section 4.5)",
        "many-bytes": "the files of the grammar have more than {limit} MB together (section 4.5)",
        "many-elements": "the files of the grammar have more than {limit} elements together (section 4.5)",
        "many-catalogs": "there are more than {limit} catalogs",
        "too-large": "the grammar grows beyond {limit} parts when its references are followed (section 4)",
        "not-pattern": "asks for {href}, whose outermost element <{kind}> is no pattern (section 4.6)",
        "not-grammar": "includes {href}, whose outermost element is <{kind}>, not <grammar> (section 4.7)",
        "no-start-there": "replaces <start>, but {href} has none (section 4.7)",
        "no-define-there": "replaces the definition of {name}, but {href} has none (section 4.7)",
        "too-many-ways": "leaves more ways open in {name} than can be followed",
        # 4.10 to 4.19
        "prefix": "the prefix {prefix} is not bound to a namespace (section 4.10)",
        "any-in-any": "<anyName> may not stand in the <except> of <anyName> (section 4.16)",
        "in-ns": "<{kind}> may not stand in the <except> of <nsName> (section 4.16)",
        "xmlns": "no attribute may be called xmlns (section 4.16)",
        "xmlns-uri": "no attribute may be in the namespace {namespace} (section 4.16)",
        "params": "{type} of the built-in datatypes takes no <param> (section 4.16)",
        "datatype": "{why} (section 4.16)",
        "value": "{text!r} is no value of the datatype {type} (section 4.16)",
        "twice": "{what} is defined more than once without combine (section 4.17)",
        "combines": "{what} is combined by choice and by interleave (section 4.17)",
        "undefined": "there is no definition of {name} in this grammar (section 4.18)",
        "undefined-parent": "there is no definition of {name} in the grammar around this one (section 4.18)",
        "no-parent": "<parentRef> stands in no grammar that is in another one (section 4.18)",
        "no-grammar": "<ref> stands in no grammar (section 4.18)",
        "no-start": "the grammar has no <start> (section 4.18)",
        "endless": "the definition of {name} contains itself, without an element between (section 4.19)",
        # 7: restrictions
        "path": "<{inner}> may not stand in <{outer}> (section {section})",
        "element-in": "an element may not stand in <{outer}> (section {section})",
        "except-path": "<{inner}> may not stand in the <except> of <data> (section 7.1.4)",
        "except-element": "an element may not stand in the <except> of <data> (section 7.1.4)",
        "repeated": "an attribute may not stand in <{inner}> where that is repeated (section 7.1.2)",
        "start": "<{inner}> may not stand in <start>, which only holds elements (section 7.1.5)",
        "strings": "a text that is one value, as <{inner}> is, stands beside other content (section 7.2)",
        "strings-repeated": "a text that is one value, as <{inner}> is, may not be repeated (section 7.2)",
        "duplicate": "the attribute {name} may stand here twice (section 7.3)",
        "duplicate-any": "this wildcard stands for names that another attribute here has too (section 7.3)",
        "too-many-names": "there are too many names to compare in groups that hold each other (section 7.3)",
        "infinite": "an attribute of any name has to be in <oneOrMore> or <zeroOrMore> (section 7.3)",
        "interleaved": "the element {name} stands in two parts of one <interleave> (section 7.4)",
        "interleaved-any": "this wildcard stands for elements of another part of the <interleave> too (section 7.4)",
        "texts": "<text> stands in two parts of one <interleave> (section 7.4)",
    }
}


def finding(message: str, span: Span) -> Finding:
    """The finding of an incorrect grammar: the message ends with the section of the specification in brackets."""
    return Finding("G003", Severity.ERROR, message, span, name="incorrect-grammar")


def refused(key: str, span: Span, **facts: object) -> GrammarError:
    """The error of that name in the table, at a place, with its facts filled in."""
    return GrammarError(finding(MESSAGES["en"][key].format(**facts), span))
