"""How much of an area has a KIM, as steps of a colour and as bars. Plain numbers in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

STEPS = 4


@dataclass(frozen=True)
class Coverage:
    """Of so many villages so many have a KIM; ``counts`` has how many are in each state."""

    villages: int
    with_group: int
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The share of villages with a KIM, 0 to 1."""
        return self.with_group / self.villages if self.villages else 0.0

    @property
    def step(self) -> int:
        """0 for none, then 1 to 4 by quarters: how deep the colour of the area is."""
        return -(-self.with_group * STEPS // self.villages) if self.villages else 0


def coverage_of(states: Iterable[str], *, none: str) -> Coverage:
    """Count villages by their states; ``none`` is the state of a village without a group."""
    counts: dict[str, int] = {}
    for state in states:
        counts[state] = counts.get(state, 0) + 1
    total = sum(counts.values())
    return Coverage(total, total - counts.get(none, 0), counts)
