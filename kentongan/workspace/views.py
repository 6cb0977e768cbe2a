"""The officer's home."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def week_show(request: HttpRequest) -> HttpResponse:
    """Minggu ini: what waits for me."""
    return render(request, "core/ruang.html")
