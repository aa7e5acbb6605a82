"""A claim is cut for paper in four ways, and drawn as PDF whatever its candidates are called."""

import pytest

from claims import layouts
from claims.states import Outcome
from interchange.paper import pdf
from tests.claims.sheets import a_claim, candidates, drawn, lines, sheet, units


def test_what_support_asks_for_stands_on_every_page():
    made = sheet("whole", lines(candidates("Ash"), units(1)))

    assert made.running == "Centre 12345 · Entry code 05839 · Claim 7 · Sampled"


def test_a_claim_without_a_number_is_in_progress():
    made = sheet("whole", [], claim=a_claim(None, "In progress"))

    assert made.title == "Claim in progress for 05839: whole claim"
    assert made.notes == ["Nothing is claimed yet."]


def test_a_wide_claim_is_cut_into_parts_with_the_names_in_each():
    made = sheet("whole", lines(candidates("Birch", "Ash"), units(20)))

    first, second, legend = made.blocks
    assert [first.title, second.title] == ["Units 1 to 12", "Units 13 to 20"]
    assert [row[0] for row in first.rows] == ["Ash, Kit", "Birch, Kit"]
    assert [row[0] for row in second.rows] == ["Ash, Kit", "Birch, Kit"]
    assert legend.rows[19] == ("20", "Unit title 20")


def test_units_stand_in_the_order_people_count():
    made = sheet("unit", lines(candidates("Ash"), units(10)))

    assert [block.title.split(":")[0] for block in made.blocks][-2:] == ["Unit 9", "Unit 10"]


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        ({}, "P"),
        ({"grade": "U", "outcome": Outcome.CHANGED}, "P/U"),
        ({"outcome": Outcome.WITHDRAWN}, "P/–"),
        ({"outcome": Outcome.LEFT_OUT}, "P/–"),
    ],
)
def test_a_cell_says_what_was_claimed_and_what_stands(change, cell):
    made = sheet("whole", lines(candidates("Ash"), units(1), **change))

    assert made.blocks[0].rows[0][2] == cell


def test_a_unit_not_claimed_is_an_empty_cell():
    ash, birch = candidates("Ash", "Birch")
    found = lines([ash], units(2)) + lines([birch], units(1))

    assert sheet("whole", found).blocks[0].rows[1][2:] == ("P", "")


def test_sampled_work_is_ticked():
    found = lines(candidates("Ash"), units(2))

    made = sheet("whole", found, [found[1].pk])

    assert made.blocks[0].rows[0][2:] == ("P", "P ✓")


def test_per_candidate_each_has_a_block_with_all_the_units():
    made = sheet("candidate", lines(candidates("Birch", "Ash"), units(3)))

    assert [block.title for block in made.blocks] == [
        "Ash, Kit · 50000002",
        "Birch, Kit · 50000001",
    ]
    assert [row[0] for row in made.blocks[0].rows] == [
        "1 Unit title 1",
        "2 Unit title 2",
        "3 Unit title 3",
    ]


def test_a_unit_of_another_awarding_body_says_so():
    found = lines(candidates("Ash"), units(1), other_awarding_body="Pearson")

    assert sheet("candidate", found).blocks[0].rows[0][0] == "1 Unit title 1 (from Pearson)"
    assert sheet("unit", found).blocks[0].rows[0][0] == "Ash, Kit (from Pearson)"


def test_the_reason_stands_beside_the_outcome():
    found = lines(candidates("Ash"), units(1), reason="Too little evidence.")

    assert sheet("unit", found).blocks[0].rows[0][-1] == "Claimed: Too little evidence."


def test_every_layout_says_why_a_unit_is_claimed_again():
    why = "P, Claim 100001 held already. The work has been improved since."
    found = lines(candidates("Ash"), units(2))
    found[1].claimed_again = why

    assert sheet("whole", found).blocks[1].rows == [("Ash, Kit", "50000001", "2", why)]
    assert sheet("candidate", found).blocks[0].rows[1][-1] == f"Claimed ({why})"
    assert sheet("unit", found).blocks[1].rows[0][-1] == f"Claimed ({why})"
    sampled = sheet("sample", found, [line.pk for line in found])
    assert [block.rows[0][-1] for block in sampled.blocks] == ["", why]


def test_the_sample_list_has_a_box_for_each_piece_of_work_by_unit_then_candidate():
    found = lines(candidates("Birch", "Ash"), units(3))

    made = sheet("sample", found, [line.pk for line in found if line.unit_id != 2])

    assert [block.title for block in made.blocks] == [
        "Unit 1: Unit title 1",
        "Unit 3: Unit title 3",
    ]
    assert [row[1] for row in made.blocks[0].rows] == ["Ash, Kit", "Birch, Kit"]
    assert made.blocks[0].columns[0].ticks


def test_without_a_sample_the_list_says_so():
    made = sheet("sample", lines(candidates("Ash"), units(1)))

    assert made.notes == ["The moderator has not sent a sample of this claim."]


@pytest.mark.parametrize("way", layouts.WAYS)
def test_every_layout_is_drawn(way):
    found = lines(candidates("Ash", "Birch"), units(14))

    assert drawn(sheet(way, found, [found[0].pk])).startswith(b"%PDF")
    assert drawn(sheet(way, [])).startswith(b"%PDF")


def test_a_block_is_kept_on_one_page_where_it_fits():
    found = lines(candidates(*(f"Candidate{number}" for number in range(9))), units(15))

    pages = pdf.placed(sheet("candidate", found))

    assert len(pages) > 2
    whole = [sum(row.ruled for row, _ in page) for page in pages]
    assert {rows % 16 for rows in whole} == {0}  # the headings and fifteen units each


def test_a_long_block_goes_on_under_the_same_headings():
    found = lines(candidates(*(f"Candidate{number:03}" for number in range(150))), units(1))

    first, second, *_ = pdf.placed(sheet("unit", found))

    texts = [text for row, _ in second[:2] for cell in row.cells for text in cell[2]]
    assert texts[0] == "Unit 1: Unit title 1 (continued)"
    assert "Candidate name" in texts
    assert min(top - row.height for row, top in first) >= pdf.BOTTOM - 1
