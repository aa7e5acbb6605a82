"""A right is asked of the record as it is now, not as a page had read it."""

import pytest
from django.core.exceptions import PermissionDenied

from entries import unit_states
from entries.models import UnitEntry
from interchange import workflow
from interchange.accounts.roles import Role
from tests.factories import accounts, catalogue
from tests.factories import entries as make

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def entered(centre):
    """A unit entry of the centre."""
    return make.a_unit_entry(make.an_entry(centre), catalogue.unit("1"))


@pytest.mark.slow
def test_the_old_centre_withdraws_nothing_after_the_entry_went_to_another(
    entered, other_centre, exams_officer, at
):
    UnitEntry.objects.filter(pk=entered.pk).update(centre=other_centre)

    with pytest.raises(PermissionDenied):
        workflow.perform(unit_states.WITHDRAW, entered, by=exams_officer, at=at)

    assert UnitEntry.objects.get(pk=entered.pk).status == "entered"


def test_the_new_centre_may_with_a_page_read_before(entered, other_centre, at):
    officer = accounts.with_role(Role.EXAMS_OFFICER, other_centre)
    UnitEntry.objects.filter(pk=entered.pk).update(centre=other_centre)

    workflow.perform(unit_states.WITHDRAW, entered, by=officer, at=at)

    assert UnitEntry.objects.get(pk=entered.pk).status == unit_states.WITHDRAW.target
