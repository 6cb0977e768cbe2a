"""What the newsroom keeps beside a publication."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.publishing.models import Publication

from .agenda import Event, EventChange
from .alerts import Alert, AlertUpdate
from .passing_on import (
    AskBack,
    Carrier,
    DisseminationTask,
    PassingOn,
    PassingOnPhoto,
    ProofRelease,
    TaskQuestion,
    TaskReception,
    TaskReminder,
)
from .profiles import Facility, Hamlet, Profile, ProfileChange, ProfileFigure
from .reach import ReceptionTally, TaskFigure
from .voice import VoiceScript
from .wall_sheet import WallSheet, WallSheetItem

__all__ = [
    "Alert", "AlertUpdate", "AskBack", "Brief", "Carrier", "DisseminationTask", "Event", "EventChange", "Facility", "Hamlet", "PassingOn",
    "PassingOnPhoto", "Profile", "ProfileChange", "ProfileFigure", "ProofRelease", "ReceptionTally", "TaskFigure", "TaskQuestion",
    "TaskReception", "TaskReminder", "VoiceScript", "WallSheet", "WallSheetItem",
]  # fmt: skip


class Brief(models.Model):
    """The six answers (5W1H) an article was composed from: apa, siapa, di mana, kapan, mengapa, bagaimana."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, primary_key=True, related_name="brief")
    what = models.TextField(_("apa yang terjadi?"), blank=True)
    who = models.TextField(_("siapa yang terlibat?"), blank=True)
    where = models.TextField(_("di mana?"), blank=True)
    when = models.TextField(_("kapan?"), blank=True)
    why = models.TextField(_("mengapa?"), blank=True)
    how = models.TextField(_("bagaimana?"), blank=True)

    def __str__(self) -> str:
        return str(self.publication)
