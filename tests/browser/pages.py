"""The types of pages the house has, each with who looks at it; and a small house in which all of them have something to show.

Checked in a browser by ``test_pages.py``, as HTML by ``tests/validity``.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from django_scopes import scopes_disabled
from PIL import Image, ImageDraw

from kentongan.api.actions import make_key, revoke_key
from kentongan.aspirations.actions import (
    forward_report,
    join_report,
    keep_template,
    problem_work,
    problems,
    release_picture,
    send_report,
    suggest_faces,
    verify_report,
)
from kentongan.aspirations.queries import photos_of
from kentongan.aspirations.queries.problems import problem_desks
from kentongan.cases.actions import attach, keep_identity, move_case
from kentongan.cases.models import Case
from kentongan.cases.policies import Contact
from kentongan.cases.queries import get_case, ticket_for
from kentongan.comments import actions as comments
from kentongan.comments.queries import thread_about
from kentongan.groups.actions import dissolve_group
from kentongan.groups.models import BoardSeat, Decree, Group, Member, Office
from kentongan.media.actions import store_upload
from kentongan.media.models import Upload
from kentongan.media.policies import Box
from kentongan.newsroom.actions import agenda, save_profile, sending
from kentongan.newsroom.policies import FacilityFacts, Figure, HamletFacts, ProfileFacts
from kentongan.newsroom.policies.agenda import EventDetails, Rhythm, series
from kentongan.publishing import actions
from kentongan.publishing.actions.elections import declare_period
from kentongan.publishing.models import ElectionPeriod, Publication, Tag
from kentongan.publishing.policies.elections import usual_dates
from kentongan.regions.models import Region
from kentongan.registration import actions as registration
from kentongan.registration.actions.importing import prepare_import
from kentongan.registration.queries.importing import table_in
from kentongan.search.actions import rebuild_index
from kentongan.sites.actions import follow_group, save_page
from kentongan.sites.models import Site
from tests.asked import asked
from tests.filed import filed_report
from tests.hung import hung_sheet, ready_sheet
from tests.noted import noted_activity
from tests.warned import warned

Kind = Publication.Kind
SITE = "/kim/suara-siding"
TEXT = """Tiga kelompok tani di Desa Siding sepakat memanen padi ladang **serentak** mulai Sabtu. Kesepakatan itu diambil di balai desa,
dihadiri 42 keluarga peladang dari [Dusun Hulu](https://example.org/dusun-hulu).

## Yang disiapkan

- lumbung desa, 40 ton
- dua timbangan yang sudah ditera
- terpal dari kantor desa

> Kalau dijual sendiri-sendiri, harganya jatuh.

| Hari | Kelompok | Ladang |
|---|---|---|
| Sabtu | Sumber Rejeki | Bukit Tinggi |
| Minggu | Tunas Baru | Tepi Sungai |

1. Datang pukul enam.
2. Bawa karung sendiri.
"""
LIST = """Nama KIM;Desa;Kecamatan;Alamat;No HP;No SK;Tanggal SK;Tentang;Ketua;Keterangan
KIM Suara Siding;Siding;Siding;Jalan Baru 7, Siding;0812 5550 0101;141/1/2025;;;Markus Ngadi;
KIM Muara Kata;Ds. Jagoi;JAGOIBABANG;Balai desa;62812 5550 0222;141/7/2024;1 Maret 2024;Pengurus KIM;Yulia Sarah;baru
KIM Lintas Kabar;Jagoi;Jagoy Babang;;08-tidak-tahu;;31/02/2024;;;
"""


PROFILE = ProfileFacts(
    intro="Desa di hulu sungai.", head_title="Kepala Desa", head_name="Anton Rasau", north="Sarawak",
    history=TEXT, potentials="Lada.",
    figures=(Figure(kind="population", value=Decimal(1250), year=2025, source="Kantor desa"),),
    hamlets=(HamletFacts(name="Dusun Hulu", head_name="Lukas", households=120, population=480), HamletFacts(name="Dusun Hilir")),
    facilities=(FacilityFacts(name="Sekolah dasar", count=2), FacilityFacts(name="Balai desa")),
    hamlets_year=2025, hamlets_source="Kantor desa", facilities_year=2025, facilities_source="Kantor desa",
)  # fmt: skip


@dataclass(frozen=True)
class PageType:
    """One kind of page: where it is in the small house, who looks, and how it answers."""

    name: str
    address: Callable[[SimpleNamespace], str]
    visitor: str = ""
    status: int = 200
    subdomain: str = ""

    def __str__(self) -> str:
        return self.name


def _at(path: str) -> Callable[[SimpleNamespace], str]:
    return lambda _house: path


PAGE_TYPES = [
    PageType("hub home", _at("/")),
    PageType("site home", _at(f"{SITE}/")),
    PageType("site by subdomain", _at("/"), subdomain="suara-siding."),
    PageType("article", lambda house: f"{SITE}/kabar/{house.published.slug}/"),
    PageType("bulletin", lambda house: f"{SITE}/pengumuman/{house.bulletin.slug}/"),
    PageType("pass an article on", lambda house: f"/s/{house.published.code}/sebarkan/"),
    PageType("check a message", _at("/cek/")),
    PageType("article list", _at(f"{SITE}/kabar/")),
    PageType("agenda", _at(f"{SITE}/agenda/")),
    PageType("agenda of a month", lambda house: f"{SITE}/agenda/{house.event_day:%Y}/{house.event_day:%-m}/"),
    PageType("event", lambda house: f"{SITE}/agenda/{house.event.slug}/"),
    PageType("cancelled event", lambda house: f"{SITE}/agenda/{house.cancelled_event.slug}/"),
    PageType("agenda of the hub", _at("/agenda/")),
    PageType("emergency notice", lambda house: f"{SITE}/darurat/{house.alert.slug}/"),
    PageType("notice on the board", lambda house: f"/darurat/{house.alert.slug}/cetak/"),
    PageType("emergency notices", _at(f"{SITE}/darurat/")),
    PageType("topic", _at(f"{SITE}/topik/pertanian/")),
    PageType("gallery", lambda house: f"{SITE}/galeri/{house.gallery.slug}/"),
    PageType("picture", lambda house: f"{SITE}/galeri/{house.gallery.slug}/2/"),
    PageType("gallery list", _at(f"{SITE}/galeri/")),
    PageType("correction log", _at(f"{SITE}/koreksi/")),
    PageType("correction log of all", _at("/koreksi/")),
    PageType("profile of a village", _at(f"{SITE}/profil/")),
    PageType("wall newspapers", _at(f"{SITE}/mading/")),
    PageType("wall newspaper as text", _at(f"{SITE}/mading/1/")),
    PageType("about", _at(f"{SITE}/tentang/")),
    PageType("page of a site", _at(f"{SITE}/halaman/sejarah/")),
    PageType("region", lambda house: f"/desa/{house.cast.siding_district.code}/"),
    PageType("find village", _at("/desa/?cari=siding")),
    PageType("directory", _at("/kim/")),
    PageType("map", _at("/peta/")),
    PageType("map of a district", lambda house: f"/peta/{house.cast.siding_district.code}/"),
    PageType("nearest group", _at("/terdekat/?desa=siding")),
    PageType("search", _at("/cari/?kata=panen")),
    PageType("status of a case", _at("/status/")),
    PageType("reports of all", _at("/laporan/")),
    PageType("reports of a village", _at(f"{SITE}/laporan/")),
    PageType("figures of reports", _at("/laporan/angka/")),
    PageType("map of reports", _at("/laporan/peta/")),
    PageType("report something", _at("/lapor/")),
    PageType("report something in a village", _at(f"{SITE}/lapor/")),
    PageType("for those who write programs", _at("/api/")),
    PageType("form a KIM", _at("/bentuk-kim/")),
    PageType("first screen of a formation", _at("/bentuk-kim/mulai/")),
    PageType("status of a formation", lambda house: f"/status/{ticket_for(house.formation)}/"),
    PageType("formations", _at("/ruang/bentuk-kim/"), "rini"),
    PageType("a formation", lambda house: f"/ruang/bentuk-kim/{house.formation.number}/", "rini"),
    PageType("not found", _at("/tidak-ada/"), status=404),
    PageType("withdrawn", lambda house: f"{SITE}/kabar/{house.withdrawn.slug}/", status=410),
    PageType("sign in", _at("/masuk/")),
    PageType("week", _at("/ruang/"), "yohanes"),
    PageType("write form", lambda house: f"/ruang/tulisan/{house.draft.code}/", "sari"),
    PageType("bulletin form", lambda house: f"/ruang/tulisan/{house.bulletin_draft.code}/", "rini"),
    PageType("gallery form", lambda house: f"/ruang/tulisan/{house.gallery_draft.code}/", "dewi"),
    PageType("profile form", _at(f"/ruang{SITE}/profil/"), "yohanes"),
    PageType("wall newspaper desk", _at(f"/ruang{SITE}/mading/"), "sari"),
    PageType("wall newspaper that is ready", _at(f"/ruang{SITE}/mading/2/"), "sari"),
    PageType("what goes on a wall newspaper", _at(f"/ruang{SITE}/mading/2/isi/"), "sari"),
    PageType("files of a text", lambda house: f"/ruang/tulisan/{house.gallery.code}/lampiran/", "yohanes"),
    PageType("event form", lambda house: f"/ruang/tulisan/{house.event_draft.code}/", "sari"),
    PageType("dates of an event", lambda house: f"/ruang/tulisan/{house.event.code}/tanggal/", "yohanes"),
    PageType("change of an event", lambda house: f"/ruang/tulisan/{house.event.code}/jadwal/", "yohanes"),
    PageType("hazards", _at("/ruang/peringatan/tulis/"), "budi"),
    PageType("notices of a region", _at("/ruang/peringatan/"), "rini"),
    PageType("notice form", lambda house: f"/ruang/tulisan/{house.alert_draft.code}/", "budi"),
    PageType("notice that holds", lambda house: f"/ruang/peringatan/{house.alert.code}/", "budi"),
    PageType("correction of a notice", lambda house: f"/ruang/peringatan/{house.alert.code}/koreksi/", "budi"),
    PageType("note that it was passed on", lambda house: f"/ruang/tulisan/{house.bulletin.code}/sebarkan/", "dewi"),
    PageType("loudspeaker script", lambda house: f"/ruang/tulisan/{house.published.code}/suara/", "sari"),
    PageType("loudspeaker script in large type", lambda house: f"/ruang/tulisan/{house.published.code}/suara/baca/", "sari"),
    PageType("review", lambda house: f"/ruang/tulisan/{house.submitted.code}/periksa/", "yohanes"),
    PageType("review in a campaign", lambda house: f"/ruang/tulisan/{house.listed_text.code}/periksa/", "rini"),
    PageType("write form in a campaign", lambda house: f"/ruang/tulisan/{house.listed_text.code}/", "joko"),
    PageType("elections", _at("/ruang/masa-pemilu/"), "rini"),
    PageType("election", lambda house: f"/ruang/masa-pemilu/{house.election.pk}/", "rini"),
    PageType("text list", _at("/ruang/tulisan/"), "sari"),
    PageType("tasks of a sender", _at("/ruang/sebaran/"), "rini"),
    PageType("reach of a task", lambda house: f"/ruang/sebar/{house.asked.code}/jangkauan/", "rini"),
    PageType("tasks of a group", _at("/ruang/sebar/"), "sari"),
    PageType("task of a group", lambda house: f"/ruang/sebar/{house.asked.code}/", "sari"),
    PageType("a proof before everybody sees it", lambda house: f"/ruang/sebar/bukti/{house.asked.photo.upload.key}/lepas/", "sari"),
    PageType("asking groups", lambda house: f"/ruang/tulisan/{house.asked.code}/minta-sebarkan/", "budi"),
    PageType("answers of groups", lambda house: f"/ruang/tulisan/{house.asked.code}/jawaban/", "budi"),
    PageType("site settings", _at(f"/ruang{SITE}/situs/"), "yohanes"),
    PageType("new decree", _at(f"/ruang{SITE}/pengurus/ganti/"), "markus"),
    PageType("copy to kim.id", _at(f"/ruang{SITE}/kim-id/salin/"), "dewi"),
    PageType("register", _at("/ruang/wilayah/61.07/"), "rini"),
    PageType("life of a group", lambda house: f"/ruang/wilayah/61.07/kelompok/{house.cast.siding.pk}/", "rini"),
    PageType("merge groups", lambda house: f"/ruang/wilayah/61.07/kelompok/{house.cast.siding.pk}/gabung/", "rini"),
    PageType("archive", _at("/kim/seluas-lama/")),
    PageType("activities", _at(f"/ruang{SITE}/kegiatan/"), "dewi"),
    PageType("kinds of activities", _at(f"/ruang{SITE}/kegiatan/catat/"), "dewi"),
    PageType("activity form", _at(f"/ruang{SITE}/kegiatan/catat/?jenis=diseminasi"), "dewi"),
    PageType("activity", lambda house: f"/ruang{SITE}/kegiatan/{house.activity.pk}/", "dewi"),
    PageType("correction of an activity", lambda house: f"/ruang{SITE}/kegiatan/{house.activity.pk}/ubah/", "dewi"),
    PageType("members", _at(f"/ruang{SITE}/anggota/"), "markus"),
    PageType("list brought in", _at("/ruang/daftar-kim/61.07/"), "rini"),
    PageType("list row by row", lambda house: f"/ruang/daftar-kim/61.07/{house.listed.pk}/", "rini"),
    PageType("reports that wait", _at("/ruang/laporan/"), "rini"),
    PageType("keys of programs", _at("/ruang/kunci-api/"), "rini"),
    PageType("take back a key", lambda house: f"/ruang/kunci-api/{house.api_key.row.pk}/cabut/", "rini"),
    PageType("reports narrowed", _at("/ruang/laporan/?bagian=semua&kategori=jalan"), "rini"),
    PageType("the week of a desk", _at("/ruang/laporan/minggu/"), "rini"),
    PageType("filters of a desk", _at("/ruang/laporan/saringan/"), "rini"),
    PageType("one deed for many reports", lambda house: f"/ruang/laporan/sekaligus/?langkah=archive&pilih={house.report.number}:1", "rini"),
    PageType("routes of reports", _at("/ruang/laporan/rute/"), "rini"),
    PageType("one report", lambda house: f"/ruang/laporan/{house.report.number}/", "rini"),
    PageType("one report that was answered", lambda house: f"/ruang/laporan/{house.answered.number}/", "rini"),
    PageType("templates of answers", _at("/ruang/laporan/templat/"), "rini"),
    PageType("status of an answered report", lambda house: f"/status/{ticket_for(house.answered)}/"),
    PageType("rating of an answer", lambda house: f"/status/{ticket_for(house.answered)}/nilai/"),
    PageType("a photo before everybody sees it", lambda house: _photo_page(house.answered, 0), "rini"),
    PageType("a photo that everybody sees", lambda house: _photo_page(house.answered, 1), "rini"),
    PageType("who sent a case", lambda house: f"/ruang/perkara/{house.report.number}/identitas/", "rini"),
    PageType("reports written down for others", _at("/ruang/titip-lapor/"), "dewi"),
    PageType("consent to a report", _at("/ruang/titip-lapor/tulis/"), "dewi"),
    PageType("a report written down", lambda house: f"/ruang/titip-lapor/{house.filed.number}/", "dewi"),
    PageType("news for people", _at("/ruang/kabar-warga/"), "dewi"),
    PageType("slip with an answer", lambda house: f"/ruang/kabar-warga/{house.news.pk}/cetak/", "dewi"),
    PageType("shared problems", _at(f"{SITE}/masalah/")),
    PageType("shared problem", lambda house: f"{SITE}/masalah/{house.problem.slug}/"),
    PageType("conversation", lambda house: f"{SITE}/percakapan/{house.remark.thread_id}/"),
    PageType("say something", lambda house: f"{SITE}/percakapan/{house.remark.thread_id}/tulis/?balas={house.remark.pk}"),
    PageType("flag a remark", lambda house: f"/percakapan/tanggapan/{house.remark.pk}/laporkan/"),
    PageType("what became of a remark", _at("/percakapan/kode/")),
    PageType("shared problems of a desk", _at("/ruang/masalah/"), "sari"),
    PageType("start a shared problem", _at("/ruang/masalah/baru/"), "rini"),
    PageType("shared problem of a desk", lambda house: f"/ruang/masalah/{house.problem.slug}/", "sari"),
    PageType("remarks that wait", _at("/ruang/percakapan/"), "sari"),
    PageType("conversation of a desk", lambda house: f"/ruang/percakapan/{house.remark.thread_id}/", "sari"),
    PageType("activity reports", _at(f"/ruang{SITE}/laporan-kegiatan/"), "markus"),
    PageType("an activity report", lambda house: f"/ruang{SITE}/laporan-kegiatan/{timezone.localdate():%Y-%m}/", "markus"),
    PageType("words of an activity report", lambda house: f"/ruang{SITE}/laporan-kegiatan/{timezone.localdate():%Y-%m}/tulis/", "markus"),
    PageType("pictures of an activity report", lambda house: f"/ruang{SITE}/laporan-kegiatan/{timezone.localdate():%Y-%m}/foto/", "sari"),
    PageType("activity report of a region", lambda house: f"/ruang/wilayah/61.07/laporan-kegiatan/{timezone.localdate():%Y}/", "rini"),
    PageType(
        "activity reports of its groups", lambda house: f"/ruang/wilayah/61.07/laporan-kegiatan/{timezone.localdate():%Y}/kim/", "rini"
    ),
    PageType("own account", _at("/akun/"), "sari"),
]


def picture() -> ContentFile:
    """A field below hills, drawn by code."""
    drawn = Image.new("RGB", (1280, 960), "#b9cdd2")
    brush = ImageDraw.Draw(drawn)
    brush.polygon([(0, 620), (400, 330), (760, 560), (1280, 380), (1280, 960), (0, 960)], fill="#44604a")
    brush.rectangle((0, 640, 1280, 960), fill="#c2b168")
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", quality=80)
    return ContentFile(kept.getvalue(), name="ladang.jpg")


def _text(actor: object, owner: object, title: str, at: datetime, kind: Publication.Kind = Kind.ARTICLE, **values: object) -> Publication:
    made = actions.create_publication(actor=actor, kind=kind, owner=owner, now=at)
    summary = "Tiga kelompok tani di Siding sepakat menjual lewat koperasi agar harga tidak jatuh."
    return actions.save_publication(actor=actor, publication=made, version=1, now=at, title=title, summary=summary, text=TEXT, **values)


def _photo_page(case: Case, number: int) -> str:
    return f"/ruang/laporan/{case.number}/foto/{photos_of(case)[number].upload.key}/"


def _answered(cast: SimpleNamespace, now: datetime) -> Case:
    """A report that was verified, answered with a picture, and has another joined to it."""
    keep_template(actor=cast.rini, region=cast.regency, title="Selesai", text="{judul} di {desa} sudah selesai.", now=now)
    sent = [
        send_report(kind="complaint", text=f"Pipa air bocor {where}.", region=cast.siding_village, category="air", now=now).case
        for where in ("di simpang", "dekat balai")
    ]
    for case in sent:
        verify_report(
            actor=cast.rini, case=case, kind="complaint", category="air", needs_examination=False, now=now,
            public_title="Pipa air bocor", public_text="Pipa air bocor di simpang.",
        )  # fmt: skip
    forward_report(actor=cast.rini, case=sent[0], to=cast.regency, reason="Pipa milik kabupaten.", now=now, office=None)
    move_case(actor=cast.rini, case=sent[0], action="answer", text="Pipanya sudah diganti.", now=now)
    broken = attach(actor=None, case=sent[0], file=picture(), now=now)
    suggest_faces(attachment_id=broken.pk, now=now, look=lambda upload: [Box(600, 300, 120, 160)])
    mended = attach(actor=cast.rini, case=sent[0], file=picture(), kind="after", label="Pipa baru", now=now)
    release_picture(actor=cast.rini, case=sent[0], attachment=mended, boxes=[Box(100, 500, 90, 120)], alt="Pipa baru di simpang.", now=now)
    join_report(actor=cast.rini, case=sent[1], into=sent[0], text="Pipa yang sama.", now=now)
    return sent[0]


def _archive(cast: SimpleNamespace, now: datetime) -> None:
    """A group that was dissolved, whose site stays as an archive."""
    lost = Group.objects.create(name="KIM Seluas Lama", region=cast.jagoi_village)
    site = Site.objects.create(group=lost, slug="seluas-lama", accent="lada", tagline="Kabar dari tepi sungai")
    save_page(actor=cast.rini, site=site, title="Sejarah", text=TEXT, now=now)
    dissolve_group(actor=cast.rini, group=lost, reason="Keputusan musyawarah.", day=now.date() - timedelta(days=9), now=now)
    follow_group(group_id=lost.pk, actor_id=cast.rini.pk, now=now)


def _gallery(cast: SimpleNamespace, title: str, photo: Upload, at: datetime) -> Publication:
    """Three pictures and a document."""
    made = _text(cast.dewi, cast.siding, title, at, Kind.GALLERY)
    more = [
        store_upload(actor=cast.dewi, owner=cast.siding.scope, file=picture(), now=at, alt=f"Ladang {place}") for place in ("hulu", "hilir")
    ]
    paper = ContentFile(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", name="susunan acara.pdf")
    for upload in (photo, *more, store_upload(actor=cast.dewi, owner=cast.siding.scope, file=paper, now=at)):
        actions.attach_upload(
            actor=cast.dewi, publication=made, upload=upload, caption="Susunan acara" if upload.width == 0 else "Di ladang.", now=at
        )
    return made


def _agenda(cast: SimpleNamespace, now: datetime, before: datetime) -> dict[str, Any]:
    """Thirty events of the next weeks: one of them weekly with a date moved and one cancelled, one called off, one of the regency."""
    today = timezone.localdate(now)

    def planned(
        title: str, days: int, *, actor: object = cast.dewi, owner: object = cast.siding, times: int = 1, **values: object
    ) -> Publication:
        start = today + timedelta(days=days)
        found = series(Rhythm.WEEKLY, start, times=times, years=2) if times > 1 else None
        facts = EventDetails(
            start_date=start, start_time=time(8), end_time=time(10), place="Balai adat Desa Siding", hamlet="Dusun Hulu", latitude=0.8512,
            longitude=109.5123, open_to="semua warga", contact="Ibu Dewi, 0812-5550-0103", recurrence=found,
        )  # fmt: skip
        made = _text(actor, owner, title, before, Kind.EVENT, **values)
        agenda.keep_event(facts, publication=made)
        releaser = cast.yohanes if owner == cast.siding else actor
        return sending.publish_text(actor=releaser, publication=made, now=before)

    weekly, off = planned("Posyandu balita dan lansia", 1, times=8), planned("Gotong royong membersihkan parit", 3)
    for number in range(27):
        planned(f"Latihan gawai dapur bersama {number + 1}", 1 + number)
    planned("Pasar murah keliling kabupaten", 5, actor=cast.rini, owner=cast.regency, audience=[cast.regency])
    agenda.cancel_date(actor=cast.yohanes, publication=weekly, day=today + timedelta(days=8), reason="Bidan ke kecamatan.", now=now)
    agenda.move_date(
        actor=cast.yohanes, publication=weekly, day=today + timedelta(days=15), moved_date=today + timedelta(days=16), moved_time=None,
        reason="Balai adat dipakai musyawarah.", now=now,
    )  # fmt: skip
    agenda.cancel_event(actor=cast.yohanes, publication=off, reason="Sungai meluap.", now=now)
    draft = _text(cast.sari, cast.siding, "Kelas menulis di balai desa", before, Kind.EVENT)
    return {"event": weekly, "cancelled_event": off, "event_draft": draft, "event_day": today + timedelta(days=1)}


def _problem(cast: SimpleNamespace, now: datetime) -> dict[str, Any]:
    """A bridge in work, with a plan, a day of working together, news, and a conversation in which something waits."""
    problem = problems.start_problem(
        actor=cast.sari, desk=problem_desks(cast.sari)[0], title="Jembatan Dusun Hulu", text="Tiga papan patah.", picture=picture(), now=now
    )
    for number in range(8):
        step = problem_work.add_step(actor=cast.sari, problem=problem, what=f"Langkah {number + 1}", who="Kelompok tani", now=now)
    problem_work.mark_step(actor=cast.sari, problem=problem, step=step, progress="done", now=now)
    day = timezone.localdate(now) + timedelta(days=4)
    problem_work.add_work_day(actor=cast.sari, problem=problem, day=day, starts_at=time(7), place="Balai adat", bring="palu", now=now)
    problem_work.add_update(actor=cast.dewi, problem=problem, text="Papan sudah terkumpul.", picture=picture(), now=now)
    thread = thread_about("aspirations.problem", problem.slug)
    said = [
        comments.send_remark(actor=cast.dewi, thread=thread, text="Papannya lapuk semua.", client_id=uuid4(), now=now).remark
        for _number in range(12)
    ]
    comments.send_remark(thread=thread, parent=said[0], text="Saya punya papan.", name="Pak Lukas", client_id=uuid4(), now=now)
    return {"problem": problem, "remark": said[0]}


def _formation(now: datetime) -> Case:
    """One that waits for the coordinator, with something to look at."""
    place = Region.objects.get(pk="61.07.05.2001")
    case = registration.begin_formation(name="KIM Sungai Seluas", level="desa", region=place, now=now).case
    seats = [registration.Seat(position, f"{position.title()} Baru") for position in ("ketua", "sekretaris", "bendahara")]
    day = now.date() - timedelta(days=30)
    steps: dict[str, dict[str, Any]] = {
        "musyawarah": {"met_on": day, "met_at": "balai desa", "women": 8, "men": 9},
        "pengurus": {"seats": seats, "chair_phone": "+6281255500401"},
        "sk": {"decree_number": "141/9", "decree_issuer": "kepala_desa", "decree_on": day},
        "adart": {"vision": "Warga tahu.", "mission": "Menulis."},
        "pernyataan": {"no_ties": True},
    }
    for step, values in steps.items():
        registration.save_step(case=case, step=step, values=values, now=now)
    for kind in ("minutes", "decree"):
        registration.attach_document(case=case, kind=kind, file=picture(), now=now)
    registration.send_formation(case=case, now=now)
    return get_case(case.pk)


def _formation(now: datetime) -> Case:
    """One that waits for the coordinator, with something to look at."""
    place = Region.objects.get(pk="61.07.05.2001")
    case = registration.begin_formation(name="KIM Sungai Seluas", level="desa", region=place, now=now).case
    seats = [registration.Seat(position, f"{position.title()} Baru") for position in ("ketua", "sekretaris", "bendahara")]
    day = now.date() - timedelta(days=30)
    steps: dict[str, dict[str, Any]] = {
        "musyawarah": {"met_on": day, "met_at": "balai desa", "women": 8, "men": 9},
        "pengurus": {"seats": seats, "chair_phone": "+6281255500401"},
        "sk": {"decree_number": "141/9", "decree_issuer": "kepala_desa", "decree_on": day},
        "adart": {"vision": "Warga tahu.", "mission": "Menulis."},
        "pernyataan": {"no_ties": True},
    }
    for step, values in steps.items():
        registration.save_step(case=case, step=step, values=values, now=now)
    for kind in ("minutes", "decree"):
        registration.attach_document(case=case, kind=kind, file=picture(), now=now)
    registration.send_formation(case=case, now=now)
    return get_case(case.pk)


def furnish(cast: SimpleNamespace) -> SimpleNamespace:
    """Put a few texts, people, papers and a picture into the house of the cast. The search index is the test's own."""
    now = timezone.now()
    with scopes_disabled():
        return _furnish(cast, now, now - timedelta(hours=3))


def _furnish(cast: SimpleNamespace, now: datetime, before: datetime) -> SimpleNamespace:
    siding, writer, reviewer = cast.siding, cast.dewi, cast.yohanes
    siding.description, siding.address, siding.phone = "Warga yang menulis untuk warga.", "Jalan Desa 1, Siding", "+6281255500101"
    siding.save()
    topic = Tag.objects.create(slug="pertanian", label="Pertanian", is_topic=True)
    photo = store_upload(
        actor=writer, owner=siding.scope, file=picture(), now=before, alt="Ladang padi di kaki bukit", caption="Padi ladang siap panen.",
        credit="Dewi Anggraini", people_shown=Upload.PeopleShown.AGREED,
    )  # fmt: skip

    def published(number: int) -> Publication:
        made = _text(writer, siding, f"Panen padi ladang hari ke-{number}", before, topic=topic, cover=photo if number % 2 else None)
        made.tags.set([actions.tag_named("Gotong royong")])
        actions.submit_publication(actor=writer, publication=made, now=before)
        return actions.publish_publication(actor=reviewer, publication=made, now=before + timedelta(minutes=number))

    texts = [published(number) for number in range(1, 7)]
    first = texts[0]
    actions.correct_publication(
        actor=reviewer, publication=first, version=first.version, title=first.title, summary=first.summary, text=TEXT,
        note="Isi lumbung 40 ton, bukan 45 ton.", now=now,
    )  # fmt: skip
    actions.withdraw_publication(actor=reviewer, publication=texts[5], reason="Diminta oleh narasumber.", now=now)
    office = Office.objects.create(region=cast.regency, name="Dinas Pertanian")
    bulletins = [
        _text(cast.rini, cast.regency, title, before, Kind.BULLETIN, audience=[cast.siding_district, cast.jagoi_district], office=office)
        for title in ("Pupuk bersubsidi bisa ditebus mulai Senin", "Imunisasi anak di semua posyandu")
    ]
    actions.publish_publication(actor=cast.rini, publication=bulletins[0], now=before)
    submitted = _text(writer, siding, "Jembatan kayu diganti beton", before, topic=topic, cover=photo)
    actions.submit_publication(actor=writer, publication=submitted, now=before)
    events = _agenda(cast, now, before)
    save_page(actor=reviewer, site=cast.siding_site, title="Sejarah", text=TEXT, now=before)
    decree = Decree.objects.create(group=siding, number="141/1/2025", issuer="kepala_desa", about="Pengurus KIM", date=before.date())
    for position, person in (("ketua", cast.markus), ("sekretaris", cast.dewi)):
        BoardSeat.objects.create(group=siding, position=position, person_name=person.full_name, person=person, appointed_by=decree)
    for person in (cast.sari, cast.yohanes, cast.dewi, cast.markus):
        Member.objects.create(group=siding, person=person, joined_date=before.date())
    Group.objects.create(name="Forum KIM Bengkayang", kind=Group.Kind.FORUM, region=cast.regency)
    galleries = [_gallery(cast, title, photo, before) for title in ("Gawai Siding", "Sungai Sekayam pagi hari")]
    actions.publish_publication(actor=reviewer, publication=galleries[0], now=before)
    report = send_report(kind="complaint", text="Jembatan ke dusun rusak.", region=cast.siding_village, category="jalan", now=before).case
    keep_identity(case=report, contact=Contact(name="Seorang warga", phone="+6281255500199"), now=before)
    old_key = make_key(actor=cast.rini, name="Aplikasi lama", region=cast.regency, now=before).row
    revoke_key(actor=cast.rini, key=old_key, reason="Tidak dipakai lagi.", now=now)
    filed, news = filed_report(cast, now)
    _archive(cast, now)
    actions.add_reply(actor=reviewer, publication=first, name="Bapak Anton, pemilik kios", text="Harga di kios saya tetap.", now=now)
    election = declare_period(
        actor=cast.rini, name="Pilkades Jagoi", kind=ElectionPeriod.Kind.VILLAGE, region=cast.jagoi_village,
        dates=usual_dates(timezone.localdate(now) + timedelta(days=4), campaign_days=3, quiet_days=3),
        words="Yohana Contoh\nPadi Emas", source="SK Bupati 12/2026", now=before,
    )  # fmt: skip
    listed_text = _text(cast.joko, cast.jagoi, "Yohana Contoh membuka lumbung", before)
    actions.submit_publication(actor=cast.joko, publication=listed_text, now=before)
    save_profile(actor=reviewer, group=siding, version=0, facts=PROFILE, gallery=galleries[0], now=before)
    rebuild_index()
    return SimpleNamespace(
        hung_sheet=hung_sheet(cast, now),
        ready_sheet=ready_sheet(cast, now),
        activity=noted_activity(cast, now, photo=picture()),
        alert=warned(cast, now),
        asked=asked(cast, now),
        alert_draft=warned(cast, now, is_out=False),
        gallery=galleries[0],
        gallery_draft=galleries[1],
        **events,
        **_problem(cast, now),
        election=election,
        listed_text=listed_text,
        cast=cast,
        report=report,
        filed=filed,
        news=news,
        answered=_answered(cast, before),
        api_key=make_key(actor=cast.rini, name="Siaga Warga", region=cast.regency, now=now),
        formation=_formation(now),
        listed=prepare_import(
            actor=cast.rini, region=cast.regency, table=table_in(LIST.encode()), file_name="kim-2026.csv", now=now, make_sites=True
        ),
        published=first,
        withdrawn=texts[5],
        bulletin=bulletins[0],
        bulletin_draft=bulletins[1],
        submitted=submitted,
        draft=_text(cast.sari, siding, "Kelas menulis dibuka", now, cover=photo),
    )
