"""What the import contracts cannot say: foreign keys, doors, file names, who listens, who crosses scopes, whose templates."""

import ast
import re
from pathlib import Path

from django.apps import apps as django_apps

from .floors import PACKAGE, app_of, apps, floors, height_of, sources


def test_every_app_stands_on_exactly_one_floor() -> None:
    named = [app for floor in floors() for app in floor]
    assert sorted(set(named)) == sorted(named)
    assert [app for app in apps() if app not in named] == []


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in django_apps.get_models()
        if model.__module__.startswith("kentongan.")
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if field.related_model.__module__.startswith("kentongan.")
        if height_of(field.related_model._meta.app_label) > height_of(model._meta.app_label)
    ]
    assert upward == []


# What a file of an app may be called (ARCHITECTURE.md, "The files of an app"), and what Django itself wants.
FILES = {
    "apps",
    "urls",
    "views",
    "api",
    "forms",
    "subscribers",
    "tasks",
    "notices",
    "actions",
    "rules",
    "queries",
    "models",
    "policies",
    "events",
}
DJANGO_FILES = {"__init__", "middleware", "context_processors", "templatetags", "management", "migrations", "tests"}
# Files that carry a name of their own, each with the reason.
OWN_NAMES = {
    # Shared by every floor: the key of a scope; text from Markdown; form fields; answering under a ticket or code; PDF; files made once.
    "core": {"scopes", "text", "fields", "secrecy", "paper", "made"},
    "media": {"serving", "fields"},  # the answer that hands out a file; a form on which parts of a photo are marked
    "sites": {"addresses", "freshness"},  # absolute addresses; answering 304: asked by every floor above
    "search": {"index"},  # the folder of files that tantivy keeps
    # What allauth and Django want to be told; a request behind login_required.
    "accounts": {"fields", "sign_in_settings", "adapters", "validators", "requests"},
    "publishing": {"election_settings"},
    "newsroom": {"voice_settings"},
    "aspirations": {
        "category_settings",
        "desk_settings",
        "door_settings",
        "filing_settings",
    },  # tables and texts of settings, too long for theirs
    "demo": {"stories", "scenes"},  # the demo's texts and pictures
}
FORBIDDEN = {"utils", "helpers", "common", "misc", "lib", "shared", "base", "tools"}


def test_files_are_called_by_what_they_hold() -> None:
    strange = [
        f"{app}/{path.name}"
        for app in apps()
        for path in (PACKAGE / app).iterdir()
        if path.suffix == ".py" or (path.is_dir() and (path / "__init__.py").exists())
        if path.stem not in FILES | DJANGO_FILES | OWN_NAMES.get(app, set())
    ]
    assert strange == []
    assert [
        str(path)
        for path in PACKAGE.rglob("*")
        if path.stem in FORBIDDEN and path.suffix in ("", ".py") and "static" not in path.parts and "templates" not in path.parts
    ] == []


def imports_of(path: Path) -> list[str]:
    """Full names of what a file of ours imports from our package: ``kentongan.groups.queries``."""
    found = []
    package = "kentongan." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.rstrip(".").split(".")
                base = ".".join([*above[: len(above) - node.level + 1], *([base] if base else [])])
            found += [f"{base}.{name.name}" for name in node.names]
    return [name for name in found if name.startswith("kentongan.")]


# Ground and mechanisms are entered by these doors; forms, views, templates' tags and tasks are nobody else's business.
DOORS = {
    "models", "queries", "rules", "actions", "events", "policies", "addresses", "freshness", "secrecy", "scopes", "text", "fields", "paper",
    "made", "requests", "serving",
}  # fmt: skip
ROOM_DOORS = {"queries", "actions", "events"}
WIRING = {"config", "demo"}


def test_apps_are_entered_by_their_doors() -> None:
    rooms = next(floor for floor in floors() if "newsroom" in floor)
    through_the_wall = []
    for path in sources():
        app = app_of(path)
        if app in WIRING or not (PACKAGE / app).is_dir():
            continue
        for name in imports_of(path):
            _, other, *inner = name.split(".")
            if other == app or not inner:
                continue
            doors = ROOM_DOORS if other in rooms else DOORS
            if inner[0] not in doors:
                through_the_wall.append(f"{path.relative_to(PACKAGE)}: {name}")
    assert through_the_wall == []


def test_subscribers_listen_down_or_sideways() -> None:
    upward = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in sources()
        if path.stem == "subscribers"
        for name in imports_of(path)
        if name.split(".")[2:3] == ["events"] and height_of(name.split(".")[1]) > height_of(app_of(path))
    ]
    assert upward == []


# The places that may look across tenants, each with its reason. A new one is a decision, not a habit.
CROSSING = {
    "publishing/queries/__init__.py": "the hub shows all",
    "publishing/queries/desks.py": "the workspace asks the rules after finding by code; the clock has no scope",
    "newsroom/queries/wall_sheet.py": "the worker and its clock find a sheet by its key, subscribers by a text's",
    "newsroom/queries/posters.py": "a poster is found by the code of what is out, as its short address is",
    "publishing/queries/corrections.py": "the hub's log shows what was set right on every site",
    "publishing/queries/sharing.py": "a short address leads into any scope, to what is out or was",
    "publishing/queries/checking.py": "a forwarded text may be of any group, and was sent to all",
    "publishing/actions/sharing.py": "the worker keeps the short texts of what is out, named by its key",
    "publishing/queries/elections.py": "a coordinator decides on texts of all groups in his area",
    "publishing/actions/attaching.py": "a deed names its row by its key after the rules were asked",
    "publishing/actions/moving.py": "a deed names its row by its key after the rules were asked; addresses and releases look at siblings",
    "publishing/actions/scheduling.py": "the clock has no scope",
    "publishing/actions/writing.py": "a deed names its row by its key after the rules were asked",
    "publishing/actions/activities.py": "the worker that tells of an event has no scope",
    "comments/actions/activities.py": "the worker that tells of an event has no scope",
    "aspirations/actions/activities.py": "the worker that tells of an event has no scope",
    "cases/queries/codes.py": "a case is found by its number, then code or rules are asked",
    "cases/queries/finding.py": "a case is found by what its room knows; inboxes span the scopes of an actor",
    "cases/queries/trail.py": "the files of a case have a scope of their own; the caller has found the case",
    "cases/queries/vault.py": "the cases of a phone number are those of every tenant; the caller asks the rules of each",
    "cases/actions/opening.py": "a stranger opens a case and comes back to it by number and code",
    "cases/actions/clock.py": "the clock has no scope",
    "cases/actions/deeds.py": "a deed names its row by its key after the rules were asked",
    "aspirations/queries/problems.py": "the hub shows all; the workspace finds by the actor's roles and the rules are asked",
    "aspirations/actions/problems.py": "a resident without account shares it; a deed names its row by its key after the rules were asked",
    "comments/queries.py": "a reader's page of the hub; a moderator's queue spans the scopes of an actor, and the rules are asked",
    "comments/actions/writing.py": "a stranger says something; a deed names its row by its key",
    "comments/actions/moderating.py": "a deed names its row by its key after the rules were asked",
    "groups/queries/__init__.py": "what stands on a group is counted in every tenant's table before the group goes",
    "media/queries.py": "an upload is found by its unguessable key, then the rules are asked",
    "media/actions/keeping.py": "a deed names its row by its key after the rules were asked",
    "media/actions/describing.py": "a deed names its row by its key after the rules were asked",
    "search/queries.py": "the hub finds the texts of all; the index has every tenant's",
    "newsroom/queries/__init__.py": "a reader's page of the hub",
    "newsroom/queries/alerts.py": "emergency notices of regions stand on every page below them, error pages too; the clock has no scope",
    "newsroom/actions/alerts.py": "a deed names its row by its key after the rules were asked; the clock has no scope",
    "sites/queries.py": "the workspace finds a page by its site after the rules were asked",
    "sites/actions.py": "a deed names its row by its key after the rules were asked",
    "aspirations/queries/pictures.py": "a released photo belongs to its case; the report was found before",
    "aspirations/queries/counting.py": "numbers of all reports, whoever owns them; nothing of a report itself leaves it",
    "workspace/queries/figures.py": "figures of the groups below a coordinator, and who has gone quiet",
    "demo/actions/building.py": "the demo builds every tenant",
    "demo/actions/scaling.py": "made-up groups are written in bulk",
    "demo/queries.py": "the demo's welcome names people of every tenant",
}


def test_who_may_cross_scopes() -> None:
    crossing = {
        str(path.relative_to(PACKAGE))
        for path in sources()
        if re.search(r"scopes_disabled|with_scopes_disabled|_base_manager", path.read_text(encoding="utf-8"))
    }
    assert crossing - CROSSING.keys() == set()
    assert {path for path in CROSSING.keys() - crossing if not path.startswith("demo/")} == set(), (
        "no longer crossing: take it off the list"
    )


TEMPLATE_NAME = re.compile(r"""{%\s*(?:extends|include)\s+["']([a-z_]+)/""")


def test_templates_use_only_their_own_and_those_of_lower_floors() -> None:
    upward = []
    for app in apps():
        for path in (PACKAGE / app).rglob("templates/**/*"):
            if not path.is_file():
                continue
            upward += [
                f"{path.relative_to(PACKAGE)}: {other}"
                for other in TEMPLATE_NAME.findall(path.read_text(encoding="utf-8"))
                if other not in (app, "cotton") and (other not in apps() or height_of(other) >= height_of(app))
            ]
    assert upward == []


def test_no_page_names_a_third_party() -> None:
    """Nothing on a page is fetched from elsewhere. Links a person may follow (wa.me) are no fetches."""
    fetched = re.compile(
        r"""(?:src|srcset|data|poster|action)=["']https?://|<link[^>]+href=["']https?://|url\(["']?https?://|import\s+["']https?://"""
    )
    found = [
        str(path.relative_to(PACKAGE))
        for pattern in ("*.html", "*.css", "*.js", "*.svg")
        for path in PACKAGE.rglob(pattern)
        if fetched.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_nothing_is_styled_or_scripted_inline() -> None:
    """The content security policy would drop it; nobody should wonder why."""
    inline = re.compile(r"""\sstyle=["']|\son[a-z]+=["']|<style|<script(?![^>]*(?:\bsrc=|application/ld\+json|application/json))""")
    found = [
        str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("templates/**/*.html") if inline.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_app_has_its_page() -> None:
    assert [app for app in apps() if not (PACKAGE / app / "README.md").exists()] == []
