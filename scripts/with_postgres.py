"""Run a command with a private PostgreSQL cluster, and take the cluster away whatever happens.

    python scripts/with_postgres.py python -m pytest

1. A cluster is made in a new temporary directory from Debian's binaries. PostgreSQL refuses to run as root, so root
   hands the directory to the system's user "postgres".
2. It listens on a socket in that directory only, so no port can clash, and it does not wait for the disk (tests only).
3. A guard process waits for the end of this one, by any cause, even kill -9; then it stops the server and removes the
   directory. A clean end takes the same road.
4. The command finds the database in KENTONGAN_DATABASE_URL, and its exit code is ours.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import FrameType
from urllib.parse import quote

SERVER_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "1h",
    "timezone": "UTC",
}

GUARD = """
cat >/dev/null
kill -QUIT "$1" 2>/dev/null
tries=0
while [ -e "$2/data/postmaster.pid" ] && [ "$tries" -lt 100 ]; do tries=$((tries + 1)); sleep 0.05; done
rm -rf -- "$2"
"""

SOCKET_NAME_LIMIT = 100


def find_binaries() -> Path:
    """Return the folder with initdb and postgres: the one on PATH, else Debian's newest."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not versions:
        sys.exit("PostgreSQL's programs are missing. On Debian or Ubuntu: apt-get install postgresql")
    return versions[-1].parent


def find_owner() -> str | None:
    """Return the user the server must run as, or None where we are not root and may run it ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        sys.exit('PostgreSQL does not run as root, and there is no user "postgres" here. On Debian or Ubuntu: apt-get install postgresql')
    return "postgres"


def make_directory(owner: str | None) -> Path:
    """Make the temporary directory; its name must be short enough for a socket."""
    directory = Path(tempfile.mkdtemp(prefix="kentongan-pg-"))
    if len(str(directory)) > SOCKET_NAME_LIMIT - len("/.s.PGSQL.5432"):
        directory.rmdir()
        sys.exit(f"The temporary directory has too long a name for a socket: {directory}. Set TMPDIR to a shorter one.")
    if owner:
        shutil.chown(directory, owner)
    return directory


def start_server(binaries: Path, directory: Path, owner: str | None) -> subprocess.Popen[bytes]:
    """Make the cluster and start its server as our child."""
    data = directory / "data"
    made = subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "kentongan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        user=owner,
        cwd=directory,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if made.returncode:
        shutil.rmtree(directory, ignore_errors=True)
        sys.exit(f"PostgreSQL could not make a cluster:\n{made.stdout}")
    settings = [part for name, value in SERVER_SETTINGS.items() for part in ("-c", f"{name}={value}")]
    log = (directory / "log").open("wb")
    return subprocess.Popen(
        [binaries / "postgres", "-D", data, "-k", directory, *settings],
        user=owner,
        cwd=directory,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def wait_until_ready(binaries: Path, directory: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers and make the database; say what it logged if it does not."""
    for _ in range(200):
        if server.poll() is not None:
            break
        try:
            subprocess.run(
                [binaries / "createdb", "-h", directory, "-U", "kentongan", "kentongan"], check=True, capture_output=True, cwd=directory
            )
        except subprocess.CalledProcessError:
            try:
                server.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    sys.exit(f"PostgreSQL did not start:\n{(directory / 'log').read_text(errors='replace')}")


def run(command: list[str], directory: Path) -> int:
    """Run the command with the database's address and hand signals on to it."""
    url = f"postgresql://kentongan@{quote(str(directory), safe='')}/kentongan"
    child = subprocess.Popen(command, env={**os.environ, "KENTONGAN_DATABASE_URL": url})

    def hand_on(number: int, _frame: FrameType | None) -> None:
        child.send_signal(number)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal has told the child as well
    signal.signal(signal.SIGTERM, hand_on)
    signal.signal(signal.SIGHUP, hand_on)
    code = child.wait()
    return code if code >= 0 else 128 - code


def main() -> int:
    """Make the cluster, run the command of the command line, remove the cluster."""
    command = sys.argv[1:]
    if not command:
        sys.exit("usage: python scripts/with_postgres.py COMMAND …")
    binaries, owner = find_binaries(), find_owner()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    directory = make_directory(owner)
    server = start_server(binaries, directory, owner)
    guard = subprocess.Popen(["sh", "-c", GUARD, "sh", str(server.pid), str(directory)], stdin=subprocess.PIPE, start_new_session=True)
    try:
        wait_until_ready(binaries, directory, server)
        return run(command, directory)
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait()
        guard.communicate()  # closes its standard input, which is what it waits for


if __name__ == "__main__":
    sys.exit(main())
