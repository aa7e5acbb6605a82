"""A claim is made, gets its assessors, and is shown once it is submitted."""

import pytest
from django.urls import reverse

from claims.models import Claim
from tests.claims.views.pages import at_page, typed
from tests.factories import claims, entries


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
