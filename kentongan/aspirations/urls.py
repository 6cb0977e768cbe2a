"""Reports: for everybody on the hub (hub_urls) and on a site (site_urls), for officers in the workspace (workspace_urls)."""

from django.urls import path

from .views import sending, showing, working

app_name = "aspirations"
_everywhere = [
    path("lapor/", sending.report_send, name="report_send"),
    path("laporan/", showing.public_list, name="public_list"),
    path("laporan/<str:number>/", showing.report_public, name="report_public"),
]
hub_urls = ([*_everywhere], app_name)
site_urls = ([*_everywhere], app_name)
workspace_urls = (
    [
        path("laporan/", working.report_list, name="report_list"),
        path("laporan/<str:number>/", working.report_show, name="report_show"),
        path("laporan/<str:number>/verifikasi/", working.report_verify, name="report_verify"),
        path("laporan/<str:number>/teruskan/", working.report_forward, name="report_forward"),
        path("laporan/<str:number>/langkah/", working.report_step, name="report_step"),
    ],
    "reporting",
)
