"""What the board alone knows of exams: results that are held until those of their series are out.

They are no unit results, so nothing that asks about those knows of them (docs/adr/0061).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from entries.models import Candidate
from interchange.accounts.models import Centre
from interchange.catalogue import marks
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.clashes import Once
from results import rules
from results.models.exam_files import ExamFile
from results.models.results import GRADES

APART = {"on_delete": models.PROTECT, "related_name": "+"}  # nobody comes to them from elsewhere


class HeldResult(models.Model):
    """A result of an exam, as a file brought it, that is told once the series' results are out.

    Of several of one exam the last counts. `number` is the unit's as the file has it, `cause` why
    it corrects what was told before, if it does; `problem` and `remedy` say why it could not be
    told, and what to do.
    """

    file = models.ForeignKey(
        ExamFile, null=True, blank=True, on_delete=models.PROTECT, related_name="held"
    )
    candidate = models.ForeignKey(Candidate, db_index=False, **APART)
    unit = models.ForeignKey(Unit, db_index=False, **APART)
    number = models.CharField("unit number", max_length=3)
    centre = models.ForeignKey(Centre, db_index=False, **APART)
    qualification = models.ForeignKey(Qualification, db_index=False, **APART)
    series = models.ForeignKey(Series, db_index=False, **APART)
    grade = models.CharField(max_length=6, choices=GRADES)
    partly_absent = models.BooleanField(default=False)
    mark = models.PositiveSmallIntegerField(null=True, blank=True)
    cause = models.CharField(max_length=rules.LONGEST_REASON, blank=True)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, db_index=False, **APART)
    problem = models.CharField("why it is not told", max_length=300, blank=True)
    remedy = models.CharField("what to do", max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["candidate", "series"]),
            models.Index(
                fields=["series", "centre", "id"],
                condition=Q(problem=""),
                name="held_results_to_be_told",
            ),
        ]
        constraints = [
            Once(
                fields=["file", "candidate", "unit", "series"],
                name="held_once_of_a_file",
                says="The results of this file are held already.",
            ),
        ]

    def __str__(self):
        return f"the held result of {self.candidate.name}, {self.about}"

    @property
    def about(self):
        """The exam it is of."""
        return f"{self.qualification.code} unit {self.number}, {self.series}"

    @property
    def until(self):
        """Until when it is held, or why it cannot be told."""
        if self.series.is_released_to_all and not self.problem:
            return "released: being told now"
        return self.problem or f"held until {self.series.results_come}"

    @property
    def shown(self):
        """The grade as results show it, with the mark it follows from, if any."""
        return marks.beside(self.grade_shown, self.mark)

    @property
    def grade_shown(self):
        """The grade alone, as results show it."""
        return rules.shown(self.get_grade_display(), self.partly_absent)
