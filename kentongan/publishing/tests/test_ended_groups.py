"""What a group left behind that has ended: read, kept by the coordinator, written by nobody; and the marks of what was copied to kim.id."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Grant, Group
from kentongan.publishing import actions, queries, rules
from kentongan.publishing.models import ElectionPeriod, KimIdCopy, Publication
from kentongan.publishing.rules import elections as election_rules

Kind, Status = Publication.Kind, Publication.Status
EVERYBODY = ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")


@pytest.fixture
def text(cast: SimpleNamespace, now: datetime) -> Publication:
    """Dewi's article, published by Sari."""
    with scopes_disabled():
        made = actions.create_publication(actor=cast.dewi, kind=Kind.ARTICLE, owner=cast.siding, now=now)
        actions.save_publication(actor=cast.dewi, publication=made, version=1, now=now, title="Panen", summary="", text="Isi.")
        actions.submit_publication(actor=cast.dewi, publication=made, now=now)
        return actions.publish_publication(actor=cast.sari, publication=made, now=now)


def end(group: Group, now: datetime) -> None:
    """The group has ended; the roles are left, so that it is the rule and not their lack that refuses."""
    Group.objects.filter(pk=group.pk).update(state="dissolved", state_date=now.date())
    group.refresh_from_db()


def holders(cast: SimpleNamespace, ask: object) -> set[str]:
    return {name for name in EVERYBODY if ask(getattr(cast, name))}  # type: ignore[operator]


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("target", list(Status))
def test_only_the_coordinator_takes_down_and_nobody_else_moves_anything(
    cast: SimpleNamespace, text: Publication, now: datetime, status: Status, target: Status
) -> None:
    end(cast.siding, now)
    text.status, text.group = status, cast.siding
    allowed = {"rini"} if (status, target) == (Status.PUBLISHED, Status.WITHDRAWN) else set()
    assert holders(cast, lambda actor: rules.can_move_publication(actor, text, target, now)) == allowed


@pytest.mark.parametrize(
    ("question", "allowed"),
    [
        ("can_edit_publication", set()),
        ("can_correct_publication", set()),
        ("can_archive_publication", set()),
        ("can_delete_publication", set()),
        ("can_mark_copied", set()),
        ("can_reply_publication", {"rini"}),
        ("can_see_publication", {"rini"}),
    ],
)
def test_what_may_be_done_with_a_text_left_behind(
    cast: SimpleNamespace, text: Publication, now: datetime, question: str, allowed: set[str]
) -> None:
    end(cast.siding, now)
    text.group = cast.siding
    assert holders(cast, lambda actor: getattr(rules, question)(actor, text)) == allowed


@pytest.mark.parametrize("kind", list(Kind))
def test_nobody_writes_or_lets_out_in_its_name(cast: SimpleNamespace, now: datetime, kind: Publication.Kind) -> None:
    end(cast.siding, now)
    assert holders(cast, lambda actor: rules.may_write_for(actor, cast.siding, kind)) == set()
    assert holders(cast, lambda actor: rules.may_release_for(actor, cast.siding, kind)) == set()
    for person in (cast.sari, cast.yohanes, cast.markus):
        person.grants.first().group.refresh_from_db()
    proposing = {name for name in EVERYBODY if group_rules.may_propose_alerts_for(getattr(cast, name), cast.siding_village)}
    assert proposing == set()


def test_an_election_opens_no_back_door(cast: SimpleNamespace, text: Publication, now: datetime) -> None:
    """While an election holds, the coordinator decides in a group's stead where nobody else can; not for one that has ended."""
    day = timezone.localdate(now)
    ElectionPeriod.objects.create(
        region=cast.regency,
        name="Pilkada",
        kind=ElectionPeriod.Kind.REGIONAL,
        campaign_from=day,
        campaign_until=day,
        quiet_from=day + timedelta(days=1),
        quiet_until=day + timedelta(days=2),
        voting_date=day + timedelta(days=3),
        source="PKPU",
        entered_by=cast.rini,
        entered_at=now,
        changed_by=cast.rini,
        changed_at=now,
    )
    Grant.objects.filter(group=cast.siding).update(revoked_at=now)
    with scopes_disabled():
        Publication.objects.filter(pk=text.pk).update(status=Status.SUBMITTED, submitted_at=now)
        text.refresh_from_db()
        assert [waiting.pk for waiting in election_rules.texts_waiting_for(cast.rini, now)] == [text.pk]
        assert rules.can_move_publication(cast.rini, text, Status.PUBLISHED, now)
        end(cast.siding, now)
        text.group = cast.siding
        assert election_rules.texts_waiting_for(cast.rini, now) == []
        assert not rules.can_move_publication(cast.rini, text, Status.PUBLISHED, now)
        text.status = Status.PUBLISHED
        assert not rules.can_correct_during_election(cast.rini, text, now)


def test_nothing_appears_any_more_in_its_name(cast: SimpleNamespace, now: datetime) -> None:
    with scopes_disabled():
        made = actions.create_publication(actor=cast.sari, kind=Kind.ARTICLE, owner=cast.siding, now=now)
        actions.save_publication(actor=cast.sari, publication=made, version=1, now=now, title="Besok", summary="", text="Isi.")
        Grant.objects.filter(person__in=[cast.yohanes, cast.markus]).update(revoked_at=now)  # so that Sari lets out her own
        actions.schedule_publication(actor=cast.sari, publication=made, scheduled_at=now + timedelta(days=1), now=now)
        end(cast.siding, now)
        assert actions.publish_due(now=now + timedelta(days=2)) == 0
        assert [actions.call_off_schedules(group_id=cast.siding.pk, now=now) for _ in range(2)] == [1, 0]
        made.refresh_from_db()
    assert (made.status, made.scheduled_at) == ("draft", None)


def test_an_archive_lists_the_bulletins_of_its_time(cast: SimpleNamespace, now: datetime) -> None:
    with scopes_disabled():
        for title, moment in (("Dulu", now - timedelta(days=9)), ("Kemudian", now + timedelta(days=9))):
            made = actions.create_publication(actor=cast.rini, kind=Kind.BULLETIN, owner=cast.regency, now=moment)
            values = {"title": title, "summary": "", "text": "Isi.", "audience": [cast.regency]}
            actions.save_publication(actor=cast.rini, publication=made, version=1, now=moment, **values)
            actions.publish_publication(actor=cast.rini, publication=made, now=moment)
        end(cast.siding, now)
        cast.siding_site.group = cast.siding
        assert [str(bulletin) for bulletin in queries.bulletins_for_site(cast.siding_site)] == ["Dulu"]
        assert [str(bulletin) for bulletin in queries.bulletins_for_site(cast.jagoi_site)] == ["Kemudian", "Dulu"]


def test_copies_to_kim_id_are_marked_once(cast: SimpleNamespace, text: Publication, now: datetime) -> None:
    before = EventRecord.objects.count()
    for _ in range(2):
        actions.mark_copied(actor=cast.dewi, publication=text, is_copied=True, now=now)
    assert list(KimIdCopy.objects.values_list("publication_id", "person_id", "at")) == [(text.pk, cast.dewi.pk, now)]
    for _ in range(2):
        actions.mark_copied(actor=cast.rini, publication=text, is_copied=False, now=now)
    assert KimIdCopy.objects.count() == 0
    told = list(EventRecord.objects.order_by("pk").values_list("name", "payload", "actor_id"))[before:]
    assert told == [
        ("publishing.PublicationCopied", {"publication_id": text.pk, "is_copied": True}, cast.dewi.pk),
        ("publishing.PublicationCopied", {"publication_id": text.pk, "is_copied": False}, cast.rini.pk),
    ]


@pytest.mark.parametrize("who", ["budi", "wati", "joko", "adi"])
def test_copies_are_marked_by_the_group_and_its_coordinator(cast: SimpleNamespace, text: Publication, now: datetime, who: str) -> None:
    with pytest.raises(Denied):
        actions.mark_copied(actor=getattr(cast, who), publication=text, is_copied=True, now=now)
    assert KimIdCopy.objects.count() == 0
