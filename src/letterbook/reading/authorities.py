"""Authority files: whose address an address is, whether it can be right, and how its owner writes it.

What is known of each stands in one table. Nothing is looked up: an address can be judged by its form and, where there
is one, by its check digit; whether the record exists, only the authority knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


def _gnd(id: str) -> bool:
    """The German National Library's sum, weighted from the right by 2, 3, …: numbers with a hyphen keep the check
    character that they had before the GND, which is the remainder itself; later ones have what makes it 11.
    """
    number, hyphen, check = id[:-1].rstrip("-"), "-" in id, id[-1]
    rest = sum(int(figure) * weight for weight, figure in enumerate(reversed(number), 2)) % 11
    return (rest if hyphen else (11 - rest) % 11) == _figure(check)


def _mod_11_2(id: str) -> bool:
    """ISO 7064, MOD 11-2: ISNI and ORCID."""
    figures = id.replace("-", "").replace(" ", "")
    total = 0
    for figure in figures[:-1]:
        total = (total + int(figure)) * 2
    return (12 - total % 11) % 11 == _figure(figures[-1])


def _noid(id: str) -> bool:
    """The check character of ARKs that NOID makes, as the BnF's are."""
    total = sum(place * max(_NOID.find(char), 0) for place, char in enumerate(id[:-1], 1))
    return _NOID[total % len(_NOID)] == id[-1]


_NOID = "0123456789bcdfghjkmnpqrstvwxz"


def _figure(char: str) -> int:
    return 10 if char == "X" else int(char)


@dataclass(frozen=True)
class Authority:
    """One authority file."""

    name: str
    """As it is called, for example GND."""
    types: frozenset[str]
    """What ``idno/@type`` says for it, in small letters."""
    hosts: tuple[str, ...]
    """Its hosts, without ``www.``."""
    path: re.Pattern[str]
    """How the path of an address begins; ``id`` is the identifier."""
    id: re.Pattern[str]
    """How an identifier is written."""
    address: str
    """How the authority writes an address of its own; ``{id}`` stands for the identifier."""
    accepted: re.Pattern[str]
    """Addresses that are as good."""
    others: frozenset[str] = frozenset()
    """Kinds of entries that it does not know."""
    check: Callable[[str], bool] | None = None
    upper: bool = True
    """Whether letters of an identifier are capital ones."""
    form: str = ""
    """How an identifier is written, in words: ``a GeoNames number is`` …"""
    source: str = ""
    """Where that is said."""


class Flaw(Enum):
    """Why an address cannot be right."""

    FORM = "form"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Identified:
    """An address or number of an authority."""

    authority: Authority
    id: str
    """As the authority writes it; as it stands where that cannot be told."""
    flaw: Flaw | None = None
    canonical: str = ""
    """The address as the authority writes it; empty where that is not known, or nothing is to be changed."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AGENTS_ONLY = _words("place event bibl")
_PLACES_ONLY = _words("person personGrp bibl")

AUTHORITIES: tuple[Authority, ...] = (
    Authority(
        "GND",
        _words("gnd dnb d-nb pnd"),
        ("d-nb.info",),
        re.compile(r"/gnd/(?P<id>[^/?#.]*)"),
        re.compile(r"\d{2,10}[\dX]|\d{1,8}-[\dX]"),
        "https://d-nb.info/gnd/{id}",
        re.compile(r"https://d-nb\.info/gnd/[^/?#]+"),
        check=_gnd,
        form="figures with a check character at the end, which is a figure or X; in older ones a hyphen stands before it",
        source="https://dnb.de/EN/Professionell/Metadatendienste/Datenbezug/LDS/ldsZugriff.html",
    ),
    Authority(
        "VIAF",
        _words("viaf"),
        ("viaf.org",),
        re.compile(r"/(?:[a-z]{2}/)?viaf/(?P<id>(?!sourceID|search|data|AutoSuggest)[^/?#.]*)"),
        re.compile(r"[1-9]\d{0,21}"),
        "http://viaf.org/viaf/{id}",
        re.compile(r"https?://(?:www\.)?viaf\.org/viaf/\d+"),
        form="figures only, the first of them no 0",
        source="https://oclc.org/developer/api/oclc-apis/viaf/authority-cluster.en.html",
    ),
    Authority(
        "Wikidata",
        _words("wikidata wd"),
        ("wikidata.org", "m.wikidata.org"),
        re.compile(r"/(?:entity/|wiki/(?:Special:EntityData/)?)(?P<id>(?:(?<=entity/)|(?=[Qq]\d))[^/?#.]*)"),
        re.compile(r"[QLP][1-9]\d*"),
        "http://www.wikidata.org/entity/{id}",
        re.compile(r"https?://www\.wikidata\.org/entity/[QLP]\d+"),
        form="Q and figures",
        source="https://meta.wikimedia.org/wiki/Wikidata/Notes/URI_scheme",
    ),
    Authority(
        "GeoNames",
        _words("geonames geoname gn"),
        ("sws.geonames.org", "geonames.org"),
        re.compile(r"/(?P<id>\d[^/?#]*|(?<=sws\.geonames\.org/)[^/?#]*)"),
        re.compile(r"[1-9]\d{0,8}"),
        "https://sws.geonames.org/{id}/",
        re.compile(r"https://sws\.geonames\.org/\d+/|https?://www\.geonames\.org/\d+"),
        others=_PLACES_ONLY,
        form="figures only",
        source="https://www.geonames.org/ontology/documentation.html",
    ),
    Authority(
        "ORCID",
        _words("orcid"),
        ("orcid.org",),
        re.compile(r"/(?P<id>\d[^/?#]*)"),
        re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"),
        "https://orcid.org/{id}",
        re.compile(r"https://orcid\.org/[^/?#]+"),
        others=_words("personGrp place org event bibl"),
        check=_mod_11_2,
        form="four groups of four figures with hyphens between them, the last of which may be X",
        source="https://support.orcid.org/hc/en-us/articles/360006897674-Structure-of-the-ORCID-Identifier",
    ),
    Authority(
        "ISNI",
        _words("isni"),
        ("isni.org",),
        re.compile(r"/(?:isni/|(?:page/)?(?=\d{4}))(?P<id>[^/?#.]*)"),
        re.compile(r"\d{15}[\dX]"),
        "https://isni.org/isni/{id}",
        re.compile(r"https://isni\.org/isni/[^/?#]+"),
        others=_AGENTS_ONLY,
        check=_mod_11_2,
        form="16 figures, the last of which may be X",
        source="https://bioregistry.io/registry/isni",
    ),
    Authority(
        "LCNAF",
        _words("lcnaf naf"),
        ("id.loc.gov",),
        re.compile(r"/authorities/names/(?P<id>[^/?#.]*)"),
        re.compile(r"n[a-z]?(?:\d{8}|\d{10})"),
        "http://id.loc.gov/authorities/names/{id}",
        re.compile(r"https?://id\.loc\.gov/authorities/names/[^/?#.]+"),
        upper=False,
        form="n, perhaps another small letter, and 8 or 10 figures",
        source="https://www.wikidata.org/wiki/Property_talk:P244",
    ),
    Authority(
        "BnF",
        _words("bnf"),
        ("catalogue.bnf.fr", "data.bnf.fr"),
        re.compile(r"/ark:/12148/(?P<id>cb[^/?#.]*)"),
        re.compile(r"cb\d{8}[0-9bcdfghjkmnpqrstvwxz]"),
        "https://data.bnf.fr/ark:/12148/{id}",
        re.compile(r"https?://(?:catalogue|data)\.bnf\.fr/ark:/12148/[^/?#.]+(?:#about|#foaf:\w+)?"),
        check=_noid,
        upper=False,
        form="cb, 8 figures and a check character",
        source="https://en.wikisource.org/wiki/User:Inductiveload/BnF_ARK_format",
    ),
    Authority(
        "TGN",
        _words("tgn"),
        ("vocab.getty.edu",),
        re.compile(r"/(?:page/)?tgn/(?P<id>[^/?#.]*)"),
        re.compile(r"[1-9]\d{6}(?:-place)?"),
        "http://vocab.getty.edu/tgn/{id}",
        re.compile(r"https?://vocab\.getty\.edu/tgn/[^/?#.]+"),
        others=_PLACES_ONLY,
        form="7 figures",
        source="http://vocab.getty.edu/doc/",
        upper=False,
    ),
    Authority(
        "ULAN",
        _words("ulan"),
        ("vocab.getty.edu",),
        re.compile(r"/(?:page/)?ulan/(?P<id>[^/?#.]*)"),
        re.compile(r"500\d{6}(?:-agent)?"),
        "http://vocab.getty.edu/ulan/{id}",
        re.compile(r"https?://vocab\.getty\.edu/ulan/[^/?#.]+"),
        others=_AGENTS_ONLY,
        form="9 figures that begin with 500",
        source="http://vocab.getty.edu/doc/",
        upper=False,
    ),
)
"""All that Letterbook knows."""

_BY_TYPE = {type: authority for authority in AUTHORITIES for type in authority.types}
_BY_HOST: dict[str, list[Authority]] = {}
for _authority in AUTHORITIES:
    for _host in _authority.hosts:
        _BY_HOST.setdefault(_host, []).append(_authority)
_ADDRESS = re.compile(r"(https?)://([^/?#\s]+)(/\S*)?\Z", re.IGNORECASE)
_DOTS = re.compile(r"\.{2,}")


def of_type(type: str) -> Authority | None:
    """The authority that an ``idno/@type`` names."""
    return _BY_TYPE.get(type.strip().casefold())


@lru_cache(4096)
def of_address(address: str) -> Identified | None:
    """What an address says, where it is one of an authority's; None for all others, and for its other pages."""
    found = _ADDRESS.match(address)
    if found is None:
        return None
    host = found[2].lower()
    known = _DOTS.sub(".", host).removeprefix("www.")
    for authority in _BY_HOST.get(known, ()):
        match = authority.path.match(f"{known}{found[3] or ''}", len(known))
        if match is not None:
            return _judged(authority, address, match["id"], ".." in host)
    return None


def of_number(authority: Authority, number: str) -> Identified:
    """What a bare number of an authority says."""
    id, flaw = _identifier(authority, number)
    return Identified(authority, id, flaw)


def _judged(authority: Authority, address: str, id: str, broken: bool) -> Identified:
    written, flaw = _identifier(authority, id)
    if flaw is not None:
        return Identified(authority, id, flaw)
    right = authority.address.format(id=written)
    safe = "https" + right.removeprefix("http").removeprefix("s")
    if address.lower().startswith("https:") and authority.accepted.fullmatch(safe):
        right = safe
    if broken:
        return Identified(authority, written, Flaw.FORM, right)
    fine = authority.accepted.fullmatch(address) is not None and written == id
    return Identified(authority, written, None, "" if fine or address == right else right)


def _identifier(authority: Authority, id: str) -> tuple[str, Flaw | None]:
    """The identifier as it should be written, and what is wrong with it."""
    for form in _forms(authority, id):
        if authority.id.fullmatch(form) is not None:
            right = authority.check is None or authority.check(form)
            return form, None if right else Flaw.CHECK
    return id, Flaw.FORM


def _forms(authority: Authority, id: str) -> Iterator[str]:
    yield id
    cased = id.upper() if authority.upper else id.lower()
    yield cased
    if authority.name == "ISNI":
        yield cased.replace(" ", "").replace("-", "")
    if authority.name == "ORCID" and len(cased) == 16:
        yield "-".join(cased[at : at + 4] for at in range(0, 16, 4))
