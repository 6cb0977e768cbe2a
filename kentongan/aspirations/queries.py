"""Finding reports."""

from kentongan.cases.models import Case

from .models import Report


def report_of(case: Case) -> Report:
    """The report of a case. Raises Report.DoesNotExist where the case is none of ours."""
    return Report.objects.select_related("filed_by", "filed_in").get(case_id=case.pk)
