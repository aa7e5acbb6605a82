"""What the tests of kept standings ask."""

from datetime import date

from entries.models import QualificationEntry
from results.queries.kept_checked import differences

ON = date(2026, 11, 20)


def everybody():
    """All registrations."""
    return QualificationEntry.objects.all()


def wrong(on=ON):
    """What is kept, counts as current, and is not true."""
    return [str(one) for one in differences(everybody(), on)]
