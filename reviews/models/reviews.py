"""What did a centre ask for after an exam, with whose consent, and what became of it?"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from entries.models import Candidate, Charge, Paper, UnitEntry
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.clashes import Once
from results.models import UnitResult
from reviews.states import NOTHING_DONE, Service, Status

NOT_DELETED = pgtrigger.Protect(name="kept_with_its_consent", operation=pgtrigger.Delete)
PEOPLE = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


class Review(models.Model):
    """A post-results service asked for one candidate's exam. Never deleted: the consent is kept.

    `result` is what stood when it was asked, `corrected` the result that the outcome, or the
    appeal, put in its place. `signed_on` is the day of the candidate's consent; the paper holds it,
    or `kept` says which form it is. Those asked for at once share their `token` and paper.
    """

    number = models.PositiveIntegerField("review number", unique=True)
    service = models.CharField(max_length=20, choices=Service)
    status = models.CharField(max_length=14, choices=Status, default=Status.ASKED)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="reviews")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="reviews")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    result = models.ForeignKey(UnitResult, on_delete=models.PROTECT, related_name="reviews")
    entry = models.ForeignKey(
        UnitEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.DateField("consent signed", null=True, blank=True)
    kept = models.CharField("consent form", max_length=200, blank=True)
    paper = models.ForeignKey(Paper, **PEOPLE)
    email = models.EmailField("tell this address")
    token = models.UUIDField(db_index=True, help_text="of its form: sent twice, kept once")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField("outcome promised by", null=True, blank=True)
    decision = models.TextField(blank=True, help_text="what was found, or why it was not done")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PEOPLE)
    corrected = models.OneToOneField(
        UnitResult, null=True, blank=True, on_delete=models.PROTECT, related_name="review"
    )
    charge = models.OneToOneField(Charge, **PEOPLE)
    appealed_on = models.DateField("appeal received", null=True, blank=True)
    appeal = models.TextField(blank=True, help_text="what became of the appeal")

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["centre", "status"])]
        triggers = [NOT_DELETED]
        constraints = [
            Once(
                fields=["candidate", "unit", "series", "service"],
                condition=~Q(status__in=sorted(NOTHING_DONE)),
                name="one_service_an_exam",
                says="This service was asked for this candidate's exam already.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_review_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(service=Service.SCRIPT)
                | Q(signed_on__isnull=False) & (Q(paper__isnull=False) | ~Q(kept="")),
                name="a_review_has_its_consent",
            ),
        ]

    def __str__(self):
        return f"review {self.number}"

    def get_absolute_url(self):
        return reverse("reviews:view", args=[self.centre.number, self.pk])

    @property
    def subject(self):
        """The subject's code."""
        return self.qualification.subject.code

    @property
    def exam(self):
        """The exam in words."""
        return f"{self.unit}, {self.series}"
