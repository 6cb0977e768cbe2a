"""QR codes, drawn into the page."""

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def qr(address: str) -> SafeString:
    """A QR code as inline SVG, black on white in the dark too, so that every phone reads it."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(scale=4, border=2, dark="#000", light="#fff", omitsize=True))  # noqa: S308  (drawn by segno from an address of ours)
