import pytest

from kentongan.regions.policies import bare_name, kind_of, parent_code, searchable


@pytest.mark.parametrize(
    ("code", "name", "kind", "bare", "above"),
    [
        ("61", "Kalimantan Barat", "provinsi", "Kalimantan Barat", None),
        ("61.07", "Kabupaten Bengkayang", "kabupaten", "Bengkayang", "61"),
        ("61.72", "Kota Singkawang", "kota", "Singkawang", "61"),
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu", "kabupaten", "Kepulauan Seribu", "31"),
        ("31.71", "Kota Administrasi Jakarta Pusat", "kota", "Jakarta Pusat", "31"),
        ("61.07.12", "Siding", "kecamatan", "Siding", "61.07"),
        ("61.07.12.2004", "Siding", "desa", "Siding", "61.07.12"),
        ("61.07.03.1001", "Sebalo", "kelurahan", "Sebalo", "61.07.03"),
        ("33.10.01.2001", "Kota Baru", "desa", "Kota Baru", "33.10.01"),  # a village keeps a name that begins so
    ],
)
def test_reading_code_and_name(code: str, name: str, kind: str, bare: str, above: str | None) -> None:
    assert (kind_of(code, name), bare_name(code, name), parent_code(code)) == (kind, bare, above)


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Sungai Duri", "sungai duri"),
        ("  SUNGAI   duri ", "sungai duri"),
        ("Ma'u", "mau"),
        ("Ma’u", "mau"),
        ("Sinar-Baru/Lama", "sinar baru lama"),
        ("Désa Ñ", "desa n"),
        ("%_", ""),
        ("王", ""),
    ],
)
def test_searchable(text: str, compared: str) -> None:
    assert searchable(text) == compared
