"""The Progress Tracker for programs."""

import pytest

from tests.factories import catalogue, entries, results

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_each_entry_tells_how_far_it_is_and_who_must_act(sign_in, centre, tutor):
    entry = entries.an_entry(centre, catalogue.qualification("05839"))

    answer = sign_in(tutor).get(f"/api/centres/{centre.number}/progress/").json()

    (found,) = answer["results"]
    assert found["ocr_candidate_number"] == entry.candidate.ocr_number
    assert (found["status"], found["grade"]) == ("Not eligible", None)
    assert found["still_possible"] == "D*"
    assert found["reason"] and found["acts_next"]
    assert found["acts_by"] == "2027-02-21"  # entries for its exams close before claims do
    assert (found["urgency"], found["at_risk"]) == ("On course", False)
    assert found["acts_next"] == "The exams officer" and found["days_left"] > 0
    assert {unit["state"] for unit in found["units"]} == {"Still to do"}


@pytest.mark.slow
def test_an_award_is_told_with_its_grade(sign_in, centre, tutor, at):
    held = entries.entries(centre, 1, catalogue.qualification(results.DIPLOMA))
    results.hold(held, results.OFFICIAL_EXAMPLE)
    from results.commands import award_due

    award_due(at=at)

    (found,) = sign_in(tutor).get(f"/api/centres/{centre.number}/progress/").json()["results"]
    assert (found["status"], found["grade"]) == ("Result issued", "DD")


@pytest.mark.slow
def test_a_long_list_comes_a_page_at_a_time(sign_in, centre, tutor):
    entries.entries(centre, 51, catalogue.qualification("05839"))
    client = sign_in(tutor)

    first = client.get(f"/api/centres/{centre.number}/progress/").json()

    assert (first["count"], len(first["results"])) == (51, 50)
    assert len(client.get(first["next"]).json()["results"]) == 1


@pytest.mark.slow
def test_the_api_only_tells(sign_in, centre, tutor):
    answer = sign_in(tutor).post(f"/api/centres/{centre.number}/progress/")

    assert answer.status_code == 405
