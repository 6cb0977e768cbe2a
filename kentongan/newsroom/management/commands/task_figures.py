from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from kentongan.newsroom.actions.reach import recount_figures
from kentongan.newsroom.queries.reach_counting import counted_again, counted_now


class Command(BaseCommand):
    help = "How far dissemination tasks got: compare the figures with a fresh count, or set them right."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("check", "recount"))

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "recount":
            mended = recount_figures()
            words = {"answers": mended.answers, "cells": mended.cells}
            self.stdout.write(_("%(answers)d jawaban dihitung ulang, %(cells)d angka dibetulkan.") % words)
            return
        afresh, kept = counted_again(), counted_now()
        wrong = [cell for cell in sorted(afresh.keys() | kept.keys()) if afresh.get(cell, {}) != kept.get(cell, {})]
        for cell in wrong:
            self.stdout.write(f"{cell[0]} {cell[1]}: {kept.get(cell, {})} ≠ {afresh.get(cell, {})}")
        if wrong:
            raise CommandError(_("%(count)d angka berbeda. Jalankan `kentongan figures recount`.") % {"count": len(wrong)})
        self.stdout.write(_("Semua angka cocok: %(count)d.") % {"count": len(afresh)})
