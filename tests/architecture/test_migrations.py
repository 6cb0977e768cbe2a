"""The tests make their tables from the models, so it is said here that the migrations make the same."""

from typing import Any

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

OURS = "kentongan."


def test_the_migrations_lack_nothing(settings: Any) -> None:
    settings.MIGRATION_MODULES = {}  # pytest-django hides them from the other tests
    loader = MigrationLoader(None)
    own = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    with translation.override(None):  # as makemigrations does: Django's own words stay English
        found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(loader.graph)
    lacking = {f"{label}: {operation.describe()}" for label in own & set(found) for one in found[label] for operation in one.operations}
    assert lacking == set()
