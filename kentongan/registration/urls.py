"""Registration: for everybody on the hub (hub_urls), for the coordinator in the workspace (workspace_urls)."""

from django.urls import URLPattern, path, re_path

from .views import importing

app_name = "registration"
hub_urls: tuple[list[URLPattern], str] = ([], app_name)
of_register = [
    path("daftar-kim/<str:code>/", importing.import_start, name="import_start"),
    re_path(r"^daftar-kim/(?P<code>[0-9.]+)/daftar\.(?P<form>csv|xlsx)$", importing.register_download, name="register_download"),
    path("daftar-kim/<str:code>/<int:batch_id>/", importing.import_show, name="import_show"),
    path("daftar-kim/<str:code>/<int:batch_id>/simpan/", importing.import_confirm, name="import_confirm"),
    path("daftar-kim/<str:code>/<int:batch_id>/buang/", importing.import_discard, name="import_discard"),
    path("daftar-kim/<str:code>/<int:batch_id>/urungkan/", importing.import_undo, name="import_undo"),
    path("daftar-kim/<str:code>/<int:batch_id>/perlu-dibetulkan.csv", importing.import_faults, name="import_faults"),
]
workspace_urls = (of_register, "registering")
