"""Reports come while the server is killed, posts come twice, bodies break off and photos come first: none is lost or double."""

import json
import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SENDERS, KILLS = 40, 3


def test_nothing_is_lost_and_nothing_is_double(own_database: str) -> None:
    command = [sys.executable, "bench/intake.py", "--submissions", str(SENDERS), "--kills", str(KILLS), "--seconds", "0", "--json"]
    surroundings = os.environ | {"KENTONGAN_DATABASE_URL": own_database}
    done = subprocess.run(command, cwd=REPOSITORY, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    found = json.loads(done.stdout.splitlines()[-1])
    assert {name: found[name] for name in ("kills", "sent", "kept", "lost", "double", "codes that do not open")} == {
        "kills": KILLS, "sent": SENDERS, "kept": SENDERS, "lost": 0, "double": 0, "codes that do not open": 0,
    }  # fmt: skip
