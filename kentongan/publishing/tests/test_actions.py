"""The deeds on publications: what changes, which fact is recorded, and who is refused."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from kentongan.core.models import Edition, EventRecord
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.media.models import Upload
from kentongan.publishing import actions, queries
from kentongan.publishing.models import Publication, Revision

Kind, Status = Publication.Kind, Publication.Status


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows of several groups."""


@pytest.fixture
def draft(cast: SimpleNamespace, now: datetime) -> Publication:
    """Dewi's complete draft for KIM Suara Siding."""
    text = actions.create_publication(actor=cast.dewi, kind=Kind.ARTICLE, owner=cast.siding, now=now)
    return write(text, cast.dewi, now)


def write(publication: Publication, actor: object, now: datetime, **changes: object) -> Publication:
    values = {"title": "Panen padi ladang dimulai", "summary": "Tiga kelompok tani panen.", "text": "Panen **mulai** Sabtu."} | changes
    return actions.save_publication(actor=actor, publication=publication, version=publication.version, now=now, **values)  # type: ignore[arg-type]


def facts() -> list[tuple[str, tuple[str, ...]]]:
    """(event, its scopes) in the order recorded."""
    return [
        (record.name.removeprefix("publishing."), tuple(record.numbers.order_by("scope").values_list("scope", flat=True)))
        for record in EventRecord.objects.order_by("pk")
    ]


def revisions(publication: Publication) -> list[tuple[int, str, str]]:
    return list(publication.revisions.order_by("number").values_list("number", "reason", "actor__username"))


def test_from_draft_to_readers(draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    actions.submit_publication(actor=cast.dewi, publication=draft, now=now)
    actions.return_publication(actor=cast.sari, publication=draft, remarks="Siapa ketuanya?", now=now)
    write(draft, cast.dewi, now, text="Panen **mulai** Sabtu, kata Markus.")
    actions.submit_publication(actor=cast.dewi, publication=draft, now=now)
    actions.publish_publication(actor=cast.yohanes, publication=draft, now=now + timedelta(hours=1))
    kept = Publication.objects.get(pk=draft.pk)
    assert (kept.status, kept.slug, kept.reviewer, kept.published_at, kept.remarks) == (
        Status.PUBLISHED,
        "panen-padi-ladang-dimulai",
        cast.yohanes,
        now + timedelta(hours=1),
        "",
    )
    assert kept.html == "<p>Panen <strong>mulai</strong> Sabtu, kata Markus.</p>\n"
    assert revisions(kept) == [(1, "submitted", "dewi"), (2, "returned", "sari"), (3, "submitted", "dewi"), (4, "published", "yohanes")]
    group = (cast.siding.scope,)
    assert facts() == [
        ("PublicationSubmitted", group),
        ("PublicationReturned", group),
        ("PublicationSubmitted", group),
        ("PublicationPublished", group),
    ]
    assert queries.address_of(kept).endswith("/kim/suara-siding/kabar/panen-padi-ladang-dimulai/")


def test_the_author_does_not_publish_her_own_where_another_can_read_it(cast: SimpleNamespace, now: datetime) -> None:
    text = write(actions.create_publication(actor=cast.sari, kind=Kind.ARTICLE, owner=cast.siding, now=now), cast.sari, now)
    with pytest.raises(Denied, match="redaktur lain"):
        actions.publish_publication(actor=cast.sari, publication=text, now=now)
    assert (Publication.objects.get(pk=text.pk).status, facts()) == (Status.DRAFT, [])


@pytest.mark.parametrize("who", ["joko", "wati", "budi", "adi"])
def test_strangers_are_refused_everywhere(who: str, draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    actor = getattr(cast, who)
    deeds: list[Callable[[], object]] = [
        lambda: actions.create_publication(actor=actor, kind=Kind.ARTICLE, owner=cast.siding, now=now),
        lambda: write(draft, actor, now),
        lambda: actions.submit_publication(actor=actor, publication=draft, now=now),
        lambda: actions.publish_publication(actor=actor, publication=draft, now=now),
        lambda: actions.schedule_publication(actor=actor, publication=draft, scheduled_at=now + timedelta(days=1), now=now),
        lambda: actions.delete_publication(actor=actor, publication=draft),
        lambda: actions.note_presence(actor=actor, publication=draft, now=now),
    ]
    for deed in deeds:
        with pytest.raises(Denied):
            deed()
    with pytest.raises(NotVisible):
        queries.get_for_workspace(actor=actor, code=draft.code)
    assert (Publication.objects.count(), Publication.objects.get().status, facts()) == (1, Status.DRAFT, [])


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    mine = Publication.objects.get(pk=draft.pk)
    write(draft, cast.sari, now, text="Teks Sari.")
    with pytest.raises(Stale) as refusal:
        write(mine, cast.dewi, now, text="Teks Dewi.")
    assert str(refusal.value).startswith("Sari Lestari menyimpan")
    assert (refusal.value.theirs["isi"], refusal.value.mine["isi"]) == ("Teks Sari.", "Teks Dewi.")
    assert Publication.objects.get(pk=draft.pk).text == "Teks Sari."


def test_two_reviewers_at_once_act_once(draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    actions.submit_publication(actor=cast.dewi, publication=draft, now=now)
    on_the_other_screen = Publication.objects.get(pk=draft.pk)
    actions.publish_publication(actor=cast.sari, publication=draft, now=now)
    with pytest.raises(Stale):
        actions.return_publication(actor=cast.yohanes, publication=on_the_other_screen, remarks="Belum.", now=now)
    assert [name for name, _ in facts()] == ["PublicationSubmitted", "PublicationPublished"]


@pytest.mark.parametrize(
    ("missing", "words"), [({"title": " "}, "judul"), ({"text": "  "}, "isi"), ({"title": "", "text": ""}, "judul, isi")]
)
def test_what_is_incomplete_does_not_go_out(
    missing: dict[str, str], words: str, draft: Publication, cast: SimpleNamespace, now: datetime
) -> None:
    write(draft, cast.dewi, now, **missing)
    with pytest.raises(Denied, match=f"Masih kurang: {words}"):
        actions.submit_publication(actor=cast.dewi, publication=draft, now=now)


def test_addresses_differ_within_a_site_and_repeat_across_sites(cast: SimpleNamespace, now: datetime) -> None:
    slugs = []
    cast.siding.review_required = False
    cast.siding.save()
    for owner, actor in ((cast.siding, cast.sari), (cast.siding, cast.sari), (cast.jagoi, cast.joko)):
        text = write(actions.create_publication(actor=actor, kind=Kind.ARTICLE, owner=owner, now=now), actor, now)
        slugs.append(actions.publish_publication(actor=actor, publication=text, now=now).slug)
    assert slugs == ["panen-padi-ladang-dimulai", "panen-padi-ladang-dimulai-2", "panen-padi-ladang-dimulai"]


def published(draft: Publication, cast: SimpleNamespace, now: datetime) -> Publication:
    actions.submit_publication(actor=cast.dewi, publication=draft, now=now)
    return actions.publish_publication(actor=cast.sari, publication=draft, now=now)


def test_a_correction_is_dated_and_keeps_the_address(draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    text = published(draft, cast, now)
    later = now + timedelta(days=1)
    correction = {"title": "Panen padi ladang ditunda", "summary": "", "text": "Panen Minggu.", "note": "Hari panen: Minggu, bukan Sabtu."}
    actions.correct_publication(actor=cast.yohanes, publication=text, version=text.version, now=later, **correction)
    kept = Publication.objects.get(pk=text.pk)
    assert (kept.title, kept.slug, kept.status) == ("Panen padi ladang ditunda", "panen-padi-ladang-dimulai", Status.PUBLISHED)
    assert list(kept.notes.values_list("kind", "text", "at")) == [("correction", "Hari panen: Minggu, bukan Sabtu.", later)]
    assert (revisions(kept)[-1], facts()[-1][0]) == ((3, "corrected", "yohanes"), "PublicationCorrected")
    with pytest.raises(Denied, match="apa yang dikoreksi"):
        actions.correct_publication(actor=cast.yohanes, publication=kept, version=kept.version, now=later, **(correction | {"note": " "}))


def test_taken_down_with_a_reason_and_a_reply(draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    text = published(draft, cast, now)
    with pytest.raises(Denied, match="alasannya"):
        actions.withdraw_publication(actor=cast.sari, publication=text, reason=" ", now=now)
    actions.withdraw_publication(actor=cast.sari, publication=text, reason="Narasumber keberatan.", now=now)
    actions.add_reply(actor=cast.sari, publication=text, name="Koperasi Tani", text="Harga yang benar Rp 6.500.", now=now)
    with scope(owner=list(cast.siding.scope_chain)):
        assert list(queries.articles_of_site(cast.siding_site)) == []
        found = queries.article_for_readers(cast.siding_site, text.slug)
    assert (found.status, found.withdrawn_reason, [note.name for note in found.notes.all()]) == (
        Status.WITHDRAWN,
        "Narasumber keberatan.",
        ["Koperasi Tani"],
    )
    assert [name for name, _ in facts()][-2:] == ["PublicationWithdrawn", "PublicationReplied"]


def test_archived_is_readable_and_not_listed(draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    text = published(draft, cast, now)
    actions.set_archived(actor=cast.sari, publication=text, is_archived=True, now=now)
    assert list(queries.articles_of_site(cast.siding_site)) == []
    assert queries.article_for_readers(cast.siding_site, text.slug).is_public
    actions.set_archived(actor=cast.sari, publication=text, is_archived=False, now=now)
    assert list(queries.articles_of_site(cast.siding_site)) == [text]


def test_the_photo_is_public_exactly_while_the_text_is(draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    photo = Upload.objects.create(key="k" * 20, owner=cast.siding.scope, kind="picture", uploader=cast.dewi, uploaded_at=now, size=1)
    write(draft, cast.dewi, now, cover=photo)
    seen = [photo.is_public]
    for step in (
        lambda: published(draft, cast, now),
        lambda: actions.withdraw_publication(actor=cast.sari, publication=draft, reason="x", now=now),
    ):
        step()
        photo.refresh_from_db()
        seen.append(photo.is_public)
    assert seen == [False, True, False]


def test_a_photo_of_the_next_village_cannot_be_used(draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    theirs = Upload.objects.create(key="j" * 20, owner=cast.jagoi.scope, kind="picture", uploader=cast.joko, uploaded_at=now, size=1)
    with pytest.raises(Denied, match="bukan milik"):
        write(draft, cast.dewi, now, cover=theirs)


def bulletin(cast: SimpleNamespace, now: datetime, *places: object) -> Publication:
    text = actions.create_publication(actor=cast.rini, kind=Kind.BULLETIN, owner=cast.regency, now=now)
    return write(text, cast.rini, now, title="Imunisasi polio", audience=places)


def test_a_bulletin_stands_on_exactly_the_sites_addressed_and_raises_one_number_each(cast: SimpleNamespace, now: datetime) -> None:
    text = bulletin(cast, now, cast.siding_district)
    actions.publish_publication(actor=cast.rini, publication=text, now=now)
    assert dict(Edition.objects.values_list("scope", "number")) == {cast.siding_district.scope: 1}

    def stands_on() -> dict[str, list[str]]:
        found = {}
        for site in (cast.siding_site, cast.jagoi_site):
            with scope(owner=list(site.group.scope_chain)):
                found[site.slug] = [item.slug for item in queries.bulletins_for_site(site)]
        return found | {"hub": [item.slug for item in queries.bulletins_on_hub()]}

    assert stands_on() == {"suara-siding": ["imunisasi-polio"], "jagoi-bersuara": [], "hub": ["imunisasi-polio"]}
    with scope(owner=list(cast.jagoi.scope_chain)), pytest.raises(NotVisible):
        queries.bulletin_for_readers("imunisasi-polio", site=cast.jagoi_site)
    actions.withdraw_publication(actor=cast.rini, publication=text, reason="Jadwal berubah.", now=now)
    assert stands_on() == {"suara-siding": [], "jagoi-bersuara": [], "hub": []}
    assert dict(Edition.objects.values_list("scope", "number")) == {cast.siding_district.scope: 2}


def test_two_districts_two_numbers(cast: SimpleNamespace, now: datetime) -> None:
    actions.publish_publication(actor=cast.rini, publication=bulletin(cast, now, cast.siding_district, cast.jagoi_district), now=now)
    assert dict(Edition.objects.values_list("scope", "number")) == {cast.siding_district.scope: 1, cast.jagoi_district.scope: 1}


def test_a_village_addresses_only_itself(cast: SimpleNamespace, now: datetime) -> None:
    text = actions.create_publication(actor=cast.budi, kind=Kind.BULLETIN, owner=cast.siding_village, now=now)
    for place in (cast.jagoi_village, cast.siding_district, cast.regency):
        with pytest.raises(Denied, match="wilayah sendiri"):
            write(text, cast.budi, now, audience=[place])
        text.refresh_from_db()
    assert write(text, cast.budi, now, audience=[cast.siding_village]).audiences.count() == 1


def test_a_bulletin_to_nobody_does_not_go_out(cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Denied, match="wilayah yang dituju"):
        actions.publish_publication(actor=cast.rini, publication=bulletin(cast, now), now=now)


def test_the_schedule_publishes_once_at_its_moment(cast: SimpleNamespace, now: datetime) -> None:
    moment = now + timedelta(hours=3)
    text = bulletin(cast, now, cast.regency)
    actions.schedule_publication(actor=cast.rini, publication=text, scheduled_at=moment, is_embargoed=True, now=now)
    assert [item.pk for item in queries.embargoed_bulletins_for([cast.siding_village.code], now=now)] == [text.pk]
    assert list(queries.bulletins_on_hub()) == []
    assert [
        actions.publish_due(now=at) for at in (moment - timedelta(seconds=1), moment + timedelta(seconds=40), moment + timedelta(minutes=2))
    ] == [0, 1, 0]
    kept = Publication.objects.get(pk=text.pk)
    assert (kept.status, kept.published_at, kept.is_embargoed) == (Status.PUBLISHED, moment, False)
    assert [name for name, _ in facts()] == ["PublicationScheduled", "PublicationPublished"]
    assert list(queries.embargoed_bulletins_for([cast.siding_village.code], now=now)) == []


def test_a_moment_in_the_past_is_refused_and_a_schedule_can_be_called_off(cast: SimpleNamespace, now: datetime) -> None:
    text = bulletin(cast, now, cast.regency)
    with pytest.raises(Denied, match="sudah lewat"):
        actions.schedule_publication(actor=cast.rini, publication=text, scheduled_at=now, now=now)
    actions.schedule_publication(actor=cast.rini, publication=text, scheduled_at=now + timedelta(hours=1), now=now)
    actions.take_back_publication(actor=cast.rini, publication=text, now=now)
    assert (actions.publish_due(now=now + timedelta(hours=2)), Publication.objects.get(pk=text.pk).status) == (0, Status.DRAFT)


def test_only_what_was_never_public_can_be_thrown_away(draft: Publication, cast: SimpleNamespace, now: datetime) -> None:
    other = write(actions.create_publication(actor=cast.dewi, kind=Kind.ARTICLE, owner=cast.siding, now=now), cast.dewi, now)
    actions.delete_publication(actor=cast.dewi, publication=other)
    published(draft, cast, now)
    with pytest.raises(Denied):
        actions.delete_publication(actor=cast.sari, publication=draft)
    assert (list(Publication.objects.all()), Revision.objects.count()) == ([draft], 2)


def test_without_an_open_scope_nothing_is_found(draft: Publication, cast: SimpleNamespace) -> None:
    from django_scopes.state import state

    token = state.set(None)
    try:
        with pytest.raises(ScopeError):
            Publication.objects.count()
        with scope(owner=[cast.jagoi.scope]):
            assert Publication.objects.count() == 0
    finally:
        state.reset(token)
    with scopes_disabled():
        assert Publication.objects.count() == 1
