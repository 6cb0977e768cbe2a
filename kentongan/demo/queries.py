"""What one who starts the demo should know."""

from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.sites.addresses import hub_origin, origin_of
from kentongan.sites.models import Site

PASSWORD = "kentongan-bengkayang"  # noqa: S105  (the demo's, printed at every start)
CAST = ("sari", "yohanes", "rini", "budi", "joko")


def welcome_lines() -> list[str]:
    """Addresses of three sites, by path and by subdomain, and the sign-ins of the cast."""
    with scopes_disabled():
        shown = list(
            Site.objects.select_related("group").filter(
                state=Site.State.ACTIVE, slug__in=("suara-siding", "jagoi-bersuara", "gema-lemukutan")
            )
        )
        people = Person.objects.filter(username__in=CAST).prefetch_related("grants__group", "grants__region").in_bulk(field_name="username")
    lines = [_("Situs KIM:")]
    for site in shown:
        subdomain = hub_origin().replace("://", f"://{site.slug}.", 1)
        lines.append(f"  {site.group.name:<22} {origin_of(site)}/   {subdomain}/")
    lines += [
        "",
        _("Masuk di %(address)s dengan kata sandi %(password)s sebagai:") % {"address": f"{hub_origin()}/masuk/", "password": PASSWORD},
    ]
    for username in CAST:
        if (person := people.get(username)) is None:
            continue
        grant = next(iter(person.grants.all()), None)
        place = (grant.group or grant.region) if grant else ""
        lines.append(f"  {username:<9} {person.full_name}, {grant.get_role_display() if grant else ''} {place}")
    return lines
