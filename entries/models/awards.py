"""Which awards are to be worked out?"""

from django.db import models

from entries.models.entries import QualificationEntry


class AwardDue(models.Model):
    """Whether an entry's award is to be worked out: as long as `done` is behind `due`."""

    entry = models.OneToOneField(
        QualificationEntry, on_delete=models.CASCADE, related_name="award_due"
    )
    due = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    raised_at = models.DateTimeField(help_text="when it last became due")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="tries since it became due")
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "award due"
        verbose_name_plural = "awards due"
        indexes = [
            models.Index(
                fields=["raised_at"], condition=models.Q(done__lt=models.F("due")), name="still_due"
            ),
            models.Index(
                fields=["attempts", "entry"],
                condition=models.Q(done__lt=models.F("due")),
                name="next_due",
            ),
        ]

    def __str__(self):
        return f"{self.entry}: {self.done} of {self.due} done"
