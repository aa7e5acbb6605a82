"""No form of the portal answers in Django's own words, whatever is typed: on pages or the board's.

Which words are Django's is read from its catalogues of translations.
"""

import ast
import importlib
import pkgutil
import re
from copy import deepcopy
from functools import cache
from pathlib import Path

import django
import pytest
from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import UniqueConstraint
from django.utils.datastructures import MultiValueDict

from interchange.accounts.models import Centre
from interchange.board.rows import Rows
from interchange.clashes import Once
from tests.house import APPS

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

CATALOGUES = ("conf", "contrib/auth")
ABOUT_FORMS = re.compile(r"core/validators|forms/|db/models|password_validation")
TEXT = re.compile(r'^msgid(?:_plural)? ((?:".*"\n)+)', re.MULTILINE)
NAMED = re.compile(r"%\(\w+\)[a-z]")
TYPED = ("", " ", "x", "x\0", "-1", "999999999999999999999", "x" * 9000, "2027-02-30", "a b@c")
FILES = (SimpleUploadedFile("empty.pdf", b""), SimpleUploadedFile("f" * 300, b"%PDF-1.4"))


@cache
def djangos_words():
    """One pattern that fits each sentence that Django has for forms."""
    found = set()
    for place in CATALOGUES:
        path = Path(django.__file__).parent / place / "locale/en/LC_MESSAGES/django.po"
        for entry in path.read_text().split("\n\n"):
            if ABOUT_FORMS.search(entry):
                found |= {
                    "".join(map(ast.literal_eval, text.split("\n")[:-1]))
                    for text in TEXT.findall(f"{entry}\n")
                }
    sentences = [one for one in found if one.endswith(".")]
    return re.compile("|".join(".*".join(map(re.escape, NAMED.split(one))) for one in sentences))


def forms_of_ours():
    """Every class of a form that stands in a module of ours."""
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if not module.name.rpartition(".")[2].startswith("__"):
                importlib.import_module(module.name)
    return [one for one in below(forms.BaseForm) if one.__module__.split(".")[0] in APPS]


def below(kind):
    """All classes that inherit from it."""
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def answers(field):
    """What a form says of the field for all that may be typed or sent wrongly."""
    field = deepcopy(field)
    if getattr(field, "queryset", field) is None:  # the form gives it records as it is made
        field.queryset, field.to_field_name = Centre.objects.none(), None
    asked = type("Asked", (forms.Form,), {"asked": field})
    parts = ["asked", *(f"asked_{part}" for part in (0, 1, 2))]
    for typed in TYPED:
        sent = MultiValueDict({part: [typed] for part in parts})
        yield from asked(sent, {})["asked"].errors
    for file in FILES:
        yield from asked({}, {"asked": file})["asked"].errors


def stock(fields):
    """What of Django's own the fields say: {name: sentences}."""
    said = {name: {*answers(field)} for name, field in fields.items()}
    wrong = {
        name: {one for one in texts if djangos_words().fullmatch(one)}
        for name, texts in said.items()
    }
    return {name: texts for name, texts in wrong.items() if texts}


def test_djangos_own_words_are_known():
    for words in (
        "This field is required.",
        "Select a valid choice. x is not one of the available choices.",
        "Fee with this Slug already exists.",
        "This password is too common.",
        "Ensure this value has at most 4 characters (it has 9).",
    ):
        assert djangos_words().fullmatch(words), words


def test_every_form_of_the_portal_says_in_our_words_what_is_wrong():
    found = forms_of_ours()
    wrong = {
        f"{one.__module__}.{one.__name__}": said
        for one in found
        if (said := stock(one.base_fields))
    }

    assert len(found) > 60
    assert wrong == {}


def test_no_form_draws_its_fields_in_another_way():
    assert not [
        one
        for one in forms_of_ours()
        if getattr(one, "default_renderer", None) or one.bound_field_class
    ]


@pytest.fixture
def asked(rf, board_administrator):
    request = rf.get("/board/")
    request.user = board_administrator
    return request


def boards_pages(request):
    """The board's pages on which a record is added, or changed by hand."""
    return [
        page
        for page in admin.site._registry.values()
        if page.has_add_permission(request) or page.has_change_permission(request)
    ]


def test_every_record_the_board_changes_by_hand_is_refused_in_our_words(asked):
    wrong, looked_at = {}, 0
    for page in boards_pages(asked):
        rows = [one.get_formset(asked) for one in page.get_inline_instances(asked)]
        for form in (page.get_form(asked), *(one.form for one in rows)):
            looked_at += len(form.base_fields)
            if said := stock(form.base_fields):
                wrong[form.__name__, page.model.__name__] = said
        assert all(issubclass(one, Rows) for one in rows), page

    assert looked_at > 50
    assert wrong == {}


def test_what_is_there_already_is_refused_in_the_constraints_own_sentence(asked):
    wrong = [
        (page.model.__name__, one.name)
        for page in boards_pages(asked)
        for one in page.model._meta.constraints
        if not isinstance(one, Once)
        and one.violation_error_message == UniqueConstraint.default_violation_error_message
    ]

    assert wrong == []


def test_a_fee_without_anything_typed_names_what_is_missing(sign_in, board_administrator):
    page = sign_in(board_administrator).post("/board/catalogue/fee/add/", {})
    told = page.content.decode()

    assert "Enter title." in told
    assert "This field is required" not in told


def test_a_series_that_is_there_already_says_so(sign_in, board_administrator):
    client = sign_in(board_administrator)
    days = {"entries_open_on": "2028-01-10", "results_on": "2028-08-17"}
    series = {"year": "2028", "month": "6", **days}
    client.post("/board/catalogue/series/add/", series)
    told = client.post("/board/catalogue/series/add/", series).content.decode()

    assert "There is a series of this month already." in told
