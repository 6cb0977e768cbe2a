"""Parts that live and end together, tried with real processes."""

import json
import os
import signal
import sys

import pytest

# A part that says that it runs, and that it was asked to end.
GOOD = r"""
import os, signal, sys, threading
from kentongan.config.processes import stop_with_parent
done = threading.Event()
def stop(number, frame):
    os.write(1, f"{sys.argv[1]} was told {signal.Signals(number).name}\n".encode())
    done.set()
signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGINT, stop)
stop_with_parent()
os.write(1, f"{sys.argv[1]} runs\n".encode())
done.wait()
"""
# A part that does not listen, and has a child that does not either.
STUBBORN = r"""
import os, signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGINT, signal.SIG_IGN)
if sys.argv[2:] != ["grandchild"]:
    subprocess.Popen([sys.executable, "-c", sys.argv[1], "", "grandchild"])
os.write(1, b"grandchild runs\n" if sys.argv[2:] == ["grandchild"] else b"stubborn runs\n")
signal.pause()
signal.pause()
"""
# A part that ends by itself when the test opens the pipe it waits for.
SHORT = "import os, sys; os.write(1, b'short runs\\n'); open(sys.argv[1]).read(); sys.exit(7)"
PARENT = r"""
import json, os, sys
from kentongan.config.processes import ProcessGroup
commands = {name: [sys.executable, "-c", *arguments] for name, arguments in json.loads(sys.argv[1]).items()}
def say(words):
    os.write(1, f"{words}\n".encode())
say(f"ended with {ProcessGroup(commands, say=say, patience=float(sys.argv[2])).run()}")
"""


def parent(parts: dict[str, list[str]], *, patience: float = 20) -> list[str]:
    return [sys.executable, "-c", PARENT, json.dumps(parts), str(patience)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_parent_ends_all_parts(start, number):
    group = start(*parent({"a": [GOOD, "a"], "b": [GOOD, "b"]}))
    group.wait_for("a runs")
    group.wait_for("b runs")
    group.send(number)
    assert group.wait_for_end() == 0
    assert sorted(group.output.splitlines()) == ["a runs", "a was told SIGTERM", "b runs", "b was told SIGTERM", "ended with 0"]


def test_a_signal_while_parts_start_ends_them_too(start):
    slow = "import sys; print('slow starts', flush=True); import signal; signal.pause()"
    group = start(*parent({"slow": [slow], "b": [GOOD, "b"]}))
    group.wait_for("slow starts")
    group.send(signal.SIGTERM)
    assert group.wait_for_end() == 0
    assert "ended with 0" in group.output


def test_a_part_that_ends_by_itself_takes_the_others_with_it(start, tmp_path):
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    group = start(*parent({"short": [SHORT, str(gate)], "b": [GOOD, "b"]}))
    group.wait_for("short runs")
    group.wait_for("b runs")
    gate.open("w").close()
    assert group.wait_for_end() == 0
    assert group.output.splitlines()[2:] == [
        "Bagian “short” berhenti sendiri (kode 7), jadi semuanya dihentikan. (“short” ended by itself; stopping.)",
        "b was told SIGTERM",
        "ended with 1",
    ]


def test_a_part_that_does_not_listen_is_killed_with_its_children_when_patience_ends(start):
    group = start(*parent({"stubborn": [STUBBORN, STUBBORN], "b": [GOOD, "b"]}, patience=0.3))
    group.wait_for("grandchild runs")
    group.wait_for("b runs")
    group.send(signal.SIGTERM)
    assert group.wait_for_end() == 0
    assert "b was told SIGTERM" in group.output


def test_a_second_ctrl_c_ends_the_patience(start):
    group = start(*parent({"stubborn": [STUBBORN, STUBBORN], "b": [GOOD, "b"]}, patience=600))
    group.wait_for("grandchild runs")
    group.wait_for("b runs")
    group.send(signal.SIGINT)
    group.wait_for("b was told SIGTERM")
    group.send(signal.SIGINT)
    assert group.wait_for_end() == 0


def test_parts_end_when_the_parent_is_killed_outright(start):
    group = start(*parent({"a": [GOOD, "a"], "b": [GOOD, "b"]}))
    group.wait_for("a runs")
    group.wait_for("b runs")
    group.send(signal.SIGKILL)
    assert group.wait_for_end() == -signal.SIGKILL
    assert sorted(group.output.splitlines()) == ["a runs", "a was told SIGTERM", "b runs", "b was told SIGTERM"]
