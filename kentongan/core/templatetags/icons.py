"""Icons, the mark and the woven band, drawn for this project as a few hundred bytes of inline SVG that take the colour of the text."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# One drawing per name on a field of 24 × 24, stroke 2, round ends. Names say what is drawn or meant, in English.
ICONS: dict[str, str] = {
    "alert": '<path d="M12 4 2.5 20.5h19zM12 10v4.5m0 3v.2"/>',
    "arrow-down": '<path d="M12 5v14m-6-6 6 6 6-6"/>',
    "arrow-left": '<path d="M19 12H5m6-6-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h14m-6-6 6 6-6 6"/>',
    "arrow-up": '<path d="M12 19V5M6 11l6-6 6 6"/>',
    "bell": '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10.5 21.5h3"/>',
    "calendar": '<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8 3v4m8-4v4"/>',
    "camera": '<path d="M4 8h4l1.5-3h5L16 8h4v11H4z"/><circle cx="12" cy="13" r="3.5"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "copy": '<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V4H4v12h4"/>',
    "document": '<path d="M6 3h8l5 5v13H6zM14 3v5h5M9 13h7m-7 4h7"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
    "eye": '<path d="M2.5 12c5-8.5 14-8.5 19 0-5 8.5-14 8.5-19 0z"/><circle cx="12" cy="12" r="2.7"/>',
    "feed": '<path d="M5 11a8 8 0 0 1 8 8M5 5a14 14 0 0 1 14 14"/><circle cx="6" cy="18" r="1.2"/>',
    "gear": '<circle cx="12" cy="12" r="3.2"/><path d="M12 3v3m0 12v3M3 12h3m12 0h3'
    'M5.6 5.6l2.2 2.2m8.4 8.4 2.2 2.2m0-12.8-2.2 2.2m-8.4 8.4-2.2 2.2"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17z"/>',
    "home": '<path d="M3 11 12 4l9 7v9h-6v-6H9v6H3z"/>',
    "inbox": '<path d="M4 6h16v12H4zM4 13h5l1.5 2.5h3L15 13h5"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 8-8m-3.5 3.5 3 3"/>',
    "link": '<path d="m10 14 4-4M9 9l2.5-2.5a4 4 0 0 1 6 6L15 15M9 9l-2.5 2.5a4 4 0 0 0 6 6L15 15"/>',
    "list": '<path d="M8 6h12M8 12h12M8 18h12M4 6h.2M4 12h.2M4 18h.2"/>',
    "listen": '<path d="M4 9.5h3.5L12 5.5v13L7.5 14.5H4zM15.5 9a4 4 0 0 1 0 6m2.5-8.5a7.5 7.5 0 0 1 0 11"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<path d="M3 6h18v12H3zM3 7l9 7 9-7"/>',
    "map": '<path d="m3 6 6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14m6-12v14"/>',
    "megaphone": '<path d="M4 10v4l3 .5L17 19V5L7 9.5zM7 14.5 8 20h3l-1-4.3M20 10v4"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "news": '<path d="M4 5h13v14H6a2 2 0 0 1-2-2zM17 9h3v8a2 2 0 0 1-2 2h-2M7.5 9h6m-6 3.5h6m-6 3.5H11"/>',
    "pen": '<path d="m4 20 1-5L16 4l4 4L9 19z"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c0-8 13-8 13 0M15 4.8a3.5 3.5 0 0 1 0 6.4m3 2.3c2.3.8 3.5 3 3.5 6.5"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c0-9 15-9 15 0"/>',
    "phone": '<path d="M6 3h3l1.5 5L8 10c1 3 3 5 6 6l2-2.5 5 1.5v3c0 2-1 3-3 3C10 20 4 14 3.5 6c0-2 .5-3 2.5-3z"/>',
    "picture": '<rect x="3.5" y="5" width="17" height="14" rx="2"/><path d="m4 17 5-5 4 4 3-3 4 4"/><circle cx="15.5" cy="9.5" r="1.3"/>',
    "pin": '<path d="M12 21c-9-9-7-17 0-17s9 8 0 17z"/><circle cx="12" cy="10.5" r="2.3"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>',
    "report": '<path d="M4 5h16v11H9l-5 4zM12 8v3.2m0 2v.2"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 6 6"/>',
    "share": '<circle cx="6" cy="12" r="2.5"/><circle cx="17.5" cy="5.5" r="2.5"/><circle cx="17.5" cy="18.5" r="2.5"/>'
    '<path d="m8.3 10.8 7-4m-7 6.4 7 4"/>',
    "sign-out": '<path d="M14 4H5v16h9M10 12h11m-4-4 4 4-4 4"/>',
    "tag": '<path d="M4 4h8l8.5 8.5-8 8L4 12zM8 8h.2"/>',
    "trash": '<path d="M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6m4-6v6"/>',
    "undo": '<path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H8"/>',
    "upload": '<path d="M12 16V5M7 10l5-5 5 5M4 20h16"/>',
}

MARK = (
    '<svg class="mark" viewBox="0 0 20 48" width="20" height="48" fill="currentColor" aria-hidden="true">'
    '<path d="M9 0h2v6c4.7.4 8 3.3 8 8v24c0 5.2-3.6 9-9 9s-9-3.8-9-9V14c0-4.7 3.3-7.6 8-8zm1 17c-1.5 0-2.2 1-2.2 2.4v15.2'
    'c0 1.4.7 2.4 2.2 2.4s2.2-1 2.2-2.4V19.4c0-1.4-.7-2.4-2.2-2.4z"/></svg>'
)

# A plain weave seen at an angle, one strand over and one under, between two lines: anyaman in general, no motif of any one people.
BAND = (
    '<svg class="band" width="100%" height="17" fill="none" stroke="currentColor" stroke-width="3.3" aria-hidden="true">'
    '<pattern id="anyam" y="3.5" width="10" height="10" patternUnits="userSpaceOnUse"><path d="M1.7 3.3l6.6-6.6M1.7 13.3l6.6-6.6"/>'
    '<path opacity=".5" d="M-3.3 1.7l6.6 6.6M6.7 1.7l6.6 6.6"/></pattern>'
    '<path fill="url(#anyam)" stroke="none" d="M0 0h9999v17H0z"/><path stroke-width="1.5" d="M0 .75h9999M0 16.25h9999"/></svg>'
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw the icon of this name; it says nothing to a screen reader, so a word must stand beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308  (our own drawing)
    )


@register.simple_tag
def mark() -> SafeString:
    """Draw the kentongan: a vertical rounded body with one slit, hung by a cord."""
    return mark_safe(MARK)  # noqa: S308  (our own drawing)


@register.simple_tag
def band() -> SafeString:
    """Draw the woven band, once on a page: it is the only ornament."""
    return mark_safe(BAND)  # noqa: S308  (our own drawing)
