"""When did each job of the clock last run, and how did that go?"""

from django.db import models


class JobRun(models.Model):
    """The last run of a job, by the name it has in the table of jobs.

    A try is counted before it begins, so that one that ends its process is told too.
    """

    name = models.CharField("job", max_length=80, unique=True)
    reckoned_at = models.DateTimeField(
        "last begun", help_text="or first known of, where it never ran; the next run follows it"
    )
    ran_at = models.DateTimeField("last done", null=True, blank=True)
    failed = models.PositiveIntegerField(
        "failed", default=0, help_text="how often in a row, since it was last done"
    )
    problem = models.CharField(max_length=200, blank=True, help_text="why the last try failed")

    class Meta:
        ordering = ["name"]
        verbose_name = "job of the clock"
        verbose_name_plural = "jobs of the clock"

    def __str__(self):
        return self.name
