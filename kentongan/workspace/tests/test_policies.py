from datetime import date

import pytest

from kentongan.workspace.policies import moved, term_urgency, urgency

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("due", "pressing"),
    [
        (None, ""),
        (date(2026, 11, 23), "late"),
        (date(2026, 11, 24), "soon"),
        (date(2026, 11, 27), "soon"),
        (date(2026, 11, 28), ""),
    ],
)
def test_urgency(due: date | None, pressing: str) -> None:
    assert urgency(due, TODAY) == pressing


@pytest.mark.parametrize(
    ("end", "pressing"),
    [
        (date(2026, 11, 23), "late"),
        (date(2026, 11, 24), "soon"),
        (date(2026, 12, 24), "soon"),
        (date(2026, 12, 25), ""),
        (date(2027, 2, 22), ""),
        (date(2027, 2, 23), None),
    ],
)
def test_term_urgency(end: date, pressing: str | None) -> None:
    assert term_urgency(end, TODAY, steps=(90, 30, 7, 0)) == pressing


@pytest.mark.parametrize(
    ("place", "step", "after"),
    [(1, -1, "bacd"), (1, 1, "acbd"), (0, -1, "abcd"), (3, 1, "abcd"), (9, 1, "abcd"), (-1, 1, "abcd")],
)
def test_moved(place: int, step: int, after: str) -> None:
    assert "".join(moved(list("abcd"), place, step)) == after
