"""The log of what must be looked at again by every index."""

from django.db import models


class SearchChange(models.Model):
    """Something changed that can be found. Each index reads on from the last number it knows; the text itself is read when it does.

    The numbers have no gaps and become visible in their order, because each is taken under a lock that is held to the end of the
    transaction. So "all up to here" is a true sentence.
    """

    class Subject(models.TextChoices):
        PUBLICATION = "publication"
        GROUP = "group"

    number = models.PositiveBigIntegerField(primary_key=True)
    subject = models.CharField(max_length=11, choices=Subject.choices)
    subject_id = models.PositiveBigIntegerField()
    noted_at = models.DateTimeField(auto_now_add=True, db_index=True, help_text="not when it happened: a fact may be told late")

    def __str__(self) -> str:
        return f"{self.number} {self.subject} {self.subject_id}"
