"""Where an actor can go: the bar at the thumb, the links beside the sheet, and who he is here."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.aspirations.queries import filing_desks, has_desk
from kentongan.aspirations.queries.problems import keeps_problems
from kentongan.comments.queries import moderates_anything
from kentongan.core.scopes import region_scope
from kentongan.groups.models import GROUP_ROLES, Grant, Role
from kentongan.groups.queries import alert_grants_of, grants_of
from kentongan.newsroom.queries.passing_on import answering_groups
from kentongan.newsroom.queries.reach import may_ever_see
from kentongan.publishing.queries import waiting_for_review
from kentongan.sites.addresses import origin_of
from kentongan.sites.models import Site
from kentongan.sites.queries import sites_of

RELEASING = (Role.EDITOR, Role.CHAIR, Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER)
SENDING = (Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER, Role.OFFICE_LIAISON)


@dataclass(frozen=True)
class Link:
    """A way to go, as <c-thumb> and the rail take it."""

    label: str
    url: str
    icon: str
    is_current: bool = False
    is_primary: bool = False
    count: int = 0


@dataclass(frozen=True)
class Navigation:
    """Who the actor is here, and where he can go."""

    name: str
    person: str
    accent: str
    bar: tuple[Link, ...]
    links: tuple[Link, ...]


def address_in_rooms(name: str, **kwargs: str) -> str:
    """The address of a view of the rooms below; "" while no room has it."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def releasing_scopes(person: Person) -> tuple[str, ...]:
    """The scopes in whose name the person lets texts out."""
    return tuple(dict.fromkeys(grant.scope for grant in grants_of(person) if grant.role in RELEASING))


def _desk_links(person: Person, sites: dict[int, Site]) -> list[Link]:
    links: dict[str, Link] = {}
    for grant in grants_of(person):
        if grant.group is not None and (site := sites.get(grant.group.pk)) is not None:
            links.setdefault(grant.scope, Link(grant.group.name, reverse("workspace:desk_show", kwargs={"slug": site.slug}), "people"))
        elif grant.role == Role.COORDINATOR and grant.region is not None:
            links.setdefault(
                grant.scope, Link(grant.region.full_name, reverse("workspace:region_show", kwargs={"code": grant.region.code}), "map")
            )
    return list(links.values())


def _who(grants: list[Grant]) -> tuple[str, str]:
    """The place the actor mostly works for, and what he is there."""
    if not grants:
        return "", ""
    ranked = [grant for grant in grants if grant.role in GROUP_ROLES] or grants
    order = list(Role)
    highest = max((grant for grant in ranked if grant.scope == ranked[0].scope), key=lambda grant: order.index(Role(grant.role)))
    place = highest.group.name if highest.group else str(highest.office or highest.region or "")
    role = str(highest.get_role_display())
    return place, role[:1].lower() + role[1:]


def _write_link(grants: list[Grant]) -> str:
    if any(grant.role in GROUP_ROLES for grant in grants):
        return address_in_rooms("writing:article_begin")
    sends = any(grant.role in SENDING and grant.scope == region_scope(grant.region_id or "") for grant in grants)
    return address_in_rooms("writing:bulletin_begin") if sends else ""


def _bar(person: Person, desks: list[Link], *, waiting: int) -> list[Link]:
    grants = grants_of(person)
    bar = [Link(_("Minggu ini"), reverse("workspace:week_show"), "check")]
    if write := _write_link(grants):
        bar.append(Link(_("Tulis"), write, "pen", is_primary=True))
    elif beat := beat_url(person):
        bar.append(Link(_("Peringatan"), beat, "alert", is_primary=True))
    if releasing_scopes(person):
        bar.append(Link(_("Periksa"), reverse("workspace:review_list"), "inbox", count=waiting))
    elif grants:
        bar.append(Link(_("Tulisan"), reverse("workspace:text_list"), "list"))
    if desks:
        first = desks[0]
        bar.append(Link(_("Wilayah") if first.icon == "map" else _("KIM"), first.url, first.icon))
    return bar


def beat_url(person: Person) -> str:
    """Where the person begins and goes on with emergency notices; "" for who may not even propose one."""
    return address_in_rooms("writing:alert_desk") if alert_grants_of(person) else ""


def _room_links(person: Person) -> list[Link]:
    """What comes in, and what is looked after together."""
    is_coordinator = any(grant.role == Role.COORDINATOR for grant in grants_of(person))
    files = bool(filing_desks(person))
    named = [
        (has_desk(person), _("Laporan warga"), "reporting:report_list", "report"),
        (bool(answering_groups(person)), _("Tugas menyebarkan"), "writing:task_list", "share"),
        (may_ever_see(person), _("Sebaran"), "writing:reach_list", "map"),
        (files, _("Titip lapor"), "reporting:filing_list", "pen"),
        (files, _("Kabar untuk warga"), "reporting:news_list", "people"),
        (keeps_problems(person), _("Masalah bersama"), "reporting:problem_desk", "people"),
        (moderates_anything(person), _("Percakapan"), "talk:remark_queue", "mail"),
        (is_coordinator, _("Permohonan KIM"), "registering:formation_list", "inbox"),
        (is_coordinator, _("Kunci API"), "apikeys:key_list", "key"),
    ]
    return [Link(label, url, icon) for may, label, name, icon in named if may and (url := address_in_rooms(name))]


def _links(person: Person, desks: list[Link], first: Site | None) -> list[Link]:
    links = list(desks)
    if grants_of(person):
        links.append(Link(_("Semua tulisan"), reverse("workspace:text_list"), "list"))
    roles = {grant.role for grant in grants_of(person)}
    send = address_in_rooms("writing:bulletin_begin") if roles & {*GROUP_ROLES} and roles & {*SENDING} else ""
    if send:  # who does both has the article at the thumb and the bulletin here
        links.append(Link(_("Tulis pengumuman"), send, "megaphone"))
    if beat := beat_url(person):
        links.append(Link(_("Peringatan darurat"), beat, "alert"))
    links += _room_links(person)
    if _write_link(grants_of(person)) and (gallery := address_in_rooms("writing:gallery_begin")):
        links.append(Link(_("Buat galeri"), gallery, "picture"))
    if first is not None:
        links.append(Link(_("Lihat situs"), origin_of(first) + "/", "globe"))
    if account := address_in_rooms("profile_edit"):
        links.append(Link(_("Akun saya"), account, "person"))
    links.append(Link(_("Keluar"), reverse("account_logout"), "sign-out"))
    return links


def _marked(links: list[Link], here: str) -> tuple[Link, ...]:
    """The link that leads here, or to what contains this page, is marked; the longest of several."""
    home = reverse("workspace:week_show")
    leading = [link.url for link in links if link.url == here or (link.url != home and here.startswith(link.url))]
    best = max(leading, key=len, default="")
    return tuple(
        Link(link.label, link.url, link.icon, is_current=link.url == best, is_primary=link.is_primary, count=link.count) for link in links
    )


def navigation_of(person: Person, *, here: str) -> Navigation:
    """The actor's way around. Three queries at most: roles, sites, texts that wait for review. Needs an open scope."""
    grants = grants_of(person)
    groups = [grant.group for grant in grants if grant.group is not None]
    sites = sites_of(groups) if groups else {}
    first = next((sites[group.pk] for group in groups if group.pk in sites), None)
    desks = _desk_links(person, sites)
    releasing = releasing_scopes(person)
    waiting = waiting_for_review(releasing).exclude(author_id=person.pk).count() if releasing else 0
    place, role = _who(grants)
    return Navigation(
        name=place,
        person=f"{person.get_short_name()}, {role}" if role else person.full_name,
        accent=first.accent if first else "",
        bar=_marked(_bar(person, desks, waiting=waiting), here),
        links=_marked(_links(person, desks, first), here),
    )
