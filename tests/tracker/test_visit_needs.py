"""What Home says of visits, to centres and to moderators."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Visit
from entries.models import QualificationEntry
from tests.factories import claims, visits
from tracker.queries.visits import at_centre, to_moderate

BOOK_BY = date(2027, 5, 15)


@pytest.fixture
def subject(centre, catalogue):
    """IT, which the centre takes, with a candidate who completes in 2027."""
    subject = visits.takes(centre)
    QualificationEntry.objects.update(completes_in=2027)
    return subject


def titles(needs):
    return [need.title for need in needs]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("on", "told"),
    [
        (BOOK_BY - timedelta(days=61), []),
        (BOOK_BY - timedelta(days=60), ["Book your final visit for IT by 15 May 2027"]),
        (BOOK_BY, ["Book your final visit for IT by 15 May 2027"]),
        (BOOK_BY + timedelta(days=1), ["Book your final visit for IT now"]),
        (date(2027, 7, 1), []),
    ],
)
def test_the_final_visit_is_booked_in_time(centre, subject, tutor, on, told):
    assert titles(at_centre(tutor, centre, on)) == told


@pytest.mark.slow
def test_nobody_is_asked_to_book_a_visit_that_is_asked_for_or_that_was(
    centre, subject, tutor, moderator
):
    visit = visits.visit_at(centre=centre, by=tutor, on=date(2027, 5, 20))
    assert at_centre(tutor, centre, BOOK_BY) == []

    type(visit).objects.update(status="held", on=date(2027, 3, 1))

    assert at_centre(tutor, centre, BOOK_BY) == []


@pytest.mark.slow
def test_a_visit_of_last_year_is_not_this_years(centre, subject, tutor):
    made = visits.visit_at("held", centre=centre, by=tutor)
    assert at_centre(tutor, centre, BOOK_BY) == []

    Visit.objects.filter(pk=made.pk).update(on=made.on - timedelta(days=365))

    [need] = at_centre(tutor, centre, BOOK_BY)
    assert "candidates complete this summer" in need.why


@pytest.mark.slow
def test_a_claim_under_way_needs_a_visit_whoever_completes(centre, subject, tutor):
    QualificationEntry.objects.update(completes_in=2028)
    assert at_centre(tutor, centre, BOOK_BY) == []

    claims.claim_at("ready", centre=centre, by=tutor)
    QualificationEntry.objects.update(completes_in=2028)

    [need] = at_centre(tutor, centre, BOOK_BY)
    assert "a claim is under way" in need.why and "summer" not in need.why


@pytest.mark.slow
def test_before_a_visit_the_sampled_work_is_counted(centre, tutor, moderator):
    claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    visit = visits.visit_at("booked", centre=centre, by=tutor, moderator=moderator)

    (need,) = at_centre(tutor, centre, visit.on - timedelta(days=5))

    assert need.title == "Visit in 5 days: 1 piece of work to have ready"
    assert need.href == visit.get_absolute_url()
    assert at_centre(tutor, centre, visit.on - timedelta(days=15)) == []


@pytest.mark.slow
def test_before_a_visit_without_a_sample_it_says_so(centre, subject, tutor, moderator):
    visit = visits.visit_at("booked", centre=centre, by=tutor, moderator=moderator)

    assert titles(at_centre(tutor, centre, visit.on)) == ["Visit today: no sample chosen yet"]


def test_who_does_not_claim_is_not_asked(centre, subject, exams_officer):
    assert at_centre(exams_officer, centre, BOOK_BY) == []


@pytest.mark.slow
def test_a_moderator_confirms_expects_and_tells(centre, subject, tutor, moderator):
    visits.visit_at(centre=centre, by=tutor, on=date(2027, 3, 1))
    booked = visits.visit_at("booked", centre=centre, by=tutor, moderator=moderator)

    def told(days):
        return titles(to_moderate(moderator, booked.on + timedelta(days=days)))

    assert told(-15) == ["Asked for a visit: confirm"]
    assert told(-14) == ["Visit in 14 days", "Asked for a visit: confirm"]
    assert told(1)[0] == "Say whether the visit took place"


@pytest.mark.slow
def test_home_shows_what_visits_need(sign_in, centre, subject, tutor, moderator):
    day = timezone.localdate().replace(month=10, day=1)  # of this year or, later on, the next
    day = day if day > timezone.localdate() else day.replace(year=day.year + 1)
    visit = visits.visit_at(centre=centre, by=tutor, at=timezone.now(), on=day)

    page = sign_in(moderator).get(reverse("tracker:home")).content.decode()
    assert "Asked for a visit: confirm" in page
    news = sign_in(tutor).get(reverse("tracker:centre_home", args=[centre.number]))
    assert "Visit asked for" in news.content.decode()
    assert visit.get_absolute_url() in news.content.decode()
