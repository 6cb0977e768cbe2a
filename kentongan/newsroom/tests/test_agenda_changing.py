"""The deeds on events: who may, what they write and what they tell; and their pages."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from types import SimpleNamespace

import pytest
from time_machine import travel

from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, Stale
from kentongan.newsroom import rules
from kentongan.newsroom.actions import agenda as deeds
from kentongan.newsroom.actions import sending
from kentongan.newsroom.models import Event, EventChange
from kentongan.newsroom.policies.agenda import EventDetails, Rhythm, series
from kentongan.publishing import actions as publishing
from kentongan.publishing.actions.elections import declare_period
from kentongan.publishing.models import ElectionPeriod, Publication, PublicNote
from kentongan.publishing.policies.elections import usual_dates

from .conftest import Write, WriteEvent, event, stored

FIRST, SECOND, THIRD = date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 9)


@pytest.fixture(autouse=True)
def _today(now: datetime, across_scopes: None) -> Iterator[None]:
    with travel(now, tick=False):
        yield


def told(since: int) -> list[tuple[str, dict]]:
    return list(EventRecord.objects.filter(pk__gt=since).order_by("pk").values_list("name", "payload"))


def latest() -> int:
    return EventRecord.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def notes(publication: Publication) -> list[tuple[str, str, str]]:
    return list(PublicNote.objects.filter(publication=publication).order_by("pk").values_list("kind", "text", "author__username"))


def changes(publication: Publication) -> list[tuple]:
    return list(EventChange.objects.filter(event_id=publication.pk).values_list("day", "moved_date", "moved_time", "note"))


def reach(publication: Publication) -> tuple[date | None, date | None]:
    kept = event(publication)
    return kept.first_date, kept.last_date


# --- Keeping


def test_keep_event_writes_all_of_it(cast: SimpleNamespace, plan: WriteEvent) -> None:
    point = {"latitude": 0.85, "longitude": 109.5}
    made = plan(status="draft", rhythm=Rhythm.WEEKLY, until=THIRD, hamlet="Dusun Hulu", open_to="Semua", contact="Dewi", **point)
    row = Event.objects.values().get(publication=made)
    assert row == {
        "publication_id": made.pk, "start_date": FIRST, "start_time": time(8), "end_date": None, "end_time": time(10),
        "rule": "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261209", "first_date": FIRST, "last_date": THIRD, "place": "Balai adat",
        "hamlet": "Dusun Hulu", "latitude": 0.85, "longitude": 109.5, "open_to": "Semua", "contact": "Dewi",
        "cancelled_at": None, "cancelled_reason": "",
    }  # fmt: skip
    assert stored(made).besides == "Balai adat\nDusun Hulu\nSemua\nDewi"
    deeds.keep_event(EventDetails(place="Nanti"), publication=made)
    row = Event.objects.values().get(publication=made)
    assert (row["start_date"], row["rule"], row["first_date"], row["last_date"], row["place"]) == (None, "", None, None, "Nanti")
    assert stored(made).besides == "Nanti"  # read along during an election


def test_a_series_without_any_date_is_refused(cast: SimpleNamespace, plan: WriteEvent) -> None:
    made = plan(status="draft")
    never = series(Rhythm.WEEKLY, FIRST, until=date(2026, 11, 1), years=2)
    with pytest.raises(Denied, match="tidak ada satu tanggal pun"):
        deeds.keep_event(EventDetails(start_date=FIRST, place="Balai", recurrence=never), publication=made)


def test_a_title_and_two_facts_are_enough(cast: SimpleNamespace, plan: WriteEvent, write: Write, now: datetime) -> None:
    bare = plan(status="draft", start_time=None, end_time=None)
    assert bare.text == ""
    for lacking, missing in (({"start_date": None, "start_time": None, "end_time": None}, "tanggal"), ({"place": ""}, "tempat")):
        draft = plan("Kurang", status="draft", **lacking)
        for deed in (sending.submit_text, sending.publish_text):
            with pytest.raises(Denied, match=f"Masih kurang: {missing}"):
                deed(actor=cast.yohanes, publication=draft, now=now)
        with pytest.raises(Denied, match=f"Masih kurang: {missing}"):
            sending.schedule_text(actor=cast.yohanes, publication=draft, scheduled_at=now.replace(year=2027), now=now)
    assert sending.publish_text(actor=cast.yohanes, publication=bare, now=now).status == "published"
    article = write("Tanpa isi", text="")
    with pytest.raises(Denied, match="Masih kurang: isi"):
        sending.publish_text(actor=cast.yohanes, publication=article, now=now)


# --- Who may

WHO = ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")


@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize("who", WHO)
def test_can_change_event(who: str, status: str, cast: SimpleNamespace, plan: WriteEvent) -> None:
    own, sent = plan(status=status), plan("Kabupaten", cast.rini, owner=cast.regency, status=status)
    person = getattr(cast, who)
    assert rules.can_change_event(person, own) == (status == "published" and who in ("sari", "yohanes", "markus"))
    assert rules.can_change_event(person, sent) == (status == "published" and who == "rini")


def test_only_events(cast: SimpleNamespace, write: Write) -> None:
    assert not rules.can_change_event(cast.yohanes, write("Kabar", status="published"))


DEEDS: dict[str, Callable[..., object]] = {
    "change": lambda actor, made, now: deeds.change_event(
        actor=actor, publication=made, version=made.version, details=EventDetails(start_date=FIRST, place="Balai"), note="Pindah.", now=now
    ),
    "cancel": lambda actor, made, now: deeds.cancel_event(actor=actor, publication=made, reason="Hujan.", now=now),
    "reinstate": lambda actor, made, now: deeds.reinstate_event(actor=actor, publication=made, now=now),
    "cancel date": lambda actor, made, now: deeds.cancel_date(actor=actor, publication=made, day=FIRST, reason="Hujan.", now=now),
    "move date": lambda actor, made, now: deeds.move_date(
        actor=actor, publication=made, day=FIRST, moved_date=SECOND, moved_time=None, reason="Hujan.", now=now
    ),
    "restore date": lambda actor, made, now: deeds.restore_date(actor=actor, publication=made, day=FIRST, now=now),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", ["dewi", "wati", "joko", "budi", "rini"])
def test_others_change_nothing(deed: str, who: str, cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    made = plan(rhythm=Rhythm.WEEKLY, times=3)
    before = (stored(made).version, Event.objects.values().get(publication=made), latest())
    with pytest.raises(Denied, match="hanya diubah oleh redaktur atau ketua"):
        DEEDS[deed](getattr(cast, who), made, now)
    assert (stored(made).version, Event.objects.values().get(publication=made), latest()) == before


# --- Another day, off and on again


def test_change_event(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    made = plan(rhythm=Rhythm.WEEKLY, times=3)
    deeds.cancel_date(actor=cast.yohanes, publication=made, day=SECOND, reason="Libur.", now=now)
    deeds.move_date(
        actor=cast.yohanes, publication=made, day=THIRD, moved_date=date(2026, 12, 10), moved_time=None, reason="Gawai.", now=now
    )
    before, since = made.version, latest()
    later = EventDetails(
        start_date=SECOND, start_time=time(9), place="Kantor desa", recurrence=series(Rhythm.WEEKLY, SECOND, times=1 + 1, years=2)
    )
    deeds.change_event(actor=cast.markus, publication=made, version=before, details=later, note="Ditunda seminggu.", now=now)
    kept = event(made)
    assert (kept.start_date, kept.start_time, kept.end_time, kept.place, kept.rule) == (
        SECOND, time(9), None, "Kantor desa", "FREQ=WEEKLY;BYDAY=WE;COUNT=2",
    )  # fmt: skip
    assert changes(made) == [(SECOND, None, None, "Libur."), (THIRD, date(2026, 12, 10), None, "Gawai.")]
    assert reach(made) == (SECOND, date(2026, 12, 10))
    assert (stored(made).version, stored(made).updated_by, stored(made).updated_at) == (before + 1, cast.markus, now)
    assert notes(made)[-1] == ("change", "Ditunda seminggu.", "markus")
    assert told(since) == [
        ("publishing.PublicationChanged", {"publication_id": made.pk}),
        ("newsroom.EventRescheduled", {"publication_id": made.pk, "note": "Ditunda seminggu."}),
    ]
    once = EventDetails(start_date=FIRST, place="Kantor desa")
    deeds.change_event(actor=cast.markus, publication=made, version=made.version, details=once, note="Sekali saja.", now=now)
    assert (changes(made), reach(made)) == ([], (FIRST, FIRST))


def test_change_event_refuses(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    made = plan()
    whole = {"actor": cast.yohanes, "publication": made, "version": made.version, "now": now}
    with pytest.raises(Denied, match="Tanggal dan tempat tidak boleh kosong"):
        deeds.change_event(**whole, details=EventDetails(place="Balai"), note="Nanti.")
    with pytest.raises(Denied, match="Tulis apa yang berubah"):
        deeds.change_event(**whole, details=EventDetails(start_date=FIRST, place="Balai"), note="  ")
    with pytest.raises(Stale):
        deeds.change_event(**{**whole, "version": 1}, details=EventDetails(start_date=FIRST, place="Balai"), note="Pindah.")
    assert (notes(made), event(made).place) == ([], "Balai adat")


def test_cancel_and_reinstate_event(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    made = plan()
    since, version = latest(), made.version
    deeds.cancel_event(actor=cast.sari, publication=made, reason=" Sungai meluap. ", now=now)
    kept = event(made)
    assert (kept.cancelled_at, kept.cancelled_reason, stored(made).status, stored(made).version) == (
        now, "Sungai meluap.", "published", version + 1,
    )  # fmt: skip
    with pytest.raises(Denied, match="sudah dibatalkan"):
        deeds.cancel_event(actor=cast.sari, publication=made, reason="Lagi.", now=now)
    deeds.reinstate_event(actor=cast.sari, publication=made, now=now)
    kept = event(made)
    assert (kept.cancelled_at, kept.cancelled_reason, stored(made).version) == (None, "", version + 2)
    with pytest.raises(Denied, match="tidak sedang dibatalkan"):
        deeds.reinstate_event(actor=cast.sari, publication=made, now=now)
    assert notes(made) == [
        ("change", "Dibatalkan. Sungai meluap.", "sari"),
        ("change", "Jadi dilaksanakan seperti semula.", "sari"),
    ]
    assert told(since) == [
        ("publishing.PublicationChanged", {"publication_id": made.pk}),
        ("newsroom.EventCancelled", {"publication_id": made.pk, "reason": "Sungai meluap."}),
        ("publishing.PublicationChanged", {"publication_id": made.pk}),
        ("newsroom.EventReinstated", {"publication_id": made.pk}),
    ]
    with pytest.raises(Denied, match="Tulis alasannya"):
        deeds.cancel_event(actor=cast.sari, publication=made, reason=" ", now=now)


# --- Single dates


def test_single_dates(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    made = plan(rhythm=Rhythm.WEEKLY, times=3)
    since = latest()
    deeds.cancel_date(actor=cast.yohanes, publication=made, day=SECOND, reason="Bidan sakit.", now=now)
    assert changes(made) == [(SECOND, None, None, "Bidan sakit.")]
    far = date(2027, 1, 20)
    deeds.move_date(actor=cast.yohanes, publication=made, day=SECOND, moved_date=far, moved_time=time(9), reason="Jadi Januari.", now=now)
    assert changes(made) == [(SECOND, far, time(9), "Jadi Januari.")]
    assert reach(made) == (FIRST, far)
    deeds.restore_date(actor=cast.yohanes, publication=made, day=SECOND, now=now)
    assert (changes(made), reach(made)) == ([], (FIRST, THIRD))
    assert [text for _kind, text, _author in notes(made)] == [
        "Rabu, 2 Desember 2026 dibatalkan. Bidan sakit.",
        "Rabu, 2 Desember 2026 dipindah ke Rabu, 20 Januari 2027. Jadi Januari.",
        "Rabu, 2 Desember 2026 kembali seperti semula.",
    ]
    assert [fact for fact in told(since) if fact[0] == "newsroom.EventDateChanged"] == [
        ("newsroom.EventDateChanged", {"publication_id": made.pk, "day": "2026-12-02", "moved_to": None}),
        ("newsroom.EventDateChanged", {"publication_id": made.pk, "day": "2026-12-02", "moved_to": "2027-01-20"}),
        ("newsroom.EventDateChanged", {"publication_id": made.pk, "day": "2026-12-02", "moved_to": "2026-12-02"}),
    ]


def test_single_dates_refuse(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    made, once = plan(rhythm=Rhythm.WEEKLY, times=3), plan("Sekali")
    whole = {"actor": cast.yohanes, "now": now}
    for publication, day in ((made, date(2026, 12, 3)), (made, date(2026, 12, 16)), (once, FIRST)):
        with pytest.raises(Denied, match="tidak ada dalam agenda ini"):
            deeds.cancel_date(**whole, publication=publication, day=day, reason="Libur.")
    with pytest.raises(Denied, match="Tulis alasannya"):
        deeds.cancel_date(**whole, publication=made, day=FIRST, reason="")
    with pytest.raises(Denied, match="Tanggal itu tidak berubah"):
        deeds.restore_date(**whole, publication=made, day=FIRST)
    assert (changes(made), notes(made)) == ([], [])


def test_whole_days_have_no_hour(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    made = plan(rhythm=Rhythm.WEEKLY, times=3, start_time=None, end_time=None)
    deeds.move_date(actor=cast.yohanes, publication=made, day=FIRST, moved_date=THIRD, moved_time=time(9), reason="Gawai.", now=now)
    assert changes(made) == [(FIRST, THIRD, None, "Gawai.")]


def test_listed_words_beside_the_text_wait_for_the_election(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    declare_period(
        actor=cast.rini, region=cast.siding_village, name="Pilkades Siding", kind=ElectionPeriod.Kind.VILLAGE, words="Pak Anton",
        dates=usual_dates(date(2026, 12, 1), campaign_days=14, quiet_days=3), source="SK panitia", now=now,
    )  # fmt: skip
    draft = plan("Temu warga", status="draft", contact="Pak Anton, 0812-5550-0103")
    with pytest.raises(Denied):
        sending.publish_text(actor=cast.yohanes, publication=draft, now=now, states_neutral=True)
    out = plan("Gotong royong", status="draft")
    sending.publish_text(actor=cast.yohanes, publication=out, now=now, states_neutral=True)
    told_to = EventDetails(start_date=FIRST, place="Balai adat", contact="Pak Anton")
    with pytest.raises(Denied):
        deeds.change_event(actor=cast.yohanes, publication=out, version=out.version, details=told_to, note="Kontak baru.", now=now)


def test_a_correction_needs_no_text(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    made = plan()
    publishing.correct_publication(
        actor=cast.yohanes, publication=made, version=made.version, title="Posyandu", summary="", text="", note="Judulnya.", now=now
    )
    assert (stored(made).title, notes(made)) == ("Posyandu", [("correction", "Judulnya.", "yohanes")])


# --- Pages


def test_pages_of_change(cast: SimpleNamespace, plan: WriteEvent, sign_in: Callable) -> None:
    made = plan(rhythm=Rhythm.WEEKLY, times=3)
    client, base = sign_in(cast.yohanes), f"/ruang/tulisan/{made.code}"
    preview = client.get(f"{base}/pratinjau/").content.decode()
    for way in ("jadwal", "tanggal", "batalkan"):
        assert f'href="{base}/{way}/"' in preview
    empty = client.post(f"{base}/batalkan/", {"reason": " "})
    assert empty.status_code == 422
    assert client.post(f"{base}/batalkan/", {"reason": "Hujan."}).status_code == 302
    assert event(made).cancelled_reason == "Hujan."
    assert f'action="{base}/jadi/"' in client.get(f"{base}/pratinjau/").content.decode()
    assert client.post(f"{base}/jadi/").status_code == 302
    assert event(made).cancelled_at is None
    dates = client.get(f"{base}/tanggal/").content.decode()
    assert [f"{base}/tanggal/{day}/" in dates for day in (FIRST, SECOND, THIRD)] == [True] * 3
    wrong = client.post(f"{base}/tanggal/{SECOND}/", {"what": "pindah", "moved_date": "", "reason": "Gawai."})
    assert (wrong.status_code, "Pindah ke tanggal berapa?" in wrong.content.decode(), "Gawai." in wrong.content.decode()) == (
        422,
        True,
        True,
    )
    moved = client.post(f"{base}/tanggal/{SECOND}/", {"what": "pindah", "moved_date": "2026-12-03", "moved_time": "", "reason": "Gawai."})
    assert (moved.status_code, changes(made)) == (302, [(SECOND, date(2026, 12, 3), None, "Gawai.")])
    again = client.get(f"{base}/tanggal/{SECOND}/").content.decode()
    assert 'value="2026-12-03"' in again
    cancelled = client.post(f"{base}/tanggal/{THIRD}/", {"what": "batal", "reason": "Libur."})
    assert (cancelled.status_code, len(changes(made))) == (302, 2)
    assert client.post(f"{base}/tanggal/{SECOND}/kembali/").status_code == 302
    assert changes(made) == [(THIRD, None, None, "Libur.")]
    for day in ("2026-12-03", "kemarin"):
        assert client.get(f"{base}/tanggal/{day}/").status_code == 404


def test_change_page_keeps_what_was_typed(cast: SimpleNamespace, plan: WriteEvent, sign_in: Callable) -> None:
    made = plan(rhythm=Rhythm.FORTNIGHTLY, until=date(2027, 1, 6))
    client, address = sign_in(cast.yohanes), f"/ruang/tulisan/{made.code}/jadwal/"
    opened = client.get(address).content.decode()
    for shown in (
        'value="2026-11-25"',
        'value="08:00"',
        'value="2027-01-06"',
        'value="fortnightly" id="id_rhythm_2" checked',
        'value="Balai adat"',
    ):
        assert shown in opened, shown
    typed = {"version": made.version, "start_date": "2026-12-02", "start_time": "09:00", "end_time": "08:00", "place": "", "note": ""}
    answer = client.post(address, typed)
    said = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("Jam selesai tidak sesudah jam mulai.", "Di mana? Nama tempatnya sudah cukup.", 'value="2026-12-02"'):
        assert sentence in said, sentence
    answer = client.post(address, {**typed, "end_time": "", "place": "Kantor desa", "note": "Ditunda."})
    assert (answer.status_code, event(made).start_date, event(made).rule) == (302, SECOND, "")
    stale = client.post(address, {**typed, "end_time": "", "place": "Kantor desa", "note": "Lagi."})
    assert stale.status_code == 409
