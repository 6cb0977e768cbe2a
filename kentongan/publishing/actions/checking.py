"""Checking a forwarded text for whoever pasted it, and counting what is not ours."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache

from kentongan.core.secrecy import keyed_hashes

from ..models import Publication
from ..policies.checking import Pasted
from ..queries.checking import Checked, check_text
from ..rules.checking import TooOften

HOUR = timedelta(hours=1)
REMEMBERED_SECONDS = 3600


def check_pasted(text: str, *, now: datetime) -> Checked:
    """The verdict on a pasted text. Raises TooOften.

    Counted is what is asked, never who asks: a village shares one address. Of the texts that lead to a publication and are not ours word
    for word, settings.SHARE_CHECK_TRIES different ones are compared with it within an hour, so that nobody finds its check code by trying
    and no machine keeps us comparing. Ours are always known, and so is what was asked before: a hoax that a whole regency pastes counts
    once. What leads to nothing of ours costs next to nothing, tells nothing, and is not counted.
    """

    def count(publication: Publication, pasted: Pasted) -> None:
        _count(publication, pasted, now)

    return check_text(text, before_comparing=count)


def _count(publication: Publication, pasted: Pasted, now: datetime) -> None:
    hour = now.replace(minute=0, second=0, microsecond=0)
    said = " ".join((*pasted.words, *pasted.links, *pasted.codes))
    mark = f"cek:{publication.code}:{keyed_hashes('kentongan.publishing.checking', said)[0][:32]}"
    if cache.get(mark) is not None:
        return
    number = f"cek:{publication.code}:{hour:%Y%m%d%H}"
    if (cache.get_or_set(number, 0, REMEMBERED_SECONDS) or 0) >= settings.SHARE_CHECK_TRIES:
        raise TooOften(int((hour + HOUR - now).total_seconds()) + 1)
    if cache.add(mark, True, REMEMBERED_SECONDS):
        cache.incr(number)
