"""An emergency notice of Desa Siding, written by its officer and let out by the coordinator, for tests of the whole house."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

from kentongan.newsroom import queries
from kentongan.newsroom.actions import alerts as deeds
from kentongan.newsroom.actions import begin_alert, sending, write_text
from kentongan.newsroom.policies.alerts import EIGHT
from kentongan.newsroom.queries import alerts
from kentongan.publishing.models import Publication


def warned(cast: SimpleNamespace, now: datetime, *, title: str = "", text: str = "Air naik 1,2 meter.", is_out: bool = True) -> Publication:
    """Each of the eight fields says ``text``; what is out has an update and a number to call. Needs scopes disabled."""
    (desk,) = queries.desks_for(cast.budi, Publication.Kind.ALERT)
    made = begin_alert(actor=cast.budi, desk=desk, hazard=alerts.get_hazard("banjir"), now=now)
    said = dict.fromkeys(EIGHT, text)
    contacts = "Darurat: 112\nKantor Desa Siding: 0812 5550 0105\nPosko BPBD: 0562 441 112"
    details = replace(
        alerts.details_of(made.alert), **said, severity="awas", place="Dusun Hulu dan Dusun Hilir", contacts=contacts,
        valid_until=now + timedelta(days=400),
    )  # fmt: skip
    words = alerts.words_of(details, title=title)
    values = {"topic": None, "tags": "", "cover": None, "picture": {}, "details": details, **words}
    write_text(actor=cast.budi, publication=made, version=made.version, now=now, **values)
    if is_out:
        sending.publish_text(actor=cast.rini, publication=made, now=now)
        deeds.update_alert(actor=cast.budi, publication=made, text="Air turun 40 cm. Jembatan gantung masih ditutup.", now=now)
    return made
