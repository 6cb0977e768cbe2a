"""How every address of the interface answers: JSON or XML by its ending, errors as the specification wants them, readable from any page."""

from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from kentongan.core.rules import Denied, NotVisible
from kentongan.sites.freshness import answer, hub_edition

from ..policies import CONTENT_TYPE, Document, Value, written

SAFE = ("GET", "HEAD")


class Problem(Exception):
    """The request cannot be fulfilled; each reason with its code. The status is that of the first."""

    def __init__(self, *reasons: tuple[int, str], headers: dict[str, str] | None = None) -> None:
        super().__init__(reasons)
        self.reasons: Sequence[tuple[int, str]] = reasons
        self.headers = headers or {}

    @property
    def status(self) -> int:
        """404 before 400 where both are said: what does not exist is told first."""
        return max(code for code, _reason in self.reasons)


def document_response(document: Document, form: str, *, status: int = 200) -> HttpResponse:
    """The document in the wanted form."""
    return HttpResponse(written(document, form), content_type=CONTENT_TYPE[form], status=status)


def problem_response(problem: Problem, form: str) -> HttpResponse:
    """The error document of the specification."""
    errors: list[dict[str, Value]] = [{"code": code, "description": sentence} for code, sentence in problem.reasons]
    response = document_response(Document("errors", errors), form, status=problem.status)
    for name, value in problem.headers.items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response


def _check_jurisdiction(request: HttpRequest) -> None:
    """We are one jurisdiction, so it need not be named; named, it must be ours."""
    named = request.GET.get("jurisdiction_id") or request.POST.get("jurisdiction_id") or ""
    if named and named not in (settings.BASE_DOMAIN, settings.HOME_REGION):
        ours = f"{settings.BASE_DOMAIN}, {settings.HOME_REGION}"
        raise Problem((HTTPStatus.NOT_FOUND, _("jurisdiction_id ini bukan kami. Kosongkan, atau pakai: %(ours)s.") % {"ours": ours}))


def _answer(request: HttpRequest, form: str, make: Callable[[], Document], *, fresh: bool) -> HttpResponse:
    _check_jurisdiction(request)
    if request.method in SAFE and fresh:
        return answer(request, hub_edition(), lambda: document_response(make(), form))
    response = document_response(make(), form)
    response["Cache-Control"] = "no-store"
    return response


def endpoint(*methods: str, fresh: bool = True, home: str = "xml") -> Callable[[Callable[..., Document]], Callable[..., HttpResponse]]:
    """A view that returns a Document or raises Problem becomes an address of the interface.

    ``fresh``: what is read may be kept by the reader and asked for anew by its ETag. No cookie is looked at, so a forged request has
    nothing to borrow, and any page may read what is public.
    """

    def decorate(view: Callable[..., Document]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def respond(request: HttpRequest, form: str = home, **kwargs: Any) -> HttpResponse:
            allowed = (*SAFE, *methods)
            try:
                if request.method not in allowed:
                    raise Problem(
                        (HTTPStatus.METHOD_NOT_ALLOWED, _("Cara ini tidak ada di alamat ini.")), headers={"Allow": ", ".join(allowed)}
                    )
                response = _answer(request, form, lambda: view(request, **kwargs), fresh=fresh)
            except Problem as problem:
                response = problem_response(problem, form)
            except Denied as refusal:
                response = problem_response(Problem((HTTPStatus.BAD_REQUEST, str(refusal))), form)
            except NotVisible as absence:
                response = problem_response(Problem((HTTPStatus.NOT_FOUND, str(absence))), form)
            except (SuspiciousOperation, BadRequest, MultiPartParserError):  # too large, too many fields, not UTF-8, cut off
                response = problem_response(Problem((HTTPStatus.BAD_REQUEST, _("Kiriman ini tidak terbaca."))), form)
            if request.method in SAFE:
                response["Access-Control-Allow-Origin"] = "*"
            return response

        return respond

    return decorate
