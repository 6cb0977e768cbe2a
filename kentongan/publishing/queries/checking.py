"""Whether a forwarded text is ours: found by the short address or check code in it, and compared with all we ever sent of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django_scopes import scopes_disabled

from ..models import Publication, ShareText
from ..policies.checking import MOST_LINKS, Judgement, Pasted, Verdict, digest_of, judge, proves, read, with_strangers
from .sharing import by_short_code, check_keys, home, share_kit

MOST_FOUND = 3  # publications that one pasted text is compared with
MOST_VERSIONS = 15  # of one publication, newest first
BEST_FIRST = [Verdict.GENUINE, Verdict.WITHDRAWN, Verdict.OLDER, Verdict.SURROUNDED, Verdict.CHANGED, Verdict.FOREIGN]


@dataclass(frozen=True)
class Checked:
    """What is to be said of a pasted text, and the publication it is or pretends to be; None where nothing of ours is in it."""

    judgement: Judgement
    publication: Publication | None = None


BeforeComparing = Callable[[Publication, Pasted], None]


def check_text(text: str, *, before_comparing: BeforeComparing = lambda _publication, _pasted: None) -> Checked:
    """The verdict on a text as somebody pasted it.

    ``before_comparing`` is told of each publication with which the text is about to be compared because it is not ours word for word; it
    may raise.
    """
    pasted = read(text, home())
    checked = [Checked(_judged(pasted, publication, before_comparing), publication) for publication in _meant(pasted)]
    nothing = Checked(Judgement(Verdict.FOREIGN))
    return min(checked, key=lambda one: BEST_FIRST.index(one.judgement.verdict), default=nothing)


def _meant(pasted: Pasted) -> list[Publication]:
    """The publications that the text leads to, or whose code or words it has."""
    with scopes_disabled():
        sent = ShareText.objects.filter(publication__status__in=(Publication.Status.PUBLISHED, Publication.Status.WITHDRAWN))
        by_sign = [*sent.filter(check_code__in=pasted.codes[:MOST_LINKS]), *sent.filter(digest=digest_of(pasted.words))]
        wanted = [*pasted.links[:MOST_LINKS], *(text.publication.code for text in by_sign[:MOST_FOUND])]
        found = Publication.objects.filter(code__in=wanted).values_list("code", flat=True)
        return [by_short_code(code) for code in dict.fromkeys(code for code in wanted if code in set(found))][:MOST_FOUND]


def _judged(pasted: Pasted, publication: Publication, before_comparing: BeforeComparing) -> Judgement:
    is_withdrawn = publication.status == Publication.Status.WITHDRAWN
    today = []
    if not is_withdrawn:
        kit = share_kit(publication)
        today = [read(text, home()) for text in (kit.whatsapp, kit.sms)]
    with scopes_disabled():
        earlier = [read(text, home()) for text in publication.share_texts.values_list("text", flat=True)[:MOST_VERSIONS]]
        made = set(ShareText.objects.filter(check_code__in=pasted.codes).values_list("check_code", flat=True))
    if not any(ours.words == pasted.words and set(pasted.codes) <= made.union(ours.codes) for ours in (*today, *earlier)):
        before_comparing(publication, pasted)
    proving = {code for code in pasted.codes if proves(code, check_keys(), publication.code, pasted.words)}
    words = [ours.words for ours in today]
    judgement = judge(
        pasted.words,
        today=words,
        earlier=[ours.words for ours in earlier if ours.words not in words],
        is_withdrawn=is_withdrawn,
        is_proved=bool(proving),
    )
    own_links = {publication.code}.union(*(ours.links for ours in (*today, *earlier)))
    own_codes = made.union(proving, *(ours.codes for ours in today))
    return with_strangers(
        judgement,
        pasted.words,
        links=[link for link in pasted.links if link not in own_links],
        codes=[code for code in pasted.codes if code not in own_codes],
    )
