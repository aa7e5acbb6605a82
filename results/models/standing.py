"""Where each listed registration stands, kept beside it so that lists need not work it out."""

from bisect import bisect_right
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from entries.models import QualificationEntry
from interchange.catalogue.models import SpecificationVersion
from results.diagnosis import Reason
from results.eligibility import WAITING, Eligibility
from results.urgency import Deadlines, Urgent, urgent


class KeptStanding(models.Model):
    """What was worked out of a registration, as its centre may see it.

    It is current unless the award is due: whatever can matter makes it due, and the worker that
    awards writes it anew (docs/adr/0053). What depends on the day is kept by the day from which it
    holds: from `days[n]` on the cause is `causes[n]`, about what `told[n]` says (units, details,
    and the day of what was seen, where there is one; the cause says whether it is to act by).
    Hours and points are of the measure of the qualification; `units` has a letter for the state of
    each unit in the order of the specification, and `grades` the grade held of it. `possible` is
    the grade if every unit came with its best one, but exams of which no attempt is left.
    """

    entry = models.OneToOneField(
        QualificationEntry, primary_key=True, on_delete=models.CASCADE, related_name="kept"
    )
    specification = models.ForeignKey(
        SpecificationVersion, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, choices=[(one.name, one.value) for one in Eligibility])
    issued = models.CharField(max_length=8, blank=True, help_text="the grade of the result issued")
    grade = models.CharField(max_length=8, blank=True, help_text="the grade now, issued or not")
    possible = models.CharField(max_length=8, blank=True)
    points = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField()
    elsewhere = models.PositiveSmallIntegerField(help_text="hours held where the centre sees none")
    hides = models.BooleanField(default=False, help_text="whether anything counts it does not see")
    achieved = models.PositiveSmallIntegerField()
    under_way = models.PositiveSmallIntegerField()
    units = models.CharField(max_length=100)
    grades = ArrayField(models.CharField(max_length=6, blank=True))
    days = ArrayField(models.DateField())
    causes = ArrayField(models.CharField(max_length=30))
    told = models.JSONField()

    class Meta:
        indexes = [
            models.Index(
                fields=["entry"],
                condition=models.Q(state__in=[one.name for one in WAITING]),
                name="without_a_result_to_come",
            )
        ]

    def __str__(self):
        return f"{self.entry}: {self.label}"

    @property
    def label(self):
        """The eligibility in words."""
        return Eligibility[self.state].value

    @property
    def is_withdrawn(self):
        """Whether the registration is marked Withdrawn."""
        return self.state == Eligibility.WITHDRAWN.name

    @property
    def is_not_eligible(self):
        """Whether what is held is not enough yet."""
        return self.state == Eligibility.NOT_ELIGIBLE.name

    @property
    def still_possible(self) -> str:
        """The best grade still possible; "" where anything counts that the centre does not see."""
        return "" if self.hides else self.possible

    @property
    def can_improve(self) -> bool:
        """Whether a better grade than the one issued is still possible."""
        return self.still_possible not in ("", self.issued)

    def urgent_on(self, dates: Deadlines) -> Urgent:
        """How urgent the result is on the day of the dates, not before it was kept."""
        return urgent(
            self.reason_on(dates.on),
            state=Eligibility[self.state],
            completes_in=self.entry.completes_in,
            dates=dates,
        )

    def reason_on(self, day) -> Reason:
        """Why there is no result (or that there is one) on the day, not before it was kept."""
        place = max(bisect_right(self.days, day) - 1, 0)
        units, details, *own = self.told[place]
        on = date.fromisoformat(own[0]) if own else None
        return Reason(self.causes[place], tuple(units), tuple(details), on)
