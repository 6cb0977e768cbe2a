"""The public list and figures of reports with a thousand and with a million, and counting them the plain way beside it.

    .venv/bin/python bench/figures.py                                      on SQLite
    .venv/bin/python scripts/with_postgres.py .venv/bin/python bench/figures.py      on PostgreSQL
    .venv/bin/python bench/figures.py --reports 50000                      smaller

Reports are made by INSERT … SELECT, three years of them in all villages of the home regency, in a house of its own. The pages are asked of
the views in one process, whole and without the browser's copy. "Plain" counts all reports by district, which is what a page without
kept figures would do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

TIMES = 40
PAGES = {
    "list": "/laporan/",
    "list, page 50": "/laporan/?hal=50",
    "list of a village": "/laporan/?desa={village}",
    "list of a district, by deadline": "/laporan/?kecamatan={district}&urut=tenggat",
    "list, overdue": "/laporan/?tahap=lewat",
    "list, most supported": "/laporan/?urut=dukungan",
    "list, a word": "/laporan/?cari=jembatan",
    "list, a word that nobody wrote": "/laporan/?cari=zzz",
    "figures": "/laporan/angka/?masa=semua",
    "figures of a district": "/laporan/angka/?masa=semua&kecamatan={district}",
    "map": "/laporan/peta/?masa=semua",
    "figures as a table (CSV)": "/laporan/angka.csv?masa=semua",
}
PLAIN = """
    SELECT r.district, COUNT(*), COUNT(t.answered_on), SUM(CASE WHEN c.due_on < CURRENT_DATE AND c.closed_at IS NULL THEN 1 ELSE 0 END)
    FROM aspirations_report r JOIN cases_case c ON c.id = r.case_id JOIN aspirations_reporttally t ON t.report_id = r.case_id
    WHERE c.status NOT IN ('joined', 'archived') GROUP BY r.district
"""


def _sql(vendor: str) -> dict[str, str]:
    """How the engines say the same: the day a report came in, a day after it, its month, the number of a row."""
    if vendor == "postgresql":
        return {
            "at": "now() - ((i % 1095 * 7919) % 1095) * interval '1 day'",
            "day": "(now() - ((i % 1095 * 7919) % 1095) * interval '1 day')::date",
            "due": "(now() - ((i % 1095 * 7919) % 1095) * interval '1 day')::date + 20",
            "month": "date_trunc('month', now() - ((i % 1095 * 7919) % 1095) * interval '1 day')::date",
            "true": "TRUE",
            "false": "FALSE",
        }
    return {
        "at": "datetime('now', '-' || ((i % 1095 * 7919) % 1095) || ' days')",
        "day": "date('now', '-' || ((i % 1095 * 7919) % 1095) || ' days')",
        "due": "date('now', '-' || ((i % 1095 * 7919) % 1095 - 20) || ' days')",
        "month": "date('now', '-' || ((i % 1095 * 7919) % 1095) || ' days', 'start of month')",
        "true": "1",
        "false": "0",
    }


def fill(count: int) -> None:
    """So many reports with their cases and tallies. One in fifty is open; all can be read by everybody."""
    from django.db import connection

    from kentongan.aspirations.models import Report
    from kentongan.regions.queries import regions_under

    villages = list(regions_under("61.07", level=4).values_list("code", flat=True))
    words = _sql(connection.vendor)
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
    village = "CASE i % {} {} END".format(len(villages), " ".join(f"WHEN {k} THEN '{code}'" for k, code in enumerate(villages)))
    is_open = "(i % 50 = 0)"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_case (id, kind, number, code_hash, wrong_codes, owner, region_id, held_by, escalated_to, escalated_level,"
            " title, status, opened_at, closed_at, due_on, is_paused, origin, language, version, is_demo) "
            + numbers
            + f"SELECT i, 'aspirations.complaint', 'LPR-' || i, '', 0, 'region:61.07', {village}, 'desk', '', '', 'Laporan ' || i,"
            f" CASE WHEN {is_open} THEN 'in_work' ELSE 'closed' END, {words['at']}, CASE WHEN {is_open} THEN NULL ELSE {words['at']} END,"
            f" CASE WHEN {is_open} THEN {words['due']} END, {words['false']}, 'web', 'id', 1, {words['false']} FROM n"
        )
        cursor.execute(
            "INSERT INTO aspirations_report (case_id, kind, needs_examination, category, text, place, hamlet, is_anonymous, is_secret,"
            " suspicion, consent, public_title, public_text, published_at, supporters, sp4n_number, rating_text"
            + "".join(f", {column}" for column, _value in _others(Report))
            + ") "
            + numbers
            + f"SELECT i, 'complaint', {words['false']}, CASE i % 3 WHEN 0 THEN 'jalan' WHEN 1 THEN 'air' ELSE 'listrik' END, 'Isi.',"
            f" {village}, '', {words['false']}, {words['false']}, '', '',"
            f" CASE i % 4 WHEN 0 THEN 'Jembatan ' ELSE 'Sumur ' END || i, 'Rusak sejak hujan.', {words['at']}, i % 97, '', ''"
            + "".join(f", {value}" for _column, value in _others(Report))
            + " FROM n"
        )
        cursor.execute(
            "INSERT INTO aspirations_reporttally (report_id, month, place, holder, is_secret, is_forwarded, is_answered, is_in_time,"
            " is_closed, is_overdue, days, opened_on, answered_on) "
            + numbers
            + f"SELECT i, {words['month']}, {village}, CASE i % 3 WHEN 0 THEN 'desk:61.07' ELSE 'desk:' || substr({village}, 1, 8) END,"
            f" {words['false']}, {words['true']}, NOT {is_open}, (i % 50 <> 0) AND (i % 7 <> 0), NOT {is_open}, {is_open},"
            f" CASE WHEN {is_open} THEN NULL ELSE i % 31 END, {words['day']}, CASE WHEN {is_open} THEN NULL ELSE {words['due']} END FROM n"
        )
        cursor.execute("ANALYZE")


def _others(model: type) -> list[tuple[str, str]]:
    """Columns that later rooms added and that must hold something: (name, SQL)."""
    known = {
        "case", "kind", "needs_examination", "category", "text", "place", "hamlet", "is_anonymous", "is_secret", "suspicion", "consent",
        "public_title", "public_text", "published_at", "supporters", "sp4n_number", "rating_text", "district",
    }  # fmt: skip
    fields = [field for field in model._meta.concrete_fields if field.name not in known and not field.null]  # type: ignore[attr-defined]
    return [(field.column, "''" if isinstance(field.get_default(), str) else str(field.get_default())) for field in fields]


def keep_figures() -> float:
    """Add the figures up from the tallies; how many seconds it took."""
    from kentongan.aspirations.models import ReportFigure
    from kentongan.aspirations.policies.figures import NUMBERS
    from kentongan.aspirations.queries.counting import tallied

    begun = time.perf_counter()
    ReportFigure.objects.bulk_create(
        ReportFigure(
            about=about,
            month=month,
            version=1,
            days={str(days): count for days, count in figure.days.items()},
            **{name: getattr(figure, name) for name in NUMBERS},
        )
        for (about, month), figure in tallied().items()
    )
    return time.perf_counter() - begun


def measured(deed: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """(p50, p95) in milliseconds, after one to warm up."""
    deed()
    taken = []
    for _each in range(times):
        begun = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - begun) * 1000)
    parts = quantiles(taken, n=20)
    return parts[9], parts[18]


def measure(count: int) -> dict[str, tuple[float, float]]:
    """Fill an empty house with so many reports and ask each page."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from kentongan.aspirations.models import Report, ReportFigure, ReportTally
    from kentongan.cases.models import Case
    from kentongan.regions.queries import regions_under

    for model in (ReportFigure, ReportTally, Report, Case):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    begun = time.perf_counter()
    fill(count)
    filled = time.perf_counter() - begun
    print(f"{count:,} reports in {filled:.0f} s, their figures in {keep_figures():.1f} s", flush=True)
    village = regions_under("61.07", level=4)[0]
    client = Client(headers={"host": settings.BASE_DOMAIN})

    def asked(address: str) -> Callable[[], object]:
        def ask() -> None:
            answer = client.get(address.format(village=village.code, district=village.parent_id))
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")

        return ask

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN)
            cursor.fetchall()

    found = {name: measured(asked(address)) for name, address in PAGES.items()}
    found["counting by district, the plain way"] = measured(plain, 5)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kentongan-figures-") as home:
        os.environ |= {"KENTONGAN_HOME": home, "DJANGO_SETTINGS_MODULE": "kentongan.config.settings", "KENTONGAN_DEBUG": "1"}
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.DEBUG = False  # only the plain addresses of static files were wanted of it
        call_command("migrate", verbosity=0)
        call_command("regions_import", verbosity=0)
        few, many = measure(1000), measure(arguments.reports)
    print(f"| milliseconds, p50 / p95 | 1,000 | {arguments.reports:,} | p95 as a ratio |\n|---|---:|---:|---:|")
    for name, (middle, high) in many.items():
        print(f"| {name} | {few[name][0]:.1f} / {few[name][1]:.1f} | {middle:.1f} / {high:.1f} | {high / few[name][1]:.1f}× |")


if __name__ == "__main__":
    main()
