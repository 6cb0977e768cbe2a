"""How a region's code and name are read. Plain arithmetic."""

import unicodedata


def kind_of(code: str, name: str) -> str:
    """The kind of the region: by the number of groups in its code and, for villages, by the first digit of the fourth.

    Kemendagri: the fourth group starts with 1 for a kelurahan and with 2 for a desa.
    """
    groups = code.split(".")
    if len(groups) == 1:
        return "provinsi"
    if len(groups) == 2:
        return "kota" if name.startswith("Kota ") else "kabupaten"
    if len(groups) == 3:
        return "kecamatan"
    return "kelurahan" if groups[3].startswith("1") else "desa"


def bare_name(code: str, name: str) -> str:
    """The name without its kind, which the national file keeps for regencies and cities only."""
    for kind in ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "):
        if code.count(".") == 1 and name.startswith(kind):
            return name.removeprefix(kind)
    return name


def searchable(text: str) -> str:
    """A name as it is compared while searching: lower case, without accents, apostrophes and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    kept = "".join(character if character.isalnum() else " " if character in " -/." else "" for character in plain.lower())
    return " ".join(kept.split())


def parent_code(code: str) -> str | None:
    """The code one level up, None for a province."""
    above, _, _ = code.rpartition(".")
    return above or None
