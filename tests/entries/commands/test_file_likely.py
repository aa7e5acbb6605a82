"""Whoever of a file looks like somebody: asked about, answered, taken back."""

import pytest

from entries.file_states import Outcome
from entries.models import Candidate
from tests.entries.commands.desk import ADA, outcomes
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_a_likely_duplicate_waits_for_the_centres_answer(desk):
    known = make.a_candidate("Okafor", "Adah", uci=edi.a_uci(7))
    make.an_entry(
        desk.centre, make_catalogue.qualification("05834"), known, candidate_number="0042"
    )
    file = desk.send(ADA)
    assert outcomes(file) == [Outcome.LIKELY]

    desk.answer(file, _3=known.ocr_number)

    assert outcomes(file) == [Outcome.NEW]
    desk.confirm(file)
    assert known.entries.count() == 2 and Candidate.objects.count() == 1


@pytest.mark.slow
def test_somebody_else_who_looks_alike_gets_a_record_of_their_own(desk):
    make.an_entry(
        desk.centre, candidate=make.a_candidate("Okafor", "Adah"), candidate_number="0007"
    )
    file = desk.send(ADA)

    desk.answer(file, _3="new")
    desk.confirm(file)

    assert Candidate.objects.count() == 2


@pytest.mark.slow
def test_an_answer_can_be_taken_back(desk):
    make.an_entry(
        desk.centre, candidate=make.a_candidate("Okafor", "Adah"), candidate_number="0007"
    )
    file = desk.send(ADA)
    desk.answer(file, _3="new")
    assert outcomes(file) == [Outcome.NEW]

    desk.answer(file, _3="back")

    assert outcomes(file) == [Outcome.LIKELY]
    desk.answer(file, _3="new")
    desk.confirm(file)
    assert Candidate.objects.count() == 2


@pytest.mark.slow
def test_an_answer_about_a_strangers_candidate_is_not_taken(desk, other_centre):
    stranger = make.a_candidate("Okafor", "Ada")
    make.an_entry(other_centre, candidate=stranger)
    file = desk.send(ADA)

    desk.answer(file, _3=stranger.ocr_number)

    assert outcomes(file) == [Outcome.LIKELY]


@pytest.mark.slow
def test_people_who_look_alike_within_a_file_are_asked_about(desk):
    file = desk.send(ADA, edi.a_line(43, "OKAFOR: ADAH"))
    assert outcomes(file) == [Outcome.NEW, Outcome.LIKELY]

    desk.answer(file, _4="new")
    assert outcomes(file) == [Outcome.NEW, Outcome.NEW]


@pytest.mark.slow
def test_what_is_not_answered_is_left_out(desk):
    file = desk.load(ADA, edi.a_line(43, "OKAFOR: ADAH"))
    assert outcomes(file) == [Outcome.LOADED, Outcome.LEFT_OUT]


@pytest.mark.slow
def test_two_lines_answered_to_be_one_candidate_do_not_stop_the_file(desk):
    known = make.a_candidate("Okafor", "Adah", uci=edi.a_uci(7))
    make.an_entry(
        desk.centre, make_catalogue.qualification("05834"), known, candidate_number="0042"
    )
    again = edi.a_line(42, "OKAFOR: ADAAH", uci=edi.a_uci(8))
    file = desk.send(ADA, again)

    desk.answer(file, _3=known.ocr_number, _4=known.ocr_number)
    became = outcomes(file)
    desk.confirm(file)

    assert became[0] == Outcome.NEW and became[1] in {Outcome.REFUSED, Outcome.ALREADY}
    assert known.entries.filter(qualification__code="05839").count() == 1
