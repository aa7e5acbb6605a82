import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_otp import user_has_device

from interchange.accounts.models import Membership, User
from interchange.accounts.roles import Role
from interchange.notifications.models import Message
from tests.factories import accounts, second_factor
from tests.factories.audit import events
from tests.reading import text

pytestmark = [pytest.mark.django_db]
PEOPLE = "/board/accounts/user/"
NO_ROLES = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}


@pytest.fixture
def staff(sign_in, board_administrator):
    return sign_in(board_administrator)


@pytest.mark.slow
def test_who_is_entered_is_sent_an_invitation_and_holds_the_role(staff, centre):
    given = {
        "name": "Nell New",
        "email": "nell@school.example",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-role": Role.CENTRE_ADMINISTRATOR.value,
        "memberships-0-centre": centre.number,
    }

    staff.post(f"{PEOPLE}add/", given)

    person = User.objects.get(email="nell@school.example")
    assert not person.has_usable_password()
    assert [held.role for held in person.memberships.all()] == [Role.CENTRE_ADMINISTRATOR]
    letter = Message.objects.get()
    assert (letter.to, letter.reader) == ("nell@school.example", person)
    assert {event.name for event in events()} == {"user.invite", "user.add"}


def test_the_service_account_is_no_page_and_its_role_is_offered_to_nobody(staff, service, tutor):
    held = service.memberships.get()
    for page in (f"{PEOPLE}{service.pk}/change/", f"/board/accounts/membership/{held.pk}/change/"):
        assert staff.get(page).status_code == 302
    given = {"user": tutor.email, "role": Role.SERVICE.value}

    answer = staff.post("/board/accounts/membership/add/", given)

    assert "Select a valid choice" in text(answer)
    assert not tutor.memberships.filter(role=Role.SERVICE).exists()


@pytest.mark.slow
def test_one_address_is_one_person(staff, tutor):
    page = staff.post(f"{PEOPLE}add/", {"name": "Twice", "email": tutor.email.upper(), **NO_ROLES})

    assert "A person with that e-mail address exists." in page.content.decode()


@pytest.mark.slow
def test_the_second_factor_is_reset_from_the_persons_page(staff, tutor):
    second_factor.an_app(tutor)
    button = {"action": "reset_second_factor", "_selected_action": tutor.pk, "back": "1"}

    page = staff.post(PEOPLE, button, follow=True)

    assert "Reset the second factor: 1 done." in page.content.decode()
    assert not user_has_device(tutor)
    assert events().get().name == "user.reset_second_factor"


@pytest.mark.slow
def test_staff_do_not_close_their_own_account(staff, board_administrator):
    page = staff.post(
        PEOPLE, {"action": "close", "_selected_action": board_administrator.pk}, follow=True
    )

    assert "You cannot change your own roles" in page.content.decode()
    assert User.objects.get(pk=board_administrator.pk).is_active


@pytest.mark.slow
def test_nobodys_password_is_seen_or_set_there(staff, tutor):
    page = staff.get(f"{PEOPLE}{tutor.pk}/change/").content.decode()

    assert 'name="password"' not in page
    assert tutor.password not in page or tutor.password == "!"


def correct(staff, person, email):
    """Give the person another address in the admin."""
    page = f"{PEOPLE}{person.pk}/change/"
    return staff.post(page, {"name": person.name, "email": email, **NO_ROLES})


@pytest.mark.slow
def test_an_address_that_the_board_corrects_is_told_to_both(staff, stranger):
    old = stranger.email

    assert correct(staff, stranger, "right@school.example").status_code == 302

    assert User.objects.get(pk=stranger.pk).email == "right@school.example"
    letters = Message.objects.filter(template="accounts/email_changed")
    assert {one.to for one in letters} == {old, "right@school.example"}


@pytest.mark.slow
def test_staff_change_their_own_address_on_their_account_only(staff, board_administrator):
    correct(staff, board_administrator, "thief@elsewhere.example")

    board_administrator.refresh_from_db()
    assert board_administrator.email != "thief@elsewhere.example"


@pytest.mark.slow
def test_people_and_centres_stay_on_record(staff, tutor, centre):
    assert staff.post(f"{PEOPLE}{tutor.pk}/delete/").status_code == 403
    assert staff.post(f"/board/accounts/centre/{centre.pk}/delete/").status_code == 403


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
