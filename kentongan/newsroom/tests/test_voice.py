"""The loudspeaker script: made by rules, written otherwise, read out into a small file."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django_scopes import scopes_disabled

from kentongan.core.models import EventRecord
from kentongan.newsroom.actions import voice as deeds
from kentongan.newsroom.models import VoiceScript
from kentongan.newsroom.policies.spoken import Tongue
from kentongan.newsroom.policies.voice import LINE_MOST, VoiceFacts, breaths, count, script
from kentongan.newsroom.queries import voice
from kentongan.newsroom.rules import Denied, can_record_script
from kentongan.publishing import actions as publishing

from .conftest import Write

TONGUE = Tongue(words={"WIB": "waktu Indonesia barat"}, units={"kg": "kilogram"})
FACTS = VoiceFacts(
    kind="event",
    sender="KIM Suara Siding",
    title="Posyandu balita",
    when="Sabtu, 28 November 2026 pukul 08.00 WIB",
    where="Balai desa",
    told=("Bawa buku KIA.", "Ada 25 kg beras.", "Anak ditimbang satu per satu. " * 9),
)


def test_the_script_says_it_shortly_and_the_time_twice() -> None:
    made = script(FACTS, TONGUE, words=90)
    assert made.splitlines() == [
        "Perhatian. Undangan dari ka i em Suara Siding.",
        "Posyandu balita.",
        "Waktunya Sabtu, dua puluh delapan November dua ribu dua puluh enam pukul delapan pagi waktu Indonesia barat.",
        "Tempatnya Balai desa.",
        "Bawa buku ka i a.",
        "Ada dua puluh lima kilogram beras.",
        "Sekali lagi: Posyandu balita.",
        "Waktunya Sabtu, dua puluh delapan November dua ribu dua puluh enam pukul delapan pagi waktu Indonesia barat.",
        "Terima kasih.",
    ]


@pytest.mark.parametrize("words", [60, 90, 120])
def test_it_fits_its_minute(words: int) -> None:
    assert count(script(FACTS, TONGUE, words=words)) <= words


def test_long_sentences_are_broken_where_one_breathes() -> None:
    lines = breaths(", ".join(["enam kata yang ada di sini"] * 7) + ".")
    assert ([count(line) <= LINE_MOST for line in lines], [line[-1] for line in lines]) == ([True] * 3, [",", ",", "."])


def test_dates_and_telephone_numbers_stay_on_their_line() -> None:
    visit = "Petugas datang ke semua rumah di dusun hulu dan dusun hilir pada hari Rabu, dua Desember,"
    call = "atau telepon nol delapan, lima satu dua, lima lima."
    assert breaths(f"{visit} {call}") == [visit, call]


def test_it_is_kept_as_written_and_says_when_the_text_changed(cast: SimpleNamespace, write: Write, now: datetime) -> None:
    with scopes_disabled():
        text = write("Panen 40 ton", status="published")
        assert "Panen empat puluh ton." in voice.script_page(text).text
        with pytest.raises(Denied):
            deeds.keep_script(actor=cast.joko, publication=text, text="Salah.", now=now)
        deeds.keep_script(actor=cast.dewi, publication=text, text=" Perhatian.\n\n Panen mulai. ", now=now)
        kept = VoiceScript.objects.get()
        assert (kept.text, kept.publication_version, kept.writer) == ("Perhatian.\nPanen mulai.", text.version, cast.dewi)
        page = voice.script_page(text)
        assert (page.lines, page.is_outdated, page.seconds) == (["Perhatian.", "Panen mulai."], False, 2)
        changed = {"title": text.title, "summary": "Panen mulai Minggu.", "text": text.text, "note": "Harinya."}
        publishing.correct_publication(actor=cast.sari, publication=text, version=text.version, now=now + timedelta(1), **changed)
        assert voice.script_page(text).is_outdated
        deeds.drop_script(actor=cast.dewi, publication=text, now=now)
        assert (voice.script_page(text).is_outdated, VoiceScript.objects.count()) == (False, 0)
        told = EventRecord.objects.filter(name__startswith="newsroom.VoiceScript").order_by("pk").values_list("name", flat=True)
        assert list(told) == ["newsroom.VoiceScriptWritten", "newsroom.VoiceScriptDropped"]


def test_the_machine_reads_it_out_into_a_small_file(write: Write) -> None:
    with scopes_disabled():
        text = write("Gotong royong", status="published", text="Semua warga diundang membersihkan jalan. " * 12)
        page = voice.script_page(text)
        path = deeds.record(text)
    assert path == voice.recording_path(text, page.text)
    sound = path.read_bytes()
    assert (sound[:4], b"OpusHead" in sound[:64]) == (b"OggS", True)
    assert len(sound) <= 60 * 1024
    assert len(sound) > 10 * 1024  # somebody speaks for most of a minute
    assert path.is_relative_to(settings.MADE_ROOT)


def test_the_pages(cast: SimpleNamespace, write: Write, sign_in: object) -> None:
    with scopes_disabled():
        text = write("Gotong royong", status="published")
    dewi, joko = sign_in(cast.dewi), sign_in(cast.joko)
    address = f"/ruang/tulisan/{text.code}/suara/"
    assert "Gotong royong." in dewi.get(address).content.decode()
    assert (dewi.get(f"{address}rekaman.opus").status_code, dewi.get(f"{address}baca/").status_code) == (404, 200)
    assert (dewi.post(address, {"naskah": ""}).status_code, joko.post(address, {"naskah": "Salah."}).status_code) == (422, 403)
    assert dewi.post(address, {"naskah": "Perhatian."}).status_code == 302
    with scopes_disabled():
        deeds.record(text)
    answer = dewi.get(f"{address}rekaman.opus")
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/ogg")
    assert "audio controls" in dewi.get(address).content.decode()
    shown = dewi.post(f"{address}aturan/", follow=True).content.decode()
    assert "audio controls" not in shown


def test_who_lets_the_worker_record(cast: SimpleNamespace, write: Write) -> None:
    with scopes_disabled():
        notice = write("Imunisasi polio", cast.rini, owner=cast.regency, status="published")
        may = {name for name in ("sari", "dewi", "joko", "budi", "rini", "wati") if can_record_script(getattr(cast, name), notice)}
        assert may == {"sari", "dewi", "joko", "rini"}  # she writes it; the others pass it on in the name of their KIM
        with pytest.raises(Denied):
            deeds.record_later(actor=cast.wati, publication=notice)
