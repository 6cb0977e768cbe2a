"""The search page, the same on the hub (hub_urls) and on a site (site_urls)."""

from django.urls import path

from . import views

app_name = "search"

hub_urls = site_urls = ([path("cari/", views.search_show, name="search_show")], app_name)
