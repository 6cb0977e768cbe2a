"""The deeds on emergency notices: kept, updated, extended, cleared, put right, and ended by the clock.

Letting them out is publishing's deed like any other; its rules ask for two persons or the emergency right.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.queries import scopes_reached

from .. import events, rules
from ..models import Alert, AlertUpdate
from ..policies.alerts import AlertDetails
from ..queries import alerts


def keep_alert(details: AlertDetails, *, publication: Publication) -> None:
    """Keep what an emergency notice has beside its text. Raises Denied where its end does not follow its beginning."""
    _require_sensible(details)
    values: dict[str, Any] = {name: getattr(details, name) for name in alerts.DETAILS}
    alert, _made = Alert.objects.update_or_create(publication=publication, defaults=values)
    alert.publication = publication
    publishing.set_end(publication, details.valid_until)


def _require_sensible(details: AlertDetails) -> None:
    alerts.get_hazard(details.hazard)
    if details.valid_from and details.valid_until and details.valid_until <= details.valid_from:
        raise rules.Denied(_("Berlaku sampai kapan? Waktunya harus sesudah berlaku mulai."))


def _locked(publication: Publication) -> Alert:
    """The notice's details, kept from others until the end of the transaction."""
    alert = Alert.objects.select_for_update().get(pk=publication.pk)
    alert.publication = publication
    return alert


def _require_holding(actor: Person, publication: Publication, now: datetime) -> Alert:
    """Raise Denied where the actor may not go on with the notice, or Stale where it ended meanwhile."""
    if not rules.can_tend_alert(actor, publication):
        raise rules.Denied(_("Perkembangan dan kabar aman disampaikan petugas yang menerbitkan peringatan di wilayah ini."))
    alert = _locked(publication)
    if alert.cleared_at is not None:
        raise rules.Stale(_("Kabar aman untuk peringatan ini sudah disampaikan."))
    return alert


def _touch(publication: Publication, *, actor: Person, now: datetime, title: str = "") -> None:
    """Readers of feeds see that it is newer; who has it open for a correction, that it changed."""
    values = {"updated_at": now, "updated_by": actor, "title": title or publication.title}
    with scopes_disabled():
        Publication.objects.filter(pk=publication.pk).update(version=F("version") + 1, **values)
    for name, value in values.items():
        setattr(publication, name, value)
    publication.version += 1


@transaction.atomic
def update_alert(
    *,
    actor: Person,
    publication: Publication,
    now: datetime,
    text: str,
    severity: str = "",
    ends_at: datetime | None = None,
) -> AlertUpdate:
    """Say what changed since; with it, where wanted, another severity and another end. One that ended by itself holds again.

    Raises Denied, and Stale where the all-clear came first.
    """
    alert = _require_holding(actor, publication, now)
    if not text.strip():
        raise rules.Denied(_("Tulis perkembangannya dalam satu atau dua kalimat."))
    if ends_at is not None and (why := rules.why_not_until(ends_at, now=now)):
        raise rules.Denied(why)
    if ends_at is None and publication.is_over(now):
        raise rules.Denied(_("Peringatan ini sudah berakhir. Isi juga waktu berakhirnya yang baru."))
    made_before = alerts.words_of(alerts.details_of(alert))["title"]
    if severity:
        alert.severity = Alert.Severity(severity)
    if ends_at is not None:
        alert.valid_until, alert.expired_at = ends_at, None
        publishing.set_end(publication, ends_at)
    alert.save()
    made = AlertUpdate.objects.create(alert=alert, text=text.strip(), severity=severity, author=actor, at=now)
    is_made = publication.title == made_before  # "Awas banjir: …" becomes "Siaga banjir: …"; its address stays
    title = alerts.words_of(alerts.details_of(alert))["title"] if is_made else publication.title
    _touch(publication, actor=actor, now=now, title=title)
    scopes = scopes_reached(publication)
    emit(events.AlertUpdated(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, severity=alert.severity))
    return made


@transaction.atomic
def clear_alert(*, actor: Person, publication: Publication, words: str, now: datetime) -> Alert:
    """Aman kembali: it no longer holds; the pages say so calmly for a while. Raises Denied, and Stale where somebody did so before."""
    alert = _require_holding(actor, publication, now)
    if not words.strip():
        raise rules.Denied(_("Tulis kabar amannya: apa yang sudah aman, dan apa yang masih perlu diperhatikan."))
    alert.cleared_at, alert.cleared_words, alert.expired_at = now, words.strip(), None
    alert.save()
    publishing.set_end(publication, now, further_turns=[now + alerts.calm()])
    _touch(publication, actor=actor, now=now)
    emit(events.AlertCleared(scopes=scopes_reached(publication), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return alert


@transaction.atomic
def correct_alert(
    *, actor: Person, publication: Publication, version: int, title: str, details: AlertDetails, note: str, now: datetime
) -> Publication:
    """Put right what a published notice says; the note tells readers. Its end is changed by an update. Raises Denied, Stale."""
    if missing := details.missing():
        raise rules.Denied(rules.what_is_missing(missing))
    publishing.correct_publication(
        actor=actor, publication=publication, version=version, note=note, now=now, **alerts.words_of(details, title=title)
    )
    _require_sensible(details)
    kept = {name: getattr(details, name) for name in alerts.DETAILS if name not in ("valid_until", "severity")}
    Alert.objects.filter(pk=publication.pk).update(**kept)
    _locked(publication)
    return publication


def expire_alerts(*, now: datetime) -> int:
    """The clock: tell of each notice whose end has come, each in its own transaction and once however many clocks run.

    The pages lost it at that moment already, see core.queries.edition_of. Returns how many ended.
    """
    ended = 0
    for publication_id in alerts.due_to_expire(now=now):
        with transaction.atomic(), scopes_disabled():
            due = Alert.objects.filter(pk=publication_id, expired_at=None, cleared_at=None, publication__ends_at__lte=now)
            if due.update(expired_at=now) != 1:
                continue
            publication = Publication.objects.select_related("group", "region").get(pk=publication_id)
            emit(events.AlertExpired(scopes=scopes_reached(publication), actor_id=None, at=now, publication_id=publication_id))
            ended += 1
    return ended
