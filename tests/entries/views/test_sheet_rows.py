"""The rows of a sheet of candidates: added, removed, wrong, few and many."""

from random import Random

import pytest

from tests.entries.views.sheets import ADA, URL, sheet

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_every_problem_of_every_row_is_named_at_once_and_nothing_typed_is_lost(page):
    bad = {**ADA, "born_on_month": "13", "uln": "9999999999", "surname": "Okafor7"}
    answer = page.post(URL, sheet(bad, {"forenames": "Solo"})).content.decode()

    assert "<title>Error:" in answer
    for sentence in (
        "Row 1 (Okafor7, Ada): A name cannot contain 7.",
        "Row 1 (Okafor7, Ada): Date of birth must be a real date",
        "Row 1 (Okafor7, Ada): This is not a ULN",
        "Row 2 (Solo): Enter a surname.",
    ):
        assert sentence in answer
    for typed in ("Okafor7", "13", "9999999999", "Solo"):
        assert f'value="{typed}"' in answer


@pytest.mark.slow
def test_empty_rows_are_left_out_and_an_empty_sheet_says_what_to_do(page):
    assert "Check before sending" in page.post(URL, sheet({}, ADA, {})).content.decode()
    assert "Type the details of a candidate" in page.post(URL, sheet({}, {})).content.decode()


@pytest.mark.slow
def test_rows_are_added_and_removed_without_a_script(page):
    added = page.post(URL, sheet(ADA, act="add")).content.decode()
    assert 'name="rows" value="6"' in added and 'value="Okafor"' in added

    removed = page.post(URL, sheet(ADA, {"surname": "Kept"}, act="remove-0")).content.decode()
    assert 'value="Kept"' in removed and "Okafor" not in removed


@pytest.mark.slow
def test_the_return_key_searches_when_a_search_is_typed_and_checks_otherwise(page):
    searched = page.post(URL, sheet(ADA, act="enter", search="zzz")).content.decode()
    checked = page.post(URL, sheet(ADA, act="enter", search="zzz", searched="zzz"))

    assert "None of your candidates matches" in searched
    assert "Check before sending" in checked.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 50])
def test_checking_fifty_rows_costs_no_more_queries_than_one(
    page, count, django_assert_max_num_queries
):
    rows = [
        {
            **ADA,
            "surname": f"Okafor{'x' * n}"[:40],
            "born_on_year": str(1990 + n % 20),
            "born_on_day": str(n % 28 + 1),
            "candidate_number": str(n + 1),
        }
        for n in range(count)
    ]

    with django_assert_max_num_queries(24):
        page.post(URL, sheet(*rows))


@pytest.mark.slow
def test_of_many_rows_only_those_that_need_somebody_show_all_their_boxes(page):
    rows = many(40)
    rows[7] = {**rows[7], "born_on_month": "13"}

    told = page.post(URL, sheet(*rows)).content.decode()

    assert 'id="row-7"' in told and 'id="row-6"' not in told
    assert all(f'name="row-{at}-surname"' in told for at in range(40))
    assert 'value="open-6"' in told and 'name="row-7-open" value="yes"' in told


@pytest.mark.slow
def test_a_row_of_many_is_opened_and_stays_open(page):
    opened = page.post(URL, sheet(*many(40), act="open-6")).content.decode()
    assert 'id="row-6"' in opened and 'id="row-7"' not in opened

    rows = many(40)
    rows[6]["open"] = "yes"
    also = page.post(URL, sheet(*rows, act="remove-2")).content.decode()
    assert 'id="row-5"' in also and 'id="row-6"' not in also


@pytest.mark.slow
def test_of_very_many_mistakes_the_first_are_told(page):
    rows = [{**row, "sex": ""} for row in many(60)]

    told = page.post(URL, sheet(*rows)).content.decode()

    assert "10 more rows have mistakes" in told
    assert 'id="row-49"' in told and 'id="row-50"' not in told


@pytest.mark.slow
def test_a_year_group_of_500_is_checked_and_changed_in_one_sheet(page):
    rows = many(500)

    checked = page.post(URL, sheet(*rows)).content.decode()
    assert "Send in 500 candidates" in checked

    again = page.post(URL, sheet(*rows, act="change")).content.decode()
    assert 'name="row-499-surname"' in again and "A sheet holds 500 candidates" in again


def many(count):
    """So many rows, of people who do not look alike."""
    dice = Random(5)
    return [
        {
            **ADA,
            "surname": _word(dice),
            "forenames": _word(dice),
            "born_on_year": str(2008 + at % 2),
            "born_on_month": str(dice.randint(1, 12)),
            "born_on_day": str(dice.randint(1, 28)),
            "candidate_number": str(at + 1),
        }
        for at in range(count)
    ]


def _word(dice):
    return "".join(dice.choice("bdfgklmnprstvz") + dice.choice("aeiou") for _ in range(4))
