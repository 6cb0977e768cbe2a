"""The days of an election, and where listed words stand in a text: tables."""

from datetime import date

import pytest

from kentongan.publishing.policies.elections import (
    PhaseDates,
    WordRule,
    excerpts,
    fingerprint,
    first_out_of_order,
    found_words,
    phase_of,
    stricter,
    usual_dates,
    word_lines,
)

PILKADES = PhaseDates(date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 5), date(2026, 12, 7), date(2026, 12, 9))


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ((2026, 11, 30), None),
        ((2026, 12, 1), "campaign"),
        ((2026, 12, 2), "campaign"),
        ((2026, 12, 3), "campaign"),
        ((2026, 12, 4), None),  # a day between
        ((2026, 12, 5), "quiet"),
        ((2026, 12, 7), "quiet"),
        ((2026, 12, 8), None),
        ((2026, 12, 9), "voting"),
        ((2026, 12, 10), None),
    ],
)
def test_the_phase_a_day_lies_in(day: tuple[int, int, int], phase: str | None) -> None:
    assert phase_of(PILKADES, date(*day)) == phase


@pytest.mark.parametrize(
    ("campaign_days", "quiet_days", "campaign", "quiet"),
    [
        (3, 3, ((11, 25), (11, 27)), ((11, 28), (11, 30))),
        (1, 1, ((11, 29), (11, 29)), ((11, 30), (11, 30))),
        (60, 3, ((9, 29), (11, 27)), ((11, 28), (11, 30))),
    ],
)
def test_the_usual_days_are_counted_back_from_the_vote(
    campaign_days: int, quiet_days: int, campaign: tuple[tuple[int, int], tuple[int, int]], quiet: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    days = usual_dates(date(2026, 12, 1), campaign_days=campaign_days, quiet_days=quiet_days)
    wanted = (*campaign, *quiet, (12, 1))
    assert days == PhaseDates(*(date(2026, month, day) for month, day in wanted))
    assert first_out_of_order(days) == ""


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ((1, 3, 5, 7, 9), ""),
        ((1, 1, 2, 2, 3), ""),
        ((3, 1, 5, 7, 9), "campaign_until"),
        ((1, 5, 5, 7, 9), "quiet_from"),  # the quiet days begin on another day than the campaign ends
        ((1, 3, 7, 5, 9), "quiet_until"),
        ((1, 3, 5, 9, 9), "voting_date"),
    ],
)
def test_which_date_is_out_of_order(days: tuple[int, ...], wrong: str) -> None:
    assert first_out_of_order(PhaseDates(*(date(2026, 12, day) for day in days))) == wrong


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Budi menang.", ["Budi"], ["Budi"]),
        ("BUDI dan budi", ["Budi"], ["BUDI", "budi"]),
        ("Budiman menanam padi", ["Budi"], []),  # another word
        ("Sebudi suara", ["budi"], []),
        ("Kata Budinya, Budilah, Budikah, Budipun", ["Budi"], ["Budinya", "Budilah", "Budikah", "Budipun"]),
        ("Sekolah", ["Seko"], ["Sekolah"]),  # the price: read once more by a person
        ("Adalah", ["Ada"], []),  # nothing clings to words of three letters
        ("Pro-Budi, calon-calon", ["Budi", "calon"], ["Budi", "calon", "calon"]),
        ("Renée dan RENÉE, Rene", ["Rénee"], ["Renée", "RENÉE"]),
        ("Nomor urut 2", ["nomor urut"], ["Nomor urut"]),
        ("nomor   urut, nomor\nurut, nomor-urut", ["nomor urut"], ["nomor   urut", "nomor\nurut", "nomor-urut"]),
        ("nomor\n\nurut", ["nomor urut"], []),  # another paragraph
        ("nomor rumah urut", ["nomor urut"], []),
        ("**Budi** _Santoso_", ["Budi Santoso"], ["Budi** _Santoso"]),
        ("H. Budi Santoso", ["H. Budi Santoso"], ["H. Budi Santoso"]),
        ("Bu\u00addi dan B\u200budi", ["Budi"], ["Bu\u00addi", "B\u200budi"]),  # invisible signs
        ("Ｂｕｄｉ", ["Budi"], ["Ｂｕｄｉ"]),  # wide letters
        ("Partai 45", ["45"], ["45"]),
        ("Budi_Santoso", ["Budi"], ["Budi"]),
        ("Budi", ["", "  ", "..."], []),
        ("", ["Budi"], []),
    ],
)
def test_where_listed_words_stand(text: str, words: list[str], found: list[str]) -> None:
    assert [text[place.start : place.end] for place in found_words(text, words)] == found


def test_a_found_word_is_named_as_it_was_listed() -> None:
    assert [place.word for place in found_words("pilih budi, PILIH Budi", ["Budi"])] == ["Budi", "Budi"]


def test_found_words_are_shown_with_what_stands_around_them() -> None:
    text = "Warga berkumpul di balai desa sejak pagi. Budi datang membawa beras untuk semua yang hadir di sana."
    shown = excerpts(text, found_words(text, ["Budi"]), around=20)
    assert [(one.before, one.word, one.after) for one in shown] == [("…desa sejak pagi. ", "Budi", " datang membawa…")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Budi Santoso\nPartai Padi, Salam   Dua", ["Budi Santoso", "Partai Padi", "Salam Dua"]),
        ("Budi\nBUDI\n\n,;", ["Budi"]),
        ("", []),
    ],
)
def test_a_list_is_typed_one_in_a_line_or_with_commas(typed: str, words: list[str]) -> None:
    assert word_lines(typed) == words


def test_the_stricter_of_two_rules() -> None:
    rules = [WordRule.FREE, WordRule.COORDINATOR, WordRule.NEVER]
    assert [[stricter(one, other) for other in rules] for one in rules] == [
        [WordRule.FREE, WordRule.COORDINATOR, WordRule.NEVER],
        [WordRule.COORDINATOR, WordRule.COORDINATOR, WordRule.NEVER],
        [WordRule.NEVER, WordRule.NEVER, WordRule.NEVER],
    ]


def test_the_mark_changes_with_any_part() -> None:
    assert fingerprint(("a", "b")) == fingerprint(("a ", "b"))
    assert len({fingerprint(parts) for parts in (("a", "b"), ("ab", ""), ("b", "a"), ("a", "b", "c"))}) == 4
