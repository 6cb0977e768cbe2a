from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "kentongan.workspace"
    label = "workspace"
