"""Who may bring a publication into which status: role × state × target. The letters are the rule book."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from kentongan.groups.models import Grant, Role
from kentongan.publishing import rules
from kentongan.publishing.models import Publication

Status = Publication.Status
EVERYBODY = ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi", "stranger")


def article(cast: SimpleNamespace, status: str, *, author: str = "dewi", now: datetime) -> Publication:
    """An unsaved article of KIM Suara Siding."""
    moments = {"created_at": now, "updated_at": now, "published_at": now if status == "published" else None}
    writer = getattr(cast, author)
    return Publication(
        pk=1,
        code="X",
        kind="article",
        owner=cast.siding.scope,
        group=cast.siding,
        status=status,
        author=writer,
        updated_by=writer,
        **moments,
    )


def bulletin(cast: SimpleNamespace, status: str, *, author: str = "rini", now: datetime) -> Publication:
    """An unsaved bulletin of the regency."""
    writer = getattr(cast, author)
    return Publication(
        pk=2,
        code="Y",
        kind="bulletin",
        owner=cast.regency.scope,
        region=cast.regency,
        status=status,
        author=writer,
        updated_by=writer,
        created_at=now,
    )


def actor(cast: SimpleNamespace, name: str) -> object:
    return AnonymousUser() if name == "stranger" else getattr(cast, name)


# Dewi, a contributor, wrote it. S Sari, Y Yohanes (editors), M Markus (chair), D Dewi. Nobody else may do anything.
ARTICLE_TABLE = {
    ("draft", "submitted"): "SYMD",
    ("draft", "published"): "SYM",
    ("draft", "scheduled"): "SYM",
    ("draft", "returned"): "",
    ("draft", "withdrawn"): "",
    ("submitted", "draft"): "D",
    ("submitted", "returned"): "SYM",
    ("submitted", "published"): "SYM",
    ("submitted", "scheduled"): "SYM",
    ("submitted", "withdrawn"): "",
    ("returned", "submitted"): "SYMD",
    ("returned", "published"): "SYM",
    ("returned", "scheduled"): "SYM",
    ("returned", "draft"): "",
    ("scheduled", "published"): "SYM",
    ("scheduled", "draft"): "SYM",
    ("scheduled", "withdrawn"): "",
    ("published", "withdrawn"): "SYM",
    ("published", "draft"): "",
    ("published", "submitted"): "",
    ("withdrawn", "published"): "",
    ("withdrawn", "draft"): "",
}


@pytest.mark.parametrize(("move", "allowed"), ARTICLE_TABLE.items(), ids=[f"{a}-{b}" for a, b in ARTICLE_TABLE])
def test_an_article_of_a_contributor(move: tuple[str, str], allowed: str, cast: SimpleNamespace, now: datetime) -> None:
    status, target = move
    text = article(cast, status, now=now)
    may = {name for name in EVERYBODY if rules.can_move_publication(actor(cast, name), text, Status(target), now)}
    assert may == {name for name in ("sari", "yohanes", "markus", "dewi") if name[0].upper() in allowed}


# The coordinator wrote it for the regency; an office's liaison writes, and the coordinator lets it out.
BULLETIN_TABLE = {
    ("draft", "submitted"): {"rini", "liaison"},
    ("draft", "published"): {"rini"},
    ("draft", "scheduled"): {"rini"},
    ("submitted", "published"): {"rini"},
    ("submitted", "returned"): {"rini"},
    ("returned", "submitted"): {"rini", "liaison"},
    ("scheduled", "published"): {"rini"},
    ("published", "withdrawn"): {"rini"},
}


@pytest.mark.parametrize(("move", "allowed"), BULLETIN_TABLE.items(), ids=[f"{a}-{b}" for a, b in BULLETIN_TABLE])
def test_a_bulletin_of_the_regency(move: tuple[str, str], allowed: set[str], cast: SimpleNamespace, now: datetime) -> None:
    cast.liaison = cast.wati
    Grant.objects.create(person=cast.liaison, role=Role.OFFICE_LIAISON, scope=cast.regency.scope, region=cast.regency, granted_at=now)
    status, target = move
    text = bulletin(cast, status, now=now)
    names = (*(name for name in EVERYBODY if name != "wati"), "liaison")
    assert {name for name in names if rules.can_move_publication(actor(cast, name), text, Status(target), now)} == allowed


@pytest.mark.parametrize(
    ("author", "review_required", "may_publish"),
    [
        ("sari", True, {"yohanes", "markus"}),  # somebody else must read it
        ("sari", False, {"sari", "yohanes", "markus"}),
        ("dewi", True, {"sari", "yohanes", "markus"}),
    ],
)
def test_another_person_reads_it_first(
    author: str, review_required: bool, may_publish: set[str], cast: SimpleNamespace, now: datetime
) -> None:
    cast.siding.review_required = review_required
    text = article(cast, "submitted", author=author, now=now)
    assert {name for name in EVERYBODY if rules.can_move_publication(actor(cast, name), text, Status.PUBLISHED, now)} == may_publish


def test_the_only_redaktur_of_a_group_publishes_her_own(cast: SimpleNamespace, now: datetime) -> None:
    text = Publication(
        pk=3, code="Z", kind="article", owner=cast.jagoi.scope, group=cast.jagoi, status="draft", author=cast.joko, updated_by=cast.joko
    )
    assert rules.can_move_publication(cast.joko, text, Status.PUBLISHED, now)


@pytest.mark.parametrize(
    ("status", "sees", "edits", "corrects", "deletes"),
    [
        ("draft", "sari yohanes dewi markus", "sari yohanes dewi markus", "", "sari yohanes dewi markus"),
        ("submitted", "sari yohanes dewi markus rini", "sari yohanes markus", "", ""),
        ("returned", "sari yohanes dewi markus rini", "sari yohanes dewi markus", "", "sari yohanes dewi markus"),
        ("scheduled", "sari yohanes dewi markus rini", "sari yohanes markus", "", ""),
        ("published", "sari yohanes dewi markus rini", "", "sari yohanes markus", ""),
        ("withdrawn", "sari yohanes dewi markus rini", "", "", ""),
    ],
)
def test_who_sees_edits_corrects_and_deletes(
    status: str, sees: str, edits: str, corrects: str, deletes: str, cast: SimpleNamespace, now: datetime
) -> None:
    text = article(cast, status, now=now)

    def may(rule: object) -> set[str]:
        return {name for name in EVERYBODY if rule(actor(cast, name), text)}  # type: ignore[operator]

    assert may(rules.can_see_publication) == set(sees.split())
    assert may(rules.can_edit_publication) == set(edits.split())
    assert may(rules.can_correct_publication) == set(corrects.split())
    assert may(rules.can_delete_publication) == set(deletes.split())


def test_every_status_has_its_row_and_no_arrow_leads_to_itself() -> None:
    assert set(rules.ALLOWED) == set(Status)
    assert [status for status, targets in rules.ALLOWED.items() if status in targets] == []
