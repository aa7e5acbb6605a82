"""What the board offers and when: qualifications, units, series, dates, fees, contacts."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import LPad

from interchange.clashes import Once
from interchange.money import pounds


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

    class Meta:
        ordering = ["level", "title"]

    def __str__(self):
        return f"{self.code} {self.title}"


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


class Series(models.Model):
    """An exam series (January or June), or the September series in which registrations are made."""

    class Month(models.IntegerChoices):
        JANUARY = 1, "January"
        JUNE = 6, "June"
        SEPTEMBER = 9, "September"

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(choices=Month)
    entries_open_on = models.DateField()
    entries_close_on = models.DateField(null=True, blank=True)
    late_until_on = models.DateField(null=True, blank=True)
    very_late_until_on = models.DateField(null=True, blank=True)
    refund_until_on = models.DateField("withdrawal with refund until", null=True, blank=True)
    results_on = models.DateField(null=True, blank=True)
    provisional = models.BooleanField(default=True)

    IN_ORDER = (
        "entries_open_on",
        "entries_close_on",
        "late_until_on",
        "very_late_until_on",
        "results_on",
    )

    class Meta:
        ordering = ["-year", "-month"]
        verbose_name_plural = "series"
        constraints = [
            Once(
                fields=["year", "month"],
                name="one_series",
                says="There is a series of this month already.",
            )
        ]

    def __str__(self):
        return f"{self.get_month_display()} {self.year}"

    @property
    def code(self):
        """The series as files name it: 2026-06."""
        return f"{self.year}-{self.month:02}"

    def clean(self):
        """Raise ValidationError unless its dates follow one another as they should."""
        dates = [(name, getattr(self, name)) for name in self.IN_ORDER if getattr(self, name)]
        for (before, earlier), (name, later) in pairwise(dates):
            if later < earlier:
                first = self._meta.get_field(before).verbose_name
                wrong = f"This day is earlier than “{first}”. Put the two in order."
                raise ValidationError({name: wrong})


class KeyDate(models.Model):
    """A date by which something must be done."""

    slug = models.SlugField()
    title = models.CharField(max_length=160)
    on = models.DateField()
    academic_year = models.CharField(max_length=7, help_text="for example 2026/27")
    provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            Once(
                fields=["slug", "academic_year"],
                name="one_date_a_year",
                says="This date is set for the year already. Change that one.",
            )
        ]

    def __str__(self):
        return f"{self.title}: {self.on:%-d %B %Y}"


class Fee(models.Model):
    """What something costs, in pence, from a date on."""

    slug = models.SlugField()
    title = models.CharField(max_length=160)
    pence = models.PositiveIntegerField()
    from_on = models.DateField()
    provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["title", "-from_on"]
        constraints = [
            Once(
                fields=["slug", "from_on"],
                name="one_fee_a_date",
                says="This fee has an amount from that date on already. Change that one.",
            )
        ]

    def __str__(self):
        return f"{self.title}: {self.pounds}"

    @property
    def pounds(self):
        """What it costs."""
        return pounds(self.pence)


class Figure(models.Model):
    """A number the board's rules name, such as the free visits of a year."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    value = models.PositiveIntegerField()
    provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return f"{self.title}: {self.value}"


class RegistrationRule(models.Model):
    """How many days before something else a registration must have been made, from a date on."""

    class Before(models.TextChoices):
        EXAM = "exam", "the candidate's exam entries"
        CLAIM = "claim", "a claim with the candidate"
        VISIT = "visit", "the first visit for the subject"

    before = models.CharField(max_length=5, choices=Before)
    days = models.PositiveSmallIntegerField(help_text="0: it need only be there")
    from_on = models.DateField("in force from")
    provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["before", "-from_on"]
        constraints = [
            Once(
                fields=["before", "from_on"],
                name="one_rule_a_date",
                says="There is a figure from that date on already. Change that one.",
            )
        ]

    def __str__(self):
        return f"Registered {self.days} days before {self.get_before_display()}"


class ClosedUnit(models.Model):
    """A unit that takes no more entries for a qualification, from a date on."""

    qualification = models.ForeignKey(
        Qualification, on_delete=models.CASCADE, related_name="closed_units"
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField("closed from")
    provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["qualification__code", "unit__number"]
        constraints = [
            Once(
                fields=["qualification", "unit"],
                name="closed_once",
                says="The unit is closed for this qualification already.",
            )
        ]

    def __str__(self):
        return f"{self.unit} closed for {self.qualification.code} from {self.from_on:%-d %B %Y}"


class SampleSize(models.Model):
    """How many candidates a proposed sample has, from a size of the cohort on."""

    cohort_from = models.PositiveSmallIntegerField(
        "cohorts of at least", unique=True, help_text="candidates on the claim"
    )
    candidates = models.PositiveSmallIntegerField(
        "candidates in the sample", help_text="at least; more where that many cover less"
    )
    provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["cohort_from"]

    def __str__(self):
        return f"{self.candidates} of {self.cohort_from} or more"


class OtherBodyUnits(models.Model):
    """A qualification to which units achieved with another awarding body may contribute."""

    qualification = models.OneToOneField(
        Qualification, on_delete=models.CASCADE, related_name="other_body_units"
    )
    provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["qualification__code"]
        verbose_name = "qualification that takes units from another awarding body"
        verbose_name_plural = "units from another awarding body"

    def __str__(self):
        return str(self.qualification)


class Contact(models.Model):
    """Whom to ask about what."""

    slug = models.SlugField(unique=True, help_text="support, processing, requirements or credit")
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.title
