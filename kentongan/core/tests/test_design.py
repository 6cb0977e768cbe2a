"""The design system holds what INTERFACE.md promises: contrast, weight, words, and pages that render when all else fails."""

import gzip
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from kentongan.core import views
from kentongan.core.templatetags import dates, design, icons, numbers

CORE = Path(views.__file__).parent
STATIC = CORE / "static" / "core"
HEX = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\s*;")


# --- Colours ---------------------------------------------------------------------------------------------------------
def palette(accent: str, *, dark: bool) -> dict[str, str]:
    """The colours as a browser would compute them for html.accent-<accent>."""
    sheet = (STATIC / "tokens.css").read_text()
    light, _, night = sheet.partition("@media (prefers-color-scheme: dark)")
    colours: dict[str, str] = {}
    for part in (light, night) if dark else (light,):
        for selector in (r":root \{", rf"\.accent-{accent} \{{"):
            for block in re.findall(selector + r"([^}]*)\}", part):
                colours |= dict(HEX.findall(block))
    return colours


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    dim, bright = sorted((luminance(one), luminance(two)))
    return (bright + 0.05) / (dim + 0.05)


GROUNDS = ("paper", "paper-2", "paper-3", "page")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "accent", "ok", "terracotta", "turmeric", "danger") for ground in GROUNDS),
    ("on-accent", "accent"),
    ("on-danger", "danger"),
    ("paper", "terracotta"),  # the number on the bar at the thumb
    *((ink, ground) for ink in ("ink", "ink-2") for ground in ("accent-soft", "ok-soft", "turmeric-soft", "danger-soft")),
    ("accent", "accent-soft"),
    ("ok", "ok-soft"),
    ("turmeric", "turmeric-soft"),
    ("danger", "danger-soft"),
    ("accent", "danger-soft"),  # the outline and the underline inside a warning
]


def test_the_measure_of_contrast_is_the_one_of_wcag():
    assert round(contrast("#ffffff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("accent", views.ACCENTS)
def test_every_text_can_be_read_on_every_ground(accent, dark):
    colours = palette(accent, dark=dark)
    measured = {(ink, ground): contrast(colours[ink], colours[ground]) for ink, ground in TEXT_PAIRS}
    too_weak = {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < 4.5}
    assert too_weak == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_borders_of_fields_and_the_focus_ring_stand_out(dark):
    colours = palette("hutan", dark=dark)
    weak = {(line, ground) for line in ("ink-2", "accent", "danger") for ground in GROUNDS if contrast(colours[line], colours[ground]) < 3}
    assert weak == set()


def test_each_accent_differs_from_each_other_in_both_modes():
    for dark in (False, True):
        chosen = [palette(accent, dark=dark)["accent"] for accent in views.ACCENTS]
        assert len(set(chosen)) == len(views.ACCENTS)


def test_tints_in_the_style_sheet_are_those_of_the_filter():
    written = dict(re.findall(r"\.tint-(\w+) \{ background-color: (#[0-9a-f]{6}); \}", (STATIC / "kentongan.css").read_text()))
    assert written | {"paper": palette("hutan", dark=False)["paper-3"]} == design.TINTS


# --- Weight and floor of browsers ------------------------------------------------------------------------------------
def weight(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def test_styles_and_scripts_keep_their_budget():
    assert weight("tokens.css", "kentongan.css", "print.css") <= 9 * 1024
    assert weight("tokens.css", "kentongan.css", "print.css", "ruang.css") <= 12 * 1024
    assert weight("page.js", "listen.js") <= 4 * 1024


def test_old_browsers_get_a_plain_sheet_in_front_of_the_layers():
    sheet = (STATIC / "kentongan.css").read_text()
    plain = sheet[: sheet.index("@layer")]
    assert plain.count("@supports not (font-palette: normal)") == 1
    newer = r"inset|block-size|inline-size|aspect-ratio|:has\(|:is\(|:where\(|:focus-visible|clamp\(|padding-inline|margin-block|\bgap:"
    assert re.findall(newer, plain) == []


def test_styles_use_no_foreign_host_and_no_function_old_phones_lack():
    for sheet in STATIC.rglob("*.css"):
        assert re.findall(r"https?://|@import|oklch\(|light-dark\(|color-mix\(", sheet.read_text()) == [], sheet.name


def test_a_page_can_choose_its_own_paper():
    base = (CORE / "templates/core/base.html").read_text()
    assert base.index("core/print.css") < base.index("{% block styles %}")  # the last @page wins: a slip is A5


# --- Filters as tables -----------------------------------------------------------------------------------------------
MONDAY = date(2026, 2, 2)


@pytest.mark.parametrize(
    ("form", "indonesian", "english"),
    [
        ("panjang", "Senin, 2 Februari 2026", "Monday, 2 February 2026"),
        ("sedang", "2 Februari 2026", "2 February 2026"),
        ("pendek", "2 Feb 2026", "2 Feb 2026"),
        ("hari", "Senin, 2 Februari", "Monday, 2 February"),
        ("bulan", "Februari 2026", "February 2026"),
        ("bulan_pendek", "Feb", "Feb"),
        ("tgl", "2", "2"),
    ],
)
def test_days_are_written_as_people_say_them(form, indonesian, english):
    with translation.override("id"):
        assert dates.tanggal(MONDAY, form) == indonesian
    with translation.override("en"):
        assert dates.tanggal(MONDAY, form) == english


def test_a_moment_falls_on_the_day_of_the_village():
    late_in_london = datetime(2026, 2, 1, 18, 30, tzinfo=UTC)
    with translation.override("id"):
        assert dates.tanggal(late_in_london) == "Senin, 2 Februari 2026"
        assert dates.waktu(late_in_london) == "Senin, 2 Februari 2026 pukul 01.30"
    assert dates.iso(late_in_london) == "2026-02-02T01:30+07:00"
    assert dates.iso(MONDAY) == "2026-02-02"


NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # 12.00 in Bengkayang


@pytest.mark.parametrize(
    ("gone", "indonesian", "english"),
    [
        (timedelta(seconds=5), "Baru saja", "Just now"),
        (timedelta(minutes=1), "1 menit lalu", "1 minute ago"),
        (timedelta(minutes=12), "12 menit lalu", "12 minutes ago"),
        (timedelta(minutes=59, seconds=59), "59 menit lalu", "59 minutes ago"),
        (timedelta(hours=2), "2 jam lalu", "2 hours ago"),
        (timedelta(hours=11, minutes=59), "11 jam lalu", "11 hours ago"),
        (timedelta(hours=12, minutes=1), "Kemarin", "Yesterday"),
        (timedelta(days=1, hours=11), "Kemarin", "Yesterday"),
        (timedelta(days=2), "Minggu, 22 November", "Sunday, 22 November"),
        (timedelta(days=400), "20 Oktober 2025", "20 October 2025"),
        (timedelta(hours=-1), "Selasa, 24 November 2026 pukul 13.00", "Tuesday, 24 November 2026 at 13:00"),
    ],
)
def test_how_long_ago(gone, indonesian, english):
    with translation.override("id"):
        assert dates.waktu_lalu(NOON - gone, NOON) == indonesian
    with translation.override("en"):
        assert dates.waktu_lalu(NOON - gone, NOON) == english


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1250, "1.250", "1,250"),
        (1204567, "1.204.567", "1,204,567"),
        (-1250, "-1.250", "-1,250"),
        (4.5, "4,5", "4.5"),
        (1250.75, "1.250,75", "1,250.75"),
        (Decimal("12.50"), "12,5", "12.5"),
        (Decimal("1000"), "1.000", "1,000"),
        (None, "", ""),
    ],
)
def test_numbers(number, indonesian, english):
    with translation.override("id"):
        assert numbers.angka(number) == indonesian
    with translation.override("en"):
        assert numbers.angka(number) == english


@pytest.mark.parametrize(
    ("amount", "written"),
    [(25000, "Rp\u00a025.000"), (0, "Rp\u00a00"), (-1500, "-Rp\u00a01.500"), (Decimal("6800.40"), "Rp\u00a06.800"), (None, "")],
)
def test_money(amount, written):
    with translation.override("id"):
        assert numbers.rupiah(amount) == written


def test_shares_stay_on_one_line():
    with translation.override("id"):
        assert numbers.persen(0.93) == "93\u00a0%"
    with translation.override("en"):
        assert numbers.persen(0.93) == "93%"


def test_sizes_of_files() -> None:
    assert [numbers.ukuran(size) for size in (0, 900, 250_000, 1_023_000, 1_260_000, 15 * 1024 * 1024)] == [
        "1\u00a0KB", "1\u00a0KB", "244\u00a0KB", "999\u00a0KB", "1,2\u00a0MB", "15\u00a0MB",
    ]  # fmt: skip


def test_nothing_stays_nothing():
    filters = (dates.tanggal, dates.jam, dates.waktu, dates.iso, dates.waktu_lalu, numbers.persen)
    assert [write(None) for write in filters] == [""] * len(filters)


@pytest.mark.parametrize(
    ("colour", "name"),
    [("#8fb08a", "leaf"), ("#dfe8d8", "paper"), ("#202428", "night"), ("", "paper"), (None, "paper"), ("#7d3b22", "brick")],
)
def test_a_picture_holds_its_place_in_the_nearest_tint(colour, name):
    assert design.tint(colour) == f"tint-{name}"


def test_a_message_can_carry_the_way_back():
    assert design.undo_address(Message(25, "Dihapus.", extra_tags="undo:/ruang/tulisan/ABC/urungkan/")) == "/ruang/tulisan/ABC/urungkan/"
    assert design.undo_address(Message(25, "Dihapus.")) == ""


# --- Components ------------------------------------------------------------------------------------------------------
def draw(markup: str, **context: object) -> str:
    """Render a piece of template as a page would."""
    from django_cotton.compiler_regex import CottonCompiler

    return Template(CottonCompiler().process(markup)).render(Context(context))


class LetterForm(forms.Form):
    title = forms.CharField(label="Judul", help_text="Satu kalimat.")
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "Keluhan"), ("b", "Usulan")], widget=forms.RadioSelect)
    secret = forms.BooleanField(label="Rahasia", help_text="Hanya petugas.", required=False)
    note = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class Names(HTMLParser):
    """Ids of a piece of HTML, and the ids it points at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.aims: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("for", "aria-describedby", "aria-labelledby"):
                self.aims |= set((value or "").split())
            if name == "href" and (value or "").startswith("#"):
                self.aims.add((value or "")[1:])


@pytest.mark.parametrize("data", [None, {"title": "", "note": "Tetap ada"}], ids=["fresh", "wrong"])
def test_every_label_help_and_error_points_at_its_field(data):
    form = LetterForm(data, prefix="x")
    html = draw('<c-errors :form="form" />{% for field in form %}<c-field :field="field" />{% endfor %}', form=form)
    names = Names(html)
    assert len(names.ids) == len(set(names.ids))
    assert names.aims - set(names.ids) == set()


def test_a_wrong_form_keeps_what_was_typed_and_says_what_to_do():
    form = LetterForm({"title": "", "note": "Tetap ada <b>"}, prefix=None)
    html = draw('<c-errors :form="form" />{% for field in form %}<c-field :field="field" />{% endfor %}', form=form)
    assert "Tetap ada &lt;b&gt;</textarea>" in html
    assert 'class="errors" role="alert" tabindex="-1" autofocus' in html
    assert re.findall(r'<a href="#(\w+)">', html) == ["id_title", "id_kind"]
    assert html.count('aria-invalid="true"') >= 1
    assert 'aria-describedby="id_title_helptext id_title_error"' in html


def test_a_right_form_has_no_summary():
    assert "errors" not in draw('<c-errors :form="form" />', form=LetterForm())


def test_a_picture_keeps_its_place_and_offers_webp_first():
    picture = {
        "src": "/berkas/k/640.jpg",
        "width": 640,
        "height": 400,
        "alt": "Sawah",
        "colour": "#8fb08a",
        "srcset_webp": "/a.webp 360w",
        "srcset_jpeg": "/a.jpg 360w",
    }
    html = draw('<c-picture :of="picture" sizes="50vw" />', picture=picture)
    assert html.strip() == (
        '<picture class="pic tint-leaf"><source type="image/webp" srcset="/a.webp 360w" sizes="50vw">'
        '<img src="/berkas/k/640.jpg" srcset="/a.jpg 360w" sizes="50vw" width="640" height="400" alt="Sawah"'
        ' loading="lazy" decoding="async">'
        "</picture>"
    )
    assert 'alt=""' in draw('<c-picture :of="picture" decorative />', picture=picture)
    assert draw('<c-picture :of="nothing" />', nothing=None).strip() == ""


def test_titles_are_escaped_everywhere():
    bad = "<script>alert(1)</script>"
    html = draw(
        '<c-story href="/x/" :title="t" :kicker="t" :meta="t" /><c-dated :day="day" href="/x/" :title="t" :meta="t" />'
        '<c-box :title="t">{{ t }}</c-box>'
        '<c-empty :title="t">{{ t }}</c-empty><c-head :title="t" /><c-crumbs :here="t" /><c-beat :title="t">{{ t }}</c-beat>',
        t=bad,
        day=MONDAY,
    )
    assert "<script" not in html


def test_a_title_is_escaped_once_however_it_is_handed_over():
    for markup in ('<c-head title="{{ t }}" />', '<c-head :title="t" />', '<c-head title="{{ t }}" href="/x/" />'):
        assert "<h2>Tani &amp; nelayan &lt;maju&gt;</h2>" in draw(markup, t="Tani & nelayan <maju>")


def test_a_leaf_of_the_calendar_shows_the_day_of_the_village():
    html = draw('<c-dated :day="at" title="Rapat" />', at=datetime(2026, 2, 1, 18, 30, tzinfo=UTC))
    assert '<time datetime="2026-02-02T01:30+07:00">2<span>Feb</span></time>' in html


def test_the_pager_is_silent_for_one_page():
    assert draw('<c-pager :page="page" />', page=Paginator(range(5), 20).page(1)).strip() == ""
    html = draw('<c-pager :page="page" query="topik=tani" />', page=Paginator(range(30_000), 20).page(2))
    assert 'href="?topik=tani&amp;hal=1"' in html
    assert 'href="?topik=tani&amp;hal=3"' in html
    assert "Halaman 2 dari 1.500" in html


@pytest.mark.parametrize("name", icons.ICONS)
def test_an_icon_is_small_and_hidden_from_screen_readers(name):
    drawing = icons.icon(name)
    assert 'aria-hidden="true"' in drawing
    assert len(drawing) < 520


def test_mark_and_band_are_a_few_hundred_bytes():
    assert len(icons.MARK) < 500
    assert len(icons.BAND) < 700


# --- Pages -----------------------------------------------------------------------------------------------------------
def request_for(path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.site = None
    return request


@pytest.mark.parametrize("name", ["400", "403", "404", "409", "410", "413", "429", "500", "csrf", "site_unknown", "site_suspended"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_error_page_renders_with_one_heading_and_nothing_inline(name, language, db):
    with translation.override(language):
        html = render_to_string(f"core/{name}.html", {}, request=request_for())
    assert html.count("<h1") == 1
    assert re.findall(r"<style|<script(?! type=\"module\" src=)|\sstyle=|\son\w+=", html) == []
    assert f'<html lang="{language}"' in html or name == "500"
    assert 'name="robots" content="noindex"' in html


def test_the_last_page_needs_no_context_and_no_database():
    html = render_to_string("core/500.html")
    assert "ada yang rusak di pihak kami" in html
    answer = views.server_error(HttpRequest())
    assert (answer.status_code, "ada yang rusak" in answer.content.decode()) == (500, True)


def test_the_last_page_stands_even_without_its_style_sheet(settings):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "kentongan.no.such.Storage"}}
    answer = views.server_error(HttpRequest())
    assert (answer.status_code, "Yang sudah tersimpan tetap tersimpan" in answer.content.decode()) == (500, True)


def test_a_stale_page_shows_both_texts(db):
    html = render_to_string(
        "core/409.html", {"mine": {"Isi": "Tulisan <saya>"}, "theirs": {"Isi": "Tulisan dia"}}, request=request_for("/ruang/x/")
    )
    assert re.findall(r"<textarea[^>]*>([^<]*)</textarea>", html) == ["Tulisan &lt;saya&gt;", "Tulisan dia"]


def test_a_withdrawn_page_says_when_why_and_who_may_answer(db):
    context = {"title": "Harga lada", "reason": "Angkanya keliru.", "withdrawn_at": datetime(2026, 11, 20, 2, tzinfo=UTC)}
    html = render_to_string("core/410.html", context, request=request_for())
    assert "<h1>Harga lada</h1>" in html
    assert "Jumat, 20 November 2026" in html
    assert "Angkanya keliru." in html
    assert "berhak menjawab" in html
    assert "Saya dirugikan." in render_to_string("core/410.html", {**context, "reply": "Saya dirugikan."}, request=request_for())


def test_too_many_requests_says_when_to_come_back(db):
    answer = views.too_many_requests(request_for())
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")


def test_the_style_page_is_for_development_only(client, settings, db):
    assert client.get("/gaya/", headers={"host": "kim.localhost"}).status_code == 404
    settings.DEBUG = True
    answer = client.get("/gaya/", headers={"host": "kim.localhost"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert [accent for accent in views.ACCENTS if f'class="accent-{accent} sample"' not in html] == []
    assert re.findall(r"<style|<script(?! type=\"module\" src=)|\sstyle=|\son\w+=", html) == []
    names = Names(html)
    assert len(names.ids) == len(set(names.ids))
    assert {aim for aim in names.aims if aim and aim not in names.ids} == set()


def test_language_is_remembered_and_the_way_back_stays_on_the_site(client):
    answer = client.post("/bahasa/", {"bahasa": "en", "kembali": "/gaya/"}, headers={"host": "kim.localhost"})
    assert (answer.status_code, answer["Location"], answer.cookies["bahasa"].value) == (302, "/gaya/", "en")
    away = client.post("/bahasa/", {"bahasa": "xx", "kembali": "https://example.org/"}, headers={"host": "kim.localhost"})
    assert (away["Location"], "bahasa" in away.cookies) == ("/", False)


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("Baru saja", "baru saja"),
        ("Kemarin", "kemarin"),
        ("Yesterday", "yesterday"),
        ("2 jam lalu", "2 jam lalu"),
        ("Senin, 23 November", "Senin, 23 November"),
        ("", ""),
    ],
)
def test_a_moment_in_the_middle_of_a_sentence(words: str, inside: str) -> None:
    assert dates.tengah(words) == inside
