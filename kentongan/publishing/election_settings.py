"""Elections: how long phases last, what each asks of a text, and words that ask for votes. Each figure has its source beside it.

PRODUCT.md principle 5 and DOMAIN.md §1: a KIM is neutral and has no political ties. Article numbers stand only where we are sure of them;
"perlu dipastikan" marks what was not read in the law's own text.
"""

from typing import Any

from environs import Env

__all__ = ["ELECTION_EFFECTS", "ELECTION_KINDS", "ELECTION_WORDS"]

_env = Env()

# How many days a campaign and the quiet days before voting usually last; whoever enters an election may change each date.
# A place changes a figure with KENTONGAN_PILKADES_CAMPAIGN_DAYS and the like.
ELECTION_KINDS: dict[str, dict[str, Any]] = {
    "pemilu": {
        "campaign_days": 75,
        "quiet_days": 3,
        "source": "UU 7/2017 ps. 278: masa tenang 3 hari. Kampanye 75 hari seperti pada 2024, perlu dipastikan.",
    },
    "pilkada": {
        "campaign_days": 60,
        "quiet_days": 3,
        "source": "UU 10/2016 dan jadwal KPU. Masa tenang 3 hari, kampanye sekitar 60 hari, perlu dipastikan.",
    },
    "pilkades": {
        "campaign_days": 3,
        "quiet_days": 3,
        "source": "Permendagri 112/2014 jo. 65/2017: kampanye 3 hari, masa tenang 3 hari, perlu dipastikan dengan peraturan daerah.",
    },
}
for _name, _kind in ELECTION_KINDS.items():
    for _days in ("campaign_days", "quiet_days"):
        _kind[_days] = _env.int(f"KENTONGAN_{_name.upper()}_{_days.upper()}", default=_kind[_days])

# Phase × effect. ``listed_words``: "free", "coordinator" (goes out by his release, with a reason) or "never".
# Our own choice, after UU 7/2017 ps. 278 (quiet days; that they bind online media too: perlu dipastikan) and UU 6/2014 ps. 29, 51 (heads of
# villages and village officials take no part in campaigns), because a KIM stands close to the village government.
ELECTION_EFFECTS: dict[str, dict[str, Any]] = {
    "campaign": {"another_reviewer": True, "statement": True, "listed_words": "coordinator"},
    "quiet": {"another_reviewer": True, "statement": True, "listed_words": "never"},
    "voting": {"another_reviewer": True, "statement": True, "listed_words": "never"},
}

# Words that ask for votes, whoever stands; each election adds the names of its own contestants (own choice). Words of information, such
# as TPS or hari pemungutan suara, are not among them: telling people where to vote is not campaigning.
ELECTION_WORDS: list[str] = _env.list(
    "KENTONGAN_ELECTION_WORDS",
    default=[
        "nomor urut",
        "coblos nomor",
        "mencoblos nomor",
        "pilih nomor",
        "memilih nomor",
        "dukung calon",
        "mendukung calon",
        "dukung paslon",
        "menangkan calon",
        "memenangkan calon",
        "menangkan paslon",
        "tim sukses",
        "tim pemenangan",
    ],
)
