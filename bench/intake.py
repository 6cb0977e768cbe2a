"""Taking reports in while everything goes wrong, and how many a second when nothing does.

    .venv/bin/python bench/intake.py                                     1,000 submissions, then the rates, on SQLite
    .venv/bin/python scripts/with_postgres.py .venv/bin/python bench/intake.py      the same on PostgreSQL
    .venv/bin/python bench/intake.py --submissions 100 --seconds 0       smaller, without the rates

A house of its own is served over real HTTP. Each sender behaves like a phone with little signal: he sends until he holds a receipt, and the
photo until it is kept. Some send twice, some from two tabs at once, some break off in mid-body and some bring the photo first;
meanwhile the web server is killed (SIGKILL, nothing is tidied up) and started again. Then the database is asked what became of each.

The rates: reports a second through the page, through the deed alone in one process, and a bare INSERT of the same row, each with its own
commit, on the same engine with the house's settings.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

KINDS = ("plain", "twice", "tabs", "half", "photo first", "photo twice", "photo half")
PHOTOS = ("photo first", "photo twice", "photo half")
VILLAGES = 40
PATIENCE = 180  # seconds until a sender gives up; he counts as lost


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class House:
    """The web server of a house, which can be killed and started again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.kills = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "kentongan.config.console", "serve", "--only", "web", "--port", str(self.port)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                threading.Event().wait(0.05)
        raise SystemExit("The house does not answer.")

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
            self.kills += 1


@dataclass
class Sender:
    """Somebody with a phone: what she sends, how, and what she holds in the end."""

    number: int
    kind: str
    village: str
    opened: str
    client_id: uuid.UUID = field(default_factory=uuid.uuid4)
    receipts: list[tuple[str, str]] = field(default_factory=list)
    is_photo_kept: bool = False

    @property
    def text(self) -> str:
        """Her words, like nobody else's."""
        return f"Jembatan nomor {self.number} di kampung {self.number * 7919} patah papannya, anak sekolah memutar jauh."

    def body(self) -> tuple[bytes, str]:
        """The report as the page sends it."""
        values = {"client_id": self.client_id, "dibuka": self.opened, "jenis": "complaint", "isi": self.text, "desa": self.village}
        return urlencode(values).encode(), "application/x-www-form-urlencoded"

    def photo(self) -> tuple[bytes, str]:
        """Her photo as the receipt's page sends it."""
        from PIL import Image

        kept, mark = io.BytesIO(), uuid.uuid4().hex
        Image.new("RGB", (64, 48), (self.number % 256, self.number // 256 % 256, 90)).save(kept, "JPEG")
        start = f'--{mark}\r\nContent-Disposition: form-data; name="client_id"\r\n\r\n{self.client_id}\r\n--{mark}\r\n'
        start += 'Content-Disposition: form-data; name="foto"; filename="foto.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        return start.encode() + kept.getvalue() + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def post(port: int, path: str, body: bytes, kind: str) -> tuple[int, str]:
    """(status, page); status 0 where nobody answered to the end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", path, body, {"Host": f"kim.localhost:{port}", "Content-Type": kind})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def break_off(port: int, path: str, body: bytes, kind: str) -> None:
    """Send half of it and hang up."""
    head = f"POST {path} HTTP/1.1\r\nHost: kim.localhost:{port}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            connection.sendall(head.encode() + body[: len(body) // 2])
    except OSError:
        pass


LARGE = re.compile(r'<dd class="large">([^<]+)</dd>')


def send_until_held(port: int, sender: Sender) -> None:
    """Send the report until a receipt is there."""
    until, (body, kind) = time.monotonic() + PATIENCE, sender.body()
    while time.monotonic() < until:
        status, page = post(port, "/lapor/", body, kind)
        if status in (200, 201) and len(found := LARGE.findall(page)) == 2:
            sender.receipts.append((found[0], found[1]))
            return
        threading.Event().wait(0.1)


def bring_until_kept(port: int, sender: Sender) -> None:
    """Send the photo until it is kept."""
    until, (body, kind) = time.monotonic() + PATIENCE, sender.photo()
    while time.monotonic() < until:
        if post(port, "/lapor/foto/", body, kind)[0] == 201:
            sender.is_photo_kept = True
            return
        threading.Event().wait(0.1)


def behave(port: int, sender: Sender) -> None:
    """Everything that one sender does."""
    if sender.kind == "photo first":
        post(port, "/lapor/foto/", *sender.photo())
    if sender.kind == "half":
        break_off(port, "/lapor/", *sender.body())
    if sender.kind == "tabs":
        tabs = [threading.Thread(target=send_until_held, args=(port, sender)) for _ in range(2)]
        for tab in tabs:
            tab.start()
        for tab in tabs:
            tab.join()
    else:
        send_until_held(port, sender)
    if sender.kind == "twice":
        send_until_held(port, sender)
    if sender.kind == "photo half":
        break_off(port, "/lapor/foto/", *sender.photo())
    if sender.kind in PHOTOS:
        bring_until_kept(port, sender)
    if sender.kind == "photo twice":
        bring_until_kept(port, sender)


def disturbed(house: House, senders: list[Sender], *, kills: int, rng: random.Random) -> None:
    """Let all of them send, and kill the house while they do: after every so many receipts, at a moment of its own."""
    done, changed = 0, threading.Condition()

    def one(sender: Sender) -> None:
        nonlocal done
        behave(house.port, sender)
        with changed:
            done += 1
            changed.notify_all()

    with ThreadPoolExecutor(8) as pool:
        for sender in senders:
            pool.submit(one, sender)
        for turn in range(kills):
            with changed:
                changed.wait_for(lambda turn=turn: done >= (turn + 1) * len(senders) // (kills + 2))
            threading.Event().wait(rng.uniform(0, 0.3))
            house.kill()
            house.start()


def judge(senders: list[Sender]) -> dict[str, int]:
    """What the database says of each: lost where something that was acknowledged is not there, double where it is there twice."""
    from django.db.models import Count
    from django.utils import timezone
    from django_scopes import scopes_disabled

    from kentongan.aspirations.models import Report
    from kentongan.cases.actions import enter_by_code
    from kentongan.cases.models import Case

    lost = double = refused = 0
    with scopes_disabled():
        rows = Report.objects.select_related("case").annotate(photos=Count("case__attachments"))
        kept = {row.case.client_id: row for row in rows}
        texts = list(rows.values_list("text", flat=True))
        double += len(texts) - len(set(texts)) + (Case.objects.count() - len(texts))
        for sender in senders:
            row = kept.get(sender.client_id)
            if (
                row is None
                or not sender.receipts
                or row.text != sender.text
                or {number for number, _ in sender.receipts} != {row.case.number}
            ):
                lost += 1
                continue
            if (sender.kind in PHOTOS) and not (sender.is_photo_kept and row.photos):
                lost += 1
            double += max(0, row.photos - (sender.kind in PHOTOS)) + (len(set(sender.receipts)) - 1)
            number, code = sender.receipts[0]
            refused += enter_by_code(number=number, code=code, now=timezone.now()).pk != row.pk
    return {"sent": len(senders), "kept": len(texts), "lost": lost, "double": double, "codes that do not open": refused}


# --- The rates -------------------------------------------------------------------------------------------------------------


def per_second(deed: Any, seconds: float) -> float:
    """How often a second it can be done, one after the other."""
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        deed(count)
        count += 1
    return count / (time.perf_counter() - began)


def rates(house: House, villages: list[str], opened: str, seconds: float) -> dict[str, float]:
    """Reports a second: over HTTP from 4 senders, by the deed alone, and the bare row."""
    from django.db import connection
    from django.utils import timezone

    from kentongan.aspirations.actions import send_report
    from kentongan.aspirations.models import Report
    from kentongan.regions.models import Region

    def one(worker: int) -> int:
        until, count = time.perf_counter() + seconds, 0
        while time.perf_counter() < until:
            sender = Sender(10_000_000 + worker * 1_000_000 + count, "plain", villages[count % len(villages)], opened)
            count += post(house.port, "/lapor/", *sender.body())[0] == 201
        return count

    with ThreadPoolExecutor(4) as pool:
        over_http = sum(pool.map(one, range(4))) / seconds
    house.kill()
    region = Region.objects.get(code=villages[0])

    def by_deed(count: int) -> None:
        text = f"Jembatan nomor {count} patah papannya, anak sekolah memutar jauh."
        send_report(kind="complaint", text=text, region=region, category="jalan", now=timezone.now(), client_id=uuid.uuid4())

    deed = per_second(by_deed, seconds)
    row = Report.objects.order_by("-pk").values().first() or {}
    columns = [Report._meta.get_field(name).column for name in row]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare_report AS SELECT {', '.join(columns)} FROM {Report._meta.db_table} WHERE 1 = 0")
        insert = f"INSERT INTO bare_report ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
        values = list(row.values())
        bare = per_second(lambda _count: cursor.execute(insert, values), seconds)
    return {"over HTTP": over_http, "by the deed": deed, "bare INSERT": bare}


def prepare(port: int) -> tuple[list[str], str]:
    """An empty house with villages: (their codes, what a form opened a minute ago carries)."""
    import django

    django.setup()
    from django.core import signing
    from django.core.management import call_command

    from kentongan.aspirations.forms.sending import OPENED
    from kentongan.regions.models import Region

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    above = None
    for code, kind, name in (
        ("61", "provinsi", "Kalimantan Barat"),
        ("61.07", "kabupaten", "Bengkayang"),
        ("61.07.12", "kecamatan", "Siding"),
    ):
        above = Region.objects.create(code=code, kind=kind, name=name, parent=above, search_name=name.lower())
    codes = [f"61.07.12.2{number:03}" for number in range(1, VILLAGES + 1)]
    for code in codes:
        Region.objects.create(code=code, kind="desa", name=f"Desa {code[-3:]}", parent=above, search_name=code)
    return codes, signing.dumps(int(time.time()) - 60, salt=OPENED)


def main() -> int:
    """Run, print, and say by the exit code whether anything was lost or double."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=10, help="for each rate; 0: none")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true", help="print what was found as one line of JSON")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        os.environ.setdefault("KENTONGAN_DATABASE_URL", f"sqlite:///{folder}/db.sqlite3")
        # As a village's wave would be taken for a machine's, the limits of doubt are lifted: what is measured is the taking in.
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
            "KENTONGAN_HOME": folder,
            "KENTONGAN_PORT": str(port),
            "KENTONGAN_REPORT_HOURLY_MOST": "1000000",
        }
        villages, opened = prepare(port)
        rng = random.Random(asked.seed)
        senders = [Sender(number, rng.choice(KINDS), rng.choice(villages), opened) for number in range(asked.submissions)]
        house = House(port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server goes, too
        house.start()
        try:
            began = time.monotonic()
            disturbed(house, senders, kills=asked.kills, rng=rng)
            found: dict[str, Any] = {"engine": os.environ["KENTONGAN_DATABASE_URL"].partition(":")[0], "kills": house.kills}
            found |= judge(senders) | {"seconds": round(time.monotonic() - began)}
            if asked.seconds:
                found |= {name: round(value, 1) for name, value in rates(house, villages, opened, asked.seconds).items()}
        finally:
            house.kill()
        if asked.json:
            print(json.dumps(found))
        else:
            for name, value in found.items():
                print(f"{name:>24}  {value}")
    return 1 if found["lost"] or found["double"] or found["codes that do not open"] else 0


if __name__ == "__main__":
    sys.exit(main())
