"""Mutants of the dates of qualifications, and of rules that the board enters."""

from tests.mutants import Mutant

LIFE = "interchange/catalogue/life.py"
OF_LIFE = ("tests/catalogue/test_life.py",)
CERTIFIED = ("tests/results/commands/test_last_certification.py",)

LIVES = (
    Mutant(
        "nobody is registered on the last day",
        LIFE,
        "        if last and on > last:\n            return (",
        "        if last and on >= last:\n            return (",
        OF_LIFE,
    ),
    Mutant(
        "exams are sat after the last series",
        LIFE,
        "if not self.last_exam or series <= self.last_exam:",
        "if True:",
        OF_LIFE,
    ),
    Mutant(
        "the last day of certification is one too late for it",
        LIFE,
        "self.last_certification_on is not None and on > self.last_certification_on",
        "self.last_certification_on is not None and on >= self.last_certification_on",
        OF_LIFE,
    ),
    Mutant(
        "whole cohorts are awarded after the last certification",
        "results/queries/worked.py",
        "return [] if self.ended else",
        "return",
        CERTIFIED,
    ),
    Mutant(
        "who is looked at alone is awarded after the last certification",
        "results/commands/issuing_apart.py",
        "(one for one in issued if not _has_ended(one, on))",
        "issued",
        CERTIFIED,
    ),
    Mutant(
        "what is offered no more is awarded by rules that award nobody",
        "interchange/catalogue/queries.py",
        '"qualification_id", "-offered", "-version"',
        '"qualification_id", "-version"',
        CERTIFIED,
    ),
    Mutant(
        "rules entered by the board are no rules of theirs",
        "interchange/catalogue/published.py",
        "_load(code, folder, texts.get(code))",
        "_load(code, folder, None)",
        ("tests/catalogue/test_entered_rules.py",),
    ),
    Mutant(
        "the second of two who enter rules is not told",
        "entries/commands/rules_typed.py",
        "    if number != seen:\n",
        "    if False:\n",
        ("tests/catalogue/test_entered_rules.py",),
    ),
)
