"""Which records were found to be one person's, and which look like it?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from entries.models.candidates import Candidate
from entries.rules.people import surname_first
from interchange.accounts.models import Centre
from interchange.clashes import Once


class Merge(models.Model):
    """One record merged into another, as long as it is not undone.

    `before` are the details of the kept record that changed, `own` what the merged one said of its
    person by itself, `brought` the records that had been merged into it before, `closed` the
    registrations (ids) that it closed, since both records had one.
    """

    kept = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="merges_away")
    because = models.CharField("reason", max_length=500)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    own = models.JSONField(default=dict)
    brought = models.JSONField(default=list)
    closed = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            Once(
                fields=["merged"],
                condition=Q(undone_at=None),
                name="merged_once_at_a_time",
                says="The record has been merged already.",
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="never_into_itself"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undone_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.merged.ocr_number} into {self.kept.ocr_number}"

    @property
    def own_name(self):
        """The name that the merged record had by itself, surname first."""
        return surname_first(self.own["surname"], self.own["forenames"])


class DuplicateAnswer(models.Model):
    """What a centre, or the board, says of two records that look like one person.

    Each centre's answer stands for itself, whatever another says; the board's names no centre, and
    stands for all. What a centre said to be one person is `parted_at` the instant when the board
    said that they are two. The record with the lower id stands first.
    """

    class Answer(models.TextChoices):
        TWO_PEOPLE = "two", "They are two people"
        ONE_PERSON = "one", "One person: to be merged"

    one = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=4, choices=Answer)
    centre = models.ForeignKey(
        Centre, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()
    parted_at = models.DateTimeField("parted by the board", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["answered_at", "id"]
        constraints = [
            Once(
                fields=["one", "other", "centre"],
                nulls_distinct=False,
                name="one_answer_a_pair_and_centre",
                says="The same pair has just been answered. Look at the list again.",
            ),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="the_lower_stands_first"),
        ]

    def __str__(self):
        return f"{self.one.ocr_number} and {self.other.ocr_number}"
