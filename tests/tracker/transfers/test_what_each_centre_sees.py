"""What each centre sees of a candidate, before and after a transfer."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.models import Line
from entries import commands as entries
from entries import queries as entry_queries
from entries.models import Candidate, QualificationEntry
from entries.rules import details as rules
from entries.rules.transfers import TransferAsked
from interchange.audit import trail
from interchange.catalogue.models import SpecificationVersion
from results import commands as results
from results import queries
from results.models import QualificationResult
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as held
from tests.tracker.transfers.doing import process
from tracker import commands as tracker
from tracker.queries import news, story

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_before_agreement_the_new_centre_sees_only_what_it_typed(
    ask, entry, sign_in, newcomer, stranger
):
    transfer = ask(asked=TransferAsked(entry.candidate.surname, entry.candidate.born_on,
                               ocr_number=entry.candidate.ocr_number))  # fmt: skip
    page = sign_in(newcomer)

    shown = page.get(f"/centres/54321/entries/transfers/{transfer.pk}/").content.decode()
    there = page.get(f"/centres/54321/candidates/{entry.candidate.ocr_number}/")
    found = page.get("/centres/54321/entries/?q=Okafor").content.decode()

    assert entry.candidate.forenames not in shown and entry.candidate_number not in shown
    assert there.status_code == 404
    assert entry.candidate.ocr_number not in found
    assert page.get(f"/centres/12345/entries/transfers/{transfer.pk}/").status_code == 404


@pytest.mark.slow
def test_afterwards_the_old_centre_sees_its_own_history_and_nothing_new(
    agreed, entry, processor, exams_officer, sign_in, at
):
    process(agreed, processor, at)
    while results.award_due(at=at.replace(year=2027)):
        pass

    page = (
        sign_in(exams_officer)
        .get(f"/centres/12345/candidates/{entry.candidate.ocr_number}/")
        .content.decode()
    )

    assert "Transferred to another centre on" in page and "Unit result" in page
    assert "Qualification result" not in page and not re.search(r"\bDD\b", page)


@pytest.mark.slow
def test_a_grade_corrected_afterwards_is_seen_by_the_new_centre_as_it_was_before(
    agreed, entry, other_centre, processor, at
):
    process(agreed, processor, at)
    came = other_centre.entries.get(candidate=entry.candidate)

    for later, grade in ((1, "P"), (2, "M")):  # the second corrects the correction
        result = entry.candidate.unit_results.standing().get(unit__number="17")
        when = at + timedelta(days=later)
        results.correct(result=result, grade=grade, cause="Swapped", by=processor, at=when)
        assert queries.standings_seen([came])[came.pk].achieved["17"].grade == grade

    told = [one for one in steps(other_centre, entry.candidate) if "corrected by the board" in one]
    assert len(told) == 2


def steps(centre, person):
    """What the story tells the centre of the person."""
    return [f"{step.title}: {step.text}" for step in story.story(centre, person)]


@pytest.mark.slow
@pytest.mark.parametrize(("days", "is_seen"), [(-1, True), (1, False)])
def test_what_was_claimed_before_the_transfer_and_banked_after_it_is_seen_by_the_new_centre(
    agreed, entry, other_centre, processor, at, days, is_seen
):
    process(agreed, processor, at)
    held.hold([entry], {"6": "M"}, at=at + timedelta(days=9))
    Line.objects.filter(unit__number="6").update(saved_at=at + timedelta(days=days))
    came = other_centre.entries.get(candidate=entry.candidate)
    unit = came.qualification.units.get(number="6")

    seen = queries.standings_seen([came])[came.pk]

    assert ("6" in seen.achieved) is is_seen and bool(seen.elsewhere) is not is_seen
    assert (
        sum(
            step.startswith(f"Unit result: {unit}") for step in steps(other_centre, entry.candidate)
        )
        == is_seen
    )


@pytest.mark.slow
def test_a_unit_that_the_board_banks_for_the_old_centre_is_seen_by_the_new_one(
    agreed, entry, other_centre, centre, processor, at
):
    process(agreed, processor, at)
    results.bank_unit(
        candidate=entry.candidate,
        centre=centre,
        qualification=entry.qualification,
        number="6",
        grade="M",
        reason="The moderator's report names it.",
        by=processor,
        at=at + timedelta(days=9),
    )
    came = other_centre.entries.get(candidate=entry.candidate)

    seen = queries.standings_seen([came])[came.pk]

    assert seen.achieved["6"].grade == "M" and not seen.elsewhere


@pytest.mark.slow
def test_an_award_corrected_after_the_transfer_stays_in_view_of_the_new_centre(
    agreed, entry, other_centre, processor, at
):
    award = an_award(entry, "DD", at - timedelta(days=2))
    process(agreed, processor, at)
    right = an_award(entry, "MM", at + timedelta(days=2), supersedes=award, due=2, cause="Swapped.")

    assert queries.awards_seen(other_centre, [entry.candidate.person_id]) == {
        entry.candidate.person_id: [right]
    }
    assert sum("MM" in step for step in steps(other_centre, entry.candidate)) == 1


@pytest.mark.slow
def test_the_news_of_the_old_centre_names_who_left_as_the_centre_knew_them(
    agreed, entry, centre, processor, exams_officer, at
):
    award, known = an_award(entry, "DD", at - timedelta(days=2)), entry.candidate.name
    process(agreed, processor, at)
    seen = rules.of(entry.candidate)
    told = {"reason": "Deed poll.", "by": processor, "at": at + timedelta(hours=1)}
    entries.correct_details(
        candidate=entry.candidate, seen=seen, new=replace(seen, forenames="Zyxwvut"), **told
    )
    lowered = an_award(entry, "MM", at + timedelta(hours=2), supersedes=award, due=2, cause="Yes.")
    corrected = QualificationResult.objects.get(pk=lowered.pk)
    trail.record("qualificationresult.correct", about=corrected, by=processor, at=lowered.issued_at)

    [first, *_] = news.news(exams_officer, centre, at + timedelta(hours=3))

    assert first.title == "Qualification results corrected"
    assert first.label.startswith(f"{known} for ")


@pytest.mark.slow
def test_the_cause_of_a_lowered_award_names_a_unit_that_the_transfer_brought(
    agreed, entry, other_centre, processor, at
):
    process(agreed, processor, at)
    results.award_due(at=at)
    result = entry.candidate.unit_results.standing().get(unit__number="17")
    results.correct(result=result, grade="U", cause="Swapped", by=processor, at=at)

    results.award_due(at=at)

    lowered = QualificationResult.objects.standing().get(entry__centre=other_centre)
    assert lowered.cause == "Unit 17 was corrected from D to U: Swapped"


def an_award(entry, grade, at, due=1, **fields):
    """An award of the entry, as it was issued then."""
    return QualificationResult.objects.create(
        entry=entry,
        outcome="award",
        grade=grade,
        points=1,
        counted=[],
        specification=SpecificationVersion.objects.filter(qualification=entry.qualification).latest(
            "pk"
        ),
        issued_at=at,
        due=due,
        **fields,
    )


@pytest.mark.slow
@pytest.mark.parametrize("ended", ["withdrawn", "merged"])
def test_the_story_of_who_is_elsewhere_by_now_tells_no_later_change_of_details(
    centre, other_centre, processor, at, ended
):
    entry = make.an_entry(centre)
    person = entry.candidate
    if ended == "withdrawn":
        QualificationEntry.objects.filter(pk=entry.pk).update(status="removed")
        make.an_entry(other_centre, candidate=person)
    else:
        other = make.a_candidate("Zulu", "Zoe", born_on=person.born_on)
        make.an_entry(other_centre, make_catalogue.qualification("05838"), candidate=other)
        QualificationEntry.objects.filter(pk=entry.pk).update(status="removed")
        tracker.merge(one=person, other=other, because="Same.", by=processor, at=at)
    seen = rules.of(Candidate.objects.get(pk=person.pk))
    entries.correct_details(
        candidate=Candidate.objects.get(pk=person.pk),
        seen=seen,
        new=replace(seen, surname="Jones"),
        reason="Deed poll.",
        by=processor,
        at=at + timedelta(days=60),
    )
    left = entry_queries.left_since(centre, [person.pk], at).get(person.pk)

    assert left and not any("Details" in one.title for one in story.story(centre, person, left))
    assert any("Details" in one.title for one in story.story(other_centre, person))
