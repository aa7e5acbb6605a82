import pytest
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories import second_factor
from tests.factories.audit import events

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ENROL = "/second-factor/app/"
CODES = "/second-factor/codes/"


@pytest.fixture
def newcomer(client, tutor):
    client.force_login(tutor)
    return client


def test_who_has_no_app_is_led_to_set_one_up(newcomer):
    answer = newcomer.get("/second-factor/?next=/account/")

    assert answer.url == "/second-factor/app/?next=%2Faccount%2F"


def test_the_page_shows_the_key_as_a_picture_and_as_text(newcomer, tutor):
    page = newcomer.get(ENROL)

    text = page.content.decode()
    assert "<svg" in text
    assert "style=" not in text[text.index("<svg") : text.index("</svg>")]
    assert f"otpauth://totp/Interchange:{tutor.email.replace('@', '%40')}?secret=" in text
    assert page.context["typed"] in text


def test_the_key_stays_the_same_until_it_is_confirmed(newcomer):
    assert newcomer.get(ENROL).context["typed"] == newcomer.get(ENROL).context["typed"]


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


def test_recovery_codes_are_shown_until_they_are_kept_and_then_never_again(newcomer):
    newcomer.get(ENROL)
    newcomer.post(ENROL, {"code": second_factor.code(newcomer.session["enrolling"])})

    refused = newcomer.post(CODES, {"next": ""})
    assert "Keep the codes first" in refused.content.decode()

    newcomer.post(CODES, {"kept": "on"})
    assert newcomer.get(CODES).status_code == 302


def test_a_wrong_code_says_what_to_do_and_keeps_the_key(newcomer):
    key = newcomer.get(ENROL).context["typed"]

    page = newcomer.post(ENROL, {"code": "000000"})

    assert "not the code the app shows" in page.content.decode()
    assert page.context["typed"] == key
    assert not TOTPDevice.objects.exists()


def test_who_is_logged_in_replaces_the_app(sign_in, tutor):
    second_factor.an_app(tutor)
    client = sign_in(tutor)
    client.get(ENROL)

    client.post(ENROL, {"code": second_factor.code(client.session["enrolling"])})

    assert TOTPDevice.objects.get().key != second_factor.KEY
    assert client.get("/account/").status_code == 200


def test_new_codes_are_made_after_asking(sign_in, tutor):
    client = sign_in(tutor)
    page = client.get(reverse("accounts:new_codes"))
    assert "Do you want new recovery codes?" in page.content.decode()
    assert not StaticToken.objects.exists()

    answer = client.post(reverse("accounts:new_codes"))

    assert answer.url == CODES
    assert StaticToken.objects.count() == 10
    assert len(client.get(CODES).context["codes"]) == 10


def test_the_secret_pages_are_not_kept_by_the_browser(newcomer):
    assert "no-store" in newcomer.get(ENROL)["Cache-Control"]
