"""How each candidate stands with each unit: found by it in the tracker, and seen of a cohort."""

from datetime import date

import pytest
from django.urls import reverse

from claims import commands as claim_commands
from claims.states import Status
from interchange.catalogue.models import Qualification
from results import commands, queries
from results.eligibility import UnitState
from results.rules import Mark
from results.signs import SIGNS
from tests.factories import catalogue as offers
from tests.factories import claims, entries
from tests.factories import results as held
from tracker.queries import progress
from tracker.queries.unit_states import CHOICES, UnitStates, narrowed

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]
CERTIFICATE = "05839"
LIVE, OVER = date(2026, 6, 10), date(2026, 8, 14)


@pytest.fixture
def cohort(centre, at):
    """Four of the certificate: a unit ready for sampling, one held, one failed, nothing done."""
    of = offers.qualification(CERTIFICATE)
    claims.claim_at(Status.READY, centre=centre, qualification=of, candidates=1, units=1)
    [ready] = centre.entries.all()
    holds, failed, nothing = (entries.an_entry(centre, of) for _ in range(3))
    held.hold([holds], {"1": "M", "4": "P"}, series=offers.a_series(2026, 1))
    held.hold([failed], {"1": "U"})
    held.settle(at)
    return {"ready": ready, "holds": holds, "failed": failed, "nothing": nothing}


@pytest.fixture
def page(sign_in, exams_officer, centre):
    """Open the tracker's page of the name, with what its address asks."""
    client = sign_in(exams_officer)

    def page(name="progress", **asked):
        return client.get(reverse(f"tracker:{name}", args=[centre.number]), asked)

    return page


def unit(number):
    return offers.unit(number)


def who(answer, cohort):
    """Who of the cohort is listed, by name."""
    listed = {getattr(row, "entry", row) for row in answer.context["listing"]}
    return {name for name, entry in cohort.items() if entry in listed}


@pytest.mark.parametrize(
    "number, state, found",
    [
        (4, "ready", {"ready"}),
        (4, "sampled", set()),
        (4, "achieved", {"holds"}),
        (1, "achieved", {"holds"}),
        (1, "not_achieved", {"failed"}),
        (1, "not_yet", {"ready", "nothing"}),
        (4, "under_way", {"ready"}),
        (None, "ready", {"ready"}),
        (None, "achieved", {"holds"}),
        (1, "", {"ready", "holds", "failed", "nothing"}),
    ],
)
def test_the_tracker_lists_who_stands_so_with_a_unit(page, cohort, number, state, found):
    asked = {"unit_state": state, "unit": unit(number).pk if number else ""}

    assert who(page(**asked), cohort) == found
    assert who(page(qualification=CERTIFICATE, **asked), cohort) == found


def test_each_row_says_how_it_stands_with_the_unit_that_was_chosen(page, cohort):
    rows = {one.entry: one for one in page(unit=unit(4).pk).context["listing"]}

    assert rows[cohort["ready"]].unit.in_words == "Ready for sampling"
    assert rows[cohort["holds"]].unit.in_words == "Result achieved: P"
    assert "Unit 4: Ready for sampling" in page(unit=unit(4).pk).text
    assert {one.unit for one in page().context["listing"]} == {None}


def test_who_is_registered_for_a_size_without_the_unit_is_not_listed(page, cohort, centre):
    beside = {"other": entries.an_entry(centre, offers.qualification("05352"))}
    held.settle()

    assert who(page(unit=unit(1).pk), cohort | beside) == set(cohort)


def test_a_unit_that_nobody_offers_filters_nothing(page, cohort):
    assert who(page(unit="x", unit_state="y"), cohort) == set(cohort)


def test_while_a_series_is_live_its_absence_shows_over_what_was_achieved(
    centre, cohort, processor, at
):
    june = offers.a_series(2026, 6)
    june.results_on, june.released_at = date(2026, 8, 13), None
    june.save()
    [exam] = held.enter([cohort["holds"]], ["1"], june)
    commands.mark_attendance(entry=exam, mark=Mark.ABSENT, by=processor, at=at)
    held.settle_what_is_due(at)

    def found(choice, number, on=LIVE):
        states = UnitStates(centre, Qualification.objects.filter(code=CERTIFICATE), on)
        chosen = unit(number) if number else None
        entries = narrowed(progress.matching(centre, {}), states, chosen, choice)
        return {name for name, entry in cohort.items() if entry in entries}

    assert found("absent", 1) == found("absent", None) == {"holds"}
    assert found("achieved", 1) == set()
    assert found("achieved", None) == found("achieved", 4) == {"holds"}
    assert found("absent", 1, OVER) == set()
    assert found("achieved", 1, OVER) == {"holds"}


def test_a_cohort_is_a_row_a_candidate_and_a_column_a_unit(page, cohort):
    answer = page("heat_map", qualification=CERTIFICATE)

    numbers = [one.number for one in answer.context["units"]]
    cells = {
        name: dict(zip(numbers, found, strict=True))
        for entry, _, found in answer.context["rows"]
        for name, one in cohort.items()
        if one == entry
    }
    assert cells["holds"]["1"].in_a_cell == "M ✓"
    assert cells["holds"]["4"].in_words == "Result achieved: P"
    assert cells["failed"]["1"].in_a_cell == "U ↓"
    assert cells["ready"]["4"].sign == SIGNS[UnitState.READY]
    assert {one.sign for one in cells["nothing"].values()} == {SIGNS[UnitState.TO_DO]}
    assert 'aria-hidden="true">Rs</span>' in answer.text
    assert all(sign.means in answer.text for sign in SIGNS.values())


def test_the_heat_map_is_narrowed_as_the_list_is(page, cohort):
    of = {"qualification": CERTIFICATE}

    assert who(page("heat_map", **of, unit=unit(4).pk, unit_state="ready"), cohort) == {"ready"}
    name = cohort["holds"].candidate.surname
    assert "holds" in who(page("heat_map", **of, text=name), cohort)


def test_a_heat_map_is_of_one_qualification_which_is_chosen(page, cohort, centre):
    assert "listing" in page("heat_map").context  # there is but one
    entries.an_entry(centre, offers.qualification("05352"))

    answer = page("heat_map")

    assert "Choose a qualification above" in answer.text
    assert "rows" not in answer.context


def test_what_could_not_be_worked_out_is_no_blank(page, cohort):
    due = cohort["nothing"].award_due
    due.due, due.problem = due.due + 1, "It broke."
    due.save()

    answer = page("heat_map", qualification=CERTIFICATE)

    assert "Not worked out" in answer.text


def test_who_is_sampled_while_no_visit_is_booked_is_told_as_sampled(centre, cohort, moderator, at):
    claim = centre.claims.get(status=Status.READY)
    claim_commands.save_sample(claim=claim, lines=list(claim.lines.all()), by=moderator, at=at)
    claim_commands.send_sample(claim=claim, by=moderator, at=at)
    held.settle_what_is_due(at)

    [entry] = queries.with_kept(progress.listed(centre).filter(pk=cohort["ready"].pk))

    units = UnitStates(centre, [entry.qualification], at.date()).of(entry.kept)
    assert units["4"].in_words == "Sampled"
    assert entry.kept.reason_on(at.date()).code != "sampled"


def test_every_state_is_a_choice_and_all_choices_are_of_states():
    assert {state for _, states in CHOICES.values() for state in states} == set(UnitState)
