"""The published rules of each qualification, read from cited files; no Django, no database.

`load("05842")` gives the rules of an entry code as frozen values; a broken file raises
SpecificationError with file and line.
"""

from interchange.catalogue.specification.check_digits import qan_is_sound, reference_is_sound
from interchange.catalogue.specification.checks import Lack, lacking
from interchange.catalogue.specification.entering import (
    Typed,
    TypedGroup,
    TypedUnit,
    as_typed,
    entered,
)
from interchange.catalogue.specification.files import SpecificationError
from interchange.catalogue.specification.loading import (
    FOLDER,
    UnknownQualification,
    codes,
    load,
)
from interchange.catalogue.specification.parts import number_order
from interchange.catalogue.specification.record import digest, from_dict, to_dict
from interchange.catalogue.specification.shape import (
    EARNS,
    EARNS_NOTHING,
    Boundary,
    Citation,
    ClosedUnit,
    Exam,
    Group,
    Pathway,
    Source,
    Specification,
    Tariff,
    Unit,
    UnitPoints,
)

__all__ = [
    "EARNS",
    "EARNS_NOTHING",
    "FOLDER",
    "Boundary",
    "Citation",
    "ClosedUnit",
    "Exam",
    "Group",
    "Lack",
    "Pathway",
    "Source",
    "Specification",
    "SpecificationError",
    "Tariff",
    "Typed",
    "TypedGroup",
    "TypedUnit",
    "Unit",
    "UnitPoints",
    "UnknownQualification",
    "as_typed",
    "codes",
    "entered",
    "digest",
    "from_dict",
    "lacking",
    "load",
    "number_order",
    "qan_is_sound",
    "reference_is_sound",
    "to_dict",
]
