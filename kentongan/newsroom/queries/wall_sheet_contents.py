"""What goes on an edition: the texts chosen, and each of the other parts as it was decided."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from kentongan.core.text import rendered
from kentongan.groups.models import Group
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.sites.addresses import origin_of, site_url

from ..models import WallSheet
from ..policies.wall_sheet import blocks_of
from ..policies.wall_sheet_choices import By, Choices, Part, Why, choices_of
from ..policies.wall_sheet_contents import WallContents, WallLeftOut, WallText, WallTitle
from .wall_sheet import texts_for_sheets
from .wall_sheet_parts import (
    DAYS,
    current_alerts,
    dates_between,
    days_of,
    figure_of_week,
    figures_of,
    latest_bulletins,
    picked_bulletins,
    picked_dates,
    picked_figure,
    wall_date,
)

MORE_TITLES = 8


def wall_text(publication: Publication, text: str = "") -> WallText:
    """A text as a sheet takes it; ``text`` is what was written for the sheet in its place."""
    cover = publication.cover
    return WallText(
        code=publication.code,
        title=publication.title,
        kicker=publication.topic.label if publication.topic else "",
        byline=publication.author.full_name,
        blocks=tuple(blocks_of(rendered(text) if text else publication.html)) or (("p", publication.summary or publication.title),),
        address=publishing.short_address(publication),
        picture=cover.key if cover is not None and cover.variants else "",
        alt=cover.alt or publication.title if cover is not None else "",
        caption=cover.caption if cover is not None else "",
    )


# --- All of an edition


def _texts(sheet: WallSheet) -> tuple[list[WallText], list[WallLeftOut]]:
    """The texts chosen that may still be read, and those that were withdrawn since."""
    items = list(sheet.items.all())
    out = [WallLeftOut(Part.TEXTS, item.publication.title, Why.WITHDRAWN) for item in items if not item.publication.is_public]
    return [wall_text(item.publication, item.text) for item in items if item.publication.is_public], out


def _parts(sheet: WallSheet, *, now: datetime) -> dict[str, Any]:
    """Dates, bulletins and number as they were decided, with what of it does not go to print."""
    site, choices = sheet.group.site, choices_of(sheet.choices)
    first, last = days_of(sheet, timezone.localdate(now))
    taken: dict[str, list[Any]] = {"dates": [], "bulletins": [], "figure": []}
    if choices.dates_by == By.AUTOMATIC:
        taken["dates"] = [wall_date(one, first) for one in dates_between(site, first, last)]
    elif choices.dates_by == By.CHOSEN:
        taken["dates"] = [one for _key, one in picked_dates(site, choices.dates, first)]
    if choices.bulletins_by == By.AUTOMATIC:
        taken["bulletins"] = list(latest_bulletins(site, now))
    elif choices.bulletins_by == By.CHOSEN:
        taken["bulletins"] = [one for _code, one in picked_bulletins(site, choices.bulletins, now)]
    if choices.figure_by != By.NONE:
        figures = figures_of(site, now)
        automatic = choices.figure_by == By.AUTOMATIC
        figure = figure_of_week(figures, sheet.week) if automatic else picked_figure(figures, choices)
        taken["figure"] = [figure] if figure is not None else []
    stands = {part: [one for one in found if not isinstance(one, WallLeftOut)] for part, found in taken.items()}
    return {
        "dates": tuple(stands["dates"]),
        "bulletins": tuple(stands["bulletins"]),
        "figure": next(iter(stands["figure"]), None),
        "left_out": tuple(one for found in taken.values() for one in found if isinstance(one, WallLeftOut)),
    }


def _more(group: Group, printed: Iterable[str]) -> tuple[WallTitle, ...]:
    latest = texts_for_sheets(group).exclude(code__in=list(printed)).values_list("title", "code")
    return tuple(WallTitle(title, code) for title, code in latest[:MORE_TITLES])


def _contact(group: Group, choices: Choices) -> dict[str, Any]:
    """Whom one may ask: as the group says it of itself, in words of this edition, or nobody."""
    if choices.contact_by == By.AUTOMATIC:
        return {"secretariat": group.address, "phone": group.phone}
    return {"secretariat": "", "phone": "", "contact": choices.contact if choices.contact_by == By.OWN else ""}


def contents_of(sheet: WallSheet, *, now: datetime) -> WallContents:
    """All of an edition, ready to be laid out. Needs the open scopes of its group's pages."""
    group, site, week = sheet.group, sheet.group.site, sheet.week
    sunday = week + timedelta(days=DAYS - 1)
    choices = choices_of(sheet.choices)
    texts, withdrawn = _texts(sheet)
    parts = _parts(sheet, now=now)
    parts["left_out"] = (*withdrawn, *parts["left_out"])
    return WallContents(
        name=site.name,
        tagline=site.tagline,
        place=", ".join(str(region) for region in (group.region, group.region.parent) if region is not None),
        number=sheet.number,
        week=f"{date_format(week, 'j F' if week.month != sunday.month else 'j')}–{date_format(sunday, 'j F Y')}",
        home=origin_of(site) + "/",
        report=site_url(site, "aspirations:report_send"),
        emergency=settings.ALERT_NUMBER,
        note=sheet.note,
        logo=site.logo.key if site.logo is not None and site.logo.variants else "",
        texts=tuple(texts),
        alerts=tuple(current_alerts(site, now)),
        more=() if choices.more_by == By.NONE else _more(group, (text.code for text in texts)),
        by_hand=choices.by_hand,
        without=choices.without,
        **_contact(group, choices),
        **parts,
    )
