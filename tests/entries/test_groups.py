"""Teaching groups are the centre's own: made, filled, changed and deleted, and lists go by them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from claims.states import Status
from entries import commands, queries
from entries.commands.replacing import put_in_place_of
from entries.models import TeachingGroup
from entries.rules.groups import GroupRefused, check_group
from entries.states import REPLACE
from interchange.accounts.roles import Role
from interchange.audit import trail
from interchange.audit.models import Event
from interchange.refusals import AlreadyDone
from tests.factories import accounts, catalogue, claims, entries
from tests.factories.groups import a_group


def test_a_group_has_a_name_of_its_own_whatever_its_capitals():
    with pytest.raises(GroupRefused, match="already"):
        check_group("12b it", {"12B IT"}, "", ())
    with pytest.raises(GroupRefused, match="one line"):
        check_group("12B\nIT", (), "", ())
    check_group("12B IT", {"12A IT"}, "05839", {"05839"})


def test_a_group_of_one_qualification_holds_candidates_of_no_other():
    with pytest.raises(GroupRefused, match="Candidates of 05839 are in the group"):
        check_group("12B IT", (), "05842", {"05839"})


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
class TestGroups:
    """What commands make of a group."""

    def test_it_is_filled_and_emptied_and_the_trail_says_by_whom(self, centre, tutor, at):
        first, second = entries.entries(centre, 2)
        group = a_group(centre, first, by=tutor)
        commands.add_to_group(group=group, entries=[first, second], by=tutor, at=at)
        gone = commands.take_out_of_group(group=group, entries=[first], by=tutor, at=at)

        assert gone == 1
        assert [*group.members.all()] == [second]
        told = [(one.name, one.detail) for one in reversed(trail.of(group))]
        assert [name for name, _ in told] == [
            *("teachinggroup.make", "teachinggroup.add", "teachinggroup.add"),
            "teachinggroup.take_out",
        ]
        assert told[2][1] == {"registrations": [second.pk]}

    def test_nobody_of_another_centre_or_qualification_gets_into_it(
        self, centre, other_centre, tutor, at
    ):
        of_it = catalogue.qualification("05839")
        group = a_group(centre, by=tutor, qualification=of_it)
        elsewhere = entries.an_entry(other_centre, of_it)
        other_size = entries.an_entry(centre, catalogue.qualification("05842"))

        new = commands.add_to_group(group=group, entries=[elsewhere, other_size], by=tutor, at=at)

        assert (new, group.members.count()) == (0, 0)

    def test_another_size_goes_on_in_the_groups_of_the_registration(
        self, centre, exams_officer, at
    ):
        entry = entries.an_entry(centre, catalogue.qualification("05839"))
        by = exams_officer
        loose = a_group(centre, entry, by=by, name="Tutor group")
        of_one = a_group(
            centre, entry, by=by, name="Certificate", qualification=entry.qualification
        )
        bigger = catalogue.qualification("05842")

        made = put_in_place_of(
            entry, move=REPLACE, to=bigger.code, by=by, at=at, qualification=bigger
        )

        assert [*loose.members.all()] == [made]
        assert not of_one.members.exists()

    def test_who_only_reads_makes_none(self, centre, at):
        reader = accounts.with_role(Role.POST_RESULT_READ, centre)

        with pytest.raises(PermissionDenied, match="make teaching groups"):
            a_group(centre, by=reader)

    def test_the_same_click_twice_makes_one(self, centre, tutor):
        assert a_group(centre, by=tutor) == a_group(centre, by=tutor)

    def test_deleted_it_leaves_the_registrations_and_its_trail(self, centre, tutor, at):
        entry = entries.an_entry(centre)
        group = a_group(centre, entry, by=tutor)

        commands.delete_group(group=group, by=tutor, at=at)

        entry.refresh_from_db()
        assert not TeachingGroup.objects.exists()
        assert Event.objects.filter(name="teachinggroup.delete", label="12B IT").exists()
        group.pk = 1
        with pytest.raises(AlreadyDone, match="deleted this group"):
            commands.add_to_group(group=group, entries=[entry], by=tutor, at=at)

    def test_changed_it_keeps_its_members(self, centre, tutor, at):
        entry = entries.an_entry(centre)
        group = a_group(centre, entry, by=tutor)

        commands.change_group(
            group=group, name="13B IT", qualification=None, teachers=[tutor], by=tutor, at=at
        )

        group.refresh_from_db()
        assert (group.name, [*group.teachers.all()]) == ("13B IT", [tutor])
        assert [*group.members.all()] == [entry]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
def test_a_teacher_makes_fills_and_deletes_a_group_by_its_pages(sign_in, centre, tutor):
    client = sign_in(tutor)
    first, second = entries.entries(centre, 2)

    made = client.post(page(centre, "make_group"), {"name": "12B IT", "teachers": [tutor.pk]})
    fill = made.url
    offered = client.get(fill).content.decode()
    assert first.candidate.name in offered
    client.post(fill, {"entry": [first.pk]})
    assert first.candidate.name not in client.get(fill).content.decode()

    group = TeachingGroup.objects.get()
    shown = client.get(group.get_absolute_url()).content.decode()
    assert first.candidate.name in shown
    assert second.candidate.name not in shown
    assert f"Taught by {tutor.name}" in shown
    listed = client.get(page(centre, "entries"), {"group": group.pk}).content.decode()
    assert first.candidate.name in listed
    assert second.candidate.name not in listed

    client.post(page(centre, "take_out_of_group", group.pk), {"entry": [first.pk]})
    assert not group.members.exists()
    answer = client.post(page(centre, "delete_group", group.pk), follow=True)
    assert "The group 12B IT is deleted" in answer.content.decode()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
def test_the_grid_of_a_claim_is_narrowed_to_a_group(sign_in, centre, tutor):
    claim = claims.claim_at(Status.DRAFT, centre=centre, candidates=2, by=tutor)
    first, second = queries.of_centre(centre).order_by("pk")[:2]
    group = a_group(centre, first, by=tutor)

    shown = sign_in(tutor).get(
        reverse("claims:grid", args=[centre.number, claim.pk]), {"group": group.pk}
    )

    assert [one[0] for one in shown.context["data"]["people"]] == [first.candidate_id]
    assert second.candidate_id not in [one[0] for one in shown.context["data"]["people"]]


def page(centre, name, *args):
    """The address of a page of entries."""
    return reverse(f"entries:{name}", args=[centre.number, *args])
