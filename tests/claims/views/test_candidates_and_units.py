"""Work is claimed by candidate and by unit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from claims import commands
from claims.models import Line
from entries.commands import correct_details
from entries.rules import details as rules
from tests.claims.views.pages import at_page, typed
from tests.factories import claims, entries


@pytest.mark.slow
def test_candidates_have_create_new_until_something_is_claimed(browser, centre, claim):
    page = browser.get(at_page("by_candidate", centre, claim.pk)).content.decode()
    assert page.count("Create new") == 2

    lines = claims.cells(claim, units=1)[:1]
    commands.save_grades(claim=claim, cells=lines, by=claim.created_by, at=claim.created_at)
    page = browser.get(at_page("by_candidate", centre, claim.pk)).content.decode()
    assert page.count("Create new") == 1


@pytest.mark.slow
def test_the_pages_on_which_grades_are_typed_say_who_was_merged(browser, centre, claim, unit):
    one, other = [entry.candidate for entry in centre.entries.order_by("pk")]
    entries.merged(one, into=other)

    for page, told in (
        (("by_candidate",), ">Merged<"),
        (("unit", unit.number), ">Merged<"),
        (("candidate", one.ocr_number), "This record was merged into another of the same person"),
    ):
        text = browser.get(at_page(page[0], centre, claim.pk, *page[1:])).content.decode()
        assert told in " ".join(text.split()), page


@pytest.mark.slow
def test_candidates_are_sorted_by_each_heading(browser, centre, claim):
    page = at_page("by_candidate", centre, claim.pk)

    for word in ("name", "number", "born", "action"):
        rising = browser.get(page, {"sort": word}).context["listing"].rows
        falling = browser.get(page, {"sort": f"-{word}"}).context["listing"].rows
        assert [one.ocr_number for one in falling] == [one.ocr_number for one in rising][::-1]


@pytest.mark.slow
def test_a_candidate_is_found_by_name_or_number(browser, centre, claim, unit):
    one = centre.entries.first().candidate
    one.uci, one.uln = "681990012058G", "9276308686"
    one.save()
    named = f"{one.surname},{one.forenames}"

    for text in (one.surname.lower(), one.ocr_number, one.name, named, one.uci.lower(), one.uln):
        for page in (("by_candidate",), ("unit", unit.number)):
            address = at_page(page[0], centre, claim.pk, *page[1:])
            listing = browser.get(address, {"q": text}).context["listing"]
            assert [row.ocr_number for row in listing] == [one.ocr_number], (page, text)


@pytest.mark.slow
def test_a_number_finds_nobody_on_a_claim_who_is_not_registered_any_more(
    browser, centre, other_centre, claim, unit, processor
):
    one = centre.entries.first()
    cells = [cell for cell in claims.cells(claim, units=1) if cell.candidate_id == one.candidate_id]
    commands.save_grades(claim=claim, cells=cells, by=claim.created_by, at=claim.created_at)
    type(one).objects.filter(pk=one.pk).update(status="removed")
    entries.an_entry(other_centre, candidate=one.candidate)
    seen = rules.of(one.candidate)
    correct_details(
        candidate=one.candidate,
        seen=seen,
        new=replace(seen, uln="9276308686"),
        reason="Given there.",
        by=processor,
        at=claim.created_at + timedelta(days=9),
    )
    one.candidate.refresh_from_db()

    for page in (("by_candidate",), ("unit", unit.number)):
        address = at_page(page[0], centre, claim.pk, *page[1:])
        for text, count in ((one.candidate.uln, 0), (one.candidate.ocr_number, 1)):
            assert len(browser.get(address, {"q": text}).context["listing"].rows) == count


@pytest.mark.slow
def test_a_candidates_units_are_saved(browser, centre, claim, unit):
    one = centre.entries.first().candidate
    page = at_page("candidate", centre, claim.pk, one.ocr_number)

    answer = browser.post(page, typed(claim, {(one.pk, unit.pk): "M"}))

    assert answer.url == at_page("by_candidate", centre, claim.pk)
    assert claim.lines.get().claimed == "M"


@pytest.mark.slow
def test_one_assessor_is_filled_in_everywhere(browser, centre, claim):
    one = centre.entries.first().candidate

    page = browser.get(at_page("candidate", centre, claim.pk, one.ocr_number))

    assert {row.assessor for row in page.context["sheet"].rows} == {str(centre.assessors.get().pk)}


@pytest.mark.slow
def test_of_two_assessors_none_is_filled_in(browser, centre, claim, tutor):
    claims.an_assessor(centre, by=tutor, name="Bo Bell", initials="BB")
    one = centre.entries.first().candidate

    page = browser.get(at_page("candidate", centre, claim.pk, one.ocr_number))

    assert {row.assessor for row in page.context["sheet"].rows} == {""}


@pytest.mark.slow
def test_a_grade_without_assessor_is_refused_and_kept(browser, centre, claim, unit):
    one = centre.entries.first().candidate
    key = f"{one.pk}-{unit.pk}"
    fields = {f"was-{key}": "", f"grade-{key}": "D", f"assessor-{key}": ""}

    page = browser.post(at_page("candidate", centre, claim.pk, one.ocr_number), fields)

    assert f"{one.name}, unit {unit.number}: choose the centre assessor" in page.content.decode()
    assert f'name="grade-{key}" value="D" checked' in page.content.decode()
    assert not Line.objects.exists()


@pytest.mark.slow
def test_centres_cannot_type_u(browser, centre, claim, unit):
    one = centre.entries.first().candidate

    page = browser.post(
        at_page("candidate", centre, claim.pk, one.ocr_number),
        typed(claim, {(one.pk, unit.pk): "U"}),
    )

    assert "choose Not claiming, P, M or D" in page.content.decode()
    assert not Line.objects.exists()


@pytest.mark.slow
def test_cancel_asks_before_it_discards(browser, centre, claim, unit):
    one = centre.entries.first().candidate
    page = at_page("candidate", centre, claim.pk, one.ocr_number)

    asked = browser.post(page, typed(claim, {(one.pk, unit.pk): "M"}, cancel="1"))
    unchanged = browser.post(page, typed(claim, {(one.pk, unit.pk): ""}, cancel="1"))

    assert "Discard what you typed?" in asked.content.decode()
    assert 'value="M" checked' in asked.content.decode()
    assert unchanged.url == at_page("by_candidate", centre, claim.pk)
    assert not Line.objects.exists()


@pytest.mark.slow
def test_units_have_create_new_until_something_is_claimed(browser, centre, claim, unit):
    claims.commands.save_grades(
        claim=claim, cells=claims.cells(claim, 1), by=claim.created_by, at=claim.created_at
    )

    page = browser.get(at_page("by_unit", centre, claim.pk))

    assert (unit, 2, 0) in page.context["units"]
    assert page.content.decode().count("Edit<") == 1


@pytest.mark.slow
def test_a_unit_is_found_by_its_number_with_a_zero_before_it(browser, centre, claim, unit):
    page = browser.get(at_page("unit", centre, claim.pk, f"0{unit.number}"))

    assert page.context["unit"] == unit


@pytest.mark.slow
def test_a_units_candidates_are_saved(browser, centre, claim, unit):
    ids = list(centre.entries.values_list("candidate", flat=True))
    page = at_page("unit", centre, claim.pk, unit.number)

    answer = browser.post(page, typed(claim, {(pk, unit.pk): "P" for pk in ids}), follow=True)

    assert "Claim saved: 2 changes." in answer.content.decode()
    assert claim.lines.count() == 2


@pytest.mark.slow
def test_untouched_rows_are_left_to_others(browser, centre, claim, unit):
    first, second = centre.entries.values_list("candidate", flat=True)
    cells = claims.cells(claim, 1, candidates=[second])
    claims.commands.save_grades(claim=claim, cells=cells, by=claim.created_by, at=claim.created_at)
    page = at_page("unit", centre, claim.pk, unit.number)

    browser.post(page, typed(claim, {(first, unit.pk): "D", (second, unit.pk): ""}))

    assert sorted(claim.lines.values_list("claimed", flat=True)) == ["D", "P"]


@pytest.mark.slow
def test_what_was_saved_meanwhile_is_shown_before_it_is_replaced(browser, centre, claim, unit):
    one = centre.entries.first().candidate_id
    cells = claims.cells(claim, 1, candidates=[one])
    claims.commands.save_grades(claim=claim, cells=cells, by=claim.created_by, at=claim.created_at)
    page, fields = (
        at_page("unit", centre, claim.pk, unit.number),
        typed(claim, {(one, unit.pk): "D"}),
    )

    answer = browser.post(page, fields)

    assert "saved P meanwhile" in answer.content.decode()
    assert "yours is D" in answer.content.decode()
    assert claim.lines.get().claimed == "P"

    shown = answer.context["sheet"].rows[0]
    browser.post(page, fields | {f"was-{shown.place.key}": shown.was})

    assert claim.lines.get().claimed == "D"
