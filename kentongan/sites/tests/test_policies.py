import pytest

from kentongan.sites.policies import DomainFault, SlugFault, bare_domain, domain_fault, slug_fault

OURS = ("kim.bengkayangkab.go.id",)


@pytest.mark.parametrize(
    ("slug", "fault"),
    [
        ("suara-siding", None),
        ("kim2", None),
        ("a" * 40, None),
        ("ab", SlugFault.SHORT),
        ("a" * 41, SlugFault.LONG),
        ("", SlugFault.SHAPE),
        ("Suara", SlugFault.SHAPE),
        ("suara siding", SlugFault.SHAPE),
        ("suara_siding", SlugFault.SHAPE),
        ("-suara", SlugFault.SHAPE),
        ("suara-", SlugFault.SHAPE),
        ("suara--siding", SlugFault.SHAPE),
        ("suara.siding", SlugFault.SHAPE),
        ("../ruang", SlugFault.SHAPE),
        ("xn--80ak6aa92e", SlugFault.SHAPE),
        ("ruang", SlugFault.RESERVED),
        ("www", SlugFault.RESERVED),
        ("kim", SlugFault.RESERVED),
        ("mail", SlugFault.RESERVED),
    ],
)
def test_slug(slug: str, fault: SlugFault | None) -> None:
    assert slug_fault(slug) == fault


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("suarasiding.id", "suarasiding.id"),
        ("  https://WWW.SuaraSiding.id/kabar?x=1 ", "suarasiding.id"),
        ("http://suarasiding.id:8080/", "suarasiding.id"),
        ("suarasiding.id.", "suarasiding.id"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("", ""),
    ],
)
def test_bare_domain(typed: str, domain: str) -> None:
    assert bare_domain(typed) == domain


@pytest.mark.parametrize(
    ("domain", "fault"),
    [
        ("suarasiding.id", None),
        ("kim.suara-siding.or.id", None),
        ("localhost", DomainFault.SHAPE),
        ("10.0.0.7", DomainFault.SHAPE),
        ("::1", DomainFault.SHAPE),
        ("suara siding.id", DomainFault.SHAPE),
        ("-suara.id", DomainFault.SHAPE),
        ("suara..id", DomainFault.SHAPE),
        ("a" * 64 + ".id", DomainFault.SHAPE),
        ("kim.bengkayangkab.go.id", DomainFault.OURS),
        ("suara-siding.kim.bengkayangkab.go.id", DomainFault.OURS),
        ("siding.desa.id", DomainFault.GOVERNMENT),
    ],
)
def test_domain(domain: str, fault: DomainFault | None) -> None:
    assert domain_fault(domain, our_hosts=OURS) == fault
