"""Key dates: what counts for a centre, on its pages, and as a file for calendars."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from interchange.catalogue.models import Figure, KeyDate, Qualification, Series
from tests.factories import catalogue as make_catalogue
from tests.factories import entries, visits
from tests.reading import text
from tracker.queries import dates

TODAY = date(2026, 11, 20)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def days(centre, exams_officer):
    """A function that gives the centre's days, seen from TODAY, by title."""

    def found(today=TODAY):
        return {day.title: day for day in dates.days(exams_officer, centre, today=today)}

    return found


@pytest.mark.slow
def test_a_series_has_all_its_stages(days):
    make_catalogue.a_series()
    Series.objects.filter(year=2027, month=6).update(very_late_until_on=date(2027, 3, 31))

    found = days()

    assert found["Exam entries for June 2027 close"].on == date(2027, 1, 19)
    assert found["Exam entries for June 2027 close"].away == "in 60 days"
    assert found["Last day for very late entries for June 2027"].on == date(2027, 3, 31)
    assert found["Results of June 2027 come out"].step == "results"


@pytest.mark.slow
def test_the_last_days_of_a_qualification_are_told_where_somebody_is_registered(centre, days):
    june = make_catalogue.a_series()
    code = make_catalogue.qualification().code
    last = {"last_registration_on": date(2027, 1, 29), "last_exam": june.code}
    last["last_certification_on"] = date(2028, 8, 31)
    Qualification.objects.filter(code=code).update(**last)
    assert not any(code in title for title in days())

    title = str(entries.an_entry(centre).qualification)
    found = days()

    assert found[f"Last day to register for {title}, until midnight"].on == date(2027, 1, 29)
    closing = found[f"Entries close for the last exams of {title}, at midnight"]
    assert (closing.on, closing.step) == (june.entries_close_on, "enter")
    assert found[f"Last certification of {title}, until midnight"].year == "2027/28"


@pytest.mark.slow
def test_illness_has_its_own_last_day_before_results_by_the_boards_figure(days):
    june = make_catalogue.a_series()
    title = "Last day to withdraw from exams of June 2027 for illness or bereavement"
    assert days()[title].on == june.results_on - timedelta(days=7)

    Figure.objects.filter(slug="medical-withdrawal-days").update(value=10)

    assert days()[title].on == june.results_on - timedelta(days=10)


@pytest.mark.slow
def test_a_date_the_board_moves_moves_on_the_page(days):
    KeyDate.objects.filter(slug="claims", academic_year="2026/27").update(on=date(2027, 6, 20))

    assert days()["Claims for the final moderation visit submitted by"].on in {
        date(2027, 6, 20),
        date(2028, 6, 15),
    }
    assert date(2027, 6, 15) not in {day.on for day in days().values()}


@pytest.mark.slow
def test_the_centres_booked_visits_stand_among_the_days(days, centre, tutor):
    visits.takes(centre)
    booked = visits.visit_at("booked", centre=centre, by=tutor, on=date(2027, 2, 10))

    [visit] = [day for day in days().values() if day.about == "visit"]
    assert (visit.on, visit.href) == (date(2027, 2, 10), booked.get_absolute_url())


@pytest.mark.slow
def test_home_looks_four_months_ahead_and_never_back(exams_officer, centre):
    found = dates.to_come(exams_officer, centre, TODAY)

    assert found and all(TODAY <= day.on <= TODAY + timedelta(days=120) for day in found)


@pytest.mark.slow
def test_who_may_not_enter_is_not_led_there(tutor, centre):
    june = make_catalogue.a_series()
    found = {day.key: day for day in dates.days(tutor, centre, today=TODAY)}

    assert found[f"entries_close_on-{june.code}"].href == ""
    assert found["checkpoint-closes-2026/27"].href.endswith("/checkpoint/")


@pytest.mark.slow
def test_the_page_shows_one_academic_year(sign_in, exams_officer, centre):
    page = sign_in(exams_officer)
    address = reverse("tracker:key_dates", args=[centre.number])

    words = page.get(address, {"year": "2027/28"}).content.decode()

    assert "May 2028" in words and "May 2027" not in words
    assert page.get(address, {"year": "nonsense"}).status_code == 200


@pytest.mark.slow
def test_a_day_in_august_is_listed_in_the_year_it_ends(sign_in, exams_officer, centre, days):
    make_catalogue.a_series()
    Series.objects.filter(year=2027, month=6).update(results_on=date(2027, 8, 12))
    page, address = sign_in(exams_officer), reverse("tracker:key_dates", args=[centre.number])

    ending = page.get(address, {"year": "2026/27"}).content.decode()
    coming = page.get(address, {"year": "2027/28"}).content.decode()

    assert days()["Results of June 2027 come out"].year == "2026/27"
    assert "August 2027" in ending and "August 2027" not in coming


@pytest.mark.slow
def test_the_calendar_file_has_each_day_to_come_once(sign_in, exams_officer, centre):
    answer = sign_in(exams_officer).get(reverse("tracker:key_dates_file", args=[centre.number]))

    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"].startswith("text/calendar")
    assert len({str(event["uid"]) for event in events}) == len(events) > 10
    assert all(event.decoded("dtstart") >= date.today() for event in events)


@pytest.mark.slow
def test_the_guide_has_the_centres_numbers_and_asks_no_more_for_many(
    sign_in, exams_officer, centre
):
    client, address = sign_in(exams_officer), reverse("tracker:guide", args=[centre.number])
    client.get(address)
    counts = []
    for more in (1, 30):
        entries.entries(centre, more)
        with CaptureQueriesContext(connection) as captured:
            words = text(client.get(address))
        counts.append(len(captured))

    assert "<strong>31</strong> registered now" in words
    assert counts[0] == counts[1]
