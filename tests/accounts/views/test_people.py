import pytest

from interchange.accounts import queries
from interchange.accounts.models import User
from interchange.accounts.roles import Role
from tests.factories import accounts, second_factor
from tests.factories.audit import events

pytestmark = [pytest.mark.django_db]
PEOPLE = "/centres/12345/people/"


@pytest.fixture
def administrator(sign_in, centre_administrator):
    return sign_in(centre_administrator)


@pytest.mark.slow
def test_the_list_shows_roles_and_how_far_people_have_come(administrator, tutor):
    page = administrator.get(PEOPLE).content.decode()

    assert "Toni Tutor" in page
    assert "Tutor/Teacher" in page
    assert "This is you" in page


@pytest.mark.slow
def test_the_list_costs_the_same_however_many_people(
    administrator, centre, django_assert_max_num_queries
):
    for _ in range(60):
        accounts.with_role(Role.TUTOR, centre)

    with django_assert_max_num_queries(10):
        administrator.get(PEOPLE)


@pytest.mark.slow
def test_inviting_leads_back_to_the_list(administrator, centre):
    given = {
        "name": "Nell New",
        "email": "nell@school.example",
        "roles": ["tutor", "exams_officer"],
    }

    page = administrator.post(f"{PEOPLE}invite/", given, follow=True)

    assert "nell@school.example has been invited." in page.content.decode()
    person = User.objects.get(email="nell@school.example")
    assert queries.roles_at(centre, person) == {Role.TUTOR, Role.EXAMS_OFFICER}


@pytest.mark.slow
def test_a_refused_invitation_keeps_what_was_typed(administrator, tutor):
    given = {"name": "Nell New", "email": tutor.email, "roles": ["tutor"]}

    page = administrator.post(f"{PEOPLE}invite/", given).content.decode()

    assert "is at your centre already" in page
    assert 'value="Nell New"' in page


@pytest.mark.slow
@pytest.mark.parametrize("roles", [[], ["moderator"], ["board_administrator"]])
def test_no_role_and_no_foreign_role_is_given(roles, administrator):
    given = {"name": "Nell New", "email": "nell@school.example", "roles": roles}

    page = administrator.post(f"{PEOPLE}invite/", given)

    assert page.context["form"].errors["roles"]
    assert not User.objects.filter(email="nell@school.example").exists()


@pytest.mark.slow
def test_roles_are_changed(administrator, centre, tutor):
    page = administrator.get(f"{PEOPLE}{tutor.pk}/")
    assert [box.data["value"] for box in page.context["form"]["roles"] if box.data["selected"]] == [
        "tutor"
    ]

    administrator.post(f"{PEOPLE}{tutor.pk}/", {"roles": ["exams_officer"]})

    assert queries.roles_at(centre, tutor) == {Role.EXAMS_OFFICER}


@pytest.mark.slow
def test_ones_own_roles_are_shown_but_not_changed(administrator, centre, centre_administrator):
    path = f"{PEOPLE}{centre_administrator.pk}/"

    assert "which you cannot change" in administrator.get(path).content.decode()
    administrator.post(path, {"roles": ["tutor"]})

    assert queries.roles_at(centre, centre_administrator) == {Role.CENTRE_ADMINISTRATOR}


@pytest.mark.slow
def test_a_leaver_is_removed_after_asking_and_sees_nothing_at_once(
    administrator, client, centre, tutor
):
    leaver = type(client)()
    leaver.force_login(tutor)
    session = leaver.session
    session["otp_device_id"] = second_factor.an_app(tutor).persistent_id
    session.save()
    assert leaver.get("/centres/12345/information/").status_code == 200

    page = administrator.get(f"{PEOPLE}{tutor.pk}/remove/").content.decode()
    assert "Remove Toni Tutor from your centre?" in page
    administrator.post(f"{PEOPLE}{tutor.pk}/remove/")

    assert queries.roles_at(centre, tutor) == set()
    assert leaver.get("/centres/12345/information/").status_code == 404


@pytest.mark.slow
def test_an_invitation_is_sent_again(administrator, centre, tutor):
    tutor.set_unusable_password()
    tutor.save()

    page = administrator.post(f"{PEOPLE}{tutor.pk}/again/", follow=True)

    assert "has been sent a new invitation" in page.content.decode()


@pytest.mark.slow
def test_an_invitation_tells_nothing_of_whose_address_it_is(
    administrator, other_centre, centre, at
):
    there = accounts.with_role(Role.TUTOR, other_centre, name="Quinn Hidden", last_login=at)
    given = {"name": "Nell New", "email": there.email, "roles": ["tutor"]}
    pages = [administrator.post(f"{PEOPLE}invite/", given, follow=True)]

    pages.append(administrator.get(PEOPLE))
    pages.append(administrator.get(f"{PEOPLE}{there.pk}/"))
    pages.append(administrator.get(f"{PEOPLE}{there.pk}/remove/"))
    pages.append(administrator.post(f"{PEOPLE}{there.pk}/", {"roles": ["tutor"]}, follow=True))
    pages.append(administrator.post(f"{PEOPLE}{there.pk}/again/", follow=True))
    pages.append(administrator.post(f"{PEOPLE}invite/", given))

    for page in pages:
        assert page.status_code == 200
        assert there.email in page.content.decode()
        assert "Quinn Hidden" not in page.content.decode()
    invited = events().get(name="user.invite")
    User.objects.filter(pk=there.pk).update(last_login=invited.at)
    assert "Quinn Hidden" in administrator.get(PEOPLE).content.decode()
