"""The demo regency, built by the same deeds as real people's, each at the moment its story tells.

Every step looks first whether it is done, so that a build that was broken off is taken up again.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.accounts.actions import create_person
from kentongan.accounts.models import Person
from kentongan.core.scopes import NATION
from kentongan.groups import actions as groups
from kentongan.groups.models import Grant, Group, Office, Role
from kentongan.media.models import Upload
from kentongan.newsroom.models import Brief
from kentongan.publishing import actions as publishing
from kentongan.publishing.actions.elections import declare_period
from kentongan.publishing.models import ElectionPeriod, Publication, Tag
from kentongan.publishing.policies.elections import usual_dates
from kentongan.regions.models import Region
from kentongan.regions.queries import get_region
from kentongan.sites import actions as sites
from kentongan.sites.models import Site

from ..queries import PASSWORD
from ..scenes import SCENES
from ..stories import Article, Bulletin, Stories, load_stories
from ..stories import Group as GroupStory
from ..stories import Person as PersonStory
from .activities import build_activities, tell_logs
from .activity_reports import build_activity_reports
from .albums import build_albums
from .alerts import build_alerts
from .drawing import Order, Progress, Studio
from .events import build_events
from .formations import build_formations
from .listing import bring_list
from .problems import build_problems
from .programs import build_keys
from .reports import build_reports
from .tasks import build_tasks
from .wall_sheets import build_wall_sheets

WRITTEN = (Publication.Kind.ARTICLE, Publication.Kind.BULLETIN)


class NoRegions(Exception):
    """The regions are not imported yet: `kentongan regions import` first."""


def build_demo(
    *, now: datetime | None = None, progress: Progress = lambda what, done, total: None, picture_width: int = 1280
) -> dict[str, int]:
    """Build what is missing of the demo regency; returns how many of each kind there are then. Raises NoRegions.

    ``progress`` is called with (what, done, total); pictures are drawn ``picture_width`` pixels wide.
    """
    now = now or timezone.now()
    codes = set(Region.objects.filter(code__startswith="61.07").values_list("code", flat=True))
    if not codes:
        raise NoRegions
    stories = load_stories(now=now, region_codes=codes, scenes=SCENES)
    with scopes_disabled():
        if Publication.objects.filter(is_demo=True, kind__in=WRITTEN).count() < len(stories.articles) + len(stories.bulletins):
            Builder(stories, now, progress, picture_width).build()
        formations = build_formations(coordinator=_coordinator(stories), now=now)
        events = build_events(now=now)
        albums = build_albums(stories, now=now, progress=progress, picture_width=picture_width)
        alerts = build_alerts(now=now)
        reports = build_reports(coordinator=_coordinator(stories), now=now)
        shared = build_problems(now=now, picture_width=picture_width)
        build_keys(coordinator=_coordinator(stories), now=now)
        activities = build_activities(now=now, picture_width=picture_width)
        tasks = build_tasks(now=now)
        wall_sheets = build_wall_sheets(now=now)
        tell_logs(now=now)
        activity_reports = build_activity_reports(now=now)
        return {
            "groups": Group.objects.filter(is_demo=True).count(),
            "people": Person.objects.filter(is_demo=True).count(),
            "articles": Publication.objects.filter(is_demo=True, kind=Publication.Kind.ARTICLE).count(),
            "bulletins": Publication.objects.filter(is_demo=True, kind=Publication.Kind.BULLETIN).count(),
            "formations": formations,
            "events": events,
            **albums,
            "alerts": alerts,
            "reports": reports,
            "shared problems": shared,
            "activities": activities,
            "tasks": tasks,
            "activity reports": activity_reports,
            "wall newspapers": wall_sheets,
        }


def _coordinator(stories: Stories) -> Person:
    told = next(person for person in stories.people if any(role.kind == "coordinator" for role in person.roles))
    return Person.objects.get(username=told.username)


class Builder:
    """Carries the stories into the database, oldest first."""

    def __init__(self, stories: Stories, now: datetime, progress: Progress, picture_width: int) -> None:
        self.stories = stories
        self.picture_width = picture_width
        self.now = now
        self.progress = progress
        self.long_ago = now - timedelta(days=2200)
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}
        self.offices: dict[str, Office] = {}
        self.tags: dict[str, Tag] = {}
        self.regions: dict[str, Region] = {}

    def build(self) -> None:
        """Everything, in the order in which it came about."""
        wanted: list[Order] = [
            ("scene", text.picture.scene, text.picture.seed) for text in (*self.stories.articles, *self.stories.bulletins)
        ]
        wanted += [("logo", group.slug, 0) for group in self.stories.groups]
        self.studio = Studio(wanted, self.progress, self.picture_width)
        for order, topic in enumerate(self.stories.topics):
            values = {"label": topic.label, "is_topic": True, "order": order}
            self.tags[topic.slug] = Tag.objects.update_or_create(slug=topic.slug, defaults=values)[0]
        for person in self.stories.people:
            self.people[person.username] = self._person(person)
        self._region_roles()
        for count, group in enumerate(sorted(self.stories.groups, key=lambda group: group.kind == "forum"), 1):
            with transaction.atomic():
                self.groups[group.key] = self._group(group)
            self.progress("KIM", count, len(self.stories.groups))
        texts: list[Article | Bulletin] = sorted((*self.stories.articles, *self.stories.bulletins), key=lambda text: text.at)
        for count, text in enumerate(texts, 1):
            with transaction.atomic():
                self._text(text)
            self.progress("Tulisan", count, len(texts))
        self._past_election()
        self._close_sites()
        self._dissolve_groups()
        bring_list(coordinator=self.coordinator, region=self._region("61.07"), now=self.now)

    def _region(self, code: str) -> Region:
        if code not in self.regions:
            self.regions[code] = get_region(code)
        return self.regions[code]

    def _person(self, story: PersonStory) -> Person:
        found = Person.objects.filter(username=story.username).first()
        return found or create_person(
            username=story.username, full_name=story.full_name, phone=story.phone, password=PASSWORD, is_demo=True
        )

    def _holding(self, kind: str) -> Iterator[Person]:
        for person in self.stories.people:
            if any(role.kind == kind for role in person.roles):
                yield self.people[person.username]

    def _region_roles(self) -> None:
        """Offices, and those who serve a region; the operator first, who appoints the coordinator, who appoints the others."""
        operator = next(self._holding("operator"))
        self.coordinator = next(self._holding("coordinator"))
        if not Grant.objects.filter(role=Role.OPERATOR, revoked_at=None).exists():
            groups.appoint_first_operator(person=operator, now=self.long_ago)
        coordinator_first = sorted(self.stories.people, key=lambda person: all(role.kind != "coordinator" for role in person.roles))
        for told in self.stories.offices:
            known = Office.objects.filter(region_id=told.region, name=told.name).first()
            self.offices[told.key] = known or groups.open_office(
                actor=operator, region=self._region(told.region), name=told.name, short_name=told.short_name, now=self.long_ago
            )
        for story in coordinator_first:
            for role in story.roles:
                if role.region and role.kind != "operator":
                    region, office = self._region(role.region), self.offices.get(role.office)
                    by = operator if role.kind == "coordinator" else self.coordinator
                    self._grant(story.username, role.kind, by=by, region=region, office=office)

    def _grant(
        self,
        username: str,
        kind: str,
        *,
        by: Person,
        group: Group | None = None,
        region: Region | None = None,
        office: Office | None = None,
    ) -> None:
        person = self.people[username]
        scope = group.scope if group else region.scope if region else NATION
        if not Grant.objects.filter(person=person, role=kind, scope=scope, revoked_at=None).exists():
            groups.grant_role(actor=by, person=person, role=Role(kind), group=group, region=region, office=office, now=self.long_ago)

    def _group(self, story: GroupStory) -> Group:
        """A group with its decrees, board, people and site."""
        site = Site.objects.filter(slug=story.slug).select_related("group__region__parent__parent").first()
        if site is not None:
            return site.group
        founded = timezone.make_aware(datetime.combine(story.decrees[0].date, datetime.min.time()))
        group = groups.create_group(
            actor=self.coordinator,
            region=self._region(story.region),
            name=story.name,
            kind=story.kind,
            level=story.level,
            description=story.description,
            address=story.address,
            phone=story.phone,
            founded_year=story.founded_year,
            kim_id_url=story.kim_id_url,
            review_required=story.review_required,
            further_regions=[self._region(code) for code in story.further_regions],
            now=founded,
            is_demo=True,
        )
        self._people_of(group, story, founded)
        site = sites.create_site(
            actor=self.coordinator, group=group, slug=story.slug, accent=story.accent, tagline=story.tagline, now=founded
        )
        leader = self._first_writer(story.key)
        logo = self.studio.upload(
            "logo", story.slug, 0, use="logo", actor=leader, owner=group.scope, now=founded, alt=f"Lambang {story.name}"
        )
        sites.dress_site(
            actor=self.coordinator, site=site, version=site.version, accent=story.accent, tagline=story.tagline, logo=logo, now=founded
        )
        for order, page in enumerate(story.pages):
            sites.save_page(actor=self.coordinator, site=site, title=page.title, slug=page.slug, text=page.text, order=order, now=founded)
        if story.menu:
            own = [{"label": item.label, "page": item.page} for item in story.menu]
            listed = (("Kabar", "article_list"), ("Agenda", "event_list"), ("Pengumuman", "bulletin_list"))
            usual = [{"label": label, "target": target} for label, target in listed]
            shown = [{"label": "Galeri", "target": "gallery_list"}, {"label": "Profil desa", "target": "profile_show"}]
            about = [{"label": "Tentang kami", "target": "about"}, {"label": "Kontak", "target": "contact"}]
            sites.set_menu(actor=self.coordinator, site=site, version=site.version, menu=[*usual, *shown, *own, *about], now=founded)
        if story.domain:
            sites.set_address(actor=self.coordinator, site=site, primary=Site.Primary.DOMAIN, domain=story.domain, now=founded)
        for key in story.members:
            groups.join_forum(actor=self.coordinator, forum=group, group=self.groups[key], now=founded)
        return group

    def _people_of(self, group: Group, story: GroupStory, founded: datetime) -> None:
        for person in self.stories.people:
            for role in person.roles:
                if role.group == story.key:
                    groups.add_member(actor=self.coordinator, group=group, person=self.people[person.username], now=founded)
                    self._grant(person.username, role.kind, by=self.coordinator, group=group)
        for told in story.decrees:
            is_last = told is story.decrees[-1]
            decree = groups.add_decree(
                actor=self.coordinator,
                group=group,
                number=told.number,
                issuer=told.issuer,
                about=told.about,
                date=told.date,
                term_start=story.term_start if is_last else None,
                term_end=story.term_end if is_last else None,
                now=timezone.make_aware(datetime.combine(told.date, datetime.min.time())),
            )
        for order, seat in enumerate(story.board):
            holder = self.people.get(seat.username)
            groups.seat_board_member(
                actor=self.coordinator,
                group=group,
                decree=decree,
                position=seat.position,
                section=seat.section,
                person_name=seat.person_name or (holder.full_name if holder else ""),
                person=holder,
                order=order,
                now=founded,
            )

    def _first_writer(self, key: str) -> Person:
        writers = (person for person in self.stories.people for role in person.roles if role.group == key)
        return self.people[next(writers).username]

    def _text(self, story: Article | Bulletin) -> None:
        """One publication from its first line to where its story leaves it."""
        group = self.groups[story.group] if isinstance(story, Article) else None
        owner: Group | Region = group or self._region(story.region)  # type: ignore[union-attr]
        kind = Publication.Kind.ARTICLE if group else Publication.Kind.BULLETIN
        if Publication.objects.filter(owner=owner.scope, title=story.title).exists():
            return
        author = self.people[story.author]
        begun = story.at - timedelta(hours=3)
        office = self.offices[story.office] if isinstance(story, Bulletin) else None
        text = publishing.create_publication(actor=author, kind=kind, owner=owner, office=office, now=begun, is_demo=True)
        picture = story.picture
        cover = self.studio.upload(
            "scene",
            picture.scene,
            picture.seed,
            use=story.slug,
            actor=author,
            owner=owner.scope,
            now=begun,
            alt=picture.alt,
            caption=picture.caption,
            credit=picture.credit,
            people_shown=Upload.PeopleShown.NOBODY,
        )
        publishing.save_publication(
            actor=author,
            publication=text,
            version=text.version,
            now=begun + timedelta(minutes=20),
            title=story.title,
            summary=story.summary,
            text=story.text if isinstance(story, Article) else f"{story.text}\n\n**Keterangan:** {story.contact}",
            topic=self.tags[story.topic],
            tags=[tag for tag in map(publishing.tag_named, story.tags) if tag is not None],
            cover=cover,
            audience=[self._region(code) for code in story.audience] if isinstance(story, Bulletin) else None,
            office=office,
        )
        if isinstance(story, Article) and story.five_w is not None:
            answers = story.five_w
            Brief.objects.update_or_create(
                publication=text,
                defaults={"what": answers.what, "who": answers.who, "where": answers.where}
                | {"when": answers.when, "why": answers.why, "how": answers.how},
            )
        self._send_on_its_way(text, story, author)

    def _send_on_its_way(self, text: Publication, story: Article | Bulletin, author: Person) -> None:
        reviewer = self.people[story.reviewer] if story.reviewer else author
        if story.status == "draft":
            return
        if story.reviewer or story.status in ("submitted", "returned"):
            publishing.submit_publication(actor=author, publication=text, now=story.at - timedelta(hours=1))
        if story.status == "submitted":
            return
        if story.status == "returned":
            for remark in story.remarks:  # type: ignore[union-attr]
                publishing.return_publication(actor=self.people[remark.by], publication=text, remarks=remark.text, now=remark.at)
            return
        if story.status == "scheduled":
            publishing.schedule_publication(actor=reviewer, publication=text, scheduled_at=story.scheduled_at, now=story.at)  # type: ignore[union-attr, arg-type]
            return
        publishing.publish_publication(actor=reviewer, publication=text, now=story.at)
        if isinstance(story, Article):
            kept = {"title": text.title, "summary": text.summary, "text": text.text}
            for note in story.corrections:
                publishing.correct_publication(actor=reviewer, publication=text, version=text.version, note=note.text, now=note.at, **kept)
            for reply in story.replies:
                publishing.add_reply(actor=reviewer, publication=text, name=reply.name, text=reply.text, now=reply.at)
        if story.withdrawn_at is not None:
            publishing.withdraw_publication(actor=reviewer, publication=text, reason=story.withdrawn_reason, now=story.withdrawn_at)

    def _past_election(self) -> None:
        """A village election that is over, with invented days and names; none holds now, so nothing in the demo is locked."""
        if ElectionPeriod.objects.filter(is_demo=True).exists():
            return
        dates = usual_dates(timezone.localdate(self.now) - timedelta(days=400), campaign_days=3, quiet_days=3)
        declare_period(
            actor=self.coordinator,
            name="Pilkades serentak gelombang pertama (contoh)",
            kind=ElectionPeriod.Kind.VILLAGE,
            region=self._region(settings.HOME_REGION),
            dates=dates,
            words="Matius Contoh\nYuliana Contoh\nPadi Emas Bersatu",
            source="SK Bupati contoh, tanggal karangan untuk peragaan",
            now=self.now - timedelta(days=440),
            is_demo=True,
        )

    def _close_sites(self) -> None:
        """Suspend and move the sites whose stories say so."""
        for story in self.stories.groups:
            site = Site.objects.get(slug=story.slug)
            if site.state != Site.State.ACTIVE:
                continue
            if story.site_state == "suspended":
                sites.suspend_site(actor=self.coordinator, site=site, reason=story.suspended_reason, now=self.now)
            elif story.site_state == "moved":
                sites.move_site(actor=self.coordinator, site=site, moved_to=story.moved_to, now=self.now)

    def _dissolve_groups(self) -> None:
        """End the groups whose stories say so; their sites stay as archives."""
        for story in self.stories.groups:
            group = self.groups[story.key]
            if story.dissolved_date is None or group.has_ended:
                continue
            then = timezone.make_aware(datetime.combine(story.dissolved_date, datetime.min.time())) + timedelta(hours=10)
            groups.dissolve_group(actor=self.coordinator, group=group, reason=story.dissolved_reason, day=story.dissolved_date, now=then)
            sites.follow_group(group_id=group.pk, actor_id=self.coordinator.pk, now=then)
