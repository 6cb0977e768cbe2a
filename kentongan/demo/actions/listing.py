"""A list of KIM as a district office might send it, waiting on the coordinator's desk to be looked at."""

from datetime import datetime
from pathlib import Path

from kentongan.accounts.models import Person
from kentongan.regions.models import Region
from kentongan.registration.actions import importing
from kentongan.registration.models import ImportBatch
from kentongan.registration.queries.importing import table_in

LIST = Path(__file__).parents[1] / "data" / "daftar-kim.csv"


def bring_list(*, coordinator: Person, region: Region, now: datetime) -> None:
    """Bring the list in for a preview, once."""
    if ImportBatch.objects.filter(region=region).exists():
        return
    table = table_in(LIST.read_bytes())
    importing.prepare_import(actor=coordinator, region=region, table=table, file_name=LIST.name, make_sites=True, now=now)
