"""The whole house as real processes: it starts, it answers, and it ends completely, however it is ended."""

import fcntl
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ops.conftest import ROOT

KENTONGAN = [sys.executable, "-m", "kentongan.config.console"]


def kentongan(*words: str, home: Path) -> str:
    """Run a command to its end and return what it printed."""
    environment = {**os.environ, "KENTONGAN_HOME": str(home), "LANG": "C.UTF-8", "LC_ALL": ""}
    return subprocess.run([*KENTONGAN, *words], cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, worker_id):
    """A data directory as `kentongan prepare` makes it, with all regions and without the demonstration; one for all workers."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    directory = shared / "prepared"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        printed = shared / "prepared.txt"
        if not printed.exists():
            printed.write_text(kentongan("prepare", home=directory))
    return directory


def test_preparing_says_its_steps(prepared):
    printed = prepared.with_suffix(".txt").read_text().splitlines()
    assert [line for line in printed if line.endswith("…")] == [
        "Menyiapkan basis data …",
        "Memuat wilayah Indonesia (sekali saja) …",
        "Merapikan berkas tampilan …",
        "Menyusun indeks pencarian …",
    ]


@pytest.fixture
def home(prepared, tmp_path):
    """A copy of it, for one test."""
    return str(shutil.copytree(prepared, tmp_path / "home"))


def test_preparing_again_finds_nothing_to_do(prepared):
    printed = kentongan("prepare", home=prepared).splitlines()
    assert [line for line in printed if line.endswith("…")] == []  # what it warns of, as of a calendar, depends on today


def children_of(pid: int) -> dict[str, int]:
    """The parts of a running group: name → process id."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            words = status.with_name("cmdline").read_text().split("\0")
        except FileNotFoundError:
            continue
        if parent == pid and "--only" in words:
            found[words[words.index("--only") + 1]] = int(status.parent.name)
    return found


def answer(port: int, host: str = "kim.localhost") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/", headers={"Host": f"{host}:{port}"})
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, text


def test_it_answers_and_ctrl_c_ends_all_of_it(start, home, free_port):
    serving = start(*KENTONGAN, "serve", "--port", str(free_port), KENTONGAN_HOME=home)
    serving.wait_for(f"Kentongan siap: http://kim.localhost:{free_port}")
    status, text = answer(free_port)
    assert status == 200
    assert "<h1" in text
    assert sorted(children_of(serving.process.pid)) == ["clock", "web", "worker"]
    serving.send(signal.SIGINT)
    assert serving.wait_for_end() == 0
    assert serving.output.endswith("Kentongan berhenti. Sampai jumpa.\n")
    with pytest.raises(ConnectionRefusedError):
        answer(free_port)


@pytest.mark.parametrize("part", ["web", "worker", "clock"])
def test_a_part_that_is_killed_takes_the_house_with_it(start, home, free_port, part):
    serving = start(*KENTONGAN, "serve", "--port", str(free_port), KENTONGAN_HOME=home)
    serving.wait_for("Kentongan siap")
    os.kill(children_of(serving.process.pid)[part], signal.SIGKILL)
    assert serving.wait_for_end() == 1
    assert f"Bagian “{part}” berhenti sendiri (kode -9), jadi semuanya dihentikan." in serving.output
    with pytest.raises(ConnectionRefusedError):
        answer(free_port)


def test_nothing_is_left_when_the_parent_is_killed_outright(start, home, free_port):
    serving = start(*KENTONGAN, "serve", "--port", str(free_port), KENTONGAN_HOME=home)
    serving.wait_for("Kentongan siap")
    serving.send(signal.SIGKILL)
    assert serving.wait_for_end() == -signal.SIGKILL
    with pytest.raises(ConnectionRefusedError):
        answer(free_port)


def test_sigterm_ends_it_while_it_starts(start, home, free_port):
    """Granian hangs when it is ended before its workers are up, unless it is told not to."""
    serving = start(*KENTONGAN, "serve", "--port", str(free_port), "--access-log", KENTONGAN_HOME=home)
    serving.wait_for("Spawning worker-1")
    serving.send(signal.SIGTERM)
    assert serving.wait_for_end() == 0
    assert "Kentongan siap" not in serving.output
    with pytest.raises(ConnectionRefusedError):
        answer(free_port)


def test_tick_says_what_the_clock_did_and_does_it_once(home):
    assert "core.minutely" in kentongan("tick", home=home).splitlines()
    assert kentongan("tick", home=home) == "Belum ada yang perlu dikerjakan.\n"


def test_the_command_line_names_every_command(start):
    asking = start(*KENTONGAN, "--help")
    assert asking.wait_for_end() == 0
    named = re.findall(r"^    (\w+)", asking.output, flags=re.MULTILINE)
    assert named == ["up", "serve", "worker", "clock", "tick", "prepare", "regions", "search", "figures", "vault", "days", "demo"]
