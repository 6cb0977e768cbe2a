"""What is passed on of a publication: its short address, the texts for WhatsApp and SMS with their check code, its pictures."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.accounts.policies import share_url
from kentongan.core.made import made_once, place_of
from kentongan.core.policies.codes import read_code
from kentongan.core.rules import NotVisible
from kentongan.core.secrecy import secret_keys
from kentongan.groups.models import Group
from kentongan.groups.queries import groups_of, memberships_of
from kentongan.media.queries import file_of
from kentongan.sites.addresses import hub_origin, hub_url

from ..models import Publication, PublicationShare
from ..policies import checking, plain
from ..policies.pictures import DRAWN, PictureFacts, Shape, draw
from ..policies.short_texts import WHATSAPP_MOST, Gist, prose, sentences, sms_text, whatsapp_text

Kind, Status = Publication.Kind, Publication.Status
LANGUAGE = "id"  # the texts go to neighbours, whatever language the page is read in


def short_address(publication: Publication) -> str:
    """Its address by its code: short enough for a QR code or an SMS, and the same however the site or its group is renamed."""
    return hub_url("publishing:short_show", code=publication.code)


def by_short_code(typed: str) -> Publication:
    """What a short address leads to: it is out, or was once. Raises NotVisible."""
    with scopes_disabled():
        out = Publication.objects.filter(code=read_code(typed) or "", status__in=(Status.PUBLISHED, Status.WITHDRAWN))
        found = out.select_related("group__site", "region", "office", "cover").first()
    if found is None:
        raise NotVisible("Alamat pendek ini tidak ada. Periksa lagi huruf dan angkanya.")
    return found


# --- The texts


@dataclass(frozen=True, kw_only=True)
class Telling:
    """The short texts of a publication, the WhatsApp text without its check code; ``facts`` are lines for its pictures."""

    whatsapp: str
    sms: str
    facts: tuple[str, ...] = ()


Teller = Callable[[Publication, str, int], Telling]
_tellers: dict[str, Teller] = {}


def register_teller(kind: Publication.Kind, teller: Teller) -> None:
    """A room whose kind has more to say than its text makes the short texts itself: of a publication, its link, and the room there is."""
    _tellers[kind] = teller


def _day(publication: Publication) -> str:
    """The day it came out: "24 November 2026"."""
    return date_format(timezone.localtime(publication.published_at), "j F Y")


def gist_of(publication: Publication, link: str, *, title: str = "", facts: tuple[str, ...] = ()) -> Gist:
    """What every kind says: title, sender, day, and its summary or, for want of one, its first paragraphs."""
    said = publication.summary.strip() or plain("\n\n".join(prose(publication.text)[:3]))
    return Gist(
        title=title or publication.title,
        sender=publication.sender,
        day=_day(publication),
        link=link,
        facts=facts,
        lead=tuple(sentences(said)),
    )


def tell(publication: Publication, gist: Gist, most: int) -> Telling:
    """The short texts of a gist."""
    return Telling(whatsapp=whatsapp_text(gist, most), sms=sms_text(gist), facts=gist.facts)


def _tell_text(publication: Publication, link: str, most: int) -> Telling:
    return tell(publication, gist_of(publication, link), most)


# --- Check codes


def home() -> checking.Home:
    """Where our texts lead."""
    return checking.Home(urlsplit(hub_origin()).netloc)


def check_keys() -> list[bytes]:
    """The keys of check codes: the one that makes them, then former ones."""
    return [hmac.new(secret.encode(), b"kentongan.publishing.check", hashlib.sha256).digest() for secret in secret_keys()]


# --- The kit


@dataclass(frozen=True, kw_only=True)
class SharePicture:
    """A picture that goes with the text. Its address holds its version, so that it may be kept for ever."""

    shape: Shape
    url: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class ShareKit:
    """All with which a publication is passed on."""

    title: str
    whatsapp: str
    sms: str
    check_code: str
    short_address: str
    page_url: str
    pictures: tuple[SharePicture, ...]

    @property
    def whatsapp_url(self) -> str:
        """WhatsApp's own address for sharing; opens the app, or its page on the web."""
        return share_url(self.whatsapp)

    @property
    def sms_url(self) -> str:
        """Opens the phone's own messages with the text in it."""
        return f"sms:?body={quote(self.sms, safe='')}"


def share_kit(publication: Publication) -> ShareKit:
    """What is passed on of a publication that is out. Its texts are Indonesian whatever language is active. No query where it is a card."""
    link = short_address(publication)
    with translation.override(LANGUAGE):
        told, code, line = _told(publication, link)
        mark = _mark(picture_facts(publication, told))
    return ShareKit(
        title=publication.title,
        whatsapp=f"{told.whatsapp}\n{line}",
        sms=told.sms,
        check_code=code,
        short_address=link,
        page_url=reverse("publishing:share_show", kwargs={"code": publication.code}),
        pictures=tuple(
            SharePicture(shape=shape, url=picture_url(publication, mark, shape), width=shape.size[0], height=shape.size[1])
            for shape in Shape
        ),
    )


def _told(publication: Publication, link: str) -> tuple[Telling, str, str]:
    """(the texts, the check code, the line that says it)."""
    room = WHATSAPP_MOST - len(checking.check_line("0000-0000", home())) - 1
    told = _tellers.get(publication.kind, _tell_text)(publication, link, room)
    code = checking.check_code(check_keys()[0], publication.code, checking.read(told.whatsapp, home()).words)
    return told, code, checking.check_line(code, home())


def groups_sharing(actor: Person) -> list[Group]:
    """The groups in whose name somebody may note that he passed something on: those he belongs to or works for. Two queries."""
    belonging = [member.group for member in memberships_of(actor)]
    return list({group.pk: group for group in (*groups_of(actor), *belonging)}.values())


def share_of(actor: Person, publication: Publication) -> PublicationShare | None:
    """That the actor passed it on already."""
    return PublicationShare.objects.filter(publication=publication, person_id=actor.pk).select_related("group").first()


# --- Pictures


def picture_facts(publication: Publication, told: Telling | None = None) -> PictureFacts:
    """What its pictures say, without the photo, which is read when one is drawn."""
    link = short_address(publication)
    with translation.override(LANGUAGE):
        told = told or _told(publication, link)[0]
        site = getattr(publication.group, "site", None) if publication.group else None
        return PictureFacts(
            title=publication.title,
            kicker=f"{publication.get_kind_display()} · {_day(publication)}",
            sender=publication.sender,
            tagline=site.tagline if site else settings.HUB_NAME,
            facts=told.facts,
            link=link,
            shown_link=link.partition("://")[2],
            accent=site.accent if site else "lada",
            cover=publication.cover.key if publication.cover and publication.cover.variants else "",
        )


def _mark(facts: PictureFacts) -> str:
    """The version of the pictures: another one wherever anything in them is another."""
    return hashlib.blake2s(f"{DRAWN} {facts!r}".encode(), digest_size=8).hexdigest()


def picture_mark(publication: Publication) -> str:
    """The version of its pictures now."""
    return _mark(picture_facts(publication))


def picture_url(publication: Publication, mark: str, shape: Shape) -> str:
    """The address of a picture on the place of the request."""
    return reverse("publishing:picture_show", kwargs={"code": publication.code, "mark": mark, "shape": shape.value})


def drawn_picture(publication: Publication, shape: Shape) -> bytes:
    """The picture of what it says now, drawn where it is asked for the first time."""
    facts = picture_facts(publication)
    file = place_of("sharing", publication.code, f"{_mark(facts)}.{shape.value}")
    return made_once(file, lambda: draw(shape, facts, _cover_bytes(publication)))


def _cover_bytes(publication: Publication) -> bytes | None:
    """Its photo, as we encoded it anew when it came, in the size that fills a picture; None without one."""
    upload = publication.cover
    if upload is None or not upload.variants:
        return None
    try:
        return file_of(upload, 1080).read_bytes()
    except OSError:
        return None
