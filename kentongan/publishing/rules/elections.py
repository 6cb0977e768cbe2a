"""What an election asks of a text before it goes out: another pair of eyes, a statement, and no words that stand for its contestants.

The table is settings.ELECTION_EFFECTS, phase × effect. Emergency alerts are never locked, and nothing that stands is hidden.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.core.scopes import is_within
from kentongan.core.text import plain
from kentongan.groups import rules as group_rules
from kentongan.groups.queries import Actor
from kentongan.regions.models import Region

from ..models import Clearance, ElectionPeriod, Publication
from ..policies.elections import Found, Phase, WordRule, fingerprint, found_words, phase_of, stricter
from ..queries import elections as queries

UNLOCKED_KINDS = frozenset({Publication.Kind.ALERT})


@dataclass(frozen=True)
class Holding:
    """An election and the phase it is in."""

    period: ElectionPeriod
    phase: Phase

    @property
    def label(self) -> str:
        """ "Masa kampanye Pilkades Siding"."""
        return f"{Clearance.PhaseName(self.phase).label}, {self.period.name}"

    @property
    def last_day(self) -> date:
        """The last day of the phase."""
        ends = {Phase.CAMPAIGN: self.period.campaign_until, Phase.QUIET: self.period.quiet_until, Phase.VOTING: self.period.voting_date}
        return ends[self.phase]


@dataclass(frozen=True)
class Known:
    """What was read for many texts at once: the elections under way, where this one is read, and what it says."""

    periods: tuple[ElectionPeriod, ...]
    places: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Lock:
    """What the elections that hold ask of one text."""

    holdings: tuple[Holding, ...]
    another_reviewer: bool
    statement: bool
    words: WordRule  # what the listed words in it mean; FREE where it holds none
    found: tuple[str, ...]  # the listed words in it, each once

    @property
    def first(self) -> Holding:
        """The election it is told by: the next to be voted in."""
        return self.holdings[0]

    @property
    def forbids(self) -> bool:
        """Whether it cannot go out while the phase lasts, whoever asks."""
        return self.words == WordRule.NEVER

    @property
    def needs_release(self) -> bool:
        """Whether its words need the coordinator's release."""
        return self.words == WordRule.COORDINATOR


def holdings_on(publication: Publication, at: datetime, *, known: Known | None = None) -> list[Holding]:
    """The elections that hold for the text at the moment, each with its phase. At most two queries, none where they are known."""
    if publication.kind in UNLOCKED_KINDS:
        return []
    day, or_below = timezone.localdate(at), publication.group is None
    places = known.places if known else queries.places_of(publication)
    found = known.periods if known else queries.periods_on(day, places, or_below=or_below)
    periods = [period for period in found if any(_concerns(period, place, or_below=or_below) for place in places)]
    return [Holding(period, phase) for period in periods if (phase := phase_of(period.dates, day)) is not None]


def _concerns(period: ElectionPeriod, place: str, *, or_below: bool) -> bool:
    return is_within(place, period.region_id) or (or_below and is_within(period.region_id, place))


def listed_in(texts: Iterable[str], words: Iterable[str]) -> list[str]:
    """The listed words in these texts, as often as they occur; also those that only their reader sees, behind signs of form."""
    wanted, found = list(words), Counter[str]()
    for text in texts:
        written = Counter(place.word for place in found_words(text, wanted))
        read = Counter(place.word for place in found_words(plain(text), wanted)) if text else Counter[str]()
        found += written | read
    return sorted(found.elements())


def places_in(text: str, words: Iterable[str]) -> tuple[str, list[Found]]:
    """The text as it is best shown, and where the listed words stand in it."""
    shown = plain(text)
    return shown, found_words(shown, words)


def words_of(period: ElectionPeriod) -> list[str]:
    """The words listed for an election: those of every election and its own."""
    return [*settings.ELECTION_WORDS, *period.word_list]


def lock_on(publication: Publication, at: datetime, *, known: Known | None = None) -> Lock | None:
    """What holds for the text at the moment; None where nothing is asked. With what is ``known`` of it no query.

    A text from elsewhere that only reaches the area is asked for its words alone.
    """
    holdings = holdings_on(publication, at, known=known)
    if not holdings:
        return None
    home = home_code(publication)
    texts = known.said if known else queries.public_words(publication)
    another_reviewer = statement = False
    rule, found = WordRule.FREE, list[str]()
    for holding in holdings:
        effect = settings.ELECTION_EFFECTS[holding.phase]
        if is_within(home, holding.period.region_id):
            another_reviewer = another_reviewer or effect["another_reviewer"]
            statement = statement or effect["statement"]
        if here := listed_in(texts, words_of(holding.period)):
            rule, found = stricter(rule, WordRule(effect["listed_words"])), [*found, *here]
    if not (another_reviewer or statement or found):
        return None
    return Lock(tuple(holdings), another_reviewer, statement, rule, tuple(dict.fromkeys(found)))


def mark_of(publication: Publication) -> str:
    """The mark of what readers would read of it now."""
    return fingerprint(queries.public_words(publication))


def home_code(publication: Publication) -> str:
    """The code of the region it comes from."""
    return publication.group.region_id if publication.group is not None else str(publication.region_id)


def home_of(publication: Publication) -> Region:
    """The region it comes from."""
    home = publication.group.region if publication.group is not None else publication.region
    if home is None:
        raise ValueError("A publication always has an owner.")
    return home


def coordinates(actor: Actor, publication: Publication) -> bool:
    """Whether the actor is the coordinator over the place it comes from. In a group's stead that has ended nobody acts."""
    has_ended = publication.group is not None and publication.group.has_ended
    return not has_ended and group_rules.is_coordinator_over(actor, home_of(publication))


def is_called_upon(actor: Actor, publication: Publication, lock: Lock | None) -> bool:
    """Whether the coordinator above decides on a submitted text: its words need him, or nobody but its author could read it."""
    if lock is None or not coordinates(actor, publication):
        return False
    return bool(lock.found) or (lock.another_reviewer and not queries.other_releasers(publication).exists())


def texts_waiting_for(actor: Actor, at: datetime) -> list[Publication]:
    """The submitted texts on which the actor is called upon to decide as coordinator, longest waiting first.

    No query for others; one where no election is under way; else the same few, however many texts wait.
    """
    codes = queries.coordinated_codes(actor)
    periods = tuple(queries.periods_on(timezone.localdate(at), codes, or_below=True)) if codes else ()
    if not periods:
        return []
    waiting = list(queries.submitted_under(codes))
    releasers = queries.releasers_of({publication.owner for publication in waiting})
    called = []
    for publication in waiting:
        lock = lock_on(publication, at, known=Known(periods, *queries.read_ahead(publication)))
        others = releasers.get(publication.owner, set()) - {publication.author_id}
        if lock is not None and (lock.found or (lock.another_reviewer and not others)):
            called.append(publication)
    return called


def why_not_out(actor: Actor, publication: Publication, lock: Lock) -> str:
    """In words for the actor, why he cannot let it out while the phase holds; "" where he can."""
    holding = lock.first
    if lock.forbids:
        words = {"phase": holding.label, "words": ", ".join(lock.found)}
        return _("%(phase)s: tulisan yang memuat “%(words)s” tidak terbit dulu. Yang sudah terbit tetap ada.") % words
    if publication.author_id == actor.pk and lock.another_reviewer and _somebody_else_can(publication):
        return _("%(phase)s: tulisan sendiri diperiksa orang lain dulu. Ajukan, lalu beri tahu rekan Anda.") % {"phase": holding.label}
    alone = publication.author_id == actor.pk and lock.another_reviewer
    if (lock.needs_release or alone) and not coordinates(actor, publication):
        words = {"phase": holding.label, "words": ", ".join(lock.found)}
        if lock.needs_release:
            return _("%(phase)s: tulisan ini memuat “%(words)s”, jadi hanya koordinator yang bisa menerbitkannya. Ajukan dulu.") % words
        return _("%(phase)s: tulisan ini diperiksa koordinator dulu. Ajukan, lalu beri tahu beliau.") % words
    return ""


def _somebody_else_can(publication: Publication) -> bool:
    return queries.other_releasers(publication).exists() or queries.other_coordinators(publication).exists()


def needs_reason(actor: Actor, publication: Publication, lock: Lock | None) -> bool:
    """Whether the actor lets it out only with a reason: as coordinator, for listed words or where no other reviewer is."""
    if lock is None:
        return False
    if lock.needs_release:
        return True
    if not lock.another_reviewer:
        return False
    is_own = publication.author_id == actor.pk
    return is_own or (coordinates(actor, publication) and not queries.other_releasers(publication).exists())


def why_held(publication: Publication, lock: Lock | None) -> str:
    """Why the clock does not let a scheduled text out; "" where it does.

    What was cleared is cleared as it was read then: a text that was changed since is read again.
    """
    if lock is None:
        return ""
    holding = {"phase": lock.first.label, "words": ", ".join(lock.found)}
    if lock.forbids:
        return _("%(phase)s: tulisan memuat “%(words)s”, jadi tidak terbit dulu.") % holding
    cleared = list(queries.clearances_of(publication))
    now_cleared = [clearance for clearance in cleared if clearance.mark == mark_of(publication)] if cleared else []
    if lock.needs_release and not any(c.reason and set(lock.found) <= set(c.words.splitlines()) for c in now_cleared):
        return _("%(phase)s: tulisan memuat “%(words)s” dan menunggu koordinator.") % holding
    if lock.another_reviewer and not now_cleared and (cleared or publication.reviewer_id in (None, publication.author_id)):
        return _("%(phase)s: tulisan belum dibaca orang kedua.") % holding
    return ""


def why_not_say(actor: Actor, publication: Publication, at: datetime, *, said: Iterable[str], instead_of: Iterable[str] = ()) -> str:
    """In words for the actor, why he cannot add this to what readers already see; "" where he can.

    Listed words that stood there before may stay, none may be added: ``instead_of`` is what ``said`` takes the place of.
    """
    said, before = list(said), list(instead_of)
    for holding in holdings_on(publication, at):
        rule = WordRule(settings.ELECTION_EFFECTS[holding.phase]["listed_words"])
        listed = words_of(holding.period)
        more = sorted(Counter(listed_in(said, listed)) - Counter(listed_in(before, listed)))
        if not more or rule == WordRule.FREE:
            continue
        words = {"phase": holding.label, "words": ", ".join(more)}
        if rule == WordRule.NEVER:
            return _("%(phase)s: “%(words)s” tidak bisa ditambahkan dulu.") % words
        if not coordinates(actor, publication):
            return _("%(phase)s: “%(words)s” hanya bisa ditambahkan oleh koordinator.") % words
    return ""


def steps_in(actor: Actor, publication: Publication, at: datetime) -> bool:
    """Whether the coordinator above may correct a published text or set a reply beside it: while words need his release."""
    if not coordinates(actor, publication):
        return False
    effects = (settings.ELECTION_EFFECTS[holding.phase] for holding in holdings_on(publication, at))
    return any(effect["listed_words"] == WordRule.COORDINATOR for effect in effects)


def can_manage_period(actor: Actor, region: Region) -> bool:
    """Whether the actor enters, changes and ends elections in this region: the coordinator of it or of one above."""
    return group_rules.is_coordinator_over(actor, region)
