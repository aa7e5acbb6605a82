"""The centre's pages of visits, and what a claim says of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Visit
from claims.visit_states import Status
from interchange.catalogue.models import Contact
from tests.claims.views.pages import at_page
from tests.claims.views.visiting import a_visit, boxes, soon, today
from tests.confirming import shown_on
from tests.factories import claims
from tests.reading import text


def words(answer):
    return text(answer)


def asking(**changes):
    wanted = {"subject": "IT", "kind": "virtual", "teacher": "Ann Teacher", **boxes(soon())}
    return wanted | changes


@pytest.mark.slow
def test_visits_are_listed_by_subject_with_what_is_left_of_the_free_ones(
    browser, centre, subject, tutor, moderator
):
    a_visit(centre=centre, by=tutor)
    a_visit("booked", centre=centre, by=tutor, moderator=moderator, on=soon() + timedelta(days=1))

    page = words(browser.get(at_page("visits", centre)))

    assert "1 of 2 free visits used. 1 more asked for." in page
    assert "a further one costs the board&#x27;s standard visit fee" in page
    assert Contact.objects.get(slug="visits").address in page
    assert moderator.email in page
    assert page.index("Requested") < page.index("Booked")


@pytest.mark.slow
def test_a_subject_without_moderator_and_visits_says_so(browser, centre, subject):
    page = words(browser.get(at_page("visits", centre)))

    assert "Not allocated yet: the board allocates one once first entries are made" in page
    assert "0 of 2 free visits used." in page
    assert "No visit in" in page


@pytest.mark.slow
def test_a_centre_without_candidates_is_led_to_register_some(browser, centre):
    assert "Register candidates" in words(browser.get(at_page("visits", centre)))


@pytest.mark.slow
def test_visits_of_another_year_are_chosen(browser, centre, subject, tutor, moderator):
    long_ago, day = timezone.now() - timedelta(days=400), today() - timedelta(days=366)
    day -= timedelta(days=31 if day.month == 8 else 0)
    held = a_visit("booked", centre=centre, by=tutor, moderator=moderator, at=long_ago, on=day)
    page = at_page("visits", centre)
    year = day.year if day.month >= 8 else day.year - 1

    assert str(held) not in words(browser.get(page))
    assert str(held) in words(browser.get(page, {"year": year}))
    assert browser.get(page, {"year": "1812"}).status_code == 200


@pytest.mark.slow
def test_who_does_not_claim_looks_and_does_not_ask(sign_in, exams_officer, centre, subject, tutor):
    visit = a_visit(centre=centre, by=tutor)
    browser = sign_in(exams_officer)

    assert "Asking for one needs the role" in words(browser.get(at_page("visits", centre)))
    assert "Cancel the visit" not in words(browser.get(visit.get_absolute_url()))
    assert browser.get(at_page("ask_for_visit", centre)).status_code == 403
    assert browser.post(at_page("cancel_visit", centre, visit.pk)).status_code == 403


@pytest.mark.slow
def test_a_visit_is_asked_for(browser, centre, subject, tutor):
    answer = browser.post(at_page("ask_for_visit", centre), asking(), follow=True)

    visit = Visit.objects.get()
    assert (visit.on, visit.kind, visit.asked_by) == (soon(), "virtual", tutor)
    assert answer.request["PATH_INFO"] == visit.get_absolute_url()
    assert "The visit has been asked for" in words(answer)
    assert "Asked for" in words(answer)


@pytest.mark.slow
def test_sent_twice_a_request_makes_one_visit(browser, centre, subject):
    for _ in range(2):
        browser.post(at_page("ask_for_visit", centre), asking())

    assert Visit.objects.count() == 1


@pytest.mark.slow
def test_what_stands_against_a_visit_is_read_and_ticked(browser, centre, subject, tutor):
    for days in (1, 2):
        a_visit(centre=centre, by=tutor, on=soon() + timedelta(days=days))
    page = at_page("ask_for_visit", centre)

    first = words(browser.post(page, asking()))
    assert "The 2 free visits of the academic year for this subject are taken" in first
    assert "I have read this and ask for the visit all the same" in first
    assert Visit.objects.count() == 2
    browser.post(page, asking(anyway="on"))

    assert Visit.objects.count() == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("subject", "", "Choose the subject of the visit."),
        ("subject", "SPORT", "There is a problem"),
        ("kind", "", "Choose the type of visit"),
        ("teacher", " ", "Name the teacher"),
        ("on_day", "", "must include a day"),
        ("on_year", "2020", "is over"),
    ],
)
def test_a_request_that_lacks_something_says_what(browser, centre, subject, field, value, sentence):
    page = browser.post(at_page("ask_for_visit", centre), asking(**{field: value}))

    assert sentence in words(page)
    assert not Visit.objects.exists()


@pytest.mark.slow
def test_the_centre_cancels_after_a_question(browser, centre, subject, tutor):
    visit = a_visit(centre=centre, by=tutor)
    page = at_page("cancel_visit", centre, visit.pk)

    assert "Yes, cancel the visit" in words(browser.get(page))
    answer = browser.post(page, {"because": "Floods."}, follow=True)

    visit.refresh_from_db()
    assert visit.status == Status.CANCELLED
    assert "Floods." in words(answer)
    assert "its status is Cancelled" in words(browser.post(page, {}, follow=True))
    assert browser.get(page).url == visit.get_absolute_url()


@pytest.mark.slow
def test_a_claim_says_which_visit_comes_and_by_when_to_submit(browser, centre, tutor, moderator):
    claim = claims.claim_at("draft", centre=centre, by=tutor, at=timezone.now())
    a_visit("booked", centre=centre, by=tutor, moderator=moderator)

    page = words(browser.get(claim.get_absolute_url()))

    assert "The next visit for IT is on" in page
    assert "Submit this claim by" in page


@pytest.mark.slow
def test_a_submitted_claim_says_to_both_that_no_visit_is_booked(
    browser, sign_in, centre, tutor, moderator
):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    assert "No visit for IT is booked." in words(browser.get(claim.get_absolute_url()))
    page = sign_in(moderator).get(at_page("moderate", centre, claim.pk))
    assert "No visit for IT is booked." in words(page)


@pytest.mark.slow
def test_agreeing_offers_the_day_of_the_visit(sign_in, centre, tutor, moderator):
    now = timezone.now()
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator, at=now)
    visit = Visit.objects.create(
        centre=centre,
        about=claim.qualification.subject,
        kind="virtual",
        status=Status.BOOKED,
        on=today(),
        teacher="Ann",
        asked_at=now,
        asked_by=tutor,
        booked_at=now,
        booked_by=moderator,
    )
    browser, page = sign_in(moderator), at_page("agree", centre, claim.pk)

    opened = browser.get(page)
    form = opened.context["form"]
    assert form.initial["held"] == today().isoformat()
    assert f"{today():%-d %B %Y} (virtual, booked)" in words(opened)
    browser.post(page, {"held": today().isoformat(), "shown": shown_on(opened)})

    visit.refresh_from_db()
    assert visit.status == Status.HELD


@pytest.mark.slow
def test_the_board_reads_visits(sign_in, processor, centre, subject, tutor):
    visit = a_visit(centre=centre, by=tutor)
    browser = sign_in(processor)

    assert str(visit.on.year) in words(browser.get(reverse("admin:claims_visit_changelist")))
    page = words(browser.get(reverse("admin:claims_visit_change", args=[visit.pk])))
    assert 'name="status"' not in page
