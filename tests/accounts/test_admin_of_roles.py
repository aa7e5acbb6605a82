"""The roles of people in the board's room: given, changed and taken away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interchange.accounts.models import Membership
from interchange.accounts.roles import Role
from tests.factories import accounts
from tests.factories.audit import events

pytestmark = [pytest.mark.django_db]
PEOPLE = "/board/accounts/user/"


@pytest.mark.slow
@pytest.mark.parametrize(
    "role, centre_given, subject_given, sentence",
    [
        (Role.MODERATOR, True, False, "A moderator needs a subject"),
        (Role.TUTOR, True, True, "no other role has one"),
        (Role.PROCESSOR, True, False, "Board roles have no centre"),
        (Role.TUTOR, False, False, "all other roles need one"),
    ],
)
def test_an_allocation_that_makes_no_sense_is_refused(
    role, centre_given, subject_given, sentence, staff, tutor, centre, catalogue
):
    from interchange.catalogue.models import Subject

    given = {
        "user": tutor.email,
        "role": role.value,
        "centre": centre.number if centre_given else "",
        "subject": Subject.objects.first().pk if subject_given else "",
    }

    page = staff.post("/board/accounts/membership/add/", given)

    assert sentence in page.content.decode()


@pytest.mark.slow
def test_a_moderator_is_allocated_and_taken_off(staff, tutor, centre, catalogue):
    from interchange.catalogue.models import Subject

    subject = Subject.objects.get(code="IT")
    given = {"user": tutor.email, "role": "moderator", "centre": " 12345 ", "subject": subject.pk}

    staff.post("/board/accounts/membership/add/", given)
    allocation = Membership.objects.get(user=tutor, role=Role.MODERATOR)
    staff.post(f"/board/accounts/membership/{allocation.pk}/delete/", {"post": "yes"})

    assert not Membership.objects.filter(user=tutor, role=Role.MODERATOR).exists()
    assert [event.name for event in events()] == ["membership.delete", "membership.add"]
    assert {event.centre for event in events()} == {"12345"}


@pytest.mark.slow
def test_staff_do_not_give_themselves_roles(staff, board_administrator):
    given = {"user": board_administrator.email, "role": "processor", "centre": "", "subject": ""}

    page = staff.post("/board/accounts/membership/add/", given)

    assert "You cannot change your own roles" in page.content.decode()
    assert board_administrator.memberships.count() == 1


@pytest.mark.slow
def test_staff_do_not_change_or_drop_their_own_roles(staff, board_administrator):
    held = board_administrator.memberships.get()
    page = f"/board/accounts/membership/{held.pk}/"

    assert staff.post(f"{page}change/", {"role": "processor"}).status_code == 403
    assert staff.post(f"{page}delete/", {"post": "yes"}).status_code == 403
    own = staff.get(f"{PEOPLE}{board_administrator.pk}/change/").content.decode()
    assert "memberships-0-role" not in own


@pytest.mark.slow
@pytest.mark.parametrize(
    "field, typed, sentence",
    [
        ("centre", "99999", "There is no centre with that number."),
        ("user", "nobody@x.example", "Nobody has that e-mail address."),
    ],
)
def test_a_centre_or_person_that_is_not_there_is_named(field, typed, sentence, staff, tutor):
    given = {"user": tutor.email, "role": "tutor", "centre": "12345", "subject": "", field: typed}

    page = staff.post("/board/accounts/membership/add/", given).content.decode()

    assert sentence in page
    assert f'value="{typed}"' in page


@pytest.mark.slow
def test_a_role_shows_whose_and_where_it_is(staff, tutor):
    page = staff.get(f"/board/accounts/membership/{tutor.memberships.get().pk}/change/")

    text = page.content.decode()
    assert f'value="{tutor.email}"' in text
    assert 'value="12345"' in text


@pytest.fixture
def allocated(tutor, catalogue):
    """A function that allocates the person to so many more centres as moderator."""
    from interchange.catalogue.models import Subject

    subject = Subject.objects.get(code="IT")

    def allocate(count):
        Membership.objects.bulk_create(
            Membership(user=tutor, role=Role.MODERATOR, centre=accounts.a_centre(), subject=subject)
            for _ in range(count)
        )

    return allocate


def as_shown(page):
    """What the browser would send for the roles on the page, as they are."""
    [formset] = [one.formset for one in page.context["inline_admin_formsets"]]
    given = {
        f"memberships-{name}": value for name, value in formset.management_form.initial.items()
    }
    for form in formset.initial_forms:
        for name in form.fields:
            value = form[name].value()
            given[form.add_prefix(name)] = "" if value is None else getattr(value, "pk", value)
    return {name: value for name, value in given.items() if not name.endswith("DELETE")}


@pytest.mark.slow
def test_a_moderators_record_is_read_and_saved_at_once_however_many_roles(staff, tutor, allocated):
    page = f"{PEOPLE}{tutor.pk}/change/"
    staff.get(page)  # what a process learns once is learnt
    queries = []
    for more in (2, 20):
        allocated(more)
        with CaptureQueriesContext(connection) as read:
            shown = staff.get(page)
        given = {"name": "Toni Tutor", "email": tutor.email, **as_shown(shown)}
        with CaptureQueriesContext(connection) as saved:
            assert staff.post(page, given).status_code == 302
        queries.append((len(read), len(saved)))

    assert queries[0] == queries[1]
    assert Membership.objects.filter(user=tutor).count() == 23


@pytest.mark.slow
def test_one_role_among_many_is_changed_and_one_taken_away(staff, tutor, allocated, other_centre):
    allocated(3)
    page = f"{PEOPLE}{tutor.pk}/change/"
    given = {"name": "Toni Tutor", "email": tutor.email, **as_shown(staff.get(page))}
    given |= {"memberships-1-centre": other_centre.number, "memberships-2-DELETE": "on"}

    assert staff.post(page, given).status_code == 302

    assert Membership.objects.filter(user=tutor).count() == 3
    assert tutor.memberships.filter(centre=other_centre).count() == 1


@pytest.mark.slow
def test_a_role_among_many_that_makes_no_sense_is_refused(staff, tutor, allocated):
    allocated(2)
    page = f"{PEOPLE}{tutor.pk}/change/"
    given = {"name": "Toni Tutor", "email": tutor.email, **as_shown(staff.get(page))}

    answer = staff.post(page, given | {"memberships-1-centre": "99999"}).content.decode()

    assert "There is no centre with that number." in answer
