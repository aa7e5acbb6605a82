"""Who marks at the centre."""

from django.core.validators import RegexValidator
from django.db import models

from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification
from interchange.clashes import Once


class CentreAssessor(models.Model):
    """A member of the centre's staff who marks work; set up for one or more qualifications."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="assessors")
    name = models.CharField("full name", max_length=120)
    initials = models.CharField(
        "initials or teacher code",
        max_length=4,
        validators=[RegexValidator(r"^[A-Za-z0-9]{1,4}$", "Use one to four letters or digits.")],
    )
    qualifications = models.ManyToManyField(Qualification, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [
            Once(
                "centre",
                models.functions.Upper("initials"),
                name="initials",
                says=(
                    "Somebody at your centre has these initials already. Use other ones, or a"
                    " teacher code."
                ),
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.initials})"
