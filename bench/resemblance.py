"""Whether two reports tell of the same trouble: precision and recall on labelled pairs.

    .venv/bin/python bench/resemblance.py            the table
    .venv/bin/python bench/resemblance.py --misses   also the pairs it was wrong about

The pairs come from bench/resemblance_labels.toml: two tellings of one trouble are the same, two of different troubles of one family are
not. The half "fit" was used to choose the weights, "held" only here.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from kentongan.aspirations.policies.resemblance import SAME, Told, resemblance  # noqa: E402

BEGIN = datetime(2026, 11, 2, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Pair:
    """Two tellings, and whether they are about the same trouble."""

    one: Told
    other: Told
    is_same: bool


def _told(telling: dict[str, Any], village: str, category: str) -> Told:
    at = BEGIN + timedelta(days=telling.get("day", 0))
    return Told(text=telling["text"], village=village, category=category, at=at, hamlet=telling.get("hamlet", ""))


def pairs(half: str) -> list[Pair]:
    """The labelled pairs of a half: "fit" or "held"."""
    labels = tomllib.loads((ROOT / "bench/resemblance_labels.toml").read_text(encoding="utf-8"))
    found, by_key = [], {}
    for family in (family for family in labels["family"] if family["half"] == half):
        troubles = []
        for trouble in family["trouble"]:
            told = [_told(telling, family["village"], trouble["category"]) for telling in trouble["tellings"]]
            troubles.append(told)
            by_key[trouble["key"]] = told
            found += [Pair(one, other, True) for one, other in combinations(told, 2)]
        found += [Pair(one, other, False) for mine, theirs in combinations(troubles, 2) for one, other in product(mine, theirs)]
    for row in (row for row in labels["elsewhere"] if row["half"] == half):
        here = _told(row, row["village"], row["category"])
        found += [Pair(here, told, False) for told in by_key[row["like"]]]
    return found


def measured(pairs: list[Pair], threshold: float = SAME) -> tuple[float, float]:
    """(precision, recall) of what is said to be the same."""
    said = [(pair.is_same, resemblance(pair.one, pair.other) >= threshold) for pair in pairs]
    right = sum(is_same and is_said for is_same, is_said in said)
    return right / max(1, sum(is_said for _same, is_said in said)), right / sum(is_same for is_same, _said in said)


def main() -> None:
    """Print precision and recall for both halves and several thresholds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print the pairs it was wrong about")
    chosen = parser.parse_args()
    for half in ("fit", "held"):
        known = pairs(half)
        print(f"{half}: {len(known)} pairs, {sum(pair.is_same for pair in known)} of them the same")
        for threshold in (0.2, 0.3, 0.4, SAME, 0.6, 0.7, 0.8):
            precision, recall = measured(known, threshold)
            print(f"  from {threshold:.1f}   precision {precision:6.1%}   recall {recall:6.1%}")
        if chosen.misses:
            for pair in known:
                score = resemblance(pair.one, pair.other)
                if (score >= SAME) != pair.is_same:
                    print(f"  {score:.2f} {'same' if pair.is_same else 'not '}  {pair.one.text}\n                 {pair.other.text}")


if __name__ == "__main__":
    main()
