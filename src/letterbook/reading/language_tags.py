"""Language tags as BCP 47 writes them (RFC 5646): ``de``, ``en-GB``, ``sr-Latn``, ``grc``, ``x-cant``.

Nothing is looked up: of the registry only the languages that have a code of two letters are known here.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

_TWO = """
    aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul
    bh:bih bi:bis bm:bam bn:ben bo:bod/tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces/cze
    cu:chu cv:chv cy:cym/wel da:dan de:deu/ger dv:div dz:dzo ee:ewe el:ell/gre en:eng eo:epo es:spa et:est
    eu:baq/eus fa:fas/per ff:ful fi:fin fj:fij fo:fao fr:fra/fre fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj
    gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:arm/hye hz:her ia:ina id:ind ie:ile ig:ibo
    ii:iii ik:ipk io:ido is:ice/isl it:ita iu:iku ja:jpn jv:jav ka:geo/kat kg:kon ki:kik kj:kua kk:kaz
    kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin
    lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mao/mri mk:mac/mkd ml:mal mn:mon mr:mar ms:may/msa mt:mlt
    my:bur/mya na:nau nb:nob nd:nde ne:nep ng:ndo nl:dut/nld nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci
    oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ro:ron/rum ru:rus
    rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk/slo sl:slv sm:smo sn:sna so:som sq:alb/sqi
    sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton
    tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho
    yi:yid yo:yor za:zha zh:chi/zho zu:zul
"""
"""The languages of ISO 639-1, with their codes of three letters in ISO 639-2 (bibliographic and terminological)."""

_SHORT = {
    three: two
    for two, _, codes in (pair.partition(":") for pair in _TWO.split())
    for three in codes.split("/")
}
_LANGUAGES = frozenset(_SHORT.values()) | {"sh"}

_OLD = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}
"""Codes that ISO gave up, and what stands for them."""

_COUNTRIES = {"gr": "el", "cz": "cs", "jp": "ja", "dk": "da", "cn": "zh", "gb": "en", "us": "en"}
"""Codes of countries that are taken for those of their languages, where no language has them."""

_NAMES = {
    "en": "english englisch anglais",
    "de": "german deutsch allemand",
    "fr": "french französisch français francais",
    "it": "italian italienisch italiano",
    "es": "spanish spanisch español",
    "ru": "russian russisch русский",
    "la": "latin latein",
    "el": "greek griechisch",
    "he": "hebrew hebräisch עברית",
    "nl": "dutch niederländisch nederlands",
    "pl": "polish polnisch polski",
    "cs": "czech tschechisch čeština",
    "da": "danish dänisch dansk",
    "sv": "swedish schwedisch svenska",
    "no": "norwegian norwegisch norsk",
    "hu": "hungarian ungarisch magyar",
    "pt": "portuguese portugiesisch português",
    "yi": "yiddish jiddisch",
    "uk": "ukrainian ukrainisch",
    "tr": "turkish türkisch",
}
_BY_NAME = {name: code for code, names in _NAMES.items() for name in names.split()}

_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+")
_BEFORE_GRAMMAR = """
    en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu
    sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang
"""
_GRANDFATHERED = frozenset(_BEFORE_GRAMMAR.split())
"""Tags that were registered before tags had a grammar."""


class Flaw(enum.Enum):
    """What is wrong with a tag."""

    FORM = "form"
    """It is not formed as tags are."""
    NAME = "name"
    """It is the name of a language."""
    LONG = "long"
    """It has three letters where the language has a code of two."""
    OLD = "old"
    """Its code was given up."""
    COUNTRY = "country"
    """It begins with the code of a country that is none of a language."""
    UNKNOWN = "unknown"
    """No language has this code."""
    REGION = "region"
    """It names the United Kingdom as UK."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A tag that is wrong, and how it is written (empty where that is not known)."""

    flaw: Flaw
    right: str = ""


def judged(tag: str) -> Judged | None:
    """What is wrong with a language tag; None where nothing is. Upper and lower case do not count."""
    folded = tag.lower()
    if folded in _GRANDFATHERED or _PRIVATE.fullmatch(folded):
        return None
    if folded in _BY_NAME:
        return Judged(Flaw.NAME, _BY_NAME[folded])
    if not _formed(folded):
        mended = re.sub(r"[\s_\u2010-\u2014-]+", "-", tag).strip("-")
        if mended.lower() == folded or not _formed(mended.lower()):
            return Judged(Flaw.FORM)
        other = judged(mended)
        return Judged(Flaw.FORM, mended if other is None else other.right)
    language, *others = tag.split("-")
    return _language(language.lower(), others) or _region(tag)


def _formed(folded: str) -> bool:
    match = _TAG.fullmatch(folded)
    if match is None:
        return False
    variants = match["variants"].split("-")[1:]
    singletons = re.findall(r"-([0-9a-wy-z])(?=-)", match["extensions"])
    return len(set(variants)) == len(variants) and len(set(singletons)) == len(singletons)


def _language(code: str, others: list[str]) -> Judged | None:
    right = ""
    if code in _SHORT:
        flaw, right = Flaw.LONG, _SHORT[code]
    elif code in _OLD:
        flaw, right = Flaw.OLD, _OLD[code]
    elif code in _COUNTRIES:
        flaw, right = Flaw.COUNTRY, _COUNTRIES[code]
    elif len(code) > 3 or (len(code) == 2 and code not in _LANGUAGES):
        flaw = Flaw.UNKNOWN
    else:
        return None
    if not right:
        return Judged(flaw)
    whole = "-".join((right, *others))
    return Judged(flaw, whole if (region := _region(whole)) is None else region.right)


def _region(tag: str) -> Judged | None:
    """Of regions one thing is known: that nobody writes GB as it is said."""
    parts = tag.split("-")
    for number, part in enumerate(parts[1:3], 1):
        if part.lower() == "uk" and (number == 1 or len(parts[1]) == 4):
            return Judged(Flaw.REGION, "-".join((*parts[:number], "GB", *parts[number + 1 :])))
    return None
