"""Texts of all kinds: for readers on a site (site_urls) and on the hub (hub_urls), for writers in the workspace (workspace_urls)."""

from django.urls import path

from .views import agenda, alerts, attaching, changing_events, corrections, deciding, galleries, profiles, reading, warning, writing

app_name = "newsroom"
_everywhere = [
    path("pengumuman/", reading.bulletin_list, name="bulletin_list"),
    path("pengumuman/<slug:slug>/", reading.bulletin_show, name="bulletin_show"),
    path("galeri/", galleries.gallery_list, name="gallery_list"),
    path("galeri/<slug:slug>/", galleries.gallery_show, name="gallery_show"),
    path("galeri/<slug:slug>/<int:number>/", galleries.picture_show, name="picture_show"),
    path("darurat/", alerts.alert_list, name="alert_list"),
    path("darurat/<slug:slug>/", alerts.alert_show, name="alert_show"),
    path("darurat/<slug:slug>/cetak/", alerts.alert_print, name="alert_print"),
    path("koreksi/", corrections.correction_list, name="correction_list"),
    path("topik/<slug:slug>/", reading.topic_show, name="topic_show"),
    path("agenda/", agenda.event_list, name="event_list"),
    path("agenda/lewat/", agenda.event_past, name="event_past"),
    path("agenda/agenda.ics", agenda.event_calendar, name="event_calendar"),
    path("agenda/<int:year>/<int:month>/", agenda.event_month, name="event_month"),
    path("agenda/<slug:slug>.ics", agenda.event_file, name="event_file"),
    path("agenda/<slug:slug>/", agenda.event_show, name="event_show"),
]
site_urls = (
    [
        path("kabar/", reading.article_list, name="article_list"),
        path("kabar/arsip/<int:year>/<int:month>/", reading.article_month, name="article_month"),
        path("kabar/<slug:slug>/", reading.article_show, name="article_show"),
        path("profil/", profiles.profile_show, name="profile_show"),
        *_everywhere,
    ],
    app_name,
)
hub_urls = ([path("suara-desa/", reading.voice_list, name="voice_list"), *_everywhere], app_name)
workspace_urls = (
    [
        path("tulis/", writing.article_begin, name="article_begin"),
        path("pengumuman/tulis/", writing.bulletin_begin, name="bulletin_begin"),
        path("kim/<slug:slug>/profil/", profiles.profile_edit, name="profile_edit"),
        path("galeri/buat/", writing.gallery_begin, name="gallery_begin"),
        path("agenda/tulis/", writing.event_begin, name="event_begin"),
        path("peringatan/", warning.alert_desk, name="alert_desk"),
        path("peringatan/tulis/", warning.alert_begin, name="alert_begin"),
        path("peringatan/<str:code>/", warning.alert_tend, name="alert_tend"),
        path("peringatan/<str:code>/perkembangan/", warning.alert_update, name="alert_update"),
        path("peringatan/<str:code>/aman/", warning.alert_clear, name="alert_clear"),
        path("peringatan/<str:code>/koreksi/", warning.alert_correct, name="alert_correct"),
        path("tulisan/<str:code>/", writing.article_write, name="article_write"),
        path("tulisan/<str:code>/simpan/", writing.article_save, name="article_save"),
        path("tulisan/<str:code>/hadir/", writing.article_presence, name="article_presence"),
        path("tulisan/<str:code>/lampiran/", attaching.attachment_edit, name="attachment_edit"),
        path("tulisan/<str:code>/lampiran/<str:part>/tambah/", attaching.attachment_add, name="attachment_add"),
        path("tulisan/<str:code>/lampiran/<str:key>/kembali/", attaching.attachment_restore, name="attachment_restore"),
        path("tulisan/<str:code>/pratinjau/", deciding.article_preview, name="article_preview"),
        path("tulisan/<str:code>/ajukan/", deciding.article_submit, name="article_submit"),
        path("tulisan/<str:code>/ambil-kembali/", deciding.article_take_back, name="article_take_back"),
        path("tulisan/<str:code>/periksa/", deciding.article_review, name="article_review"),
        path("tulisan/<str:code>/terbitkan/", deciding.article_publish, name="article_publish"),
        path("tulisan/<str:code>/kembalikan/", deciding.article_return, name="article_return"),
        path("tulisan/<str:code>/jadwalkan/", deciding.article_schedule, name="article_schedule"),
        path("tulisan/<str:code>/terbit/", deciding.article_published, name="article_published"),
        path("tulisan/<str:code>/tarik/", deciding.article_withdraw, name="article_withdraw"),
        path("tulisan/<str:code>/koreksi/", deciding.article_correct, name="article_correct"),
        path("tulisan/<str:code>/hak-jawab/", deciding.article_reply, name="article_reply"),
        path("tulisan/<str:code>/arsip/", deciding.article_archive, name="article_archive"),
        path("tulisan/<str:code>/riwayat/", deciding.article_history, name="article_history"),
        path("tulisan/<str:code>/hapus/", deciding.article_delete, name="article_delete"),
        path("tulisan/<str:code>/jadwal/", changing_events.event_change, name="event_change"),
        path("tulisan/<str:code>/batalkan/", changing_events.event_cancel, name="event_cancel"),
        path("tulisan/<str:code>/jadi/", changing_events.event_reinstate, name="event_reinstate"),
        path("tulisan/<str:code>/tanggal/", changing_events.event_dates, name="event_dates"),
        path("tulisan/<str:code>/tanggal/<str:day>/", changing_events.event_date_change, name="event_date_change"),
        path("tulisan/<str:code>/tanggal/<str:day>/kembali/", changing_events.event_date_restore, name="event_date_restore"),
    ],
    "writing",
)
