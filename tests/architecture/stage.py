"""One of everything that belongs to KIM Suara Siding, so that every address has something to show to those who may see it."""

import io
from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from kentongan.api.actions import make_key
from kentongan.aspirations.actions import (
    deliver_news,
    forward_report,
    hand_on_report,
    keep_template,
    problem_withdrawing,
    problem_work,
    problems,
    release_picture,
    save_filter,
    send_report,
    verify_report,
)
from kentongan.aspirations.queries.problems import problem_desks
from kentongan.cases.actions import attach, keep_identity, send_letter
from kentongan.cases.policies import Contact
from kentongan.cases.queries import get_case, ticket_for
from kentongan.comments import actions as comments
from kentongan.comments.queries import thread_about
from kentongan.evaluation.actions import freeze_report
from kentongan.evaluation.policies.periods import read_key
from kentongan.evaluation.queries import get_owner
from kentongan.groups.models import BoardSeat, Decree, Grant, Group, Member, Office, Role
from kentongan.media.actions import store_upload
from kentongan.newsroom.actions import agenda, sending
from kentongan.newsroom.policies.agenda import EventDetails, Rhythm, series
from kentongan.publishing import actions
from kentongan.publishing.actions.elections import declare_period
from kentongan.publishing.models import ElectionPeriod, Publication, Tag
from kentongan.publishing.policies.elections import usual_dates
from kentongan.regions.models import Region
from kentongan.registration import actions as registration
from kentongan.registration.actions.importing import confirm_import, prepare_import
from kentongan.registration.models import ImportBatch
from kentongan.registration.queries.importing import table_in
from kentongan.sites.models import Page
from tests.asked import asked
from tests.filed import filed_report
from tests.hung import hung_sheet, ready_sheet
from tests.noted import noted_activity
from tests.warned import warned

Kind = Publication.Kind


def _article(cast: SimpleNamespace, title: str, now: datetime, **values: object) -> Publication:
    text = actions.create_publication(actor=cast.dewi, kind=Kind.ARTICLE, owner=cast.siding, now=now)
    return actions.save_publication(
        actor=cast.dewi, publication=text, version=text.version, now=now, title=title, summary="Ringkas.", text="Isi kabar.", **values
    )


def _event(cast: SimpleNamespace, title: str, now: datetime) -> Publication:
    """Every week from tomorrow, four times, published."""
    made = actions.create_publication(actor=cast.dewi, kind=Kind.EVENT, owner=cast.siding, now=now)
    actions.save_publication(actor=cast.dewi, publication=made, version=1, now=now, title=title, summary="", text="")
    start = now.date() + timedelta(days=1)
    details = EventDetails(start_date=start, place="Balai adat", recurrence=series(Rhythm.WEEKLY, start, times=4, years=2))
    agenda.keep_event(details, publication=made)
    return sending.publish_text(actor=cast.sari, publication=made, now=now)


def _snapshot() -> ContentFile:
    kept = io.BytesIO()
    Image.new("RGB", (640, 480), "#8fb08a").save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name="foto.jpg")


def _list(cast: SimpleNamespace, name: str, now: datetime) -> ImportBatch:
    """A list of one new KIM, brought in by the coordinator."""
    content = f"Nama KIM,Desa,Kecamatan\n{name},Siding,Siding\n".encode()
    return prepare_import(actor=cast.rini, region=cast.regency, table=table_in(content), file_name="daftar.csv", now=now)


def sheet() -> ContentFile:
    """A page as a phone photographs it."""
    kept = io.BytesIO()
    Image.new("RGB", (480, 640), "#eeeeee").save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name="halaman.jpg")


def formation_of(cast: SimpleNamespace, region: Region, now: datetime, *, is_sent: bool) -> SimpleNamespace:
    """The formation of a KIM with everything it needs; sent, it also has a letter."""
    case = registration.begin_formation(name=f"KIM {region.name}", level="desa", region=region, now=now).case
    seats = [registration.Seat(position, f"{position.title()} Baru") for position in ("ketua", "sekretaris", "bendahara")]
    day = now.date() - timedelta(days=30)
    steps: dict[str, dict[str, Any]] = {
        "musyawarah": {"met_on": day, "met_at": "balai desa", "women": 8, "men": 9},
        "pengurus": {"seats": seats, "chair_phone": "+6281255500401", "members": ["Agus Bone"]},
        "sk": {"decree_number": "141/9", "decree_issuer": "kepala_desa", "decree_on": day, "term_end": day + timedelta(days=1095)},
        "adart": {"vision": "Warga tahu.", "mission": "Menulis.", "aims": "Terdengar.", "programme": "Kabar mingguan."},
        "pernyataan": {"no_ties": True},
        "situs": {"address": "Jalan Desa 1"},
    }
    for step, values in steps.items():
        registration.save_step(case=case, step=step, values=values, now=now)
    paper = registration.attach_document(case=case, kind="minutes", file=sheet(), now=now)
    registration.attach_document(case=case, kind="decree", file=sheet(), now=now)
    letter = None
    if is_sent:
        registration.send_formation(case=case, now=now)
        case = get_case(case.pk)
        words = {"addressee": "Ketua", "subject": "Tanda terima", "body": "Sudah kami terima."}
        letter = send_letter(actor=cast.rini, case=case, kind="note", now=now, **words)
    return SimpleNamespace(case=case, ticket=ticket_for(case), paper=paper, letter=letter)


def _problems(cast: SimpleNamespace, now: datetime) -> dict[str, Any]:
    """A shared problem in work with what Dewi said of it, one that is solved, and a conversation that is closed."""
    desk = problem_desks(cast.sari)[0]
    report = send_report(kind="complaint", text="Parit mampet.", region=cast.siding_village, category="air", now=now).case
    words = {"public_title": "Parit mampet", "public_text": "Parit di muka sekolah mampet."}
    verify_report(actor=cast.rini, case=report, kind="complaint", category="air", needs_examination=False, now=now, **words)
    problem, solved, withdrawn = (
        problems.start_problem(actor=cast.sari, desk=desk, title=title, text="Papannya lapuk.", now=now)
        for title in ("Jembatan Hulu", "Sumur Hilir", "Parit Tengah")
    )
    step = problem_work.add_step(actor=cast.sari, problem=problem, what="Ganti papan", now=now)
    work_day = problem_work.add_work_day(
        actor=cast.sari, problem=problem, day=now.date() + timedelta(days=7), starts_at=time(7), place="Balai adat", now=now
    )
    update = problem_work.add_update(actor=cast.dewi, problem=problem, text="Papan sudah ada.", now=now)
    problem_work.solve_problem(actor=cast.sari, problem=solved, result="Airnya jernih.", now=now)
    problem_withdrawing.withdraw_problem(actor=cast.rini, problem=withdrawn, reason="Salah tulis.", now=now)
    thread, closed = (thread_about("aspirations.problem", each.slug) for each in (problem, solved))
    comments.close_thread(actor=cast.sari, thread=closed, reason="Selesai.", now=now)
    said = comments.send_remark(actor=cast.dewi, thread=thread, text="Papannya lapuk.", client_id=uuid4(), now=now).remark
    return {
        "public_report": report, "problem": problem, "solved_problem": solved, "withdrawn_problem": withdrawn, "step": step,
        "work_day": work_day, "update": update,
        "remark": said, "closed_thread": closed,
    }  # fmt: skip


def set_stage(cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Make the things; needs scopes disabled."""
    topic = Tag.objects.create(slug="pertanian", label="Pertanian", is_topic=True)
    member_group = Group.objects.create(name="Forum KIM", kind=Group.Kind.FORUM, region=cast.regency)
    photo = store_upload(actor=cast.sari, owner=cast.siding.scope, file=_snapshot(), now=now)
    draft = _article(cast, "Draf rahasia Siding", now, topic=topic)
    submitted = actions.submit_publication(actor=cast.dewi, publication=_article(cast, "Diajukan dari Siding", now), now=now)
    published = actions.submit_publication(actor=cast.dewi, publication=_article(cast, "Terbit dari Siding", now, topic=topic), now=now)
    actions.publish_publication(actor=cast.sari, publication=published, now=now)
    bulletin = actions.create_publication(actor=cast.rini, kind=Kind.BULLETIN, owner=cast.regency, now=now)
    actions.save_publication(
        actor=cast.rini,
        publication=bulletin,
        version=1,
        now=now,
        title="Pengumuman kabupaten",
        summary="",
        text="Isi.",
        audience=[cast.regency],
    )
    actions.publish_publication(actor=cast.rini, publication=bulletin, now=now)
    gallery = actions.create_publication(actor=cast.rini, kind=Kind.GALLERY, owner=cast.regency, now=now)
    actions.save_publication(
        actor=cast.rini, publication=gallery, version=1, now=now, title="Galeri kabupaten", summary="", text="Isi.", audience=[cast.regency]
    )
    seen = store_upload(actor=cast.rini, owner=cast.regency.scope, file=_snapshot(), now=now)
    actions.attach_upload(actor=cast.rini, publication=gallery, upload=seen, now=now)
    actions.publish_publication(actor=cast.rini, publication=gallery, now=now)
    event, cancelled_event = _event(cast, "Posyandu Siding", now), _event(cast, "Gotong royong Siding", now)
    agenda.cancel_event(actor=cast.sari, publication=cancelled_event, reason="Hujan.", now=now)
    event_day, moved_day = now.date() + timedelta(days=1), now.date() + timedelta(days=8)
    agenda.cancel_date(actor=cast.sari, publication=event, day=moved_day, reason="Libur.", now=now)
    report = send_report(kind="complaint", text="Jembatan rusak.", region=cast.siding_village, category="jalan", now=now).case
    keep_identity(case=report, contact=Contact(name="Seorang warga", phone="+6281255500199"), now=now)
    shown_report = send_report(kind="complaint", text="Lampu mati.", region=cast.siding_village, category="listrik", now=now).case
    kept_photo, shown_photo = (attach(actor=None, case=shown_report, file=_snapshot(), now=now) for _ in range(2))
    read = {"kind": "complaint", "category": "listrik", "needs_examination": False, "public_title": "Lampu", "public_text": "Mati."}
    verify_report(actor=cast.rini, case=shown_report, now=now, **read)
    release_picture(actor=cast.rini, case=shown_report, attachment=shown_photo, boxes=[], alt="Lampu mati.", now=now)
    handed_on = send_report(kind="complaint", text="Tiang miring.", region=cast.siding_village, category="listrik", now=now).case
    hand_on_report(actor=cast.rini, case=handed_on, text="Diteruskan.", now=now)
    running = send_report(kind="complaint", text="Kabel putus.", region=cast.siding_village, category="listrik", now=now).case
    verify_report(actor=cast.rini, case=running, now=now, **read)
    forward_report(actor=cast.rini, case=running, to=cast.regency, reason="", now=now)
    filed, news = filed_report(cast, now)
    _case, brought = filed_report(cast, now)
    deliver_news(actor=cast.dewi, delivery=brought, now=now)
    alert, alert_draft = warned(cast, now, title="Awas banjir di Siding"), warned(cast, now, title="Draf peringatan Siding", is_out=False)
    decree = Decree.objects.create(group=cast.siding, number="141/1", issuer="kepala_desa", about="Pengurus", date=now.date())
    for person in (cast.sari, cast.yohanes, cast.dewi, cast.markus):
        Member.objects.create(group=cast.siding, person=person, joined_date=now.date())
    Member.objects.create(group=cast.siding, person=cast.wati, joined_date=now.date(), left_date=now.date())
    september = read_key("2026-09")
    frozen_report, frozen_region_report = (
        freeze_report(actor=cast.rini, owner=get_owner(actor=cast.rini, **address), period=september, now=now)
        for address in ({"slug": cast.siding_site.slug}, {"code": cast.regency.code})
    )
    written = _list(cast, "KIM Tersimpan", now)
    confirm_import(actor=cast.rini, batch=written, now=now)
    return SimpleNamespace(
        **_problems(cast, now),
        frozen_report=frozen_report,
        frozen_region_report=frozen_region_report,
        preview=_list(cast, "KIM Pratinjau", now),
        written=written,
        topic=topic,
        forum=member_group,
        photo=photo,
        report=report,
        handed_on=handed_on,
        running=running,
        filed=filed,
        news=news,
        brought=brought,
        hung_sheet=hung_sheet(cast, now),
        open_sheet=ready_sheet(cast, now),
        kept_filter=save_filter(actor=cast.rini, name="Jalan", query="kategori=jalan", now=now),
        answer_template=keep_template(actor=cast.rini, region=cast.regency, title="Terima kasih", text="Terima kasih.", now=now),
        shown_report=shown_report,
        kept_photo=kept_photo,
        shown_photo=shown_photo,
        draft=draft,
        submitted=submitted,
        published=published,
        bulletin=bulletin,
        gallery_sent=gallery,
        event=event,
        cancelled_event=cancelled_event,
        event_day=event_day,
        moved_day=moved_day,
        asked=asked(cast, now),
        alert=alert,
        alert_draft=alert_draft,
        election=declare_period(
            actor=cast.rini,
            name="Pilkades Jagoi",
            kind=ElectionPeriod.Kind.VILLAGE,
            region=cast.jagoi_village,
            dates=usual_dates(now.date() + timedelta(days=90), campaign_days=3, quiet_days=3),
            words="",
            source="SK Bupati 12/2026",
            now=now,
        ),
        activity=noted_activity(cast, now),
        decree=decree,
        seat=BoardSeat.objects.create(group=cast.siding, position="ketua", person_name="Markus", appointed_by=decree),
        page=Page.objects.create(
            owner=cast.siding.scope, site=cast.siding_site, title="Sejarah", slug="sejarah", text="Isi", html="<p>Isi</p>", updated_at=now
        ),
        removed_page=Page.objects.create(
            owner=cast.siding.scope,
            site=cast.siding_site,
            title="Lama",
            slug="lama",
            text="Isi",
            html="<p>Isi</p>",
            updated_at=now,
            removed_at=now,
        ),
        grant=Grant.objects.get(person=cast.dewi, group=cast.siding),
        revoked=Grant.objects.create(
            person=cast.dewi,
            role=Role.EDITOR,
            scope=cast.siding.scope,
            group=cast.siding,
            granted_at=now - timedelta(days=9),
            revoked_at=now,
        ),
        officer=Grant.objects.get(person=cast.budi),
        revoked_officer=Grant.objects.create(
            person=cast.budi,
            role=Role.LEADER,
            scope=cast.regency.scope,
            region=cast.regency,
            granted_at=now - timedelta(days=9),
            revoked_at=now,
        ),
        api_key=make_key(actor=cast.rini, name="Siaga Warga", region=cast.regency, now=now),
        office=Office.objects.create(region=cast.regency, name="Dinas Kesehatan"),
        formation=formation_of(cast, Region.objects.get(pk="61.07.05.2001"), timezone.now(), is_sent=True),
        begun=formation_of(cast, Region.objects.get(pk="61.07.05.2002"), timezone.now(), is_sent=False),
    )
