"""How far the sender's tasks got: the list of all, one with its figures, map and groups, and the same as a table to take away."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.policies.sheets import Sheet, Value, comma_of, workbook_of
from kentongan.core.scopes import is_within

from ..models import Carrier, DisseminationTask
from ..policies.passing_on import How
from ..queries import reach as queries
from ..queries import reach_groups as groups
from ..queries.passing_on import state_of
from ..queries.reach import Whole
from ..queries.reach_groups import Narrowing, Row
from ..queries.reach_map import key_of, map_of
from ..rules import reach as rules
from ..rules.passing_on import can_tend

PER_PAGE, PER_LIST = 50, 20
STAGES = {"berjalan": gettext_lazy("Berjalan"), "lewat": gettext_lazy("Lewat tenggat"), "selesai": gettext_lazy("Selesai")}
HOW = {"belum": How.SENT, "dilihat": How.SEEN, "sebagian": How.IN_WORK, "sudah": How.DONE, "tidak-bisa": How.CANNOT}
LATE = "terlambat"
ORDERS = {"wilayah": gettext_lazy("Wilayah"), "nama": gettext_lazy("Nama KIM"), "selesai": gettext_lazy("Yang lebih dulu selesai")}


@login_required
@require_safe
def reach_list(request: PersonRequest) -> HttpResponse:
    """/ruang/sebaran/: all that the actor's side asked groups to pass on, newest first, with how far it got."""
    today = timezone.localdate()
    seen = {task: rules.regions_seen(request.user, task) for task in queries.tasks_seen_by(request.user)}
    if not seen and not queries.may_ever_see(request.user):
        raise rules.NotVisible(_("Halaman ini untuk yang mengirim pengumuman atas nama pemerintah."))
    figures = queries.figures_of({task.pk: places for task, places in seen.items()})
    stages: dict[str, list[DisseminationTask]] = {stage: [] for stage in STAGES}
    for task in seen:
        stages[queries.stage_of(task, figures[task.pk], today=today)].append(task)
    asked = request.GET.get("tahap", "")
    stage = asked if asked in STAGES else next((name for name in STAGES if stages[name]), "berjalan")
    page = Paginator(stages[stage], PER_LIST).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "rows": [(task, figures[task.pk], state_of(task), not rules.sends(request.user, task.publication)) for task in page],
        "stage": stage,
        "chips": [
            {"label": label, "url": f"?tahap={name}", "is_current": name == stage, "count": len(stages[name])}
            for name, label in STAGES.items()
        ],
        "query": f"tahap={stage}",
    }
    return render(request, "newsroom/reach_list.html", context)


def _found(request: PersonRequest, code: str) -> tuple[DisseminationTask, tuple[str, ...]]:
    """The task and the regions that the actor sees of it. Raises NotVisible."""
    task = queries.get_task(code)
    places = rules.regions_seen(request.user, task)
    if not places:
        raise rules.NotVisible(_("Tugas ini tidak ada, atau bukan untuk Anda."))
    return task, places


def _read(request: PersonRequest, whole: Whole) -> tuple[Narrowing, dict[str, str]]:
    """What the address asks for, and the same as an address says it; what it does not know counts for nothing."""
    typed = request.GET
    how = typed.get("keadaan", "")
    place = typed.get("wilayah", "")
    place = place if any(is_within(home, place) for home in whole.homes.numbers) and place.count(".") >= 2 else ""
    order = typed.get("urut", "")
    order = order if order in ORDERS else "wilayah"
    wanted = Narrowing(LATE if how == LATE else HOW[how].value if how in HOW else "", place, order)
    kept = {"keadaan": how if wanted.how else "", "wilayah": place, "urut": order if order != "wilayah" else ""}
    return wanted, {name: value for name, value in kept.items() if value}


def _chips(figure: Any, kept: dict[str, str]) -> list[dict[str, Any]]:
    """How far: all, then each that somebody is."""
    others = {name: value for name, value in kept.items() if name != "keadaan"}
    numbers = {name: figure.number_of(how) for name, how in HOW.items()} | {LATE: figure.late}
    labels = {name: queries.label_of(how) for name, how in HOW.items()} | {LATE: _("Selesai terlambat")}
    chips = [{"label": _("Semua"), "url": "?" + urlencode(others) + "#kim", "is_current": "keadaan" not in kept, "count": figure.asked}]
    return chips + [
        {
            "label": labels[name],
            "url": "?" + urlencode({**others, "keadaan": name}) + "#kim",
            "is_current": kept.get("keadaan") == name,
            "count": number,
        }
        for name, number in numbers.items()
        if number or kept.get("keadaan") == name
    ]


def _hamlets(rows: list[Row]) -> list[tuple[str, str, int, int]]:
    """(hamlet, village, answers, people by estimate) of these groups."""
    return [(name, row.group.region.full_name, parts, people) for row in rows for name, parts, people in row.hamlets]


@login_required
@require_safe
def reach_show(request: PersonRequest, code: str) -> HttpResponse:
    """/ruang/sebar/<code>/jangkauan/: how far a task got, in numbers, by carrier, on the map, by kecamatan, village and group."""
    task, places = _found(request, code)
    whole = queries.whole_of(task, places)
    wanted, kept = _read(request, whole)
    figure = whole.figure(*((wanted.place,) if wanted.place else ()))
    page = Paginator(groups.groups_narrowed(task, places, wanted), PER_PAGE).get_page(request.GET.get("hal"))
    rows = groups.rows_of(task, page, may_call=lambda group: rules.may_call_chair(request.user, group))
    is_sender = rules.sends(request.user, task.publication)
    districts = whole.districts()
    district = next((line for line in districts if wanted.place and is_within(wanted.place, line.code)), None)
    context = {
        "task": task,
        "publication": task.publication,
        "state": state_of(task),
        "figure": figure,
        "median": queries.span_in_words(figure.median_hours),
        "carriers": [(str(Carrier(reach.carrier).label), reach) for reach in figure.by_carrier(Carrier.values)],
        "map": (drawn := map_of(whole, (district.code,) if district else places)),
        "key": key_of(drawn) if drawn else [],
        "districts": districts,
        "district": district,
        "villages": whole.villages(district.code) if district else [],
        "region": whole.names.get(wanted.place),
        "wanted": wanted,
        "how_word": kept.get("keadaan", ""),
        "orders": list(ORDERS.items()),
        "chips": _chips(figure, kept),
        "page": page,
        "rows": rows,
        "hamlets": _hamlets(rows) if wanted.place else [],
        "query": urlencode(kept),
        "is_sender": is_sender,
        "may_tend": can_tend(request.user, task.publication),
        "part": [] if is_sender else [whole.names[place] for place in places if place in whole.names],
        "elsewhere": groups.others_who_answered(task, places) if is_sender and not wanted.place else 0,
        "crumbs": [{"label": _("Sebaran"), "url": reverse("writing:reach_list")}],
        "place_label": task.publication.sender,
    }
    return render(request, "newsroom/reach_show.html", context)


def _headings() -> list[str]:
    return [
        _("Kecamatan"), _("Desa"), _("KIM"), _("Keadaan"), _("Terlambat"), _("Dilihat"), _("Dijawab"), _("Lewat"), _("Dusun"),
        _("Perkiraan orang"), _("Alasan tidak bisa"), _("Diingatkan"), _("Bertanya"),
    ]  # fmt: skip


def _cells(row: Row) -> list[Value]:
    moments = (row.reception.seen_at if row.reception else None, row.closed_at, row.reminded_at)
    days = [timezone.localtime(moment).date() if moment else None for moment in moments]
    return [
        row.district_name,
        row.village_name,
        row.group.name,
        row.label,
        _("ya") if row.is_late else "",
        days[0],
        days[1],
        row.carriers,
        ", ".join(name for name, _parts, _people in row.hamlets),
        row.people,
        row.reason,
        days[2],
        _("ya") if row.questions else "",
    ]


def _table(request: PersonRequest, code: str) -> tuple[DisseminationTask, list[list[Value]]]:
    """The groups as the page shows them with the same filter, all of them."""
    task, places = _found(request, code)
    wanted, _kept = _read(request, queries.whole_of(task, places))
    found = groups.groups_narrowed(task, places, wanted)
    return task, [_cells(row) for row in groups.rows_of(task, found, may_call=lambda group: False)]


@login_required
@require_safe
def reach_csv(request: PersonRequest, code: str) -> HttpResponse:
    """The groups as a table with commas; texts that would be formulas are guarded."""
    task, rows = _table(request, code)
    return _file(comma_of(_headings(), rows), "text/csv; charset=utf-8", task, "csv")


@login_required
@require_safe
def reach_xlsx(request: PersonRequest, code: str) -> HttpResponse:
    """The same as a workbook."""
    task, rows = _table(request, code)
    sheet = Sheet(_("Jangkauan"), _headings(), rows, (22, 24, 28, 18, 10, 12, 12, 32, 28, 16, 32, 12, 10))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(workbook_of([sheet]), kind, task, "xlsx")


def _file(content: bytes, kind: str, task: DisseminationTask, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="jangkauan-{task.publication.code}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response
