from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kentongan.cases.actions import drop_keys, rotate_vault
from kentongan.cases.policies.vault import new_key
from kentongan.cases.queries.vault import keys_lie_open, vault_state
from kentongan.core.rules import Denied


class Command(BaseCommand):
    help = "The keys of the identity vault: rotate them, check that everything opens, or print a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("rotate", "check", "key"))
        parser.add_argument("--drop", action="store_true", help="with rotate: take away the former keys that nothing needs any more")

    def handle(self, *args: Any, what: str, drop: bool, **options: Any) -> None:
        try:
            {"rotate": self.rotate, "check": self.check_all, "key": self.print_key}[what](drop=drop)
        except (Denied, ValueError) as refusal:
            raise CommandError(str(refusal)) from None

    def rotate(self, *, drop: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, transient=True) as bar:
            task = bar.add_task(_("Menyegel ulang"), total=None)
            turned = rotate_vault(progress=lambda done, total: bar.update(task, completed=done, total=total))
        self.stdout.write(_("%(count)d identitas disegel ulang dengan kunci terbaru.") % {"count": turned.resealed})
        if drop:
            dropped = drop_keys()
            self.stdout.write(_("%(count)d kunci lama dibuang.") % {"count": len(dropped)})
        if turned.unreadable:
            raise CommandError(_("%(count)d identitas tidak bisa dibuka. Lihat `kentongan vault check`.") % {"count": turned.unreadable})

    def check_all(self, *, drop: bool) -> None:
        state = vault_state()
        kept_in = "KENTONGAN_VAULT_KEYS" if settings.VAULT_KEYS else settings.VAULT_KEYS_FILE
        self.stdout.write(_("Kunci: %(place)s") % {"place": kept_in})
        known = [key.id for key in state.keys]
        for key_id in [*known, *(key_id for key_id in state.sealed_with if key_id not in known)]:
            stand = _("tidak ada di sini") if key_id not in known else _("terbaru") if key_id == known[0] else _("lama")
            self.stdout.write(
                _("  %(key)s (%(stand)s): %(count)d identitas, %(unreadable)d tidak terbuka")
                % {
                    "key": key_id,
                    "stand": stand,
                    "count": state.sealed_with.get(key_id, 0),
                    "unreadable": state.unreadable.get(key_id, 0),
                }
            )
        if keys_lie_open():
            raise CommandError(_("Berkas kunci terbaca orang lain di mesin ini: chmod 600 %(file)s") % {"file": settings.VAULT_KEYS_FILE})
        if state.unreadable:
            raise CommandError(_("Ada identitas yang tidak terbuka. Kembalikan berkas kunci dari cadangannya."))
        self.stdout.write(_("Semua identitas bisa dibuka."))

    def print_key(self, *, drop: bool) -> None:
        self.stdout.write(new_key().text)
