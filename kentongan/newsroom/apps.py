from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "kentongan.newsroom"
    label = "newsroom"
