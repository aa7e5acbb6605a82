"""What a moderator is asked about: their subjects, each at the centres allocated for it."""

import pytest

from claims.models import Claim
from claims.queries import moderated_by
from interchange.accounts.models import Membership
from interchange.accounts.roles import Role
from interchange.catalogue.models import Qualification
from tests.factories import accounts, drafts

pytestmark = pytest.mark.django_db
SUBJECT = "qualification__subject"


@pytest.fixture
def qualifications():
    """Two of two subjects."""
    return list(Qualification.objects.order_by("subject_id", "code").distinct("subject_id")[:2])


def allocate(person, centre, subject):
    Membership.objects.create(user=person, role=Role.MODERATOR, centre=centre, subject=subject)


def test_a_subject_is_theirs_only_at_the_centres_allocated_for_it(
    centre, other_centre, qualifications, tutor, at
):
    one, other = qualifications
    person = accounts.with_role(Role.MODERATOR, centre, one.subject)
    allocate(person, other_centre, other.subject)
    made = {
        (place, about): drafts.claim(place, about, tutor, at)
        for place in (centre, other_centre)
        for about in qualifications
    }

    mine = set(Claim.objects.filter(moderated_by(person, SUBJECT)))

    assert mine == {made[centre, one], made[other_centre, other]}


def test_hundreds_of_centres_are_one_condition_a_subject(centre, qualifications):
    subject = qualifications[0].subject
    person = accounts.with_role(Role.MODERATOR, centre, subject)
    for _ in range(5):
        allocate(person, accounts.a_centre(), subject)

    asked = str(Claim.objects.filter(moderated_by(person, SUBJECT)).query)

    assert asked.count(" IN (") == 1
    assert " OR " not in asked


def test_who_moderates_nothing_is_asked_about_nothing(centre, tutor, qualifications, at):
    drafts.claim(centre, qualifications[0], tutor, at)

    assert not Claim.objects.filter(moderated_by(tutor, SUBJECT)).exists()
