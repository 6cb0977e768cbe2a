"""Front pages of the hub (hub_urls) and of a site (site_urls)."""

from django.urls import path

from . import views

app_name = "portal"
hub_urls = ([path("", views.hub_home, name="hub_home")], app_name)
site_urls = ([path("", views.site_home, name="site_home")], app_name)
