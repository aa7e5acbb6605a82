"""A form that is sent when the session is over is kept for its typist, and never done by itself."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import CentreAssessor
from interchange.interrupted import commands, queries, rules
from interchange.interrupted.models import InterruptedForm
from interchange.interrupted.tokens import TYPED_BY, mark

FORM = {"name": "Ann Lee", "initials": "AL"}


@pytest.fixture(autouse=True)
def offered(catalogue):
    """The qualifications there are."""


@pytest.fixture
def page(centre):
    """A page with a form."""
    return reverse("claims:assessors", args=[centre.number, "05839"])


@pytest.fixture
def sent(client, sign_in, tutor, page):
    """The answer to a form that the tutor opened, and sent after the session was over."""
    fields = drawn(sign_in(tutor).get(page)) | FORM
    client.logout()
    return client.post(page, fields)


def drawn(answer):
    """The hidden fields of the page's forms, as its last form has them."""
    found = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', answer.content.decode())
    return {name: unescape(value) for name, value in found}


@pytest.mark.slow
def test_a_form_says_whose_it_is(sign_in, tutor, page):
    fields = drawn(sign_in(tutor).get(page))

    assert fields[TYPED_BY].startswith(f"{tutor.pk}:")


@pytest.mark.slow
def test_after_logging_in_it_comes_back_with_everything_typed(sent, sign_in, tutor):
    kept = InterruptedForm.objects.get()
    assert (
        sent.url
        == f"{reverse('accounts:log_in')}?next={kept.page.replace('/', '%2F')}%3Fkept%3D{kept.pk}"
    )

    answer = sign_in(tutor).get(kept.address).content.decode()

    assert 'value="Ann Lee"' in answer
    assert 'value="AL"' in answer
    assert "What you typed is here again." in answer
    assert not CentreAssessor.objects.exists()


@pytest.mark.slow
def test_once_it_is_sent_it_is_forgotten(sent, sign_in, tutor, page):
    kept = InterruptedForm.objects.get()
    browser = sign_in(tutor)
    fields = drawn(browser.get(kept.address)) | FORM

    answer = browser.post(kept.address, fields)

    assert answer.url == page
    assert CentreAssessor.objects.get().name == "Ann Lee"
    assert not InterruptedForm.objects.exists()


@pytest.mark.slow
def test_nobody_else_sees_it(sent, sign_in, centre_administrator):
    kept = InterruptedForm.objects.get()
    browser = sign_in(centre_administrator)

    answer = browser.get(kept.address).content.decode()

    assert "Ann Lee" not in answer
    assert "typed by somebody else" in answer
    assert browser.get(kept.get_absolute_url()).status_code == 404


@pytest.mark.slow
def test_a_form_that_does_not_say_whose_it_is_is_not_kept(client, tutor, page):
    for value in ("", str(tutor.pk), f"{tutor.pk}:1:forged", mark(tutor.pk) + "x"):
        client.post(page, FORM | {TYPED_BY: value})

    assert not InterruptedForm.objects.exists()


@pytest.mark.slow
def test_secrets_are_not_kept(client, tutor):
    fields = {
        "old_password": "one",
        "new_password1": "two",
        "code": "123456",
        TYPED_BY: mark(tutor.pk),
    }

    client.post(reverse("accounts:change_password"), fields)

    assert not InterruptedForm.objects.exists()


def test_what_a_page_had_shown_is_told_to_nobody():
    typed = [("row-7-name", "Bo"), ("shown", "eJytm1tz2zYQ"), ("row-8-name", "")]

    assert rules.what_was_typed(typed) == [("Row 8, name", "Bo")]


@pytest.mark.parametrize(
    ("name", "words"),
    [("row-2-surname", "Row 3, surname"), ("row-0-born_on_day", "Row 1, born on day")],
)
def test_a_row_is_called_by_the_number_it_has_on_the_page(name, words):
    assert rules.what_was_typed([(name, "x")]) == [(words, "x")]


def test_what_is_too_large_is_not_kept():
    assert rules.fields_to_keep([("a", "x" * rules.LONGEST)]) is None
    assert rules.fields_to_keep([("a", "x\x00y"), (TYPED_BY, "z")]) == [["a", "xy"]]


@pytest.mark.slow
def test_a_form_without_this_sessions_token_comes_back_too(sign_in, tutor, page):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = sign_in(tutor).cookies

    answer = browser.post(page, FORM | {TYPED_BY: mark(tutor.pk)})

    assert answer.url == InterruptedForm.objects.get().address
    assert not CentreAssessor.objects.exists()


@pytest.mark.slow
def test_whoever_else_has_logged_in_meanwhile_is_told_whose_it_is(sign_in, tutor, stranger, page):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = sign_in(stranger).cookies

    answer = browser.post(page, FORM | {TYPED_BY: mark(tutor.pk)})

    assert answer.status_code == 403
    assert "Somebody else has logged in" in answer.content.decode()
    assert InterruptedForm.objects.get().typist == tutor


@pytest.mark.slow
def test_where_the_page_has_gone_everything_is_listed(sign_in, tutor, at):
    kept = commands.keep(
        typist_id=tutor.pk,
        page="/nowhere/",
        sent_to="/nowhere/",
        fields=[["full_name", "Ann Lee"]],
        files=[],
        at=timezone.now(),
    )
    browser = sign_in(tutor)

    answer = browser.get(kept.address, follow=True)

    assert answer.status_code == 200
    assert "Full name" in answer.content.decode()
    assert "Ann Lee" in answer.content.decode()
    browser.post(kept.get_absolute_url())
    assert not InterruptedForm.objects.exists()


@pytest.mark.slow
def test_it_is_kept_for_three_days_and_the_latest_twenty(tutor, at):
    def keep(at):
        told = {"page": "/", "sent_to": "/", "fields": [["a", "1"]], "files": []}
        return commands.keep(typist_id=tutor.pk, at=at, **told)

    old = keep(at)
    assert queries.kept_form(tutor, old.pk, at=at + timedelta(days=2))
    assert queries.kept_form(tutor, old.pk, at=at + timedelta(days=4)) is None
    new = [keep(at + timedelta(days=4, minutes=n)) for n in range(rules.MOST + 2)]
    commands.forget_old(at=at + timedelta(days=4))

    assert set(InterruptedForm.objects.values_list("pk", flat=True)) == {one.pk for one in new[2:]}
