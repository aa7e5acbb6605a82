import pytest
from django import forms

from interchange import board
from interchange.accounts.models import Centre, User
from interchange.accounts.roles import Permission
from interchange.refusals import RuleBroken
from interchange.workflow import MoveRefused
from tests.factories.audit import events

pytestmark = [pytest.mark.django_db]
CENTRES = "/board/accounts/centre/"


class Because(forms.Form):
    because = forms.CharField(error_messages={"required": "Say why."})


class Full(RuleBroken):
    """Says two things at once."""

    sentences = ["Line 2 is wrong.", "Line 3 is wrong."]


def rename(centre, by, at, because="renamed"):
    """A command to try: only names that end in College may change."""
    if not centre.name.endswith("College"):
        raise RuleBroken("its name stays")
    Centre.objects.filter(pk=centre.pk).update(name=f"{because} by {by} at {at:%Y}")


plain = board.action("Rename", Permission.MANAGE_CENTRES)(rename)
asking = board.action("Rename why", Permission.MANAGE_CENTRES, form=Because)(rename)
plain.__name__, asking.__name__ = "plain", "asking"


@pytest.fixture
def pages():
    """The board's page for centres, with actions to try."""
    from django.contrib import admin

    page = admin.site._registry[Centre]
    before = page.actions
    page.actions = (plain, asking)
    yield page
    page.actions = before


@pytest.fixture
def staff(sign_in, board_administrator):
    return sign_in(board_administrator)


def send(client, *centres, action="plain", **more):
    given = {"action": action, "_selected_action": [one.pk for one in centres], **more}
    return client.post(CENTRES, given, follow=True)


@pytest.mark.slow
def test_an_action_runs_on_each_record_and_reports_what_it_could_not_do(
    pages, staff, centre, other_centre
):
    page = send(staff, centre, other_centre).content.decode()

    assert "Rename: 1 done." in page
    assert "54321 Riverside School: its name stays" in page
    centre.refresh_from_db()
    assert centre.name.startswith("renamed by Bo Board at 20")


@pytest.mark.slow
def test_an_action_with_a_form_asks_before_it_runs(pages, staff, centre):
    page = send(staff, centre, action="asking").content.decode()

    assert "12345 Fernhill College" in page
    assert 'name="ask-because"' in page
    centre.refresh_from_db()
    assert centre.name == "Fernhill College"


@pytest.mark.slow
def test_what_is_wrong_in_the_form_is_said_and_nothing_done(pages, staff, centre):
    page = send(staff, centre, action="asking", asked="1").content.decode()

    assert "Say why." in page
    centre.refresh_from_db()
    assert centre.name == "Fernhill College"


@pytest.mark.slow
def test_the_answers_reach_the_command(pages, staff, centre):
    send(staff, centre, action="asking", asked="1", **{"ask-because": "merged"})

    centre.refresh_from_db()
    assert centre.name.startswith("merged by Bo Board")


@pytest.mark.slow
def test_what_was_typed_stays_when_the_command_refuses(pages, staff, other_centre):
    page = send(staff, other_centre, action="asking", asked="1", **{"ask-because": "merged"})

    text = page.content.decode()
    assert "54321 Riverside School: its name stays" in text
    assert 'value="merged"' in text
    assert "Rename why: " not in text


@pytest.mark.slow
def test_only_the_refused_records_are_asked_about_again(pages, staff, centre, other_centre):
    given = {"action": "asking", "asked": "1", "ask-because": "merged"}

    text = send(staff, centre, other_centre, **given).content.decode()

    assert "Rename why: 1 done." in text
    assert f'name="_selected_action" value="{other_centre.pk}"' in text
    assert f'name="_selected_action" value="{centre.pk}"' not in text


@pytest.mark.slow
def test_a_button_on_a_records_page_leads_back_there(pages, staff, centre):
    page = staff.get(f"{CENTRES}{centre.pk}/change/").content.decode()
    assert (
        '<button type="submit" class="button" name="action" value="plain">Rename</button>' in page
    )

    answer = send(staff, centre, back="1")

    assert answer.redirect_chain[-1][0] == f"{CENTRES}{centre.pk}/change/"


@pytest.mark.slow
def test_who_lacks_the_permission_has_no_such_action(pages, sign_in, processor, centre):
    client = sign_in(processor)

    page = client.get(f"{CENTRES}{centre.pk}/change/").content.decode()
    send(client, centre)

    assert "Rename" not in page
    centre.refresh_from_db()
    assert centre.name == "Fernhill College"


@pytest.mark.slow
def test_a_button_stands_only_where_the_record_is_ready_for_it(staff, tutor):
    page = f"/board/accounts/user/{tutor.pk}/change/"
    assert "Close the account" in staff.get(page).content.decode()

    User.objects.filter(pk=tutor.pk).update(is_active=False)

    text = staff.get(page).content.decode()
    assert "Close the account" not in text
    assert "Open the account again" in text


def importing(by, at, because):
    """A page's command to try."""
    if because == "bad":
        raise Full
    if because == "late":
        raise MoveRefused("It has moved on.")
    return f"Imported {because}."


importing = board.page("Import them", Permission.MANAGE_CENTRES, form=Because)(importing)


@pytest.fixture
def one_page(pages, settings, monkeypatch):
    """A page of its own beside the list of centres."""
    from django.contrib import admin
    from django.urls import clear_url_caches, path

    monkeypatch.setattr(type(pages), "pages", (importing,))
    module = type("urls", (), {})
    from interchange import urls

    module.urlpatterns = [*urls.urlpatterns[:-1], path("board/", admin.site.urls)]
    settings.ROOT_URLCONF = module
    yield f"{CENTRES}importing/"
    clear_url_caches()


@pytest.mark.slow
def test_a_page_of_its_own_is_linked_above_the_list(one_page, staff):
    assert f'<a href="{one_page}">Import them</a>' in staff.get(CENTRES).content.decode()


@pytest.mark.slow
def test_a_page_of_its_own_reports_what_was_done(one_page, staff):
    page = staff.post(one_page, {"because": "ten"}, follow=True)

    assert "Imported ten." in page.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed, sentences",
    [
        ("bad", ["Line 2 is wrong.", "Line 3 is wrong."]),
        ("late", ["It has moved on."]),
        ("", ["Say why."]),
    ],
)
def test_a_refusal_is_shown_sentence_by_sentence(typed, sentences, one_page, staff):
    page = staff.post(one_page, {"because": typed}).content.decode()

    assert all(sentence in page for sentence in sentences)


@pytest.mark.slow
def test_a_page_of_its_own_needs_its_permission(one_page, sign_in, processor):
    client = sign_in(processor)

    assert client.get(one_page).status_code == 403
    assert "Import them" not in client.get(CENTRES).content.decode()


@pytest.mark.slow
def test_a_change_of_reference_data_leaves_a_trail(staff, centre, board_administrator):
    given = {"number": "12345", "name": "Fernhill Academy", "email": "new@12345.example"}

    staff.post(f"{CENTRES}{centre.pk}/change/", given)

    event = events().get()
    assert (event.name, event.by) == ("centre.change", board_administrator)
    assert event.detail == {"changes": [{"changed": {"fields": ["Name", "Exams office e-mail"]}}]}


@pytest.mark.slow
def test_saving_without_a_change_leaves_none(staff, centre):
    given = {"number": "12345", "name": centre.name, "email": centre.email}

    staff.post(f"{CENTRES}{centre.pk}/change/", given)

    assert not events().exists()


def test_a_wrong_centre_number_is_refused_with_a_sentence(staff):
    page = staff.post(f"{CENTRES}add/", {"number": "1234", "name": "X", "email": "a@b.example"})

    assert "A centre number is five digits." in page.content.decode()
