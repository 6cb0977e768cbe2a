"""The front pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def hub_home(request: HttpRequest) -> HttpResponse:
    """The regency's front page."""
    return render(request, "core/public.html")


def site_home(request: HttpRequest) -> HttpResponse:
    """A group's front page."""
    return render(request, "core/public.html")
