"""What the board offers and when: qualifications, units, series, dates, fees, contacts."""

from interchange.catalogue.models.contacts import Contact
from interchange.catalogue.models.dates import KeyDate, Series
from interchange.catalogue.models.defaults import WrittenDefault
from interchange.catalogue.models.figures import (
    ClosedUnit,
    Fee,
    Figure,
    OtherBodyUnits,
    RegistrationRule,
    SampleSize,
    Wording,
)
from interchange.catalogue.models.offers import (
    Qualification,
    QualificationUnit,
    SpecificationVersion,
    Subject,
    Unit,
)

__all__ = [
    "ClosedUnit",
    "Contact",
    "Fee",
    "Figure",
    "KeyDate",
    "OtherBodyUnits",
    "Qualification",
    "QualificationUnit",
    "RegistrationRule",
    "SampleSize",
    "Series",
    "SpecificationVersion",
    "Subject",
    "Unit",
    "Wording",
    "WrittenDefault",
]
