"""The report of a group, composed from its log. As many queries for one activity as for three hundred."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count as Counted
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.groups.models import ActivityEntry
from kentongan.groups.policies import EVIDENCE
from kentongan.groups.queries import activities_of
from kentongan.media.models import Upload
from kentongan.media.queries import pictures_of
from kentongan.publishing.policies.short_texts import shortened
from kentongan.publishing.queries import cover_keys_of

from ..models import ActivityReport
from ..policies.adding import UNLISTED, Entry, added_up, chosen_photos, hamlets_in_order
from ..policies.content import FORM, Count, Deed, GroupReport, Photo, Texts
from ..policies.periods import Period
from .finding import former_words
from .letterhead import letterhead_of, signers_of, usual_signers
from .owners import Owner
from .sentences import opening_of_group
from .tasks import tasks_of

PUBLICATION = "publishing.Publication"
Kind, Function = ActivityEntry.Kind, ActivityEntry.Function
UNTOLD = frozenset({"link", "case"})  # an address is no use on paper; the words of a case could say whose it is
EVIDENCE_MOST = 140  # letters of each part: a line of the table, not the minutes themselves
PARTS = {
    "origin": gettext_lazy("sumber: %s"),
    "minutes": gettext_lazy("notulen: %s"),
    "conclusion": gettext_lazy("kesimpulan: %s"),
    "applied_by": gettext_lazy("oleh %s"),
    "result": gettext_lazy("hasil: %s"),
    "partner": gettext_lazy("dengan %s"),
    "channels": gettext_lazy("lewat %s"),
    "addressee": gettext_lazy("kepada %s"),
    "answer": gettext_lazy("jawaban: %s"),
}


def words_of(owner: Owner, report: ActivityReport | None) -> dict[str, str]:
    """What people typed in the report, or what its fields begin with. Two queries where nothing is typed yet."""
    if report is None:
        return {"foreword": "", "obstacles": "", "plans": "", **usual_signers(owner, former_words(owner))}
    fields = ("foreword", "obstacles", "plans", "place", "signer_name", "known_title", "known_name")
    return {field: getattr(report, field) for field in fields}


def compose_group(
    owner: Owner, period: Period, report: ActivityReport | None, *, today: date, number: str = "", day: date | None = None
) -> GroupReport:
    """What the group has to say of the period as its log stands now; ``number`` and ``day`` are those of freezing."""
    group = owner.own_group
    entries = list(activities_of([group], period.start, period.end))
    before_by_kind = _counted(activities_of([group], period.before.start, period.before.end))
    plain = [_plain(entry) for entry in entries]
    figures = added_up(plain, total_before=sum(before_by_kind.values()))
    kinds = tuple(
        Count(kind.value, str(kind.label), sum(entry.kind == kind for entry in plain), before_by_kind.get(kind.value, 0)) for kind in Kind
    )
    hamlets = hamlets_in_order(plain)
    tasks = tasks_of([group], period)
    words = words_of(owner, report)
    return GroupReport(
        form=FORM,
        number=number,
        letterhead=letterhead_of(owner, min(period.end, today)),
        period=period.name,
        start=period.start,
        end=period.end,
        opening=opening_of_group(owner.name, period, figures, kinds, hamlets, tasks),
        figures=figures,
        kinds=kinds,
        functions=tuple(Count(each.value, str(each.label), sum(entry.function == each for entry in plain)) for each in Function),
        hamlets=hamlets,
        deeds=tuple(_deed(entry) for entry in entries if entry.source not in UNLISTED),
        unlisted=sum(entry.source in UNLISTED for entry in entries),
        photos=photos_of(owner, entries, report.photo_keys if report else None),
        texts=Texts(words["foreword"], words["obstacles"], words["plans"]),
        signers=signers_of(owner, words, day),
        tasks=tasks,
    )


def _counted(entries: QuerySet[ActivityEntry]) -> dict[str, int]:
    return dict(entries.order_by().values_list("kind").annotate(count=Counted("pk")))


def _plain(entry: ActivityEntry) -> Entry:
    return Entry(
        kind=entry.kind,
        function=entry.function,
        source=entry.source,
        day=entry.day,
        women=entry.women,
        men=entry.men,
        reach=entry.reach,
        is_late=bool(entry.evidence.get("is_late")),
        hamlets=tuple(entry.hamlets),
    )


def _deed(entry: ActivityEntry) -> Deed:
    return Deed(
        day=entry.day,
        title=entry.title,
        kind=str(entry.get_kind_display()),
        function=str(entry.get_function_display()),
        evidence=proof_of(entry),
        hamlets=tuple(entry.hamlets),
        women=entry.women,
        men=entry.men,
        reach=entry.reach,
    )


def proof_of(entry: ActivityEntry) -> str:
    """What proves the activity, as one line."""
    parts = []
    for name in EVIDENCE.get(entry.kind, ()):
        value = entry.evidence.get(name)
        said = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()
        said = shortened(said, EVIDENCE_MOST).rstrip(". ")
        if said and name not in UNTOLD:
            parts.append(PARTS[name] % said if name in PARTS else said)
    if entry.photo_keys:
        parts.append(_("ada foto"))
    return "; ".join(parts)


# --- Pictures ------------------------------------------------------------------------------------------------------------


def offered_photos(owner: Owner, entries: Iterable[ActivityEntry]) -> list[tuple[ActivityEntry, list[Upload]]]:
    """The group's own pictures of these activities, each once: those brought to the log, and covers of texts that are out. Two queries.

    The report goes to an office and not to the public, so people may be seen in them.
    """
    entries = [entry for entry in entries if entry.source not in UNLISTED]
    published = {int(entry.source_key) for entry in entries if entry.source == PUBLICATION}
    covers = cover_keys_of(owner.own_group, published)
    keys = {entry.pk: [*entry.photo_keys, *([covers[int(entry.source_key)]] if _has_cover(entry, covers) else [])] for entry in entries}
    uploads = pictures_of(owner.scope, {key for found in keys.values() for key in found})
    offered: list[tuple[ActivityEntry, list[Upload]]] = []
    seen: set[str] = set()
    for entry in entries:
        own = [uploads[key] for key in dict.fromkeys(keys[entry.pk]) if key in uploads and key not in seen]
        seen.update(upload.key for upload in own)
        if own:
            offered.append((entry, own))
    return offered


def _has_cover(entry: ActivityEntry, covers: dict[int, str]) -> bool:
    return entry.source == PUBLICATION and int(entry.source_key) in covers


def photos_of(owner: Owner, entries: Iterable[ActivityEntry], chosen: list[str] | None) -> tuple[Photo, ...]:
    """The pictures of the report: those chosen by hand that are still offered, else by rule."""
    offered = offered_photos(owner, entries)
    by_key = {upload.key: (entry, upload) for entry, uploads in offered for upload in uploads}
    if chosen is None:
        keys = chosen_photos([(entry.kind, [upload.key for upload in uploads]) for entry, uploads in offered])
    else:
        keys = tuple(key for key in by_key if key in chosen)
    return tuple(
        Photo(key=key, caption=by_key[key][0].title, alt=by_key[key][1].alt or by_key[key][1].caption or by_key[key][0].title)
        for key in keys
    )
