from urllib.parse import unquote

import pytest
from django.urls import reverse

from interchange.accounts.models import Membership, User
from interchange.accounts.roles import Role
from tests.accounts.views.logging_in import LOG_IN, give_code, give_password
from tests.factories import second_factor
from tests.factories.audit import events

pytestmark = [pytest.mark.django_db]


@pytest.mark.slow
def test_password_and_code_lead_to_the_page_that_was_wanted(client, sam):
    second_factor.an_app(sam)
    wanted = "/centres/12345/information/?sort=name&page=2"

    first = client.get(wanted)
    second = give_password(client, next=wanted)
    third = give_code(client, next=wanted)

    assert first.url == (
        "/log-in/?next=%2Fcentres%2F12345%2Finformation%2F%3Fsort%3Dname%26page%3D2"
    )
    assert second.url.startswith("/second-factor/?next=")
    assert third.url == wanted
    assert client.get(third.url).status_code == 200


@pytest.mark.slow
def test_without_a_wish_the_way_leads_home(client, sam):
    second_factor.an_app(sam)
    give_password(client)

    assert give_code(client).url == reverse("tracker:home")


@pytest.mark.slow
@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "7"],
)
def test_nobody_is_sent_to_another_site(target, client, sam):
    second_factor.an_app(sam)
    give_password(client, next=target)

    assert give_code(client, next=target).url == reverse("tracker:home")


@pytest.mark.slow
@pytest.mark.parametrize("email", ["sam@school.example", "nobody@school.example"])
def test_an_unknown_address_and_a_wrong_password_get_the_same_sentence(email, client, sam):
    page = give_password(client, password="wrong", email=email)

    assert page.status_code == 200
    assert "do not belong together" in page.content.decode()
    assert email in page.content.decode()
    assert "wrong" not in page.context["form"]["password"].as_widget()


@pytest.mark.slow
def test_the_password_alone_opens_nothing(client, sam):
    second_factor.an_app(sam)
    give_password(client)

    answer = client.get("/centres/12345/information/")

    assert unquote(answer.url) == "/second-factor/?next=/centres/12345/information/"


@pytest.mark.slow
def test_the_password_alone_does_not_replace_the_app(client, sam):
    second_factor.an_app(sam)
    give_password(client)

    answer = client.get(reverse("accounts:enrol"))

    assert answer.url == reverse("accounts:second_factor")


@pytest.mark.slow
def test_a_wrong_code_is_refused_with_what_to_do(client, sam):
    second_factor.an_app(sam)
    give_password(client)

    page = client.post(reverse("accounts:second_factor"), {"code": "000000"})

    assert "That code is not right" in page.content.decode()
    assert events().filter(name="user.fail_log_in", detail={"step": "code"}).exists()


@pytest.mark.slow
def test_a_recovery_code_stands_in_for_the_app(client, sam):
    second_factor.an_app(sam)
    second_factor.recovery_codes(sam, "abcdefghjk")
    give_password(client)

    answer = client.post(reverse("accounts:recovery_code"), {"code": "abcde-fghjk"})

    assert answer.url == reverse("tracker:home")
    assert client.get("/centres/12345/information/").status_code == 200


@pytest.mark.slow
def test_the_session_gets_a_new_key_at_each_step(client, sam):
    second_factor.an_app(sam)
    give_password(client)
    before = client.session.session_key

    give_code(client)

    assert client.session.session_key != before


@pytest.mark.slow
def test_logging_in_stands_in_the_trail(client, sam):
    second_factor.an_app(sam)
    give_password(client)
    assert not events().filter(name="user.log_in").exists()

    give_code(client)

    assert events().filter(name="user.log_in", by=sam).exists()


@pytest.mark.slow
def test_a_person_of_several_centres_chooses(client, sam, other_centre):
    Membership.objects.create(user=sam, role=Role.TUTOR, centre=other_centre)
    second_factor.an_app(sam)
    give_password(client)

    answer = give_code(client)

    assert answer.url == reverse("accounts:centres")
    page = client.get(answer.url).content.decode()
    assert "Fernhill College" in page
    assert "Riverside School" in page


@pytest.mark.slow
def test_the_centre_visited_last_is_the_one_shared_pages_show(sign_in, sam, other_centre):
    Membership.objects.create(user=sam, role=Role.TUTOR, centre=other_centre)
    client = sign_in(sam)

    client.get("/centres/54321/information/")

    assert client.get(reverse("accounts:account")).context["centre"] == other_centre


@pytest.mark.slow
def test_who_is_logged_in_is_not_asked_again(sign_in, sam):
    client = sign_in(sam)

    for page in (LOG_IN, reverse("accounts:second_factor"), reverse("accounts:recovery_code")):
        second_factor.TOTPDevice.objects.get_or_create(user=sam, name="app")
        assert client.get(page).url == reverse("tracker:home")


@pytest.mark.slow
def test_logging_out_ends_the_session(sign_in, sam):
    client = sign_in(sam)

    assert client.get(reverse("accounts:log_out")).status_code == 405
    assert client.post(reverse("accounts:log_out")).url == LOG_IN
    assert client.get("/centres/12345/information/").url.startswith(LOG_IN)


@pytest.mark.slow
def test_who_sends_a_form_after_the_session_ended_comes_back_to_its_page(client, sam):
    answer = client.post(
        "/centres/12345/people/invite/",
        headers={"referer": "http://testserver/centres/12345/people/invite/?a=1"},
    )

    assert unquote(answer.url) == "/log-in/?next=/centres/12345/people/invite/?a=1"


@pytest.mark.slow
def test_a_form_sent_from_elsewhere_comes_back_home(client, sam):
    answer = client.post("/centres/12345/people/", headers={"referer": "https://evil.example/x"})

    assert unquote(answer.url) == "/log-in/?next=/"


@pytest.mark.slow
def test_closing_an_account_ends_its_sessions(sign_in, sam):
    client = sign_in(sam)

    User.objects.update(is_active=False)

    assert client.get("/centres/12345/information/").url.startswith(LOG_IN)
