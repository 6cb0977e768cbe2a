"""Approval: the group, its decree, its board, its first people and its site come into being in one transaction, or not at all."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.accounts.policies import shown_phone
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.core.actions import emit
from kentongan.groups import actions as groups
from kentongan.groups.models import Decree, Group, Role
from kentongan.media.actions import give_upload
from kentongan.sites import actions as sites
from kentongan.sites.addresses import origin_of
from kentongan.sites.models import Site

from .. import events, queries
from ..models import Formation, ProposedSeat
from ..queries.checking import sentence_of
from ..rules import Denied
from .words import addressee_of


@dataclass(frozen=True)
class SignIn:
    """How somebody of the new group comes in: with a first password, shown once; or, password "", with the account he had before."""

    person: Person
    role: str
    password: str


@dataclass(frozen=True)
class Approval:
    """What came into being."""

    group: Group
    site: Site
    sign_ins: tuple[SignIn, ...]


@transaction.atomic
def approve_formation(
    *,
    actor: Person,
    case: Case,
    slug: str,
    accent: str,
    now: datetime,
    tagline: str = "",
    version: int | None = None,
) -> Approval:
    """Approve a formation: everything it asked for exists when this returns. Raises Denied with the reason, Stale."""
    formation = queries.formation_of(case)
    documents = queries.documents_of(formation)
    found = queries.findings_of(formation, documents, today=timezone.localdate(now))
    if lacking := [sentence_of(finding) for finding in found if finding.is_blocking]:
        raise Denied(_("Belum bisa disetujui: %(lacking)s") % {"lacking": " ".join(lacking)})
    if formation.decree_on is None:  # the checks say so, too
        raise Denied(_("Tanggal SK belum diisi."))
    cases.move_case(actor=actor, case=case, action="approve", version=version, now=now)
    group = _group(actor, formation, now)
    scans = documents.get("decree", [])
    if scans:
        give_upload(upload=scans[-1].upload, owner=group.scope)
    decree = groups.add_decree(
        actor=actor,
        group=group,
        number=formation.decree_number,
        issuer=formation.decree_issuer,
        about=formation.decree_about or _("Pembentukan %(name)s") % {"name": formation.name},
        date=formation.decree_on,
        term_start=formation.term_start,
        term_end=formation.term_end,
        scan_key=scans[-1].upload.key if scans else "",
        now=now,
    )
    sign_ins = _people(actor, formation, group, now)
    _seat(actor, formation, group, decree, sign_ins, now)
    site = sites.create_site(actor=actor, group=group, slug=slug, accent=accent, tagline=tagline, now=now)
    Formation.objects.filter(pk=formation.pk).update(group=group, remarks={})
    _letter(actor, formation, site, now)
    emit(
        events.FormationApproved(
            scopes=(case.owner, group.scope), actor_id=actor.pk, at=now, case_id=case.pk, group_id=group.pk, site_id=site.pk
        )
    )
    return Approval(group, site, tuple(sign_ins.values()))


def _group(actor: Person, formation: Formation, now: datetime) -> Group:
    founded = formation.founded_on or formation.met_on
    return groups.create_group(
        actor=actor,
        region=formation.case.region,
        name=formation.name,
        level=formation.level,
        description=formation.description,
        address=formation.address,
        phone=shown_phone(formation.phone) if formation.phone else "",
        founded_year=founded.year if founded else None,
        now=now,
        is_demo=formation.case.is_demo,
    )


def _people(actor: Person, formation: Formation, group: Group, now: datetime) -> dict[str, SignIn]:
    """Name → how he comes in: the chair, and the editor where one is named. Who has the number signs in with the account he has."""
    chair = next(seat.person_name for seat in formation.seats.all() if seat.position == "ketua")
    wanted = [(chair, formation.chair_phone, Role.CHAIR)]
    if formation.editor_name and formation.editor_name != chair and formation.editor_phone != formation.chair_phone:
        wanted.append((formation.editor_name, formation.editor_phone, Role.EDITOR))
    found = {}
    for name, phone, role in wanted:
        person, password = queries.person_of_phone(phone), ""
        if person is not None and not person.is_active:
            raise Denied(_("Akun dengan nomor %(phone)s sedang ditutup. Minta nomor lain.") % {"phone": shown_phone(phone)})
        if person is None:
            slip = groups.welcome_member(
                actor=actor, group=group, full_name=name, phone=phone or None, now=now, is_demo=formation.case.is_demo
            )
            person, password = slip.person, slip.password
        else:
            groups.add_member(actor=actor, group=group, person=person, now=now)
        groups.grant_role(actor=actor, person=person, role=role, group=group, now=now)
        found[name] = SignIn(person, str(role.label), password)
    return found


def _seat(actor: Person, formation: Formation, group: Group, decree: Decree, sign_ins: dict[str, SignIn], now: datetime) -> None:
    elected: list[ProposedSeat] = [seat for seat in formation.seats.all() if seat.person_name]
    for order, seat in enumerate(elected):
        known = sign_ins.get(seat.person_name)
        groups.seat_board_member(
            actor=actor,
            group=group,
            decree=decree,
            position=seat.position,
            section=seat.section,
            person_name=seat.person_name,
            person=known.person if known else None,
            order=order,
            now=now,
        )


def _letter(actor: Person, formation: Formation, site: Site, now: datetime) -> None:
    told = {"name": formation.name, "number": formation.decree_number, "address": origin_of(site) + "/"}
    cases.send_letter(
        actor=actor,
        case=formation.case,
        kind="approval",
        addressee=addressee_of(formation),
        subject=_("%(name)s terdaftar") % told,
        body=_(
            "%(name)s sudah tercatat dalam daftar KIM berdasarkan SK %(number)s.\n\n"
            "Situsnya sudah hidup di %(address)s. Ketua menerima cara masuk ke ruang kerja dari petugas."
        )
        % told,
        now=now,
    )
