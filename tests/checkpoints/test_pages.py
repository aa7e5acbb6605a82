"""The pages of the checkpoint, for whoever may do something there and for who may only read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from checkpoints.models import CourseCheck, Declaration
from interchange.notifications.models import Message
from tests.factories import checkpoints as make
from tests.factories import entries
from tests.reading import text

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture(autouse=True)
def course(centre, catalogue):
    """Somebody registered for IT, while the checkpoint is open."""
    today = localdate()
    make.window_around(today, closes=today + timedelta(days=2))
    return entries.an_entry(centre, completes_in=today.year + 1)


def page(name, centre, *more):
    """The address of a page of the checkpoint."""
    return reverse(f"checkpoints:{name}", args=[centre.number, *more])


def test_home_asks_teachers_to_check_and_then_the_exams_officer_to_declare(
    sign_in, centre, tutor, exams_officer, post_result_read
):
    home = reverse("tracker:centre_home", args=[centre.number])
    asked = "Check the completion dates of a subject and level"
    assert asked in text(sign_in(tutor).get(home))
    assert asked not in text(sign_in(post_result_read).get(home))

    make.check_all(centre, tutor, now())

    assert "Submit the declaration" in text(sign_in(exams_officer).get(home))
    assert asked not in text(sign_in(tutor).get(home))


def test_home_tells_of_the_last_day_until_the_centre_has_declared(
    sign_in, centre, tutor, exams_officer
):
    home = reverse("tracker:centre_home", args=[centre.number])
    client, ends = sign_in(exams_officer), "Ends today or soon"
    assert ends in text(client.get(home))

    make.a_declaration(centre, tutor, exams_officer, now())

    assert ends not in text(client.get(home))


def test_who_may_only_read_reads_and_changes_nothing(sign_in, centre, post_result_read):
    client = sign_in(post_result_read)

    assert "Not started" in text(client.get(page("checkpoint", centre)))
    listing = text(client.get(page("course", centre, "IT", 3)))
    assert "mark as checked" not in listing.lower().replace("before you mark the list as", "")
    for name, named in (("check", ("IT", 3)), ("take_back", ("IT", 3)), ("declare", ())):
        address = page(name, centre, *named)
        assert client.post(address, {"sure": "on"}).status_code == 403
        assert client.get(address).status_code == 403
    assert not CourseCheck.objects.exists() and not Declaration.objects.exists()


def test_without_the_tick_nothing_is_declared_and_the_page_says_so(
    sign_in, centre, tutor, exams_officer
):
    make.check_all(centre, tutor, now())
    client = sign_in(exams_officer)

    assert "Tick the declaration" in text(client.post(page("declare", centre)))
    assert not Declaration.objects.exists()


def test_what_may_not_be_declared_is_not_filled_in_and_the_page_says_what_to_do(
    sign_in, centre, tutor, exams_officer
):
    client, send = sign_in(exams_officer), "Submit to the board"
    unchecked = text(client.get(page("declare", centre)))
    assert "Still to be checked: IT, Level 3" in unchecked and send not in unchecked

    make.check_all(centre, tutor, now())
    assert send in text(client.get(page("declare", centre)))
    make.window_around(localdate() - timedelta(days=1))
    closed = text(client.get(page("declare", centre)))
    assert "ask the board" in closed and send not in closed

    make.window_around(localdate())
    make.a_declaration(centre, tutor, exams_officer, now())
    declared = text(client.get(page("declare", centre)))
    assert "has been submitted" in declared and send not in declared


def test_a_list_that_changed_is_not_marked_and_the_page_says_what_to_look_at(
    sign_in, centre, tutor
):
    client = sign_in(tutor)
    shown = client.get(page("course", centre, "IT", 3)).context["shown"]
    entries.an_entry(centre)

    answer = client.post(page("check", centre, "IT", 3), {"shown": shown}, follow=True)

    assert "look at each date again" in text(answer) and "is different" not in text(answer)
    assert not CourseCheck.objects.exists()


def test_what_was_shown_and_changed_is_shown_anew(sign_in, centre, tutor, exams_officer):
    make.check_all(centre, tutor, now())
    client = sign_in(exams_officer)
    shown = client.get(page("declare", centre)).context["shown"]
    entries.an_entry(centre)
    make.check_all(centre, tutor, now())

    answer = client.post(page("declare", centre), {"sure": "on", "shown": shown})

    assert "What is different" in text(answer) and not Declaration.objects.exists()


def test_a_late_addition_is_marked(sign_in, centre, tutor, exams_officer):
    make.a_declaration(centre, tutor, exams_officer, now())
    entries.an_entry(centre, completes_in=localdate().year)
    client = sign_in(tutor)

    assert "Late additions since" in text(client.get(page("checkpoint", centre)))
    assert "Late addition" in text(client.get(page("course", centre, "IT", 3)))


def test_a_course_nobody_is_registered_for_is_not_there(sign_in, centre, tutor):
    assert sign_in(tutor).get(page("course", centre, "IT", 2)).status_code == 404


def test_the_board_reminds_all_in_one_step(sign_in, centre, processor):
    client = sign_in(processor)
    listing = reverse("admin:checkpoints_centreatcheckpoint_changelist")
    assert "Not started" in text(client.get(listing, {"declaration": "missing"}))
    assert centre.name not in text(client.get(listing, {"declaration": "there"}))
    address = reverse("admin:checkpoints_centreatcheckpoint_remind_all")

    asked = client.get(address)
    assert "1 centre has not declared and not been reminded" in text(asked)
    client.post(address, {"seen": asked.context["form"]["seen"].value(), "sure": "on"})

    assert Message.objects.get(template="checkpoints/reminder").to == centre.email
    assert "Every centre has declared, or was reminded today" in text(client.get(address))
