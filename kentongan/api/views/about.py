"""The page for those who write programs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kentongan.sites.addresses import hub_url
from kentongan.sites.freshness import answer, hub_edition

from .. import queries


@require_safe
def api_about(request: HttpRequest) -> HttpResponse:
    """/api/: what can be read and written, with examples that can be copied."""
    shown = {
        "endpoint": queries.endpoint_address(),
        "discovery": hub_url("api:service_discovery", form="xml"),
        "description": hub_url("api:open311_description"),
        "services": queries.services(),
        "hourly": settings.API_POSTS_PER_HOUR,
        "example": f"{settings.HOME_REGION}.12.2004",
    }
    return answer(request, hub_edition(), lambda: render(request, "api/api_about.html", shown))
