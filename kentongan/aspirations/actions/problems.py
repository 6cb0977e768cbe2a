"""A shared problem begins, is told in other words, and is shared by others who have it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.comments import actions as comments
from kentongan.comments.queries import thread_about
from kentongan.core.actions import emit
from kentongan.core.scopes import is_within
from kentongan.core.text import free_slug, slug_of
from kentongan.media import actions as media
from kentongan.media.models import Upload
from kentongan.regions.models import Region

from .. import events
from ..models import Joiner, Problem, ProblemSupport, Report, WorkDay
from ..policies.problems import Deed, State
from ..queries import problems as queries
from ..rules import problems as rules
from .supporting import support_report

KIND = rules.PROBLEM_TALK.kind
FOLLOWING = ["title", "text", "hamlets"]  # the words that are taken from a report


def about(problem: Problem, actor: Person | None, now: datetime) -> dict[str, Any]:
    """What every event of a shared problem says."""
    return {
        "scopes": tuple(dict.fromkeys((problem.owner, problem.region.scope))),
        "actor_id": actor.pk if actor else None,
        "at": now,
        "problem_id": problem.pk,
        "slug": problem.slug,
        "group_id": problem.group_id,
        "region_code": problem.region_id,
    }


def keep_picture(
    *, actor: Person, owner: str, file: UploadedFile, alt: str, now: datetime, is_shown: bool = True, is_demo: bool = False
) -> Upload:
    """Keep a picture that everybody sees at once, unless its problem is withdrawn: whoever brings it said that those shown agreed.

    Raises Refused.
    """
    upload = media.keep_file(
        uploader=actor,
        owner=owner,
        file=file,
        now=now,
        alt=alt,
        people_shown=Upload.PeopleShown.AGREED,
        pictures_only=True,
        is_demo=is_demo,
    )
    if is_shown:
        media.release_upload(upload=upload)
    return upload


def _save_new(problem: Problem, slug: str) -> None:
    """Keep it under the first free address; where another takes that at the same moment, under the next. Raises Denied."""
    while True:
        problem.slug = free_slug(slug, queries.taken_slugs(slug))
        try:
            with transaction.atomic(), scopes_disabled():
                return problem.save()
        except IntegrityError:
            if problem.report is not None and queries.is_shared(problem.report):
                raise rules.Denied(_("Laporan ini sudah menjadi masalah bersama.")) from None
            if problem.slug not in queries.taken_slugs(slug):
                raise  # it was not the address


def start_problem(
    *,
    actor: Person,
    desk: queries.ProblemDesk,
    title: str,
    text: str,
    now: datetime,
    region: Region | None = None,
    hamlets: str = "",
    picture: UploadedFile | None = None,
    report: Report | None = None,
    is_demo: bool = False,
) -> Problem:
    """Begin one in the desk's name, about a place in it; people can talk about it at once. Raises Denied, Refused."""
    if desk.value not in {each.value for each in queries.problem_desks(actor)}:
        raise rules.Denied(_("Masalah bersama dimulai oleh redaktur KIM, petugas, atau koordinator setempat."))
    region = region or desk.region
    if not is_within(region.code, desk.region.code):
        raise rules.Denied(_("Tempatnya di luar wilayah Anda."))
    if not title.strip() or not text.strip():
        raise rules.Denied(_("Tulis judul dan apa masalahnya."))
    slug = slug_of(title) or "masalah"
    problem = Problem(
        owner=desk.value,
        group=desk.group,
        region=region,
        report=report,
        title=title.strip()[:160],
        text=text.strip(),
        hamlets=hamlets.strip()[:200],
        follows=FOLLOWING if report is not None else [],
        started_by=actor,
        started_at=now,
        updated_at=now,
        is_demo=is_demo,
    )
    with media.brought_along() as kept:
        if picture is not None:
            kept.append(keep_picture(actor=actor, owner=desk.value, file=picture, alt=problem.title, now=now, is_demo=is_demo))
            problem.picture = kept[0]
        return _begin(problem, slug, actor, now)


@transaction.atomic
def _begin(problem: Problem, slug: str, actor: Person, now: datetime) -> Problem:
    _save_new(problem, slug)
    talk: dict[str, Any] = {"title": problem.title, "owner": problem.owner, "region": problem.region, "is_demo": problem.is_demo}
    comments.open_thread(kind=KIND, subject=problem.slug, now=now, actor=actor, **talk)
    emit(events.ProblemStarted(case_id=problem.report_id, **about(problem, actor, now)))
    return problem


@transaction.atomic
def share_report(*, actor: Person, report: Report, desk: queries.ProblemDesk, now: datetime, is_demo: bool = False) -> Problem:
    """Make a public report a shared problem, in the words everybody reads of it. Raises Denied."""
    if why_not := rules.why_not_share(report):
        raise rules.Denied(why_not)
    return start_problem(
        actor=actor,
        desk=desk,
        **queries.words_of(report),
        region=report.case.region,
        report=report,
        now=now,
        is_demo=is_demo,
    )


def move(problem: Problem, deed: Deed, actor: Person, now: datetime, *, version: int | None = None, **values: Any) -> Problem:
    """Take the deed's arrow and write what it says. Raises Denied where it is not open to the actor, Stale where another was first."""
    arrow = rules.problem_arrow_for(actor, problem, deed)
    if arrow is None:
        raise rules.Denied(_("Langkah ini bukan bagian Anda, atau tidak bisa lagi sekarang."))
    return write(problem, now, version=version, **({"state": arrow.target or State(problem.state)} | values))


def write(problem: Problem, now: datetime, *, version: int | None = None, **values: Any) -> Problem:
    """Write these values where nobody was faster. Raises Stale."""
    values["updated_at"] = now
    with scopes_disabled():
        seen = Problem.objects.filter(pk=problem.pk, state=problem.state)
        if version is not None:
            seen = seen.filter(version=version)
        if not seen.update(version=F("version") + 1, **values):
            raise rules.Stale(_("Masalah bersama ini baru saja diubah orang lain."))
    for field, value in values.items():
        setattr(problem, field, value)
    problem.version += 1
    return problem


def show_pictures(problem: Problem, **pictures: Upload) -> None:
    """Let the problem show these pictures (field → upload); those in whose place they come are gone for good."""
    with scopes_disabled():
        Problem.objects.filter(pk=problem.pk).update(**pictures)
    for field, upload in pictures.items():
        former = getattr(problem, field)
        setattr(problem, field, upload)
        if former is not None:
            media.remove_upload(upload=former)


def rename(problem: Problem, called: str, actor: Person | None, now: datetime) -> None:
    """Let its conversation and its pictures bear its title, where they bore the one it was called by."""
    if called == problem.title:
        return
    if (thread := thread_about(KIND, problem.slug)) is not None:
        comments.rename_thread(thread=thread, title=problem.title, actor=actor, now=now)
    for picture in (problem.picture, problem.after):
        if picture is not None and called in picture.alt:
            media.name_upload(upload=picture, alt=picture.alt.replace(called, problem.title))


def mend_problem(
    *,
    actor: Person,
    problem: Problem,
    title: str,
    text: str,
    now: datetime,
    hamlets: str = "",
    picture: UploadedFile | None = None,
    version: int | None = None,
) -> Problem:
    """Tell it in other words; its address stays. A new picture takes the place of the old. Raises Denied, Stale, Refused."""
    if not title.strip() or not text.strip():
        raise rules.Denied(_("Tulis judul dan apa masalahnya."))
    values: dict[str, Any] = {"title": title.strip()[:160], "text": text.strip(), "hamlets": hamlets.strip()[:200]}
    values["follows"] = [field for field in problem.follows if values[field] == getattr(problem, field)]
    with media.brought_along() as kept:
        if picture is not None:
            is_shown = not problem.is_withdrawn
            kept.append(keep_picture(actor=actor, owner=problem.owner, file=picture, alt=values["title"], now=now, is_shown=is_shown))
        return _mend(problem, actor, now, values, version, kept[0] if kept else None)


@transaction.atomic
def _mend(problem: Problem, actor: Person, now: datetime, values: dict[str, Any], version: int | None, picture: Upload | None) -> Problem:
    called = problem.title
    move(problem, Deed.MEND, actor, now, version=version, **values)
    rename(problem, called, actor, now)
    if picture is not None:
        show_pictures(problem, picture=picture)
    emit(events.ProblemMended(**about(problem, actor, now)))
    return problem


def _support(problem: Problem, client_id: UUID, now: datetime) -> bool:
    if problem.report is not None:
        try:
            return support_report(report=problem.report, client_id=client_id, now=now)
        except (rules.Denied, rules.NotVisible):
            pass  # the report has come to its end, the work on it has not
    _row, is_new = ProblemSupport.objects.get_or_create(problem=problem, client_id=client_id, defaults={"at": now})
    if is_new:
        with scopes_disabled():
            Problem.objects.filter(pk=problem.pk).update(own_supporters=F("own_supporters") + 1)
    return is_new


@transaction.atomic
def support_problem(*, problem: Problem, client_id: UUID, now: datetime) -> bool:
    """Somebody has the same trouble: once per device. Returns whether it was new. Raises Denied once it is over.

    Where it began from a report that can still be supported, the voice counts there: whoever supported the report is not counted again.
    """
    if not problem.is_under_way:
        raise rules.Denied(_("Masalah ini sudah selesai atau dihentikan."))
    is_new = _support(problem, client_id, now)
    if is_new:
        emit(events.ProblemSupported(**about(problem, None, now)))
    return is_new


@transaction.atomic
def join_work_day(*, work_day: WorkDay, client_id: UUID, now: datetime) -> bool:
    """Somebody comes: once per device. Returns whether it was new. Raises Denied where it is over or called off."""
    if why_not := rules.why_not_join(work_day, timezone.localdate(now)):
        raise rules.Denied(why_not)
    _row, is_new = Joiner.objects.get_or_create(work_day=work_day, client_id=client_id, defaults={"at": now})
    if is_new:
        WorkDay.objects.filter(pk=work_day.pk).update(joiners=F("joiners") + 1)
        emit(events.WorkDayJoined(work_day_id=work_day.pk, **about(work_day.problem, None, now)))
    return is_new


@transaction.atomic
def note_story(*, actor: Person, problem: Problem, code: str, now: datetime) -> Problem:
    """Note which draft tells of it: the front floor joins this room with the newsroom. Raises Denied, Stale."""
    move(problem, Deed.TELL, actor, now, story=code)
    emit(events.ProblemTold(publication_code=code, **about(problem, actor, now)))
    return problem
