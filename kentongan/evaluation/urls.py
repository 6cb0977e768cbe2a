"""Activity reports in the workspace: of a group below ``kim/``, of a region below ``wilayah/``."""

from django.urls import path, re_path

from .views import reports, writing

app_name = "evaluating"

KEY = r"(?P<key>[0-9]{4}(?:-[0-9t][0-9]?)?)"

workspace_urls = (
    [
        path("kim/<slug:slug>/laporan-kegiatan/", reports.report_list, name="report_list"),
        re_path(rf"^kim/(?P<slug>[-\w]+)/laporan-kegiatan/{KEY}/$", reports.report_show, name="report_show"),
        re_path(rf"^kim/(?P<slug>[-\w]+)/laporan-kegiatan/{KEY}/tulis/$", writing.report_write, name="report_write"),
        re_path(rf"^kim/(?P<slug>[-\w]+)/laporan-kegiatan/{KEY}/foto/$", writing.report_photos, name="report_photos"),
        re_path(rf"^kim/(?P<slug>[-\w]+)/laporan-kegiatan/{KEY}/sahkan/$", writing.report_freeze, name="report_freeze"),
        re_path(rf"^kim/(?P<slug>[-\w]+)/laporan-kegiatan/{KEY}/tarik/$", writing.report_withdraw, name="report_withdraw"),
        re_path(
            rf"^kim/(?P<slug>[-\w]+)/laporan-kegiatan/{KEY}/laporan\.(?P<form>pdf|xlsx)$", reports.report_download, name="report_download"
        ),
        path("wilayah/<str:code>/laporan-kegiatan/", reports.report_list, name="region_report_list"),
        re_path(rf"^wilayah/(?P<code>[0-9.]+)/laporan-kegiatan/{KEY}/$", reports.report_show, name="region_report_show"),
        re_path(rf"^wilayah/(?P<code>[0-9.]+)/laporan-kegiatan/{KEY}/tulis/$", writing.report_write, name="region_report_write"),
        re_path(rf"^wilayah/(?P<code>[0-9.]+)/laporan-kegiatan/{KEY}/sahkan/$", writing.report_freeze, name="region_report_freeze"),
        re_path(rf"^wilayah/(?P<code>[0-9.]+)/laporan-kegiatan/{KEY}/tarik/$", writing.report_withdraw, name="region_report_withdraw"),
        re_path(
            rf"^wilayah/(?P<code>[0-9.]+)/laporan-kegiatan/{KEY}/laporan\.(?P<form>pdf|xlsx)$",
            reports.report_download,
            name="region_report_download",
        ),
        re_path(rf"^wilayah/(?P<code>[0-9.]+)/laporan-kegiatan/{KEY}/kim/$", reports.group_reports, name="region_group_reports"),
    ],
    app_name,
)
