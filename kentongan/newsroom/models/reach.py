"""How far tasks got: figures that are kept, and how each group's answer counts in them."""

from django.db import models

from ..policies.reach import Counted
from .passing_on import DisseminationTask, TaskReception


class TaskFigure(models.Model):
    """How far a task got in a region with all below it. Kept by actions.reach with every step, never counted by looking at all answers."""

    task = models.ForeignKey(DisseminationTask, on_delete=models.CASCADE, related_name="figures")
    place = models.CharField(max_length=13, help_text='code of a region; "00": everywhere')
    counts = models.JSONField(default=dict, help_text="see policies.reach.counts_of")

    class Meta:
        ordering = ["task", "place"]
        constraints = [models.UniqueConstraint(fields=["task", "place"], name="one_figure_per_place")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.place}"


class ReceptionTally(models.Model):
    """How a group's answer counts at present, so that its next step takes away exactly what it added before."""

    reception = models.OneToOneField(TaskReception, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    place = models.CharField(max_length=13, blank=True, help_text="the group's region; empty: it counts nowhere")
    counts = models.JSONField(default=dict)
    hamlets = models.JSONField(default=dict, help_text="name → parts that reached it, people by estimate")

    def __str__(self) -> str:
        return f"{self.reception_id}"

    def counted(self, task_id: int) -> Counted:
        """The row as plain values; the task is that of its reception."""
        return Counted(task_id, self.place, self.counts, self.hamlets)
