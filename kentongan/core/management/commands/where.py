"""From an address in the browser to the code that answers it."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template import Engine, TemplateDoesNotExist
from django.urls import Resolver404, ResolverMatch, resolve

TEMPLATE_NAME = re.compile(r"""["']([\w/.-]+\.(?:html|xml|txt|json))["']""")
SITE_PATH = re.compile(r"^/kim/[^/]+(/.*)$")


def places_of(address: str) -> Iterator[tuple[str, str, str]]:
    """Which of the two URL files can mean the address: (name of the place, URL file, path in it).

    >>> list(places_of("/kim/siding/kabar/"))[0]
    ('site', 'kentongan.config.site_urls', '/kabar/')
    """
    parts = urlsplit(address if "//" in address else f"/{address.lstrip('/')}")
    path = parts.path or "/"
    in_site = SITE_PATH.match(path)
    if in_site:
        yield "site", settings.SITE_URLCONF, in_site[1]
        return
    if not parts.hostname or parts.hostname in settings.HUB_HOSTS:
        yield "hub", settings.ROOT_URLCONF, path
    if not parts.hostname or parts.hostname not in settings.HUB_HOSTS:
        yield "site", settings.SITE_URLCONF, path


def place_in_code(thing: Any) -> str:
    """``kentongan/portal/views.py:31``, or the module's full path where it is a library's."""
    plain = inspect.unwrap(thing)
    file = Path(inspect.getsourcefile(plain) or "?")
    line = inspect.getsourcelines(plain)[1]
    return f"{short(file)}:{line}"


def short(file: Path) -> str:
    """The path within the repository, where it is there."""
    return str(file.relative_to(settings.REPOSITORY)) if file.is_relative_to(settings.REPOSITORY) else str(file)


def templates_of(view: Callable[..., Any]) -> list[str]:
    """Files of the templates that the view's own code names."""
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        names = [name for name in [getattr(view_class, "template_name", None)] if name]
    else:
        names = TEMPLATE_NAME.findall(inspect.getsource(inspect.unwrap(view)))
    files = []
    for name in dict.fromkeys(names):
        try:
            files.append(short(Path(Engine.get_default().get_template(name).origin.name)))
        except TemplateDoesNotExist:
            continue
    return files


def describe(match: ResolverMatch) -> list[tuple[str, str]]:
    """The lines to print: what answers and where it stands."""
    target = getattr(match.func, "view_class", match.func)
    lines = [
        ("view", f"{target.__module__}.{target.__qualname__}"),
        ("file", place_in_code(target)),
        ("name", match.view_name or "(no name)"),
        ("route", f"/{match.route}"),
    ]
    lines += [("with", f"{key} = {value!r}") for key, value in match.kwargs.items()]
    lines += [("template", file) for file in templates_of(match.func)]
    return lines


class Command(BaseCommand):
    help = "Say which view, file, URL name and template answer an address, on the hub and on a site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="a path (/kabar/) or a whole address (http://siding.kim.localhost:8000/kabar/)")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        found = False
        for place, urlconf, path in places_of(address):
            try:
                match = resolve(path, urlconf=urlconf)
            except Resolver404:
                continue
            found = True
            self.stdout.write(self.style.SUCCESS(f"{place} {path}"))
            for label, value in describe(match):
                self.stdout.write(f"  {label:<9} {value}")
        if not found:
            raise CommandError(f"Nothing answers {address}, neither on the hub nor on a site.")
