"""The living style page and the pages for what goes wrong."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .templatetags.design import TINTS
from .templatetags.icons import ICONS

ACCENTS = ("hutan", "sungai", "lada", "kunyit", "senja", "laut", "tanah", "rotan")
COLOURS = (
    "paper paper-2 paper-3 page ink ink-2 rule accent accent-soft on-accent terracotta turmeric turmeric-soft danger danger-soft on-danger"
).split()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what came could not be read."""
    return render(request, "core/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 raised by Django itself; our own Denied is answered by the middleware."""
    return render(request, "core/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 for an address that no pattern knows."""
    return render(request, "core/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without any context or database; where even the style sheet cannot be found, plain words."""
    try:
        return HttpResponseServerError(render_to_string("core/500.html"))
    except Exception:  # noqa: BLE001  (the last page must not fail)
        words = "Maaf, ada yang rusak di pihak kami. Yang sudah tersimpan tetap tersimpan. Coba lagi semenit lagi."
        return HttpResponseServerError(
            f'<!doctype html><html lang="id"><meta charset="utf-8"><title>Kentongan</title><p>{words}</p></html>'
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form from a page that was open too long (settings.CSRF_FAILURE_VIEW)."""
    return HttpResponseForbidden(render_to_string("core/csrf.html", request=request))


@csrf_exempt  # so that public pages need no cookie for it; a stranger could change no more than the language
@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """Remember the language for a year in a cookie of its own, and return to the page."""
    language = request.POST.get("bahasa", "")
    back = request.POST.get("kembali", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429 where something was tried too often."""
    response = render(request, "core/429.html", status=429)
    response["Retry-After"] = "300"
    return response


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Judul", help_text="Satu kalimat yang sudah memberi tahu kabarnya.", max_length=40)
    kind = forms.ChoiceField(
        label="Ini tentang apa?", choices=[("a", "Keluhan"), ("b", "Usulan"), ("c", "Pertanyaan")], widget=forms.RadioSelect, initial="a"
    )
    story = forms.CharField(
        label="Ceritakan",
        help_text="Apa yang terjadi, di mana, sejak kapan. Tulis seperti bercerita kepada tetangga.",
        widget=forms.Textarea,
    )
    photo = forms.FileField(label="Foto", help_text="Tempat dan tanggal di dalam foto dihapus sebelum dikirim.", required=False)
    hamlet = forms.ChoiceField(
        label="Dusun", choices=[("", "Pilih dusun"), ("h", "Dusun Hilir, Desa Siding"), ("u", "Dusun Hulu, Desa Siding")]
    )
    phone = forms.CharField(
        label="Nomor WhatsApp",
        help_text="Kalau diisi, jawaban dikirim ke sini.",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "placeholder": "0812 …"}),
    )
    anonymous = forms.BooleanField(
        label="Sembunyikan nama saya", help_text="Dinas dan warga tidak tahu siapa yang melapor (anonim).", required=False
    )
    secret = forms.BooleanField(
        label="Jangan tampilkan laporan ini", help_text="Hanya petugas yang menangani dapat membacanya (rahasia).", required=False
    )


def sample_picture(name: str, alt: str) -> dict[str, Any]:
    """A picture as the component wants it, drawn for the style page."""
    from django.templatetags.static import static

    return {"src": static(f"core/gaya/{name}.svg"), "width": 640, "height": 400, "alt": alt, "colour": "#8fb08a"}


def style_guide(request: HttpRequest) -> HttpResponse:
    """/gaya/: every token and component in every state; in development only."""
    if not settings.DEBUG:
        raise Http404
    now = timezone.now()
    wrong = SampleForm({"title": "", "kind": "z", "story": "", "phone": "kosong"}, prefix="salah")
    wrong.add_error(None, _("Tulisan ini belum dapat dikirim."))
    shown = {
        "accents": ACCENTS,
        "accent": request.GET.get("aksen", "hutan") if request.GET.get("aksen", "hutan") in ACCENTS else "hutan",
        "colours": COLOURS,
        "tints": TINTS,
        "icons": ICONS,
        "form": SampleForm(prefix="baru"),
        "wrong": wrong,
        "rice": sample_picture("sawah", "Sawah menguning di tepi sungai, tiga rumah di lereng"),
        "coast": sample_picture("pantai", "Perahu nelayan di pantai pagi hari"),
        "page": Paginator(range(1, 12_000), 20).page(7),
        "now": now,
        "moments": [
            now - timedelta(seconds=20),
            now - timedelta(minutes=12),
            now - timedelta(hours=3),
            now - timedelta(days=1),
            now - timedelta(days=9),
            now - timedelta(days=500),
        ],
        "steps": [{"label": "KIM Suara Siding", "url": "#"}, {"label": "Kabar", "url": "#"}],
        "chips": [
            {"label": "Semua", "url": "#", "is_current": True, "count": 1250},
            {"label": "Pertanian", "url": "#", "count": 214},
            {"label": "Kesehatan", "url": "#", "count": 98},
        ],
        "bar": [
            {"label": _("Minggu ini"), "url": "#", "icon": "check", "is_current": True, "count": 3},
            {"label": _("Tulis"), "url": "#", "icon": "pen", "is_primary": True},
            {"label": _("Periksa"), "url": "#", "icon": "inbox", "count": 12},
            {"label": _("Situs"), "url": "#", "icon": "home"},
        ],
    }
    return render(request, "core/gaya.html", shown)
