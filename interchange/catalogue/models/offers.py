"""What the board offers: subjects, qualifications, units, and the rules as loaded."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, LPad

from interchange.catalogue import plausible
from interchange.catalogue.life import Life
from interchange.clashes import Once


class Subject(models.Model):
    """A subject area, such as IT; moderators are allocated to it."""

    code = models.CharField(max_length=8, unique=True)
    title = models.CharField(max_length=80)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


class Qualification(models.Model):
    """A qualification of one size, known by its entry code; made from its specification file."""

    code = models.CharField("entry code", max_length=5, unique=True)
    qan = models.CharField("QAN", max_length=10, blank=True)
    title = models.CharField(max_length=160)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="qualifications")
    suite = models.CharField(max_length=4, choices={"2012": "2012", "2016": "2016"})
    level = models.PositiveSmallIntegerField()
    size = models.CharField(max_length=12)
    size_title = models.CharField("size", max_length=40)
    measure = models.CharField(max_length=8, choices={"glh": "GLH", "credits": "credits"})
    total = models.PositiveSmallIntegerField(null=True, help_text="GLH or credits required")
    offered = models.BooleanField()
    not_offered_because = models.CharField(max_length=200, blank=True)
    provisional = models.BooleanField(help_text="something in its rules is not verified")
    units = models.ManyToManyField("Unit", through="QualificationUnit", related_name="in_sizes")
    first_registration_on = models.DateField("first registration", null=True, blank=True)
    last_registration_on = models.DateField("last registration", null=True, blank=True)
    last_exam = models.CharField(
        "last exams",
        max_length=7,
        blank=True,
        help_text="The last series that takes exam entries, as year and month: 2027-06.",
    )
    last_certification_on = models.DateField("last certification", null=True, blank=True)
    dates_provisional = models.BooleanField("provisional", default=True)
    dates_source = models.CharField("source", max_length=200, blank=True)

    DATES = (
        *("first_registration_on", "last_registration_on", "last_exam", "last_certification_on"),
    )

    class Meta:
        ordering = ["level", "title"]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def life(self):
        """From when until when it is taken."""
        why = "" if self.offered else self.not_offered_because or "the board has closed it"
        return Life(self.code, why, *(getattr(self, name) for name in self.DATES))


class QualificationDates(Qualification):
    """A qualification's dates, which the board types; all else of it comes from its rules."""

    class Meta:
        proxy = True
        verbose_name_plural = "dates of qualifications"

    def clean(self):
        """Raise ValidationError unless each date can be meant and they follow one another."""
        wrong = {
            name: sentence
            for name in self.DATES
            if name != "last_exam" and (sentence := plausible.date_problem(getattr(self, name)))
        }
        if sentence := plausible.exams_problem(self.last_exam):
            wrong["last_exam"] = sentence
        if not wrong:
            wrong = plausible.out_of_order(
                self.first_registration_on,
                self.last_registration_on,
                self.last_exam,
                self.last_certification_on,
            )
        if wrong:
            raise ValidationError(wrong)


class Unit(models.Model):
    """A unit of a subject's bank (suite and level); shared by the qualifications of all sizes."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="units")
    suite = models.CharField(max_length=4)
    level = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=3)
    in_order = models.GeneratedField(  # what to sort by, as people count: 2 before 10
        expression=LPad("number", 3, models.Value("0")),
        output_field=models.CharField(max_length=3),
        db_persist=True,
    )
    title = models.CharField(max_length=160)
    size = models.PositiveSmallIntegerField(null=True, help_text="GLH or credits")
    examined = models.BooleanField()
    reference = models.CharField(max_length=12, blank=True)
    provisional = models.BooleanField()
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="shared_by"
    )

    class Meta:
        ordering = ["subject", "suite", "level", "in_order", "id"]
        constraints = [
            Once(
                fields=["subject", "suite", "level", "number"],
                name="one_unit_per_number",
                says="There is a unit of this number already.",
            )
        ]

    def __str__(self):
        return f"Unit {self.number} {self.title}"

    @property
    def shared_id(self):
        """The unit under which all subjects that share it are gathered."""
        return self.same_as_id or self.pk


class QualificationUnit(models.Model):
    """A unit that may be claimed or entered within a qualification."""

    qualification = models.ForeignKey(Qualification, on_delete=models.CASCADE)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(help_text="order within the qualification")

    class Meta:
        ordering = ["position"]
        constraints = [
            Once(
                fields=["qualification", "unit"],
                name="unit_once_per_size",
                says="The unit belongs to the qualification already.",
            )
        ]


class SpecificationVersion(models.Model):
    """The published rules of a qualification as loaded; each award names its version."""

    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="versions"
    )
    version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    offered = models.GeneratedField(  # whether somebody can be awarded by these rules
        expression=Cast(KT("content__offered"), models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["qualification", "-version"]
        constraints = [
            Once(
                fields=["qualification", "version"],
                name="version_once",
                says="There is such a version already.",
            )
        ]

    def __str__(self):
        return f"{self.qualification.code} version {self.version}"
