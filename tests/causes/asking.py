"""What tests that follow one registration from cause to cause ask, and begin with."""

from django.utils.timezone import localdate

from results.models import KeptStanding
from tests.causes.planting import CODE
from tests.factories import catalogue
from tests.factories import entries as registered
from tests.factories import results as held
from tests.results.kept import wrong


def why(at, entry=None):
    """The cause that is kept once what is due is worked out, beside which nothing is wrong."""
    held.settle_what_is_due(at)
    on = localdate(at)
    assert wrong(on) == []
    kept = KeptStanding.objects.get(**({"entry": entry.pk} if entry else {}))
    return kept.reason_on(on).code


def registration(centre, grades, **fields):
    """A registration whose candidate holds the grades, by unit number, worked out."""
    entry = registered.an_entry(centre, catalogue.qualification(CODE), **fields)
    if grades:
        held.hold([entry], grades)
    held.settle(fields.get("at", held.NOW))
    return entry
