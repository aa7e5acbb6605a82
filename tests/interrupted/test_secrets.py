"""Of a form that is cut off nothing secret is kept, and it leads nowhere but to pages of ours."""

import time
from datetime import timedelta

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from django.utils import timezone

from interchange.accounts.views import destination
from interchange.interrupted import addresses, commands, rules
from interchange.interrupted.models import InterruptedForm
from interchange.interrupted.requests import came_from
from interchange.interrupted.tokens import TYPED_BY, mark, typist_of

ABROAD = ["//evil.example/x", "///evil.example", "/\\evil.example", "/\t/evil.example", "/nowhere/"]


def forms_below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from forms_below(one)


def test_no_box_for_a_password_is_ever_kept():
    assert get_resolver().url_patterns  # every form is read by now
    boxes = {
        name
        for form in forms_below(forms.BaseForm)
        for name, box in getattr(form, "base_fields", {}).items()
        if isinstance(box.widget, forms.PasswordInput)
    }

    assert boxes >= {"old", "again", "password"}
    assert rules.fields_to_keep([(name, "x") for name in boxes]) == []


@pytest.mark.parametrize("name", ["new", "code", "token", "confirm-code", "form-0-old", "Again"])
def test_a_field_named_as_a_secret_is_not_kept(name):
    assert rules.fields_to_keep([(name, "x")]) == []


@pytest.mark.parametrize("name", ["again-7", "qualification_code", "renewed", "old_centre"])
def test_a_field_that_only_sounds_alike_is_kept(name):
    assert rules.fields_to_keep([(name, "x")]) == [[name, "x"]]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("log_in", []),
        ("second_factor", []),
        ("recovery_code", []),
        ("enrol", []),
        ("codes", []),
        ("forgotten", []),
        ("choose_password", [1, "abc"]),
        ("confirm", []),
        ("change_email", []),
        ("confirm_email", ["abc"]),
        ("change_password", []),
        ("new_codes", []),
    ],
)
def test_nothing_of_a_page_of_secrets_is_kept(client, tutor, page, name, args):
    address = reverse(f"accounts:{name}", args=args)

    assert not addresses.may_be_kept(address)
    client.post(page, {"name": "Ann", TYPED_BY: mark(tutor.pk)}, HTTP_REFERER=ours(address))
    client.post(address, {"name": "Ann", TYPED_BY: mark(tutor.pk)})

    assert not InterruptedForm.objects.exists()


def test_the_centres_own_pages_are_kept():
    for name in ("centre", "accounts_contact", "invite"):
        assert addresses.may_be_kept(reverse(f"accounts:{name}", args=["12345"]))


@pytest.mark.parametrize("query", ["token=abc", "a=1&password=abc", "next=/password/3/abc/"])
def test_no_address_that_holds_a_secret_is_kept(page, query):
    assert addresses.may_be_kept(f"{page}?a=1")
    assert not addresses.may_be_kept(f"{page}?{query}")


@pytest.fixture
def page(centre):
    """A page with a form."""
    return reverse("claims:assessors", args=[centre.number, "05839"])


def ours(address):
    return f"http://testserver{address}"


@pytest.mark.slow
@pytest.mark.parametrize("address", ABROAD)
def test_a_form_that_came_from_no_page_of_ours_does_not_lead_there(client, tutor, page, address):
    request = RequestFactory().post(page, HTTP_REFERER=ours(address))
    assert came_from(request) == ""

    answer = client.post(
        page, {"name": "Ann", TYPED_BY: mark(tutor.pk)}, HTTP_REFERER=ours(address)
    )

    kept = InterruptedForm.objects.get()
    assert kept.page == page
    assert "evil" not in answer.url


@pytest.mark.parametrize("address", ABROAD)
def test_a_kept_form_whose_page_is_not_ours_leads_to_its_list(tutor, address):
    kept = commands.keep(
        typist_id=tutor.pk,
        page=address,
        sent_to=address,
        fields=[["name", "Ann"]],
        files=[],
        at=timezone.now(),
    )

    assert kept.address == kept.get_absolute_url()


@pytest.mark.parametrize("address", ABROAD)
def test_logging_in_leads_to_no_such_address_either(address):
    request = RequestFactory().get("/", {"next": address})

    assert destination.wanted(request) == ""


def drawn_for(person):
    request = RequestFactory().get("/")
    request.user = person
    return Template("{% csrf_token %}").render(Context({"request": request, "csrf_token": "x"}))


@pytest.mark.parametrize(("passed", "marked"), [(True, True), (False, False)])
def test_only_who_passed_the_second_factor_gets_the_mark(tutor, passed, marked):
    tutor.is_verified = lambda: passed

    assert (TYPED_BY in drawn_for(tutor)) is marked
    assert "csrfmiddlewaretoken" in drawn_for(tutor)


def test_nobody_who_is_not_logged_in_gets_the_mark():
    assert TYPED_BY not in drawn_for(AnonymousUser())


def test_the_mark_is_believed_for_twelve_hours(monkeypatch):
    given, drawn = mark(7), time.time()

    monkeypatch.setattr(time, "time", lambda: drawn + timedelta(hours=11.9).total_seconds())
    assert typist_of(given) == 7
    monkeypatch.setattr(time, "time", lambda: drawn + timedelta(hours=12.1).total_seconds())
    assert typist_of(given) is None
