"""Which candidates move to another centre?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from entries.models.entries import QualificationEntry
from entries.models.numbers import FOUR_DIGITS
from entries.models.papers import Paper
from entries.rules.people import surname_first
from entries.transfer_states import OPEN, Status
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification
from interchange.clashes import Once


def _person():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Transfer(models.Model):
    """A candidate's move from an old centre to a new one, as the new centre typed it.

    `entry` is the old centre's registration that it is about, as far as it was found; the new
    centre is never shown it. `made` is the registration that the transfer led to.
    """

    token = models.UUIDField(unique=True, help_text="of its form: sent twice, kept once")
    new_centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="transfers_in")
    old_centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="transfers_out")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    surname = models.CharField(max_length=40)
    forenames = models.CharField(max_length=40, blank=True)
    born_on = models.DateField("date of birth")
    ocr_number = models.CharField("OCR candidate number", max_length=8, blank=True)
    uci = models.CharField("UCI", max_length=13, blank=True)
    candidate_number = models.CharField(
        "candidate number at the new centre", max_length=4, validators=[FOUR_DIGITS]
    )
    reason = models.CharField(max_length=500, blank=True)
    entry = models.ForeignKey(
        QualificationEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="transfers",
    )
    agreement = models.OneToOneField(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    made = models.OneToOneField(
        QualificationEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(max_length=500, blank=True, help_text="why it was refused")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = _person()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _person()

    acts = None  # the centre that acts now; the new one unless said otherwise

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            Once(
                fields=["entry"],
                condition=Q(status__in=sorted(OPEN), entry__isnull=False),
                name="one_transfer_of_an_entry",
                says="Another transfer of this candidate is open. Wait for it, or ask us.",
            ),
            models.CheckConstraint(
                condition=~Q(new_centre=models.F("old_centre")), name="to_another_centre"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="a_transfer_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_transfer_is_decided_by_somebody",
            ),
        ]

    def __str__(self):
        return f"transfer of {self.name} to {self.new_centre.number}"

    def get_absolute_url(self):
        return self.page_at(self.new_centre)

    def page_at(self, centre):
        """Its page at one of the two centres."""
        return reverse("entries:transfer", args=[centre.number, self.pk])

    @property
    def name(self):
        """The candidate as the new centre typed it."""
        return surname_first(self.surname, self.forenames)

    @property
    def centre(self):
        """The centre that acts, under which the trail keeps it."""
        return self.acts or self.new_centre

    @property
    def subject(self):
        """The subject's code."""
        return self.qualification.subject.code
