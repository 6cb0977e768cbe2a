"""Registration: for everybody on the hub (hub_urls), for the coordinator in the workspace (workspace_urls)."""

from django.urls import path, re_path

from .views import forming, importing, verifying

app_name = "registration"

of_register = [
    path("daftar-kim/<str:code>/", importing.import_start, name="import_start"),
    re_path(r"^daftar-kim/(?P<code>[0-9.]+)/daftar\.(?P<form>csv|xlsx)$", importing.register_download, name="register_download"),
    path("daftar-kim/<str:code>/<int:batch_id>/", importing.import_show, name="import_show"),
    path("daftar-kim/<str:code>/<int:batch_id>/simpan/", importing.import_confirm, name="import_confirm"),
    path("daftar-kim/<str:code>/<int:batch_id>/buang/", importing.import_discard, name="import_discard"),
    path("daftar-kim/<str:code>/<int:batch_id>/urungkan/", importing.import_undo, name="import_undo"),
    path("daftar-kim/<str:code>/<int:batch_id>/perlu-dibetulkan.csv", importing.import_faults, name="import_faults"),
]
hub_urls = (
    [
        path("bentuk-kim/", forming.formation_about, name="formation_about"),
        path("bentuk-kim/mulai/", forming.formation_start, name="formation_start"),
        path("bentuk-kim/isi/<str:ticket>/", forming.formation_fill, name="formation_fill"),
        path("bentuk-kim/isi/<str:ticket>/kirim/", forming.formation_send, name="formation_send"),
        path("bentuk-kim/isi/<str:ticket>/hapus/", forming.formation_discard, name="formation_discard"),
        path("bentuk-kim/isi/<str:ticket>/berkas/<str:key>/hapus/", forming.document_remove, name="document_remove"),
        path("bentuk-kim/isi/<str:ticket>/<slug:step>/", forming.formation_step, name="formation_step"),
    ],
    app_name,
)
workspace_urls = (
    [
        *of_register,
        path("bentuk-kim/", verifying.formation_list, name="formation_list"),
        path("bentuk-kim/<str:number>/", verifying.formation_show, name="formation_show"),
        path("bentuk-kim/<str:number>/minta/", verifying.formation_ask, name="formation_ask"),
        path("bentuk-kim/<str:number>/tolak/", verifying.formation_refuse, name="formation_refuse"),
        path("bentuk-kim/<str:number>/setuju/", verifying.formation_approve, name="formation_approve"),
        path("bentuk-kim/<str:number>/catatan/", verifying.formation_note, name="formation_note"),
        path("bentuk-kim/<str:number>/perpanjang/", verifying.formation_extend, name="formation_extend"),
        path("bentuk-kim/<str:number>/selesai/", verifying.formation_close, name="formation_close"),
    ],
    "registering",
)
