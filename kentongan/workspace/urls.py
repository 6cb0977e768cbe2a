"""The officer's pages, below /ruang/ on the hub."""

from django.urls import path

from . import views

app_name = "workspace"
urlpatterns = [path("", views.week_show, name="week_show")]
