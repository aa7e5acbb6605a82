"""What a file tells beside the last one: new, changed, the same, gone; and whom it leaves out."""

from dataclasses import replace

from results.results_file import Change, FileLine, compared

ADA = FileLine(
    of="units",
    person=1,
    candidate=1,
    candidate_number="0042",
    ocr_number="50000001",
    name="Okafor, Ada",
    uci="681990012058G",
    uln="9276308686",
    option="583901",
    entry_code="05839",
    unit="1",
    grade="M",
)


def changes(lines, *last):
    """What each line is, beside those of the last file."""
    found = compared(lines, {one.key: one for one in last})
    return [one.change for one in (*found.lines, *found.gone, *found.left_out)]


def test_all_of_a_first_file_is_new():
    assert changes([ADA]) == [Change.NEW]


def test_a_result_that_came_late_is_new_beside_what_is_as_before():
    late = replace(ADA, option="583902")

    assert changes([ADA, late], ADA) == [Change.SAME, Change.NEW]


def test_a_corrected_grade_is_changed_and_says_what_it_was():
    [line] = compared([replace(ADA, grade="D")], {ADA.key: ADA}).lines

    assert (line.change, line.before) == (Change.CHANGED, "M")


def test_a_part_of_the_exam_missed_and_another_number_are_changes():
    assert changes([replace(ADA, partly_absent=True)], ADA) == [Change.CHANGED]
    assert changes([replace(ADA, candidate_number="0043")], ADA) == [Change.CHANGED]


def test_another_code_for_the_same_grade_is_a_change():
    assert changes([ADA], replace(ADA, told_as="M")) == [Change.SAME]
    assert changes([ADA], replace(ADA, told_as="M9")) == [Change.CHANGED]


def test_a_grade_that_follows_pending_says_that_it_was_pending():
    [line] = compared([ADA], {ADA.key: replace(ADA, grade="Q")}).lines

    assert line.before == "Pending"


def test_a_revoked_result_is_gone():
    assert changes([], ADA) == [Change.GONE]
    assert compared([], {ADA.key: ADA}).differs


def test_a_file_that_tells_the_same_does_not_differ():
    assert not compared([ADA], {ADA.key: ADA}).differs


def test_who_has_no_uci_is_left_out_with_what_to_do():
    found = compared([replace(ADA, uci="")])

    assert not found.lines
    assert "Correct details" in found.left_out[0].missing
    assert not found.differs


def test_candidates_stand_by_their_numbers():
    first = replace(ADA, person=2, candidate_number="0007", uci="689990980001D")

    found = compared([ADA, first])

    assert [one.candidate_number for one in found.lines] == ["0007", "0042"]
