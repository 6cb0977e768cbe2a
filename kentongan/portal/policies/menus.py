"""Which entries the menu of a site has, from what the group chose. Plain values in, plain values out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kentongan.sites.policies import MENU_TARGETS, USUAL_TARGETS


@dataclass(frozen=True)
class Entry:
    """A chosen entry: one of MENU_TARGETS, or the slug of an own page. Without a label it has the usual one."""

    target: str = ""
    page: str = ""
    label: str = ""


USUAL = tuple(Entry(target=target) for target in USUAL_TARGETS)


def page_slugs(menu: Iterable[Mapping[str, Any]]) -> list[str]:
    """The own pages that the menu names."""
    return [str(entry["page"]) for entry in menu if entry.get("page")]


def entries_of(menu: Iterable[Mapping[str, Any]], *, shown_pages: Collection[str] = ()) -> tuple[Entry, ...]:
    """The menu as it is shown.

    An empty menu is the usual one; a menu of own pages alone stands behind the usual one, so that nobody loses the way. Unknown targets
    and pages that are not shown are left out.
    """
    chosen = []
    for entry in menu:
        label = str(entry.get("label") or "")
        if entry.get("target") in MENU_TARGETS:
            chosen.append(Entry(target=str(entry["target"]), label=label))
        elif entry.get("page") and entry["page"] in shown_pages and label:
            chosen.append(Entry(page=str(entry["page"]), label=label))
    if not any(entry.target for entry in chosen):
        return (*USUAL, *chosen)
    return tuple(chosen)


def is_current(url: str, here: str, *, home_url: str) -> bool:
    """Whether the entry leads to the page at ``here`` or to a list it belongs to. The front page is only itself."""
    return here == url or (url != home_url and here.startswith(url))
