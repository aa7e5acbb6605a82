"""A name is one line and no link, whoever types it: letters hold it as it was typed."""

import pytest
from django.core.exceptions import ValidationError

from claims.forms import AskForVisitForm
from interchange.accounts.forms import Invitation
from interchange.accounts.models import Centre, User
from interchange.names import NameRefused, check_name, validate_name

LINES = ["Sam\nSample", "Sam\r\nYour account is closed", "Sam\u2028Sample", "Sam\x0bSample"]
LINKS = ["Sam https://x.example", "WWW.x.example", "See www.x.example", "x://y"]


@pytest.mark.parametrize("name", ["Sam Sample", "Nell O'Hara-Ó Súilleabháin", "Ann W. Lee", "李明"])
def test_names_as_people_have_them_are_taken(name):
    check_name(name)


@pytest.mark.parametrize(
    ("names", "told"), [(LINES, "on one line"), (LINKS, "no address of a page")]
)
def test_a_line_or_a_link_is_refused_with_a_sentence(names, told):
    for name in names:
        with pytest.raises(NameRefused, match=told):
            check_name(name)
        with pytest.raises(ValidationError, match=told):
            validate_name(name)


@pytest.mark.parametrize("name", [*LINES, *LINKS])
@pytest.mark.parametrize("model", [Centre, User])
def test_the_board_enters_no_such_name(model, name):
    with pytest.raises(ValidationError):
        model._meta.get_field("name").clean(name, None)


@pytest.mark.parametrize(
    ("form", "box"), [(Invitation, "name"), (AskForVisitForm, "teacher")], ids=["person", "teacher"]
)
def test_no_form_takes_such_a_name(form, box):
    field = form.base_fields[box]

    with pytest.raises(ValidationError, match="on one line"):
        field.clean(LINES[0])
    with pytest.raises(ValidationError, match="no address of a page"):
        field.clean(LINKS[0])
