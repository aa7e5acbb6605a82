"""Who ordered which results files, and what became of the order?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from interchange.accounts.models import Centre
from interchange.clashes import Once
from results import results_file
from results.order_states import Status


class ResultsFileOrder(models.Model):
    """An order of the results files of a centre's year under a heading; a worker makes them.

    `expected` is how many results there were to tell when it was begun, `done` how many of them are
    dealt with; `said` is the sentence that says why no file was made.
    """

    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="results_file_orders", db_index=False
    )
    year = models.PositiveSmallIntegerField(help_text="in whose September the year begins")
    heading = models.CharField(
        max_length=9, choices=[(one.name, one.title) for one in results_file.HEADINGS]
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    expected = models.PositiveIntegerField("results to tell", default=0)
    done = models.PositiveIntegerField("results dealt with", default=0)
    said = models.CharField("why no file was made", max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="of its form: sent twice, ordered once"
    )
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-ordered_at", "-id"]
        indexes = [
            models.Index(fields=["centre", "year"], name="orders_of_a_year"),
            models.Index(
                fields=["ordered_at"], condition=Q(status=Status.WAITING), name="orders_that_wait"
            ),
        ]
        constraints = [
            Once(
                fields=["centre", "year", "heading"],
                condition=Q(status=Status.WAITING),
                name="one_open_order_of_results_files",
                says="These files are being made already. Look again in a moment.",
            )
        ]

    def __str__(self):
        return f"the results files of {self.results_year} for the {self.get_heading_display()}"

    @property
    def subject(self):
        """Files are of no subject: nobody is allocated to them."""
        return ""

    @property
    def results_year(self):
        """The year of the results, which reads 2026/27."""
        return results_file.ResultsYear(self.year)

    @property
    def series(self):
        """The series that the headers of its files carry, such as 9N26."""
        return results_file.heading(self.heading).reference(self.year)

    @property
    def is_worked_on(self):
        """Whether its files are still being made."""
        return self.status == Status.WAITING

    @property
    def is_made(self):
        """Whether its files are there."""
        return self.status == Status.MADE

    @property
    def is_nothing_new(self):
        """Whether the last files tell it all already."""
        return self.status == Status.NOTHING_NEW

    @property
    def progress(self):
        """How far it is, in words."""
        if not self.expected:
            return "not begun yet"
        return f"{self.done:,} of {self.expected:,} results"
