"""The words for what is wrong with a document, in one table, and how names and values are put into them."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.relaxng.strings import words

MESSAGES = {
    "en": {
        # elements
        "unknown": "there is no element <{name}>",
        "place": "{names} may not stand in <{parent}>",
        "place-after": "{names} may not stand in <{parent}> after <{before}>",
        "place-before": "{names} may not stand in <{parent}> before <{after}>",
        "place-empty": "<{parent}> is always empty, but holds {names}",
        "second": "a second <{name}> may not stand in <{parent}>",
        "root": "<{name}> cannot be the outermost element",
        "namespace-none": "xmlns is missing on <{name}>",
        "namespace-lost": "<{name}> has no namespace",
        "namespace-wrong": '<{name}> has the wrong namespace, "{uri}"',
        "namespace-foreign": '<{name}> of the namespace "{uri}" may not stand in <{parent}>',
        "namespace-root": '<{name}> of the namespace "{uri}" cannot be the outermost element',
        "missing": "{wanted} is missing in <{name}>",
        "missing-several": "{wanted} are missing in <{name}>",
        "empty": "<{name}> is empty",
        "incomplete": "something is missing in <{name}>",
        "text": 'text may not stand directly in <{name}>: "{text}"',
        "text-empty": '<{name}> is always empty, but holds text: "{text}"',
        # attributes
        "unknown-attribute": "there is no attribute {attribute}",
        "attribute-elsewhere": "<{name}> has no attribute {attribute}",
        "attribute-together": "{attribute} may not stand together with {other} on <{name}>",
        "attribute-others": "{attribute} may not stand on <{name}> beside its other attributes",
        "missing-attribute": "<{name}> lacks the attribute {wanted}",
        "missing-attributes": "<{name}> lacks the attributes {wanted}",
        "missing-attribute-of": "<{name}> lacks {wanted}",
        "missing-attribute-some": "<{name}> lacks an attribute that it needs",
        # values: {it} is the attribute with its value on its element, or the content of an element
        "on": '{attribute}="{value}" on <{name}>',
        "on-word": '"{word}" in {attribute} on <{name}>',
        "on-empty": '{attribute}="" on <{name}>',
        "content": 'the content of <{name}>, "{value}",',
        "content-word": '"{word}" in <{name}>',
        "content-empty": "<{name}>",
        "value-empty": "{it} is empty",
        "value-blank": "{it} holds a space",
        "value-date": "{it} is not in the form that dates have",
        "value-time": "{it} is not in the form that times have",
        "value-moment": "{it} is not in the form that is wanted there",
        "value-duration": "{it} is not in the form that durations have",
        "value-no-day": "{it} is a day that does not exist",
        "value-no-month": "{it} is in a month that does not exist",
        "value-no-time": "{it} is a time that does not exist",
        "value-year-zero": "{it} is in a year that does not exist",
        "value-number": "{it} is not a number",
        "value-whole": "{it} is not a whole number",
        "value-large": "{it} is too large",
        "value-small": "{it} is too small",
        "value-long": "{it} is too long",
        "value-short": "{it} is too short",
        "value-language": "{it} is not a language tag",
        "value-boolean": "{it} is neither true nor false",
        "value-hash": "{it} is no pointer: # stands twice",
        "value-escape": "{it} is no pointer: % is not followed by two hexadecimal digits",
        "value-bracket": "{it} is no pointer: it holds {found}",
        "value-scheme": "{it} is no pointer: nothing stands round its colon",
        "value-pointer": "{it} is no pointer",
        "value-digit": "{it} begins with a digit",
        "value-begins": "{it} begins with {found}",
        "value-character": "{it} holds {found}",
        "value-prefix": "{it} has a prefix that stands for nothing",
        "value-name": "{it} is not a name",
        "value-other": "{it} is not a value that it can have",
        "value-count": "{it} has too many words, or too few",
        "id-twice": '{attribute}="{value}" stands twice in this file',
        "id-often": '{attribute}="{value}" stands {count} times in this file',
        "idref": '{attribute}="{value}" on <{name}> points to no id in this file',
        # what to do
        "near": "did you mean {names}?",
        "instead": "write {written}",
        "near-case": "did you mean {names}? capital and small letters count",
        "near-held": "did you mean {names}? what it holds may stand there",
        "near-parent": "did you mean {names} in place of <{parent}>?",
        "strip": "take its tags away, or use another element",
        "stands-in": "{names} may stand in {holders}",
        "strip-tags": "take its tags away: what it holds may stay",
        "strip-empty": "take it away, or use another element",
        "root-is": "the outermost element is {names}",
        "xmlns-add": 'write xmlns="{uri}" on <{name}>',
        "xmlns-lost": 'take xmlns="" away: <{name}> then belongs to the elements around it',
        "xmlns-away": "take xmlns away: <{name}> then belongs to the elements around it",
        "prefix": "write <{name}>",
        "prefix-away": "write <{name}>, without {prefix}:",
        "before": "put {it} before {place}",
        "after": "put {it} after {place}",
        "around": "put {it} before or after {place}",
        "between": "put {it} between {place} and {second}",
        "into": "put {it} into {place}",
        "into-or-before": "put {it} into {place}, or before {second}",
        "with": "it, with {names} in it,",
        "into-once": "put {it} into it",
        "into-often": "put at least one {it} into it",
        "outside": "put {it} outside: {names} may stand in <{outer}> before {place}",
        "outside-after": "put {it} outside: {names} may stand in <{outer}> after <{parent}>",
        "end-before": "move </{parent}> to before {it}: {names} may stand in <{outer}> after <{parent}>",
        "end-around": "put </{parent}> before {it}: the next <{parent}> may stand after it, in <{outer}>",
        "together": "keep one of the two, and move into it what only the other says",
        "has-to": "{names} has to come here",
        "wrap": "put {it} into an element that may, such as {names}",
        "wrap-text": "put it into an element, such as {names}",
        "hold": "it has to hold at least one element, such as {names}",
        "hold-value": "write {form} into it",
        "follow": "there still has to stand an element such as {names}",
        "empty-element": "write <{name}/>, and the text before or after it",
        "empty-holds": "put {it} before or after <{name}/>",
        "no-text": "take the text away",
        "attribute-owners": "take it away; {names} may have it",
        "attribute-away": "take it away",
        "attribute-another": "take it away, or write what it says in another attribute of <{name}>",
        "attribute-instead": "take it away, or write what it says in another attribute of <{name}>, such as {names}",
        "attribute-can": "it can have {names}",
        "attribute-one": "take one of the two away",
        "attribute-write": "write <{name} {attributes}>",
        "attribute-write-form": "write <{name} {attributes}>: {form}",
        "write": "write {value}",
        "write-why": "write {value}: {why}",
        "write-other": "write another value",
        "write-or": "write {form}, or leave {attribute} out",
        "write-meant": "did you mean {value}? write {form}",
        "write-plain": "write {form}",
        "url-blank": "write {value}, or name the file without spaces",
        "word-blank": "write one word, such as {value}",
        "year-digits": "write the year in four digits, as in {examples}",
        "days": "there are {days} days in {month}",
        "no-month": "the months are 01 to 12",
        "no-hour": "the hours are 00 to 23, minutes and seconds 00 to 59",
        "no-zone": "a time zone is written Z, or like +01:00",
        "no-year": "the year before 1 is written -0001",
        "hash-once": "write # once, before the id",
        "escape": "write %25 for a percent sign",
        "bracket": "write {value}",
        "no-other": "take {found} away",
        "id-begin": "begin it with a letter or _, and go on with letters, digits, -, . or _",
        "boolean": "write true or false",
        "limit-large": "write {form}, at most {limit}",
        "limit-small": "write {form}, at least {limit}",
        "limit-below": "write {form}, less than {limit}",
        "limit-above": "write {form}, more than {limit}",
        "length-most": "write at most {limit} characters; it has {found}",
        "length-least": "write at least {limit} characters; it has {found}",
        "length-is": "write {limit} characters; it has {found}",
        "prefix-declare": "declare the prefix {prefix} with xmlns:{prefix}, or write the name without it",
        "id-other": "give one of the two another id; the first is on <{first}> in line {line}",
        "id-others": "give each an id of its own; the first is on <{first}> in line {line}",
        "idref-help": "write the id of an element of this file, or give the one that is meant this id",
        # forms in words
        "form-date": "a date like {examples}",
        "form-dates": "one date like {examples}",
        "form-date-time": "a date like {examples}, or a time like {time}",
        "form-moment": "a time like {time}",
        "form-duration": "a duration such as {examples}",
        "form-number": "a number such as {examples}",
        "form-whole": "a whole number such as {examples}",
        "form-range": "a number from {least} to {most}",
        "form-limit": "a number",
        "form-language": "a language tag such as en, de or en-GB",
        "form-tag": "a tag such as en, de or en-GB",
        "form-pointer": "a file name or an address, without spaces",
        "form-pointers": "one or more pointers",
        "form-name": "a name without spaces that begins with a letter",
        "form-names": "one or more names",
        "form-word": "one word",
        "form-words": "one or more words",
        "form-octets": "a value such as {examples}",
        "form-id": "an id without spaces that begins with a letter",
        "form-text": "a text",
        "form-other": "another value",
        # small words
        "or": "or",
        "and": "and",
        "others": "{names} and others",
        "it": "it",
        "them": "them",
        "the-number": "the {number}",
        "one-of-two": "one of the two",
        "one-of": "one of them",
        "the-first": "the first {name}",
        "the-last": "the last {name}",
        "why-day": "month and day have two digits",
        "why-order": "year, month, day",
        "why-hyphens": "hyphens between year, month and day",
        "why-case": "capital and small letters count",
        "why-comma": "a point, not a comma",
        "where": "in {name}",
    }
}

NUMBERS = {
    "en": (
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    )
}
MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
}

MOST_NAMES = 6
"""So many names stand in a message at most."""

FEW = 3
"""So many suggestions are made at most."""

_LONGEST_NAME = 60
_LONGEST_VALUE = 60
_LONGEST_TEXT = 40

_WORDS = MESSAGES["en"]


def say(key: str, **facts: object) -> str:
    """The words of a key, with facts."""
    return _WORDS[key].format(**facts)


def join(names: Sequence[str], with_: str = "or") -> str:
    """Names as a list in words: ``a``, ``a or b``, ``a, b or c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_WORDS[with_]} {names[-1]}"


def tags(names: Sequence[str]) -> list[str]:
    """Names of elements as people write them."""
    return [f"<{name}>" for name in names]


def counted(number: int) -> str:
    """So many elements, as a thing that is put somewhere: ``it``, ``the two``, ``the three``."""
    if number == 1:
        return _WORDS["it"]
    names = NUMBERS["en"]
    return say("the-number", number=names[number] if number < len(names) else number)


def cut(text: str, length: int) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def name_shown(name: str) -> str:
    """A name that is not too long."""
    return cut(name, _LONGEST_NAME)


def value_shown(value: str) -> str:
    """A value on one line, not too long."""
    return cut(folded(value) if "\n" in value else value.replace("\xa0", " "), _LONGEST_VALUE)


def text_shown(text: str) -> str:
    """A text on one line, cut after a word where it is long."""
    return cut(folded(text), _LONGEST_TEXT)


def folded(text: str) -> str:
    """A text with single blanks."""
    return " ".join(words(text))
