"""Real processes under test: their lines are waited for, never slept for."""

import os
import selectors
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


class Running:
    """A started command whose output is read as it comes."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.output = ""
        assert self.process.stdout is not None
        self._pipe = self.process.stdout
        os.set_blocking(self._pipe.fileno(), False)

    def _read(self, until: float) -> bool:
        """Read what comes next; False where the pipe has closed, that is, where nobody who could write is left."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._pipe, selectors.EVENT_READ)
            if not selector.select(max(0, until - time.monotonic())):
                raise AssertionError(f"Nothing came in time. So far:\n{self.output}")
        piece = self._pipe.read()
        self.output += (piece or b"").decode()
        return bool(piece)

    def wait_for(self, words: str, seconds: float = 60) -> None:
        """Wait until the words were printed."""
        until = time.monotonic() + seconds
        while words not in self.output:
            assert self._read(until), f"It ended without saying {words!r}:\n{self.output}"

    def wait_for_end(self, seconds: float = 30) -> int:
        """Wait until it and every process that came from it have ended; return its exit code."""
        until = time.monotonic() + seconds
        while self._read(until):
            pass
        return self.process.wait(max(0.1, until - time.monotonic()))

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, and only it, not its children."""
        self.process.send_signal(number)


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Start a command; whatever still runs at the end of the test is ended."""
    started: list[Running] = []

    def starter(*command: str, **environment: str) -> Running:
        started.append(Running([*command], environment))
        return started[-1]

    yield starter
    for running in started:
        if running.process.poll() is None:
            running.process.terminate()
            try:
                running.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(running.process.pid, signal.SIGKILL)
                running.process.wait()


@pytest.fixture
def free_port() -> int:
    """A port that nobody has right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
