"""Facts about websites. Their scope is the group's."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SiteOpened(Event):
    """A group has a website from now on."""

    site_id: int


@dataclass(frozen=True, kw_only=True)
class SiteWithdrawn(Event):
    """A website that was opened by mistake and never touched is gone; its slug is free again."""

    site_id: int
    slug: str


@dataclass(frozen=True, kw_only=True)
class SiteDressed(Event):
    """Its colour, logo, line or menu changed. ``former_logo_id`` is the picture that it no longer shows, or None."""

    site_id: int
    former_logo_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SiteRenamed(Event):
    """Its slug changed; the former one answers with a redirect."""

    site_id: int
    former_slug: str


@dataclass(frozen=True, kw_only=True)
class SiteAddressed(Event):
    """Its primary address is another one: path, subdomain or own domain."""

    site_id: int


@dataclass(frozen=True, kw_only=True)
class SiteSuspended(Event):
    """It answers with a kind page until it is resumed."""

    site_id: int


@dataclass(frozen=True, kw_only=True)
class SiteResumed(Event):
    """It answers again, or is no archive any more."""

    site_id: int


@dataclass(frozen=True, kw_only=True)
class SiteArchived(Event):
    """Its group has ended: it stays readable at its address and says so."""

    site_id: int


@dataclass(frozen=True, kw_only=True)
class SiteMoved(Event):
    """It is elsewhere now; every address of it redirects there."""

    site_id: int


@dataclass(frozen=True, kw_only=True)
class PageSaved(Event):
    """An own page was written, changed, shown, hidden or brought back."""

    site_id: int
    page_id: int


@dataclass(frozen=True, kw_only=True)
class PageRemoved(Event):
    """An own page was taken away."""

    site_id: int
    page_id: int
