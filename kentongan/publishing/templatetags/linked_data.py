"""JSON-LD in the head of a page."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# A script's text ends at "</script" whatever JSON says, and "<!--" changes how it is read: none of these characters may stand as such.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.simple_tag
def json_ld(data: dict[str, Any] | None) -> SafeString:
    """Write the data as a block of JSON-LD that nothing in it can leave; nothing for no data. It is data, never run: the CSP allows it."""
    if not data:
        return SafeString("")
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308  (escaped above)
