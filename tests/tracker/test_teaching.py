"""The tracker is narrowed to a teaching group, and to whom somebody teaches."""

import pytest
from django.urls import reverse

from claims.states import Status
from interchange.accounts.roles import Role
from tests.factories import accounts, claims, entries
from tests.factories import results as held
from tests.factories.groups import a_group
from tracker.queries.progress import listed
from tracker.queries.teaching import in_group, taught_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_whoever_teaches_a_group_or_typed_a_grade_is_the_teacher(centre, tutor):
    other = accounts.with_role(Role.TUTOR, centre, name="Other Teacher")
    claim = claims.claim_at(Status.DRAFT, centre=centre, candidates=1, by=tutor)
    claimed = listed(centre).get(qualification=claim.qualification)
    grouped, nobodys = entries.entries(centre, 2)
    group = a_group(centre, grouped, by=tutor, teachers=[tutor])

    assert {*taught_by(listed(centre), centre, tutor.pk)} == {claimed, grouped}
    assert {*taught_by(listed(centre), centre, other.pk)} == set()
    assert [*in_group(listed(centre), group.pk)] == [grouped]
    assert nobodys in listed(centre)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["progress", "heat_map", "export", "whole_class"])
def test_lists_heat_map_and_files_of_the_tracker_hold_the_group_alone(sign_in, centre, tutor, name):
    inside, outside = entries.entries(centre, 2)
    held.settle()
    group = a_group(centre, inside, by=tutor, teachers=[tutor])
    client = sign_in(tutor)
    code = inside.qualification.code

    for asked in ({"group": group.pk}, {"teacher": tutor.pk}):
        answer = client.get(
            reverse(f"tracker:{name}", args=[centre.number]),
            {**asked, "qualification": code, "as": "csv"},
        )
        said = answer.getvalue().decode()
        assert inside.candidate.surname in said
        assert outside.candidate.surname not in said


@pytest.mark.slow
def test_another_centres_group_narrows_nothing(sign_in, centre, other_centre, tutor):
    entry = entries.an_entry(centre)
    held.settle()
    theirs = a_group(other_centre)

    answer = sign_in(tutor).get(
        reverse("tracker:progress", args=[centre.number]), {"group": theirs.pk}
    )

    assert entry.candidate.name in answer.content.decode()
    assert theirs.name not in answer.content.decode()
