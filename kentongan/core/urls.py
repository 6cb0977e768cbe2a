"""What the hub and every site have in common: the choice of language; the style guide in development."""

from django.urls import path

from . import views

app_name = "core"
urlpatterns = [
    path("bahasa/", views.language_choose, name="language_choose"),
    path("gaya/", views.style_guide, name="style_guide"),
]
