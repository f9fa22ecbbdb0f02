"""Language tags: what is one, what is none, and what was meant."""

from __future__ import annotations

import pytest

from letterbook.reading.language_tags import Flaw, Judged, judged

TAGS = """
    de en-GB en-gb DE de-AT de-1901 de-Latn-AT-1901 sl-rozaj-biske zh-Hant-TW zh-cmn-Hans-CN grc gmh und zxx mul mis x-cant
    sr-Latn es-419 i-klingon en-GB-oed de-x-alt de-DE-u-co-phonebk en-a-myext-b-another qaa-Qaaa-QM sh
    la-x-medieval uk uk-UA se
"""


@pytest.mark.parametrize(
    "tag",
    TAGS.split(),
)
def test_tags(tag: str) -> None:
    """What RFC 5646 allows is let through, in any case."""
    assert judged(tag) is None


@pytest.mark.parametrize(
    ("tag", "flaw", "right"),
    [
        ("en_US", Flaw.FORM, "en-US"),
        (" en", Flaw.FORM, "en"),
        ("eng_GB", Flaw.FORM, "en-GB"),
        ("en–GB", Flaw.FORM, "en-GB"),
        ("en/fr", Flaw.FORM, ""),
        ("de-", Flaw.FORM, "de"),
        ("de-1901-1901", Flaw.FORM, ""),
        ("en-a-bbb-a-ccc", Flaw.FORM, ""),
        ("x", Flaw.FORM, ""),
        ("e", Flaw.FORM, ""),
        ("русский", Flaw.NAME, "ru"),
        ("German", Flaw.NAME, "de"),
        ("français", Flaw.NAME, "fr"),
        ("eng", Flaw.LONG, "en"),
        ("ger", Flaw.LONG, "de"),
        ("deu-AT", Flaw.LONG, "de-AT"),
        ("eng-UK", Flaw.LONG, "en-GB"),
        ("iw", Flaw.OLD, "he"),
        ("gr", Flaw.COUNTRY, "el"),
        ("cz", Flaw.COUNTRY, "cs"),
        ("xy", Flaw.UNKNOWN, ""),
        ("klingon", Flaw.UNKNOWN, ""),
        ("latn", Flaw.UNKNOWN, ""),
        ("en-UK", Flaw.REGION, "en-GB"),
        ("en-Latn-UK", Flaw.REGION, "en-Latn-GB"),
    ],
)
def test_what_is_none(tag: str, flaw: Flaw, right: str) -> None:
    """Each flaw is named, and what was meant is known where it can be."""
    assert judged(tag) == Judged(flaw, right)


def test_what_is_right_is_a_tag() -> None:
    """No proposal is wrong itself."""
    from letterbook.reading import language_tags as module

    for code in {*module._SHORT.values(), *module._OLD.values(), *module._COUNTRIES.values(), *module._NAMES}:
        assert judged(code) is None


@pytest.mark.timeout(5)
def test_a_long_tag_is_judged_at_once() -> None:
    """No value of an attribute takes long."""
    assert judged("a-" * 100_000) is not None and judged("de" + "-abcde" * 100_000) is not None
