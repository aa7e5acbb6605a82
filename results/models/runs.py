"""Award runs: the board has the awards of many worked out again, after a dry run."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series
from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY
from results.run_states import GO_ON, ISSUE, OVER, WORKED_ON, Status

FEW = 4  # codes that the name of a run says
CHOSEN = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


class AwardRun(models.Model):
    """Awards of a scope to be worked out again: all, or of a qualification, centre or series.

    A dry run says first what would be issued; then exactly that is, by ranges of registrations.
    One that tries new `rules`, {entry code: digest of its file}, is about these codes; they are put
    in force once it was looked at.
    """

    qualification = models.ForeignKey(Qualification, **CHOSEN)
    centre = models.ForeignKey(Centre, **CHOSEN)
    series = models.ForeignKey(Series, **CHOSEN)
    rules = models.JSONField("new rules that it tries", default=dict, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.FORESEEING)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            Once(
                fields=["qualification", "centre", "series", "rules"],
                condition=Q(status=Status.FORESEEING),
                nulls_distinct=False,
                name="one_dry_run_of_a_scope",
                says="A dry run of this is going on already. Look among the award runs.",
            )
        ]

    def __str__(self):
        return f"award run {self.pk}, {self.scope}"

    @property
    def scope(self):
        """Whose awards it is about, in words."""
        chosen = [
            self.tries_rules and f"new rules of {self._named_rules}",
            self.qualification and self.qualification.code,
            self.centre and f"centre {self.centre.number}",
            self.series and f"whoever sat in {self.series}",
        ]
        return ", ".join(filter(None, chosen)) or "everybody"

    @property
    def _named_rules(self):
        codes = sorted(self.rules)
        more = f" and {len(codes) - FEW} more" if len(codes) > FEW else ""
        return " ".join(codes[:FEW]) + more

    @property
    def tries_rules(self):
        """Whether its dry run is by rules that are not in force yet."""
        return bool(self.rules)

    @property
    def is_in_force(self):
        """Whether its new rules count, and the awards by them follow."""
        return self.status == Status.IN_FORCE

    @property
    def subject(self):
        """Runs are of no subject: nobody is allocated to them."""
        return ""

    @property
    def is_worked_on(self):
        """Whether workers take its ranges."""
        return self.status in WORKED_ON

    @property
    def is_paused(self):
        """Whether it waits to be gone on with."""
        return self.status in GO_ON.sources

    @property
    def is_over(self):
        """Whether nothing more is issued by it."""
        return self.status in OVER

    @property
    def is_dry(self):
        """Whether its dry run is still going on."""
        return self.status == Status.FORESEEING

    @property
    def may_be_issued(self):
        """Whether its dry run is done and nothing was issued."""
        return self.status in ISSUE.sources


class AwardRange(models.Model):
    """A part of a run that one worker takes at once: persons by their id, from first to last.

    The dry run notes which registrations it was `about`, and which `raising` of each was the last
    then, in the same order; and of those whose result would change, in `entries`, what `kinds` of
    change it is, with the grades `before` and `after`. What was raised anew since is left to its
    own raising. `issued` counts the results that it issued, `left_alone` the registrations that it
    left to that.
    """

    run = models.ForeignKey(
        AwardRun, on_delete=models.CASCADE, related_name="ranges", db_index=False
    )
    number = models.PositiveIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    registrations = models.PositiveIntegerField()
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    about = ArrayField(models.BigIntegerField(), default=list)
    raising = ArrayField(models.IntegerField(), default=list)
    entries = ArrayField(models.BigIntegerField(), default=list)
    kinds = ArrayField(models.CharField(max_length=8), default=list)
    before = ArrayField(models.CharField(max_length=12, blank=True), default=list)
    after = ArrayField(models.CharField(max_length=12, blank=True), default=list)
    foreseen_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued = models.PositiveIntegerField(default=0)
    left_alone = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["run", "number"]
        constraints = [
            Once(
                fields=["run", "number"],
                name="one_range_of_a_number",
                says="The run has been cut into ranges already.",
            )
        ]
        indexes = [
            models.Index(
                fields=["run", "number"], condition=Q(foreseen_at=None), name="to_be_foreseen"
            ),
            models.Index(
                fields=["run", "number"], condition=Q(issued_at=None), name="to_be_issued"
            ),
        ]

    def __str__(self):
        return f"range {self.number} of {self.run}"


class AwardForeseen(models.Model):
    """How many registrations of a qualification and centre a dry run says would change, and how."""

    class Kind(models.TextChoices):
        NEW = "new", "New"
        BETTER = "better", "Better"
        LOWER = "lower", "Lower"
        REVOKED = "revoked", "Revoked"
        FAILED = "failed", "Not worked out"

    run = models.ForeignKey(
        AwardRun, on_delete=models.PROTECT, related_name="foreseen", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind)
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+", db_index=False)
    registrations = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "awards foreseen"
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["run", "kind", "qualification", "centre"],
                name="foreseen_once",
                says="What the dry run says is counted already.",
            )
        ]

    def __str__(self):
        return f"{self.registrations} × {self.get_kind_display()} in {self.run}"
