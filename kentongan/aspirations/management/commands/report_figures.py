from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from kentongan.aspirations.actions import recount_figures
from kentongan.aspirations.queries.counting import counted_again, counted_now


class Command(BaseCommand):
    help = "The public figures of reports: compare them with a fresh count, or set them right."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("check", "recount"))

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "recount":
            mended = recount_figures()
            words = {"reports": mended.reports, "cells": mended.cells}
            self.stdout.write(_("%(reports)d laporan dihitung ulang, %(cells)d angka dibetulkan.") % words)
            return
        afresh, kept = counted_again(), counted_now()
        wrong = [cell for cell in sorted(afresh.keys() | kept.keys()) if afresh.get(cell) != kept.get(cell)]
        for about, month in wrong:
            cell = (about, month)
            self.stdout.write(f"{about} {month:%Y-%m}: {kept.get(cell)} ≠ {afresh.get(cell)}")
        if wrong:
            raise CommandError(_("%(count)d angka berbeda. Jalankan `kentongan figures recount`.") % {"count": len(wrong)})
        self.stdout.write(_("Semua angka cocok: %(count)d.") % {"count": len(afresh)})
