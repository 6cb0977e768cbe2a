"""Open311 GeoReport v2: http://wiki.open311.org/GeoReport_v2 and its service discovery."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from kentongan.core.rules import NotVisible
from kentongan.sites.addresses import hub_url

from .. import actions, queries, rules
from ..forms import RequestForm, WantedForm
from ..models import ApiKey
from ..policies import Document, TooWide
from ..policies.description import description
from .answering import Problem, endpoint

FORM_TYPE = "application/x-www-form-urlencoded"


@endpoint()
def service_discovery(request: HttpRequest) -> Document:
    """Which interfaces there are, and where."""
    return Document("discovery", queries.discovery())


@endpoint()
def service_list(request: HttpRequest) -> Document:
    """What can be reported."""
    return Document("services", queries.services())


@endpoint()
def service_show(request: HttpRequest, service_code: str) -> Document:
    """What a report of this service may further say."""
    if not queries.is_service(service_code):
        raise Problem((HTTPStatus.NOT_FOUND, _("Layanan ini tidak ada: %(code)s.") % {"code": service_code}))
    return Document("service_definition", queries.service_definition(service_code))


@endpoint("POST")
@sensitive_post_parameters()
def service_requests(request: HttpRequest) -> Document:
    """The public reports that are asked for; or a report is sent."""
    return _post(request) if request.method == "POST" else _list(request)


def _list(request: HttpRequest) -> Document:
    form = WantedForm(request.GET)
    if not form.is_valid():
        raise Problem(*form.problems())
    try:
        wanted = form.wanted(timezone.now())
    except TooWide:
        sentence = _("start_date sampai end_date paling lama 90 hari, dan tidak terbalik.")
        raise Problem((HTTPStatus.BAD_REQUEST, sentence)) from None
    return Document("service_requests", queries.service_requests(wanted))


def _key_of(request: HttpRequest, text: str) -> ApiKey:
    key = queries.key_of(text)
    if key is None:
        words = _("api_key tidak dikenal atau sudah dicabut.") if text else _("api_key belum disertakan.")
        raise Problem((HTTPStatus.FORBIDDEN, f"{words} {hub_url('api:api_about')}"))
    return key


@sensitive_variables("form")
def _post(request: HttpRequest) -> Document:
    if request.content_type != FORM_TYPE:
        raise Problem((HTTPStatus.BAD_REQUEST, _("Kirim sebagai %(type)s.") % {"type": FORM_TYPE}))
    key, now = _key_of(request, request.POST.get("api_key") or request.GET.get("api_key") or ""), timezone.now()
    try:
        actions.count_use(key=key, now=now)
    except rules.TooMany as many:
        sentence = _("Terlalu banyak kiriman dengan kunci ini. Coba lagi nanti; tidak ada yang hilang dari yang sudah diterima.")
        raise Problem((HTTPStatus.TOO_MANY_REQUESTS, sentence), headers={"Retry-After": str(many.seconds)}) from None
    form = RequestForm(request.POST, under=key.region.code, mark=request.headers.get("Idempotency-Key", ""))
    if not form.is_valid():
        raise Problem(*form.problems())
    mark = form.cleaned_data["client_id"]
    receipt = actions.post_request(key=key, mark=mark, now=now, language=(get_language() or "id")[:2], values=form.sent())
    notice = _(
        "Laporan sudah sampai. Kode rahasia: %(code)s. Berikan nomor dan kode ini kepada pelapor: dengan keduanya ia mengikuti, "
        "melengkapi, dan menanggapi laporannya di %(address)s."
    )
    told = [notice % {"code": receipt.spaced_code, "address": hub_url("cases:status_find")}]
    if form.cleaned_data["media_url"]:
        told.append(_("Gambar di media_url tidak kami ambil; pelapor dapat menambahkan fotonya di halaman itu."))
    return Document("service_requests", [{"service_request_id": receipt.number, "service_notice": " ".join(told)}])


@endpoint()
def service_request(request: HttpRequest, number: str) -> Document:
    """One report, if everybody may read it."""
    return Document("service_requests", [queries.service_request(number)])


@endpoint(fresh=False)
def token_show(request: HttpRequest, token: str) -> Document:
    """What a token has become. We give out none, because a report gets its number at once; the mark a program sent with a report, with
    the same key, tells whether it arrived.
    """
    text = request.GET.get("api_key", "")
    case = queries.case_posted(_key_of(request, text), token) if text else None
    if case is None:
        raise NotVisible(_("Token ini tidak ada. Nomor laporan diberikan langsung saat dikirim."))
    return Document("service_requests", [{"service_request_id": case.number, "token": token}])


@endpoint("POST", "PUT", "PATCH", "DELETE", "OPTIONS", fresh=False)
def open311_missing(request: HttpRequest, rest: str) -> Document:
    """Nothing is here; said in the words of the interface, not in a page."""
    raise NotVisible(_("Alamat ini tidak ada. Lihat %(address)s") % {"address": hub_url("api:api_about")})


@require_safe
def open311_description(request: HttpRequest) -> JsonResponse:
    """The interface as OpenAPI 3.1."""
    document = description(queries.endpoint_address(), [service["service_code"] for service in queries.services()])
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response
