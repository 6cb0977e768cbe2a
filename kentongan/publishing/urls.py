"""Passing on, the same on the hub (hub_urls) and on a site (site_urls): what was printed stays right wherever it is typed."""

from django.urls import path, re_path

from . import views

app_name = "publishing"
CODE = r"(?P<code>[0-9A-Za-z-]{10,12})"

hub_urls = site_urls = (
    [
        re_path(rf"^s/{CODE}/?$", views.short_show, name="short_show"),
        re_path(rf"^s/{CODE}/sebarkan/$", views.share_show, name="share_show"),
        re_path(rf"^s/{CODE}/(?P<mark>[0-9a-f]{{16}})/(?P<shape>kotak|cerita)/$", views.picture_show, name="picture_show"),
        path("cek/", views.check_show, name="check_show"),
    ],
    app_name,
)
