"""Short addresses lead to the one address of a text, whatever it is called by now."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django_scopes import scopes_disabled

from kentongan.publishing import actions, queries
from kentongan.publishing.models import Publication

HUB = settings.BASE_DOMAIN


@pytest.fixture
def text(cast: SimpleNamespace, now: datetime) -> Publication:
    """Dewi's draft for KIM Suara Siding."""
    with scopes_disabled():
        made = actions.create_publication(actor=cast.dewi, kind=Publication.Kind.ARTICLE, owner=cast.siding, now=now)
        words = {"title": "Panen padi ladang", "summary": "Ringkas.", "text": "Panen mulai Sabtu."}
        return actions.save_publication(actor=cast.dewi, publication=made, version=1, now=now, **words)


def asked(address: str, host: str = HUB) -> tuple[int, str]:
    answer = Client(headers={"host": host}).get(address)
    return answer.status_code, answer.headers.get("Location", "")


def test_short_address_through_the_life_of_a_text(text: Publication, cast: SimpleNamespace, now: datetime) -> None:
    code, address = text.code, f"http://{HUB}:8000/kim/suara-siding/kabar/panen-padi-ladang/"
    assert queries.short_address(text) == f"http://{HUB}:8000/s/{code}"
    assert asked(f"/s/{code}") == (404, "")  # a draft is nobody's to read
    with scopes_disabled():
        actions.publish_publication(actor=cast.sari, publication=text, now=now)
    as_typed = (code, f"{code}/", code.lower(), f"{code[:5]}-{code[5:]}")
    assert {asked(f"/s/{typed}") for typed in as_typed} == {(302, address)}
    assert asked(f"/s/{code}", f"suara-siding.{HUB}") == (302, address)  # read aloud, typed on the site one knows
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    assert asked(f"/s/{wrong}") == (404, "")

    cast.siding_site.slug = "suara-baru"
    cast.siding_site.save()
    assert asked(f"/s/{code}") == (302, address.replace("suara-siding", "suara-baru"))

    with scopes_disabled():
        actions.withdraw_publication(actor=cast.sari, publication=text, reason="Keliru.", now=now + timedelta(days=1))
    answer = Client(headers={"host": HUB}).get(f"/s/{code}", follow=True)
    assert (answer.status_code, "Keliru." in answer.content.decode()) == (410, True)


def test_the_text_of_a_group_without_a_site_has_no_page(text: Publication, cast: SimpleNamespace, now: datetime) -> None:
    with scopes_disabled():
        actions.publish_publication(actor=cast.sari, publication=text, now=now)
    cast.siding_site.delete()
    assert asked(f"/s/{text.code}") == (404, "")
