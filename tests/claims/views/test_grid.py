"""The grid's page, and what its script asks."""

import pytest

from claims import commands, queries
from claims.rules import Cell
from claims.views import grid
from interchange.accounts.roles import Role
from tests.claims.views.cells import data_of
from tests.factories import accounts, claims, entries
from tests.factories.claims import at_page


@pytest.fixture
def colleague(centre):
    """Somebody else who builds the same claim."""
    return accounts.with_role(Role.TUTOR, centre, name="Kim Colleague")


@pytest.fixture
def cells(claim):
    """The two candidates' cells of the first unit: P and M."""
    return claims.cells(claim, 1)


@pytest.mark.slow
def test_the_page_gives_its_script_the_whole_claim(browser, claim, tutor, cells, at):
    commands.save_grades(claim=claim, cells=cells, by=tutor, at=at)

    data = data_of(browser.get(at_page("grid", claim)))

    people = queries.claimants(claim)
    assert [row[0] for row in data["people"]] == [one.candidate.pk for one in people]
    assert data["people"][0][3] == f"{cells[0].unit_id}P{cells[0].assessor_id}"
    assert [unit[1] for unit in data["units"]] == [
        unit.number for unit in queries.units(claim.qualification)
    ]
    assert data["typist"] == tutor.pk


@pytest.mark.slow
def test_a_name_cannot_end_the_data(browser, claim):
    entries.an_entry(claim.centre, candidate=entries.a_candidate("</script><b>", "Bo"))

    data = data_of(browser.get(at_page("grid", claim)))

    assert "</script><b>, Bo" in [row[2] for row in data["people"]]


@pytest.mark.slow
def test_without_javascript_the_page_leads_to_the_others(browser, claim):
    page = browser.get(at_page("grid", claim)).content.decode()

    assert "The grid needs JavaScript" in page
    assert page.count(at_page("by_candidate", claim)) == 2
    assert page.count(at_page("by_unit", claim)) == 2


@pytest.mark.slow
def test_units_that_are_not_open_are_told(browser, claim):
    entry = claim.centre.entries.first()
    unit = queries.units(claim.qualification)[1]
    entries.a_unit_entry(entry, unit)

    data = data_of(browser.get(at_page("grid", claim)))

    rows = {row[0]: row[4:] for row in data["people"]}
    assert rows.pop(entry.candidate_id) == [[unit.pk]]
    assert list(rows.values()) == [[]]


@pytest.mark.slow
def test_a_candidate_who_left_stands_with_what_is_claimed(browser, claim, tutor, cells, at):
    commands.save_grades(claim=claim, cells=cells, by=tutor, at=at)
    claim.centre.entries.filter(candidate=cells[0].candidate_id).update(status="withdrawn")

    data = data_of(browser.get(at_page("grid", claim)))

    [gone] = [row for row in data["people"] if row[0] == cells[0].candidate_id]
    assert gone[3:] == [f"{cells[0].unit_id}P{cells[0].assessor_id}", []]


@pytest.mark.slow
def test_unsaved_cells_come_back_with_what_is_wrong(browser, claim, tutor, cells, at):
    nobody = Cell(*cells[0].place, grade="D")
    commands.remember(claim=claim, cells=[nobody], by=tutor, at=at)

    [typed] = data_of(browser.get(at_page("grid", claim)))["unsaved"]

    assert typed[:6] == [*nobody.place, "D", None, "", ""]
    assert "choose the centre assessor" in typed[6][0]


@pytest.mark.slow
def test_a_large_claim_has_pages_and_each_tells_what_stands_unsaved_on_the_others(
    browser, claim, tutor, cells, at, monkeypatch
):
    monkeypatch.setattr(grid, "ON_A_PAGE", 1)
    bad = [Cell(*one.place, grade="D") for one in cells]
    commands.remember(claim=claim, cells=bad, by=tutor, at=at)
    people = [one.candidate.pk for one in queries.claimants(claim)]

    pages = [browser.get(at_page("grid", claim), {"page": number}) for number in (1, 2)]

    shown = [data_of(page) for page in pages]
    assert [[row[0] for row in one["people"]] for one in shown] == [[pk] for pk in people]
    assert [[row[0] for row in one["unsaved"]] for one in shown] == [[pk] for pk in people]
    for page in pages:
        assert "grade of candidates whom this page does not show" in page.content.decode()


@pytest.mark.slow
def test_the_grid_is_searched_by_name_or_number(browser, claim):
    one = queries.claimants(claim)[1].candidate

    found = browser.get(at_page("grid", claim), {"q": one.ocr_number})
    nobody = browser.get(at_page("grid", claim), {"q": "Nobody"}).content.decode()

    assert [row[0] for row in data_of(found)["people"]] == [one.pk]
    assert "No candidate of this claim matches “Nobody”" in nobody


@pytest.mark.slow
def test_without_candidates_the_page_says_where_to_register(browser, claim):
    claim.centre.entries.all().delete()

    page = browser.get(at_page("grid", claim)).content.decode()

    assert "No eligible candidates" in page
    assert "grid-data" not in page


@pytest.mark.slow
def test_a_submitted_claim_is_shown_instead(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    assert browser.get(at_page("grid", claim)).url == claim.get_absolute_url()


@pytest.mark.slow
def test_what_others_saved_since_is_given(browser, claim, colleague, cells, at):
    after = data_of(browser.get(at_page("grid", claim)))["after"]
    commands.save_grades(claim=claim, cells=cells, by=colleague, at=at)

    first = browser.get(at_page("grid_cells", claim), {"after": after}).json()
    then = browser.get(at_page("grid_cells", claim), {"after": first["after"]}).json()

    assert first["saved"][0] == [
        *(*cells[0].place, "P", cells[0].assessor_id),
        *("Kim Colleague", "10:00"),
    ]
    assert then["saved"] == []


@pytest.mark.slow
@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 30, "²"])
def test_a_senseless_question_is_answered_from_the_beginning(browser, claim, after):
    answer = browser.get(at_page("grid_cells", claim), {"after": after})

    assert answer.json() == {"after": 0, "saved": []}
