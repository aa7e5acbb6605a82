"""What is open, since when, and whom it concerns."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.rules import KINDS
from claims.models import Claim
from interchange.accounts.models import Centre
from interchange.catalogue.models import Subject
from interchange.clashes import Once

TITLES = [(one.slug, one.title) for one in KINDS.values()]


class Case(models.Model):
    """Something that will keep results away from candidates of a centre unless somebody acts.

    It is about a subject or a claim, or all of the centre (neither). `number` is how many
    candidates it concerns, as was looked last. One that is closed stays so; should its reason come
    back, another one opens.
    """

    kind = models.CharField(
        max_length=20, choices=[(one.slug, one.title) for one in KINDS.values()]
    )
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="cases")
    subject = models.ForeignKey(
        Subject, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="cases"
    )
    number = models.PositiveIntegerField("candidates")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField("last reminded", null=True, blank=True)
    reminded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    came_to_board_at = models.DateTimeField("the board must act since", null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "id"]
        indexes = [
            models.Index(
                fields=["centre", "opened_at"], condition=Q(closed_at=None), name="open_cases"
            ),
            models.Index(
                fields=["came_to_board_at"],
                condition=Q(closed_at=None, came_to_board_at__isnull=False),
                name="cases_the_board_must_act_on",
            ),
        ]
        constraints = [
            Once(
                fields=["kind", "centre", "subject", "claim"],
                condition=Q(closed_at=None),
                nulls_distinct=False,
                name="one_open_case",
                says="This case was opened at this moment.",
            ),
            models.CheckConstraint(
                condition=Q(reminded_at=None, reminded_by=None)
                | Q(reminded_at__isnull=False, reminded_by__isnull=False),
                name="reminded_by_and_at",
            ),
        ]

    def __str__(self):
        return f"{self.what.title}, centre {self.centre.number}"

    @property
    def what(self):
        """The kind of it."""
        return KINDS[self.kind]

    @property
    def about(self):
        """What it is about, in words; "" for all of the centre."""
        if self.claim:
            return str(self.claim)[:1].upper() + str(self.claim)[1:]
        return self.subject.title if self.subject else ""

    @property
    def href(self):
        """The page on which the centre acts."""
        if self.claim:
            return reverse("claims:view", args=[self.centre.number, self.claim_id])
        return f"{reverse(self.what.page, args=[self.centre.number])}{self.what.query}"

    @property
    def href_of_moderator(self):
        """The page on which the moderator of its claim acts."""
        return reverse("claims:moderate", args=[self.centre.number, self.claim_id])
