"""The log of a group in the workspace: who reads and writes it, noting in two minutes, putting right, taking back."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from kentongan.groups.actions import record_activity
from kentongan.groups.models import ActivityChange, ActivityEntry, Group
from kentongan.media.models import Upload
from kentongan.workspace import queries
from kentongan.workspace.forms.activities import KINDS
from tests.noted import noted_activity

LOG = "/ruang/kim/suara-siding/kegiatan/"
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _today(now: datetime, across_scopes: None) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def noted(cast: SimpleNamespace, now: datetime) -> ActivityEntry:
    return noted_activity(cast, now)


@pytest.fixture
def logged(cast: SimpleNamespace, now: datetime) -> ActivityEntry:
    """What a room wrote."""
    return record_activity(
        group=cast.siding, kind="diseminasi", day=TODAY, title="Menerbitkan kabar: Panen", source="publishing.Publication", key=1, at=now,
        address="/s/abc", author_id=cast.dewi.pk,
    )  # fmt: skip


def photo(name: str = "foto.jpg") -> ContentFile:
    kept = io.BytesIO()
    Image.new("RGB", (400, 300), "#8fb08a").save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name=name)


def typed(**changes: Any) -> dict[str, Any]:
    values = {"client_id": str(uuid4()), "title": "Pertemuan warga", "day": "2026-11-23", "other_hamlets": "", "people_shown": "agreed"}
    return {name: value for name, value in (values | changes).items() if value is not None}


def errors_of(answer: Any) -> dict[str, list[str]]:
    return {name: [str(error) for error in errors] for name, errors in answer.context["form"].errors.items()}


# --- Who -------------------------------------------------------------------------------------------------------------

READS = {"sari", "yohanes", "dewi", "markus", "rini"}
WRITES = READS - {"rini"}


def test_who_reads_and_who_writes(cast: SimpleNamespace, sign_in: Any, noted: ActivityEntry, logged: ActivityEntry) -> None:
    for name in ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi"):
        client: Client = sign_in(getattr(cast, name))
        for entry in (noted, logged):
            assert client.get(LOG).status_code == client.get(f"{LOG}{entry.pk}/").status_code == (200 if name in READS else 404), name
            expected = 200 if name in WRITES else 403 if name in READS else 404
            assert client.get(f"{LOG}catat/").status_code == client.get(f"{LOG}{entry.pk}/ubah/").status_code == expected, name


def test_a_contributor_corrects_her_own_and_not_anothers(cast: SimpleNamespace, sign_in: Any, noted: ActivityEntry) -> None:
    ActivityEntry.objects.update(author=cast.sari)
    dewi = sign_in(cast.dewi)
    assert [dewi.post(f"{LOG}{noted.pk}/{deed}/").status_code for deed in ("ubah", "tarik", "kembali")] == [403] * 3
    assert sign_in(cast.markus).get(f"{LOG}{noted.pk}/ubah/").status_code == 200


def test_what_a_room_wrote_is_nobodys_to_withdraw_or_rewrite(cast: SimpleNamespace, sign_in: Any, logged: ActivityEntry) -> None:
    client = sign_in(cast.markus)
    assert client.post(f"{LOG}{logged.pk}/tarik/").status_code == 403
    values = {"women": "5", "men": "7", "title": "Lain", "day": "2026-01-01", "seen": "0", "people_shown": ""}
    assert client.post(f"{LOG}{logged.pk}/ubah/", values).status_code == 302
    logged.refresh_from_db()
    assert (logged.title, logged.day, logged.women, logged.men) == ("Menerbitkan kabar: Panen", TODAY, 5, 7)


def test_an_entry_of_another_group_is_not_found(cast: SimpleNamespace, sign_in: Any, noted: ActivityEntry) -> None:
    assert sign_in(cast.joko).get(f"/ruang/kim/jagoi-bersuara/kegiatan/{noted.pk}/").status_code == 404


# --- Noting ----------------------------------------------------------------------------------------------------------


def test_the_six_kinds_come_first(cast: SimpleNamespace, sign_in: Any) -> None:
    page = sign_in(cast.dewi).get(f"{LOG}catat/?jenis=ngawur").content.decode()
    assert re.findall(r'href="\?jenis=(\w+)"', page) == list(KINDS) == ActivityEntry.Kind.values


@pytest.mark.parametrize(
    ("kind", "typed_evidence", "evidence", "reach"),
    [
        ("akses", {"origin": "Penyuluh", "topic": "Pupuk", "conclusion": "dilewati"}, {"origin": "Penyuluh", "topic": "Pupuk"}, None),
        ("diskusi", {"minutes": "Pipa bocor.", "conclusion": ""}, {"minutes": "Pipa bocor."}, None),
        ("implementasi", {"applied_by": "Tani", "result": "Kompos."}, {"applied_by": "Tani", "result": "Kompos."}, None),
        ("networking", {"partner": "Puskesmas", "cooperation": "Jadwal"}, {"partner": "Puskesmas", "cooperation": "Jadwal"}, None),
        (
            "diseminasi",
            {"channels": ["Papan pengumuman", "Pertemuan"], "link": "https://contoh.id/x", "reach": "120"},
            {"channels": "Papan pengumuman, Pertemuan", "link": "https://contoh.id/x"},
            120,
        ),
        ("aspirasi", {"case": "Lampu", "addressee": "Desa", "answer": "Ya"}, {"case": "Lampu", "addressee": "Desa", "answer": "Ya"}, None),
    ],
)
def test_each_kind_keeps_its_own_evidence(
    cast: SimpleNamespace, sign_in: Any, kind: str, typed_evidence: dict[str, Any], evidence: dict[str, str], reach: int | None
) -> None:
    values = typed(other_hamlets="Hulu, Hilir , Hulu", women="14", men="", text="Catatan.", **typed_evidence)
    answer = sign_in(cast.dewi).post(f"{LOG}catat/?jenis={kind}", values)
    entry = ActivityEntry.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{LOG}{entry.pk}/")
    assert (entry.group, entry.kind, entry.day, entry.title, entry.author) == (
        cast.siding, kind, date(2026, 11, 23), "Pertemuan warga", cast.dewi,
    )  # fmt: skip
    assert (entry.evidence, entry.reach, entry.hamlets, entry.women, entry.men) == (evidence, reach, ["Hulu", "Hilir"], 14, None)
    cast.siding.refresh_from_db()
    assert cast.siding.last_activity_on == date(2026, 11, 23)


def test_sent_twice_it_is_noted_once_with_its_photos(cast: SimpleNamespace, sign_in: Any) -> None:
    client, client_id = sign_in(cast.dewi), str(uuid4())
    addresses = {
        client.post(f"{LOG}catat/?jenis=diskusi", typed(client_id=client_id, photos=[photo(), photo("dua.jpg")])).url for _ in range(2)
    }
    entry = ActivityEntry.objects.get()
    uploads = list(Upload.objects.order_by("pk").values_list("key", "owner", "is_public", "people_shown", "alt"))
    about = (cast.siding.scope, False, "agreed", "Foto kegiatan: Pertemuan warga")
    assert (addresses, uploads) == ({f"{LOG}{entry.pk}/"}, [(key, *about) for key in entry.photo_keys])
    assert len(entry.photo_keys) == 2


def test_one_photo_that_is_refused_takes_the_others_along(cast: SimpleNamespace, sign_in: Any) -> None:
    client, client_id = sign_in(cast.dewi), str(uuid4())
    wrong = typed(client_id=client_id, photos=[photo(), ContentFile(b"bukan foto", name="dua.jpg")])
    assert client.post(f"{LOG}catat/?jenis=diskusi", wrong).status_code == 422
    assert (Upload.objects.count(), ActivityEntry.objects.count()) == (0, 0)
    assert client.post(f"{LOG}catat/?jenis=diskusi", typed(client_id=client_id, photos=[photo()])).status_code == 302
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": " "}, "title"),
        ({"day": "2026-11-25"}, "day"),
        ({"day": "1026-11-20"}, "day"),
        ({"day": "kemarin"}, "day"),
        ({"women": "-1"}, "women"),
        ({"men": "banyak"}, "men"),
        ({"photos": [ContentFile(b"bukan foto", name="foto.jpg")]}, "photos"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: SimpleNamespace, sign_in: Any, changes: dict[str, Any], wrong: str) -> None:
    answer = sign_in(cast.dewi).post(f"{LOG}catat/?jenis=diskusi", typed(conclusion="Diganti bersama.", **changes))
    assert (answer.status_code, list(errors_of(answer))) == (422, [wrong])
    assert "Diganti bersama." in answer.content.decode()
    assert (ActivityEntry.objects.count(), Upload.objects.count()) == (0, 0)


def test_more_photos_than_an_entry_holds(cast: SimpleNamespace, sign_in: Any, settings: Any, noted: ActivityEntry) -> None:
    settings.ACTIVITY_PHOTOS_MOST = 1
    ActivityEntry.objects.update(photo_keys=["k"])
    seen = ActivityChange.objects.get().pk
    answer = sign_in(cast.dewi).post(f"{LOG}{noted.pk}/ubah/", typed(photos=[photo()], seen=seen))
    assert (answer.status_code, list(errors_of(answer))) == (422, ["photos"])


# --- Putting right -----------------------------------------------------------------------------------------------------


def test_a_correction_keeps_what_it_was(cast: SimpleNamespace, sign_in: Any, noted: ActivityEntry) -> None:
    seen = ActivityChange.objects.get().pk
    values = typed(
        title="Rapat air bersih", day="2026-11-20", conclusion="Pipa diganti.", women="15", men="19", hamlets=["Dusun Hulu"], seen=seen
    )
    assert sign_in(cast.yohanes).post(f"{LOG}{noted.pk}/ubah/?jenis=diskusi", values).status_code == 302
    change = ActivityChange.objects.order_by("-pk")[0]
    assert (change.deed, change.actor) == ("corrected", cast.yohanes)
    assert change.former == {
        "title": "Pertemuan warga membahas air bersih", "day": "2026-11-24", "women": 14,
        "evidence": {"minutes": "Pipa lama bocor di dua tempat.", "conclusion": "Diganti bersama hari Minggu."},
    }  # fmt: skip
    page = " ".join(sign_in(cast.rini).get(f"{LOG}{noted.pk}/").content.decode().split())
    for words in (
        "Apa kegiatannya?, sebelumnya: Pertemuan warga membahas air bersih",
        "Tanggal, sebelumnya: 24 November 2026",
        "Bukti, sebelumnya: Pembicaraan: Pipa lama bocor di dua tempat.; Simpulan: Diganti bersama hari Minggu.",
        "Yohanes Alim",
        "Dusun Hulu",
    ):
        assert words.lower() in page.lower()


def test_who_saved_first_is_said_and_saving_again_holds(cast: SimpleNamespace, sign_in: Any, noted: ActivityEntry) -> None:
    client = sign_in(cast.sari)
    values = typed(title="Punya Sari", seen="0")
    answer = client.post(f"{LOG}{noted.pk}/ubah/", values)
    assert (answer.status_code, answer.context["stale"].split(" mengubah")[0]) == (409, "Dewi Anggraini")
    again = re.search(r'name="seen" value="(\d+)"', answer.content.decode()).group(1)  # type: ignore[union-attr]
    assert client.post(f"{LOG}{noted.pk}/ubah/", values | {"seen": again}).status_code == 302
    noted.refresh_from_db()
    assert noted.title == "Punya Sari"


def test_a_photo_that_is_taken_away_is_gone_for_good(cast: SimpleNamespace, sign_in: Any, now: datetime) -> None:
    entry = noted_activity(cast, now, photo=photo())
    key, seen = entry.photo_keys[0], ActivityChange.objects.get().pk
    client = sign_in(cast.dewi)
    (address,) = re.findall(rf'<img src="([^"]*{key}[^"]*)"', client.get(f"{LOG}{entry.pk}/").content.decode())
    looked = {name: sign_in(getattr(cast, name)).get(address).status_code for name in ("dewi", "rini", "budi", "joko")}
    assert looked == {"dewi": 200, "rini": 200, "budi": 404, "joko": 404}
    assert client.post(f"{LOG}{entry.pk}/ubah/", typed(removed=[key], photos=[photo()], seen=seen)).status_code == 302
    entry.refresh_from_db()
    assert (Upload.objects.filter(key=key).exists(), len(entry.photo_keys), key in entry.photo_keys) == (False, 1, False)


def test_withdrawn_and_brought_back(cast: SimpleNamespace, sign_in: Any, noted: ActivityEntry) -> None:
    client = sign_in(cast.dewi)
    assert client.post(f"{LOG}{noted.pk}/tarik/").url == f"{LOG}?bulan=2026-11"
    cast.siding.refresh_from_db()
    assert (cast.siding.last_activity_on, list(client.get(LOG).context["page"])) == (None, [])
    assert "sudah ditarik" in client.get(f"{LOG}{noted.pk}/").content.decode()
    assert client.post(f"{LOG}{noted.pk}/kembali/").url == f"{LOG}{noted.pk}/"
    cast.siding.refresh_from_db()
    assert (cast.siding.last_activity_on, list(client.get(LOG).context["page"])) == (TODAY, [noted])
    assert list(ActivityChange.objects.order_by("pk").values_list("deed", flat=True)) == ["corrected", "withdrawn", "brought_back"]


# --- Reading -----------------------------------------------------------------------------------------------------------


def test_the_list_of_a_month_and_a_kind(
    cast: SimpleNamespace, sign_in: Any, noted: ActivityEntry, logged: ActivityEntry, now: datetime
) -> None:
    before = record_activity(group=cast.siding, kind="akses", day=date(2026, 10, 31), title="Lama", source="x", key=1, at=now)
    record_activity(group=cast.jagoi, kind="akses", day=TODAY, title="Jagoi", source="x", key=2, at=now)
    client = sign_in(cast.rini)
    seen = {
        query: [entry.pk for entry in client.get(LOG + query).context["page"]]
        for query in ("", "?jenis=diskusi", "?jenis=ngawur", "?bulan=2026-10", "?bulan=2027-01", "?bulan=x", "?bulan=2026-09")
    }
    both = [logged.pk, noted.pk]
    all_of_it = dict.fromkeys(("", "?jenis=ngawur", "?bulan=2027-01", "?bulan=x"), both)
    assert seen == all_of_it | {"?jenis=diskusi": [noted.pk], "?bulan=2026-10": [before.pk], "?bulan=2026-09": []}
    assert {chip["label"]: chip["count"] for chip in client.get(LOG).context["chips"] if chip["count"]} == {
        "Semua": 2, "Diskusi": 1, "Diseminasi": 1,
    }  # fmt: skip


def test_the_list_costs_the_same_for_one_and_for_thirty(cast: SimpleNamespace, sign_in: Any, noted: ActivityEntry, now: datetime) -> None:
    client = sign_in(cast.dewi)

    def cost() -> int:
        with CaptureQueriesContext(connection) as spent:
            assert client.get(LOG).status_code == 200
        return len(spent)

    client.get(LOG)
    one = cost()
    rows = [
        ActivityEntry(group=cast.siding, kind="akses", function="informasi", day=TODAY, title="x", author=cast.sari, written_at=now)
        for _ in range(29)
    ]
    ActivityEntry.objects.bulk_create(rows)
    assert (one, cost()) == (8, 8)


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed_month", "start", "end", "before", "after"),
    [
        ("", date(2026, 11, 1), date(2026, 11, 30), "2026-10", ""),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31), "2026-09", "2026-11"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-01", "2024-03"),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31), "2025-11", "2026-01"),
        ("2030-01", date(2026, 11, 1), date(2026, 11, 30), "2026-10", ""),
        ("0001-01", date(1, 1, 1), date(1, 1, 31), "", "0001-02"),
        ("2026-13", date(2026, 11, 1), date(2026, 11, 30), "2026-10", ""),
    ],
)
def test_month_of(typed_month: str, start: date, end: date, before: str, after: str) -> None:
    month = queries.month_of(typed_month, today=TODAY)
    assert (month.start, month.end, month.before, month.after.rjust(7, "0") if month.after else "") == (start, end, before, after)


def test_minggu_ini_leads_to_noting(cast: SimpleNamespace, sign_in: Any) -> None:
    assert f'href="{LOG}catat/"' in sign_in(cast.dewi).get("/ruang/").content.decode()
    assert "/kegiatan/catat/" not in sign_in(cast.rini).get("/ruang/").content.decode()


def test_a_group_that_ended_notes_nothing(cast: SimpleNamespace, sign_in: Any, noted: ActivityEntry, now: datetime) -> None:
    Group.objects.filter(pk=cast.siding.pk).update(state="dissolved", state_date=TODAY)
    assert sign_in(cast.dewi).get(f"{LOG}catat/").status_code == 404
    assert sign_in(cast.rini).get(LOG).status_code == 200
