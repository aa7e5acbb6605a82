"""How often somebody may sit an exam, and when a further attempt is charged."""

from datetime import date

import pytest

from entries import commands
from entries.rules.people import Person
from entries.rules.registering import RowsRefused
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]

MONTHS = [date(2025, 6, 1), date(2026, 1, 1), date(2026, 6, 1)]


@pytest.mark.slow
def test_attempts_that_are_used_up_are_refused_at_level_3_after_three(enter, centre):
    ada, exam = make.an_entry(centre).candidate, make_catalogue.unit(1)

    with pytest.raises(RowsRefused, match="All 3 attempts"):
        enter((ada, exam), sat=lambda *_: {(ada.pk, exam.pk): MONTHS[:3]})
    [made] = enter((ada, exam), sat=lambda *_: {(ada.pk, exam.pk): MONTHS[:2]})

    assert made.resit


@pytest.mark.slow
def test_attempts_on_the_registration_before_do_not_count(enter, centre):
    entry, exam = make.an_entry(centre, attempts_after_on=MONTHS[1]), make_catalogue.unit(1)

    [made] = enter((entry.candidate, exam), sat=lambda *_: {(entry.candidate_id, exam.pk): MONTHS})

    assert made.resit  # the attempt after the one that still counts for the registration before


@pytest.mark.slow
def test_who_is_registered_anew_keeps_the_attempts_of_before(enter, centre, exams_officer):
    before = make.an_entry(centre, attempts_after_on=MONTHS[2], status="removed")
    exam = make_catalogue.unit(1)

    [anew] = commands.register(
        centre=centre,
        qualification=before.qualification,
        people=[
            Person(picked=before.candidate.ocr_number, candidate_number=before.candidate_number)
        ],
        by=exams_officer,
        at=make.NOW,
    )

    assert anew.attempts_after_on == MONTHS[2]
    [made] = enter(
        (before.candidate, exam), sat=lambda *_: {(before.candidate_id, exam.pk): MONTHS}
    )
    assert not made.resit


@pytest.mark.slow
def test_an_entry_in_an_earlier_series_makes_the_next_a_charged_one(enter, centre):
    entry, exam = make.an_entry(centre), make_catalogue.unit(1)
    make.a_unit_entry(entry, exam, make_catalogue.a_series(2027, 1))

    [made] = enter((entry.candidate, exam))

    assert made.resit
