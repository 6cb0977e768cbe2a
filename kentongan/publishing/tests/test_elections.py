"""What an election asks: role × phase × words → who lets it out; the clock; corrections and replies; and who enters an election."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import grant
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Group, Role
from kentongan.publishing import actions, rules
from kentongan.publishing.actions.elections import change_period, declare_period, end_period
from kentongan.publishing.models import Clearance, ElectionPeriod, Publication
from kentongan.publishing.policies.elections import PhaseDates
from kentongan.publishing.rules import elections
from kentongan.regions.models import Region

Kind, Status = Publication.Kind, Publication.Status
EVERYBODY = ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")
# Siding votes on 9 December; Tuesday 24 November, the cast's day, is long before.
DATES = PhaseDates(date(2026, 12, 3), date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 8), date(2026, 12, 9))
MOMENTS = {
    "before": datetime(2026, 12, 2, 3, tzinfo=UTC),
    "campaign": datetime(2026, 12, 4, 3, tzinfo=UTC),
    "quiet": datetime(2026, 12, 7, 3, tzinfo=UTC),
    "voting": datetime(2026, 12, 9, 3, tzinfo=UTC),
    "after": datetime(2026, 12, 10, 3, tzinfo=UTC),
}
LISTED, FREE = "Warga mendengar Anton Lado bicara di balai.", "Panen dimulai Sabtu."


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows of several groups."""


@pytest.fixture
def period(cast: SimpleNamespace, now: datetime) -> ElectionPeriod:
    """Pilkades Siding."""
    return declare(cast, now)


def declare(cast: SimpleNamespace, now: datetime, *, region: Region | None = None, **values: object) -> ElectionPeriod:
    usual = {
        "name": "Pilkades Siding",
        "kind": ElectionPeriod.Kind.VILLAGE,
        "dates": DATES,
        "words": "Anton Lado\nPadi Emas",
        "source": "SK Bupati 12/2026",
    }
    return declare_period(actor=cast.rini, region=region or cast.siding_village, now=now, **{**usual, **values})  # type: ignore[arg-type]


def written(
    cast: SimpleNamespace,
    now: datetime,
    *,
    text: str = FREE,
    author: str = "dewi",
    owner: Group | Region | None = None,
    kind: Publication.Kind = Kind.ARTICLE,
    submitted: bool = True,
) -> Publication:
    writer, owner = getattr(cast, author), owner or cast.siding
    made = actions.create_publication(actor=writer, kind=kind, owner=owner, now=now)
    audience = [owner] if isinstance(owner, Region) else None
    actions.save_publication(
        actor=writer, publication=made, version=1, now=now, title="Kabar desa", summary="", text=text, audience=audience
    )
    if submitted:
        actions.submit_publication(actor=writer, publication=made, now=now)
    return made


def lets_out(cast: SimpleNamespace, publication: Publication, moment: str) -> set[str]:
    return {name for name in EVERYBODY if rules.can_move_publication(getattr(cast, name), publication, Status.PUBLISHED, MOMENTS[moment])}


# Who may let a submitted text out. Author × phase × with listed words. Siding has three who release; Jagoi has Joko alone.
OUT_TABLE = {
    ("dewi", "before", FREE): "sari yohanes markus",
    ("dewi", "before", LISTED): "sari yohanes markus",
    ("dewi", "campaign", FREE): "sari yohanes markus",
    ("dewi", "campaign", LISTED): "rini",
    ("dewi", "quiet", FREE): "sari yohanes markus",
    ("dewi", "quiet", LISTED): "",
    ("dewi", "voting", FREE): "sari yohanes markus",
    ("dewi", "voting", LISTED): "",
    ("dewi", "after", LISTED): "sari yohanes markus",
    ("sari", "before", FREE): "sari yohanes markus",  # the group has switched review off
    ("sari", "campaign", FREE): "yohanes markus",  # but not now
    ("sari", "campaign", LISTED): "rini",
    ("sari", "quiet", FREE): "yohanes markus",
    ("sari", "quiet", LISTED): "",
    ("sari", "after", FREE): "sari yohanes markus",
    ("joko", "before", FREE): "joko",
    ("joko", "campaign", FREE): "rini",  # nobody else in the group: the coordinator
    ("joko", "campaign", LISTED): "rini",
    ("joko", "quiet", FREE): "rini",
    ("joko", "quiet", LISTED): "",
    ("budi", "before", FREE): "budi",  # a bulletin of the village
    ("budi", "campaign", FREE): "rini",
    ("budi", "campaign", LISTED): "rini",
    ("budi", "quiet", LISTED): "",
}


@pytest.mark.parametrize(
    ("case", "allowed"), OUT_TABLE.items(), ids=[f"{a}-{p}-{'words' if t == LISTED else 'free'}" for a, p, t in OUT_TABLE]
)
def test_who_lets_a_text_out(case: tuple[str, str, str], allowed: str, cast: SimpleNamespace, now: datetime) -> None:
    author, moment, text = case
    declare(cast, now, region=cast.regency)
    cast.siding.review_required = False
    owner = {"joko": cast.jagoi, "budi": cast.siding_village}.get(author, cast.siding)
    kind = Kind.BULLETIN if author == "budi" else Kind.ARTICLE
    publication = written(cast, now, text=text, author=author, owner=owner, kind=kind)
    assert lets_out(cast, publication, moment) == set(allowed.split())


def test_the_next_village_is_not_concerned(period: ElectionPeriod, cast: SimpleNamespace, now: datetime) -> None:
    assert lets_out(cast, written(cast, now, text=LISTED, author="joko", owner=cast.jagoi), "quiet") == {"joko"}


def test_what_only_reaches_the_area_is_asked_for_its_words_alone(period: ElectionPeriod, cast: SimpleNamespace, now: datetime) -> None:
    free = written(cast, now, author="rini", owner=cast.regency, kind=Kind.BULLETIN)
    listed = written(cast, now, text=LISTED, author="rini", owner=cast.regency, kind=Kind.BULLETIN)
    assert [elections.lock_on(free, moment) for moment in MOMENTS.values()] == [None] * 5
    assert [lets_out(cast, listed, moment) for moment in MOMENTS] == [{"rini"}, {"rini"}, set(), set(), {"rini"}]


def test_what_the_details_of_a_kind_say_is_read_along(period: ElectionPeriod, cast: SimpleNamespace, now: datetime) -> None:
    event = written(cast, now, kind=Kind.EVENT)
    assert lets_out(cast, event, "quiet") == {"sari", "yohanes", "markus"}
    actions.keep_besides(event, ("Rumah Anton Lado", "", "Dusun Hulu"))
    assert (lets_out(cast, get(event.pk), "quiet"), get(event.pk).besides) == (set(), "Rumah Anton Lado\nDusun Hulu")


def test_an_alert_is_never_locked(cast: SimpleNamespace, now: datetime) -> None:
    declare(cast, now, region=cast.regency)
    alert = written(cast, now, text=LISTED, author="budi", owner=cast.siding_village, kind=Kind.ALERT, submitted=False)
    actions.publish_publication(actor=cast.rini, publication=alert, now=MOMENTS["quiet"])
    assert (alert.status, Clearance.objects.count()) == (Status.PUBLISHED, 0)


def test_the_reviewer_states_that_it_is_neutral_and_the_revision_keeps_who(
    period: ElectionPeriod, cast: SimpleNamespace, now: datetime
) -> None:
    publication, moment = written(cast, now), MOMENTS["campaign"]
    with pytest.raises(Denied, match="Centang dulu"):
        actions.publish_publication(actor=cast.yohanes, publication=publication, now=moment)
    actions.publish_publication(actor=cast.yohanes, publication=publication, now=moment, states_neutral=True)
    kept = publication.revisions.select_related("clearance").get(reason="published").clearance
    assert (kept.actor, kept.at, kept.phase, kept.period, kept.states_neutral, kept.reason, kept.words) == (
        cast.yohanes,
        moment,
        "campaign",
        period,
        True,
        "",
        "",
    )


def test_listed_words_go_out_by_the_coordinators_release_with_a_reason(
    period: ElectionPeriod, cast: SimpleNamespace, now: datetime
) -> None:
    publication, moment = written(cast, now, text=LISTED), MOMENTS["campaign"]
    with pytest.raises(Denied, match=r"Anton Lado.*koordinator"):
        actions.publish_publication(actor=cast.yohanes, publication=publication, now=moment, states_neutral=True)
    with pytest.raises(Denied, match="alasannya"):
        actions.publish_publication(actor=cast.rini, publication=publication, now=moment, states_neutral=True, reason=" ")
    actions.publish_publication(actor=cast.rini, publication=publication, now=moment, states_neutral=True, reason="Jadwal debat resmi.")
    kept = Publication.objects.get(pk=publication.pk)
    clearance = kept.clearances.get()
    assert (kept.status, kept.reviewer, clearance.reason, clearance.words) == (
        Status.PUBLISHED,
        cast.rini,
        "Jadwal debat resmi.",
        "Anton Lado",
    )


def test_a_coordinator_alone_releases_her_own_with_a_reason(cast: SimpleNamespace, now: datetime) -> None:
    declare(cast, now, region=cast.regency)
    own, moment = written(cast, now, author="rini", owner=cast.regency, kind=Kind.BULLETIN), MOMENTS["campaign"]
    with pytest.raises(Denied, match="alasannya"):
        actions.publish_publication(actor=cast.rini, publication=own, now=moment, states_neutral=True)
    actions.publish_publication(actor=cast.rini, publication=own, now=moment, states_neutral=True, reason="Jadwal posyandu.")
    assert own.status == Status.PUBLISHED
    grant(cast.wati, Role.COORDINATOR, region=cast.regency, at=now)
    second = written(cast, now, author="rini", owner=cast.regency, kind=Kind.BULLETIN)
    assert lets_out(cast, second, "campaign") == {"wati"}


@pytest.mark.parametrize(("words", "reason"), [("Anton Lado", "Ada."), ("Anton Lado", ""), ("", "")])
def test_quiet_days_let_no_listed_word_out(words: str, reason: str, period: ElectionPeriod, cast: SimpleNamespace, now: datetime) -> None:
    publication = written(cast, now, text=f"Kabar {words}.")
    moment = MOMENTS["quiet"]
    if words:
        for person in (cast.yohanes, cast.rini):
            with pytest.raises(Denied, match=r"tidak terbit dulu|hanya untuk redaktur"):
                actions.publish_publication(actor=person, publication=publication, now=moment, states_neutral=True, reason=reason)
        assert Publication.objects.get(pk=publication.pk).status == Status.SUBMITTED
    else:
        actions.publish_publication(actor=cast.yohanes, publication=publication, now=moment, states_neutral=True)
        assert publication.status == Status.PUBLISHED


def schedule(publication: Publication, actor: object, *, at: str, now: datetime, **values: object) -> None:
    actions.schedule_publication(actor=actor, publication=publication, scheduled_at=MOMENTS[at], now=now, **values)  # type: ignore[arg-type]


def test_scheduling_asks_what_holds_then(period: ElectionPeriod, cast: SimpleNamespace, now: datetime) -> None:
    publication = written(cast, now)
    with pytest.raises(Denied, match="Centang dulu"):
        schedule(publication, cast.yohanes, at="campaign", now=now)
    with pytest.raises(Denied, match="tidak terbit dulu"):
        schedule(written(cast, now, text=LISTED), cast.yohanes, at="quiet", now=now, states_neutral=True)
    schedule(publication, cast.yohanes, at="quiet", now=now, states_neutral=True)
    assert actions.publish_due(now=MOMENTS["quiet"]) == 1
    assert publication.revisions.get(reason="published").clearance.actor == cast.yohanes


def test_the_clock_holds_listed_words_in_the_quiet_days_and_lets_others_go(cast: SimpleNamespace, now: datetime) -> None:
    listed, free = written(cast, now, text=LISTED), written(cast, now)
    for publication in (listed, free):
        schedule(publication, cast.yohanes, at="quiet", now=now)
    declare(cast, now)  # the election is entered afterwards
    assert actions.publish_due(now=MOMENTS["quiet"]) == 1
    assert actions.publish_due(now=MOMENTS["quiet"]) == 0
    held = Publication.objects.get(pk=listed.pk)
    assert (held.status, held.scheduled_at, held.held_at, held.submitted_at) == (
        Status.SUBMITTED,
        None,
        MOMENTS["quiet"],
        MOMENTS["quiet"],
    )
    assert held.remarks == "Masa tenang, Pilkades Siding: tulisan memuat “Anton Lado”, jadi tidak terbit dulu."
    assert Publication.objects.get(pk=free.pk).status == Status.PUBLISHED
    told = EventRecord.objects.get(name="publishing.PublicationHeld")
    assert (told.payload, told.actor_id) == ({"publication_id": listed.pk, "author_id": cast.dewi.pk}, None)
    assert listed.revisions.values_list("reason", flat=True).first() == "held"
    actions.publish_publication(actor=cast.yohanes, publication=held, now=MOMENTS["after"])
    assert Publication.objects.get(pk=listed.pk).held_at is None


@pytest.mark.parametrize(
    ("changed", "appears"),
    [("", 1), ("Kabar Anton Lado besok.", 0)],
)
def test_what_is_changed_after_the_release_is_read_again(
    changed: str, appears: int, period: ElectionPeriod, cast: SimpleNamespace, now: datetime
) -> None:
    publication, moment = written(cast, now, text=LISTED), MOMENTS["campaign"]
    later = {"scheduled_at": moment + timedelta(hours=2), "now": moment}
    actions.schedule_publication(actor=cast.rini, publication=publication, states_neutral=True, reason="Jadwal resmi.", **later)
    if changed:
        actions.save_publication(
            actor=cast.sari, publication=publication, version=publication.version, now=moment, title="Kabar", summary="", text=changed
        )
    assert actions.publish_due(now=moment + timedelta(hours=3)) == appears


def test_the_clock_holds_what_nobody_else_has_read(cast: SimpleNamespace, now: datetime) -> None:
    alone = written(cast, now, author="joko", owner=cast.jagoi)
    schedule(alone, cast.joko, at="campaign", now=now)
    declare(cast, now, region=cast.regency)
    assert actions.publish_due(now=MOMENTS["campaign"]) == 0
    assert "orang kedua" in Publication.objects.get(pk=alone.pk).remarks


def published(cast: SimpleNamespace, now: datetime, text: str = FREE) -> Publication:
    publication = written(cast, now, text=text)
    actions.publish_publication(actor=cast.yohanes, publication=publication, now=now)
    return publication


def correct(publication: Publication, actor: object, text: str, moment: str, note: str = "Ejaan.") -> None:
    actions.correct_publication(
        actor=actor,  # type: ignore[arg-type]
        publication=publication,
        version=publication.version,
        title=publication.title,
        summary="",
        text=text,
        note=note,
        now=MOMENTS[moment],
    )


def test_what_stands_stays_and_may_be_corrected_without_new_listed_words(
    period: ElectionPeriod, cast: SimpleNamespace, now: datetime
) -> None:
    publication = published(cast, now, text=LISTED)
    correct(publication, cast.yohanes, LISTED.replace("bicara", "berbicara"), "quiet")
    with pytest.raises(Denied, match="tidak bisa ditambahkan dulu"):
        correct(publication, cast.yohanes, LISTED + " Pilih Anton Lado.", "quiet")
    with pytest.raises(Denied, match="tidak bisa ditambahkan dulu"):
        correct(publication, cast.yohanes, LISTED, "quiet", note="Hidup Anton Lado.")
    with pytest.raises(Denied, match="tidak bisa ditambahkan dulu"):
        actions.add_reply(actor=cast.yohanes, publication=publication, name="Anton Lado", text="Saya.", now=MOMENTS["quiet"])
    with pytest.raises(Denied, match="tidak bisa ditambahkan dulu"):
        actions.withdraw_publication(actor=cast.yohanes, publication=publication, reason="Anton Lado.", now=MOMENTS["quiet"])
    assert Publication.objects.get(pk=publication.pk).status == Status.PUBLISHED


def test_in_the_campaign_the_coordinator_sets_the_reply_that_names_a_candidate(
    period: ElectionPeriod, cast: SimpleNamespace, now: datetime
) -> None:
    publication = published(cast, now)
    reply = {"publication": publication, "name": "Anton Lado", "text": "Yang benar 12 hektare.", "now": MOMENTS["campaign"]}
    with pytest.raises(Denied, match="hanya bisa ditambahkan oleh koordinator"):
        actions.add_reply(actor=cast.yohanes, **reply)  # type: ignore[arg-type]
    for stranger in (cast.joko, cast.budi, cast.wati):
        with pytest.raises(Denied, match="redaktur atau ketua"):
            actions.add_reply(actor=stranger, **reply)  # type: ignore[arg-type]
    actions.add_reply(actor=cast.rini, **reply)  # type: ignore[arg-type]
    assert publication.notes.get().author == cast.rini
    with pytest.raises(Denied, match="redaktur atau ketua"):
        actions.add_reply(actor=cast.rini, **{**reply, "now": MOMENTS["after"]})  # type: ignore[arg-type]


# --- Who enters an election -------------------------------------------------------------------------------------------


def test_only_the_coordinator_above_enters_changes_and_ends(period: ElectionPeriod, cast: SimpleNamespace, now: datetime) -> None:
    assert {name for name in EVERYBODY if elections.can_manage_period(getattr(cast, name), cast.siding_village)} == {"rini"}
    change = {"version": 1, "name": "X", "dates": DATES, "words": "", "source": "Y", "now": now}
    for name in set(EVERYBODY) - {"rini"}:
        person = getattr(cast, name)
        with pytest.raises(Denied, match="koordinator"):
            declare_period(
                actor=person,
                name="X",
                kind=ElectionPeriod.Kind.VILLAGE,
                region=cast.siding_village,
                dates=DATES,
                words="",
                source="Y",
                now=now,
            )
        with pytest.raises(Denied, match="koordinator"):
            change_period(actor=person, period=period, **change)  # type: ignore[arg-type]
        with pytest.raises(Denied, match="koordinator"):
            end_period(actor=person, period=period, reason="Ditunda.", now=now)
    assert ElectionPeriod.objects.values_list("name", "version", "ended_at").get() == ("Pilkades Siding", 1, None)


def test_an_election_is_changed_and_ended_with_a_reason(period: ElectionPeriod, cast: SimpleNamespace, now: datetime) -> None:
    longer = PhaseDates(date(2026, 12, 1), *list(vars(DATES).values())[1:])
    change_period(actor=cast.rini, period=period, version=1, name="Pilkades", dates=longer, words="Padi", source="SK 13", now=now)
    with pytest.raises(Stale):
        change_period(actor=cast.rini, period=period, version=1, name="Lain", dates=longer, words="", source="SK 13", now=now)
    with pytest.raises(Denied, match="alasannya"):
        end_period(actor=cast.rini, period=period, reason=" ", now=now)
    end_period(actor=cast.rini, period=period, reason="Ditunda oleh bupati.", now=now)
    with pytest.raises(Denied, match="sudah selesai"):
        end_period(actor=cast.rini, period=period, reason="Lagi.", now=now)
    assert (period.name, period.campaign_from, period.words, period.ended_by, period.ended_reason, period.version) == (
        "Pilkades",
        date(2026, 12, 1),
        "Padi",
        cast.rini,
        "Ditunda oleh bupati.",
        3,
    )
    scope = (cast.siding_village.scope,)
    told = [(r.name, tuple(r.numbers.values_list("scope", flat=True))) for r in EventRecord.objects.order_by("pk")]
    assert told == [
        ("publishing.ElectionPeriodDeclared", scope),
        ("publishing.ElectionPeriodChanged", scope),
        ("publishing.ElectionPeriodEnded", scope),
    ]
    assert lets_out(cast, written(cast, now, text=LISTED), "quiet") == {"sari", "yohanes", "markus"}


def test_dates_out_of_order_are_refused(cast: SimpleNamespace, now: datetime) -> None:
    wrong = PhaseDates(DATES.campaign_from, DATES.quiet_from, DATES.quiet_from, DATES.quiet_until, DATES.voting_date)
    with pytest.raises(Denied, match="masa tenang mulai"):
        declare(cast, now, dates=wrong)
    assert not ElectionPeriod.objects.exists()


# --- No sequence of deeds lets a listed word out in the quiet days ----------------------------------------------------

DEEDS = {
    "write listed": lambda who, **_more: write_over(who, LISTED),
    "write free": lambda who, **_more: write_over(who, FREE),
    "submit": lambda who, **_more: actions.submit_publication(**who),
    "take back": lambda who, **_more: actions.take_back_publication(**who),
    "return": lambda who, **_more: actions.return_publication(**who, remarks="Perbaiki."),
    "publish": lambda who, answers: actions.publish_publication(**who, **answers),
    "schedule": lambda who, answers: actions.schedule_publication(**who, **answers, scheduled_at=who["now"] + timedelta(hours=20)),
    "clock": lambda who, **_more: actions.publish_due(now=who["now"] + timedelta(hours=1)),
    "correct": lambda who, **_more: correct_over(who, LISTED),
    "reply": lambda who, **_more: actions.add_reply(**who, name="Warga", text=LISTED),
    "show again": lambda who, **_more: actions.set_archived(**who, is_archived=False),
}
PEOPLE = ("dewi", "sari", "yohanes", "rini")
MOVES = st.tuples(st.sampled_from(tuple(DEEDS)), st.sampled_from(PEOPLE))
ANSWERS = {"states_neutral": True, "reason": "Ada alasannya."}


def write_over(who: dict[str, Any], text: str) -> None:
    actions.save_publication(**who, version=who["publication"].version, title="Kabar", summary="", text=text)


def correct_over(who: dict[str, Any], text: str) -> None:
    actions.correct_publication(**who, version=who["publication"].version, title="K", summary="", text=text, note="Ejaan.")


def read_by_all() -> int:
    """How often a listed word stands in what everybody reads."""
    public = Publication.objects.filter(status=Status.PUBLISHED).prefetch_related("notes")
    notes = [part for text in public for note in text.notes.all() for part in (note.name, note.text)]
    return sum("Anton Lado" in part for part in (*(part for text in public for part in (text.title, text.text)), *notes))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(begins=st.sampled_from(("draft", "submitted", "scheduled", "published")), moves=st.lists(MOVES, min_size=2, max_size=8))
def test_no_sequence_lets_a_listed_word_out_in_the_quiet_days(
    begins: str, moves: list[tuple[str, str]], period: ElectionPeriod, cast: SimpleNamespace, now: datetime
) -> None:
    pk = written(cast, now, submitted=begins != "draft").pk
    if begins == "scheduled":
        schedule(get(pk), cast.yohanes, at="quiet", now=now, states_neutral=True)
    elif begins == "published":
        actions.publish_publication(actor=cast.yohanes, publication=get(pk), now=now)
    before = read_by_all()
    for step, (deed, name) in enumerate(moves):
        moment = MOMENTS["quiet"] + timedelta(hours=step * 6)  # from the first quiet noon into the day of voting
        with suppress(Denied, Stale):
            DEEDS[deed]({"actor": getattr(cast, name), "publication": get(pk), "now": moment}, answers=ANSWERS)
        assert read_by_all() <= before, moves[: step + 1]


def get(pk: int) -> Publication:
    return Publication.objects.select_related("group__region", "region", "author", "cover").get(pk=pk)
