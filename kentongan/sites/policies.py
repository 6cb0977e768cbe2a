"""What an address of a site may be. Plain arithmetic."""

import ipaddress
import re
from enum import StrEnum

SHORTEST, LONGEST = 3, 40
# What a menu may lead to besides own pages; the portal knows their addresses, queries.menu_label their usual words.
MENU_TARGETS = (
    "home",
    "article_list",
    "event_list",
    "bulletin_list",
    "gallery_list",
    "profile_show",
    "public_list",
    "problem_list",
    "about",
    "contact",
)
USUAL_TARGETS = ("home", "article_list", "event_list", "bulletin_list", "about", "contact")  # what an empty menu shows
# Words that mean the house itself, or that the network gives a meaning of its own.
RESERVED = frozenset(
    {
        "admin", "agenda",
        "akun", "api", "atom", "autoconfig", "autodiscover", "bahasa", "berkas", "cdn", "demo", "dns", "email", "feed", "gaya",
        "ftp", "hub", "imap", "kabar", "kabupaten", "keluar", "kentongan", "kim", "localhost", "mail", "masuk", "media", "mx", "ns", "ns1",
        "ns2", "pengumuman", "pop", "root", "ruang", "sitemap", "situs", "smtp", "static", "status", "test", "wpad", "www",
    }
)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


class SlugFault(StrEnum):
    """What is wrong with a slug by itself."""

    SHAPE = "shape"
    SHORT = "short"
    LONG = "long"
    RESERVED = "reserved"


def slug_fault(slug: str) -> SlugFault | None:
    """What is wrong with the slug by itself, None where nothing is."""
    if not _SLUG.fullmatch(slug):
        return SlugFault.SHAPE
    if len(slug) < SHORTEST:
        return SlugFault.SHORT
    if len(slug) > LONGEST:
        return SlugFault.LONG
    return SlugFault.RESERVED if slug in RESERVED else None


class DomainFault(StrEnum):
    """What is wrong with an own domain by itself."""

    SHAPE = "shape"
    OURS = "ours"
    GOVERNMENT = "government"


def bare_domain(typed: str) -> str:
    """The host of what was typed or pasted: without scheme, "www.", port, path and the last dot; in lower case."""
    host = typed.strip().lower().partition("://")[2] or typed.strip().lower()
    host = host.partition("/")[0].partition("?")[0].partition(":")[0].rstrip(".")
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return host
    return host.removeprefix("www.")


def domain_fault(domain: str, *, our_hosts: tuple[str, ...]) -> DomainFault | None:
    """What is wrong with the bare domain by itself, None where nothing is.

    ``.desa.id`` is for the village government only (PANDI), so a KIM cannot stand there.
    """
    labels = domain.split(".")
    try:
        ipaddress.ip_address(domain)
        return DomainFault.SHAPE
    except ValueError:
        pass
    if len(domain) > 100 or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        return DomainFault.SHAPE
    if any(domain == host or domain.endswith("." + host) for host in our_hosts):
        return DomainFault.OURS
    return DomainFault.GOVERNMENT if domain.endswith(".desa.id") else None
