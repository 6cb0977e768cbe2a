"""The officer's pages, below /ruang/ on the hub."""

from django.urls import include, path

from .views import decrees, desks, elections, kim_id, lives, members, regions, renewal, sites, stories, week

app_name = "workspace"

of_group = [
    path("", desks.desk_show, name="desk_show"),
    path("kelompok/", desks.group_edit, name="group_edit"),
    path("forum/", desks.forum_show, name="forum_show"),
    path("forum/gabung/", desks.forum_join, name="forum_join"),
    path("forum/<int:group_id>/keluar/", desks.forum_leave, name="forum_leave"),
    path("situs/", sites.site_edit, name="site_edit"),
    path("situs/lambang/", sites.logo_set, name="logo_set"),
    path("situs/lambang/lepas/", sites.logo_remove, name="logo_remove"),
    path("situs/lambang/<str:key>/kembali/", sites.logo_restore, name="logo_restore"),
    path("situs/alamat/", sites.address_edit, name="address_edit"),
    path("menu/", sites.menu_edit, name="menu_edit"),
    path("halaman/", sites.page_list, name="page_list"),
    path("halaman/baru/", sites.page_start, name="page_start"),
    path("halaman/<int:page_id>/", sites.page_write, name="page_write"),
    path("halaman/<int:page_id>/hapus/", sites.page_remove, name="page_remove"),
    path("halaman/<int:page_id>/kembali/", sites.page_restore, name="page_restore"),
    path("anggota/", members.member_list, name="member_list"),
    path("anggota/tambah/", members.member_add, name="member_add"),
    path("anggota/<int:person_id>/keluarkan/", members.member_remove, name="member_remove"),
    path("anggota/<int:person_id>/kembali/", members.member_restore, name="member_restore"),
    path("anggota/<int:person_id>/tugas/", members.role_grant, name="role_grant"),
    path("tugas/<int:grant_id>/cabut/", members.role_revoke, name="role_revoke"),
    path("tugas/<int:grant_id>/kembali/", members.role_restore, name="role_restore"),
    path("pulih/<int:person_id>/", members.recovery_show, name="recovery_show"),
    path("kim-id/", kim_id.kim_id_edit, name="kim_id_edit"),
    path("kim-id/salin/", kim_id.kim_id_copy, name="kim_id_copy"),
    path("kim-id/salin/<str:code>/tandai/", kim_id.kim_id_mark, name="kim_id_mark"),
    path("kim-id/salin/<str:code>/batal/", kim_id.kim_id_unmark, name="kim_id_unmark"),
    path("sk/", decrees.decree_list, name="decree_list"),
    path("sk/tambah/", decrees.decree_add, name="decree_add"),
    path("sk/<int:decree_id>/", decrees.decree_edit, name="decree_edit"),
    path("pengurus/ganti/", renewal.board_renew, name="board_renew"),
    path("pengurus/tambah/", decrees.seat_add, name="seat_add"),
    path("pengurus/<int:seat_id>/berhenti/", decrees.seat_dismiss, name="seat_dismiss"),
    path("pengurus/<int:seat_id>/kembali/", decrees.seat_reinstate, name="seat_reinstate"),
]
of_region = [
    path("", regions.region_show, name="region_show"),
    path("kim-baru/", regions.group_start, name="group_start"),
    path("petugas/", regions.officer_list, name="officer_list"),
    path("petugas/<int:grant_id>/cabut/", regions.officer_revoke, name="officer_revoke"),
    path("petugas/<int:grant_id>/kembali/", regions.officer_restore, name="officer_restore"),
    path("petugas/<int:grant_id>/pulih/", regions.officer_recover, name="officer_recover"),
    path("opd/", regions.office_open, name="office_open"),
    path("situs/<slug:slug>/", regions.site_control, name="site_control"),
    path("kelompok/<int:group_id>/", lives.life_show, name="life_show"),
    path("kelompok/<int:group_id>/rehat/", lives.group_rest, name="group_rest"),
    path("kelompok/<int:group_id>/bangun/", lives.group_wake, name="group_wake"),
    path("kelompok/<int:group_id>/gabung/", lives.group_merge, name="group_merge"),
    path("kelompok/<int:group_id>/bubar/", lives.group_dissolve, name="group_dissolve"),
    path("kelompok/<int:group_id>/batal/", lives.group_revive, name="group_revive"),
]
urlpatterns = [
    path("", week.week_show, name="week_show"),
    path("tulisan/", week.text_list, name="text_list"),
    path("periksa/", week.review_list, name="review_list"),
    path("masa-pemilu/", elections.election_list, name="election_list"),
    path("masa-pemilu/<int:period_id>/", elections.election_edit, name="election_edit"),
    path("masalah/<slug:slug>/kabar-balik/", stories.problem_tell, name="problem_tell"),
    path("kim/<slug:slug>/", include(of_group)),
    path("wilayah/<str:code>/", include(of_region)),
]
