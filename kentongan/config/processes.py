"""Several processes that live and end together: web, worker and clock behind one command.

1. Each part is a child in a process group of its own, so Ctrl-C reaches only the parent, which passes it on in order.
2. The parent sleeps until a signal comes or a child ends. A child that ends by itself takes the others with it.
3. Ending is SIGTERM to all, patience, then SIGKILL to whatever is left, grandchildren included. A second Ctrl-C ends the patience.
4. Each child's standard input is a pipe that nobody writes to. Where the parent is killed outright, the pipe closes and
   the child ends itself (see stop_with_parent): nothing is left behind.
"""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable
from queue import SimpleQueue

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE_SECONDS = 10.0


class ProcessGroup:
    """Commands by name that are started together and stopped together."""

    def __init__(self, commands: dict[str, list[str]], *, say: Callable[[str], None], patience: float = PATIENCE_SECONDS) -> None:
        self.commands = commands
        self.say = say
        self.patience = patience
        self.stopping = threading.Event()
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._news: SimpleQueue[int | str] = SimpleQueue()

    def run(self, *, once_started: Callable[[], None] = lambda: None) -> int:
        """Start all, wait, stop all. Returns 0 where somebody asked for the end, 1 where a part ended by itself.

        ``once_started`` runs beside the waiting, in a thread, so that it may take its time; see ``stopping``.
        """
        handlers = {number: signal.signal(number, lambda received, _frame: self._news.put(received)) for number in STOP_SIGNALS}
        try:
            for name, command in self.commands.items():
                self._start(name, command)
            threading.Thread(target=once_started, daemon=True).start()
            news = self._news.get()
            if isinstance(news, str):
                code = self._children[news].returncode
                self.say(f"Bagian “{news}” berhenti sendiri (kode {code}), jadi semuanya dihentikan. (“{news}” ended by itself; stopping.)")
            return 1 if isinstance(news, str) else 0
        finally:
            self._stop()
            for number, handler in handlers.items():
                signal.signal(number, handler)

    def _start(self, name: str, command: list[str]) -> None:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, process_group=0)  # noqa: S603  (our own commands)
        self._children[name] = child

        def watch() -> None:
            child.wait()
            self._news.put(name)

        threading.Thread(target=watch, daemon=True).start()

    def _stop(self) -> None:
        self.stopping.set()
        for child in self._children.values():
            child.terminate()
        patience = threading.Timer(self.patience, self._kill)
        patience.daemon = True
        patience.start()
        while any(child.returncode is None for child in self._children.values()):
            if isinstance(self._news.get(), int):
                self._kill()
        patience.cancel()
        self._kill()  # grandchildren that outlived their parent

    def _kill(self) -> None:
        for child in self._children.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


def stop_with_parent() -> None:
    """Have this process end in an orderly way when its standard input closes, that is, when its parent is gone."""

    def watch() -> None:
        while os.read(0, 1024):  # not through sys.stdin, whose lock would be held when the interpreter ends
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
