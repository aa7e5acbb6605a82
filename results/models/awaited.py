"""Which units get their grade from the board, since they were not assessed as others are?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from entries.models import Candidate
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.clashes import Once
from results.models.decisions import Decision
from results.models.results import UnitResult
from results.rules import UNGRADED


class AwaitedGrade(models.Model):
    """A unit of a candidate for which the board works out a grade: asked for, to come, or made.

    `kind` says what it comes of. `result` is the grade that was made, which another may have
    superseded since. What the last look at it came to stands in `outcome`, with its `working` or
    the units that were still `lacking`; `looked_at` adds up how often awards of the person had been
    raised then, so that whatever raises one has it looked at again.
    """

    class Stage(models.TextChoices):
        ASKED = "asked", "With the board"
        ANSWER = "answer", "Waits for the centre's answer"
        GRANTED = "granted", "To be worked out"
        OFF = "off", "Not to be worked out"

    UNDECIDED = (Stage.ASKED, Stage.ANSWER)

    class CameTo(models.TextChoices):
        WAITS = "waits", "Waits for the other units"
        UNSUPPORTED = "unsupported", "No unit has a grade to support it"
        SAT = "sat", "The grade that was sat counts"
        MADE = "made", "Assessed grade made"
        STANDS = "stands", "Assessed grade made, worked out no more"
        OTHER = "other", "Another assessed grade of the unit counts"
        NONE = "none", "Nothing to work out"

    kind = models.CharField(max_length=12, choices=Decision.Kind)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="awaited_grades"
    )
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField(max_length=7, choices=Stage)
    made_at = models.DateTimeField("asked for")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    result = models.OneToOneField(
        UnitResult, null=True, blank=True, on_delete=models.PROTECT, related_name="awaited"
    )
    outcome = models.CharField(max_length=11, choices=CameTo, blank=True)
    working = models.TextField(blank=True)
    lacking = models.JSONField(default=list, blank=True, help_text="numbers of units")
    looked_at = models.PositiveIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(stage="granted", looked_at=None), name="never_looked_at"
            )
        ]
        constraints = [
            Once(
                fields=["candidate", "unit", "series", "kind"],
                condition=~Q(stage="off"),
                nulls_distinct=False,
                name="one_grade_awaited",
                says="The board has been asked for a grade of this unit already.",
            )
        ]

    def __str__(self):
        return f"{self.candidate.name}, unit {self.unit.number}: {self.get_stage_display()}"

    @property
    def is_made(self):
        """Whether the board has worked out the grade, and it counts."""
        return self.outcome in (self.CameTo.MADE, self.CameTo.STANDS)

    @property
    def has_grade(self):
        """Whether a grade was written that has not given way to the absence."""
        return bool(self.result) and self.result.grade not in UNGRADED

    @property
    def corrected(self):
        """The result that stands where the board corrected the grade by hand; else None."""
        stands, latest = None, self.result
        while latest := getattr(latest, "superseded_by", None):
            stands = latest
        return stands

    @property
    def is_final(self):
        """Whether it was made, and no award is worked out any more in which it could change."""
        return self.outcome == self.CameTo.STANDS

    @property
    def is_of_another(self):
        """Whether the grade was made for another absence from the unit, or another reduction."""
        return self.outcome == self.CameTo.OTHER

    @property
    def is_idle(self):
        """Whether there is no registration in which it would count."""
        return self.outcome == self.CameTo.NONE

    @property
    def is_sat(self):
        """Whether a grade that was sat counts instead."""
        return self.outcome == self.CameTo.SAT

    @property
    def is_of_the_very_exam(self):
        """Whether the exam it is about has a grade after all, so that none was worked out."""
        return self.is_sat and not self.working

    @property
    def is_unsupported(self):
        """Whether no other unit has a grade from which it could be worked out."""
        return self.outcome == self.CameTo.UNSUPPORTED
