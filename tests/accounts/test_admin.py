import pytest
from django_otp import user_has_device

from interchange.accounts.models import User
from interchange.accounts.roles import Role
from interchange.notifications.models import Message
from tests.factories import second_factor
from tests.factories.audit import events
from tests.reading import text

pytestmark = [pytest.mark.django_db]
PEOPLE = "/board/accounts/user/"
NO_ROLES = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}


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


@pytest.mark.slow
def test_the_service_account_is_no_page_and_its_role_is_offered_to_nobody(staff, service, tutor):
    held = service.memberships.get()
    for page in (f"{PEOPLE}{service.pk}/change/", f"/board/accounts/membership/{held.pk}/change/"):
        assert staff.get(page).status_code == 302
    given = {"user": tutor.email, "role": Role.SERVICE.value}

    answer = staff.post("/board/accounts/membership/add/", given)

    assert "Choose role from the list" in text(answer)
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
