"""Units from another awarding body: added and graded on their page, and proved by files."""

import pytest
from django.urls import reverse

from claims import commands, queries
from claims.models import Evidence, UnsavedCell
from tests.factories import catalogue, claims, papers

pytestmark = pytest.mark.usefixtures("kept_papers")


@pytest.fixture
def claim(centre, tutor):
    """A claim in progress for a qualification that takes such units."""
    return claims.a_draft(centre, catalogue.qualification("05349"), by=tutor)


@pytest.fixture
def who(claim):
    """A candidate of the claim."""
    return claim.centre.entries.filter(qualification=claim.qualification).first().candidate


@pytest.fixture
def unit(claim):
    """The first unit."""
    return queries.units(claim.qualification)[0]


def page_of(claim, who, name="other_bodies"):
    return reverse(f"claims:{name}", args=[claim.centre.number, claim.pk, who.ocr_number])


def added(claim, unit, body="Pearson", **more):
    """The fields that add a unit."""
    assessor = claim.centre.assessors.first()
    return {"unit": unit.pk, "assessor": assessor.pk, "body": body, "add": "1", **more}


def graded(claim, who, unit, grade, **more):
    """The fields that give an added unit its grade."""
    key = f"{who.pk}-{unit.pk}"
    assessor = claim.centre.assessors.first()
    return {f"was-{key}": "", f"grade-{key}": grade, f"assessor-{key}": assessor.pk, **more}


@pytest.mark.slow
def test_the_candidates_page_leads_there_where_the_list_says_so(browser, claim, who):
    page = browser.get(page_of(claim, who, "candidate")).content.decode()

    assert "Add units from another awarding body" in page
    assert page_of(claim, who) in page


@pytest.mark.slow
def test_other_qualifications_have_no_such_page(browser, centre, tutor):
    claim = claims.a_draft(centre, by=tutor)
    who = centre.entries.first().candidate

    page = browser.get(page_of(claim, who, "candidate")).content.decode()

    assert "another awarding body" not in page
    assert browser.get(page_of(claim, who)).status_code == 404


@pytest.mark.slow
def test_the_page_says_that_the_list_is_provisional(browser, claim, who):
    page = browser.get(page_of(claim, who)).content.decode()

    assert "until that is confirmed" in page
    assert "Provisional" in page


@pytest.mark.slow
def test_a_unit_is_added_then_graded_then_saved(browser, claim, who, unit):
    page = browser.post(page_of(claim, who), added(claim, unit), follow=True).content.decode()

    assert "from Pearson" in " ".join(page.split())
    assert "Not saved" in page
    assert not claim.lines.exists()

    browser.post(page_of(claim, who), graded(claim, who, unit, "M"))

    line = claim.lines.get()
    assert (line.unit, line.claimed, line.other_awarding_body) == (unit, "M", "Pearson")
    assert not UnsavedCell.objects.exists()


@pytest.mark.slow
def test_pressed_twice_it_is_added_once(browser, claim, who, unit):
    for _ in range(2):
        answer = browser.post(page_of(claim, who), added(claim, unit))
        assert answer.status_code == 302

    assert UnsavedCell.objects.count() == 1


@pytest.mark.slow
def test_a_unit_that_is_there_keeps_its_body(browser, claim, who, unit):
    browser.post(page_of(claim, who), added(claim, unit))

    page = browser.post(page_of(claim, who), added(claim, unit, "City"), follow=True)

    assert "is there already, from Pearson" in page.content.decode()
    assert UnsavedCell.objects.get().other_awarding_body == "Pearson"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "sentence"),
    [("", "Enter the name"), ("OCR", "Units achieved with OCR"), ("x" * 121, "the most is 120")],
)
def test_what_is_wrong_with_the_body_is_said(browser, claim, who, unit, body, sentence):
    page = browser.post(page_of(claim, who), added(claim, unit, body)).content.decode()

    assert sentence in page
    assert not UnsavedCell.objects.exists()


@pytest.mark.slow
def test_what_is_typed_when_another_unit_is_added_is_kept(browser, claim, who, unit):
    second = queries.units(claim.qualification)[1]
    browser.post(page_of(claim, who), added(claim, unit))

    browser.post(page_of(claim, who), {**added(claim, second), **graded(claim, who, unit, "D")})

    assert sorted(UnsavedCell.objects.values_list("unit", "grade", "other_awarding_body")) == (
        sorted([(unit.pk, "D", "Pearson"), (second.pk, "", "Pearson")])
    )


@pytest.mark.slow
def test_what_a_script_keeps_stays_the_other_bodys(browser, claim, who, unit, tutor):
    keep = reverse("claims:keep", args=[claim.centre.number, claim.pk])
    browser.post(page_of(claim, who), added(claim, unit))

    for grade in ("D", ""):
        browser.post(keep, graded(claim, who, unit, grade, typist=tutor.pk))

        kept = UnsavedCell.objects.get()
        assert (kept.grade, kept.other_awarding_body) == (grade, "Pearson")


@pytest.mark.slow
def test_done_asks_before_it_discards(browser, claim, who, unit):
    back = reverse("claims:by_candidate", args=[claim.centre.number, claim.pk])
    assert browser.post(page_of(claim, who), {"done": "1"}).url == back
    browser.post(page_of(claim, who), added(claim, unit))

    page = browser.post(page_of(claim, who), {"done": "1"}).content.decode()
    assert "Discard what you typed?" in page

    assert browser.post(page_of(claim, who), {"discard": "1"}).url == back
    assert not UnsavedCell.objects.exists()


@pytest.mark.slow
def test_an_added_unit_is_taken_away_again(browser, claim, who, unit):
    browser.post(page_of(claim, who), added(claim, unit))

    browser.post(page_of(claim, who), {"remove": unit.pk})

    assert not UnsavedCell.objects.exists()


def saved(claim, who, unit, tutor, at):
    """The unit on the claim, from another awarding body."""
    (cell, *_) = claims.cells(claim, units=1, candidates=[who.pk])
    commands.save_grades(claim=claim, cells=[cell], by=tutor, at=at)
    return claims.from_elsewhere(claim)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["candidate", "unit"])
def test_the_other_pages_keep_the_body(browser, claim, who, unit, tutor, at, way):
    line = saved(claim, who, unit, tutor, at)
    named = who.ocr_number if way == "candidate" else unit.number
    page = reverse(f"claims:{way}", args=[claim.centre.number, claim.pk, named])
    was = {f"was-{who.pk}-{unit.pk}": f"P:{line.assessor_id}"}

    browser.post(page, graded(claim, who, unit, "D") | was)

    line.refresh_from_db()
    assert (line.claimed, line.other_awarding_body) == ("D", "Pearson")


@pytest.mark.slow
def test_a_submitted_claim_takes_no_unit(browser, claim, who, unit, tutor, at):
    saved(claim, who, unit, tutor, at)
    commands.submit(claim=claim, declared=True, by=tutor, at=at)
    second = queries.units(claim.qualification)[1]

    page = browser.post(page_of(claim, who), added(claim, second), follow=True).content.decode()

    assert "submitted meanwhile" in page
    assert not UnsavedCell.objects.exists()


@pytest.mark.slow
def test_evidence_is_attached_downloaded_and_taken_away(
    browser, sign_in, moderator, claim, who, unit, tutor, at
):
    line = saved(claim, who, unit, tutor, at)
    at_claim = [claim.centre.number, claim.pk]
    about = {"about": f"{who.pk}-{unit.pk}", "file": papers.a_file()}

    page = browser.post(reverse("claims:add_evidence", args=at_claim), about, follow=True)

    assert f"“register.pdf” is attached to {line}." in page.content.decode().replace("&#x27;", "'")
    evidence = Evidence.objects.get()
    got = browser.get(reverse("claims:evidence", args=[*at_claim, evidence.pk]))
    assert b"".join(got.streaming_content) == papers.PDF
    assert "attachment" in got["Content-Disposition"]

    browser.post(reverse("claims:remove_evidence", args=[*at_claim, evidence.pk]))

    assert not Evidence.objects.exists()


@pytest.mark.slow
def test_the_claims_moderator_reads_it(sign_in, centre, tutor, moderator, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    line = claims.from_elsewhere(claim)
    kept = commands.add_evidence(line=line, upload=papers.a_file(), by=tutor, at=at)
    address = reverse("claims:moderate_evidence", args=[centre.number, claim.pk, kept.pk])
    page = sign_in(moderator).get(reverse("claims:moderate", args=[centre.number, claim.pk]))

    assert address in page.content.decode()
    assert b"".join(sign_in(moderator).get(address).streaming_content) == papers.PDF


@pytest.mark.slow
@pytest.mark.parametrize(
    ("upload", "sentence"),
    [(None, "Choose the file"), (papers.a_file("a.pdf", b"MZ nothing"), "a.pdf")],
)
def test_what_is_wrong_with_a_file_is_said(browser, claim, who, unit, tutor, at, upload, sentence):
    saved(claim, who, unit, tutor, at)
    address = reverse("claims:add_evidence", args=[claim.centre.number, claim.pk])
    fields = {"about": f"{who.pk}-{unit.pk}", **({"file": upload} if upload else {})}

    assert sentence in browser.post(address, fields, follow=True).content.decode()
    assert not Evidence.objects.exists()
