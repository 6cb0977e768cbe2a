"""The status page for whoever holds number and code (hub_urls); files, letters and the sender for those who work on it (workspace_urls)."""

from django.urls import path, re_path

from . import views

FILE = r"berkas/(?P<key>[\w-]{10,40})/(?P<variant>[0-9]+\.(?:webp|jpg)|dokumen\.pdf)$"

hub_urls = (
    [
        path("status/", views.status_find, name="status_find"),
        path("status/<str:ticket>/", views.status_show, name="status_show"),
        path("status/<str:ticket>/jawab/", views.status_answer, name="status_answer"),
        path("status/<str:ticket>/surat/<int:letter_id>/", views.letter_read, name="letter_read"),
        re_path(rf"^status/(?P<ticket>[^/]+)/{FILE}", views.file_read, name="file_read"),
    ],
    "cases",
)
workspace_urls = (
    [
        path("perkara/<str:number>/surat/<int:letter_id>/", views.letter_show, name="letter_show"),
        path("perkara/<str:number>/identitas/", views.identity_show, name="identity_show"),
        re_path(rf"^perkara/(?P<number>[\w-]+)/{FILE}", views.file_show, name="file_show"),
    ],
    "casework",
)
