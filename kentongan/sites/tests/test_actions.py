"""Each deed on a website: what it changes, what it tells, whom and what it refuses."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django_scopes import scopes_disabled

from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Group
from kentongan.media.models import Upload
from kentongan.sites import actions, queries
from kentongan.sites.models import FormerSlug, Page, Site

Told = Callable[[], list[tuple]]


@pytest.fixture
def newcomer(cast: SimpleNamespace) -> Group:
    return Group.objects.create(name="KIM Lumar", region=cast.siding_village)


def row(site: Site, *fields: str) -> tuple:
    return Site.objects.values_list(*fields).get(pk=site.pk)


def event(name: str, actor: object, site: Site, **values: object) -> tuple:
    return (f"sites.{name}", {"site_id": site.pk, **values}, actor.pk, [site.group.scope])  # type: ignore[attr-defined]


# --- Opening ----------------------------------------------------------------------------------------------------------


def test_create_site(cast: SimpleNamespace, newcomer: Group, now: datetime, told: Told) -> None:
    site = actions.create_site(actor=cast.rini, group=newcomer, slug="kim-lumar", accent="senja", tagline=" Kabar Lumar ", now=now)
    assert row(site, "group_id", "slug", "accent", "tagline", "state", "primary", "domain", "menu") == (
        newcomer.pk,
        "kim-lumar",
        "senja",
        "Kabar Lumar",
        "active",
        "path",
        None,
        [],
    )
    assert told() == [event("SiteOpened", cast.rini, site)]


@pytest.mark.parametrize("who", ["sari", "markus", "budi", "wati", "joko"])
def test_create_site_is_refused(cast: SimpleNamespace, newcomer: Group, now: datetime, told: Told, who: str) -> None:
    with pytest.raises(Denied, match="koordinator"):
        actions.create_site(actor=getattr(cast, who), group=newcomer, slug="kim-lumar", now=now)
    assert (Site.objects.count(), told()) == (2, [])


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("suara-siding", "sudah dipakai KIM lain. Yang masih bebas: suara-siding-2"),
        ("kabar-siding", "sudah dipakai KIM lain. Yang masih bebas: kabar-siding-2"),  # a former one
        ("ruang", "dipakai sistem. Yang masih bebas: ruang-2"),
        ("KIM Lumar", "3 sampai 40 huruf kecil"),
        ("kl", "3 sampai 40 huruf kecil"),
    ],
)
def test_an_address_that_cannot_be_given(cast: SimpleNamespace, newcomer: Group, now: datetime, slug: str, sentence: str) -> None:
    FormerSlug.objects.create(slug="kabar-siding", site=cast.siding_site, since=now)
    with pytest.raises(Denied, match=sentence):
        actions.create_site(actor=cast.rini, group=newcomer, slug=slug, now=now)
    assert Site.objects.count() == 2


# --- Dress ------------------------------------------------------------------------------------------------------------


def picture(cast: SimpleNamespace, now: datetime, *, key: str = "k1", owner: str = "", kind: str = "picture") -> Upload:
    with scopes_disabled():
        return Upload.objects.create(
            key=key,
            owner=owner or cast.siding.scope,
            kind=kind,
            uploader=cast.sari,
            uploaded_at=now,
            original_name="l.png",
            size=1,
            variants=[320],
        )


def public_keys() -> set[str]:
    with scopes_disabled():
        return set(Upload.objects.filter(is_public=True).values_list("key", flat=True))


@pytest.mark.parametrize("who", ["sari", "markus", "budi", "wati", "joko"])
def test_withdraw_a_site_that_was_opened_by_mistake(cast: SimpleNamespace, newcomer: Group, now: datetime, told: Told, who: str) -> None:
    site = actions.create_site(actor=cast.rini, group=newcomer, slug="kim-lumar", now=now)
    with pytest.raises(Denied, match="koordinator"):
        actions.withdraw_site(actor=getattr(cast, who), site=site, now=now)
    actions.withdraw_site(actor=cast.rini, site=site, now=now)
    assert set(Site.objects.values_list("slug", flat=True)) == {"suara-siding", "jagoi-bersuara"}
    assert told() == [event("SiteOpened", cast.rini, site), event("SiteWithdrawn", cast.rini, site, slug="kim-lumar")]
    assert actions.create_site(actor=cast.rini, group=newcomer, slug="kim-lumar", now=now).slug == "kim-lumar"


def test_a_site_that_somebody_touched_is_not_withdrawn(cast: SimpleNamespace, now: datetime) -> None:
    actions.save_page(actor=cast.markus, site=cast.siding_site, title="Sejarah", text="Isi", now=now)
    actions.dress_site(actor=cast.rini, site=cast.jagoi_site, version=1, accent="laut", tagline="", logo=None, now=now)
    for site in (cast.siding_site, cast.jagoi_site):
        with pytest.raises(Denied, match="sudah ditata"):
            actions.withdraw_site(actor=cast.rini, site=site, now=now)
    assert Site.objects.count() == 2


def test_dress_site(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    site, first, second = cast.siding_site, picture(cast, now), picture(cast, now, key="k2")
    actions.dress_site(actor=cast.sari, site=site, version=1, accent="laut", tagline=" Kabar baru ", logo=first, now=now)
    assert row(site, "accent", "tagline", "logo_id", "version") == ("laut", "Kabar baru", first.pk, 2)
    assert public_keys() == {"k1"}
    actions.dress_site(actor=cast.sari, site=site, version=2, accent="laut", tagline="", logo=second, now=now)
    assert public_keys() == {"k2"}
    actions.dress_site(actor=cast.sari, site=site, version=3, accent="laut", tagline="", logo=None, now=now)
    assert public_keys() == set()
    assert told() == [
        event("SiteDressed", cast.sari, site, former_logo_id=None),
        event("SiteDressed", cast.sari, site, former_logo_id=first.pk),
        event("SiteDressed", cast.sari, site, former_logo_id=second.pk),
    ]


@pytest.mark.parametrize("who", ["dewi", "budi", "wati", "joko", "adi"])
def test_dress_site_is_refused(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    with pytest.raises(Denied):
        actions.dress_site(actor=getattr(cast, who), site=cast.siding_site, version=1, accent="laut", tagline="", logo=None, now=now)
    assert row(cast.siding_site, "accent", "version") == ("hutan", 1)
    assert told() == []


def test_a_logo_is_a_picture_of_the_own_group(cast: SimpleNamespace, now: datetime) -> None:
    theirs = picture(cast, now, owner=cast.jagoi.scope)
    paper = picture(cast, now, key="k2", kind="document")
    for logo in (theirs, paper):
        with pytest.raises(Denied, match="Lambang"):
            actions.dress_site(actor=cast.sari, site=cast.siding_site, version=1, accent="laut", tagline="", logo=logo, now=now)
    assert public_keys() == set()


def test_two_people_dress_at_once(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    actions.dress_site(
        actor=cast.sari, site=Site.objects.get(pk=cast.siding_site.pk), version=1, accent="laut", tagline="Satu", logo=None, now=now
    )
    with pytest.raises(Stale) as stale:
        actions.dress_site(actor=cast.yohanes, site=cast.siding_site, version=1, accent="senja", tagline="Dua", logo=None, now=now)
    assert (stale.value.theirs, stale.value.mine) == (
        {"warna": "laut", "kalimat di bawah nama": "Satu"},
        {"warna": "senja", "kalimat di bawah nama": "Dua"},
    )
    assert row(cast.siding_site, "accent", "tagline", "version") == ("laut", "Satu", 2)
    assert len(told()) == 1


def test_set_menu(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    menu = [{"label": "", "target": "home"}, {"label": " Sejarah desa ", "page": "sejarah-desa", "target": ""}]
    actions.set_menu(actor=cast.sari, site=cast.siding_site, version=1, menu=menu, now=now)
    assert row(cast.siding_site, "menu", "version") == (
        [{"label": "", "target": "home"}, {"label": "Sejarah desa", "page": "sejarah-desa"}],
        2,
    )
    assert told() == [event("SiteDressed", cast.sari, cast.siding_site, former_logo_id=None)]


@pytest.mark.parametrize(
    "entry",
    [{"label": "X"}, {"label": "X", "target": "https://jahat.example"}, {"page": "a"}, {"label": "X", "target": "home", "page": "a"}],
)
def test_a_menu_leads_only_to_what_is_ours(cast: SimpleNamespace, now: datetime, entry: dict[str, str]) -> None:
    with pytest.raises(Denied):
        actions.set_menu(actor=cast.sari, site=cast.siding_site, version=1, menu=[entry], now=now)
    assert row(cast.siding_site, "menu") == ([],)


@pytest.mark.parametrize("who", ["dewi", "budi", "wati", "joko", "adi"])
def test_set_menu_is_refused(cast: SimpleNamespace, now: datetime, who: str) -> None:
    with pytest.raises(Denied):
        actions.set_menu(actor=getattr(cast, who), site=cast.siding_site, version=1, menu=[], now=now)


# --- Address ----------------------------------------------------------------------------------------------------------


def test_rename_site(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    site = cast.siding_site
    actions.rename_site(actor=cast.markus, site=site, slug="kabar-siding", now=now)
    assert row(site, "slug") == ("kabar-siding",)
    with pytest.raises(queries.RenamedSite):
        queries.site_by_slug("suara-siding")
    assert queries.site_by_slug("kabar-siding") == site
    actions.rename_site(actor=cast.markus, site=site, slug="suara-siding", now=now)  # back to the earlier name
    assert set(FormerSlug.objects.values_list("slug", "site_id")) == {("kabar-siding", site.pk)}
    assert queries.site_by_slug("suara-siding") == site
    actions.rename_site(actor=cast.markus, site=site, slug="suara-siding", now=now)  # the same: nothing happens
    assert told() == [
        event("SiteRenamed", cast.markus, site, former_slug="suara-siding"),
        event("SiteRenamed", cast.markus, site, former_slug="kabar-siding"),
    ]


@pytest.mark.parametrize("who", ["sari", "dewi", "budi", "wati", "joko", "adi"])
def test_rename_site_is_refused(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    with pytest.raises(Denied):
        actions.rename_site(actor=getattr(cast, who), site=cast.siding_site, slug="milik-kami", now=now)
    assert (row(cast.siding_site, "slug"), told()) == (("suara-siding",), [])


def test_nobody_takes_the_former_name_of_another(cast: SimpleNamespace, now: datetime) -> None:
    actions.rename_site(actor=cast.markus, site=cast.siding_site, slug="kabar-siding", now=now)
    with pytest.raises(Denied, match="suara-siding-2"):
        actions.rename_site(actor=cast.rini, site=cast.jagoi_site, slug="suara-siding", now=now)


def test_set_address(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    site = cast.siding_site
    actions.set_address(actor=cast.markus, site=site, primary="subdomain", now=now)
    assert row(site, "primary", "domain") == ("subdomain", None)
    actions.set_address(actor=cast.rini, site=site, primary="domain", domain="https://www.SuaraSiding.id/", now=now)
    assert row(site, "primary", "domain") == ("domain", "suarasiding.id")
    actions.set_address(actor=cast.markus, site=site, primary="path", now=now)  # the chair keeps the domain and chooses another way
    assert row(site, "primary", "domain") == ("path", "suarasiding.id")
    assert told() == [event("SiteAddressed", actor, site) for actor in (cast.markus, cast.rini, cast.markus)]


@pytest.mark.parametrize(
    ("who", "primary", "domain", "sentence"),
    [
        ("markus", "domain", "suarasiding.id", "koordinator"),
        ("sari", "subdomain", None, "ketua"),
        ("joko", "subdomain", None, "ketua"),
        ("rini", "domain", "", "Isi dulu domainnya"),
        ("rini", "domain", "siding.desa.id", "pemerintah desa"),
        ("rini", "domain", "kim.localhost", "milik kabupaten"),
        ("rini", "domain", "jagoi.id", "situs lain"),
        ("rini", "domain", "10.0.0.1", "nama domain saja"),
    ],
)
def test_set_address_is_refused(
    cast: SimpleNamespace, now: datetime, told: Told, who: str, primary: str, domain: str | None, sentence: str
) -> None:
    Site.objects.filter(pk=cast.jagoi_site.pk).update(domain="jagoi.id")
    with pytest.raises(Denied, match=sentence):
        actions.set_address(actor=getattr(cast, who), site=cast.siding_site, primary=primary, domain=domain, now=now)
    assert row(cast.siding_site, "primary", "domain") == ("path", None)
    assert told() == []


# --- Stopping ---------------------------------------------------------------------------------------------------------


def test_suspend_resume_and_move(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    site = cast.siding_site
    actions.suspend_site(actor=cast.rini, site=site, reason=" Pengurus disusun ulang ", now=now)
    assert row(site, "state", "suspended_reason", "moved_to") == ("suspended", "Pengurus disusun ulang", "")
    actions.resume_site(actor=cast.rini, site=site, now=now)
    assert row(site, "state", "suspended_reason", "moved_to") == ("active", "", "")
    actions.move_site(actor=cast.rini, site=site, moved_to="https://suarasiding.id", now=now)
    assert row(site, "state", "suspended_reason", "moved_to") == ("moved", "", "https://suarasiding.id")
    assert told() == [event(name, cast.rini, site) for name in ("SiteSuspended", "SiteResumed", "SiteMoved")]


@pytest.mark.parametrize("who", ["sari", "markus", "budi", "wati", "joko"])
def test_a_group_does_not_stop_its_own_site_nor_another(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    actor, site = getattr(cast, who), cast.siding_site
    for deed in (
        lambda: actions.suspend_site(actor=actor, site=site, reason="x", now=now),
        lambda: actions.resume_site(actor=actor, site=site, now=now),
        lambda: actions.move_site(actor=actor, site=site, moved_to="https://x.id", now=now),
    ):
        with pytest.raises(Denied):
            deed()
    assert (row(site, "state", "version"), told()) == (("active", 1), [])


def test_stopping_needs_a_reason_and_moving_an_address(cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Denied, match="sebabnya"):
        actions.suspend_site(actor=cast.rini, site=cast.siding_site, reason="  ", now=now)
    with pytest.raises(Denied, match="https://"):
        actions.move_site(actor=cast.rini, site=cast.siding_site, moved_to="javascript:alert(1)", now=now)


# --- Own pages --------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def opened() -> Iterator[None]:
    """Tests look at the pages of every tenant."""
    with scopes_disabled():
        yield


PAGE = {"title": "Sejarah desa", "text": "Dulu **ladang**.\n\n<script>alert(1)</script>"}


def test_save_a_page(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    site, later = cast.siding_site, now + timedelta(hours=1)
    page = actions.save_page(actor=cast.sari, site=site, now=now, **PAGE)
    assert (page.html, page.slug, page.version) == (
        "<p>Dulu <strong>ladang</strong>.</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
        "sejarah-desa",
        1,
    )
    actions.save_page(actor=cast.yohanes, site=site, page=page, version=1, title="Asal usul", text="Baru.", is_published=False, now=later)
    values = Page.objects.values_list("owner", "site_id", "title", "slug", "text", "html", "is_published", "updated_at", "version")
    assert list(values) == [(cast.siding.scope, site.pk, "Asal usul", "sejarah-desa", "Baru.", "<p>Baru.</p>\n", False, later, 2)]
    assert told() == [event("PageSaved", cast.sari, site, page_id=page.pk), event("PageSaved", cast.yohanes, site, page_id=page.pk)]


def test_pages_of_the_same_title_get_addresses_of_their_own(cast: SimpleNamespace, now: datetime) -> None:
    slugs = [actions.save_page(actor=cast.sari, site=cast.siding_site, now=now, **PAGE).slug for _ in range(2)]
    slugs.append(actions.save_page(actor=cast.joko, site=cast.jagoi_site, now=now, **PAGE).slug)
    slugs.append(actions.save_page(actor=cast.sari, site=cast.siding_site, now=now, title="王", text="x").slug)
    assert slugs == ["sejarah-desa", "sejarah-desa-2", "sejarah-desa", "halaman"]


@pytest.mark.parametrize("who", ["dewi", "budi", "wati", "joko", "adi"])
def test_pages_are_refused(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    actor, site = getattr(cast, who), cast.siding_site
    page = actions.save_page(actor=cast.sari, site=site, now=now, **PAGE)
    before = told()
    for deed in (
        lambda: actions.save_page(actor=actor, site=site, now=now, **PAGE),
        lambda: actions.save_page(actor=actor, site=site, page=page, version=1, title="X", text="X", now=now),
        lambda: actions.remove_page(actor=actor, page=page, now=now),
        lambda: actions.restore_page(actor=actor, page=page, now=now),
    ):
        with pytest.raises(Denied):
            deed()
    assert list(Page.objects.values_list("title", "removed_at", "version")) == [("Sejarah desa", None, 1)]
    assert told() == before


def test_two_people_write_the_same_page(cast: SimpleNamespace, now: datetime) -> None:
    page = actions.save_page(actor=cast.sari, site=cast.siding_site, now=now, **PAGE)
    again = Page.objects.get(pk=page.pk)
    actions.save_page(actor=cast.sari, site=cast.siding_site, page=page, version=1, title="Satu", text="Isi satu", now=now)
    with pytest.raises(Stale) as stale:
        actions.save_page(actor=cast.yohanes, site=cast.siding_site, page=again, version=1, title="Dua", text="Isi dua", now=now)
    assert (stale.value.theirs, stale.value.mine) == ({"judul": "Satu", "isi": "Isi satu"}, {"judul": "Dua", "isi": "Isi dua"})


def test_remove_and_restore_a_page(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    site = cast.siding_site
    page = actions.save_page(actor=cast.sari, site=site, now=now, **PAGE)
    for _ in range(2):
        actions.remove_page(actor=cast.sari, page=page, now=now)
    assert (list(queries.pages_of(site)), queries.desk_pages(site), page.removed_at) == ([], [], now)
    other = actions.save_page(actor=cast.sari, site=site, now=now, **PAGE)  # takes the address meanwhile
    actions.restore_page(actor=cast.sari, page=page, now=now)
    assert [(page.slug, page.removed_at) for page in queries.pages_of(site).order_by("pk")] == [
        ("sejarah-desa-2", None),
        ("sejarah-desa", None),
    ]
    assert [(name, values["page_id"]) for name, values, *_ in told()] == [
        ("sites.PageSaved", page.pk),
        ("sites.PageRemoved", page.pk),
        ("sites.PageSaved", other.pk),
        ("sites.PageSaved", page.pk),
    ]


def test_a_page_needs_words(cast: SimpleNamespace, now: datetime) -> None:
    for title, text in (("", "x"), ("x", "  ")):
        with pytest.raises(Denied, match="perlu diisi"):
            actions.save_page(actor=cast.sari, site=cast.siding_site, title=title, text=text, now=now)
