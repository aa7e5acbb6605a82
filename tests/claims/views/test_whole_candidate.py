"""Claiming shows the whole candidate: what is held, what is under way, what the award would be."""

import pytest

from claims import commands
from claims.states import Again, Status
from entries.models import Candidate, QualificationEntry
from entries.states import Status as Entry
from interchange.accounts.roles import Role
from interchange.catalogue.models import Qualification
from results import commands as results
from tests.claims.views.pages import read
from tests.factories import accounts, claims, entries
from tests.factories import results as made
from tests.factories.claims import at_page


@pytest.fixture
def second(centre, tutor, moderator, at):
    """The second claim for one learner, who holds M in the first unit by the first claim."""
    first = claims.a_draft(centre, candidates=1, by=tutor)
    of_one = claims.cells(first, units=1, grades="M")
    commands.save_grades(claim=first, cells=of_one, by=tutor, at=at)
    first = commands.submit(claim=first, declared=True, by=tutor, at=at)
    claims.moderated(first, Status.PROCESSED, moderator, at)
    return commands.start(centre=centre, qualification=first.qualification, by=tutor, at=at)


@pytest.fixture
def held_again(second, tutor, at):
    """The second claim, with a D for the unit that is held."""
    of_one = claims.cells(second, units=1, grades="D")
    commands.save_grades(claim=second, cells=of_one, by=tutor, at=at)
    return second


def held_line(claim):
    return claim.lines.select_related("unit", "candidate").get()


@pytest.mark.slow
def test_a_candidates_page_tells_what_is_held_and_what_is_needed(browser, second):
    who = Candidate.objects.get()

    page = read(browser, "candidate", second, who.ocr_number)

    assert "Holds M, Claim " in page
    assert "With the grades saved on this claim" in page
    assert "Still needed for the award:" in page
    assert "Examined units, which are not claimed:" in page


@pytest.mark.slow
def test_the_lists_tell_it_in_short(browser, second):
    page = read(browser, "by_candidate", second)
    (row,) = browser.get(at_page("by_candidate", second)).context["listing"].rows

    assert row.prospect.units_held == 1
    assert "Still needed: " in page
    listed = browser.get(at_page("by_unit", second)).context["units"]
    assert [held for _, _, held in listed][:2] == [1, 0]


@pytest.mark.slow
def test_a_units_page_tells_it_of_each_candidate(browser, second):
    number = browser.get(at_page("by_unit", second)).context["units"][0][0].number

    page = read(browser, "unit", second, number)

    assert "Holds M, Claim " in page
    assert "Still needed: " in page


@pytest.mark.slow
def test_the_grid_knows_what_is_held(browser, second):
    data = browser.get(at_page("grid", second)).context["data"]

    ((candidate, _, grade, source),) = data["held"]
    assert (candidate, grade) == (Candidate.objects.get().pk, "M")
    assert data["sources"][source].startswith("Claim ")
    assert data["awards"][candidate].startswith("Still needed: ")


@pytest.mark.slow
def test_the_grid_tells_nothing_of_who_left_but_the_cells_claimed_here(
    browser, held_again, other_centre
):
    line = held_line(held_again)
    here = QualificationEntry.objects.filter(centre=held_again.centre)
    here.update(status=Entry.TRANSFERRED)
    there = entries.an_entry(other_centre, held_again.qualification, line.candidate)
    number = browser.get(at_page("by_unit", held_again)).context["units"][1][0].number
    made.hold([there], {line.unit.number: "D", number: "D"}, due=False)

    data = browser.get(at_page("grid", held_again)).context["data"]

    ((candidate, unit, grade, _),) = data["held"]
    assert (candidate, unit, grade) == (line.candidate_id, line.unit_id, "M")
    assert data["awards"] == {}
    listed = browser.get(at_page("by_unit", held_again)).context["units"]
    assert [held for _, _, held in listed][:2] == [1, 0]


@pytest.mark.slow
def test_the_grid_carries_no_cell_of_a_unit_the_candidate_is_not_entered_for(browser, second):
    entry = QualificationEntry.objects.get()
    _, other = (unit for unit, *_ in browser.get(at_page("by_unit", second)).context["units"][:2])
    entries.a_unit_entry(entry, other)

    assert browser.get(at_page("grid", second)).context["data"]["held"] == []


@pytest.mark.slow
def test_saving_a_unit_that_is_held_warns(browser, second, tutor, at):
    (cell,) = claims.cells(second, units=1, grades="D")
    key = f"{cell.candidate_id}-{cell.unit_id}"
    typed = {f"was-{key}": "", f"grade-{key}": "D", f"assessor-{key}": cell.assessor_id}
    ocr_number = Candidate.objects.get().ocr_number

    answer = browser.post(at_page("candidate", second, ocr_number), typed, follow=True)

    assert second.lines.get().claimed == "D"
    assert "1 grade is for a unit that the candidate holds already" in answer.content.decode()


@pytest.mark.slow
def test_it_is_asked_once_why_and_the_moderator_reads_it(
    browser, sign_in, moderator, held_again, at
):
    submit = at_page("submit", held_again)
    assert "Held already: say why it is claimed again" in browser.get(submit).content.decode()
    yes = {"declared": "on", "confirmed": "1"}
    refused = browser.post(submit, yes, follow=True).content.decode()
    assert "1 grade is for a unit that the candidate holds already" in refused
    held_again.refresh_from_db()
    assert held_again.status == Status.DRAFT

    asked = read(browser, "again", held_again)
    assert "M, Claim " in asked
    answer = browser.post(at_page("again", held_again), {"rest": Again.IMPROVED})
    assert answer.url == submit
    claim = results.submit(claim=held_again, declared=True, by=held_again.created_by, at=at)

    line = held_line(claim)
    claims.moderated(claim, Status.SAMPLED, moderator, at)
    review = sign_in(moderator).get(at_page("review", claim)).content.decode()
    assert line.claimed_again in review
    assert "The work has been improved since" in review


@pytest.mark.slow
def test_reasons_are_given_row_by_row(browser, held_again):
    line = held_line(held_again)

    browser.post(at_page("again", held_again), {f"again-{line.pk}": "nonsense"})
    assert held_line(held_again).again == ""
    browser.post(at_page("again", held_again), {f"again-{line.pk}": Again.CORRECTS})
    assert held_line(held_again).again == Again.CORRECTS


@pytest.mark.slow
def test_who_types_is_preset_where_they_are_an_assessor(browser, second, tutor):
    mine = claims.an_assessor(second.centre, second.qualification, name=f" {tutor.name.upper()}")
    ocr_number = Candidate.objects.get().ocr_number

    sheet = browser.get(at_page("candidate", second, ocr_number)).context["sheet"]

    assert {row.assessor for row in sheet.rows} == {str(mine.pk)}
    assert browser.get(at_page("grid", second)).context["preset"] == mine


@pytest.mark.slow
def test_who_has_the_award_is_not_missed_on_the_claim(browser, centre, tutor, at):
    exams = Qualification.objects.filter(qualificationunit__unit__examined=True)
    without = Qualification.objects.exclude(pk__in=exams).filter(suite="2012", offered=True)
    without = without.filter(qualificationunit__isnull=False).first()
    draft = claims.a_draft(centre, without, candidates=1, by=tutor)
    assert "Registered, and not on this claim" in read(browser, "submit", draft)
    all_units = claims.cells(draft, units=40, grades="D")
    commands.save_grades(claim=draft, cells=all_units, by=tutor, at=at)
    claim = commands.submit(claim=draft, declared=True, by=tutor, at=at)
    another = accounts.with_role(Role.MODERATOR, centre, without.subject)
    claims.moderated(claim, Status.PROCESSED, another, at)
    results.award_due(at=at)

    again = commands.start(centre=centre, qualification=without, by=tutor, at=at)

    assert "Registered, and not on this claim" not in read(browser, "submit", again)
    (row,) = browser.get(at_page("by_candidate", again)).context["listing"].rows
    assert row.prospect.sentence == row.prospect.awarded


# A unit that new rules took out of the qualification
