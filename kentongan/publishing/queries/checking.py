"""Whether a forwarded text is ours: found by the short address or check code in it, and compared with all we ever sent of it."""

from dataclasses import dataclass

from django_scopes import scopes_disabled

from ..models import Publication, ShareText
from ..policies.checking import Judgement, Pasted, Verdict, digest_of, judge, proves, read
from .sharing import by_short_code, check_keys, home, share_kit

MOST_FOUND = 3  # publications that one pasted text is compared with
MOST_VERSIONS = 15  # of one publication, newest first
BEST_FIRST = [Verdict.GENUINE, Verdict.WITHDRAWN, Verdict.OLDER, Verdict.SURROUNDED, Verdict.CHANGED, Verdict.FOREIGN]


@dataclass(frozen=True)
class Checked:
    """What is to be said of a pasted text, and the publication it is or pretends to be; None where nothing of ours is in it."""

    judgement: Judgement
    publication: Publication | None = None


def check_text(text: str) -> Checked:
    """The verdict on a text as somebody pasted it."""
    pasted = read(text, home())
    checked = [Checked(_judged(pasted, publication), publication) for publication in _meant(pasted)]
    nothing = Checked(Judgement(Verdict.FOREIGN))
    return min(checked, key=lambda one: BEST_FIRST.index(one.judgement.verdict), default=nothing)


def _meant(pasted: Pasted) -> list[Publication]:
    """The publications that the text leads to, or whose code or words it has."""
    with scopes_disabled():
        sent = ShareText.objects.filter(publication__status__in=(Publication.Status.PUBLISHED, Publication.Status.WITHDRAWN))
        by_sign = [*sent.filter(check_code__in=pasted.codes), *sent.filter(digest=digest_of(pasted.words))]
        wanted = [*pasted.links, *(text.publication.code for text in by_sign[:MOST_FOUND])]
        found = Publication.objects.filter(code__in=wanted).values_list("code", flat=True)
        return [by_short_code(code) for code in dict.fromkeys(code for code in wanted if code in set(found))][:MOST_FOUND]


def _judged(pasted: Pasted, publication: Publication) -> Judgement:
    is_withdrawn = publication.status == Publication.Status.WITHDRAWN
    today = []
    if not is_withdrawn:
        kit = share_kit(publication)
        today = [read(text, home()).words for text in (kit.whatsapp, kit.sms)]
    with scopes_disabled():
        earlier = [read(text, home()).words for text in publication.share_texts.values_list("text", flat=True)[:MOST_VERSIONS]]
    return judge(
        pasted.words,
        today=today,
        earlier=[words for words in earlier if words not in today],
        is_withdrawn=is_withdrawn,
        is_proved=any(proves(code, check_keys(), publication.code, pasted.words) for code in pasted.codes),
    )
