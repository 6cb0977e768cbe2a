"""The words an answer begins with, what proves it, and what the reporter thinks of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.cases.models import Case
from kentongan.core.actions import emit
from kentongan.groups.models import Office
from kentongan.regions.models import Region

from .. import events, policies, rules
from ..models import AnswerTemplate, Report


@transaction.atomic
def keep_template(
    *,
    actor: Person,
    title: str,
    text: str,
    now: datetime,
    template: AnswerTemplate | None = None,
    region: Region | None = None,
    office: Office | None = None,
) -> AnswerTemplate:
    """Keep the words for a desk of the actor's (``region``, or its ``office``), or change those of ``template``. Raises Denied."""
    kept = template or AnswerTemplate(region=region, office=office)
    if kept.region_id is None or not rules.can_keep_template(actor, kept):
        raise rules.Denied(_("Templat jawaban dibuat oleh meja atau dinasnya sendiri."))
    if not (title.strip() and text.strip()):
        raise rules.Denied(_("Templat perlu nama dan isi."))
    same = AnswerTemplate.objects.filter(region_id=kept.region_id, office=kept.office, title=title.strip())
    if same.exclude(pk=kept.pk).exists():
        raise rules.Denied(_("Sudah ada templat dengan nama ini."))
    kept.title, kept.text = title.strip(), text.strip()
    kept.save()
    emit(events.TemplateKept(scopes=(kept.region.scope,), actor_id=actor.pk, at=now, template_id=kept.pk))
    return kept


@transaction.atomic
def remove_template(*, actor: Person, template: AnswerTemplate, now: datetime) -> None:
    """Take a template away; answers that began with it stay as they are. Raises Denied."""
    if not rules.can_keep_template(actor, template):
        raise rules.Denied(_("Templat jawaban dihapus oleh meja atau dinasnya sendiri."))
    told = events.TemplateRemoved(scopes=(template.region.scope,), actor_id=actor.pk, at=now, template_id=template.pk)
    template.delete()
    emit(told)


@transaction.atomic
def rate_report(*, case: Case, rating: int, now: datetime, text: str = "") -> Report:
    """Keep how content whoever holds number and code is: once, and changed within the days of the settings. Raises Denied."""
    report = Report.objects.select_for_update().get(pk=case.pk)
    if rating not in policies.RATINGS:
        raise rules.Denied(_("Pilih satu dari empat."))
    if why_not := rules.why_not_rate(case, report, now=now):
        raise rules.Denied(why_not)
    report.rating, report.rating_text = rating, text.strip()
    report.rated_at = report.rated_at or now
    report.save(update_fields=["rating", "rating_text", "rated_at"])
    emit(events.ReportRated(scopes=(case.owner, case.region.scope), actor_id=None, at=now, case_id=case.pk, rating=rating))
    return report
