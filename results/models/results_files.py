"""Which files of results were made for centres' systems, and what did each of them tell?"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.timezone import localtime

from entries.models import Candidate
from interchange.accounts.models import Centre
from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY
from results import results_file
from results.models.orders import ResultsFileOrder


class ResultsFile(models.Model):
    """A file of a centre's results as it was made: units or qualifications, of a year.

    `heading` says which series its headers carry. `follows` is the last one before it of the same
    kind, year and heading, beside which its lines are new, changed, the same or gone; `counts` has
    how many, and how many were left out.
    """

    class Kind(models.TextChoices):
        UNITS = results_file.UNITS, "Units"
        QUALIFICATIONS = results_file.QUALIFICATIONS, "Qualifications"

    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="results_files", db_index=False
    )
    year = models.PositiveSmallIntegerField(help_text="in whose September the year begins")
    kind = models.CharField(max_length=14, choices=Kind)
    heading = models.CharField(
        max_length=9, choices=[(one.name, one.title) for one in results_file.HEADINGS]
    )
    sequence = models.PositiveIntegerField()
    name = models.CharField(max_length=20)
    content = models.BinaryField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the bytes")
    records = models.PositiveIntegerField(help_text="results it tells")
    counts = models.JSONField(default=dict)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    order = models.ForeignKey(
        ResultsFileOrder, null=True, on_delete=models.PROTECT, related_name="files"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-sequence"]
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["centre", "sequence"],
                name="one_results_file_a_number",
                says="The files are being made already. Look again in a moment.",
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.get_kind_display().lower()} of {self.results_year}"

    def get_absolute_url(self):
        return reverse("results:results_file", args=[self.centre.number, self.pk])

    @property
    def results_year(self):
        """The year of its results, which reads 2026/27."""
        return results_file.ResultsYear(self.year)

    @property
    def series(self):
        """The series that its headers carry, such as 9N26."""
        return results_file.heading(self.heading).reference(self.year)

    @property
    def new(self):
        """How many of its results are new since the last file."""
        return self._count(results_file.Change.NEW)

    @property
    def changed(self):
        """How many of its results were told otherwise by the last file."""
        return self._count(results_file.Change.CHANGED)

    @property
    def fresh(self):
        """How many of its results the last file did not tell, or not so."""
        return self.new + self.changed

    @property
    def made_in_words(self):
        """When it was made, and by whom."""
        return f"{localtime(self.made_at):%-d %B %Y at %H:%M}, by {self.made_by}"

    @property
    def gone(self):
        """How many results of the last file it has no longer."""
        return self._count(results_file.Change.GONE)

    @property
    def left_out(self):
        """How many results it cannot tell."""
        return self._count(results_file.Change.LEFT_OUT)

    def _count(self, change):
        return self.counts.get(change, 0)


class ResultsFileLine(models.Model):
    """What a file tells of a result, or why it does not: the grade itself beside its code.

    `number` is the line of the file, 0 where it has none; `before` what the last file told.
    """

    class Change(models.TextChoices):
        NEW = results_file.Change.NEW, "New"
        CHANGED = results_file.Change.CHANGED, "Changed"
        SAME = results_file.Change.SAME, "As before"
        GONE = results_file.Change.GONE, "No longer in the file"
        LEFT_OUT = results_file.Change.LEFT_OUT, "Left out"

    file = models.ForeignKey(
        ResultsFile, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    number = models.PositiveIntegerField("line")
    change = models.CharField(max_length=8, choices=Change)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    candidate_number = models.CharField(max_length=4, blank=True)
    ocr_number = models.CharField("OCR candidate number", max_length=8)
    name = models.CharField(max_length=90)
    uci = models.CharField("UCI", max_length=13, blank=True)
    uln = models.CharField("ULN", max_length=10, blank=True)
    option = models.CharField(max_length=6)
    entry_code = models.CharField(max_length=5)
    unit = models.CharField(max_length=3, blank=True)
    grade = models.CharField(max_length=8)
    partly_absent = models.BooleanField(default=False)
    code = models.CharField(max_length=2)
    before = models.CharField(max_length=9, blank=True)
    because = models.CharField(max_length=120, blank=True, help_text="why it was left out")

    class Meta:
        ordering = ["file", "id"]
        triggers = [*APPEND_ONLY]
        indexes = [models.Index(fields=["file", "change", "id"], name="lines_of_a_results_file")]

    def __str__(self):
        return f"{self.ocr_number} {self.option} of {self.file}"

    @property
    def shown(self):
        """The grade as results show it, in words where it is none."""
        return results_file.shown(self.grade, self.partly_absent)

    @property
    def is_confirmed(self):
        """Whether the code is known to be the board's."""
        return results_file.is_confirmed(self.file.kind, self.grade)
