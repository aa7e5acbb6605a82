"""Who sat which exam? As the board knows it, before results come and beside them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from entries.models import UnitEntry
from interchange.database.append_only import APPEND_ONLY
from results.rules import Mark


class Attendance(models.Model):
    """How an entry for an exam was attended; of several of an entry the last counts."""

    entry = models.ForeignKey(
        UnitEntry, on_delete=models.PROTECT, related_name="attendance", db_index=False
    )
    mark = models.CharField(max_length=8, choices=[(one.value, one.label) for one in Mark])
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "attendance"
        ordering = ["-noted_at", "-id"]
        indexes = [
            models.Index(fields=["entry", "-id"]),
            models.Index(
                fields=["entry"], condition=Q(mark=Mark.ABSENT.value), name="noted_as_absent"
            ),
        ]
        triggers = [*APPEND_ONLY]

    def __str__(self):
        return f"{self.entry}: {self.get_mark_display()}"
