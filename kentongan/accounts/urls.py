"""Sign-in, on the hub only. Names are allauth's own, paths are ours."""

from allauth.account import views as account_views
from django.urls import path

urlpatterns = [
    path("masuk/", account_views.login, name="account_login"),
    path("keluar/", account_views.logout, name="account_logout"),
]
