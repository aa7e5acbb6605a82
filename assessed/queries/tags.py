"""For which days must an assessment have been planned to have had a TAG?"""

from datetime import date

from assessed.rules.tags import SUMMER, planned_days
from interchange.catalogue.queries import figures


def tag_days() -> tuple[date, date] | None:
    """The first and the last such day; None where no figure says which year had TAGs."""
    summer = figures().get(SUMMER)
    return None if summer is None else planned_days(summer)
