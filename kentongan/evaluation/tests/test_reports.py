"""Writing, freezing and withdrawing: who may, what is kept, and that it stays as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.db import transaction

from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.evaluation import actions
from kentongan.evaluation.models import ActivityReport
from kentongan.evaluation.policies.periods import MONTH, QUARTER, Period, period_at, read_key
from kentongan.evaluation.queries import composed, get_owner, month_to_report
from kentongan.evaluation.queries.composing import proof_of
from kentongan.evaluation.queries.finding import reports_of
from kentongan.evaluation.queries.owners import Owner
from kentongan.groups.actions import dissolve_group, retract_activity
from kentongan.groups.models import ActivityEntry
from kentongan.media.models import Upload

from .conftest import Record

OCTOBER = Period(date(2026, 10, 1), MONTH)
TODAY = date(2026, 11, 24)
State = ActivityReport.State


def test_what_the_log_says_becomes_the_report(siding: Owner, october: list[ActivityEntry], record: Record) -> None:
    record(date(2026, 9, 30), "Bulan lalu")
    record(date(2026, 11, 1), "Bulan depan")
    said = composed(siding, OCTOBER, None, today=TODAY)
    assert said.opening == (
        "Sepanjang bulan Oktober 2026, KIM Suara Siding mencatat 4 kegiatan pada 3 hari.",
        "Yang terbanyak: Diseminasi (2), Diskusi (1), dan Aspirasi (1).",
        "Pada bulan September 2026 tercatat 1 kegiatan.",
        "Pertemuannya dihadiri 21 orang: 12 perempuan dan 9 laki-laki.",
        "Menurut perkiraan, 200 orang dijangkau.",
        "Dusun yang dijangkau: Dusun Hilir dan Dusun Hulu.",
        "Pengumuman resmi diteruskan kepada warga 1 kali, 1 di antaranya lewat tenggat.",
        "Sebanyak 1 laporan warga dituliskan.",
    )
    assert [(deed.day.day, deed.title, deed.evidence) for deed in said.deeds] == [
        (3, "Rapat balai adat", "kesimpulan: Sepakat"),
        (3, "=Jadwal posyandu", "lewat Pengeras suara"),
        (9, "Cuci tangan", "lewat Papan pengumuman"),
    ]
    assert said.unlisted == 1
    assert "Pak Anton" not in str(said)  # of a resident's report only the number
    assert (said.signers.known_title, said.signers.place) == ("Kepala Desa Siding", "Siding")


def test_a_month_without_anything_says_so(siding: Owner) -> None:
    said = composed(siding, OCTOBER, None, today=TODAY)
    assert said.opening == (
        "Sepanjang bulan Oktober 2026 tidak ada kegiatan KIM Suara Siding yang tercatat.",
        "Laporan ini disampaikan apa adanya.",
        "Jumlahnya sama dengan bulan September 2026.",
    )


DEEDS = {
    "write": lambda actor, owner, period, now: actions.write_report(
        actor=actor, owner=owner, period=period, version=0, words={"plans": "Menulis."}, now=now
    ),
    "photos": lambda actor, owner, period, now: actions.choose_photos(actor=actor, owner=owner, period=period, keys=[], now=now),
    "freeze": lambda actor, owner, period, now: actions.freeze_report(actor=actor, owner=owner, period=period, now=now),
    "withdraw": lambda actor, owner, period, now: actions.withdraw_report(
        actor=actor, owner=owner, period=period, reason="Salah.", now=now
    ),
}
MAY = {  # who may do it while the report is (nothing written, a draft, frozen); all others are refused
    "write": ({"sari", "markus", "rini"}, {"sari", "markus", "rini"}, set()),
    "photos": ({"sari", "markus", "rini"}, {"sari", "markus", "rini"}, set()),
    "freeze": ({"markus", "rini"}, {"markus", "rini"}, {"markus", "rini"}),  # frozen twice, it is the same
    "withdraw": (set(), set(), {"markus", "rini"}),
}


def test_who_may_do_what_when(cast: SimpleNamespace, siding: Owner, now: datetime) -> None:
    periods = [period_at(MONTH, date(2026, month, 1)) for month in (8, 9, 10)]
    actions.write_report(actor=cast.sari, owner=siding, period=periods[1], version=0, words={"plans": "Draf"}, now=now)
    actions.freeze_report(actor=cast.markus, owner=siding, period=periods[2], now=now)
    found: dict[str, list[set[str]]] = {}
    for deed, do in DEEDS.items():
        for period in periods:
            passed = set()
            for name in ("sari", "dewi", "markus", "budi", "wati", "joko", "rini", "adi"):
                try:
                    with undone():
                        do(getattr(cast, name), siding, period, now)
                        passed.add(name)
                except (Denied, Stale):
                    continue
            found.setdefault(deed, []).append(passed)
    assert found == {deed: list(who) for deed, who in MAY.items()}


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("name", "sees"),
    [("sari", True), ("dewi", True), ("markus", True), ("rini", True), ("joko", False), ("budi", False), ("wati", False), ("adi", False)],
)
def test_who_sees(name: str, sees: bool, cast: SimpleNamespace) -> None:
    def look(**address: str) -> bool:
        try:
            get_owner(actor=getattr(cast, name), **address)
        except NotVisible:
            return False
        return True

    assert look(slug="suara-siding") == sees
    assert look(code="61.07") == look(code=cast.siding_district.code) == (name == "rini")
    assert not look(code=cast.siding_village.code)  # a village's report is its group's


def test_a_frozen_report_stays_as_it_was(
    cast: SimpleNamespace, siding: Owner, october: list[ActivityEntry], record: Record, now: datetime
) -> None:
    words = {"foreword": "Salam.", "plans": "Kelas menulis.", "known_name": "Anton Rasau"}
    actions.write_report(actor=cast.sari, owner=siding, period=OCTOBER, version=0, words=words, now=now)
    report = actions.freeze_report(actor=cast.markus, owner=siding, period=OCTOBER, now=now)
    said = composed(siding, OCTOBER, report, today=TODAY)
    assert (report.number, report.state, report.frozen_by, report.frozen_at) == (
        "001/LAP/KIM-SUARA-SIDING/XI/2026", State.FROZEN, cast.markus, now,
    )  # fmt: skip
    assert (said.figures.total, said.texts.foreword, said.signers.known_name, said.signers.day) == (4, "Salam.", "Anton Rasau", TODAY)

    retract_activity(source=october[0].source, key=october[0].source_key, at=now)
    record(date(2026, 10, 30), "Terlambat dicatat")
    cast.siding.name, cast.siding.address = "KIM Siding Baru", "Jalan Lain"
    cast.siding.save()
    kept = ActivityReport.objects.get(pk=report.pk)
    assert composed(siding, OCTOBER, kept, today=TODAY) == said
    assert kept.is_untouched
    kept.content["opening"][0] = "Seratus kegiatan."
    assert not kept.is_untouched


def test_the_events_of_its_life(cast: SimpleNamespace, siding: Owner, now: datetime) -> None:
    draft = actions.write_report(actor=cast.sari, owner=siding, period=OCTOBER, version=0, words={"plans": "x"}, now=now)
    actions.freeze_report(actor=cast.markus, owner=siding, period=OCTOBER, now=now)
    actions.freeze_report(actor=cast.rini, owner=siding, period=OCTOBER, now=now)  # again: nothing happens
    actions.withdraw_report(actor=cast.markus, owner=siding, period=OCTOBER, reason="Salah hitung.", now=now)
    number = "001/LAP/KIM-SUARA-SIDING/XI/2026"
    told = EventRecord.objects.filter(name__startswith="evaluation.").order_by("pk").values_list("name", "actor_id", "payload")
    assert list(told) == [
        ("evaluation.ReportWritten", cast.sari.pk, {"report_id": draft.pk}),
        ("evaluation.ReportFrozen", cast.markus.pk, {"report_id": draft.pk, "number": number}),
        ("evaluation.ReportWithdrawn", cast.markus.pk, {"report_id": draft.pk, "number": number}),
    ]


def test_numbers_are_gapless_by_owner_and_year_and_a_revision_keeps_its_number(
    cast: SimpleNamespace, siding: Owner, regency: Owner, now: datetime
) -> None:
    def freeze(owner: Owner, key: str, at: datetime = now) -> str:
        return actions.freeze_report(actor=cast.rini, owner=owner, period=read_key(key), now=at).number

    assert [freeze(siding, key) for key in ("2026-08", "2026-09", "2026-t3")] == [
        f"{serial:03d}/LAP/KIM-SUARA-SIDING/XI/2026" for serial in (1, 2, 3)
    ]
    with pytest.raises(Denied):  # one that is refused takes no number away
        freeze(siding, "2026-11")
    draft = actions.withdraw_report(actor=cast.rini, owner=siding, period=read_key("2026-09"), reason="Salah.", now=now)
    assert (draft.revision, draft.number) == (1, "")
    assert freeze(siding, "2026-10") == "004/LAP/KIM-SUARA-SIDING/XI/2026"
    assert freeze(siding, "2026-09", now.replace(month=12)) == "002/LAP/KIM-SUARA-SIDING/XI/2026 (revisi 1)"
    assert freeze(siding, "2026-11", now.replace(year=2027)) == "001/LAP/KIM-SUARA-SIDING/XI/2027"
    assert freeze(regency, "2026-10") == "001/LAP/KABUPATEN-BENGKAYANG/XI/2026"
    states = [(report.revision, report.state, report.withdrawn_reason) for report in reports_of(siding, read_key("2026-09"))]
    assert states == [(1, State.FROZEN, ""), (0, State.WITHDRAWN, "Salah.")]


def test_who_wrote_meanwhile_is_not_overwritten(cast: SimpleNamespace, siding: Owner, now: datetime) -> None:
    first = actions.write_report(actor=cast.sari, owner=siding, period=OCTOBER, version=0, words={"plans": "Satu"}, now=now)
    with pytest.raises(Stale):
        actions.write_report(actor=cast.markus, owner=siding, period=OCTOBER, version=first.version - 1, words={"plans": "Dua"}, now=now)
    assert ActivityReport.objects.get().plans == "Satu"


def test_names_are_remembered_and_proposed_again(cast: SimpleNamespace, siding: Owner, now: datetime) -> None:
    words = {"known_title": "Pj. Kepala Desa Siding", "known_name": "Anton Rasau", "place": "Siding Hulu"}
    actions.write_report(actor=cast.sari, owner=siding, period=OCTOBER, version=0, words=words, now=now)
    signers = composed(siding, period_at(QUARTER, date(2026, 8, 1)), None, today=TODAY).signers
    assert (signers.known_title, signers.known_name, signers.place) == ("Pj. Kepala Desa Siding", "Anton Rasau", "Siding Hulu")


def test_only_the_groups_own_pictures_stand_in_it(cast: SimpleNamespace, siding: Owner, record: Record, now: datetime) -> None:
    shared = {
        "uploader": cast.sari,
        "uploaded_at": now,
        "original_name": "a.jpg",
        "content_type": "image/jpeg",
        "size": 1,
        "variants": [360],
    }
    for key, owner, kind in (("a", siding.scope, "picture"), ("b", siding.scope, "document"), ("c", cast.jagoi.scope, "picture")):
        Upload.objects.create(key=key, owner=owner, kind=kind, alt=f"Gambar {key}", **shared)
    entry = record(date(2026, 10, 3), "Rapat")
    ActivityEntry.objects.filter(pk=entry.pk).update(photo_keys=["a", "b", "c", "hilang"])
    said = composed(siding, OCTOBER, None, today=TODAY)
    assert [(photo.key, photo.caption, photo.alt) for photo in said.photos] == [("a", "Rapat", "Gambar a")]
    report = actions.choose_photos(actor=cast.sari, owner=siding, period=OCTOBER, keys=["c"], now=now)
    assert composed(siding, OCTOBER, report, today=TODAY).photos == ()


def test_a_region_tells_of_all_its_groups_in_the_order_of_regions(
    cast: SimpleNamespace, regency: Owner, siding: Owner, october: list[ActivityEntry], record: Record, now: datetime
) -> None:
    record(date(2026, 9, 20), "Jagoi bulan lalu", group=cast.jagoi)
    actions.freeze_report(actor=cast.markus, owner=siding, period=OCTOBER, now=now)
    said = composed(regency, OCTOBER, None, today=TODAY)
    lines = [(line.name, line.village, line.district, line.state, line.counts, line.total, line.report) for line in said.groups]
    assert lines == [
        ("KIM Jagoi Bersuara", "Desa Jagoi", "Jagoi Babang", "Kurang aktif", (0, 0, 0, 0, 0, 0), 0, ""),
        ("KIM Suara Siding", "Desa Siding", "Siding", "Aktif", (0, 1, 0, 0, 2, 1), 4, "001/LAP/KIM-SUARA-SIDING/XI/2026"),
    ]
    assert [(state.label, state.count) for state in said.states] == [("Aktif", 1), ("Kurang aktif", 1), ("Vakum", 0)]
    assert (said.villages, said.covered, said.frozen, said.figures.total, said.figures.total_before) == (124, 2, 1, 4, 1)
    told = [(line.name, line.covered, line.groups, line.total, line.total_before) for line in said.districts if line.groups]
    assert told == [("Jagoi Babang", 1, 1, 0, 1), ("Siding", 1, 1, 4, 0)]
    district = composed(Owner(region=cast.siding_district), OCTOBER, None, today=TODAY)
    assert ([line.name for line in district.groups], district.villages) == (["KIM Suara Siding"], 8)


def test_the_chair_is_told_on_the_first_days_of_a_month(cast: SimpleNamespace, siding: Owner, now: datetime) -> None:
    days = {day: month_to_report(cast.markus, today=date(2026, 11, day))[1] for day in (1, 5, 6)}
    assert days == {1: [cast.siding], 5: [cast.siding], 6: []}
    assert month_to_report(cast.sari, today=date(2026, 11, 1))[1] == []
    actions.freeze_report(actor=cast.markus, owner=siding, period=OCTOBER, now=now)
    assert month_to_report(cast.markus, today=date(2026, 11, 1)) == (OCTOBER, [])


def test_of_a_group_that_has_ended_only_the_coordinator_reads(cast: SimpleNamespace, siding: Owner, now: datetime) -> None:
    report = actions.freeze_report(actor=cast.markus, owner=siding, period=OCTOBER, now=now)
    dissolve_group(actor=cast.rini, group=cast.siding, reason="Musyawarah.", day=TODAY, now=now)
    owner = get_owner(actor=cast.rini, slug="suara-siding")
    assert reports_of(owner, OCTOBER) == [report]
    with pytest.raises(Denied):
        actions.withdraw_report(actor=cast.rini, owner=owner, period=OCTOBER, reason="Lama.", now=now)
    with pytest.raises(NotVisible):
        get_owner(actor=cast.markus, slug="suara-siding")


def test_long_evidence_is_cut_at_a_word_and_never_in_a_number() -> None:
    entry = ActivityEntry(kind="diskusi", evidence={"minutes": f"{'a' * 130} Rp 25 000 000"})
    assert proof_of(entry) == f"notulen: {'a' * 130} Rp…"
