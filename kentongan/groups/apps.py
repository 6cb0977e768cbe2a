from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "kentongan.groups"
    label = "groups"
