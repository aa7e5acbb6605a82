"""Which files of entries have centres sent, and what became of each line?"""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from entries.file_states import AT_LAST, Outcome, Status
from entries.models.candidates import Candidate
from entries.rules.people import surname_first
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.clashes import Once


class EntryFile(models.Model):
    """A file of entries: read and checked, shown to the centre, and loaded if it says so.

    The page carries the token from before it is sent, so sending it twice makes one file. What is
    known by its header is empty until it is read; `problems` are those of the whole file.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="entry_files")
    name = models.CharField(max_length=150)
    content = models.BinaryField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    data_type = models.CharField(max_length=1, blank=True)
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sequence = models.PositiveSmallIntegerField(null=True, blank=True)
    lines = models.PositiveIntegerField("detail records", default=0)
    done = models.PositiveIntegerField("detail records checked", default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
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
        indexes = [models.Index(fields=["centre", "sent_at"]), models.Index(fields=["status"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, confirmed_by=None)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="a_file_is_confirmed_by_somebody",
            )
        ]

    def __str__(self):
        return f"file {self.name}"

    def get_absolute_url(self):
        return reverse("entries:file", args=[self.centre.number, self.pk])

    @property
    def subject(self):
        """Files are of no subject: nobody is allocated to them."""
        return ""

    @property
    def is_waiting(self):
        """Whether it is still to be read."""
        return self.status == Status.WAITING

    @property
    def is_checked(self):
        """Whether it waits for the centre to confirm it."""
        return self.status == Status.CHECKED

    @property
    def is_loaded(self):
        """Whether all that it asked for is done."""
        return self.status == Status.LOADED

    @property
    def amends(self):
        """Whether it adds to entries that are there."""
        return self.data_type == "A"


ONLY_NAMED = {  # lines are many and come by COPY: what they name is never deleted
    "null": True,
    "blank": True,
    "on_delete": models.PROTECT,
    "related_name": "+",
    "db_index": False,
    "db_constraint": False,
}


class FileLine(models.Model):
    """One thing that a line of a file asks for, and what became of it.

    A line with several options stands here as often; one with problems once. `answer` is what the
    centre says about likely duplicates: an OCR number, or `new`.
    """

    file = models.ForeignKey(
        EntryFile, on_delete=models.CASCADE, related_name="asked", db_index=False
    )
    number = models.PositiveIntegerField("line")
    place = models.PositiveSmallIntegerField(default=0, help_text="of the option on its line")
    option = models.CharField(max_length=6, blank=True)
    candidate_number = models.CharField(max_length=4, blank=True)
    surname = models.CharField(max_length=40, blank=True)
    forenames = models.CharField(max_length=40, blank=True)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    uci = models.CharField("UCI", max_length=13, blank=True)
    uln = models.CharField("ULN", max_length=10, blank=True)
    qualification = models.ForeignKey(Qualification, **ONLY_NAMED)
    unit = models.ForeignKey(Unit, **ONLY_NAMED)
    pathway = models.CharField(max_length=80, blank=True)
    candidate = models.ForeignKey(Candidate, **ONLY_NAMED)
    outcome = models.CharField(max_length=8, choices=Outcome)
    problems = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=600, blank=True)
    resit = models.BooleanField(default=False)
    answer = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["file", "number", "place"]
        constraints = [
            Once(
                fields=["file", "number", "place"],
                name="once_a_place_of_a_line",
                says="The file is being read already. Look again in a moment.",
            )
        ]
        indexes = [models.Index(fields=["file", "outcome", "number"])]

    def __str__(self):
        return f"line {self.number} of {self.file}"

    @property
    def is_refused(self):
        """Whether a rule stands in its way."""
        return self.outcome == Outcome.REFUSED

    @property
    def is_new(self):
        """Whether it will be loaded."""
        return self.outcome == Outcome.NEW

    @property
    def became(self):
        """What becomes of it, or became of it once the file is loaded."""
        return AT_LAST.get(self.outcome, self.outcome) if self.file.is_loaded else self.outcome

    @property
    def is_likely(self):
        """Whether the centre has yet to say if it is a record that is there."""
        return self.became == Outcome.LIKELY

    @property
    def became_in_words(self):
        """The same for people to read."""
        return Outcome(self.became).label

    @property
    def name(self):
        """Surname first."""
        return surname_first(self.surname, self.forenames)
