"""Answering for a text during an election: the statement that it is neutral, and the coordinator's release with a reason."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.rules import Denied

from ..models import Clearance, Publication
from ..rules import elections as rules


def clear(
    *, actor: Person, publication: Publication, moments: Iterable[datetime], states_neutral: bool, reason: str, now: datetime
) -> Clearance | None:
    """Keep who answers for the text as it is now, where an election holds at one of the moments. Raises Denied where that is not enough.

    ``moments`` are now and, for what is scheduled, when it shall appear. None where nothing is asked.
    """
    locks = [lock for moment in moments if (lock := rules.lock_on(publication, moment)) is not None]
    for lock in locks:
        if why := rules.why_not_out(actor, publication, lock):
            raise Denied(why)
    if not locks:
        return None
    if any(lock.statement for lock in locks) and not states_neutral:
        raise Denied(_("Centang dulu pernyataan bahwa tulisan ini tidak berpihak."))
    if any(rules.needs_reason(actor, publication, lock) for lock in locks) and not reason.strip():
        raise Denied(_("Tulis dulu alasannya: mengapa tulisan ini boleh terbit sekarang."))
    if not (states_neutral or reason.strip()):
        return None
    last = locks[-1]
    return Clearance.objects.create(
        publication=publication,
        period=last.first.period,
        phase=last.first.phase,
        states_neutral=states_neutral,
        reason=reason.strip(),
        words="\n".join(dict.fromkeys(word for lock in locks for word in lock.found)),
        mark=rules.mark_of(publication),
        actor=actor,
        at=now,
    )


def refuse_listed(*, actor: Person, publication: Publication, said: Iterable[str], now: datetime, instead_of: Iterable[str] = ()) -> None:
    """Raise Denied where readers would newly read words that an election does not let out: in a correction, a reply, a caption."""
    if why := rules.why_not_say(actor, publication, now, said=said, instead_of=instead_of):
        raise Denied(why)
