"""Host or path → site. After this, ``request.site`` is a SitePlace, or None for the hub."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.shortcuts import render
from django.urls import set_script_prefix

from . import queries
from .addresses import hub_origin, origin_of

PATH_PREFIX = "/kim/"


def _resolve(request: HttpRequest) -> queries.SitePlace | None:
    """The place the request is for. Raises what kentongan.sites.queries raises."""
    host, _port = split_domain_port(request.get_host())
    if host not in settings.HUB_HOSTS:
        return queries.SitePlace(site=queries.site_by_host(host), prefix="")
    if request.path_info.startswith(PATH_PREFIX):
        slug = request.path_info.removeprefix(PATH_PREFIX).partition("/")[0]
        if slug:
            return queries.SitePlace(site=queries.site_by_slug(slug), prefix=PATH_PREFIX + slug)
    return None


def _same_page(request: HttpRequest, new_origin: str) -> str:
    """The address asked for, below a new front page."""
    path = request.path_info
    host, _port = split_domain_port(request.get_host())
    if host in settings.HUB_HOSTS and path.startswith(PATH_PREFIX):
        path = "/" + path.removeprefix(PATH_PREFIX).partition("/")[2]
    query = request.META.get("QUERY_STRING", "")
    return new_origin.rstrip("/") + path + (f"?{query}" if query else "")


def place_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Resolve the place; unknown, suspended, moved and renamed sites each get their own answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.site = None  # type: ignore[assignment]
        if "\0" in request.path_info:  # no address of ours has it, and PostgreSQL refuses to look for it
            return render(request, "core/404.html", status=404)
        try:
            place = _resolve(request)
        except queries.UnknownSite:
            return render(request, "core/site_unknown.html", {"hub_origin": hub_origin()}, status=404)
        except queries.SuspendedSite as stop:
            return render(request, "core/site_suspended.html", {"site": stop.site, "hub_origin": hub_origin()}, status=503)
        except queries.MovedSite as move:
            return HttpResponsePermanentRedirect(_same_page(request, move.new_address))
        except queries.RenamedSite as renamed:
            return HttpResponsePermanentRedirect(_same_page(request, origin_of(renamed.site)))
        if place is None:
            set_script_prefix("/")
            return get_response(request)
        if place.prefix and request.path_info == place.prefix:
            return HttpResponsePermanentRedirect(place.prefix + "/")
        request.site = place  # type: ignore[assignment]
        request.urlconf = settings.SITE_URLCONF
        if place.prefix:
            # WSGI's own way to say "mounted below a path": build_absolute_uri and reverse() both follow it.
            request.path_info = request.path_info.removeprefix(place.prefix)
            request.META["SCRIPT_NAME"] = place.prefix
            set_script_prefix(place.prefix + "/")
        else:
            set_script_prefix("/")
        try:
            return get_response(request)
        finally:
            set_script_prefix("/")  # the thread's next work, which may be no request, is not below this site

    return answer
