"""The clock."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.apps import apps
from django.utils.module_loading import import_string, module_has_submodule

from . import actions


def minutely(now: datetime) -> None:
    """Tell again what stayed untold."""
    actions.sweep_untold(now=now)


PERIODS = {"minutely": timedelta(seconds=50), "hourly": timedelta(minutes=59), "daily": timedelta(hours=23, minutes=50)}


def clock_work() -> dict[str, tuple[Callable[[datetime], None], timedelta]]:
    """Every ``minutely``, ``hourly`` and ``daily`` of every app's ``tasks.py``, by its full name."""
    work = {}
    for config in apps.get_app_configs():
        if not config.name.startswith("kentongan.") or not module_has_submodule(config.module, "tasks"):
            continue
        for period, every in PERIODS.items():
            try:
                work[f"{config.label}.{period}"] = (import_string(f"{config.name}.tasks.{period}"), every)
            except ImportError:
                continue
    return work


def tick(now: datetime) -> list[str]:
    """Do what the clock has to do by now, each piece once however often this is called. Returns the names of what was done."""
    done = []
    for name, (function, every) in clock_work().items():
        if actions.claim_clock_work(name, every=every, now=now):
            function(now)
            done.append(name)
    return done
