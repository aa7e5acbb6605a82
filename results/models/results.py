"""What candidates have: unit results and qualification results, appended and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from entries.models import Candidate, QualificationEntry
from interchange.accounts.models import Centre
from interchange.catalogue import marks
from interchange.catalogue.models import Qualification, Series, SpecificationVersion, Unit
from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY
from results import rules
from results.models.decisions import Decision
from results.models.read_back import ReadBack
from results.rules import ABSENT, NO_RESULT, PENDING, UNGRADED, UNSETTLED

GRADES = {grade: grade for grade in ("D", "M", "P", "R", "U", "1C")} | {
    ABSENT: "Absent",
    NO_RESULT: "No result",
    PENDING: "Pending",
}
NOT_ACHIEVED = {"U", "1C", *UNGRADED}
INDEXED = {"on_delete": models.PROTECT, "db_index": False}  # by what begins with it


class Results(models.QuerySet):
    """Results of which some supersede others."""

    def standing(self):
        """Those that nothing has superseded.

        Said so that the database knows how many they are: nearly all. Asked by the reverse, it
        expects one, and goes through all results of all centres to find it.
        """
        return self.filter(~Exists(self._in_its_place()))

    def with_first_issue(self):
        """With `begun_at`: when the registration's first result was issued, which these correct."""
        of_entry = self.model.objects.filter(entry=OuterRef("entry")).order_by("issued_at", "pk")
        return self.annotate(begun_at=Subquery(of_entry.values("issued_at")[:1]))

    def superseded(self):
        """Those in whose place there is another."""
        return self.filter(Exists(self._in_its_place()))

    def _in_its_place(self):
        """Said so that the database looks among the few that supersede any, not among all."""
        return self.model.objects.filter(supersedes=OuterRef("pk"), supersedes__isnull=False)


class UnitResult(models.Model):
    """A grade for a unit: from an exam, a processed claim or a decision; or a correction of one.

    What corrects another keeps its exam or claim, and names the decision if there was one. An exam
    may have no grade (yet): what says so stands in its place until a grade does. `partly_absent`:
    the candidate missed part, and the grade is of the rest. It followed from the `mark`, if any.
    """

    candidate = models.ForeignKey(Candidate, related_name="unit_results", **INDEXED)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="results")
    centre = models.ForeignKey(Centre, related_name="unit_results", **INDEXED)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=6, choices=GRADES)
    partly_absent = models.BooleanField(default=False, db_default=False)
    mark = models.PositiveSmallIntegerField(null=True, blank=True)
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="results"
    )
    line = models.ForeignKey(
        "claims.Line", null=True, blank=True, on_delete=models.PROTECT, related_name="results"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="results"
    )
    banked_at = models.DateTimeField()
    banked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    cause = models.CharField(max_length=300, blank=True, help_text="why a file corrected it")

    objects = Results.as_manager()

    class Meta:
        ordering = ["candidate", "unit", "banked_at", "id"]
        indexes = [
            models.Index(fields=["candidate", "unit"]),
            models.Index(fields=["centre", "qualification"]),
            models.Index(fields=["centre", "banked_at"]),
            models.Index(fields=["banked_at", "id"]),  # as the board lists them
            models.Index(
                fields=["candidate"], condition=Q(grade=PENDING), name="pending_with_the_board"
            ),
            models.Index(fields=["candidate"], condition=Q(grade=ABSENT), name="absent_from_exams"),
        ]
        triggers = [*APPEND_ONLY]
        constraints = [
            models.CheckConstraint(
                condition=Q(partly_absent=False) | Q(series__isnull=False) & ~Q(grade__in=UNGRADED),
                name="part_of_an_exam_with_a_grade_was_missed",
            ),
            models.CheckConstraint(
                condition=(Q(series=None) | Q(line=None))
                & ~Q(series=None, line=None, decision=None),
                name="from_an_exam_a_claim_or_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(mark=None) | Q(series__isnull=False) & ~Q(grade__in=UNGRADED),
                name="a_mark_is_of_an_exam_with_a_grade",
            ),
            Once(
                fields=["candidate", "unit", "series"],
                condition=Q(supersedes=None, series__isnull=False),
                name="one_result_a_series",
                says=(
                    "The candidate has a result of this unit and series already. Correct that one."
                ),
            ),
            Once(
                fields=["line"],
                condition=Q(supersedes=None),
                name="one_result_a_line",
                says="The results of this claim are banked already.",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(cause="") | Q(decision__isnull=False),
                name="a_correction_or_its_decision_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.candidate.name}, unit {self.unit.number}: {self.shown}"

    @property
    def shown(self):
        """The grade as results show it; # beside it says that part of the exam was missed."""
        return rules.shown(self.get_grade_display(), self.partly_absent)

    @property
    def marked(self):
        """The grade as results show it, with its mark in brackets, where the board gave marks."""
        return marks.beside(self.shown, self.mark)

    @property
    def is_pending(self):
        """Whether the grade is still to come from the board."""
        return self.grade == PENDING

    @property
    def is_marked(self):
        """Whether a script was marked for it, which the board can look at again."""
        return self.series_id is not None and self.grade not in UNGRADED

    @property
    def is_achieved(self):
        """Whether the grade achieves the unit, or at least counts towards a qualification."""
        return self.grade not in NOT_ACHIEVED

    @property
    def corrects(self):
        """Whether it stands in the place of another grade, not of what had none (yet)."""
        return bool(self.supersedes) and self.supersedes.grade not in UNSETTLED

    @property
    def source(self):
        """Where the grade comes from, in words."""
        claim = self.line and self.line.claim.number
        return rules.source(self.series, claim, self.decided)

    @property
    def decided(self):
        """What the board did by its decision, in words; empty if there was none."""
        return self.decision.get_kind_display() if self.decision else ""

    @property
    def because(self):
        """Why it was corrected or decided; empty for a grade as it came."""
        return self.decision.reason if self.decision else self.cause


class QualificationResult(ReadBack, models.Model):
    """An award as issued, with its working; a lower or revoked one is a correction with a cause."""

    class Outcome(models.TextChoices):
        AWARD = "award", "Awarded"
        UNCLASSIFIED = "unclassified", "Unclassified"
        REVOKED = "revoked", "Revoked"

    entry = models.ForeignKey(QualificationEntry, related_name="qualification_results", **INDEXED)
    due = models.PositiveIntegerField(help_text="which raising of award due it answered")
    outcome = models.CharField(max_length=12, choices=Outcome)
    grade = models.CharField(max_length=8, blank=True)
    points = models.PositiveSmallIntegerField()
    pathway = models.CharField(max_length=80, blank=True)
    packed = models.BinaryField(null=True, help_text="the working, as results.awarding packs it")
    counted = models.JSONField(
        null=True, blank=True, help_text="the units counted, of a result that packs no working"
    )
    specification = models.ForeignKey(
        SpecificationVersion, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    cause = models.CharField(max_length=300, blank=True, help_text="why a lower one was issued")

    objects = Results.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["entry", "due"],
                name="awarded_once_a_raising",
                says="The award has been worked out already.",
            ),
            Once(
                fields=["entry"],
                condition=Q(supersedes=None),
                name="one_first_result",
                says="The candidate has a result for this registration already.",
            ),
            models.CheckConstraint(condition=Q(due__gt=0), name="answers_a_raising"),
            models.CheckConstraint(
                condition=Q(packed=None, counted__isnull=False)
                | Q(packed__isnull=False, counted=None),
                name="keeps_its_working_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(supersedes=F("id")), name="never_its_own"
            ),
        ]

    def __str__(self):
        return f"{self.entry}: {self.grade or self.get_outcome_display()}"

    @property
    def centre(self):
        """The centre of the entry, under which the trail keeps it."""
        return self.entry.centre

    @property
    def is_award(self):
        """Whether a grade was awarded."""
        return self.outcome == self.Outcome.AWARD
