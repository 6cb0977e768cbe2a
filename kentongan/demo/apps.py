from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kentongan.demo"
    label = "demo"
