import pytest
from django.test import Client

from interchange.accounts import guessing, links
from interchange.notifications.models import Message
from tests.factories import accounts, second_factor

pytestmark = [pytest.mark.django_db]
NEW = {"password": "four better camels", "again": "four better camels"}


@pytest.mark.slow
@pytest.mark.parametrize("email", ["known", "nobody@school.example"])
def test_the_answer_is_the_same_whether_there_is_such_a_person(email, client, tutor):
    email = tutor.email if email == "known" else email

    page = client.post("/password/forgotten/", {"email": email})

    assert page.status_code == 200
    assert f"If {email} belongs to somebody" in page.content.decode()
    assert not Message.objects.exists()  # a worker looks whose address it is


@pytest.mark.slow
def test_who_asks_too_often_is_told_so(client, monkeypatch):
    monkeypatch.setattr(guessing, "MOST_WISHES_FROM_A_NETWORK", 1)
    client.post("/password/forgotten/", {"email": "one@school.example"})

    page = client.post("/password/forgotten/", {"email": "two@school.example"}).content.decode()

    assert "Ask again in an hour." in page
    assert 'value="two@school.example"' in page


@pytest.mark.slow
def test_the_link_lets_a_newcomer_choose_a_password_and_go_on_to_the_app(client, tutor):
    link = links.to_choose_password(tutor)
    assert tutor.email in client.get(link).content.decode()

    answer = client.post(link, NEW)

    assert client.get(answer.url).url == "/second-factor/app/"
    assert client.get(link).status_code == 410


def test_who_knows_the_password_alone_does_not_end_the_owners_link(client, tutor):
    tutor.set_password("correct horse battery")
    tutor.save()
    link = links.to_choose_password(tutor)
    with_password = {"email": tutor.email, "password": "correct horse battery"}
    assert Client().post("/log-in/", with_password).url.startswith("/second-factor/")

    client.post(link, NEW)

    tutor.refresh_from_db()
    assert tutor.check_password(NEW["password"])


@pytest.mark.slow
def test_the_link_does_not_get_round_the_second_factor(client, tutor):
    second_factor.an_app(tutor)

    client.post(links.to_choose_password(tutor), NEW)

    assert client.get("/account/").url == "/second-factor/?next=%2Faccount%2F"


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/password/1/abc-def/", "/password/999999/x/"])
def test_a_broken_link_says_what_to_do(path, client, tutor):
    page = client.get(path)

    assert page.status_code == 410
    assert "have a new link sent" in page.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"password": "short", "again": "short"}, "too short: use at least 10"),
        ({"password": "password12", "again": "password12"}, "one that many people use"),
        ({"password": NEW["password"], "again": "different"}, "differ"),
        ({"password": "Toni Tutor", "again": "Toni Tutor"}, "too much like your name"),
        ({"password": ""}, "Enter new password"),
    ],
)
def test_a_bad_password_is_refused_with_the_reason(typed, sentence, client, tutor):
    page = client.post(links.to_choose_password(tutor), typed)

    assert sentence in page.content.decode()


@pytest.mark.slow
def test_a_link_posted_again_says_that_it_has_ended(client, tutor):
    link = links.to_choose_password(tutor)
    client.post(link, NEW)

    assert client.post(link, NEW).status_code == 410


@pytest.mark.slow
def test_the_page_of_a_link_tells_its_address_to_no_other(client, tutor):
    for link in (links.to_choose_password(tutor), "/password/1/abc-def/"):
        assert client.get(link)["Referrer-Policy"] == "strict-origin"


@pytest.mark.slow
def test_changing_the_password_keeps_this_session_and_ends_others(sign_in, client, tutor):
    tutor.set_password(accounts.PASSWORD)
    tutor.save()
    second_factor.an_app(tutor)
    elsewhere = type(client)()
    elsewhere.force_login(tutor)
    client = sign_in(tutor)

    given = {"old": accounts.PASSWORD, "code": second_factor.code(), **NEW}
    answer = client.post("/account/password/", given)

    assert answer.url == "/account/"
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").url.startswith("/log-in/")


@pytest.mark.slow
def test_a_wrong_present_password_changes_nothing(sign_in, tutor):
    page = sign_in(tutor).post("/account/password/", {"old": "wrong", "code": "000000", **NEW})

    assert "not your present password" in page.content.decode()


@pytest.mark.slow
def test_a_password_is_not_changed_by_who_only_knows_the_old_one(sign_in, tutor):
    tutor.set_password(accounts.PASSWORD)
    tutor.save()
    given = {"old": accounts.PASSWORD, "code": "000000", **NEW}

    page = sign_in(tutor).post("/account/password/", given)

    assert "That code is not right" in page.content.decode()
    tutor.refresh_from_db()
    assert tutor.check_password(accounts.PASSWORD)
