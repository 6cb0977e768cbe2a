import re

import pytest

from kentongan.accounts.models import valid_username
from kentongan.groups.policies import WORDS, first_password, proposed_username


def test_a_first_password_can_be_read_from_paper_and_typed() -> None:
    assert len(set(WORDS)) == len(WORDS) == 100
    assert all(re.fullmatch(r"[a-z]{2,8}", word) for word in WORDS)
    assert first_password(choose=lambda options: options[0]) == "air-air-air-0000"
    assert re.fullmatch(r"([a-z]+-){3}\d{4}", first_password())
    assert len({first_password() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("full_name", "taken", "username"),
    [
        ("Sari Lestari", set(), "sari"),
        ("Sari Lestari", {"sari"}, "sari.lestari"),
        ("Sari Lestari", {"sari", "sari.lestari"}, "sari2"),
        ("Sari", {"sari", "sari2"}, "sari3"),
        ("  Ni Luh Putu ", set(), "ni"),
        ("M. Yusuf", set(), "yusuf"),  # one letter is no name to type
        ("Désirée", set(), "desiree"),
        ("O'Neil", set(), "oneil"),
        ("王", set(), "warga"),
        ("123", {"warga"}, "warga2"),
        ("Bartholomeus-Kristianus Panjangsekalinamanya", {"bartholomeus"}, "bartholomeus.kristianu"),
    ],
)
def test_proposed_username(full_name: str, taken: set[str], username: str) -> None:
    assert proposed_username(full_name, taken=taken) == username
    valid_username(username)
