from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "kentongan.publishing"
    label = "publishing"
