"""Where a formation stands: the steps its applicant fills in, and the eight stages from the musyawarah to a group that is coached."""

from collections.abc import Iterable
from dataclasses import dataclass

from .checks import Finding

# The screens of the wizard, as their addresses name them.
STEPS = ("kelompok", "musyawarah", "pengurus", "sk", "adart", "pernyataan", "situs")
# DOMAIN.md §1: musyawarah → board → SK → AD/ART → registration → verification → site → coaching.
STAGES = ("musyawarah", "pengurus", "sk", "adart", "permohonan", "verifikasi", "situs", "pembinaan")


@dataclass(frozen=True)
class Stage:
    """One of the eight, and how it stands: done, now, ahead, or stopped."""

    key: str
    number: int
    state: str


def done_steps(findings: Iterable[Finding]) -> frozenset[str]:
    """The steps of the wizard that lack nothing they must have."""
    return frozenset(STEPS) - {finding.step for finding in findings if finding.is_blocking}


def progress(status: str, done: frozenset[str]) -> tuple[Stage, ...]:
    """The eight stages of a formation in this status, of whose wizard these steps are done."""
    passed = {"sent": 5, "asked": 5, "refused": 5, "withdrawn": 5, "coaching": 7, "done": 8}.get(status)
    finished = set(STAGES[:passed]) if passed is not None else set(STAGES[:4]) & done
    here = next((key for key in STAGES if key not in finished), "")
    stopped = status in ("refused", "withdrawn")

    def state(key: str) -> str:
        if key in finished:
            return "done"
        if key != here:
            return "ahead"
        return "stopped" if stopped else "now"

    return tuple(Stage(key, number, state(key)) for number, key in enumerate(STAGES, 1))
