"""Killed at any moment of publishing, the house loses no event and tells none twice to effect."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
KILLS = 24


def test_killed_at_random_moments(own_database: str, tmp_path: Path) -> None:
    surroundings = os.environ | {
        "KENTONGAN_DATABASE_URL": own_database,
        "KENTONGAN_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
        "PYTHONPATH": str(REPOSITORY),
    }

    def run(*command: str) -> str:
        result = subprocess.run([sys.executable, *command], cwd=REPOSITORY, env=surroundings, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        return result.stdout

    run("manage.py", "migrate", "--verbosity", "0")
    found = json.loads(run(str(REPOSITORY / "tests/journeys/killed_house.py"), str(KILLS), "2026").splitlines()[-1])
    drafts = sorted(found["drafts"])
    assert (found["moments"], found["endings"]) == (KILLS, [[-signal.SIGKILL, 0]] * KILLS)
    assert (found["published"], found["facts"], found["marks"], found["untold"]) == (KILLS + 2, drafts, drafts, 0)
    facts = 2 * (KILLS + 2)  # that it is out, and that the group's log has it
    assert (found["numbers"], found["edition"]) == (list(range(1, facts + 1)), facts)
