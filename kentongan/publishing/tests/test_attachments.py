"""Pictures of a gallery and documents of a text: who changes them, in which order they stand, and when everybody may fetch them."""

import io
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied
from kentongan.groups.models import Group
from kentongan.media.actions import store_upload
from kentongan.media.models import Upload
from kentongan.media.tests.made import PDF, photo
from kentongan.publishing import actions, queries
from kentongan.publishing.models import Publication
from kentongan.regions.models import Region

Kind, Status = Publication.Kind, Publication.Status


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows of several groups."""


def upload(cast: SimpleNamespace, now: datetime, name: str = "foto.jpg", *, owner: Group | Region | None = None) -> Upload:
    """A picture, or a document where the name ends in .pdf, of Siding's or of another scope."""
    file = io.BytesIO(PDF if name.endswith(".pdf") else photo(80, 60))
    file.name = name
    owner = owner or cast.siding
    actor = {cast.siding.scope: cast.sari, cast.jagoi.scope: cast.joko}.get(owner.scope, cast.rini)
    return store_upload(actor=actor, owner=owner.scope, file=file, now=now)


def written(cast: SimpleNamespace, now: datetime, kind: Publication.Kind = Kind.GALLERY, title: str = "Panen raya") -> Publication:
    """A draft of Dewi's for KIM Suara Siding."""
    made = actions.create_publication(actor=cast.dewi, kind=kind, owner=cast.siding, now=now)
    return actions.save_publication(actor=cast.dewi, publication=made, version=1, now=now, title=title, summary="", text="Isinya.")


def standing(publication: Publication) -> list[tuple[str, str, int]]:
    """(name of the file, caption, order) as readers see them."""
    return [(one.upload.original_name, one.caption, one.order) for one in publication.attachments.select_related("upload")]


def released() -> dict[str, bool]:
    return dict(Upload.objects.order_by("original_name").values_list("original_name", "is_public"))


def changes() -> list[tuple[list[str], int, datetime]]:
    """(scopes, publication, moment) of each recorded change of attachments."""
    records = EventRecord.objects.filter(name="publishing.AttachmentsChanged").order_by("pk")
    return [(list(one.numbers.order_by("scope").values_list("scope", flat=True)), one.payload["publication_id"], one.at) for one in records]


@pytest.fixture
def gallery(cast: SimpleNamespace, now: datetime) -> Publication:
    """Three pictures and a document, not yet sent anywhere."""
    made = written(cast, now)
    for name in ("a.jpg", "b.jpg", "c.jpg", "daftar.pdf"):
        actions.attach_upload(actor=cast.dewi, publication=made, upload=upload(cast, now, name), caption=f" {name} ", now=now)
    return made


def ids(publication: Publication) -> dict[str, int]:
    return {one.upload.original_name: one.pk for one in publication.attachments.select_related("upload")}


def test_what_is_attached_stands_at_the_end_once(gallery: Publication, cast: SimpleNamespace, now: datetime) -> None:
    first = gallery.attachments.select_related("upload").first()
    again = actions.attach_upload(actor=cast.dewi, publication=gallery, upload=first.upload, caption="anders", now=now)
    assert again == first
    assert standing(gallery) == [("a.jpg", "a.jpg", 0), ("b.jpg", "b.jpg", 1), ("c.jpg", "c.jpg", 2), ("daftar.pdf", "daftar.pdf", 3)]
    assert (Publication.objects.get().cover.original_name, gallery.version, changes()) == ("a.jpg", 2, [])


def test_the_order_is_as_arranged_and_the_first_picture_stands_for_the_gallery(
    gallery: Publication, cast: SimpleNamespace, now: datetime
) -> None:
    pk, later = ids(gallery), now + timedelta(minutes=5)
    captions = {pk["daftar.pdf"]: "Daftar hadir", pk["c.jpg"]: "Terakhir dulu", pk["a.jpg"]: "a.jpg"}
    actions.arrange_attachments(actor=cast.sari, publication=gallery, captions=captions, now=later)
    assert standing(gallery) == [
        ("daftar.pdf", "Daftar hadir", 0),
        ("c.jpg", "Terakhir dulu", 1),
        ("a.jpg", "a.jpg", 2),
        ("b.jpg", "b.jpg", 3),
    ]
    kept = Publication.objects.get()
    assert (kept.cover.original_name, kept.updated_at, kept.updated_by, kept.version) == ("c.jpg", later, cast.sari, 2)


def test_a_chosen_cover_stays_while_it_is_there(gallery: Publication, cast: SimpleNamespace, now: datetime) -> None:
    pk = ids(gallery)
    actions.arrange_attachments(actor=cast.dewi, publication=gallery, captions={}, cover=pk["b.jpg"], now=now)
    assert Publication.objects.get().cover.original_name == "b.jpg"
    actions.arrange_attachments(actor=cast.dewi, publication=gallery, captions={}, cover=pk["b.jpg"], removed=[pk["b.jpg"]], now=now)
    assert (Publication.objects.get().cover.original_name, [name for name, *_rest in standing(gallery)]) == (
        "a.jpg",
        ["a.jpg", "c.jpg", "daftar.pdf"],
    )
    actions.arrange_attachments(actor=cast.dewi, publication=gallery, captions={}, cover=pk["daftar.pdf"], now=now)
    assert Publication.objects.get().cover.original_name == "a.jpg", "a document is no cover"


def test_an_article_keeps_its_own_cover(cast: SimpleNamespace, now: datetime) -> None:
    article = written(cast, now, Kind.ARTICLE)
    actions.attach_upload(actor=cast.dewi, publication=article, upload=upload(cast, now), now=now)
    assert Publication.objects.get().cover is None


def test_files_are_public_exactly_while_the_text_is(gallery: Publication, cast: SimpleNamespace, now: datetime) -> None:
    names = ("a.jpg", "b.jpg", "c.jpg", "daftar.pdf")
    assert released() == dict.fromkeys(names, False)
    actions.submit_publication(actor=cast.dewi, publication=gallery, now=now)
    assert released() == dict.fromkeys(names, False)
    actions.publish_publication(actor=cast.sari, publication=gallery, now=now)
    assert released() == dict.fromkeys(names, True)
    pk = ids(gallery)
    actions.arrange_attachments(actor=cast.sari, publication=gallery, captions={}, removed=[pk["b.jpg"], pk["daftar.pdf"]], now=now)
    assert released() == {"a.jpg": True, "b.jpg": False, "c.jpg": True, "daftar.pdf": False}
    actions.withdraw_publication(actor=cast.sari, publication=gallery, reason="Ada yang keliru.", now=now)
    assert released() == dict.fromkeys(names, False)


def test_what_another_published_text_shows_stays_public(gallery: Publication, cast: SimpleNamespace, now: datetime) -> None:
    other = written(cast, now, Kind.ARTICLE, "Berita panen")
    shared = Upload.objects.get(original_name="daftar.pdf")
    actions.attach_upload(actor=cast.dewi, publication=other, upload=shared, now=now)
    actions.publish_publication(actor=cast.sari, publication=gallery, now=now)
    actions.publish_publication(actor=cast.sari, publication=other, now=now)
    actions.withdraw_publication(actor=cast.sari, publication=gallery, reason="Ada yang keliru.", now=now)
    assert released() == {"a.jpg": False, "b.jpg": False, "c.jpg": False, "daftar.pdf": True}


def test_a_change_after_publication_is_told_and_released_at_once(gallery: Publication, cast: SimpleNamespace, now: datetime) -> None:
    actions.publish_publication(actor=cast.sari, publication=gallery, now=now)
    later = now + timedelta(hours=1)
    actions.attach_upload(actor=cast.sari, publication=gallery, upload=upload(cast, now, "d.jpg"), now=later)
    actions.arrange_attachments(actor=cast.sari, publication=gallery, captions={}, cover=ids(gallery)["d.jpg"], now=later)
    actions.arrange_attachments(actor=cast.sari, publication=gallery, captions={}, cover=ids(gallery)["d.jpg"], now=later)
    assert released()["d.jpg"]
    assert changes() == [([cast.siding.scope], gallery.pk, later)] * 2, "nothing changed the last time"


def test_what_a_region_sends_is_told_to_those_addressed(cast: SimpleNamespace, now: datetime) -> None:
    bulletin = actions.create_publication(actor=cast.rini, kind=Kind.BULLETIN, owner=cast.regency, now=now)
    audience = [cast.siding_district, cast.jagoi_district]
    actions.save_publication(
        actor=cast.rini, publication=bulletin, version=1, now=now, title="Pupuk", summary="", text="Isi.", audience=audience
    )
    actions.publish_publication(actor=cast.rini, publication=bulletin, now=now)
    scan = upload(cast, now, "edaran.pdf", owner=cast.regency)
    actions.attach_upload(actor=cast.rini, publication=bulletin, upload=scan, caption="Surat edaran", now=now)
    assert changes() == [(sorted(region.scope for region in audience), bulletin.pk, now)]
    assert released() == {"edaran.pdf": True}


def test_another_groups_file_is_refused(gallery: Publication, cast: SimpleNamespace, now: datetime) -> None:
    before = standing(gallery)
    for owner in (cast.jagoi, cast.regency):
        with pytest.raises(Denied, match="bukan milik"):
            actions.attach_upload(actor=cast.dewi, publication=gallery, upload=upload(cast, now, "asing.jpg", owner=owner), now=now)
    assert standing(gallery) == before


# who → the statuses of Dewi's gallery in which they may change its pictures
MAY: dict[str, set[str]] = {
    "dewi": {"draft", "returned"},
    "sari": {"draft", "submitted", "returned", "scheduled", "published"},
    "markus": {"draft", "submitted", "returned", "scheduled", "published"},
    **{who: set() for who in ("budi", "wati", "joko", "rini", "adi")},
}


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "scheduled", "published", "withdrawn"])
@pytest.mark.parametrize("who", MAY)
def test_who_changes_them_when(gallery: Publication, cast: SimpleNamespace, now: datetime, who: str, status: str) -> None:
    actor = getattr(cast, who)
    if status in ("submitted", "returned"):
        actions.submit_publication(actor=cast.dewi, publication=gallery, now=now)
    if status == "returned":
        actions.return_publication(actor=cast.sari, publication=gallery, remarks="Lengkapi.", now=now)
    if status == "scheduled":
        actions.schedule_publication(actor=cast.sari, publication=gallery, scheduled_at=now + timedelta(days=1), now=now)
    if status in ("published", "withdrawn"):
        actions.publish_publication(actor=cast.sari, publication=gallery, now=now)
    if status == "withdrawn":
        actions.withdraw_publication(actor=cast.sari, publication=gallery, reason="Keliru.", now=now)
    before, another = standing(gallery), upload(cast, now, "d.jpg")
    deeds = (
        lambda: actions.attach_upload(actor=actor, publication=gallery, upload=another, now=now),
        lambda: actions.arrange_attachments(actor=actor, publication=gallery, captions={}, removed=[ids(gallery)["a.jpg"]], now=now),
    )
    if status in MAY[who]:
        for deed in deeds:
            deed()
        assert [name for name, *_rest in standing(gallery)] == ["b.jpg", "c.jpg", "daftar.pdf", "d.jpg"]
        return
    for deed in deeds:
        with pytest.raises(Denied):
            deed()
    assert standing(gallery) == before


def test_a_gallery_needs_a_picture_before_it_goes_anywhere(cast: SimpleNamespace, now: datetime) -> None:
    empty = written(cast, now)
    actions.attach_upload(actor=cast.dewi, publication=empty, upload=upload(cast, now, "daftar.pdf"), now=now)
    for deed in (
        lambda: actions.submit_publication(actor=cast.dewi, publication=empty, now=now),
        lambda: actions.publish_publication(actor=cast.sari, publication=empty, now=now),
        lambda: actions.schedule_publication(actor=cast.sari, publication=empty, scheduled_at=now + timedelta(days=1), now=now),
    ):
        with pytest.raises(Denied, match="Masih kurang: foto"):
            deed()
    assert Publication.objects.get().status == Status.DRAFT


def test_addresses_of_galleries_never_meet(cast: SimpleNamespace, now: datetime) -> None:
    """A region's stands on the hub and on every site below, so it differs from those of groups; groups among each other need not."""

    def published(actor: object, owner: Group | Region, kind: Publication.Kind = Kind.GALLERY) -> str:
        made = actions.create_publication(actor=actor, kind=kind, owner=owner, now=now)  # type: ignore[arg-type]
        audience = {"audience": [owner]} if isinstance(owner, Region) else {}
        actions.save_publication(
            actor=actor,
            publication=made,
            version=1,
            now=now,
            title="Gawai",
            summary="",
            text="Isi.",
            **audience,  # type: ignore[arg-type]
        )
        if kind == Kind.GALLERY:
            actions.attach_upload(actor=actor, publication=made, upload=upload(cast, now, owner=owner), now=now)  # type: ignore[arg-type]
        return actions.publish_publication(actor=actor, publication=made, now=now).slug  # type: ignore[arg-type]

    cast.siding.review_required = False
    cast.siding.save()
    slugs = [
        published(cast.sari, cast.siding),
        published(cast.joko, cast.jagoi),
        published(cast.rini, cast.regency),
        published(cast.sari, cast.siding),
        published(cast.rini, cast.regency),
        published(cast.sari, cast.siding, Kind.ARTICLE),
    ]
    assert slugs == ["gawai", "gawai", "gawai-2", "gawai-3", "gawai-4", "gawai"]
    assert queries.found_on_place(Kind.GALLERY, "gawai", site=cast.jagoi_site).owner == cast.jagoi.scope
    assert queries.found_on_place(Kind.GALLERY, "gawai-2", site=cast.jagoi_site).owner == cast.regency.scope
    assert [one.slug for one in queries.on_hub(Kind.GALLERY).order_by("pk")] == ["gawai", "gawai", "gawai-2", "gawai-3", "gawai-4"]


def test_counting_pictures_leaves_documents_out(gallery: Publication, cast: SimpleNamespace, now: datetime) -> None:
    empty = written(cast, now, title="Kosong")
    counted = queries.with_picture_count(Publication.objects.order_by("pk"))
    assert [(one.pk, one.picture_count) for one in counted] == [(gallery.pk, 3), (empty.pk, 0)]  # type: ignore[attr-defined]
    assert [one.upload.original_name for one in queries.attachments_of(gallery, Upload.Kind.DOCUMENT)] == ["daftar.pdf"]


def test_a_thrown_away_draft_leaves_its_files_with_the_group(gallery: Publication, cast: SimpleNamespace) -> None:
    actions.delete_publication(actor=cast.dewi, publication=gallery)
    assert (Publication.objects.count(), Upload.objects.count()) == (0, 4)
