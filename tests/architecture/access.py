"""Every address of the project with who may look (GET) and who may do (POST). A new address without a row here fails the test.

``LOOK`` and ``DO`` say who gets past the door; "-" means that the method does not exist. ``values`` names what fills the address, where it
is not the usual thing of KIM Suara Siding; ``data`` what is posted, where an empty form would not reach the rule.
"""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from kentongan.cases.queries import ticket_for

CAST = ("visitor", "sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")

EVERYBODY = frozenset(CAST)
SIGNED_IN = EVERYBODY - {"visitor"}
NOBODY: frozenset[str] = frozenset()
WRITERS = frozenset({"sari", "yohanes", "dewi", "markus"})  # KIM Suara Siding's own people
GROUP_PEOPLE = WRITERS | {"joko"}  # belong to a KIM, whichever
RELEASERS = WRITERS - {"dewi"}  # its redaktur and chair
MANAGERS = frozenset({"markus", "rini"})  # its chair, and the coordinator above
DESK = WRITERS | {"rini"}
DRESSERS = RELEASERS | {"rini"}  # who changes the site
COORDINATOR = frozenset({"rini"})  # the coordinator alone
REGISTER = frozenset({"rini", "adi"})  # the regency's register of groups
SENDERS = frozenset({"budi", "rini"})  # let out the emergency notices of Desa Siding
MODERATORS = RELEASERS | SENDERS  # look after what is said about things of KIM Suara Siding
FILERS = WRITERS | {"budi", "joko"}  # write reports down for others: anybody's group, officers of villages and districts
PROBLEM_DESK = MODERATORS | {"dewi"}  # work on a shared problem of KIM Suara Siding
WARNERS = SENDERS | RELEASERS | {"joko"}  # write them, or propose them to their village's officer
MISSING = None  # the method does not exist

Stage = SimpleNamespace
Values = Callable[[Stage, Stage], dict[str, Any]]


@dataclass(frozen=True)
class Access:
    """Who gets past the door of an address."""

    look: frozenset[str] | None
    do: frozenset[str] | None = MISSING
    values: Values | None = None
    data: Values | None = None
    content_type: str | None = None


def _of(name: str) -> Values:
    return lambda cast, stage: {"code": getattr(stage, name).code}


def _asked(**values: Callable[[Stage], Any]) -> Values:
    """The text that KIM are asked to pass on, with further values of what became of it."""
    return lambda cast, stage: {"code": stage.asked.code, **{name: value(stage.asked) for name, value in values.items()}}


def _report_of_group(cast: Stage, stage: Stage) -> dict[str, Any]:
    """The report of KIM Suara Siding on a month that is over, still a draft."""
    return {"key": "2026-10", "form": "xlsx"}


def _frozen_report(cast: Stage, stage: Stage) -> dict[str, Any]:
    """Its report on another, which is frozen."""
    return {"key": stage.frozen_report.period.key}


def _report_of_region(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"code": cast.regency.code, "key": "2026-10", "form": "xlsx"}


def _frozen_report_of_region(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"code": cast.regency.code, "key": stage.frozen_region_report.period.key}


def _siding(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"code": "61.07", "group_id": cast.siding.pk}


def _open_sheet(cast: Stage, stage: Stage) -> dict[str, Any]:
    """The edition of the wall newspaper that is not published yet."""
    return {"number": stage.open_sheet.number}


def _sent(cast: Stage, stage: Stage) -> dict[str, Any]:
    """A formation that waits for the coordinator: whoever has its ticket, and who works on it."""
    return _of_formation(stage.formation)


def _begun(cast: Stage, stage: Stage) -> dict[str, Any]:
    """A formation that is still a draft."""
    return _of_formation(stage.begun) | {"step": "musyawarah"}


def _of_formation(set_up: Stage) -> dict[str, Any]:
    picture = set_up.paper.upload
    return {
        "ticket": set_up.ticket,
        "number": set_up.case.number,
        "letter_id": set_up.letter.pk if set_up.letter else 1,
        "key": picture.key,
        "variant": f"{min(picture.variants)}.jpg",
    }


def _decided(**answers: Any) -> Values:
    return lambda cast, stage: {"versi": stage.formation.case.version, **answers}


def _register(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"code": cast.regency.code, "batch_id": stage.preview.pk}


def _report(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"number": stage.report.number}


def _read_report(cast: Stage, stage: Stage) -> dict[str, Any]:
    """One that the coordinator has verified."""
    return {"number": stage.public_report.number}


def _running(cast: Stage, stage: Stage) -> dict[str, Any]:
    """One whose clock runs."""
    return {"number": stage.running.number}


def _handed_on(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"number": stage.handed_on.number}


def _talk(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"thread_id": stage.remark.thread_id, "remark_id": stage.remark.pk}


def _problem(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {
        "slug": stage.problem.slug,
        "step_id": stage.step.pk,
        "work_day_id": stage.work_day.pk,
        "update_id": stage.update.pk,
    }


def _prefixed(prefix: str, **typed: str) -> Values:
    return lambda cast, stage: {f"{prefix}-{field}": value for field, value in typed.items()}


def _closed_talk(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"thread_id": stage.closed_thread.pk}


def _reporter(cast: Stage, stage: Stage) -> dict[str, Any]:
    """Whoever holds number and code of the report."""
    return {"ticket": ticket_for(stage.report)}


def _kept_filter(cast: Stage, stage: Stage) -> dict[str, Any]:
    """A filter of Rini's own."""
    return {"filter_id": stage.kept_filter.pk}


def _template(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"template_id": stage.answer_template.pk}


def _filed(cast: Stage, stage: Stage) -> dict[str, Any]:
    """A report that KIM Suara Siding wrote down for somebody, and its answer."""
    return {"number": stage.filed.number, "delivery_id": stage.news.pk}


def _delivered(cast: Stage, stage: Stage) -> dict[str, Any]:
    """What Dewi brought today: only she may say that she did not."""
    return {"delivery_id": stage.brought.pk}


def _kept_photo(cast: Stage, stage: Stage) -> dict[str, Any]:
    """A photo of a report that everybody may read; the photo itself is not released."""
    return {"number": stage.shown_report.number, "key": stage.kept_photo.upload.key}


def _shown_photo(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"number": stage.shown_report.number, "key": stage.shown_photo.upload.key}


def _photo(cast: Stage, stage: Stage) -> dict[str, Any]:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "#8fb08a").save(kept, "JPEG")
    kept.seek(0)
    kept.name = "foto.jpg"
    return {"owner": cast.siding.scope, "file": kept}


def _document(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"file": ContentFile(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", name="surat.pdf")}


def _date(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"code": stage.event.code, "day": stage.event_day.isoformat()}


def _moved_date(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"code": stage.event.code, "day": stage.moved_day.isoformat()}


def _typed(cast: Stage, stage: Stage) -> dict[str, Any]:
    return {"version": stage.draft.version, "title": "Diketik", "summary": "", "text": "Isi."}


def _wired(**values: str) -> "Access":
    """An address of Open311 that everybody may read."""
    return Access(EVERYBODY, values=lambda cast, stage: {"form": "json"} | values)


def _wire_report(cast: Stage, stage: Stage) -> dict[str, Any]:
    """What a program sends with its key."""
    place = {"service_code": "jalan", "address_id": cast.siding_village.code}
    return {"api_key": stage.api_key.text, "description": "Jembatan rusak.", **place}


PAGE = Access(EVERYBODY)  # a page for all, and nothing to post
OWN = Access(SIGNED_IN, SIGNED_IN)  # one's own account
FORM_DESK = Access(DESK)
MANAGED = Access(MANAGERS, MANAGERS)
DRESSED = Access(DRESSERS, DRESSERS)

HUB: dict[str, Access] = {
    # the hub's pages
    "portal:hub_home": PAGE,
    "search:search_show": PAGE,
    "portal:village_find": PAGE,
    "portal:region_show": Access(EVERYBODY, values=lambda cast, stage: {"code": cast.siding_village.code}),
    "portal:group_list": PAGE,
    "portal:map_show": PAGE,
    "portal:map_district": Access(EVERYBODY, values=lambda cast, stage: {"code": cast.siding_district.code}),
    "portal:nearest_show": PAGE,
    "portal:group_csv": PAGE,
    "portal:group_geojson": PAGE,
    "portal:hub_about": PAGE,
    "portal:accessibility_show": PAGE,
    "portal:privacy_show": PAGE,
    "portal:voice_feed": PAGE,
    "portal:hub_sitemap": PAGE,
    "portal:hub_sitemap_part": PAGE,
    "portal:manifest": PAGE,
    "portal:robots": PAGE,
    "portal:bulletin_feed": PAGE,
    "portal:answer_feed": PAGE,
    "portal:alert_feed": PAGE,
    "portal:topic_feed": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.topic.slug}),
    "newsroom:voice_list": PAGE,
    "newsroom:bulletin_list": PAGE,
    "newsroom:correction_list": PAGE,
    "newsroom:bulletin_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.bulletin.slug}),
    "newsroom:event_list": PAGE,
    "newsroom:event_past": PAGE,
    "newsroom:event_month": PAGE,
    "newsroom:event_calendar": PAGE,
    "newsroom:event_show": Access(NOBODY, values=lambda cast, stage: {"slug": stage.event.slug}),  # its one address is its site's
    "newsroom:event_file": Access(NOBODY, values=lambda cast, stage: {"slug": stage.event.slug}),
    "newsroom:alert_list": PAGE,
    "newsroom:alert_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.alert.slug}),
    "newsroom:alert_print": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.alert.slug}),
    "newsroom:topic_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.topic.slug}),
    "publishing:short_show": Access(EVERYBODY, values=lambda cast, stage: {"code": stage.alert.code}),
    "publishing:share_show": Access(EVERYBODY, values=lambda cast, stage: {"code": stage.alert.code}),
    "publishing:picture_show": Access(EVERYBODY, values=lambda cast, stage: {"code": stage.alert.code, "mark": "0" * 16, "shape": "kotak"}),
    "publishing:check_show": Access(EVERYBODY, EVERYBODY),
    "newsroom:gallery_list": PAGE,
    "portal:gallery_feed": PAGE,
    "newsroom:poster": Access(EVERYBODY, values=_of("published")),
    "newsroom:gallery_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.gallery_sent.slug}),
    "newsroom:picture_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.gallery_sent.slug}),
    "media:upload_show": Access(DESK),
    # a case: by its ticket whoever holds it, signed in or not; by its number who works on it
    "aspirations:report_send": Access(EVERYBODY, EVERYBODY),
    "aspirations:report_alike": Access(MISSING, EVERYBODY),
    "aspirations:report_photos": Access(MISSING, NOBODY),  # without the id that only the sender's page knows
    "aspirations:report_support": Access(MISSING, NOBODY, values=_report),  # not verified yet
    "aspirations:public_list": PAGE,
    "aspirations:report_figures": PAGE,
    "aspirations:figure_csv": PAGE,
    "aspirations:report_map": PAGE,
    "aspirations:report_public": Access(NOBODY, values=_report),  # not verified yet
    "cases:status_find": Access(EVERYBODY, EVERYBODY),
    "cases:status_show": Access(EVERYBODY, values=_sent),
    "cases:status_answer": Access(MISSING, EVERYBODY, values=_sent, data=_decided(langkah="withdraw")),
    "cases:letter_read": Access(EVERYBODY, values=_sent),
    "cases:file_read": Access(EVERYBODY, values=_sent),
    "casework:letter_show": Access(COORDINATOR, values=_sent),
    "casework:file_show": Access(COORDINATOR, values=_sent),
    "reporting:report_list": Access(SIGNED_IN),
    "reporting:week_show": Access(SIGNED_IN),
    "reporting:filter_list": Access(SIGNED_IN),
    "reporting:filter_save": Access(MISSING, SIGNED_IN),
    "reporting:filter_rename": Access(MISSING, COORDINATOR, values=_kept_filter, data=lambda cast, stage: {"nama": "Jalan kita"}),
    "reporting:filter_remove": Access(MISSING, COORDINATOR, values=_kept_filter),
    "reporting:many_start": Access(SENDERS),
    "reporting:many_do": Access(MISSING, SENDERS),
    "reporting:report_export": Access(MISSING, SENDERS),
    "reporting:route_edit": Access(COORDINATOR, COORDINATOR),
    "reporting:route_place": Access(COORDINATOR, COORDINATOR, values=lambda cast, stage: {"code": cast.siding_district.code}),
    "reporting:report_show": Access(COORDINATOR, values=_report),
    "reporting:report_verify": Access(MISSING, COORDINATOR, values=_report),
    "reporting:report_forward": Access(MISSING, COORDINATOR, values=_report),
    "reporting:report_step": Access(MISSING, COORDINATOR, values=_report, data=lambda cast, stage: {"langkah": "ask"}),
    "reporting:report_join": Access(MISSING, COORDINATOR, values=_report),
    "reporting:report_refer": Access(MISSING, COORDINATOR, values=_report),
    "reporting:report_hand_on": Access(MISSING, COORDINATOR, values=_report),
    "reporting:report_sp4n": Access(MISSING, COORDINATOR, values=_handed_on),
    "reporting:report_sp4n_table": Access(COORDINATOR, values=_report),
    "reporting:report_sp4n_waiting": Access(COORDINATOR),
    "reporting:report_note": Access(MISSING, COORDINATOR, values=_report),
    "reporting:report_attach": Access(MISSING, COORDINATOR, values=_report),
    "reporting:report_extend": Access(MISSING, COORDINATOR, values=_running),
    "reporting:report_assign": Access(MISSING, COORDINATOR, values=_report),
    "reporting:report_mend": Access(MISSING, COORDINATOR, values=_read_report),
    "reporting:template_list": Access(SENDERS, SENDERS),
    "reporting:template_change": Access(COORDINATOR, COORDINATOR, values=_template),
    "reporting:template_remove": Access(MISSING, COORDINATOR, values=_template),
    "aspirations:report_rate": Access(EVERYBODY, EVERYBODY, values=_reporter),
    "reporting:picture_show": Access(COORDINATOR, values=_kept_photo),
    "reporting:picture_release": Access(MISSING, COORDINATOR, values=_kept_photo, data=_decided(lihat="Lampu.", diperiksa="on")),
    "reporting:picture_withdraw": Access(MISSING, COORDINATOR, values=_shown_photo),
    "casework:identity_show": Access(COORDINATOR, COORDINATOR, values=_report),
    # what a village does together
    "aspirations:problem_list": PAGE,
    "aspirations:problem_show": Access(EVERYBODY, values=_problem),
    "aspirations:problem_support": Access(MISSING, EVERYBODY, values=_problem),
    "aspirations:work_day_join": Access(MISSING, EVERYBODY, values=_problem),
    "reporting:problem_desk": Access(SIGNED_IN),
    "reporting:problem_start": Access(MODERATORS | {"joko"}, MODERATORS | {"joko"}),
    "reporting:problem_share": Access(MISSING, MODERATORS, values=lambda cast, stage: {"number": stage.public_report.number}),
    "reporting:problem_tend": Access(PROBLEM_DESK, values=_problem),
    "reporting:problem_mend": Access(MODERATORS, MODERATORS, values=_problem),
    "reporting:step_add": Access(MISSING, MODERATORS, values=_problem, data=_prefixed("rencana", apa="Ukur papan")),
    "reporting:step_mark": Access(MISSING, PROBLEM_DESK, values=_problem, data=lambda cast, stage: {"keadaan": "done"}),
    "reporting:step_remove": Access(MISSING, MODERATORS, values=_problem),
    "reporting:work_day_add": Access(
        MISSING, MODERATORS, values=_problem, data=_prefixed("gotong-royong", hari="2099-01-01", jam="07:00", tempat="Balai")
    ),
    "reporting:work_day_call_off": Access(
        MISSING, MODERATORS, values=_problem, data=lambda cast, stage: {f"batal-{stage.work_day.pk}-sebab": "Hujan."}
    ),
    "reporting:update_add": Access(MISSING, PROBLEM_DESK, values=_problem, data=_prefixed("kabar", kabar="Mulai.")),
    "reporting:update_remove": Access(MISSING, MODERATORS | {"dewi"}, values=_problem),
    "reporting:problem_solve": Access(MISSING, MODERATORS, values=_problem, data=_prefixed("hasil", hasil="Sudah.")),
    "reporting:problem_close": Access(MISSING, MODERATORS, values=_problem, data=_prefixed("henti", sebab="Ditangani.")),
    "reporting:problem_reopen": Access(MISSING, MODERATORS, values=lambda cast, stage: {"slug": stage.solved_problem.slug}),
    "reporting:problem_withdraw": Access(MISSING, MODERATORS, values=_problem, data=_prefixed("tarik", sebab="Diminta keluarga.")),
    "reporting:problem_bring_back": Access(MISSING, MODERATORS, values=lambda cast, stage: {"slug": stage.withdrawn_problem.slug}),
    "workspace:problem_tell": Access(MISSING, PROBLEM_DESK, values=lambda cast, stage: {"slug": stage.solved_problem.slug}),
    # what people say about something
    "comments:thread_read": Access(EVERYBODY, values=_talk),
    "comments:remark_send": Access(EVERYBODY, EVERYBODY, values=_talk),
    "comments:remark_flag": Access(EVERYBODY, EVERYBODY, values=_talk),
    "comments:remark_find": Access(EVERYBODY, EVERYBODY),
    "comments:remark_answer": Access(MISSING, EVERYBODY),
    "talk:remark_queue": Access(SIGNED_IN),
    "talk:thread_show": Access(SIGNED_IN, values=_talk),
    "talk:remark_write": Access(MISSING, SIGNED_IN, values=_talk),
    "talk:thread_close": Access(MISSING, MODERATORS, values=_talk),
    "talk:thread_reopen": Access(MISSING, MODERATORS, values=_closed_talk),
    "talk:remark_decide": Access(MISSING, MODERATORS, values=_talk),
    "talk:remark_appeal": Access(MISSING, frozenset({"dewi"}), values=_talk, data=lambda cast, stage: {"langkah": "take_back"}),
    # other programs: no address here looks at a cookie
    "api:api_about": PAGE,
    "api:open311_description": PAGE,
    "api:service_discovery": _wired(),
    "api:service_list": _wired(),
    "api:service_show": _wired(service_code="jalan"),
    "api:service_requests": Access(EVERYBODY, EVERYBODY, values=lambda cast, stage: {"form": "json"}, data=_wire_report),
    "api:service_request": Access(NOBODY, values=lambda cast, stage: {"form": "xml", "number": stage.report.number}),  # not verified yet
    "api:token_show": Access(NOBODY, values=lambda cast, stage: {"form": "json", "token": "tidak-ada"}),
    "api:open311_missing": Access(NOBODY, values=lambda cast, stage: {"form": "json", "rest": "lain"}),
    "apikeys:key_list": Access(COORDINATOR, COORDINATOR),
    "apikeys:key_revoke": Access(COORDINATOR, COORDINATOR, values=lambda cast, stage: {"key_id": stage.api_key.row.pk}),
    "reporting:filing_list": Access(FILERS),
    "reporting:filing_write": Access(FILERS, FILERS),
    "reporting:filing_show": Access(WRITERS, values=_filed),
    "reporting:news_list": Access(SIGNED_IN),
    "reporting:news_slip": Access(WRITERS, values=_filed),
    "reporting:news_deliver": Access(MISSING, WRITERS, values=_filed),
    "reporting:news_missed": Access(MISSING, WRITERS, values=_filed),
    "reporting:news_undo": Access(MISSING, frozenset({"dewi"}), values=_delivered),
    # the formation of a KIM
    "registration:formation_about": PAGE,
    "registration:formation_start": Access(EVERYBODY, EVERYBODY),
    "registration:formation_fill": Access(EVERYBODY, values=_begun),
    "registration:formation_step": Access(EVERYBODY, EVERYBODY, values=_begun),
    "registration:formation_send": Access(EVERYBODY, EVERYBODY, values=_begun),
    "registration:formation_discard": Access(EVERYBODY, EVERYBODY, values=_begun),
    "registration:document_remove": Access(MISSING, EVERYBODY, values=_begun),
    "registering:formation_list": Access(COORDINATOR),
    "registering:formation_show": Access(COORDINATOR, values=_sent),
    "registering:formation_ask": Access(MISSING, COORDINATOR, values=_sent, data=_decided(pesan="SK belum terbaca.")),
    "registering:formation_refuse": Access(MISSING, COORDINATOR, values=_sent, data=_decided(alasan="Bukan KIM.")),
    "registering:formation_approve": Access(MISSING, COORDINATOR, values=_sent, data=_decided(slug="seluas", accent="laut")),
    "registering:formation_note": Access(MISSING, COORDINATOR, values=_sent, data=_decided(pesan="Sudah ditelepon.")),
    "registering:formation_extend": Access(MISSING, COORDINATOR, values=_sent, data=_decided(hari=2, alasan="Kades dinas luar.")),
    "registering:formation_close": Access(MISSING, NOBODY, values=_sent, data=_decided()),  # it is not coached yet
    "core:language_choose": Access(MISSING, EVERYBODY),
    "core:style_guide": Access(NOBODY, NOBODY),  # development only
    # sign-in; some steps exist only in the middle of one, and send everybody else back to its beginning
    "account_login": Access(EVERYBODY, EVERYBODY),
    "mfa_login_webauthn": Access(SIGNED_IN, SIGNED_IN),
    "mfa_authenticate": Access(SIGNED_IN, SIGNED_IN),
    "recovery_use": Access(EVERYBODY, EVERYBODY),
    "account_reset_password": Access(EVERYBODY, EVERYBODY),
    "account_confirm_password_reset_code": Access(NOBODY, NOBODY),
    "account_complete_password_reset": Access(NOBODY, NOBODY),
    "account_inactive": PAGE,
    "account_logout": Access(EVERYBODY, EVERYBODY),
    # one's own account
    "profile_edit": OWN,
    "account_change_password": OWN,
    "account_set_password": OWN,
    "account_reauthenticate": OWN,
    "mfa_reauthenticate": OWN,
    "mfa_reauthenticate_webauthn": OWN,
    "mfa_index": OWN,
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": Access(NOBODY, NOBODY),  # nobody of the cast has a code app
    "mfa_view_recovery_codes": Access(NOBODY),
    "mfa_generate_recovery_codes": OWN,
    "mfa_download_recovery_codes": Access(NOBODY, NOBODY),
    "mfa_list_webauthn": Access(EVERYBODY, EVERYBODY),  # an old name that leads on to mfa_index
    "mfa_add_webauthn": OWN,
    "mfa_edit_webauthn": OWN,
    "mfa_remove_webauthn": OWN,
    "usersessions_list": OWN,
    "session_end": Access(MISSING, NOBODY),  # another's device
    "session_end_all": Access(MISSING, NOBODY),  # leads to the sign-in page, as it should
    # the workspace
    "workspace:week_show": Access(SIGNED_IN),
    "workspace:text_list": Access(SIGNED_IN),
    "workspace:review_list": Access(SIGNED_IN),
    "workspace:election_list": Access(frozenset({"rini"}), frozenset({"rini"})),
    "workspace:election_edit": Access(
        frozenset({"rini"}), frozenset({"rini"}), values=lambda cast, stage: {"period_id": stage.election.pk}
    ),
    "workspace:desk_show": FORM_DESK,
    "workspace:group_edit": MANAGED,
    "workspace:forum_show": Access(NOBODY),  # KIM Suara Siding is no forum
    "workspace:forum_join": Access(MISSING, NOBODY),
    "workspace:forum_leave": Access(MISSING, MANAGERS),
    "workspace:site_edit": DRESSED,
    "workspace:logo_set": Access(MISSING, DRESSERS),
    "workspace:logo_remove": Access(MISSING, DRESSERS),
    "workspace:logo_restore": Access(MISSING, DRESSERS),
    "workspace:address_edit": MANAGED,
    "workspace:menu_edit": DRESSED,
    "workspace:page_list": Access(DRESSERS),
    "workspace:page_start": DRESSED,
    "workspace:page_write": DRESSED,
    "workspace:page_remove": Access(MISSING, DRESSERS),
    "workspace:page_restore": Access(MISSING, DRESSERS, values=lambda cast, stage: {"page_id": stage.removed_page.pk}),
    "workspace:member_list": FORM_DESK,
    "workspace:member_add": MANAGED,
    "workspace:member_remove": Access(MISSING, MANAGERS | {"dewi"}),  # everybody may leave
    "workspace:member_restore": Access(MISSING, MANAGERS, values=lambda cast, stage: {"person_id": cast.wati.pk}),
    "workspace:role_grant": Access(MISSING, MANAGERS, data=lambda cast, stage: {"role": "editor"}),
    "workspace:role_revoke": Access(MISSING, MANAGERS | {"dewi"}),  # everybody may step down
    "workspace:role_restore": Access(MISSING, MANAGERS, values=lambda cast, stage: {"grant_id": stage.revoked.pk}),
    "workspace:recovery_show": Access(MANAGERS, frozenset({"rini"})),  # the chair only for accounts made in the group; Dewi's was not
    "workspace:activity_list": FORM_DESK,
    "workspace:activity_add": Access(WRITERS, WRITERS),
    "workspace:activity_show": FORM_DESK,
    "workspace:activity_edit": Access(WRITERS, WRITERS),  # Dewi noted it herself; the coordinator only reads
    "workspace:activity_withdraw": Access(MISSING, WRITERS),
    "workspace:activity_restore": Access(MISSING, WRITERS),
    "workspace:decree_list": FORM_DESK,
    "workspace:decree_add": MANAGED,
    "workspace:decree_edit": MANAGED,
    "workspace:seat_add": MANAGED,
    "workspace:seat_dismiss": MANAGED,
    "workspace:seat_reinstate": Access(MISSING, MANAGERS),
    "workspace:board_renew": MANAGED,
    "workspace:kim_id_edit": MANAGED,
    "workspace:kim_id_copy": FORM_DESK,
    "workspace:kim_id_mark": Access(MISSING, DESK, values=_of("published")),
    "workspace:kim_id_unmark": Access(MISSING, DESK, values=_of("published")),
    "workspace:region_show": Access(REGISTER),
    "workspace:group_start": Access(REGISTER, REGISTER),
    "workspace:officer_list": Access(REGISTER, REGISTER),
    "workspace:officer_revoke": Access(MISSING, frozenset({"rini"})),
    "workspace:officer_restore": Access(MISSING, frozenset({"rini"}), values=lambda cast, stage: {"grant_id": stage.revoked_officer.pk}),
    "workspace:officer_recover": Access(REGISTER, REGISTER),
    "workspace:office_open": Access(MISSING, REGISTER),
    "workspace:site_control": Access(REGISTER, REGISTER, data=lambda cast, stage: {"do": "suspend", "reason": "Pemeriksaan"}),
    # lists of KIM: the coordinator's alone
    "registering:import_start": Access(COORDINATOR, COORDINATOR, values=_register),
    "registering:register_download": Access(COORDINATOR, values=lambda cast, stage: _register(cast, stage) | {"form": "csv"}),
    "registering:import_show": Access(COORDINATOR, values=_register),
    "registering:import_confirm": Access(MISSING, COORDINATOR, values=_register),
    "registering:import_discard": Access(MISSING, COORDINATOR, values=_register),
    "registering:import_undo": Access(
        MISSING, COORDINATOR, values=lambda cast, stage: _register(cast, stage) | {"batch_id": stage.written.pk}
    ),
    "registering:import_faults": Access(COORDINATOR, values=_register),
    "workspace:life_show": Access(REGISTER, values=_siding),
    "workspace:group_rest": Access(COORDINATOR, COORDINATOR, values=_siding),
    "workspace:group_wake": Access(MISSING, NOBODY, values=_siding),  # it is awake
    "workspace:group_merge": Access(COORDINATOR, COORDINATOR, values=_siding),
    "workspace:group_dissolve": Access(COORDINATOR, COORDINATOR, values=_siding),
    "workspace:group_revive": Access(MISSING, NOBODY, values=_siding),  # it never ended
    # activity reports: read by the group's people, frozen by its chair and the coordinator
    "evaluating:report_list": FORM_DESK,
    "evaluating:report_show": Access(DESK, values=_report_of_group),
    "evaluating:report_download": Access(DESK, values=_report_of_group),
    "evaluating:report_write": Access(DRESSERS, DRESSERS, values=_report_of_group),
    "evaluating:report_photos": Access(DRESSERS, DRESSERS, values=_report_of_group),
    "evaluating:report_freeze": Access(MISSING, MANAGERS, values=_report_of_group),
    "evaluating:report_withdraw": Access(MANAGERS, MANAGERS, values=_frozen_report),
    "evaluating:region_report_list": Access(COORDINATOR, values=_report_of_region),
    "evaluating:region_report_show": Access(COORDINATOR, values=_report_of_region),
    "evaluating:region_report_download": Access(COORDINATOR, values=_report_of_region),
    "evaluating:region_report_write": Access(COORDINATOR, COORDINATOR, values=_report_of_region),
    "evaluating:region_report_freeze": Access(MISSING, COORDINATOR, values=_report_of_region),
    "evaluating:region_report_withdraw": Access(COORDINATOR, COORDINATOR, values=_frozen_report_of_region),
    "evaluating:region_group_reports": Access(COORDINATOR, values=_report_of_region),
    # writing
    "writing:article_begin": Access(SIGNED_IN - {"wati", "adi"}, WRITERS, data=lambda cast, stage: {"meja": cast.siding.scope}),
    "writing:bulletin_begin": Access(
        frozenset({"budi", "rini"}), frozenset({"rini"}), data=lambda cast, stage: {"meja": cast.regency.scope}
    ),
    "writing:gallery_begin": Access(WRITERS | {"joko", "budi", "rini"}, WRITERS, data=lambda cast, stage: {"meja": cast.siding.scope}),
    "writing:event_begin": Access(SIGNED_IN - {"wati", "adi"}, WRITERS, data=lambda cast, stage: {"meja": cast.siding.scope}),
    "writing:event_change": Access(RELEASERS, RELEASERS, values=_of("event")),
    "writing:event_cancel": Access(RELEASERS, RELEASERS, values=_of("event")),
    "writing:event_reinstate": Access(MISSING, RELEASERS, values=_of("cancelled_event")),
    "writing:event_dates": Access(RELEASERS, values=_of("event")),
    "writing:event_date_change": Access(RELEASERS, RELEASERS, values=_date),
    "writing:event_date_restore": Access(MISSING, RELEASERS, values=_moved_date),
    "writing:alert_desk": Access(WARNERS),
    "writing:alert_begin": Access(
        WARNERS, WARNERS - {"rini", "joko"}, data=lambda cast, stage: {"meja": cast.siding_village.scope, "bahaya": "banjir"}
    ),
    "writing:alert_tend": Access(SENDERS, values=_of("alert")),
    "writing:alert_update": Access(MISSING, SENDERS, values=_of("alert"), data=lambda cast, stage: {"text": "Air turun."}),
    "writing:alert_clear": Access(MISSING, SENDERS, values=_of("alert"), data=lambda cast, stage: {"words": "Sudah aman."}),
    "writing:alert_correct": Access(SENDERS, SENDERS, values=_of("alert")),
    # passing on: the group answers, the sender's side asks
    "writing:task_list": Access(WRITERS | {"joko"}),
    "writing:task_show": Access(WRITERS, values=_asked()),
    "writing:task_answer": Access(MISSING, WRITERS, values=_asked()),
    "writing:task_part_take_back": Access(MISSING, WRITERS, values=_asked(part_id=lambda asked: asked.part.pk)),
    "writing:task_part_restore": Access(MISSING, WRITERS, values=_asked(part_id=lambda asked: asked.part.pk)),
    "writing:task_refuse": Access(MISSING, WRITERS, values=_asked()),
    "writing:task_try": Access(MISSING, WRITERS, values=_asked()),
    "writing:task_question": Access(MISSING, WRITERS, values=_asked()),
    "writing:task_reply": Access(MISSING, WRITERS, values=_asked(ask_back_id=lambda asked: asked.ask_back.pk)),
    "writing:proof_show": Access(
        DESK | {"budi"}, values=lambda cast, stage: {"key": stage.asked.photo.upload.key, "variant": stage.asked.photo.small}
    ),
    "writing:proof_release": Access(
        RELEASERS | {"dewi", "rini"}, RELEASERS, values=lambda cast, stage: {"key": stage.asked.photo.upload.key}
    ),
    "writing:proof_take_back": Access(  # it is not released
        MISSING, NOBODY, values=lambda cast, stage: {"key": stage.asked.photo.upload.key}
    ),
    "writing:task_ask": Access(SENDERS, SENDERS, values=_asked()),
    "writing:task_deadline": Access(MISSING, SENDERS, values=_asked(day=lambda asked: asked.task.deadline.isoformat())),
    "writing:task_call_off": Access(MISSING, SENDERS, values=_asked()),
    "writing:task_renew": Access(MISSING, SENDERS, values=_asked()),
    "writing:task_answers": Access(SENDERS, values=_asked()),
    "writing:reach_list": Access(SENDERS),
    "writing:reach_show": Access(SENDERS, values=_asked()),
    "writing:reach_csv": Access(SENDERS, values=_asked()),
    "writing:reach_xlsx": Access(SENDERS, values=_asked()),
    "writing:task_ask_back": Access(MISSING, SENDERS, values=_asked(part_id=lambda asked: asked.part.pk)),
    "writing:task_resemblance_accept": Access(MISSING, SENDERS, values=_asked(photo_id=lambda asked: asked.photo.pk)),
    "writing:task_question_answer": Access(MISSING, SENDERS, values=_asked(question_id=lambda asked: asked.question.pk)),
    "writing:article_write": Access(WRITERS, WRITERS),
    "writing:attachment_add": Access(MISSING, WRITERS, values=lambda cast, stage: {"part": "berkas"}, data=_document),
    "writing:attachment_edit": Access(RELEASERS, RELEASERS, values=_of("published")),
    "writing:profile_edit": DRESSED,
    "writing:wall_sheet_desk": FORM_DESK,
    "writing:wall_sheet_begin": Access(MISSING, RELEASERS, data=lambda cast, stage: {"paper": "a4", "sides": "1"}),
    "writing:wall_sheet_tend": Access(DESK, values=_open_sheet),
    "writing:wall_sheet_change": Access(RELEASERS, RELEASERS, values=_open_sheet),
    "writing:wall_sheet_publish": Access(MISSING, RELEASERS, values=_open_sheet, data=lambda cast, stage: {"version": "1"}),
    "writing:wall_sheet_drop": Access(MISSING, RELEASERS, values=_open_sheet),
    "writing:attachment_restore": Access(MISSING, WRITERS),
    "writing:article_save": Access(MISSING, WRITERS, data=_typed, content_type="application/json"),
    "writing:article_presence": Access(MISSING, WRITERS),
    "writing:article_preview": Access(WRITERS),
    "writing:article_submit": Access(MISSING, WRITERS),
    "writing:article_take_back": Access(MISSING, frozenset({"dewi"}), values=_of("submitted")),
    "writing:article_review": Access(RELEASERS, values=_of("submitted")),
    "writing:article_publish": Access(MISSING, RELEASERS, values=_of("submitted")),
    "writing:article_return": Access(MISSING, RELEASERS, values=_of("submitted")),
    "writing:article_schedule": Access(MISSING, RELEASERS, values=_of("submitted")),
    "writing:article_published": Access(DESK, values=_of("published")),
    "writing:publication_share": Access(SIGNED_IN, GROUP_PEOPLE, values=lambda cast, stage: {"code": stage.alert.code}),
    "writing:script_show": Access(
        SIGNED_IN,
        frozenset({"budi"}),
        values=lambda cast, stage: {"code": stage.alert.code},
        data=lambda cast, stage: {"naskah": "Perhatian."},
    ),
    "writing:script_drop": Access(MISSING, frozenset({"budi"}), values=lambda cast, stage: {"code": stage.alert.code}),
    "writing:script_read": Access(SIGNED_IN, values=lambda cast, stage: {"code": stage.alert.code}),
    "writing:script_record": Access(MISSING, GROUP_PEOPLE | {"budi"}, values=lambda cast, stage: {"code": stage.alert.code}),
    "writing:recording_show": Access(NOBODY, values=lambda cast, stage: {"code": stage.alert.code}),  # none was made
    "writing:share_take_back": Access(MISSING, GROUP_PEOPLE, values=lambda cast, stage: {"code": stage.alert.code}),
    "writing:article_withdraw": Access(RELEASERS, RELEASERS, values=_of("published")),
    "writing:article_correct": Access(RELEASERS, RELEASERS, values=_of("published")),
    "writing:article_reply": Access(RELEASERS, RELEASERS, values=_of("published")),
    "writing:article_archive": Access(MISSING, RELEASERS, values=_of("published")),
    "writing:article_history": Access(DESK, values=_of("submitted")),
    "writing:article_delete": Access(WRITERS, WRITERS),
    "uploads:upload_create": Access(MISSING, DESK, data=_photo),  # the coordinator brings logos
}

SITE: dict[str, Access] = {
    "portal:site_home": PAGE,
    "aspirations:report_send": Access(EVERYBODY, EVERYBODY),
    "aspirations:report_alike": Access(MISSING, EVERYBODY),
    "aspirations:report_photos": Access(MISSING, NOBODY),  # without the id that only the sender's page knows
    "aspirations:report_support": Access(MISSING, NOBODY, values=_report),  # not verified yet
    "aspirations:problem_list": PAGE,
    "aspirations:problem_show": Access(EVERYBODY, values=_problem),
    "aspirations:problem_support": Access(MISSING, EVERYBODY, values=_problem),
    "aspirations:work_day_join": Access(MISSING, EVERYBODY, values=_problem),
    "comments:thread_read": Access(EVERYBODY, values=_talk),
    "comments:remark_send": Access(EVERYBODY, EVERYBODY, values=_talk),
    "comments:remark_flag": Access(EVERYBODY, EVERYBODY, values=_talk),
    "aspirations:public_list": PAGE,
    "aspirations:report_public": Access(NOBODY, values=_report),  # not verified yet
    "search:search_show": PAGE,
    "portal:site_about": PAGE,
    "portal:site_contact": PAGE,
    "portal:page_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.page.slug}),
    "portal:article_feed": PAGE,
    "portal:site_sitemap": PAGE,
    "portal:site_sitemap_part": PAGE,
    "portal:manifest": PAGE,
    "portal:robots": Access(NOBODY),  # reached by path a site has no host of its own; portal's tests ask the other two ways
    "portal:bulletin_feed": PAGE,
    "portal:answer_feed": PAGE,
    "portal:alert_feed": PAGE,
    "portal:topic_feed": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.topic.slug}),
    "newsroom:article_list": PAGE,
    "newsroom:article_month": PAGE,
    "newsroom:article_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.published.slug}),
    "newsroom:bulletin_list": PAGE,
    "newsroom:correction_list": PAGE,
    "newsroom:bulletin_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.bulletin.slug}),
    "newsroom:event_list": PAGE,
    "newsroom:event_past": PAGE,
    "newsroom:event_month": PAGE,
    "newsroom:event_calendar": PAGE,
    "newsroom:event_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.event.slug}),
    "newsroom:event_file": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.event.slug}),
    "newsroom:alert_list": PAGE,
    "newsroom:alert_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.alert.slug}),
    "newsroom:alert_print": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.alert.slug}),
    "newsroom:topic_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.topic.slug}),
    "publishing:short_show": Access(EVERYBODY, values=lambda cast, stage: {"code": stage.alert.code}),
    "publishing:share_show": Access(EVERYBODY, values=lambda cast, stage: {"code": stage.alert.code}),
    "publishing:picture_show": Access(EVERYBODY, values=lambda cast, stage: {"code": stage.alert.code, "mark": "0" * 16, "shape": "kotak"}),
    "publishing:check_show": Access(EVERYBODY, EVERYBODY),
    "newsroom:gallery_list": PAGE,
    "portal:gallery_feed": PAGE,
    "newsroom:gallery_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.gallery_sent.slug}),
    "newsroom:picture_show": Access(EVERYBODY, values=lambda cast, stage: {"slug": stage.gallery_sent.slug}),
    "newsroom:profile_show": PAGE,
    "newsroom:poster": Access(EVERYBODY, values=_of("published")),
    "newsroom:wall_sheet_list": PAGE,
    "newsroom:wall_sheet_show": Access(EVERYBODY, values=lambda cast, stage: {"number": stage.hung_sheet.number}),
    "media:upload_show": Access(NOBODY),  # on a site only what is released
    "core:language_choose": Access(MISSING, EVERYBODY),
    "core:style_guide": Access(NOBODY, NOBODY),
}

ACCESS = {"hub": HUB, "site": SITE}


def usual_values(cast: Stage, stage: Stage) -> dict[str, Any]:
    """What fills an address that says nothing else."""
    return {
        "slug": cast.siding_site.slug,
        "code": stage.draft.code,
        "key": stage.photo.key,
        "variant": "640.webp",
        "form": "atom",
        "number": 1,
        "year": 2026,
        "month": 11,
        "page_id": stage.page.pk,
        "activity_id": stage.activity.pk,
        "person_id": cast.dewi.pk,
        "grant_id": stage.grant.pk,
        "decree_id": stage.decree.pk,
        "seat_id": stage.seat.pk,
        "group_id": cast.siding.pk,
        "pk": 1,
        "session_id": 1,
    }


def posted(access: Access, cast: Stage, stage: Stage) -> dict[str, Any]:
    """Keyword arguments for the client's post()."""
    data = access.data(cast, stage) if access.data else {}
    if access.content_type == "application/json":
        return {"data": json.dumps(data), "content_type": access.content_type}
    return {"data": data}
