"""The pages on which centres build claims."""

import pytest
from django.urls import reverse

from claims.models import Claim, Line
from tests.factories import claims, entries


def at_page(name, centre, *rest):
    return reverse(f"claims:{name}", args=[centre.number, *rest])


def typed(claim, places, **extra):
    """The fields of a page that showed no grade: {(candidate id, unit id): grade}."""
    assessor = claim.centre.assessors.first()
    fields = dict(extra)
    for (candidate_id, unit_id), grade in places.items():
        key = f"{candidate_id}-{unit_id}"
        fields |= {f"was-{key}": "", f"grade-{key}": grade, f"assessor-{key}": assessor.pk}
    return fields


@pytest.fixture
def claim(centre, tutor):
    """A claim in progress with two candidates and no grade."""
    return claims.a_draft(centre, by=tutor)


@pytest.fixture
def browser(sign_in, tutor):
    """The tutor's browser."""
    return sign_in(tutor)


@pytest.fixture
def unit(claim):
    """The first unit that the centre marks."""
    marked = claim.qualification.units.filter(examined=False)
    return marked.order_by("qualificationunit__position").first()


@pytest.mark.slow
def test_make_claims_lists_what_the_centre_has_entries_for(browser, claim, centre):
    page = browser.get(at_page("make", centre)).content.decode()

    assert "05839" in page
    assert "05842" not in page
    assert "In progress" in page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0583", True),
        ("diploma", False),
        ("extended", True),
        ("it certificate", True),
        ("05839 level 3", True),
        ("05842 extended", False),
    ],
)
def test_an_assessment_is_found_by_code_or_part_title(browser, claim, centre, text, found):
    page = browser.get(at_page("make", centre), {"q": text}).content.decode()

    assert ("Edit" in page) == found


@pytest.mark.slow
def test_who_is_missing_from_the_list_is_explained(browser, claim, centre):
    page = browser.get(at_page("by_candidate", centre, claim.pk)).content.decode()

    assert "Why is somebody not here?" in page
    assert reverse("entries:entries", args=[centre.number]) in page


@pytest.mark.slow
def test_without_the_role_the_page_names_it(sign_in, exams_officer, centre):
    answer = sign_in(exams_officer).get(at_page("make", centre))

    assert answer.status_code == 403
    assert "Centre Administrator or Tutor/Teacher" in answer.content.decode()
    assert "a Centre Administrator could give you the role" in answer.content.decode()


@pytest.mark.slow
def test_create_starts_the_claim(browser, centre, tutor):
    entries.an_entry(centre)
    claims.an_assessor(centre, by=tutor)

    answer = browser.post(at_page("start", centre, "05839"))

    assert answer.url == at_page("by_candidate", centre, Claim.objects.get().pk)


@pytest.mark.slow
def test_create_leads_to_the_assessors_first(browser, centre):
    entries.an_entry(centre)

    answer = browser.post(at_page("start", centre, "05839"), follow=True)

    assert answer.request["PATH_INFO"] == at_page("assessors", centre, "05839")
    assert "Set up at least one centre assessor" in answer.content.decode()


@pytest.mark.slow
def test_assessors_are_added_on_their_page(browser, centre):
    page = at_page("assessors", centre, "05839")

    answer = browser.post(page, {"name": "Ann Lee", "initials": "AL"}, follow=True)

    assert "Ann Lee (AL) is set up" in answer.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("initials", "sentence"),
    [("ALEX5", "up to four letters"), ("A-L", "one to four letters"), ("AA", "already has")],
)
def test_wrong_initials_are_explained_and_kept(browser, centre, tutor, initials, sentence):
    claims.an_assessor(centre, by=tutor, name="Ada Abel", initials="AA")

    page = browser.post(
        at_page("assessors", centre, "05839"), {"name": "Ann Lee", "initials": initials}
    ).content.decode()

    assert sentence in page
    assert f'value="{initials}"' in page


@pytest.mark.slow
def test_five_initials_are_refused_whole_instead_of_cut(browser, centre):
    page = at_page("assessors", centre, "05839")

    assert "maxlength" not in browser.get(page).content.decode()
    answer = browser.post(page, {"name": "Ann Lee", "initials": "ALEXA"}).content.decode()
    assert "Use up to four letters or digits." in answer
    assert 'value="ALEXA"' in answer


@pytest.mark.slow
def test_one_person_is_an_assessor_once(browser, centre, tutor):
    claims.an_assessor(centre, by=tutor, name="Ann Lee", initials="AL")

    answer = browser.post(
        at_page("assessors", centre, "05839"), {"name": "Ann Lee", "initials": "AX"}
    )

    assert "already, with the initials AL" in answer.content.decode()
    assert centre.assessors.count() == 1


@pytest.mark.slow
def test_candidates_have_create_new_until_something_is_claimed(browser, centre, claim):
    page = browser.get(at_page("by_candidate", centre, claim.pk)).content.decode()
    assert page.count("Create new") == 2

    lines = claims.cells(claim, units=1)[:1]
    from claims import commands

    commands.save_grades(claim=claim, cells=lines, by=claim.created_by, at=claim.created_at)
    page = browser.get(at_page("by_candidate", centre, claim.pk)).content.decode()
    assert page.count("Create new") == 1


@pytest.mark.slow
def test_candidates_are_sorted_by_each_heading(browser, centre, claim):
    page = at_page("by_candidate", centre, claim.pk)

    for word in ("name", "number", "born", "action"):
        rising = browser.get(page, {"sort": word}).context["listing"].rows
        falling = browser.get(page, {"sort": f"-{word}"}).context["listing"].rows
        assert [one.ocr_number for one in falling] == [one.ocr_number for one in rising][::-1]


@pytest.mark.slow
def test_a_candidate_is_found_by_name_or_number(browser, centre, claim):
    one = centre.entries.first().candidate

    for text in (one.surname.lower(), one.ocr_number):
        listing = browser.get(at_page("by_candidate", centre, claim.pk), {"q": text}).context
        assert [row.candidate for row in listing["listing"]] == [one]


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


@pytest.mark.slow
def test_apply_to_all_fills_the_rows_below_and_saves_nothing(browser, centre, claim, unit):
    entries.entries(centre, 2, claim.qualification)
    ids = [one.pk for one in entries_by_name(centre)]
    places = {(pk, unit.pk): "" for pk in ids} | {(ids[1], unit.pk): "M"}
    page = at_page("unit", centre, claim.pk, unit.number)

    answer = browser.post(page, typed(claim, places, apply=f"{ids[1]}-{unit.pk}"))

    assert [row.grade for row in answer.context["sheet"].rows] == ["", "M", "M", "M"]
    assert not Line.objects.exists()


@pytest.mark.slow
def test_apply_to_all_asks_before_it_replaces_a_grade(browser, centre, claim, unit):
    ids = [one.pk for one in entries_by_name(centre)]
    places = {(ids[0], unit.pk): "M", (ids[1], unit.pk): "P"}
    page, key = at_page("unit", centre, claim.pk, unit.number), f"{ids[0]}-{unit.pk}"

    asked = browser.post(page, typed(claim, places, apply=key))
    assert "1 row changes, 1 of them has another grade." in asked.content.decode()
    assert [row.grade for row in asked.context["sheet"].rows] == ["M", "P"]

    done = browser.post(page, typed(claim, places, everywhere=key))
    assert [row.grade for row in done.context["sheet"].rows] == ["M", "M"]
    assert sorted(claim.unsaved.values_list("grade", flat=True)) == ["M", "M"]

    before = dict(done.context["sheet"].applied.before)
    undone = browser.post(page, typed(claim, places, undo="1", **before))
    assert [row.grade for row in undone.context["sheet"].rows] == ["M", "P"]
    assert sorted(claim.unsaved.values_list("grade", flat=True)) == ["M", "P"]


@pytest.mark.slow
def test_what_apply_to_all_takes_back_is_no_longer_kept_as_typed(browser, centre, claim, unit):
    ids = [one.pk for one in entries_by_name(centre)]
    page, key = at_page("unit", centre, claim.pk, unit.number), f"{ids[0]}-{unit.pk}"
    browser.post(page, typed(claim, {(ids[1], unit.pk): "P"}, leave="1"))
    assert claim.unsaved.count() == 1

    places = {(ids[0], unit.pk): "", (ids[1], unit.pk): "P"}
    browser.post(page, typed(claim, places, everywhere=key))

    assert not claim.unsaved.exists()


def entries_by_name(centre):
    found = [entry.candidate for entry in centre.entries.select_related("candidate")]
    return sorted(found, key=lambda one: (one.name.casefold(), one.ocr_number))


@pytest.mark.slow
def test_a_save_after_submission_keeps_what_was_typed(browser, centre, claim, unit, tutor, at):
    one, two = centre.entries.values_list("candidate", flat=True)
    claims.commands.save_grades(
        claim=claim, cells=claims.cells(claim, 1, candidates=[one]), by=tutor, at=at
    )
    claims.commands.submit(claim=claim, declared=True, by=tutor, at=at)

    answer = browser.post(
        at_page("unit", centre, claim.pk, unit.number), typed(claim, {(two, unit.pk): "D"})
    )

    page = browser.get(answer.url).content.decode()
    assert answer.url == at_page("unsaved", centre, claim.pk)
    assert "Toni Tutor submitted this claim" in page
    assert "Nothing was saved; what you typed is below" in page
    assert "Save claim" not in page
    assert claim.unsaved.get().grade == "D"


@pytest.mark.slow
@pytest.mark.parametrize("button", ["apply", "cancel", "undo"])
def test_after_submission_no_button_offers_to_save(browser, centre, unit, tutor, button):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    one = centre.entries.first().candidate_id
    fields = typed(claim, {(one, unit.pk): "D"}) | {button: f"{one}-{unit.pk}"}

    answer = browser.post(at_page("unit", centre, claim.pk, unit.number), fields)

    assert answer.url == at_page("unsaved", centre, claim.pk)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["by_unit", "by_candidate", "grid", "upload"])
def test_a_submitted_claim_is_shown_instead_of_edited_and_says_why(browser, centre, tutor, name):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    answer = browser.get(at_page(name, centre, claim.pk), follow=True)

    assert answer.request["PATH_INFO"] == claim.get_absolute_url()
    assert "Toni Tutor submitted this claim" in answer.content.decode()


@pytest.mark.slow
def test_who_left_meanwhile_is_told_of(browser, centre, claim, unit):
    gone = centre.entries.first()
    centre.entries.filter(pk=gone.pk).update(status="withdrawn")

    answer = browser.post(
        at_page("unit", centre, claim.pk, unit.number),
        typed(claim, {(gone.candidate_id, unit.pk): "D"}),
    )

    assert "can no longer be claimed" in answer.content.decode()
