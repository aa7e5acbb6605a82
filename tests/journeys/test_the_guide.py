"""The board's guide to making claims, followed from top to bottom for thirty candidates.

Every step names what the guide says is there: menus, buttons, columns, messages.
"""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from claims.models import Claim
from interchange.catalogue.models import Qualification
from interchange.notifications.models import Message
from tests.factories import entries
from tests.journeys.claiming import by_menu, choose, named, row_of

pytestmark = [pytest.mark.django_db(transaction=True)]

CODE = "05349"  # 2012 suite: units of another awarding body may contribute
OTHER_ADDRESS = "it.results@fernhill.example"


@pytest.fixture
def qualification(centre, catalogue):
    """A qualification with thirty candidates registered."""
    found = Qualification.objects.get(code=CODE)
    entries.entries(centre, 30, found)
    return found


@pytest.fixture
def units(qualification):
    """The six units this centre teaches."""
    marked = qualification.units.filter(examined=False)
    return list(marked.order_by("qualificationunit__position")[:6])


@pytest.mark.slow
def test_a_centre_that_follows_the_guide_finds_everything_as_it_says(
    sign_in_as, tutor, moderator, qualification, units
):
    teacher = sign_in_as(tutor)
    finds_the_assessment_and_sets_up_the_assessors(teacher)
    claims_by_candidate(teacher, units)
    claims_by_unit_and_applies_to_all(teacher, units)
    adds_a_unit_of_another_awarding_body(teacher)
    cancels_what_was_typed(teacher, units)
    removes_a_unit_and_a_candidate(teacher, units)
    submits_after_the_declaration(teacher)
    claim = Claim.objects.get()

    visitor = sign_in_as(moderator)
    selects_a_sample(visitor, claim)
    sees_the_green_ticks(teacher, claim)
    submits_the_claim_after_the_visit(visitor, claim)
    finds_the_reference_and_the_whole_claim(teacher, claim)
    assert letters_about_the_claim() == ["claims/receipt", "claims/sampled", "claims/agreed"]


def letters_about_the_claim():
    """What was written to the address that was given at submission."""
    found = Message.objects.filter(to=OTHER_ADDRESS).order_by("pk")
    return list(found.values_list("template", flat=True))


def finds_the_assessment_and_sets_up_the_assessors(page):
    by_menu(page, "Make claims")
    page.get_by_label("Find assessment").fill(CODE)
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="Create").click()
    for name, initials in (("Toni Tutor", "TT"), ("Ann Assessor", "AA")):
        page.get_by_label("Full name").fill(name)
        page.get_by_label("Initials or teacher code").fill(initials)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(row_of(page, name)).to_be_visible()
    page.get_by_role("button", name="Go to the claim").click()


def claims_by_candidate(page, units):
    expect(page.get_by_role("link", name="By Candidate", exact=True)).to_be_visible()
    for heading in ("Candidate name", "OCR candidate number", "Date of birth", "Action"):
        page.get_by_role("columnheader").get_by_role("link", name=heading).click()
    page.get_by_label("Find a candidate").fill("Candidate0003")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("Create new.*Candidate0003")).click()
    for unit, grade in zip(units[:3], "PMD", strict=True):
        row = row_of(page, named(unit))
        expect(row.locator("input[type=radio][value='']")).to_be_checked()
        expect(row.locator("input[value=U]")).to_be_disabled()
        row.get_by_role("combobox").select_option(label="Toni Tutor (TT)")
        choose(row, grade)
    page.get_by_role("button", name="Save claim").last.click()
    expect(page.get_by_text("Claim saved: 3 changes.")).to_be_visible()
    expect(
        row_of(page, "Candidate0003").get_by_role("link", name=re.compile("Edit"))
    ).to_be_visible()


def claims_by_unit_and_applies_to_all(page, units):
    page.get_by_role("link", name="By Unit", exact=True).click()
    expect(
        row_of(page, named(units[0])).get_by_role("link", name=re.compile("Edit"))
    ).to_be_visible()
    for number, unit in enumerate(units):
        row_of(page, named(unit)).get_by_role("link", name=re.compile("Edit|Create new")).click()
        first = page.locator("tbody tr").first
        expect(first.get_by_role("button", name="Apply to all")).to_be_hidden()
        first.get_by_role("combobox").select_option(label="Ann Assessor (AA)")
        choose(first, "M")
        first.get_by_role("button", name="Apply to all").click()
        if number < 3:  # one candidate has another grade or assessor there
            page.get_by_role("button", name="Change all 29").click()
        page.get_by_role("button", name="Save claim").last.click()
        expect(page.get_by_text(re.compile("Claim saved"))).to_be_visible()
        page.get_by_role("link", name="By Unit", exact=True).first.click()
    assert Claim.objects.get().lines.count() == 180


def adds_a_unit_of_another_awarding_body(page):
    page.get_by_role("link", name="By Candidate", exact=True).click()
    page.get_by_role("link", name=re.compile("Edit.*Candidate0005")).click()
    page.get_by_role("link", name="Add units from another awarding body").or_(
        page.get_by_role("button", name="Add units from another awarding body")
    ).click()
    page.get_by_label("Unit", exact=True).select_option(index=1)
    page.get_by_label("Centre assessor", exact=True).first.select_option(label="Toni Tutor (TT)")
    page.get_by_label(re.compile("awarding body", re.I)).last.fill("Pearson")
    page.get_by_role("button", name="Add", exact=True).click()
    choose(row_of(page, "Pearson").first, "P")
    page.get_by_role("button", name="Save claim").last.click()
    expect(page.get_by_text(re.compile("Claim saved"))).to_be_visible()
    page.get_by_role("button", name="Done").or_(page.get_by_role("link", name="Done")).click()
    assert Claim.objects.get().lines.get(other_awarding_body="Pearson").claimed == "P"


def cancels_what_was_typed(page, units):
    edit_the_claim(page)
    page.get_by_role("link", name="Candidate0001, Kit", exact=True).click()
    choose(row_of(page, named(units[0])), "D")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", name="Discard what you typed?")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("link", name="Candidate0001, Kit", exact=True).click()
    expect(row_of(page, named(units[0])).locator("input[value=M]")).to_be_checked()


def edit_the_claim(page):
    """Find the claim in View claim history and click on Edit, then By Candidate."""
    by_menu(page, "View claim history")
    row_of(page, CODE).get_by_role("link", name=re.compile("Edit")).click()
    page.get_by_role("link", name="By Candidate", exact=True).click()


def removes_a_unit_and_a_candidate(page, units):
    edit_the_claim(page)
    page.get_by_role("link", name="By Unit", exact=True).click()
    row_of(page, named(units[5])).get_by_role("link", name=re.compile("Edit")).click()
    first = page.locator("tbody tr").first
    choose(first, "")
    first.get_by_role("button", name="Apply to all").click()
    page.get_by_role("button", name="Change all 29").click()
    page.get_by_role("button", name="Save claim").last.click()
    expect(page.get_by_text("Claim saved: 30 changes.")).to_be_visible()

    edit_the_claim(page)
    page.get_by_role("link", name="Candidate0029, Kit", exact=True).click()
    for unit in units[:5]:
        choose(row_of(page, named(unit)), "")
    page.get_by_role("button", name="Save claim").last.click()
    expect(page.get_by_text("Claim saved: 5 changes.")).to_be_visible()
    assert Claim.objects.get().lines.count() == 29 * 5 + 1


def submits_after_the_declaration(page):
    by_menu(page, "View claim history")
    row_of(page, CODE).get_by_role("link", name=re.compile("Submit")).click()
    expect(page.get_by_role("main")).to_contain_text("Candidate0029, Kit")
    submit = page.get_by_role("button", name="Submit to assessor")
    expect(submit).to_be_disabled()
    page.get_by_role("checkbox").check()
    page.get_by_label(re.compile("another e-mail address")).fill(OTHER_ADDRESS)
    submit.click()
    page.get_by_role("button", name="Yes").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Ready for sampling")
    expect(main).to_contain_text(f"Claim number: {Claim.objects.get().number}")
    expect(page.get_by_role("button", name="Edit")).to_have_count(0)


def selects_a_sample(page, claim):
    assert Message.objects.filter(template="claims/ready_for_sampling").exists()
    page.goto("/assessors/sample/")
    row_of(page, str(claim.number)).get_by_role("link", name=re.compile("^Select")).click()
    for box in page.get_by_role("checkbox").all()[:4]:
        box.check()
    page.get_by_role("button", name="Save and view").click()
    page.get_by_role("button", name="Submit sample").click()
    expect(page.get_by_text("has been sent to the centre")).to_be_visible()


def sees_the_green_ticks(page, claim):
    by_menu(page, "View claim history")
    row = row_of(page, str(claim.number))
    expect(row).to_contain_text("Sampled")
    row.get_by_role("link", name=re.compile("^View")).click()
    ticks = page.locator("td .tick")
    expect(ticks).to_have_count(4)
    expect(page.get_by_role("main")).to_contain_text("must be available at the moderation visit")


def submits_the_claim_after_the_visit(page, claim):
    page.goto(f"/centres/12345/assessors/claims/{claim.pk}/agree/")
    visited = timezone.localdate()
    page.get_by_label("Day").fill(str(visited.day))
    page.get_by_label("Month").fill(str(visited.month))
    page.get_by_label("Year").fill(str(visited.year))
    page.get_by_role("button", name="Submit claim").click()
    page.get_by_label("The visit took place on that day").check()
    page.get_by_role("button", name="Submit claim").click()
    expect(page.get_by_role("main")).to_contain_text("Pending")


def finds_the_reference_and_the_whole_claim(page, claim):
    claim.refresh_from_db()
    by_menu(page, "View claim history")
    row = row_of(page, str(claim.number))
    expect(row).to_contain_text(claim.reference)
    with page.expect_download() as downloaded:
        row.get_by_role("link", name=re.compile("Export")).click()
    text = downloaded.value.path().read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 1 + 29 * 5 + 1
