"""What the rules name and the board sets: fees, numbers, ages of registrations, closed units."""

from django.core.exceptions import ValidationError
from django.db import models

from interchange.catalogue.models.offers import Qualification, Unit
from interchange.catalogue.models.sourced import Dated, Sourced
from interchange.clashes import Once
from interchange.money import pounds


class Fee(Dated):
    """What something costs, in pence, from a date on."""

    slug = models.SlugField()
    title = models.CharField(max_length=160)
    pence = models.PositiveIntegerField()

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


class Figure(Sourced):
    """A number the board's rules name, such as the free visits of a year."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    value = models.PositiveIntegerField()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return f"{self.title}: {self.value}"


class Wording(Dated):
    """What the board writes on a paper of its own, such as an invoice's terms, from a date on."""

    class On(models.TextChoices):
        PAYEE = "payee", "Invoice: who is paid, and how"
        TERMS = "terms", "Invoice: by when"
        VAT = "vat", "Invoice: value added tax"

    slug = models.CharField("where it stands", max_length=10, choices=On)
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["slug", "-from_on"]
        constraints = [
            Once(
                fields=["slug", "from_on"],
                name="one_wording_a_date",
                says="There are words for this from that date on already. Change those.",
            )
        ]

    def __str__(self):
        return self.get_slug_display()


class RegistrationRule(Dated):
    """How many days before something else a registration must have been made, from a date on."""

    class Before(models.TextChoices):
        EXAM = "exam", "the candidate's exam entries"
        CLAIM = "claim", "a claim with the candidate"
        VISIT = "visit", "the first visit for the subject"

    before = models.CharField(max_length=5, choices=Before)
    days = models.PositiveSmallIntegerField(help_text="0: it need only be there")
    from_on = models.DateField("in force from")

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


class ClosedUnit(Dated):
    """A unit that takes no more entries for a qualification, from a date on."""

    qualification = models.ForeignKey(
        Qualification, on_delete=models.CASCADE, related_name="closed_units"
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField("closed from")

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

    def clean(self):
        """Raise ValidationError unless the unit is one of the qualification's."""
        super().clean()
        both = self.qualification_id and self.unit_id
        if both and not self.qualification.units.filter(pk=self.unit_id).exists():
            wrong = f"{self.unit} is no unit of {self.qualification.code}. Choose one that is."
            raise ValidationError({"unit": wrong})


class SampleSize(Sourced):
    """How many candidates a proposed sample has, from a size of the cohort on."""

    cohort_from = models.PositiveSmallIntegerField(
        "cohorts of at least", unique=True, help_text="candidates on the claim"
    )
    candidates = models.PositiveSmallIntegerField(
        "candidates in the sample", help_text="at least; more where that many cover less"
    )

    class Meta:
        ordering = ["cohort_from"]

    def __str__(self):
        return f"{self.candidates} of {self.cohort_from} or more"


class OtherBodyUnits(Sourced):
    """A qualification to which units achieved with another awarding body may contribute."""

    qualification = models.OneToOneField(
        Qualification, on_delete=models.CASCADE, related_name="other_body_units"
    )

    class Meta:
        ordering = ["qualification__code"]
        verbose_name = "qualification that takes units from another awarding body"
        verbose_name_plural = "units from another awarding body"

    def __str__(self):
        return str(self.qualification)
