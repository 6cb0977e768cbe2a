"""A KIM is born: from the hub's "Bentuk KIM" without an account to the first article of its chair; and one that is refused."""

import io
import re
from datetime import date
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scopes_disabled
from PIL import Image

from kentongan.accounts.models import Person
from kentongan.cases.models import Case
from kentongan.groups.models import Group
from kentongan.publishing.models import Publication

from .test_main_road import SignIn, read

HUB = settings.BASE_DOMAIN
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def paper(name: str) -> SimpleUploadedFile:
    """A document, as a phone photographs it or a scanner writes it."""
    if name.endswith(".pdf"):
        return SimpleUploadedFile(name, PDF, content_type="application/pdf")
    kept = io.BytesIO()
    Image.new("RGB", (900, 1200), "#eeeeee").save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), content_type="image/jpeg")


class Applicant:
    """Somebody in the village with a phone, without an account, who keeps no cookies."""

    def __init__(self) -> None:
        self.client = Client(headers={"host": HUB}, enforce_csrf_checks=True)
        self.number = self.code = ""

    def get(self, path: str) -> str:
        answer = self.client.get(path, follow=True)
        assert answer.status_code == 200, path
        assert not self.client.cookies
        return answer.content.decode()

    def hidden(self, page: str) -> dict[str, str]:
        """What the page's form says by itself."""
        return {name: found[1] for name in ("tanda", "kiriman") if (found := re.search(rf'name="{name}" value="([^"]+)"', page))}

    def begin(self, **answers: str) -> None:
        """The first screen, and the receipt."""
        page = self.get("/bentuk-kim/mulai/")
        receipt = self.client.post("/bentuk-kim/mulai/", {**self.hidden(page), **answers}).content.decode()
        self.number, self.code = re.findall(r'<dd class="large">([^<]+)</dd>', receipt)

    def come_back(self) -> str:
        """By number and code, to the status page; returns its address."""
        answer = self.client.post("/status/", {"nomor": self.number, "kode": self.code})
        return answer["location"]

    @property
    def status(self) -> str:
        return self.get(self.come_back())

    @property
    def form(self) -> str:
        """The address of the wizard, by the button on the status page."""
        found = re.search(r'href="(/bentuk-kim/isi/[^"]+)"', self.status)
        assert found
        return found[1]

    def fill(self, step: str, **answers: object) -> None:
        """One screen."""
        page = self.get(f"{self.form}{step}/")
        answer = self.client.post(f"{self.form}{step}/", {**self.hidden(page), **answers})
        assert answer.status_code == 302, answer.content.decode()

    def send(self, **answers: str) -> str:
        """The last screen."""
        answer = self.client.post(f"{self.form}kirim/", answers, follow=True)
        assert not self.client.cookies
        return answer.content.decode()


BOARD = {
    "kursi0_name": "Maria Lestari",
    "kursi0_year": "1990",
    "kursi1_name": "Petrus Anen",
    "kursi2_name": "Yuliana Sidi",
    "kursi4_section": "Pengumpulan Informasi",
    "kursi4_name": "Agus Bone",
    "chair_phone": "0812 5550 0201",
    "members": "Lusia Banai\nRafael Igo",
}


@pytest.fixture
def village(regions: dict) -> str:
    """The code of a village that has no KIM."""
    return next(code for code, region in regions.items() if region.name == "Seluas" and region.level == 4)


def filled(applicant: Applicant, village: str) -> None:
    """Everything but the papers."""
    applicant.begin(name="KIM Sungai Seluas", level="desa", region=village)
    applicant.fill("musyawarah", met_on="2026-10-03", met_at="balai desa", women="12", men="14", minutes="Sepakat membentuk KIM.")
    applicant.fill("pengurus", **BOARD)
    decree = {"decree_number": "141/7/2026", "decree_issuer": "kepala_desa", "decree_on": "2026-10-10"}
    applicant.fill("sk", **decree, term_start="2026-10-10", term_end="2029-10-10", file=paper("sk.pdf"))
    applicant.fill("adart", vision="Warga tahu.", mission="Menulis.", aims="Desa terdengar.", programme="Kabar mingguan.")
    applicant.fill("pernyataan", no_ties="on")
    applicant.fill("situs", address="Jalan Pasar 2, Seluas", slug="sungai-seluas", accent="sungai")


def decide(client: Client, number: str, deed: str, **answers: str) -> str:
    """A deed of the coordinator, on the version her page shows."""
    page = client.get(f"/ruang/bentuk-kim/{number}/").content.decode()
    version = re.search(r'name="versi" value="(\d+)"', page)
    assert version
    answer = client.post(f"/ruang/bentuk-kim/{number}/{deed}/", {"versi": version[1], **answers}, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_a_kim_is_born(cast: SimpleNamespace, village: str, sign_in: SignIn) -> None:
    assert 'href="/bentuk-kim/"' in read("/")[1]
    applicant, rini = Applicant(), sign_in(cast.rini)
    assert "/bentuk-kim/mulai/" in applicant.get("/bentuk-kim/")
    filled(applicant, village)

    # Still a draft: the coordinator sees nothing of it, and it cannot be sent without the minutes.
    assert (
        rini.get(f"/ruang/bentuk-kim/{applicant.number}/").status_code,
        "Sungai Seluas" in rini.get("/ruang/bentuk-kim/").content.decode(),
    ) == (404, False)
    assert "berita acara musyawarah belum dilampirkan" in applicant.send()
    applicant.fill("musyawarah", met_on="2026-10-03", met_at="balai desa", women="12", men="14", file=paper("berita-acara.jpg"))
    sent = applicant.send(pesan="Mohon diperiksa.")
    assert ("Sedang diperiksa" in sent, "Mengapa tanggal ini?" in sent) == (True, True)

    # The coordinator finds it in her week, and returns it once.
    assert "KIM Sungai Seluas" in rini.get("/ruang/").content.decode()
    decide(rini, applicant.number, "minta", langkah_sk="Halaman kedua SK belum terlihat.", pesan="Selebihnya sudah baik.")
    assert "Halaman kedua SK belum terlihat." in applicant.status
    assert "Lengkapi" in applicant.status
    applicant.fill(
        "sk",
        decree_number="141/07/2026",
        decree_issuer="kepala_desa",
        decree_on="2026-10-10",
        term_end="2029-10-10",
        file=paper("sk-2.jpg"),
    )
    assert "Sedang diperiksa" in applicant.send()

    # Approved: group, board, roles and site are there, and the chair's slip is shown this once.
    assert read("/kim/sungai-seluas/")[0] == 404
    slip = decide(rini, applicant.number, "setuju", slug="sungai-seluas", accent="sungai", tagline="Kabar dari tepi sungai")
    password = re.search(r"Kata sandi pertama: ([a-z]+-[a-z]+-[a-z]+-\d{4})", slip)
    assert password
    assert "https://wa.me/6281255500201?text=" + quote("Halo Maria Lestari") in slip
    assert [read("/kim/sungai-seluas/")[0], read("/", f"sungai-seluas.{HUB}")[0]] == [200, 200]
    assert "Maria Lestari" in read("/kim/sungai-seluas/tentang/")[1]
    assert "/kim/sungai-seluas/" in applicant.status

    # She signs in with it, chooses her own, and publishes.
    maria = Client(headers={"host": HUB})
    entered = maria.post("/masuk/", {"login": "081255500201", "password": password[1]})
    assert entered.status_code == 302
    assert maria.get("/ruang/")["location"].startswith("/akun/")
    own = "perahu-nipah-hujan-7310"
    change = maria.get("/ruang/")["location"].partition("?")[0]
    maria.post(change, {"oldpassword": password[1], "password1": own, "password2": own})
    group = Group.objects.get(name="KIM Sungai Seluas")
    begun = maria.post("/ruang/tulis/", {"meja": group.scope})
    with scopes_disabled():
        text = Publication.objects.get()
    values = {"version": text.version, "title": "Kabar pertama dari Seluas", "summary": "", "text": "Kami mulai.", "langkah": "terbitkan"}
    assert maria.post(begun["location"], values).status_code == 302
    assert "Kabar pertama dari Seluas" in read("/kim/sungai-seluas/")[1]
    assert Person.objects.get(phone="+6281255500201").check_password(own)
    with scopes_disabled():
        assert Case.objects.get().status == "coaching"


def test_a_refusal_reaches_the_applicant(cast: SimpleNamespace, village: str, sign_in: SignIn) -> None:
    applicant, rini = Applicant(), sign_in(cast.rini)
    filled(applicant, village)
    applicant.fill("musyawarah", met_on=str(date(2026, 10, 3)), met_at="balai desa", women="12", men="14", file=paper("berita-acara.pdf"))
    applicant.send()
    decide(rini, applicant.number, "tolak", alasan="SK ini milik kelompok lain.")
    page = applicant.status
    assert ("Belum dapat disetujui" in page, "SK ini milik kelompok lain." in page, "/bentuk-kim/isi/" in page) == (True, True, False)
    letter = re.search(r'href="(/status/[^"]+/surat/\d+/)"', page)
    assert letter
    assert "SK ini milik kelompok lain." in applicant.get(letter[1])
    assert Group.objects.filter(name="KIM Sungai Seluas").count() == 0
