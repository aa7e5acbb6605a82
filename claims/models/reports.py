"""What the moderator writes about a claim: feedback for the centre, concerns for the board."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claims import Claim
from interchange.clashes import Once
from interchange.database.append_only import NEVER_EMPTIED


class FeedbackReport(models.Model):
    """What the centre reads about its assessment; once sent it is kept as it is, for ever."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reports")
    went_well = models.TextField("what went well", blank=True, max_length=4000)
    to_improve = models.TextField("what to improve", blank=True, max_length=4000)
    to_do = models.TextField("what the centre must do next", blank=True, max_length=4000)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            Once(
                fields=["claim"],
                condition=Q(sent_at=None),
                name="one_report_being_written",
                says=(
                    "Somebody else began the feedback report a moment ago. Open it to see what"
                    " they wrote."
                ),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="sent_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__sent_at__isnull=False),
            ),
            NEVER_EMPTIED,
        ]

    def __str__(self):
        return f"feedback on {self.claim}"


class MalpracticeConcern(models.Model):
    """What makes the moderator suspect malpractice; the board reads it, the centre is not told."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="concerns")
    about = models.TextField("what gives rise to the suspicion", max_length=4000)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField("taken up", null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    answer = models.TextField("what the board found", blank=True, max_length=4000)
    answered_at = models.DateTimeField("answered", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["raised_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, taken_at__isnull=False)
                & ~Q(answer=""),
                name="answered_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_by=None)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="taken_by_and_at",
            ),
        ]

    def __str__(self):
        return f"malpractice concern about {self.claim}"
