"""Many made-up groups with sites and articles, for measuring only: written in bulk, without pictures and without events."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.policies import new_code
from kentongan.core.text import rendered
from kentongan.groups.models import Grant, Group, Role
from kentongan.publishing.models import Publication, Tag
from kentongan.regions.models import Region
from kentongan.sites.models import Site

ARTICLES_PER_GROUP = 12
WORDS = (
    "warga desa sungai jalan panen ladang lada jagung sekolah guru murid posyandu kader air bersih jembatan gotong royong musyawarah "
    "koperasi pasar harga kapal nelayan ikan hutan kebun listrik sinyal pemuda olahraga perpustakaan buku banjir hujan kering benih pupuk "
    "pagi siang sore malam kemarin besok selesai mulai dibuka ditutup diperbaiki dibangun dijual dibeli disepakati diumumkan"
).split()


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words)).capitalize()


def build_scale(*, groups: int, progress: Callable[[str, int, int], None] = lambda what, done, total: None) -> dict[str, int]:
    """Make ``groups`` groups named "KIM Uji …" with a site and 12 articles each, spread over all villages of the country."""
    now = timezone.now()
    first = Site.objects.filter(slug__startswith="uji-").count()
    dice = random.Random(f"scale {first}")
    villages = list(Region.objects.filter(kind__in=("desa", "kelurahan")).values_list("code", flat=True))
    random.Random(6107).shuffle(villages)
    tags = list(Tag.objects.filter(is_topic=True)) or [
        Tag.objects.get_or_create(slug="umum", defaults={"label": "Umum", "is_topic": True})[0]
    ]
    writer, _made = Person.objects.get_or_create(
        username="penulis-uji", defaults={"full_name": "Penulis Uji", "password": "!", "is_demo": True}
    )
    texts = 0
    for start in range(first, first + groups, 200):
        numbers = range(start, min(start + 200, first + groups))
        with transaction.atomic(), scopes_disabled():
            made = Group.objects.bulk_create(
                [Group(name=f"KIM Uji {number:05}", region_id=villages[number % len(villages)], is_demo=True) for number in numbers]
            )
            Site.objects.bulk_create([Site(group=group, slug=f"uji-{number:05}") for group, number in zip(made, numbers, strict=True)])
            Grant.objects.bulk_create(
                [Grant(person=writer, role=Role.EDITOR, scope=group.scope, group=group, granted_at=now) for group in made]
            )
            rows = [_article(dice, group, writer, tags, position, now) for group in made for position in range(ARTICLES_PER_GROUP)]
            Publication.objects.bulk_create(rows, batch_size=500)
            for group in made:  # the log is left out; how lively each is, follows from its texts
                group.last_activity_on = max(
                    timezone.localdate(row.published_at) for row in rows if row.group_id == group.pk and row.published_at
                )
            Group.objects.bulk_update(made, ["last_activity_on"])
            texts += len(rows)
        progress("KIM uji", numbers[-1] - first + 1, groups)
    return {"groups": groups, "articles": texts}


def _article(dice: random.Random, group: Group, writer: Person, tags: list[Tag], position: int, now: datetime) -> Publication:
    text = "\n\n".join(_sentence(dice, 40) + "." for _ in range(5))
    published = now - timedelta(hours=dice.randrange(1, 20_000))
    return Publication(
        code=new_code(choose=dice.choice),
        kind=Publication.Kind.ARTICLE,
        owner=group.scope,
        group=group,
        title=_sentence(dice, 8),
        slug=f"kabar-{position}",
        summary=_sentence(dice, 14) + ".",
        text=text,
        html=rendered(text),
        topic=dice.choice(tags),
        status=Publication.Status.PUBLISHED,
        author=writer,
        updated_by=writer,
        created_at=published,
        updated_at=published,
        published_at=published,
        is_demo=True,
    )
