"""JSON-LD (schema.org) about the hub, a group and the way to a page, as plain dictionaries."""

from collections.abc import Sequence
from datetime import date
from typing import Any


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page: (label, absolute address) from the front page on."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": label, "item": url} for position, (label, url) in enumerate(steps, start=1)
        ],
    }


def organization(
    *, url: str, name: str, description: str = "", logo_url: str = "", area: str = "",
    founded_year: int | None = None, dissolved_on: date | None = None,
    address: str = "", phone: str = "", email: str = "", same_as: Sequence[str] = (), kind: str = "Organization",
) -> dict[str, Any]:  # fmt: skip
    """A group or the government behind the hub; what is not known is left out."""
    values: dict[str, Any] = {
        "@type": kind,
        "@id": f"{url}#organisasi",
        "name": name,
        "url": url,
        "description": description,
        "logo": logo_url,
        "areaServed": {"@type": "AdministrativeArea", "name": area} if area else None,
        "foundingDate": str(founded_year) if founded_year else None,
        "dissolutionDate": dissolved_on.isoformat() if dissolved_on else None,
        "address": {"@type": "PostalAddress", "streetAddress": address, "addressCountry": "ID"} if address else None,
        "telephone": phone,
        "email": email,
        "sameAs": list(same_as),
    }
    return {key: value for key, value in values.items() if value}


def website(*, url: str, name: str, description: str = "", language: str = "id") -> dict[str, Any]:
    """The place as a website, published by the organization at the same address."""
    values = {
        "@type": "WebSite",
        "@id": f"{url}#situs",
        "url": url,
        "name": name,
        "description": description,
        "inLanguage": language,
        "publisher": {"@id": f"{url}#organisasi"},
    }
    return {key: value for key, value in values.items() if value}


def graph(*nodes: dict[str, Any]) -> dict[str, Any]:
    """Several statements as one document."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}
