from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.core.actions import declare_day, take_back_day
from kentongan.core.models import CalendarOverride
from kentongan.core.policies import is_working_day
from kentongan.core.queries import calendar_lines, day_names, off_days, unknown_years
from kentongan.core.templatetags.dates import tanggal

YEARS = range(2000, 2100)  # beyond them a year is misspelt
LONGEST = 200  # characters of a name or a source, as the table keeps them


def day_typed(text: str) -> date:
    """The day somebody typed as 2026-11-25. Raises CommandError with what was typed."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(_("“%(text)s” bukan tanggal. Tulis tahun-bulan-hari, misalnya 2026-11-25.") % {"text": text}) from None
    year_typed(str(day.year))
    return day


def year_typed(text: str) -> int:
    """The year somebody typed. Raises CommandError with what was typed."""
    if text.isascii() and text.isdigit() and int(text) in YEARS:
        return int(text)
    raise CommandError(_("“%(text)s” bukan tahun antara 2000 dan 2099.") % {"text": text})


def works_on(day: date) -> bool:
    """Whether offices work on the day, as it is declared now."""
    off, working = off_days([day.year])
    return is_working_day(day, off_days=off, extra_working_days=working)


class Command(BaseCommand):
    help = "The working-day calendar: list a year, add a day off or a working day that a decree names, remove it again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("list", "add", "remove"))
        parser.add_argument("when", nargs="?", default="", help="a day (2026-11-25); with list: a year, else this one")
        parser.add_argument("name", nargs="?", default="", help="with add: what the day is called")
        parser.add_argument("--source", default="", help="with add: the decree")
        parser.add_argument("--working", action="store_true", help="with add: offices work on this day")

    def handle(self, *args: Any, what: str, when: str, **options: Any) -> None:
        if what == "list":
            self.list_year(year_typed(when) if when else timezone.localdate().year)
        elif what == "add":
            self.add(day_typed(when), options["name"].strip(), options["source"].strip(), is_working=options["working"])
        else:
            self.remove(day_typed(when))

    def list_year(self, year: int) -> None:
        declared = {row.date: row for row in CalendarOverride.objects.filter(date__year=year)}
        for day, name in sorted(day_names([year]).items()):
            line = f"{day.isoformat()}  {tanggal(day, 'hari')}: {name}"
            if day in declared:
                kind = _("hari kerja, ditambahkan") if declared[day].is_working else _("libur, ditambahkan")
                line += f" ({'; '.join(filter(None, [kind, declared[day].source]))})"
            self.stdout.write(line)
        self.warn(year)

    def add(self, day: date, name: str, source: str, *, is_working: bool) -> None:
        if not name or max(len(name), len(source)) > LONGEST:
            raise CommandError(_("Nama hari wajib diisi; nama dan dasarnya paling panjang %(count)d huruf.") % {"count": LONGEST})
        words = {"day": tanggal(day), "iso": day.isoformat(), "name": day_names([day.year]).get(day, "")}
        if CalendarOverride.objects.filter(date=day).exists():
            raise CommandError(_("%(day)s sudah ditambahkan: %(name)s. Hapus dulu: kentongan days remove %(iso)s") % words)
        if works_on(day) == is_working:
            stands = _("%(day)s memang hari kerja.") if is_working else _("%(day)s memang bukan hari kerja. %(name)s")
            raise CommandError((stands % words).strip())
        declare_day(actor_id=None, day=day, is_working=is_working, reason=name, source=source, now=timezone.now())
        said = _("%(day)s menjadi hari kerja: %(name)s.") if is_working else _("%(day)s menjadi hari libur: %(name)s.")
        self.stdout.write(said % {**words, "name": name})
        self.tell_what_follows(day)

    def remove(self, day: date) -> None:
        words = {"day": tanggal(day)}
        if not take_back_day(actor_id=None, day=day, now=timezone.now()):
            raise CommandError(_("%(day)s tidak pernah ditambahkan; lihat `kentongan days list`.") % words)
        self.stdout.write((_("%(day)s kembali menjadi hari kerja.") if works_on(day) else _("%(day)s kembali menjadi hari libur.")) % words)
        self.tell_what_follows(day)

    def tell_what_follows(self, day: date) -> None:
        """What this does to clocks: subscribers of CalendarChanged work in the worker; deadlines of tasks are dates that stay."""
        self.stdout.write(_("Berlaku untuk seluruh Kentongan ini, semua wilayahnya."))
        self.stdout.write(
            _("Tenggat laporan dan permohonan yang berjalan dihitung ulang oleh `kentongan serve`; bila mati, saat dinyalakan.")
        )
        self.stdout.write(_("Batas tugas penyebaran yang sudah ditetapkan tidak ikut bergeser."))
        self.warn(day.year)

    def warn(self, year: int) -> None:
        for line in calendar_lines(unknown_years([year])):
            self.stdout.write(line)
