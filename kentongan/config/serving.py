"""The three parts that make a running house: web, worker and clock; each runs until SIGTERM or Ctrl-C.

The web server loads the house in processes of its own, so this module must not need it: imports stand where they are used.
"""

import logging
import os
import signal
import threading
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone

logger = logging.getLogger(__name__)

# A reader sees what was published within a second; asking the database this often costs next to nothing.
WORKER_ASKS_EVERY_SECONDS = 0.15
CLOCK_LOOKS_EVERY_SECONDS = 30
# How long a request that has begun may take once it is asked to stop; Granian would wait for ever.
WEB_PATIENCE_SECONDS = 5
# How long a commit to the search index may take once the worker is asked to stop; broken off, it is done again at the next start.
KEEPER_PATIENCE_SECONDS = 3


def serve_web(*, host: str, port: int, workers: int = 1, threads: int = 4, access_log: bool = False) -> None:
    """Answer requests until stopped."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Its workers are forks, and inherit that the main process shrugs off SIGTERM; one that is stopped while it loads the house
    # would not notice. So the signal ends a fork at once, until Granian sets the worker's own handler.
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    Granian(
        target="kentongan.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        workers_kill_timeout=WEB_PATIENCE_SECONDS,
        log_level=LogLevels.info if access_log else LogLevels.warning,
        log_access=access_log,
    ).serve()


def run_worker() -> None:
    """Do the tasks that were lined up and keep this machine's search index, until stopped; a task that has begun is finished first."""
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    from kentongan.search.actions import run_keeper

    # What a worker says of every task it takes is for debugging; failures stay visible.
    for name in ("django_tasks", "django_tasks_db"):
        logging.getLogger(name).setLevel(logging.ERROR)
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=WORKER_ASKS_EVERY_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    worker.configure_signals()
    stopped = threading.Event()
    keeper = threading.Thread(target=run_keeper, args=(stopped,), name="search-keeper", daemon=True)
    keeper.start()
    try:
        worker.run()
    finally:
        stopped.set()
        keeper.join(KEEPER_PATIENCE_SECONDS)


def do_tick(now: datetime) -> list[str]:
    """Do what the clock has to do by now; what fails is logged and tried again at the next look."""
    from kentongan.core.tasks import tick

    close_old_connections()
    try:
        return tick(now)
    except Exception:
        logger.exception("The clock's work failed; it is tried again in %s seconds", CLOCK_LOOKS_EVERY_SECONDS)
        return []
    finally:
        close_old_connections()


def run_clock() -> None:
    """Look every half minute what the clock has to do, until stopped."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    while True:
        do_tick(timezone.now())
        if stopped.wait(CLOCK_LOOKS_EVERY_SECONDS):
            return
