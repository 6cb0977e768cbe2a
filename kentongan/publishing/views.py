"""Passing on what is out: short addresses, the share kit with its pictures, and the test whether a forwarded text is ours."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kentongan.core.rules import NotVisible
from kentongan.core.secrecy import without_cookies
from kentongan.sites import freshness

from .actions.checking import check_pasted
from .forms import CheckForm
from .models import Publication
from .policies.pictures import Shape
from .queries import address_of, sharing
from .rules.checking import TooOften


@require_safe
def short_show(request: HttpRequest, code: str) -> HttpResponse:
    """Leads to the one address of the text, where it says itself whether it stands or was withdrawn. 404 where it has none."""
    address = address_of(sharing.by_short_code(code))
    if not address:
        raise NotVisible("Tulisan ini tidak punya halaman untuk umum.")
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = "no-cache"  # a site may move; the short address follows at once
    return response


def _standing(code: str) -> Publication:
    """What may be passed on. Raises NotVisible for what was withdrawn."""
    publication = sharing.by_short_code(code)
    if not publication.is_public:
        raise NotVisible("Tulisan ini sudah ditarik, jadi tidak untuk disebarkan.")
    return publication


@require_safe
def share_show(request: HttpRequest, code: str) -> HttpResponse:
    """Everything with which a text is passed on: for WhatsApp, for SMS, pictures, the short address."""

    def make() -> HttpResponse:
        publication = _standing(code)
        context = {"publication": publication, "kit": sharing.share_kit(publication), "address": address_of(publication)}
        return render(request, "publishing/share_show.html", context)

    return freshness.answer(request, freshness.hub_edition(), make)


@require_safe
def picture_show(request: HttpRequest, code: str, mark: str, shape: str) -> HttpResponse:
    """A picture that goes with the text; an older version's address leads to the present one."""
    publication = _standing(code)
    if mark != (now := sharing.picture_mark(publication)):
        return redirect(sharing.picture_url(publication, now, Shape(shape)))
    made = sharing.drawn_picture(publication, Shape(shape))
    ending, kind = ("jpg", "image/jpeg") if made.startswith(b"\xff\xd8") else ("png", "image/png")
    response = HttpResponse(made, content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Disposition"] = f'inline; filename="{publication.slug}-{shape}.{ending}"'
    return response


@without_cookies
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_show(request: HttpRequest) -> HttpResponse:
    """Cek pesan: is a forwarded text ours, and as we wrote it? Nothing of it is kept."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    checked, wait = None, 0
    if form.is_valid():
        try:
            checked = check_pasted(form.cleaned_data["pesan"].replace("\0", ""), now=timezone.now())
        except TooOften as often:
            wait = often.seconds
    publication = checked.publication if checked else None
    context = {
        "form": form,
        "checked": checked,
        "wait_words": too_often_in_words(wait) if wait else "",
        "publication": publication,
        "address": address_of(publication) if publication is not None else "",
    }
    response = render(request, "publishing/check_show.html", context, status=429 if wait else 422 if form.errors else 200)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def too_often_in_words(seconds: int) -> str:
    """Why it was not compared, what is kept and what to do; the clock stands as long as ``seconds``."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Sejam ini sudah terlalu banyak pesan berbeda yang mengaku dari tulisan yang sama, jadi yang ini belum kami bandingkan. "
        "Pesan Anda masih ada di bawah: coba lagi %(n)d menit lagi, dan jangan teruskan dulu.",
        "Sejam ini sudah terlalu banyak pesan berbeda yang mengaku dari tulisan yang sama, jadi yang ini belum kami bandingkan. "
        "Pesan Anda masih ada di bawah: coba lagi %(n)d menit lagi, dan jangan teruskan dulu.",
        minutes,
    ) % {"n": minutes}
