"""Activity reports of the demo: last month's frozen by two groups, this month's begun by one."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from kentongan.accounts.models import Person
from kentongan.evaluation import actions
from kentongan.evaluation.models import ActivityReport
from kentongan.evaluation.policies.periods import MONTH, period_at
from kentongan.evaluation.queries import get_owner
from kentongan.groups.models import Grant, Role
from kentongan.groups.queries import editors_of

FROZEN = {
    "suara-siding": {
        "foreword": "Salam dari Siding. Sebulan ini kami lebih banyak mendengar daripada menulis: di balai adat, di posyandu, dan di jalan "
        "setapak yang akhirnya dikerjakan bersama. Terima kasih kepada warga yang bercerita, dan kepada pemerintah desa yang menjawab.",
        "obstacles": "Sinyal di Dusun Hulu masih sering hilang, sehingga kabar dari sana terlambat satu atau dua hari. Kami perlu satu "
        "pengeras suara untuk balai adat.",
        "plans": "Kelas menulis untuk lima kontributor muda, papan kabar di Dusun Hilir, dan siaran jadwal imunisasi lewat pengeras suara.",
        "place": "Siding",
        "known_title": "Kepala Desa Siding",
        "known_name": "Anton Rasau",
    },
    "gema-lemukutan": {"plans": "Mengabarkan cuaca setiap pagi sebelum nelayan turun.", "known_name": "Hendra Saputra"},
}
BEGUN = {"plans": "Musyawarah dusun bulan depan kami kabarkan sejak dua minggu sebelumnya."}


def build_activity_reports(*, now: datetime) -> int:
    """Write what is missing; returns how many there are. The logs have been told by then."""
    today = timezone.localdate(now)
    month, last = period_at(MONTH, today), period_at(MONTH, today).before
    read_on = timezone.make_aware(datetime.combine(month.start + timedelta(days=1), time(9)))
    for slug, words in FROZEN.items():
        chair = _chair_of(slug)
        owner = get_owner(actor=chair, slug=slug)
        if ActivityReport.objects.filter(owner=owner.scope).exists():
            continue
        with transaction.atomic():
            at = min(read_on, now)
            actions.write_report(actor=chair, owner=owner, period=last, version=0, words=words, now=at)
            actions.freeze_report(actor=chair, owner=owner, period=last, now=at)
            if slug == "suara-siding":
                writer = editors_of(owner.own_group).exclude(pk=chair.pk).first() or chair
                actions.write_report(actor=writer, owner=owner, period=month, version=0, words=BEGUN, now=now)
            ActivityReport.objects.filter(owner=owner.scope).update(is_demo=True)
    return ActivityReport.objects.filter(is_demo=True).count()


def _chair_of(slug: str) -> Person:
    return Grant.objects.get(group__site__slug=slug, role=Role.CHAIR, revoked_at=None).person
