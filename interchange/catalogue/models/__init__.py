"""What the board offers and when: qualifications, units, series, dates, fees, contacts."""

from interchange.catalogue.models.contacts import Contact
from interchange.catalogue.models.dates import BankHoliday, KeyDate, ReductionWindow
from interchange.catalogue.models.defaults import WrittenDefault
from interchange.catalogue.models.entered import EnteredRules
from interchange.catalogue.models.figures import (
    ClosedUnit,
    Fee,
    Figure,
    OtherBodyUnits,
    RegistrationRule,
    SampleSize,
    Wording,
)
from interchange.catalogue.models.grade_numbers import GradeNumbers
from interchange.catalogue.models.grounds import ConsiderationGround
from interchange.catalogue.models.mark_boundaries import MarkBoundaries
from interchange.catalogue.models.offers import (
    Qualification,
    QualificationDates,
    QualificationUnit,
    SpecificationVersion,
    Subject,
    Unit,
)
from interchange.catalogue.models.older import OlderRules
from interchange.catalogue.models.series import Series

__all__ = [
    "BankHoliday",
    "ClosedUnit",
    "ConsiderationGround",
    "Contact",
    "EnteredRules",
    "Fee",
    "Figure",
    "GradeNumbers",
    "KeyDate",
    "MarkBoundaries",
    "OlderRules",
    "OtherBodyUnits",
    "Qualification",
    "QualificationDates",
    "QualificationUnit",
    "ReductionWindow",
    "RegistrationRule",
    "SampleSize",
    "Series",
    "SpecificationVersion",
    "Subject",
    "Unit",
    "Wording",
    "WrittenDefault",
]
