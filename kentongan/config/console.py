"""The `kentongan` command: everything that runs the house from a terminal.

Django's own commands stay behind manage.py. Django is loaded only after the command line was understood, because the
port decides the addresses in the settings.
"""

import argparse
import http.client
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from rich.console import Console

from kentongan import __version__
from kentongan.config import ports
from kentongan.config.processes import ProcessGroup, stop_with_parent

PARTS = ("web", "worker", "clock")
out = Console(highlight=False, soft_wrap=True)


def say(sentence: str) -> None:
    """Print a line at once, even where the output is a pipe."""
    out.print(sentence, markup=False)
    out.file.flush()


def _load_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
    import django
    from django.utils import translation

    django.setup()
    # The terminal's own language where it is English; Indonesian everywhere else, also where a server names none.
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    translation.activate("en" if spoken.startswith("en") else "id")


def _refuse_busy_port(arguments: argparse.Namespace) -> None:
    trouble = ports.trouble_with(str(arguments.port), host=arguments.host)
    if trouble:
        sys.exit(trouble)


def _name_port(arguments: argparse.Namespace) -> None:
    """In development the port is part of every address; behind a real domain a proxy has the public one."""
    if os.environ.get("KENTONGAN_BASE_DOMAIN", "localhost").endswith("localhost"):
        os.environ["KENTONGAN_PORT"] = str(arguments.port)


def up(arguments: argparse.Namespace) -> int:
    """Prepare everything that is missing, then serve: what `make run` does."""
    _refuse_busy_port(arguments)
    _name_port(arguments)
    if not arguments.without_demo:
        os.environ.setdefault("KENTONGAN_DEMO", "1")
    _load_django()
    from kentongan.config.preparing import prepare

    # A stop while it prepares leaves in order, through every `finally` on the way.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    prepare(say, demo=not arguments.without_demo)
    return _serve_all(arguments)


def serve(arguments: argparse.Namespace) -> int:
    """Serve web, worker and clock together, or one of them alone."""
    if arguments.stop_with_stdin:
        stop_with_parent()
    if arguments.only in (None, "web"):
        if not arguments.stop_with_stdin:
            _refuse_busy_port(arguments)
        _name_port(arguments)
    if arguments.only == "web":
        from kentongan.config.serving import serve_web

        serve_web(
            host=arguments.host,
            port=arguments.port,
            workers=arguments.workers,
            threads=arguments.threads,
            access_log=arguments.access_log,
        )
        return 0
    _load_django()
    if arguments.only == "worker":
        return worker(arguments)
    if arguments.only == "clock":
        return clock(arguments)
    return _serve_all(arguments)


def _serve_all(arguments: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    itself = [sys.executable, "-m", "kentongan.config.console", "serve", "--stop-with-stdin"]
    web = ["--host", arguments.host, "--port", str(arguments.port)]
    web += ["--workers", str(arguments.workers), "--threads", str(arguments.threads)]
    web += ["--access-log"] if arguments.access_log else []
    group = ProcessGroup(
        {
            "web": [*itself, "--only", "web", *web],
            "worker": [*itself, "--only", "worker"],
            "clock": [*itself, "--only", "clock"],
        },
        say=say,
    )
    code = group.run(once_started=lambda: _announce(arguments, group.stopping))
    if code == 0:
        say(_("Kentongan berhenti. Sampai jumpa."))
    return code


def _announce(arguments: argparse.Namespace, stopping: threading.Event) -> None:
    """Wait for the first answer of the web server, then print where to look and how to sign in."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    status = _first_answer(arguments.host, arguments.port, settings.BASE_DOMAIN)
    if status is None or stopping.is_set():
        return
    if status >= http.client.INTERNAL_SERVER_ERROR:
        say(_("Peladen menjawab, tetapi halaman depan gagal (kode %(status)s). Lihat pesan di atas.") % {"status": status})
    for line in [*_welcome(demo=settings.DEMO), *_calendar_warnings()]:
        say(line)


def _calendar_warnings() -> list[str]:
    from django.db import connection
    from django.utils import timezone

    from kentongan.core.queries import calendar_warnings

    lines = calendar_warnings(timezone.localdate())
    connection.close()
    return lines


def _first_answer(host: str, port: int, domain: str, *, patience: float = 60) -> int | None:
    until = time.monotonic() + patience
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (compared, not bound)
    while time.monotonic() < until:
        connection = http.client.HTTPConnection(address, port, timeout=patience)
        try:
            connection.request("GET", "/", headers={"Host": f"{domain}:{port}"})
            return connection.getresponse().status
        except (ConnectionError, http.client.HTTPException, TimeoutError):
            time.sleep(0.05)
        finally:
            connection.close()
    return None


def _welcome(*, demo: bool) -> list[str]:
    from django.utils.translation import gettext as _

    from kentongan.sites.addresses import hub_origin

    lines = ["", _("Kentongan siap: %(address)s") % {"address": hub_origin()}]
    if demo:
        from kentongan.demo.queries import welcome_lines

        lines += ["", *welcome_lines()]
    return [*lines, "", _("Tekan Ctrl-C untuk berhenti."), ""]


def worker(_arguments: argparse.Namespace) -> int:
    """Do the tasks that were lined up."""
    _load_django()
    from kentongan.config.serving import run_worker

    run_worker()
    return 0


def clock(_arguments: argparse.Namespace) -> int:
    """Look every half minute what the clock has to do."""
    _load_django()
    from kentongan.config.serving import run_clock

    run_clock()
    return 0


def tick(_arguments: argparse.Namespace) -> int:
    """Do once what the clock has to do by now; for cron or a systemd timer instead of the running clock."""
    _load_django()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from kentongan.core.tasks import tick as do_what_is_due

    done = do_what_is_due(timezone.now())
    for name in done:
        say(name)
    if not done:
        say(_("Belum ada yang perlu dikerjakan."))
    return 0


def regions_import(_arguments: argparse.Namespace) -> int:
    """Load the regions of Indonesia and the boundaries we ship; again, only what changed."""
    return _django_command("regions_import")


def search_rebuild(_arguments: argparse.Namespace) -> int:
    """Build the search index anew from the database; readers keep the former one until it is complete."""
    return _django_command("search_rebuild")


def figures_check(_arguments: argparse.Namespace) -> int:
    """Compare the figures that are kept, of reports and of dissemination tasks, with a fresh count of all of them."""
    return _django_command("report_figures", "check") or _django_command("task_figures", "check")


def figures_recount(_arguments: argparse.Namespace) -> int:
    """Set the figures that are kept right from all reports and answers, while the house goes on working."""
    return _django_command("report_figures", "recount") or _django_command("task_figures", "recount")


def vault_rotate(arguments: argparse.Namespace) -> int:
    """Make a new key for the identity vault and seal everything with it; one that was broken off is finished."""
    return _django_command("vault", "rotate", drop=arguments.drop)


def vault_check(_arguments: argparse.Namespace) -> int:
    """Try to open every kept identity, showing none, and say which keys are needed."""
    return _django_command("vault", "check")


def vault_key(_arguments: argparse.Namespace) -> int:
    """Print a new key, for installations that keep their keys in KENTONGAN_VAULT_KEYS."""
    return _django_command("vault", "key")


def days_list(arguments: argparse.Namespace) -> int:
    """Show the days off of a year, shipped and added, and say where its joint leave is missing."""
    return _django_command("days", "list", *filter(None, [arguments.year]))


def days_add(arguments: argparse.Namespace) -> int:
    """Add a day that a decree makes a day off, or with --working a working day; deadlines follow."""
    return _django_command("days", "add", arguments.day, arguments.name, source=arguments.source, working=arguments.working)


def days_remove(arguments: argparse.Namespace) -> int:
    """Take back a day that was added; the shipped calendar holds again."""
    return _django_command("days", "remove", arguments.day)


def demo(arguments: argparse.Namespace) -> int:
    """Build the demonstration regency; with --scale also N made-up groups for measuring."""
    os.environ.setdefault("KENTONGAN_DEMO", "1")
    return _django_command("build_demo", **({"scale": arguments.scale} if arguments.scale else {}))


def prepare(_arguments: argparse.Namespace) -> int:
    """Tables, regions and static files, without the demonstration: before `serve` in production."""
    _load_django()
    from kentongan.config.preparing import prepare as do_prepare

    do_prepare(say, demo=False)
    for line in _calendar_warnings():
        say(line)
    return 0


def _django_command(name: str, *words: str, **options: object) -> int:
    _load_django()
    from django.core.management import call_command

    call_command(name, *words, **options)
    return 0


def _add_serving_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: only this machine)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("KENTONGAN_PORT") or 8000))
    parser.add_argument("--workers", type=int, default=1, help="web processes (default: 1)")
    parser.add_argument("--threads", type=int, default=4, help="requests answered at once by each web process (default: 4)")
    parser.add_argument("--access-log", action="store_true", help="print a line for every request")


def build_parser() -> argparse.ArgumentParser:
    """Return the command line's grammar: one sub-command per function above."""
    parser = argparse.ArgumentParser(prog="kentongan", description="Run and look after a Kentongan.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, does: Callable[[argparse.Namespace], int], under: object = commands) -> argparse.ArgumentParser:
        sentence = (does.__doc__ or "").strip()
        added: argparse.ArgumentParser = under.add_parser(name, help=sentence, description=sentence)  # type: ignore[attr-defined]
        added.set_defaults(does=does)
        return added

    starting = command("up", up)
    _add_serving_options(starting)
    starting.add_argument("--without-demo", action="store_true", help="do not build the demonstration regency")

    serving = command("serve", serve)
    _add_serving_options(serving)
    serving.add_argument("--only", choices=PARTS, help="one part alone, as a service manager wants it")
    serving.add_argument("--stop-with-stdin", action="store_true", help=argparse.SUPPRESS)

    command("worker", worker)
    command("clock", clock)
    command("tick", tick)
    command("prepare", prepare)

    regions = commands.add_parser("regions", help="The regions of Indonesia.").add_subparsers(metavar="COMMAND", required=True)
    command("import", regions_import, under=regions)

    search = commands.add_parser("search", help="The search index.").add_subparsers(metavar="COMMAND", required=True)
    command("rebuild", search_rebuild, under=search)

    kept = commands.add_parser("figures", help="Figures that are kept: of reports, of dissemination tasks.")
    figures = kept.add_subparsers(metavar="COMMAND", required=True)
    command("check", figures_check, under=figures)
    command("recount", figures_recount, under=figures)

    vault = commands.add_parser("vault", help="The keys of the identity vault.").add_subparsers(metavar="COMMAND", required=True)
    turning = command("rotate", vault_rotate, under=vault)
    turning.add_argument("--drop", action="store_true", help="take away the former keys that nothing needs any more")
    command("check", vault_check, under=vault)
    command("key", vault_key, under=vault)

    calendar = commands.add_parser("days", help="The working-day calendar: holidays, joint leave, regional days.")
    days = calendar.add_subparsers(metavar="COMMAND", required=True)
    command("list", days_list, under=days).add_argument("year", nargs="?", help="default: this year")
    adding = command("add", days_add, under=days)
    adding.add_argument("day", metavar="DATE", help="as 2026-11-25")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--source", default="", help="the decree, as SKB 3 Menteri or a letter of the regent")
    adding.add_argument("--working", action="store_true", help="offices work on this day")
    command("remove", days_remove, under=days).add_argument("day", metavar="DATE", help="as 2026-11-25")

    building = command("demo", demo)
    building.add_argument("--scale", type=int, metavar="N", help="make N groups with articles, for measuring")
    return parser


def main() -> int:
    """Understand the command line and do it."""
    arguments = build_parser().parse_args()
    from django.core.management import CommandError

    try:
        code: int = arguments.does(arguments)
    except CommandError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        say("\nDihentikan. (Stopped.)")
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
