"""The dates, notices and numbers of an edition: what each part takes by itself, and what became of what was chosen for it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django_scopes import scope

from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.policies import plain, summary_of
from kentongan.sites.models import Site

from ..models import Profile, ProfileFigure, WallSheet
from ..policies.wall_sheet_choices import By, Choices, Fate, Part, Why, date_key
from ..policies.wall_sheet_contents import WallDate, WallFigure, WallLeftOut, WallNotice
from . import agenda, alerts
from .agenda import Happening
from .wall_sheet import texts_for_sheets, withdrawn_since

DAYS = 7
NOTICE_LETTERS = 260
BULLETINS, BULLETIN_DAYS = 3, 21
WRITTEN = "tulisan"  # the key of the number we count ourselves
FIGURES = {
    ProfileFigure.Kind.AREA: ("km²", _l("luas %(place)s")),
    ProfileFigure.Kind.POPULATION: ("", _l("warga tinggal di %(place)s")),
    ProfileFigure.Kind.HOUSEHOLDS: ("", _l("keluarga di %(place)s")),
    ProfileFigure.Kind.DISTANCE: ("km", _l("dari %(place)s ke ibu kota kecamatan")),
}
REASONS = {
    Why.WITHDRAWN: _l("sudah ditarik"),
    Why.UNLISTED: _l("tidak lagi ada di situs ini"),
    Why.CALLED_OFF: _l("dibatalkan"),
    Why.OVER: _l("sudah lewat"),
    Why.NO_ROOM: _l("tidak muat"),
}


def days_of(sheet: WallSheet, today: date) -> tuple[date, date]:
    """The seven days whose dates an edition takes by itself: its week, or what begins today where the week has begun."""
    sunday = sheet.week + timedelta(days=DAYS - 1)
    first = min(max(sheet.week, today), sunday)
    return first, max(sunday, first + timedelta(days=DAYS - 1))


# --- Agenda


def dates_between(site: Site, first: date, last: date) -> list[Happening]:
    """What takes place in these days, in the order in which it comes. Two queries."""
    return [one for one in agenda.between(site, first, last) if not one.is_cancelled]


def key_of(one: Happening) -> str:
    """What names the date in a form and in what is kept."""
    return date_key(one.publication.code, one.occurrence.day.isoformat())


def wall_date(one: Happening, first: date) -> WallDate:
    """A date as a sheet takes it; what goes on since earlier stands on ``first``."""
    timing = one.occurrence.timing
    return WallDate(
        day=date_format(max(timing.start_date, first), "l, j M"),
        time=timing.start_time.strftime("%H.%M") if timing.start_time else "",
        title=one.publication.title,
        place=one.event.place,
        code=one.publication.code,
        planned=one.occurrence.day.isoformat(),
    )


def picked_dates(site: Site, keys: Iterable[str], first: date) -> list[tuple[str, WallDate | WallLeftOut]]:
    """(key, what became of it) for each chosen date, as they come; what does not go to print last. Three queries."""
    wanted = [(key, *key.split("/", 1)) for key in keys]
    codes = {code for _key, code, _day in wanted}
    standing = {one.code: one for one in agenda.standing(site).filter(code__in=codes)} if codes else {}
    others = _others(codes - standing.keys())
    taken: list[tuple[Happening, str]] = []
    out: list[tuple[str, WallDate | WallLeftOut]] = []
    for key, code, day in wanted:
        publication = standing.get(code)
        dates = publication.event.occurrences if publication is not None else []
        occurrence = next((one for one in dates if one.day.isoformat() == day), None)
        if publication is None or occurrence is None:
            out.append((key, _left_out(Part.DATES, publication or others.get(code), Fate(is_listed=False), when=_day_words(day))))
            continue
        one = Happening(publication, publication.event, occurrence, "")
        fate = Fate(is_called_off=one.is_cancelled, is_over=occurrence.timing.end_date < first)
        if fate.why is None:
            taken.append((one, key))
        else:
            out.append((key, _left_out(Part.DATES, publication, fate, when=_day_words(occurrence.timing.start_date.isoformat()))))
    taken.sort(key=lambda pair: (pair[0].occurrence.timing.start, pair[0].publication.title))
    return [(key, wall_date(one, first)) for one, key in taken] + out


def _day_words(day: str) -> str:
    return date_format(date.fromisoformat(day), "l, j M")


# --- Notices


def wall_notice(publication: Publication, words: str) -> WallNotice:
    """A bulletin or an emergency notice as a sheet takes it."""
    return WallNotice(publication.title, words, publication.sender, publishing.short_address(publication), publication.code)


def bulletins_holding(site: Site, now: datetime) -> QuerySet[Publication]:
    """The bulletins that stand on the site and are not over, newest first, with their texts. Needs an open scope."""
    return publishing.bulletins_for_site(site).defer(None).filter(Q(ends_at=None) | Q(ends_at__gt=now))


def latest_bulletins(site: Site, now: datetime) -> list[WallNotice]:
    """Those of the last weeks that a sheet takes by itself."""
    latest = bulletins_holding(site, now).filter(published_at__gte=now - timedelta(days=BULLETIN_DAYS))
    return [_bulletin(one) for one in latest[:BULLETINS]]


def _bulletin(publication: Publication) -> WallNotice:
    return wall_notice(publication, summary_of(publication.text, longest=NOTICE_LETTERS))


def picked_bulletins(site: Site, codes: Sequence[str], now: datetime) -> list[tuple[str, WallNotice | WallLeftOut]]:
    """(code, what became of it) for each chosen bulletin, newest first; what does not go to print last. Two queries."""
    standing = list(publishing.bulletins_for_site(site).defer(None).filter(code__in=codes)) if codes else []
    others = _others(set(codes) - {one.code for one in standing})
    taken: list[tuple[str, WallNotice | WallLeftOut]] = [(one.code, _bulletin(one)) for one in standing if not one.is_over(now)]
    over = [(one.code, _left_out(Part.BULLETINS, one, Fate(is_over=True))) for one in standing if one.is_over(now)]
    gone = [
        (code, _left_out(Part.BULLETINS, others.get(code), Fate(is_listed=False)))
        for code in codes
        if code not in {one.code for one in standing}
    ]
    return [*taken, *over, *gone]


def current_alerts(site: Site, now: datetime) -> list[WallNotice]:
    """The emergency notices that hold, the gravest first: no sheet goes without them."""
    return [wall_notice(one, plain(one.summary)) for one in alerts.current(alerts.listed_alerts(site), now=now)]


def _others(codes: Iterable[str]) -> dict[str, Publication]:
    """By code, what was chosen and stands on the site no longer."""
    found = Publication.objects.filter(code__in=list(codes)).only("code", "title", "status") if codes else []
    return {publication.code: publication for publication in found}


def _left_out(part: Part, publication: Publication | None, fate: Fate, *, when: str = "") -> WallLeftOut:
    withdrawn = publication is not None and publication.status == Publication.Status.WITHDRAWN
    why = Why.WITHDRAWN if withdrawn else fate.why or Why.UNLISTED
    return WallLeftOut(part, publication.title if publication is not None else _("Satu pilihan"), why, when)


def reason_words(left_out: WallLeftOut) -> str:
    """Why it does not stand on the sheet, in words that go behind its title."""
    if left_out.is_named:
        return _("tidak muat, disebut judulnya di “Juga di situs”")
    return str(REASONS[Why(left_out.why)])


# --- Numbers


def figures_of(site: Site, now: datetime) -> dict[str, WallFigure]:
    """The numbers we know, by key: those of the village's profile, and how much was written in a year. Three queries at most."""
    profile = Profile.objects.filter(group=site.group).prefetch_related("figures").first()
    found = {}
    for one in profile.figures.all() if profile is not None else ():
        unit, words = FIGURES[ProfileFigure.Kind(one.kind)]
        number = number_format(one.value.normalize() if one.value % 1 else int(one.value), force_grouping=True)
        place = {"place": str(site.group.region)}
        found[str(one.kind)] = WallFigure(f"{number} {unit}".strip(), str(words) % place, f"{one.source}, {one.year}")
    written = texts_for_sheets(site.group).filter(published_at__gte=now - timedelta(days=365)).count()
    if written:
        found[WRITTEN] = WallFigure(str(written), _("kabar ditulis warga sendiri dalam setahun"), site.group.name)
    return found


def figure_of_week(figures: dict[str, WallFigure], week: date) -> WallFigure | None:
    """One of the village's figures, another each week; the count of our own where the profile has none."""
    ours = [figure for key, figure in figures.items() if key != WRITTEN]
    return ours[week.isocalendar().week % len(ours)] if ours else figures.get(WRITTEN)


def picked_figure(figures: dict[str, WallFigure], choices: Choices) -> WallFigure | WallLeftOut:
    """The number that was chosen or written; one that the profile has no longer is left out."""
    if choices.figure_by == By.OWN:
        return WallFigure(choices.own_number, choices.own_words, choices.own_source)
    return figures.get(choices.figure) or WallLeftOut(Part.FIGURE, _("Angka yang dipilih"), Why.UNLISTED)


# --- Since it was laid out


def fallen_since(sheet: WallSheet, *, now: datetime) -> list[WallLeftOut]:
    """Of what stands on a sheet that is laid out but not published, what fell away since; nothing of another sheet."""
    contents = sheet.contents
    if contents is None or sheet.is_public or sheet.state != WallSheet.State.READY:
        return []
    site, today = sheet.group.site, timezone.localdate(now)
    keys = [date_key(one["code"], one["planned"]) for one in contents["dates"] if one.get("planned")]
    codes = [one["code"] for one in contents["bulletins"]]
    with scope(owner=list(sheet.group.scope_chain)):
        looked_at = (*picked_dates(site, keys, today), *picked_bulletins(site, codes, now))
    found = [one for _key, one in looked_at if isinstance(one, WallLeftOut)]
    told = {one.title for one in found}
    withdrawn = [one for one in withdrawn_since(contents).values() if one.title not in told]
    return [*(WallLeftOut(Part.TEXTS, one.title, Why.WITHDRAWN) for one in withdrawn), *found]
