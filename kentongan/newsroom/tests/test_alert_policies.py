"""The words of an emergency notice, and the short texts that travel further."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kentongan.newsroom.policies.alerts import (
    EIGHT,
    AlertDetails,
    Contact,
    Phase,
    Told,
    contacts_of,
    phase_of,
    sms_text,
    summary_of,
    text_of,
    title_of,
    whatsapp_text,
)
from kentongan.publishing.policies.short_texts import GSM

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
FLOOD = AlertDetails(
    hazard="banjir",
    severity="awas",
    place="Dusun Hilir",
    danger="Sungai Sekayam naik 1,2 meter dan merendam 30 rumah. Air masih naik.",
    affected="Sekitar 120 keluarga di Dusun Hilir.",
    evacuation="Mengungsi ke SDN 02 Siding lewat jalan atas.",
    avoidance="Jangan menyeberangi jembatan gantung.",
    aid="Telepon kantor desa 0812 5550 0105.",
    announcer="Pemerintah Desa Siding bersama BPBD.",
    announcing="Kentongan dan pengeras suara.",
    measures="Perahu dan dapur umum disiapkan.",
    valid_until=NOW + timedelta(days=1),
)
CONTACTS = (Contact("Darurat", "112", "112"), Contact("Kantor desa", "0812 5550 0105", "081255500105"))
TOLD = Told(
    headline="Awas banjir: Dusun Hilir",
    details=FLOOD,
    contacts=CONTACTS,
    until="Rab 25 Nov 09.00",
    link="https://kim.bengkayangkab.go.id/darurat/awas-banjir-dusun-hilir/",
)


def test_the_title_is_made_of_severity_hazard_and_place() -> None:
    assert title_of(FLOOD, "Banjir") == "Awas banjir: Dusun Hilir"
    assert title_of(replace(FLOOD, place=" ", severity="waspada"), "Tanah longsor") == "Waspada tanah longsor"


def test_the_text_has_all_eight_headings_and_the_summary_the_first_sentence() -> None:
    text = text_of(FLOOD)
    assert [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")] == list(EIGHT.values())
    assert summary_of(FLOOD, most=300) == "Sungai Sekayam naik 1,2 meter dan merendam 30 rumah."


@pytest.mark.parametrize("name", [*EIGHT, "valid_until"])
@pytest.mark.parametrize("value", ["", "  \n", "Naik ____ meter"])
def test_nothing_goes_out_while_one_thing_is_missing(name: str, value: str) -> None:
    lacking = replace(FLOOD, **{name: None if name == "valid_until" else value})
    assert (lacking.missing(), text_of(lacking)) == ([name], "")


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("BPBD Bengkayang: 0562 441 112", Contact("BPBD Bengkayang", "0562 441 112", "0562441112")),
        ("+62 812-5550-0105 Pak Budi (posko)", Contact("Pak Budi (posko)", "+62 812-5550-0105", "+6281255500105")),
        ("Puskesmas 24 jam, 0812.5550.0106", Contact("Puskesmas 24 jam", "0812.5550.0106", "081255500106")),
        ("112", Contact("", "112", "112")),
        ("Posko di balai desa, RT 02", None),
        ("", None),
    ],
)
def test_numbers_to_call_are_found_in_what_was_typed(line: str, contact: Contact | None) -> None:
    assert contacts_of(line) == ([contact] if contact else [])


@pytest.mark.parametrize(
    ("ends", "cleared", "phase"),
    [
        (1, None, Phase.ACTIVE),
        (0, None, Phase.OVER),
        (-1, None, Phase.OVER),
        (None, None, Phase.ACTIVE),
        (0, 0, Phase.CALM),
        (-23, -23, Phase.CALM),
        (-24, -24, Phase.OVER),
    ],
)
def test_the_phases(ends: int | None, cleared: int | None, phase: Phase) -> None:
    def moment(hours: int | None) -> datetime | None:
        return None if hours is None else NOW + timedelta(hours=hours)

    assert phase_of(ends_at=moment(ends), cleared_at=moment(cleared), calm=timedelta(hours=24), now=NOW) == phase


def test_the_whatsapp_text_says_what_saves_lives_first() -> None:
    assert whatsapp_text(TOLD) == (
        "*Awas banjir: Dusun Hilir*\n\n"
        "Sungai Sekayam naik 1,2 meter dan merendam 30 rumah. Air masih naik.\n\n"
        "Mengungsi ke SDN 02 Siding lewat jalan atas.\n\n"
        "Hindari: Jangan menyeberangi jembatan gantung.\n\n"
        "Pertolongan: Telepon kantor desa 0812 5550 0105.\n\n"
        "Terdampak: Sekitar 120 keluarga di Dusun Hilir.\n\n"
        "Upaya: Perahu dan dapur umum disiapkan.\n\n"
        "Berlaku sampai Rab 25 Nov 09.00.\n\n"
        "Minta tolong: Darurat 112, Kantor desa 0812 5550 0105\n\n"
        "https://kim.bengkayangkab.go.id/darurat/awas-banjir-dusun-hilir/"
    )


def test_the_sms_is_one_message() -> None:
    assert sms_text(TOLD) == (
        "Awas banjir: Dusun Hilir. Mengungsi ke SDN 02 Siding... Tolong: 112. s.d. Rab 25 Nov 09.00. "
        "https://kim.bengkayangkab.go.id/darurat/awas-banjir-dusun-hilir/"
    )


def test_the_all_clear_travels_too() -> None:
    told = replace(TOLD, cleared="Air sudah surut, warga boleh pulang. Rebus air sumur.", headline="Aman kembali: banjir Dusun Hilir")
    assert (
        whatsapp_text(told) == f"*Aman kembali: banjir Dusun Hilir*\n\nAir sudah surut, warga boleh pulang. Rebus air sumur.\n\n{TOLD.link}"
    )
    assert sms_text(told) == f"Aman kembali: banjir Dusun Hilir. Air sudah surut, warga boleh pulang. Rebus air sumur. {TOLD.link}"


NUMBER = st.from_regex(r"0[1-9][0-9]{2,3} [0-9]{4} [0-9]{3,4}", fullmatch=True)
WORDS = st.text(st.characters(categories=("L", "P", "Z")), max_size=200)
SAID = st.lists(WORDS | NUMBER, max_size=6).map(" ".join)
DETAILS = st.builds(
    AlertDetails, hazard=st.just("banjir"), danger=SAID, affected=SAID, evacuation=SAID, avoidance=SAID, aid=SAID, measures=SAID
)
TOLDS = st.builds(
    Told,
    headline=SAID.filter(lambda said: bool(said.strip())),
    details=DETAILS,
    contacts=st.lists(NUMBER.map(lambda number: Contact("Posko", number, number.replace(" ", ""))), max_size=5).map(tuple),
    until=st.sampled_from(["", "Rab 25 Nov 09.00"]),
    link=st.from_regex(r"https://[a-z]{3,30}\.id/darurat/[a-z-]{1,90}/", fullmatch=True),
    cleared=st.just("") | SAID,
)


def numbers_in(*texts: str) -> set[str]:
    """All runs of digits with single spaces between them."""
    return {run for text in texts for run in re.findall(r"\d(?: ?\d)*", " ".join(text.split()))}


@settings(deadline=None, max_examples=30)
@given(told=TOLDS)
def test_short_texts_fit_whatever_was_written_and_no_number_is_cut(told: Told) -> None:
    whatsapp, sms = whatsapp_text(told), sms_text(told)
    assert (len(whatsapp) <= 700, len(sms) <= 160, set(sms) - GSM) == (True, True, set())
    assert whatsapp.endswith(told.link)
    if told.contacts and not told.cleared.strip():
        assert told.contacts[0].shown in whatsapp
    said = [str(value) for value in vars(told.details).values()] + [contact.shown for contact in told.contacts]
    assert numbers_in(whatsapp, sms) <= numbers_in(told.headline, told.cleared, told.until, *said)
