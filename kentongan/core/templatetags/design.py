"""What the components need and a template cannot say: kinds of fields, undo addresses, colour classes, messages."""

from collections.abc import Iterable

from django import template
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.http import HttpRequest

register = template.Library()

# The colours a picture may hold its place with until it has come. Classes, because a strict CSP forbids inline styles.
TINTS: dict[str, str] = {
    "paper": "#e6dcc4",
    "sky": "#b9cdd2",
    "river": "#7fa9a8",
    "leaf": "#7f9f73",
    "forest": "#44604a",
    "rice": "#c2b168",
    "earth": "#a3774f",
    "brick": "#8d4f3a",
    "wood": "#594638",
    "night": "#2b2f33",
    "stone": "#8f8b82",
    "rose": "#c99a8c",
}


@register.filter
def tint(colour: str | None) -> str:
    """The class of the tint nearest to a colour such as #8fb08a."""
    if not colour or len(colour) != 7:
        return "tint-paper"

    def channels(code: str) -> tuple[int, ...]:
        return tuple(int(code[at : at + 2], 16) for at in (1, 3, 5))

    wanted = channels(colour)
    nearest = min(TINTS, key=lambda name: sum((one - two) ** 2 for one, two in zip(wanted, channels(TINTS[name]), strict=True)))
    return f"tint-{nearest}"


@register.filter
def field_kind(field: BoundField) -> str:
    """How a form field is laid out: choices, switch, file, hidden or line."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "switch"
    if isinstance(widget, FileInput):
        return "file"
    return "line"


@register.simple_tag(takes_context=True)
def told(context: template.Context) -> Iterable[Message]:
    """The messages for this visit; none where a page has no request (error pages) or no session (public sites)."""
    request: HttpRequest | None = context.get("request")
    return list(get_messages(request)) if request is not None and hasattr(request, "_messages") else []


@register.filter
def undo_address(message: Message) -> str:
    """The address that undoes what a message tells: a view passes extra_tags="undo:/ruang/…/"."""
    return next((tag.removeprefix("undo:") for tag in (message.extra_tags or "").split() if tag.startswith("undo:")), "")


@register.filter
def wrong_fields(form: BaseForm) -> list[tuple[BoundField, str]]:
    """Each field that has something to put right, with the first sentence about it, in the order of the page."""
    return [(field, str(field.errors[0])) for field in form if field.errors]
