"""The board banks a unit by a decision of its own, which is shown for what it is."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, transaction

from entries.models import AwardDue
from interchange.audit.models import Event
from interchange.notifications.models import Message
from results import commands, queries
from results.models import Decision, UnitResult
from results.rules import ResultRefused
from tests import ownership
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA
from tests.racing import at_once

EXAMINED, MODERATED = "1", "4"


@pytest.fixture
def entry(centre, catalogue):
    return factory.an_entry(centre, offers.qualification(DIPLOMA))


@pytest.fixture
def bank(entry, processor, at):
    """A function that banks a unit for the entry's candidate; other facts may be given."""

    def banked(number=MODERATED, grade="D", *, by=processor, **told):
        about = {
            "candidate": entry.candidate,
            "centre": entry.centre,
            "qualification": entry.qualification,
            "reason": "Left out of claim 7.",
            **told,
        }
        return commands.bank_unit(number=number, grade=grade, by=by, at=at, **about)

    return banked


@pytest.mark.slow
def test_a_banked_unit_names_its_decision_and_makes_the_award_due(entry, bank, processor):
    result = bank(papers="Minutes of 3 May, room 12")

    decision = Decision.objects.get()
    assert (decision.kind, decision.reason) == ("banked", "Left out of claim 7.")
    assert (decision.papers, decision.decided_by) == ("Minutes of 3 May, room 12", processor)
    assert (result.decision, result.grade, result.source) == (decision, "D", "Banked by the board")
    assert AwardDue.objects.get(entry=entry).due == 1
    assert queries.standings([entry])[entry.pk].achieved[MODERATED].source == "Banked by the board"


def test_the_trail_and_the_centre_are_told(bank):
    bank()

    event = Event.objects.get(name="unitresult.bank")
    assert event.detail == {"is": "D", "cause": "Left out of claim 7."}
    letter = Message.objects.get(template="results/decided").body
    assert "Result: D" in letter
    assert "Why: Left out of claim 7." in letter


def test_an_exam_that_is_banked_counts_as_sat(entry, bank):
    with pytest.raises(ResultRefused, match="name the series it was sat in"):
        bank(EXAMINED, "P")

    june = offers.a_series(2026, 6)
    result = bank(EXAMINED, "P", series=june)

    assert result.source == "Exam, June 2026. Banked by the board"
    assert queries.standings([entry])[entry.pk].attempts[EXAMINED] == 1


def test_no_exam_is_banked_that_is_still_to_come(bank, at):
    ahead = offers.a_series(at.year + 1, 6)

    with pytest.raises(ResultRefused, match=f"sat an exam of June {at.year + 1} yet"):
        bank(EXAMINED, "P", series=ahead)

    assert not UnitResult.objects.exists() and not AwardDue.objects.exists()


@pytest.mark.parametrize(
    ("number", "grade", "says"),
    [
        (MODERATED, "R", "Unit 4 cannot be R. It can be D, M, P"),
        (MODERATED, "absent", "Unit 4 cannot be absent"),
        ("99", "P", "has no unit 99"),
    ],
)
def test_a_grade_or_unit_that_cannot_be_is_refused(bank, number, grade, says):
    with pytest.raises(ResultRefused, match=says):
        bank(number, grade)

    assert not Decision.objects.exists()


def test_a_unit_that_is_moderated_has_no_series(bank):
    with pytest.raises(ResultRefused, match="leave the series empty"):
        bank(series=offers.a_series(2026, 6))


def test_a_decision_says_why(bank):
    with pytest.raises(ResultRefused, match="Say why"):
        bank(reason=" ")


@pytest.mark.parametrize("named", ["reason", "papers"])
def test_no_word_of_a_decision_is_cut_off(bank, named):
    with pytest.raises(ResultRefused, match="may have 300 signs and has 301. Shorten it"):
        bank(**{named: "x" * 301})

    banked = bank(**{named: f" {'x' * 300} "})

    assert getattr(banked.decision, named) == "x" * 300


@pytest.mark.parametrize("grade", ["D", "M", "P"])
def test_what_is_held_already_is_not_banked_again(entry, bank, grade):
    held.hold([entry], {MODERATED: "M"})

    with pytest.raises(ResultRefused, match=r"the result M already \(Claim"):
        bank(MODERATED, grade)


def test_what_was_banked_is_corrected_and_not_banked_beside_it(bank):
    bank(MODERATED, "M")

    with pytest.raises(ResultRefused, match=r"already \(Banked by the board\)"):
        bank(MODERATED, "D")


def test_a_series_has_one_result(entry, bank):
    held.hold([entry], {EXAMINED: "U"}, series=offers.a_series(2026, 6))

    with pytest.raises(ResultRefused, match=r"the result U already \(Exam, June 2026\)"):
        bank(EXAMINED, "P", series=offers.a_series(2026, 6))


def test_whoever_the_centre_never_entered_is_not_banked_there(bank, other_centre):
    with pytest.raises(ResultRefused, match="neither registered this candidate"):
        bank(centre=other_centre)


def test_centres_bank_nothing(bank, exams_officer):
    with pytest.raises(PermissionDenied):
        bank(by=exams_officer)


def test_a_correction_is_shown_as_the_boards(entry, processor, at):
    held.hold([entry], {MODERATED: "M"})
    wrong = UnitResult.objects.get(candidate=entry.candidate)

    right = commands.correct(result=wrong, grade="D", cause="Swapped.", by=processor, at=at)

    assert right.source == f"{wrong.source}. Grade corrected by the board"
    assert queries.standings([entry])[entry.pk].achieved[MODERATED].source == right.source


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_bank_a_unit_at_once_one_does(bank):
    answers = at_once(bank, bank)

    assert sum(isinstance(one, UnitResult) for one in answers) == 1
    assert Decision.objects.count() == 1


def test_the_database_itself_lets_nobody_edit_a_decision(bank):
    bank()

    with (
        ownership.owning(),
        pytest.raises(InternalError, match="Cannot update or delete"),
        transaction.atomic(),
    ):
        Decision.objects.update(reason="Another.")
