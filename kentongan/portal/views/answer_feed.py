"""The feed of public reports that were answered: of the regency on the hub, of the site's region on a site."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.aspirations.queries.answers import AnsweredReport, answered_reports, answers_changed_at
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_url

from ..policies import feeds
from .feeds import NEWEST, Source, answer_with, url_on
from .places import place_of


@require_safe
def answer_feed(request: HttpRequest, form: str) -> HttpResponse:
    """What residents reported and what was answered. What is not public any more leaves it with the next reading."""
    place = place_of(request)
    under = settings.HOME_REGION if place is None else place.group.region.code
    source = Source(
        name="answer_feed",
        title=_("Laporan yang dijawab · %(name)s") % {"name": settings.HUB_NAME if place is None else place.site.name},
        home_url=url_on(place, "aspirations:public_list"),
        edition=freshness.around_edition(place),
        changed_at=answers_changed_at(under),
        entries=lambda: tuple(map(_entry, answered_reports(under, most=NEWEST))),
    )
    return answer_with(request, form, source)


def _entry(report: AnsweredReport) -> feeds.Entry:
    told = (linebreaks(report.text, autoescape=True), f"<h2>{_('Jawaban')}</h2>", linebreaks(report.answer, autoescape=True))
    return feeds.Entry(
        id=feeds.tag_uri(settings.BASE_DOMAIN, report.sent_at.year, "report", report.number),
        url=hub_url("aspirations:report_public", number=report.number),
        title=report.title,
        summary=f"{report.kind} · {report.category[1]} · {report.place}",
        html="\n".join(told),
        author=report.author,
        published_at=report.answered_at,
        updated_at=report.changed_at,
        categories=(report.category,),
    )
