from datetime import date, timedelta

import pytest

from kentongan.groups.policies import STATES, activity_of, liveliest

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, "aktif"), (0, "aktif"), (30, "aktif"), (31, "kurang"), (90, "kurang"), (91, "vakum"), (4000, "vakum"), (None, "vakum")],
)
def test_activity(days: int | None, state: str) -> None:
    last = None if days is None else TODAY - timedelta(days=days)
    assert activity_of(last, TODAY, active_days=30, quiet_days=90) == state


@pytest.mark.parametrize(
    ("states", "village"),
    [([], "belum"), (["vakum"], "vakum"), (["vakum", "aktif"], "aktif"), (["kurang", "vakum"], "kurang"), (list(STATES), "aktif")],
)
def test_a_village_is_as_lively_as_its_liveliest_group(states: list[str], village: str) -> None:
    assert liveliest(states) == village
