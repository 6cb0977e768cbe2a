"""Uploaded files: for readers anywhere (public_urls), for writers in the workspace (workspace_urls)."""

from django.urls import path, re_path

from . import views

public_urls = (
    [re_path(r"^berkas/(?P<key>[\w-]{10,40})/(?P<variant>[0-9]+\.(?:webp|jpg)|dokumen\.pdf)$", views.upload_show, name="upload_show")],
    "media",
)
workspace_urls = (
    [
        path("berkas/unggah/", views.upload_create, name="upload_create"),
    ],
    "uploads",
)
