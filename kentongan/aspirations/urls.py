"""Reports: for everybody on the hub (hub_urls) and on a site (site_urls), for officers in the workspace (workspace_urls)."""

from django.urls import path

from .views import desks, figures, filing, many, news, pictures, rating, report, routing, sending, showing, supporting, templates

app_name = "aspirations"
_everywhere = [
    path("lapor/", sending.report_send, name="report_send"),
    path("lapor/mirip/", sending.report_alike, name="report_alike"),
    path("lapor/foto/", sending.report_photos, name="report_photos"),
    path("laporan/", showing.public_list, name="public_list"),
    path("laporan/<str:number>/", showing.report_public, name="report_public"),
    path("laporan/<str:number>/dukung/", supporting.report_support, name="report_support"),
]
_on_hub = [
    path("laporan/angka/", figures.report_figures, name="report_figures"),
    path("laporan/angka.csv", figures.figure_csv, name="figure_csv"),
    path("laporan/peta/", figures.report_map, name="report_map"),
]
hub_urls = ([*_on_hub, *_everywhere, path("status/<str:ticket>/nilai/", rating.report_rate, name="report_rate")], app_name)
site_urls = ([*_everywhere], app_name)
workspace_urls = (
    [
        path("laporan/", desks.report_list, name="report_list"),
        path("laporan/minggu/", desks.week_show, name="week_show"),
        path("laporan/saringan/", desks.filter_list, name="filter_list"),
        path("laporan/saringan/simpan/", desks.filter_save, name="filter_save"),
        path("laporan/saringan/<int:filter_id>/nama/", desks.filter_rename, name="filter_rename"),
        path("laporan/saringan/<int:filter_id>/hapus/", desks.filter_remove, name="filter_remove"),
        path("laporan/sekaligus/", many.many_start, name="many_start"),
        path("laporan/sekaligus/kerjakan/", many.many_do, name="many_do"),
        path("laporan/unduh/", many.report_export, name="report_export"),
        path("laporan/rute/", routing.route_edit, name="route_edit"),
        path("laporan/rute/<str:code>/", routing.route_edit, name="route_place"),
        path("laporan/templat/", templates.template_list, name="template_list"),
        path("laporan/templat/<int:template_id>/", templates.template_change, name="template_change"),
        path("laporan/templat/<int:template_id>/hapus/", templates.template_remove, name="template_remove"),
        path("laporan/sp4n.csv", report.report_sp4n_waiting, name="report_sp4n_waiting"),
        path("laporan/<str:number>/", report.report_show, name="report_show"),
        path("laporan/<str:number>/langkah/", report.report_step, name="report_step"),
        path("laporan/<str:number>/verifikasi/", report.report_step, {"action": "verify"}, name="report_verify"),
        path("laporan/<str:number>/teruskan/", report.report_step, {"action": "forward"}, name="report_forward"),
        path("laporan/<str:number>/gabung/", report.report_step, {"action": "join"}, name="report_join"),
        path("laporan/<str:number>/rujuk/", report.report_step, {"action": "refer"}, name="report_refer"),
        path("laporan/<str:number>/lapor/", report.report_step, {"action": "hand_on"}, name="report_hand_on"),
        path("laporan/<str:number>/sp4n.csv", report.report_sp4n_table, name="report_sp4n_table"),
        path("laporan/<str:number>/sp4n/", report.report_deed, {"deed": "sp4n"}, name="report_sp4n"),
        path("laporan/<str:number>/catatan/", report.report_deed, {"deed": "note"}, name="report_note"),
        path("laporan/<str:number>/bukti/", report.report_deed, {"deed": "attach"}, name="report_attach"),
        path("laporan/<str:number>/perpanjang/", report.report_deed, {"deed": "extend"}, name="report_extend"),
        path("laporan/<str:number>/petugas/", report.report_deed, {"deed": "assign"}, name="report_assign"),
        path("laporan/<str:number>/betulkan/", report.report_deed, {"deed": "mend"}, name="report_mend"),
        path("laporan/<str:number>/foto/<str:key>/", pictures.picture_show, name="picture_show"),
        path("laporan/<str:number>/foto/<str:key>/tampilkan/", pictures.picture_release, name="picture_release"),
        path("laporan/<str:number>/foto/<str:key>/tarik/", pictures.picture_withdraw, name="picture_withdraw"),
        path("titip-lapor/", filing.filing_list, name="filing_list"),
        path("titip-lapor/tulis/", filing.filing_write, name="filing_write"),
        path("titip-lapor/<str:number>/", filing.filing_show, name="filing_show"),
        path("kabar-warga/", news.news_list, name="news_list"),
        path("kabar-warga/<int:delivery_id>/sampai/", news.news_deliver, name="news_deliver"),
        path("kabar-warga/<int:delivery_id>/belum/", news.news_missed, name="news_missed"),
        path("kabar-warga/<int:delivery_id>/urungkan/", news.news_undo, name="news_undo"),
        path("kabar-warga/<int:delivery_id>/cetak/", news.news_slip, name="news_slip"),
    ],
    "reporting",
)
