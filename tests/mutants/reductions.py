"""Mutants of reductions in assessment and teacher assessed grades: years, days, units."""

from tests.mutants import Mutant

RULES_OF_REDUCTIONS = "assessed/rules/reductions.py"
OF_REDUCTIONS = ("tests/assessed/rules/test_reductions.py",)

REDUCTIONS = (
    Mutant(
        "a TAG is given for what was planned later",
        "assessed/rules/tags.py",
        "if not first <= planned_on <= last:",
        "if not first <= planned_on:",
        ("tests/assessed/rules/test_tags.py",),
    ),
    Mutant(
        "reductions are taken after the last day",
        RULES_OF_REDUCTIONS,
        "if one.opens_on <= day <= one.closes_on]",
        "if one.opens_on <= day]",
        OF_REDUCTIONS,
    ),
    Mutant(
        "a unit with a grade is reduced",
        RULES_OF_REDUCTIONS,
        '        if self.grade:\n            return f"The unit has',
        '        if False:\n            return f"The unit has',
        OF_REDUCTIONS,
    ),
    Mutant(
        "a mandatory unit is reduced without a reason",
        RULES_OF_REDUCTIONS,
        "if mandatory and not reason.strip():",
        "if False:",
        OF_REDUCTIONS,
    ),
)
