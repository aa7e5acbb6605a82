"""A claim and its lines: one candidate's grade for one unit each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.models.assessors import CentreAssessor
from claims.states import EDITABLE, FALLEN, STANDING, TOUCHED, Again, Outcome, Status
from entries.models import Candidate
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Unit
from interchange.clashes import Once


class Claim(models.Model):
    """Grades claimed for one qualification by one centre; the number comes with submission."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="claims")
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="claims"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    number = models.PositiveIntegerField("claim number", null=True, blank=True, unique=True)
    reference = models.CharField(max_length=12, blank=True)
    results_email = models.EmailField("send the claim's letters to", blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sampled_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    visited_on = models.DateField("date of the visit", null=True, blank=True)
    processed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["centre", "status"])]
        constraints = [
            Once(
                fields=["centre", "qualification"],
                condition=Q(status=Status.DRAFT),
                name="one_open_claim",
                says=(
                    "A claim for this qualification is in progress already. Go on with that one;"
                    " what is submitted can be recalled once it is submitted too."
                ),
            ),
            models.CheckConstraint(
                condition=Q(number=None, submitted_at=None, submitted_by=None)
                | Q(number__isnull=False, submitted_at__isnull=False, submitted_by__isnull=False),
                name="submitted_means_numbered",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(number__isnull=False),
                name="only_drafts_lack_a_number",
            ),
            models.CheckConstraint(
                condition=Q(reference="") | Q(agreed_at__isnull=False, visited_on__isnull=False),
                name="a_reference_means_agreed",
            ),
        ]

    def __str__(self):
        named = f"claim {self.number}" if self.number else "the claim in progress"
        return f"{named} for {self.qualification.code}"

    def get_absolute_url(self):
        return reverse("claims:view", args=[self.centre.number, self.pk])

    @property
    def subject(self):
        """The subject's code, by which moderators are allocated."""
        return self.qualification.subject.code

    @property
    def is_editable(self):
        """Whether the centre may still change it."""
        return self.status in EDITABLE

    @property
    def is_sampled(self):
        """Whether the centre has the moderator's sample."""
        return self.status == Status.SAMPLED


class Line(models.Model):
    """One candidate's grade for one unit on a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines", db_index=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="claim_lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="claim_lines")
    assessor = models.ForeignKey(CentreAssessor, on_delete=models.PROTECT, related_name="lines")
    claimed = models.CharField("grade claimed", max_length=1)
    grade = models.CharField("grade now", max_length=2)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.CLAIMED)
    reason = models.CharField(max_length=500, blank=True, help_text="why the moderator changed it")
    other_awarding_body = models.CharField(max_length=120, blank=True)
    again = models.CharField("claimed again because", max_length=10, choices=Again, blank=True)
    held_before = models.CharField(
        "held already", max_length=60, blank=True, help_text="when the centre said why again"
    )
    live = models.BooleanField(
        default=True, help_text="false once withdrawn, left out or processed"
    )
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["candidate__sorts_as", "candidate", "unit"]
        constraints = [
            Once(
                fields=["candidate", "unit"],
                condition=Q(live=True),
                name="one_live_line",
                says=(
                    "One of these units stands on another claim already, for the same candidate."
                    " Look at the claim again: it says which."
                ),
            ),
            Once(
                fields=["claim", "candidate", "unit"],
                name="one_line_a_cell",
                says=(
                    "Somebody saved the same grade at this moment. Look at the claim again, then"
                    " save what is missing."
                ),
            ),
            models.CheckConstraint(
                condition=Q(claimed__in=["P", "M", "D"]), name="centres_claim_p_m_or_d"
            ),
            models.CheckConstraint(
                condition=Q(grade__in=["P", "M", "D", "U", "1C"]), name="moderators_may_give_u"
            ),
            models.CheckConstraint(
                condition=Q(live=False) | Q(outcome__in=sorted(STANDING)),
                name="only_standing_lines_live",
            ),
        ]

    def __str__(self):
        return f"{self.candidate.name}, unit {self.unit.number}: {self.grade}"

    @property
    def has_fallen(self):
        """Whether it counts no more: withdrawn by the moderator, or left out when submitted."""
        return self.outcome in FALLEN

    @property
    def is_withdrawn(self):
        """Whether the moderator withdrew it."""
        return self.outcome == Outcome.WITHDRAWN

    @property
    def is_touched(self):
        """Whether the moderator changed or withdrew it."""
        return self.outcome in TOUCHED

    @property
    def claimed_again(self):
        """What was held already and why it is claimed again, in words; "" where nothing was."""
        why = self.get_again_display()
        return f"{self.held_before} held already. {why}." if self.again else ""
