"""What was asked until a day of the period: counted as the sender's page counts it, told in every form, frozen with the report."""

import io
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from kentongan.evaluation import actions
from kentongan.evaluation.models import ActivityReport
from kentongan.evaluation.policies.content import Refusal, TaskLine
from kentongan.evaluation.policies.periods import MONTH, Period
from kentongan.evaluation.policies.sheets import workbook
from kentongan.evaluation.queries import composed
from kentongan.evaluation.queries.owners import Owner
from kentongan.groups.actions import dissolve_group
from kentongan.groups.models import Group
from kentongan.newsroom.actions import reach as counting
from kentongan.newsroom.models import DisseminationTask, TaskReception
from kentongan.newsroom.policies.reach import common
from kentongan.newsroom.queries import reach
from kentongan.publishing.models import Publication

from .conftest import Ask

OCTOBER = Period(date(2026, 10, 1), MONTH)
TODAY = date(2026, 11, 24)
DONE, LATE, SEEN = {"status": "done"}, {"status": "done", "is_late": True}, {"status": "seen"}
CANNOT = {"status": "cannot", "reason": "Jalan ke dusun putus."}


@pytest.fixture
def tasks(ask: Ask, cast: SimpleNamespace) -> list[DisseminationTask]:
    """Five of October that stand and ask KIM Suara Siding, three of which ask Jagoi, too; and five that do not count."""
    siding, jagoi = cast.siding, cast.jagoi
    asked = [
        ask("Imunisasi", date(2026, 10, 1), answers={siding: DONE, jagoi: LATE}),
        ask("Beasiswa", date(2026, 10, 9), answers={siding: LATE}),
        ask("Pasar murah", date(2026, 10, 20), answers={siding: CANNOT, jagoi: CANNOT | {"is_late": True}}),
        ask("Rapat desa", date(2026, 10, 31), to=cast.siding_village, answers={siding: SEEN}),
        ask("Vaksin sapi", date(2026, 10, 31), to=cast.siding_district),
    ]
    ask("Bulan lalu", date(2026, 9, 30), answers={siding: DONE})
    ask("Bulan depan", date(2026, 11, 1))
    ask("Kabupaten sebelah", date(2026, 10, 5), to=cast.regency.parent.children.exclude(pk=cast.regency.pk).first())
    ask("Dibatalkan", date(2026, 10, 5), called_off_at=asked[0].asked_at, called_off_reason="Ditunda.")
    withdrawn = ask("Ditarik", date(2026, 10, 5))
    Publication.objects.filter(pk=withdrawn.pk).update(status="withdrawn", withdrawn_reason="Keliru.")
    return asked


def test_the_report_of_a_group_tells_what_it_was_asked(siding: Owner, tasks: list[DisseminationTask]) -> None:
    said = composed(siding, OCTOBER, None, today=TODAY)
    told = said.tasks
    assert (told.asked, told.in_time, told.late, told.cannot, told.unanswered) == (5, 1, 1, 1, 2)
    sender = "Pemerintah Kabupaten Bengkayang"
    assert told.lines[:2] == (
        TaskLine(date(2026, 10, 1), "Imunisasi", sender, 1, 1, 0, 0, 0, "tepat waktu"),
        TaskLine(date(2026, 10, 9), "Beasiswa", sender, 1, 0, 1, 0, 0, "terlambat"),
    )
    assert [(line.title, line.outcome) for line in told.lines[2:]] == [
        ("Pasar murah", "tidak bisa"), ("Rapat desa", "belum dijawab"), ("Vaksin sapi", "belum dijawab"),
    ]  # fmt: skip
    assert told.refusals == (Refusal("Pasar murah", "KIM Suara Siding", "Jalan ke dusun putus."),)
    assert said.opening[-1] == (
        "Permintaan menyebarkan kabar yang jatuh tempo: 5, yaitu 1 dijawab tepat waktu, 1 terlambat, 1 tidak bisa, dan 2 belum dijawab."
    )


def test_a_region_says_what_the_senders_page_says(
    cast: SimpleNamespace, regency: Owner, tasks: list[DisseminationTask], now: datetime
) -> None:
    counting.recount_figures()
    for owner in (regency, Owner(region=cast.siding_district)):
        told = composed(owner, OCTOBER, None, today=TODAY).tasks
        audiences = {task: [audience.region_id for audience in task.publication.audiences.all()] for task in tasks}
        seen = {task.pk: places for task, codes in audiences.items() if (places := common(codes, [owner.region.code]))}
        figures = reach.figures_of(seen)
        assert [(line.asked, line.in_time, line.late, line.cannot, line.unanswered) for line in told.lines] == [
            (each.asked, each.done - each.late, each.late, each.cannot, each.silent + each.seen + each.in_work)
            for each in (figures[task.pk] for task in tasks if task.pk in figures)
        ]
    told = composed(regency, OCTOBER, None, today=TODAY).tasks
    assert (told.asked, told.in_time, told.late, told.cannot, told.unanswered) == (8, 1, 2, 2, 3)
    assert [refusal.group for refusal in told.refusals] == ["KIM Jagoi Bersuara", "KIM Suara Siding"]
    dissolve_group(actor=cast.rini, group=cast.jagoi, reason="Musyawarah.", day=TODAY, now=now)
    assert composed(regency, OCTOBER, None, today=TODAY).tasks.asked == 5


def test_a_frozen_report_stays_and_an_older_one_has_none(
    cast: SimpleNamespace, siding: Owner, tasks: list[DisseminationTask], now: datetime
) -> None:
    report = actions.freeze_report(actor=cast.markus, owner=siding, period=OCTOBER, now=now)
    TaskReception.objects.filter(group=cast.siding).delete()
    kept = ActivityReport.objects.get(pk=report.pk)
    assert (kept.said.tasks.cannot, kept.said.tasks.refusals[0].reason, kept.is_untouched) == (1, "Jalan ke dusun putus.", True)
    del kept.content["tasks"]
    assert (kept.said.tasks, kept.said.figures.total) == (None, 0)
    assert load_workbook(io.BytesIO(workbook(kept.said))).sheetnames == ["Ringkasan", "Kegiatan"]


def test_the_workbook_has_tasks_and_reasons(regency: Owner, siding: Owner, tasks: list[DisseminationTask]) -> None:
    def sheets(owner: Owner) -> dict[str, list[list[object]]]:
        book = load_workbook(io.BytesIO(workbook(composed(owner, OCTOBER, None, today=TODAY))))
        return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}

    group, region = sheets(siding), sheets(regency)
    assert dict(group["Ringkasan"][1:])["Tugas menyebarkan yang jatuh tempo, diminta (kali)"] == 5
    assert [row[2:3] + row[4:] for row in region["Tugas menyebarkan"][1:]] == [
        ["Imunisasi", 2, 1, 1, 0, 0], ["Beasiswa", 2, 0, 1, 0, 1], ["Pasar murah", 2, 0, 0, 2, 0], ["Rapat desa", 1, 0, 0, 0, 1],
        ["Vaksin sapi", 1, 0, 0, 0, 1],
    ]  # fmt: skip
    assert group["Tidak bisa"][1] == [1, "KIM Suara Siding", "Pasar murah", "Jalan ke dusun putus."]


def test_a_forum_is_not_asked(cast: SimpleNamespace, tasks: list[DisseminationTask]) -> None:
    forum = Group.objects.create(name="Forum KIM", kind=Group.Kind.FORUM, region=cast.regency)
    told = composed(Owner(region=cast.regency, group=forum), OCTOBER, None, today=TODAY)
    assert (told.tasks.lines, told.opening[-1]) == ((), "Jumlahnya sama dengan bulan September 2026.")
