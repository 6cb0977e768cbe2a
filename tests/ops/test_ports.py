"""A port that somebody has is noticed before anything is set up."""

import socket
import subprocess
import sys

import pytest

from kentongan.config import ports
from tests.ops.conftest import ROOT


def listening(family: socket.AddressFamily, address: str, port: int = 0) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    # Like granian does it: the port can be shared, so a second server would start without a word.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.bind((address, port))
    listener.listen()
    return listener


@pytest.mark.parametrize(
    ("family", "address"),
    [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::1"), (socket.AF_INET6, "::")],
)
def test_a_listener_on_any_loopback_address_makes_the_port_busy(family, address):
    with listening(family, address) as listener:
        port = listener.getsockname()[1]
        assert not ports.is_free(port)
        sentence = ports.trouble_with(str(port))
        assert sentence is not None
        assert f"Port {port} sedang dipakai program lain." in sentence
        assert f"Port {port} is in use by another program." in sentence
        assert f"make run PORT={ports.next_free(port)}" in sentence
    assert ports.is_free(port)
    assert ports.trouble_with(str(port)) is None


def test_a_port_that_was_served_a_moment_ago_is_free():
    with listening(socket.AF_INET, "127.0.0.1") as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            answering, _ = listener.accept()
            answering.close()  # our side closes first, so the port is left in TIME_WAIT
    assert ports.trouble_with(str(port)) is None


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "70000", "80 80"])
def test_what_is_no_port_is_said_so(port):
    assert ports.trouble_with(port) == (f"PORT harus angka antara 1 dan 65535, bukan {port!r}. (PORT must be a number from 1 to 65535.)")


def test_make_run_refuses_a_busy_port_before_it_sets_anything_up(tmp_path):
    with listening(socket.AF_INET, "127.0.0.1") as listener:
        port = listener.getsockname()[1]
        home = tmp_path / "home"
        done = subprocess.run(
            ["make", "--no-print-directory", "run", f"PORT={port}", f"KENTONGAN_HOME={home}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=30,
        )
    assert done.returncode != 0
    assert f"Port {port} sedang dipakai program lain." in done.stderr
    assert done.stdout == ""
    assert not home.exists()


def test_serve_refuses_a_busy_port(tmp_path):
    with listening(socket.AF_INET6, "::1") as listener:
        port = listener.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "kentongan.config.console", "serve", "--port", str(port)],
            cwd=ROOT,
            env={"KENTONGAN_HOME": str(tmp_path / "home"), "PATH": ""},
            capture_output=True,
            text=True,
            timeout=30,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} sedang dipakai program lain.")
