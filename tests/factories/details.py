"""Changes of details that wait for the board."""

from dataclasses import replace

from entries.details_states import Status
from entries.models import DetailsChange
from entries.rules import details as rules
from tests.factories.entries import NOW


def a_waiting_change(candidate, centre, by):
    """A change of the candidate's surname to Smith, without a paper."""
    old = rules.of(candidate)
    return DetailsChange.objects.create(
        candidate=candidate,
        centre=centre,
        status=Status.WAITING,
        old=rules.as_json(old),
        new=rules.as_json(replace(old, surname="Smith")),
        needs_board=[rules.WHOLE_NAME],
        made_at=NOW,
        made_by=by,
    )
