"""Sign-in and one's own pages, on the hub only. Paths are ours; names are allauth's own where allauth redirects to them."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache

from . import views


def _own(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page about oneself: only signed in, and never kept by a browser."""
    return never_cache(login_required(view))


urlpatterns = [
    path("masuk/", views.SignIn.as_view(), name="account_login"),
    path("masuk/kunci/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("masuk/kode/", never_cache(views.SecondStep.as_view()), name="mfa_authenticate"),
    path("masuk/pulih/", views.recovery_use, name="recovery_use"),
    path("masuk/surel/", never_cache(views.MailCode.as_view()), name="account_reset_password"),
    path("masuk/surel/kode/", never_cache(views.MailCodeConfirm.as_view()), name="account_confirm_password_reset_code"),
    path("masuk/surel/sandi/", never_cache(views.MailCodePassword.as_view()), name="account_complete_password_reset"),
    path("masuk/dihentikan/", never_cache(views.Inactive.as_view()), name="account_inactive"),
    path("keluar/", never_cache(views.SignOut.as_view()), name="account_logout"),
    path("akun/", views.profile_edit, name="profile_edit"),
    path("akun/sandi/", _own(views.ChangePassword.as_view()), name="account_change_password"),
    path("akun/sandi/pertama/", _own(views.SetPassword.as_view()), name="account_set_password"),
    path("akun/pastikan/", never_cache(views.Confirm.as_view()), name="account_reauthenticate"),
    path("akun/pastikan/kode/", never_cache(views.ConfirmByCode.as_view()), name="mfa_reauthenticate"),
    path("akun/pastikan/kunci/", never_cache(views.ConfirmByPasskey.as_view()), name="mfa_reauthenticate_webauthn"),
    path("akun/keamanan/", views.mfa_index, name="mfa_index"),
    path("akun/keamanan/aplikasi/", _own(views.CodeAppActivate.as_view()), name="mfa_activate_totp"),
    path("akun/keamanan/aplikasi/lepas/", _own(views.CodeAppDeactivate.as_view()), name="mfa_deactivate_totp"),
    path("akun/keamanan/kode-cadangan/", never_cache(views.SpareCodes.as_view()), name="mfa_view_recovery_codes"),
    path("akun/keamanan/kode-cadangan/baru/", _own(views.SpareCodesGenerate.as_view()), name="mfa_generate_recovery_codes"),
    path("akun/keamanan/kode-cadangan/unduh/", views.SpareCodesDownload.as_view(), name="mfa_download_recovery_codes"),
    path("akun/keamanan/kunci/", views.mfa_list_webauthn, name="mfa_list_webauthn"),
    path("akun/keamanan/kunci/tambah/", _own(views.PasskeyAdd.as_view()), name="mfa_add_webauthn"),
    path("akun/keamanan/kunci/<int:pk>/nama/", _own(views.PasskeyRename.as_view()), name="mfa_edit_webauthn"),
    path("akun/keamanan/kunci/<int:pk>/lepas/", _own(views.PasskeyRemove.as_view()), name="mfa_remove_webauthn"),
    path("akun/perangkat/", views.usersessions_list, name="usersessions_list"),
    path("akun/perangkat/<int:session_id>/keluar/", views.session_end, name="session_end"),
    path("akun/perangkat/keluar/", views.session_end_all, name="session_end_all"),
]
