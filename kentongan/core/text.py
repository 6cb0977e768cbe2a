"""Text: Markdown to safe HTML, and addresses made of titles. Plain arithmetic, for everything that people write."""

import re
import unicodedata
from html import unescape
from itertools import count

import nh3
from markdown_it import MarkdownIt

# What an article may hold. Pictures come through uploads, not through addresses in the text; headings start below the page's own h1.
TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "s",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "h2",
    "h3",
    "h4",
    "hr",
    "code",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "typographer": True, "breaks": True})
_markdown.enable(["table", "strikethrough", "linkify", "replacements", "smartquotes"])
# Signs that turn the direction of writing (they show other words than are written, and reach beyond them), and those that no page may hold.
_ILLEGIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>')
_NUMBERED = re.compile(r"<ol[^>]*>.*?</ol>")
_AS_LINES = {
    re.compile(r"</t[hd]>\s*(?=<t[hd])"): " | ",
    re.compile(r"<li>\s*(?:<p>)?"): "\n- ",
    re.compile(r"<br />|<tr>|<(?:ul|ol|table|blockquote)[^>]*>"): "\n",
    re.compile(r"<(?:p|h\d)>|</(?:ul|ol|table|blockquote)>"): "\n\n",
}
_HEADING = re.compile(r"<(/?)h([1-6])>")


def legible(text: str) -> str:
    """What strangers wrote, as it is kept: everybody reads what is written, in its order."""
    return _ILLEGIBLE.sub("", text)


def rendered(text: str) -> str:
    """The text as sanitised HTML. HTML in the text is shown as text; headings move below the page's title."""
    html = _markdown.render(text)
    html = _HEADING.sub(lambda match: f"<{match[1]}h{min(4, max(2, int(match[2])))}>", html)
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener ugc")


def plain(text: str) -> str:
    """The text without its Markdown signs, as one line: for descriptions and counting."""
    html = nh3.clean(_markdown.render(text), tags=set())
    bare = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return " ".join(bare.split())


def _numbered(items: re.Match[str]) -> str:
    numbers = count(1)
    return re.sub(r"<li>\s*(?:<p>)?", lambda _item: f"\n{next(numbers)}. ", items[0])


def _spelt_out(link: re.Match[str]) -> str:
    """A link as its words with the address behind, or as the address alone where that is all it says."""
    address, words = link[1], link[2]
    bare = [each.rpartition("://")[2].removeprefix("mailto:").strip("/") for each in (address, words)]
    return words if bare[0] == bare[1] else f"{words} ({address})"


def readable(text: str) -> str:
    """The text without its Markdown signs, its paragraphs, lists and tables as lines: for pasting where no Markdown is understood."""
    html = _markdown.render(text).replace("\n", " ")
    html = _NUMBERED.sub(_numbered, _LINK.sub(_spelt_out, html))
    for tag, sign in _AS_LINES.items():
        html = tag.sub(sign, html)
    lines = [" ".join(line.split()) for line in unescape(nh3.clean(html, tags=set())).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def slug_of(title: str, *, longest: int = 80) -> str:
    """An address made of the title: lower case letters, digits and hyphens, cut at a word; "" where nothing is left."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_title.replace("'", "")).strip("-")
    if len(slug) > longest:
        slug = slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return slug


def free_slug(wanted: str, taken: set[str]) -> str:
    """``wanted``, or with the first number behind it that makes it free."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
