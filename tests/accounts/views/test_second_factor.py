from urllib.parse import unquote

import pytest
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from interchange.accounts import links
from interchange.accounts.models import EmailChange
from tests.factories import second_factor
from tests.factories.accounts import PASSWORD
from tests.factories.audit import events

pytestmark = [pytest.mark.django_db]
ENROL = "/second-factor/app/"
CODES = "/second-factor/codes/"


@pytest.fixture
def newcomer(client, tutor):
    client.force_login(tutor)
    return client


@pytest.mark.slow
def test_who_has_no_app_is_led_to_set_one_up(newcomer):
    answer = newcomer.get("/second-factor/?next=/account/")

    assert answer.url == "/second-factor/app/?next=%2Faccount%2F"


@pytest.mark.slow
def test_the_page_shows_the_key_as_a_picture_and_as_text(newcomer, tutor):
    page = newcomer.get(ENROL)

    text = page.content.decode()
    assert "<svg" in text
    assert "style=" not in text[text.index("<svg") : text.index("</svg>")]
    assert f"otpauth://totp/Interchange:{tutor.email.replace('@', '%40')}?secret=" in text
    assert page.context["typed"] in text


@pytest.mark.slow
def test_the_key_stays_the_same_until_it_is_confirmed(newcomer):
    assert newcomer.get(ENROL).context["typed"] == newcomer.get(ENROL).context["typed"]


@pytest.mark.slow
def test_a_confirmed_app_leads_over_the_recovery_codes_to_the_page_that_was_wanted(newcomer):
    newcomer.get(ENROL)
    key = newcomer.session["enrolling"]

    answer = newcomer.post(ENROL, {"code": second_factor.code(key), "next": "/account/"})

    assert answer.url == f"{CODES}?next=%2Faccount%2F"
    page = newcomer.get(answer.url)
    assert len(page.context["codes"]) == 10
    assert all(code in page.content.decode() for code in page.context["codes"])
    done = newcomer.post(CODES, {"kept": "on", "next": "/account/"})
    assert done.url == "/account/"
    assert newcomer.get("/account/").status_code == 200
    assert events().filter(name="user.log_in").count() == 1


@pytest.mark.slow
def test_recovery_codes_are_shown_until_they_are_kept_and_then_never_again(newcomer):
    newcomer.get(ENROL)
    newcomer.post(ENROL, {"code": second_factor.code(newcomer.session["enrolling"])})

    refused = newcomer.post(CODES, {"next": ""})
    assert "Keep the codes first" in refused.content.decode()

    newcomer.post(CODES, {"kept": "on"})
    assert newcomer.get(CODES).status_code == 302


@pytest.mark.slow
def test_a_wrong_code_says_what_to_do_and_keeps_the_key(newcomer):
    key = newcomer.get(ENROL).context["typed"]

    page = newcomer.post(ENROL, {"code": "000000"})

    assert "not the code the app shows" in page.content.decode()
    assert page.context["typed"] == key
    assert not TOTPDevice.objects.exists()


@pytest.fixture
def with_password(tutor):
    """The tutor, with an app and the password PASSWORD."""
    second_factor.an_app(tutor)
    tutor.set_password(PASSWORD)
    tutor.save()
    return tutor


def confirm(client, **given):
    """Give password and code once more."""
    given = {"password": PASSWORD, "code": second_factor.code(), **given}
    return client.post("/account/confirm/", given)


@pytest.mark.slow
@pytest.mark.parametrize("page", [ENROL, "/account/codes/", "/account/e-mail/"])
def test_an_open_session_changes_nothing_of_the_log_in_without_password_and_code(
    page, sign_in, with_password
):
    client = sign_in(with_password)

    for answer in (client.get(page), client.post(page, {"code": "1", "email": "a@b.example"})):
        assert unquote(answer.url) == f"/account/confirm/?next={page}"
    assert TOTPDevice.objects.get().key == second_factor.KEY
    assert not StaticToken.objects.exists()
    assert not EmailChange.objects.exists()


@pytest.mark.slow
def test_who_confirms_is_led_on_to_what_they_wanted(sign_in, with_password):
    client = sign_in(with_password)

    assert confirm(client, next="/account/codes/").url == "/account/codes/"
    assert client.get("/account/codes/").status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"password": "wrong"}, "not your present password"),
        ({"code": "000000"}, "That code is not right"),
        ({"code": "zzzzz-zzzzz"}, "That code is not right"),
        ({"password": "", "code": ""}, "Enter password."),
    ],
)
def test_who_confirms_wrongly_stays_with_a_sentence(wrong, sentence, sign_in, with_password):
    client = sign_in(with_password)

    page = confirm(client, **wrong)

    assert sentence in page.content.decode()
    assert client.get(ENROL).status_code == 302


@pytest.mark.slow
def test_what_was_confirmed_is_good_for_one_change(sign_in, with_password):
    client = sign_in(with_password)
    confirm(client)

    assert client.post("/account/codes/").status_code == 302
    assert client.get("/account/codes/").url.startswith("/account/confirm/")


@pytest.mark.slow
def test_what_was_confirmed_is_good_for_ten_minutes(sign_in, with_password):
    client = sign_in(with_password)
    confirm(client)
    session = client.session
    session["confirmed_at"] -= 600
    session.save()

    assert client.get(ENROL).url.startswith("/account/confirm/")


@pytest.mark.slow
def test_who_came_in_by_a_recovery_code_sets_up_a_new_app_at_once(client, with_password):
    second_factor.recovery_codes(with_password, "abcdefghjk")
    client.post("/log-in/", {"email": with_password.email, "password": PASSWORD})
    client.post("/second-factor/recovery/", {"code": "abcdefghjk"})

    assert client.get(ENROL).status_code == 200


@pytest.mark.slow
def test_another_address_is_asked_for_and_confirmed_by_its_link(sign_in, with_password):
    client = sign_in(with_password)
    confirm(client)
    client.post("/account/e-mail/", {"email": "new@school.example"})
    assert "new@school.example" in client.get("/account/").content.decode()
    link = links.to_confirm_email(EmailChange.objects.get())

    page = client.get(link)
    assert "Log in with new@school.example from now on?" in page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin"
    answer = client.post(link, follow=True)

    assert "You log in with new@school.example from now on." in answer.content.decode()
    assert client.get(link).status_code == client.post(link).status_code == 410


@pytest.mark.slow
def test_the_present_address_is_refused_with_a_sentence(sign_in, with_password):
    client = sign_in(with_password)
    confirm(client)

    page = client.post("/account/e-mail/", {"email": with_password.email})

    assert "the address you log in with now" in page.content.decode()


@pytest.mark.slow
def test_who_is_logged_in_replaces_the_app(sign_in, with_password):
    client = sign_in(with_password)
    confirm(client)
    client.get(ENROL)

    client.post(ENROL, {"code": second_factor.code(client.session["enrolling"])})

    assert TOTPDevice.objects.get().key != second_factor.KEY
    assert client.get("/account/").status_code == 200


@pytest.mark.slow
def test_new_codes_are_made_after_asking(sign_in, with_password):
    client = sign_in(with_password)
    confirm(client)
    page = client.get(reverse("accounts:new_codes"))
    assert "Do you want new recovery codes?" in page.content.decode()
    assert not StaticToken.objects.exists()

    answer = client.post(reverse("accounts:new_codes"))

    assert answer.url == CODES
    assert StaticToken.objects.count() == 10
    assert len(client.get(CODES).context["codes"]) == 10


@pytest.mark.slow
def test_the_secret_pages_are_not_kept_by_the_browser(newcomer):
    assert "no-store" in newcomer.get(ENROL)["Cache-Control"]
