"""The texts by which a publication travels."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kentongan.publishing.policies.short_texts import GSM, Gist, gsm, prose, sentences, shortened, sms_text, whatsapp_text

GIST = Gist(
    title="Panen *padi* ladang dimulai",
    sender="KIM Suara Siding",
    day="24 November 2026",
    link="https://kim.bengkayangkab.go.id/s/7F3K92MQXX",
    facts=("Kapan: Sabtu, 28 November 2026 pukul 07.00–11.00 WIB",),
    lead=("Tiga kelompok tani panen serentak.", "Hubungi Pak Markus di 0812 5550 0104."),
)


def test_the_whatsapp_text() -> None:
    assert whatsapp_text(GIST) == (
        "*Panen padi ladang dimulai*\n_KIM Suara Siding, 24 November 2026_\n\n"
        "Kapan: Sabtu, 28 November 2026 pukul 07.00–11.00 WIB\n\n"
        "Tiga kelompok tani panen serentak. Hubungi Pak Markus di 0812 5550 0104.\n\n"
        "https://kim.bengkayangkab.go.id/s/7F3K92MQXX"
    )


def test_the_sms_is_one_message() -> None:
    assert sms_text(GIST) == (
        "Panen *padi* ladang dimulai. Kapan: Sabtu, 28 November 2026 pukul 07.00-11.00 WIB. KIM Suara Siding."
        " https://kim.bengkayangkab.go.id/s/7F3K92MQXX"
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Panen mulai. Datang pagi!", ["Panen mulai.", "Datang pagi!"]),
        ("Rumah Bpk. Anton di Jl. Raya No. 5 rusak. Tolong.", ["Rumah Bpk. Anton di Jl. Raya No. 5 rusak.", "Tolong."]),
        ("Iuran Rp. 25.000 per bulan. Bayar ke H. Amir.", ["Iuran Rp. 25.000 per bulan.", "Bayar ke H. Amir."]),
        ("Pukul 07.00 s.d. 11.00 WIB di balai.", ["Pukul 07.00 s.d. 11.00 WIB di balai."]),
        ("“Kami siap.” Begitu katanya.", ["“Kami siap.”", "Begitu katanya."]),
        ("Oleh A. Rasau dkk. dari desa.", ["Oleh A. Rasau dkk. dari desa."]),
        ("Tanpa titik", ["Tanpa titik"]),
        ("", []),
    ],
)
def test_sentences(line: str, found: list[str]) -> None:
    assert sentences(line) == found


def test_prose_leaves_headings_lists_and_tables_out() -> None:
    text = "Isi satu.\nBaris dua.\n\n## Judul\n\n- butir\n- butir\n\n1. satu\n\n| a | b |\n\n> kutipan\n\nIsi dua."
    assert prose(text) == ["Isi satu.\nBaris dua.", "Isi dua."]


NUMBER = st.from_regex(r"0[1-9][0-9]{2,3} [0-9]{4} [0-9]{3,4}", fullmatch=True)
WORDS = st.text("abcé .,:;–“”*_…世", max_size=60)
SAID = st.lists(WORDS | NUMBER, max_size=6).map(" ".join)
GISTS = st.builds(
    Gist, title=SAID.filter(str.strip), sender=st.sampled_from(["KIM Suara Siding", "Pemerintah Kabupaten Bengkayang " * 3]),
    day=st.just("24 November 2026"), link=st.just(GIST.link), facts=st.lists(SAID, max_size=3).map(tuple),
    lead=st.lists(SAID.filter(str.strip), max_size=6).map(tuple),
)  # fmt: skip


def numbers_in(*texts: str) -> set[str]:
    """All runs of digits with single spaces between them."""
    return {run for text in texts for run in re.findall(r"\d(?: ?\d)*", " ".join(text.split()))}


@pytest.mark.once
@settings(deadline=None, max_examples=20)
@given(gist=GISTS, most=st.integers(640, 700))
def test_short_texts_fit_whatever_was_written_and_no_number_is_cut(gist: Gist, most: int) -> None:
    whatsapp, sms = whatsapp_text(gist, most), sms_text(gist)
    assert (len(whatsapp) <= most, len(sms) <= 160, set(sms) - GSM) == (True, True, set())
    assert (whatsapp.endswith(gist.link), sms.endswith(gist.link)) == (True, True)
    assert numbers_in(*whatsapp.splitlines(), sms) <= numbers_in(
        gist.title, gist.sender, gist.day, gist.link, *gist.facts, " ".join(gist.lead)
    )


@pytest.mark.once
@settings(deadline=None, max_examples=20)
@given(words=st.lists(NUMBER | st.text("abcdefg", min_size=1, max_size=9), max_size=30), most=st.integers(0, 120))
def test_what_is_shortened_keeps_whole_words_and_whole_numbers(words: list[str], most: int) -> None:
    text = " dan ".join(words)
    short = shortened(text, most)
    kept = short.removesuffix("…")
    assert len(short) <= most
    assert text.startswith(kept)
    assert kept in ("", text) or text[len(kept)] == " "
    assert numbers_in(kept) <= numbers_in(text)


def test_the_basic_alphabet_keeps_what_stands_between_numbers() -> None:
    assert gsm("“Kafé” 07.00–11.00 · 5 m² …") == '"Kafé" 07.00-11.00 - 5 m2 ...'
