"""An event is written on a phone: begin, guided form, saving while typing, what is wrong said plainly, and sent on its way."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from types import SimpleNamespace

import pytest
from time_machine import travel

from kentongan.newsroom.forms.agenda import DetailsForm
from kentongan.newsroom.models import Event
from kentongan.newsroom.policies.agenda import EventDetails, Rhythm, series
from kentongan.publishing.models import Publication

from .conftest import WriteEvent, stored

TYPED = {
    "title": "Posyandu balita", "summary": "", "text": "", "tags": "", "topic": "", "cover": "", "alt": "", "caption": "", "credit": "",
    "people_shown": "unknown", "start_date": "2026-11-25", "start_time": "08:00", "end_time": "10:00", "end_date": "", "rhythm": "",
    "until": "", "times": "", "place": "Balai adat", "hamlet": "", "point": "", "open_to": "", "contact": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(now: datetime, across_scopes: None) -> Iterator[None]:
    with travel(now, tick=False):
        yield


def begun(client: object, owner: str) -> Publication:
    answer = client.post("/ruang/agenda/tulis/", {"meja": owner})
    assert answer.status_code == 302
    return Publication.objects.get(code=answer["Location"].split("/")[3])


def write_to(client: object, publication: Publication, step: str = "simpan", **values: object) -> object:
    data = {**TYPED, "version": stored(publication).version, "langkah": step, **values}
    return client.post(f"/ruang/tulisan/{publication.code}/", data)


def test_event_begin(cast: SimpleNamespace, sign_in: Callable) -> None:
    assert 'href="/ruang/agenda/tulis/"' in sign_in(cast.dewi).get("/ruang/tulis/").content.decode()
    made = begun(sign_in(cast.dewi), cast.siding.scope)
    assert (made.kind, made.group, made.author) == ("event", cast.siding, cast.dewi)
    sent = begun(sign_in(cast.rini), cast.regency.scope)
    assert (sent.kind, sent.region) == ("event", cast.regency)
    assert sign_in(cast.wati).get("/ruang/agenda/tulis/").status_code == 403
    assert sign_in(cast.joko).post("/ruang/agenda/tulis/", {"meja": cast.siding.scope}).status_code == 404


def test_from_a_draft_to_the_readers(cast: SimpleNamespace, sign_in: Callable) -> None:
    writer = sign_in(cast.dewi)
    made = begun(writer, cast.siding.scope)
    assert write_to(writer, made, "ajukan", rhythm="weekly", weekdays=["4"], times="4", point="0,8512; 109,5123").status_code == 302
    kept = Event.objects.get(publication=made)
    assert (kept.rule, kept.last_date, kept.latitude, kept.longitude) == (
        "FREQ=WEEKLY;BYDAY=WE,FR;COUNT=4", date(2026, 12, 4), 0.8512, 109.5123,
    )  # fmt: skip
    assert stored(made).status == "submitted"
    reviewer = sign_in(cast.yohanes)
    review = reviewer.get(f"/ruang/tulisan/{made.code}/periksa/").content.decode()
    for sentence in ("Setiap Rabu dan Jumat", "Balai adat"):
        assert sentence in review, sentence
    assert reviewer.post(f"/ruang/tulisan/{made.code}/terbitkan/").status_code == 302
    assert reviewer.get("/kim/suara-siding/agenda/posyandu-balita/").status_code == 200
    opened = DetailsForm(initial={})
    assert opened.fields["rhythm"].required is False


def test_what_is_lacking_is_said_beside_its_field(cast: SimpleNamespace, sign_in: Callable) -> None:
    writer = sign_in(cast.dewi)
    made = begun(writer, cast.siding.scope)
    answer = write_to(writer, made, "ajukan", title="", start_date="", start_time="", end_time="", place="")
    said = answer.content.decode()
    assert (answer.status_code, stored(made).status) == (422, "draft")
    for sentence in ("Judulnya belum ada.", "Kapan? Isi tanggalnya.", "Di mana? Nama tempatnya sudah cukup."):
        assert sentence in said, sentence
    assert "Isinya belum ada" not in said


def test_a_region_also_says_to_whom(cast: SimpleNamespace, sign_in: Callable) -> None:
    officer = sign_in(cast.rini)
    made = begun(officer, cast.regency.scope)
    answer = write_to(officer, made, "terbitkan", audience=[])
    assert (answer.status_code, "Pilih dulu wilayah yang dituju." in answer.content.decode()) == (422, True)
    assert write_to(officer, made, "terbitkan", audience=[cast.siding_district.code]).status_code == 302
    assert stored(made).status == "published"


def test_saved_while_typing(cast: SimpleNamespace, sign_in: Callable) -> None:
    writer = sign_in(cast.dewi)
    made = begun(writer, cast.siding.scope)

    def save(**values: object) -> tuple[int, dict]:
        data = {**TYPED, "version": stored(made).version, **values}
        answer = writer.post(f"/ruang/tulisan/{made.code}/simpan/", json.dumps(data), content_type="application/json")
        return answer.status_code, answer.json()

    assert save(start_date="", start_time="", end_time="", place="Balai")[0] == 200
    kept = Event.objects.get(publication=made)
    assert (kept.start_date, kept.place) == (None, "Balai")
    assert save(rhythm="weekly", weekdays=["0", "4"], until="2026-12-31")[0] == 200
    assert Event.objects.get(publication=made).rule == "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20261231"
    status, answer = save(end_time="07:00")
    assert (status, list(answer["errors"])) == (422, ["end_time"])
    assert Event.objects.get(publication=made).end_time == time(10)
    opened = writer.get(f"/ruang/tulisan/{made.code}/").content.decode()
    for shown in ('value="2026-11-25"', 'value="10:00"', 'value="2026-12-31"', 'value="weekly" id="id_rhythm_1" checked'):
        assert shown in opened, shown


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"end_date": "2026-11-24"}, "end_date", "Tanggal selesai lebih awal daripada tanggal mulai."),
        ({"start_date": "", "end_date": "2026-11-24", "start_time": "", "end_time": ""}, "start_date", "Isi dulu tanggal mulainya."),
        ({"end_date": "2027-11-24"}, "end_date", "Paling lama 60 hari."),
        ({"start_time": ""}, "start_time", "Jam selesai sudah ada; isi juga jam mulainya."),
        ({"end_time": "08:00"}, "end_time", "Jam selesai tidak sesudah jam mulai."),
        ({"start_date": "besok"}, "start_date", "Tanggal ini tidak terbaca."),
        ({"start_date": "1626-11-25"}, "start_date", "Tahunnya keliru."),
        ({"start_time": "delapan"}, "start_time", "Jam ini tidak terbaca."),
        ({"rhythm": "weekly", "start_date": "", "start_time": "", "end_time": ""}, "start_date", "supaya pengulangannya bisa dihitung"),
        ({"rhythm": "weekly", "until": "2026-12-31", "times": "3"}, "times", "Pilih salah satu"),
        ({"rhythm": "weekly", "until": "2026-11-24"}, "until", "Pengulangan berakhir sebelum mulai."),
        ({"rhythm": "weekly", "until": "2028-11-26"}, "until", "Pengulangan paling lama 2 tahun"),
        ({"rhythm": "weekly", "times": "200"}, "times", "Pengulangan paling lama 2 tahun"),
        ({"rhythm": "weekly", "times": "1"}, "times", "Antara 2 dan 400 kali."),
        ({"rhythm": "harian"}, "rhythm", "harian"),
        ({"point": "di balai"}, "point", "Titik ini tidak terbaca."),
        ({"point": "109.5123, 0.8512"}, "point", "Titik ini tidak ada di bumi."),
        ({"place": "x" * 161}, "place", "Terlalu panjang"),
    ],
)
def test_what_is_wrong(values: dict, field: str, sentence: str) -> None:
    form = DetailsForm({**TYPED, **values})
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert sentence in form.errors[field][0]


DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {}),
        ({"end_date": "2026-11-25"}, {}),
        ({"start_time": "08.00"}, {}),
        ({"end_time": "02:00", "end_date": "2026-11-26"}, {"end_time": time(2), "end_date": date(2026, 11, 26)}),
        ({"until": "2026-12-31", "times": "3", "weekdays": ["1"]}, {}),  # left over from a series: not asked
        ({"rhythm": "weekly"}, {"recurrence": series(Rhythm.WEEKLY, DAY, until=date(2028, 11, 25), years=2)}),
        ({"rhythm": "weekly", "until": "2028-11-25"}, {"recurrence": series(Rhythm.WEEKLY, DAY, until=date(2028, 11, 25), years=2)}),
        ({"rhythm": "monthly_date", "times": "24"}, {"recurrence": series(Rhythm.MONTHLY_DATE, DAY, times=24, years=2)}),
        ({"point": "geo:0.8512,109.5123"}, {"latitude": 0.8512, "longitude": 109.5123}),
        ({"point": "-0.85 109.51"}, {"latitude": -0.85, "longitude": 109.51}),
        ({"point": " 0,8512, 109,5123 "}, {"latitude": 0.8512, "longitude": 109.5123}),
    ],
)
def test_what_is_understood(values: dict, expected: dict) -> None:
    form = DetailsForm({**TYPED, **values})
    assert form.errors == {}
    usual = {"start_date": DAY, "start_time": time(8), "end_time": time(10), "place": "Balai adat"}
    assert form.details() == EventDetails(**{**usual, **expected})


def test_nothing_is_lost_between_opening_and_saving(cast: SimpleNamespace, plan: WriteEvent, sign_in: Callable) -> None:
    """What the form shows of an event, sent back as it stands, changes nothing."""
    made = plan(
        status="draft", rhythm=Rhythm.MONTHLY_WEEKDAY, times=5, hamlet="Dusun Hulu", latitude=0.85, longitude=109.5, open_to="Semua",
        contact="Dewi", end_date=date(2026, 11, 26),
    )  # fmt: skip
    client = sign_in(cast.sari)
    before = Event.objects.values().get(publication=made)
    shown = client.get(f"/ruang/tulisan/{made.code}/").context["form"]
    sent = {field.html_name: value for field in shown if (value := field.value()) not in (None, False)}
    dressed = {
        name: value.isoformat()[:10] if isinstance(value, date) else f"{value:%H:%M}" if isinstance(value, time) else value
        for name, value in sent.items()
    }
    assert client.post(f"/ruang/tulisan/{made.code}/", {**dressed, "langkah": "simpan"}).status_code == 302
    assert Event.objects.values().get(publication=made) == before
