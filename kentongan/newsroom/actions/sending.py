"""The room's own doors to what lets a text out: each kind first says what it still lacks, publishing does the rest."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.rules import Denied
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication

from ..queries import agenda, alerts

# What a kind needs besides title, text and audience, as words for the writer.
LACKING: dict[Publication.Kind, Callable[[Publication], list[str]]] = {
    Publication.Kind.EVENT: agenda.lacking,
    Publication.Kind.ALERT: alerts.lacking,
}


def require_details(publication: Publication) -> None:
    """Raises Denied with what only its kind still needs. Forms say the same beside their fields; this holds for every other way in."""
    lacking = LACKING.get(Publication.Kind(publication.kind))
    if lacking and (missing := lacking(publication)):
        raise Denied(_("Masih kurang: %(what)s.") % {"what": ", ".join(missing)})


def submit_text(*, actor: Person, publication: Publication, now: datetime) -> Publication:
    """Hand it to the redaktur. Raises Denied, Stale."""
    require_details(publication)
    return publishing.submit_publication(actor=actor, publication=publication, now=now)


def publish_text(*, actor: Person, publication: Publication, now: datetime, states_neutral: bool = False, reason: str = "") -> Publication:
    """Let it out now; what is answered for it during an election goes with it. Raises Denied, Stale."""
    require_details(publication)
    return publishing.publish_publication(actor=actor, publication=publication, now=now, states_neutral=states_neutral, reason=reason)


def schedule_text(
    *,
    actor: Person,
    publication: Publication,
    scheduled_at: datetime,
    now: datetime,
    is_embargoed: bool = False,
    states_neutral: bool = False,
    reason: str = "",
) -> Publication:
    """Let it out by itself at a moment; what is answered for it during an election goes with it. Raises Denied, Stale."""
    require_details(publication)
    return publishing.schedule_publication(
        actor=actor,
        publication=publication,
        scheduled_at=scheduled_at,
        is_embargoed=is_embargoed,
        states_neutral=states_neutral,
        reason=reason,
        now=now,
    )
