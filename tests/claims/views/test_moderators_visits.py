"""The moderator's pages of visits."""

from datetime import timedelta

import pytest
from django.urls import reverse

from claims.visit_states import Status
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from tests.claims.views.pages import at_page
from tests.claims.views.visiting import a_visit, boxes, soon, today
from tests.factories import accounts, catalogue, visits
from tests.reading import text


def words(answer):
    return text(answer)


@pytest.mark.slow
def test_a_moderators_visits_are_those_of_allocated_centres_and_subjects(
    sign_in, moderator, centre, other_centre, subject, tutor
):
    mine = a_visit(centre=centre, by=tutor)
    cancelled = a_visit("cancelled", centre=centre, by=tutor, on=soon() + timedelta(days=2))
    visits.takes(other_centre)
    a_visit(centre=other_centre)
    visits.takes(centre, catalogue.qualification("05827"))
    other = Subject.objects.get(qualifications__code="05827")
    a_visit(centre=centre, by=tutor, subject=other.code)
    browser, page = sign_in(moderator), reverse("claims:to_visit")

    assert list(browser.get(page).context["listing"]) == [mine]
    assert list(browser.get(page, {"show": "all"}).context["listing"]) == [mine, cancelled]
    assert list(browser.get(page, {"centre": centre.number}).context["listing"]) == [mine]


@pytest.mark.slow
@pytest.mark.parametrize("word", ["date", "centre", "subject", "type", "status"])
def test_a_moderators_visits_sort_by_each_heading(sign_in, moderator, centre, word):
    answer = sign_in(moderator).get(reverse("claims:to_visit"), {"sort": word})

    assert answer.context["listing"].headings[word].direction == "ascending"


@pytest.mark.slow
def test_a_moderator_books_moves_and_tells_that_it_was(sign_in, moderator, centre, subject, tutor):
    visit = a_visit(centre=centre, by=tutor)
    browser = sign_in(moderator)
    fields = {"kind": "face_to_face", **boxes(soon())}

    booked = browser.post(at_page("book_visit", centre, visit.pk), fields, follow=True)
    assert "The visit is booked, and the centre is told." in words(booked)
    assert "Rebook" in words(booked)
    later = fields | boxes(soon() + timedelta(days=1))
    browser.post(at_page("rebook_visit", centre, visit.pk), later)
    visit.refresh_from_db()
    assert visit.on == soon() + timedelta(days=1)
    browser.post(at_page("hold_visit", centre, visit.pk), boxes(today()))

    visit.refresh_from_db()
    assert (visit.status, visit.on, visit.kind) == (Status.HELD, today(), "face_to_face")
    for name in ("book_visit", "rebook_visit", "call_off_visit", "hold_visit"):
        where = at_page("moderate_visit", centre, visit.pk)
        assert browser.get(at_page(name, centre, visit.pk)).url == where


@pytest.mark.slow
def test_a_moderator_calls_off_with_a_reason(sign_in, moderator, centre, subject, tutor):
    visit = a_visit(centre=centre, by=tutor)
    browser, page = sign_in(moderator), at_page("call_off_visit", centre, visit.pk)

    assert "Say why you call off" in words(browser.post(page, {"because": " "}))
    browser.post(page, {"because": "I am ill."})

    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_because) == (Status.CANCELLED, "I am ill.")


@pytest.mark.slow
def test_what_cannot_be_booked_says_why(sign_in, moderator, centre, subject, tutor):
    visit = a_visit(centre=centre, by=tutor)
    page = at_page("book_visit", centre, visit.pk)
    fields = {"kind": "virtual", **boxes(today() - timedelta(days=1))}

    assert "is over" in words(sign_in(moderator).post(page, fields))


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["moderate_visit", "book_visit", "rebook_visit", "call_off_visit", "hold_visit"]
)
def test_visits_of_other_subjects_are_not_found(sign_in, centre, subject, tutor, name):
    visit = a_visit(centre=centre, by=tutor)
    other = accounts.with_role(Role.MODERATOR, centre, Subject.objects.exclude(code="IT").first())

    assert sign_in(other).get(at_page(name, centre, visit.pk)).status_code == 404
