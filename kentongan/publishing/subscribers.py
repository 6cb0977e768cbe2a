"""When something happened elsewhere that a publication must follow."""

from kentongan.core.events import subscriber
from kentongan.sites.events import SiteDressed

from . import actions


@subscriber(SiteDressed)
def look_again_at_former_logo(event: SiteDressed) -> None:
    """A picture that a site took down as its logo stays public where a publication shows it."""
    if event.former_logo_id is not None:
        actions.refresh_release([event.former_logo_id])
