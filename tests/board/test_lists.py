"""Staff read what a page shows them, and nothing more by asking a list again and again."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.utils import NotRelationField, get_fields_from_path
from django.core.exceptions import FieldDoesNotExist

from tests.factories.notifications import a_letter

PAGES = list(admin.site._registry.values())
LOOKUPS = ("", "exact", "contains", "startswith", "regex", "gt", "lte", "in", "isnull", "length")
OF_A_FILTER = re.compile(r"(__id)?__exact|__isnull|__isempty|__gte|__lt|__year|__month|__day|")
SECRET_APPS = {"otp_totp", "otp_static", "sessions"}
SECRET = re.compile(r"password|token|secret|session|^body$|^content$|^key$")
LETTERS = "/board/notifications/message/"


def label(page):
    return page.opts.label_lower


def address(page):
    return f"/board/{page.opts.app_label}/{page.opts.model_name}/"


def paths(model, depth=2):
    """Every field of the model, and of what it is related to, either way, down to the depth."""
    for field in model._meta.get_fields(include_hidden=True):
        yield field.name
        if depth > 1 and field.related_model:
            yield from (f"{field.name}__{name}" for name in paths(field.related_model, depth - 1))


def lookups(page):
    return [f"{path}__{one}".removesuffix("__") for path in paths(page.model) for one in LOOKUPS]


def declared_paths(page):
    """What the list says of itself that it can be filtered by."""
    for one in page.list_filter:
        if isinstance(one, type):
            yield one.parameter_name
        else:
            yield one if isinstance(one, str) else one[0]
    yield from (page.date_hierarchy, *page.admits) if page.date_hierarchy else page.admits


def is_secret(model, path):
    """Whether the path ends at a secret or at a row of which all is secret."""
    try:
        fields = get_fields_from_path(model, path.strip("-^=@"))
    except (FieldDoesNotExist, NotRelationField):
        return False  # a function of the page, or a key inside a field that it shows
    return fields[-1].model._meta.app_label in SECRET_APPS or SECRET.search(fields[-1].name)


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_a_list_is_filtered_only_by_what_it_declares(page, rf):
    request = rf.get("/")
    ours = list(declared_paths(page))

    taken = [one for one in lookups(page) if page.lookup_allowed(one, "x", request)]

    for one in taken:
        assert any(OF_A_FILTER.fullmatch(one.removeprefix(path)) for path in ours), one


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_no_list_shows_searches_or_sorts_by_a_secret(page):
    columns = [
        getattr(getattr(page, str(one), None), "admin_order_field", one)
        for one in page.list_display
    ]
    named = [*declared_paths(page), *page.search_fields, *(page.ordering or ()), *columns]

    assert not [one for one in named if is_secret(page.model, str(one))]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=label)
def test_no_record_shows_a_secret(page, rf, db, board_administrator):
    request = rf.get("/")
    request.user = board_administrator
    inlines = [one(page.model, admin.site) for one in page.inlines]
    shown = [
        (each.model, name)
        for each in (page, *inlines)
        for _, rows in each.get_fieldsets(request)
        for name in rows["fields"]
    ]

    assert not [one for one in shown if isinstance(one[1], str) and is_secret(*one)]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=label)
def test_a_list_asked_by_anything_else_shows_itself_without(
    page, sign_in, board_administrator, settings, django_assert_max_num_queries
):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
    asked = {f"{path}__regex": "x" for path in paths(page.model)}
    ours = tuple(declared_paths(page))
    client = sign_in(board_administrator)

    with django_assert_max_num_queries(8):  # who asks, and the sentence: nothing of the list
        answer = client.get(address(page), asked)

    left = answer.url.partition("?")[2].split("&")
    assert answer.status_code == 302
    assert not [one for one in left if one and not one.startswith(ours)]


@pytest.mark.parametrize(
    "list_of, lookup",
    [
        ("notifications/message", "body__regex"),
        ("notifications/message", "enclosures__name__startswith"),
        ("accounts/user", "password__regex"),
        ("accounts/user", "totpdevice__key__startswith"),
        ("accounts/membership", "user__password__regex"),
        ("audit/event", "by__password__startswith"),
        ("claims/claim", "malpracticeconcern__about__contains"),
        ("claims/claim", "nonsense"),
    ],
)
@pytest.mark.slow
def test_what_is_guessed_right_answers_like_what_is_guessed_wrong(
    list_of, lookup, sign_in, board_administrator
):
    a_letter()
    client = sign_in(board_administrator)

    right, wrong = (
        client.get(f"/board/{list_of}/", {lookup: guess}, follow=True) for guess in ("", "$wrong^")
    )

    assert right.redirect_chain == wrong.redirect_chain == [(f"/board/{list_of}/", 302)]
    assert list(right.context["cl"].result_list) == list(wrong.context["cl"].result_list)
    assert f"This list cannot be filtered by “{lookup}”." in wrong.content.decode()


def test_the_list_itself_refuses_too(rf, db, board_administrator):
    """Should anybody ever come to it by another way than the page."""
    page = next(one for one in PAGES if label(one) == "accounts.user")
    request = rf.get("/", {"password__regex": "^argon2"})
    request.user = board_administrator

    with pytest.raises(DisallowedModelAdminLookup):
        page.get_changelist_instance(request)


@pytest.mark.slow
def test_the_filters_beside_one_that_is_refused_stay(sign_in, processor, at):
    a_letter(subject="Sent", sent_at=at)
    a_letter(subject="New")

    given = {"sent": "yes", "body__regex": "x"}
    page = sign_in(processor).get(LETTERS, given, follow=True)

    assert [letter.subject for letter in page.context["cl"].result_list] == ["Sent"]


@pytest.mark.slow
def test_an_action_on_a_list_asked_so_is_not_begun(sign_in, processor, at):
    letter = a_letter(attempts=2, next_try_at=at.replace(year=2030))
    given = {"action": "send_now", "_selected_action": letter.pk}

    answer = sign_in(processor).post(f"{LETTERS}?body__regex=x", given)

    letter.refresh_from_db()
    assert (answer.status_code, letter.next_try_at.year) == (302, 2030)


@pytest.mark.parametrize(
    "query",
    ["o=99.-98.x", "o=1.2.3", "q=Dear", "all=", "_facets=1", "e=1", "p=0", "_popup=1", "sent=no"],
)
@pytest.mark.slow
def test_no_other_way_to_ask_reads_a_letter(query, sign_in, processor):
    a_letter(body="Dear Sam, nobody else reads this in a list\n")

    page = sign_in(processor).get(f"{LETTERS}?{query}", follow=True)

    assert page.status_code == 200
    assert "nobody else" not in page.content.decode()
    if query == "q=Dear":
        assert not page.context["cl"].result_list


@pytest.mark.parametrize(
    "query",
    [
        "queued_at__year=99999999999999999999",
        "queued_at__year=0",
        "queued_at__year=9999",
        "queued_at__year=9999&queued_at__month=12",
        "queued_at__year=9999&queued_at__month=12&queued_at__day=31",
        "queued_at__year=1",
        "queued_at__year=2026&queued_at__month=13",
        "queued_at__month=3",
        "queued_at__gte=x",
        "queued_at__year=x",
        "o=99999999999999999999",
        "p=99999999999999999999",
        "sent=%00",
        "template=%F0%9F%90%AA",
        "q=%22",
        "problem__gt=x",
        "sent_at__isnull=x",
    ],
)
@pytest.mark.slow
def test_nothing_typed_into_the_address_is_an_error_of_the_portals(query, sign_in, processor):
    a_letter()
    client = sign_in(processor)
    client.raise_request_exception = False

    assert client.get(f"{LETTERS}?{query}", follow=True).status_code in (200, 404)


@pytest.mark.parametrize(
    "query", ["_to_field=password", "_to_field=email", "_popup=1&_to_field=password"]
)
@pytest.mark.slow
def test_a_record_is_named_by_its_number_alone(query, sign_in, board_administrator, tutor):
    client = sign_in(board_administrator)

    for page in ("", f"{tutor.pk}/change/", "add/"):
        assert client.get(f"/board/accounts/user/{page}?{query}").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "autocomplete/?app_label=accounts&model_name=membership&field_name=user&term=a",
        "r/1/1/",
    ],
)
@pytest.mark.slow
def test_general_addresses_that_nobody_needs_are_not_there(path, sign_in, board_administrator):
    assert sign_in(board_administrator).get(f"/board/{path}").status_code == 404


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_counts_beside_filters_are_never_offered(page):
    assert page.show_facets is admin.ShowFacets.NEVER
