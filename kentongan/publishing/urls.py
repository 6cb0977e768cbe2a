"""Short addresses, the same on the hub (hub_urls) and on a site (site_urls): what was printed stays right wherever it is typed."""

from django.urls import re_path

from . import views

app_name = "publishing"

hub_urls = site_urls = ([re_path(r"^s/(?P<code>[0-9A-Za-z-]{10,12})/?$", views.short_show, name="short_show")], app_name)
