"""Of many who ask at once one makes the file."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

from kentongan.core.made import made_once


def test_many_who_ask_at_once_get_what_one_made(tmp_path: Path) -> None:
    asked, both = list[int](), Barrier(2)

    def make() -> bytes:
        asked.append(1)
        with suppress(BrokenBarrierError):
            both.wait(timeout=0.3)  # so long another would have the time to make it, too
        return b"%PDF"

    (tmp_path / "former.pdf").write_bytes(b"")
    with ThreadPoolExecutor(max_workers=2) as pool:
        got = list(pool.map(lambda _number: made_once(tmp_path / "new.pdf", make), range(4)))
    assert (got, len(asked), [file.name for file in tmp_path.glob("*.pdf")]) == ([b"%PDF"] * 4, 1, ["new.pdf"])
