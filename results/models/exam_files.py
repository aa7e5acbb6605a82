"""Which files of exam results has the board sent, and what would each line do, or did?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from interchange.clashes import Once
from results.exam_file_states import CHANGES, OPEN, WORKED_ON, Outcome, Status
from results.rules import LONGEST_REASON


class ExamFile(models.Model):
    """A file of exam results: read, shown to the board, and loaded once somebody confirms it.

    `digest` is that of what was sent, `shows` that of what its lines would do: just that is loaded.
    `counts` has how many lines have which outcome, `problems` what is wrong with the file as a
    whole, `notes` what whoever looks at it should know, `lowers` which awards it lowers or takes
    back, as queries.lowering says, `cause` why results are corrected, as the centres read it.
    """

    name = models.CharField(max_length=150)
    content = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the text")
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    lines = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField("lines checked", default=0)
    counts = models.JSONField(default=dict, blank=True)
    shows = models.CharField(max_length=64, blank=True)
    problems = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    lowers = models.JSONField(default=list, blank=True)
    cause = models.CharField("why results are corrected", max_length=LONGEST_REASON, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            Once(
                fields=["digest"],
                condition=Q(status__in=sorted(OPEN)),
                name="one_open_file_of_a_content",
                says="This file was sent already. Look at it among the exam files.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="an_exam_file_is_confirmed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"exam file {self.pk}, {self.name}"

    @property
    def centre(self):
        """Files of exam results are the board's, of no centre."""
        return None

    @property
    def subject(self):
        """They are of no subject: nobody is allocated to them."""
        return ""

    @property
    def is_worked_on(self):
        """Whether it is being read or loaded."""
        return self.status in WORKED_ON

    @property
    def is_checked(self):
        """Whether it waits to be looked at and confirmed."""
        return self.status == Status.CHECKED

    @property
    def is_held(self):
        """Whether results of it are held until those of their series are out."""
        return self.status == Status.HELD

    @property
    def is_loaded(self):
        """Whether its results are banked."""
        return self.status == Status.LOADED

    @property
    def corrects(self):
        """Whether it puts grades in the place of others."""
        return bool(self.counts.get(Outcome.CORRECTED))

    @property
    def changes(self):
        """How many results it would bring, or brought."""
        return sum(self.counts.get(one, 0) for one in CHANGES)


class ExamFileLine(models.Model):
    """What a line of a file of exam results would do, or did; one that is refused, with each why.

    `before` is the grade that was held, `after` the one that the line gives, as results show them.
    """

    file = models.ForeignKey(
        ExamFile, on_delete=models.CASCADE, related_name="judged", db_index=False
    )
    number = models.PositiveIntegerField("line")
    place = models.PositiveSmallIntegerField(default=0, help_text="of why it is refused")
    outcome = models.CharField(max_length=9, choices=Outcome)
    series = models.CharField(max_length=7, blank=True)
    ocr_number = models.CharField("OCR candidate number", max_length=8, blank=True)
    entry_code = models.CharField(max_length=5, blank=True)
    unit = models.CharField(max_length=3, blank=True)
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12, blank=True)
    field = models.CharField(max_length=20, blank=True)
    value = models.CharField("it says", max_length=40, blank=True)
    problem = models.CharField("what is wrong", max_length=300, blank=True)
    remedy = models.CharField("what to do", max_length=300, blank=True)

    class Meta:
        ordering = ["file", "number", "place"]
        indexes = [models.Index(fields=["file", "outcome", "number"])]
        constraints = [
            Once(
                fields=["file", "number", "place"],
                name="once_a_line_of_an_exam_file",
                says="The file is being read already. Look again in a moment.",
            )
        ]

    def __str__(self):
        return f"line {self.number} of {self.file}"

    @property
    def about(self):
        """The candidate and exam it is about."""
        return f"{self.ocr_number} {self.entry_code} unit {self.unit}, {self.series}"
