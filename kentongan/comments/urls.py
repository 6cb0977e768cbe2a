"""Conversations: for everybody on the hub (hub_urls) and on a site (site_urls), for people with an account in the workspace."""

from django.urls import path

from .views import moderating, talking

app_name = "comments"
_everywhere = [
    path("percakapan/<int:thread_id>/", talking.thread_read, name="thread_read"),
    path("percakapan/<int:thread_id>/tulis/", talking.remark_send, name="remark_send"),
    path("percakapan/tanggapan/<int:remark_id>/laporkan/", talking.remark_flag, name="remark_flag"),
]
hub_urls = (
    [
        *_everywhere,
        path("percakapan/kode/", talking.remark_find, name="remark_find"),
        path("percakapan/kode/langkah/", talking.remark_answer, name="remark_answer"),
    ],
    app_name,
)
site_urls = (_everywhere, app_name)
workspace_urls = (
    [
        path("percakapan/", moderating.remark_queue, name="remark_queue"),
        path("percakapan/<int:thread_id>/", moderating.thread_show, name="thread_show"),
        path("percakapan/<int:thread_id>/tulis/", moderating.remark_write, name="remark_write"),
        path("percakapan/<int:thread_id>/tutup/", moderating.thread_close, name="thread_close"),
        path("percakapan/<int:thread_id>/buka/", moderating.thread_reopen, name="thread_reopen"),
        path("percakapan/tanggapan/<int:remark_id>/putuskan/", moderating.remark_decide, name="remark_decide"),
        path("percakapan/tanggapan/<int:remark_id>/jawab/", moderating.remark_appeal, name="remark_appeal"),
    ],
    "talk",
)
