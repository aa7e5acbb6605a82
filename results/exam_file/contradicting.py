"""Does a result say otherwise than the attendance that was noted of the exam? And what is to do?"""

from results import rules
from results.rules import Mark

SAT = "By the attendance that was noted, the candidate sat this exam."
MISSED = "By the attendance that was noted, the candidate was absent from this exam."
ALL_OF_IT = "By the attendance that was noted, the candidate missed no part of this exam."
IN_PART = "By the attendance that was noted, the candidate missed part of this exam."
CHECK = {
    SAT: "Check it. If the exam was missed, load it, and correct the attendance.",
    MISSED: "Check it. If the exam was sat, load the grade: it counts instead of the absence.",
    ALL_OF_IT: f"Check whether {rules.PART} belongs beside the grade.",
    IN_PART: f"Check whether {rules.PART} is missing beside the grade.",
}


def contradiction(attendance: str, grade: str, partly: bool) -> str:
    """What the attendance says against the result of an exam, as a sentence; "" for nothing.

    Takes the value of a Mark, "" where nothing was noted; the grade, or why there is none; and
    whether part of the exam was missed by the result.
    """
    if attendance == Mark.ABSENT.value:
        return "" if grade in rules.UNGRADED else MISSED
    if not attendance or grade in (rules.PENDING, rules.NO_RESULT):
        return ""
    if grade == rules.ABSENT:
        return SAT
    in_part = attendance == Mark.PARTIAL.value
    return "" if partly == in_part else ALL_OF_IT if partly else IN_PART
