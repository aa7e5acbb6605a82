"""What was noted of an exam beside its result: who says otherwise, and what to do."""

import pytest

from results.exam_file import CHECK, contradiction


@pytest.mark.parametrize(
    ("mark", "grade", "partly", "says"),
    [
        ("", "M", False, ""),
        ("", "absent", False, ""),
        ("present", "M", False, ""),
        ("partial", "M", True, ""),
        ("absent", "absent", False, ""),
        ("absent", "Q", False, ""),
        ("present", "Q", False, ""),
        ("present", "X", False, ""),
        ("absent", "M", False, "absent from this exam"),
        ("absent", "M", True, "absent from this exam"),
        ("present", "absent", False, "sat this exam"),
        ("partial", "absent", False, "sat this exam"),
        ("present", "M", True, "missed no part"),
        ("partial", "U", False, "missed part"),
    ],
)
def test_attendance_contradicts_a_result_that_says_otherwise(mark, grade, partly, says):
    found = contradiction(mark, grade, partly)

    assert bool(found) == bool(says)
    assert says in found
    assert not found or CHECK[found]
