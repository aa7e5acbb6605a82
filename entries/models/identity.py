"""Which UCIs and ULNs did two records have?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from entries.models.candidates import Candidate


class NumberTwice(models.Model):
    """A UCI or ULN that was taken off a record because an earlier record has it (docs/adr/0048).

    The board looks whose it is: it stays with the `holder`, or goes back to the `candidate`.
    """

    class Kind(models.TextChoices):
        UCI = "uci", "UCI"
        ULN = "uln", "ULN"

    class Answer(models.TextChoices):
        STAYS = "stays", "It stays with the earlier record"
        GOES_BACK = "back", "It goes back to this record"

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="numbers_lost")
    kind = models.CharField(max_length=3, choices=Kind)
    number = models.CharField(max_length=13)
    holder = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    answer = models.CharField(max_length=5, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["noted_at", "id"]
        verbose_name = "number held twice"
        verbose_name_plural = "numbers held twice"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="a_number_is_given_by_somebody",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number} of {self.candidate.ocr_number}"
