from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "kentongan.core"
    label = "core"

    def ready(self) -> None:
        """Let every app's subscribers sign up with the event bus."""
        autodiscover_modules("subscribers")
