"""Mutants of awarding: who is issued what, among many or alone; how urgent a missing result is."""

from tests.mutants import Mutant

URGENCY = ("tests/results/test_urgency.py",)
OLDER_RULES = ("tests/results/commands/test_older_rules.py",)
AWARDS = (
    Mutant(
        "a person with two registrations is awarded twice",
        "results/commands/issuing_apart.py",
        "if now > best.get(key, 0):",
        "if now:",
        ("tests/results/commands/test_awarding.py",),
    ),
    Mutant(
        "who is one of many is issued the same result again",
        "results/queries/worked.py",
        "self._rank > self.cohort.rank",
        "self._rank >= self.cohort.rank",
        ("tests/results/commands/test_awarding.py",),
    ),
    Mutant(
        "what is held elsewhere is kept for a centre that does not see it",
        "results/queries/kept_by_columns.py",
        "plain = np.array(known.own, dtype=bool) & ",
        "plain = ",
        ("tests/results/test_kept_by_columns.py",),
    ),
    Mutant(
        "a corrected grade counts among many",
        "results/queries/packed.py",
        "CASE WHEN records.corrected THEN",
        "CASE WHEN false THEN",
        ("tests/results/commands/test_by_columns.py",),
    ),
    Mutant(
        "a closed registration is awarded what is better",
        "results/commands/issuing_apart.py",
        "        if one.standing.entry.status in OPEN\n",
        "        if True\n",
        (
            "tests/results/commands/test_awarding.py",
            "tests/results/commands/test_correcting.py",
        ),
    ),
    Mutant(
        "what may be done today is late",
        "results/urgency.py",
        "return day < self.on",
        "return day <= self.on",
        URGENCY,
    ),
    Mutant(
        "whoever is past their summer is late for ever",
        "results/urgency.py",
        "if completes_in < dates.summer:",
        "if completes_in < 0:",
        URGENCY,
    ),
    Mutant(
        "older rules count where newer are better",
        "results/queries/standing.py",
        "return newer if now > then else older",
        "return older",
        OLDER_RULES,
    ),
    Mutant(
        "older rules go on for whoever was registered since",
        "results/queries/older_rules.py",
        "if on < one.before_on and ",
        "if ",
        OLDER_RULES,
    ),
    Mutant(
        "registering again changes the rules",
        "results/queries/older_rules.py",
        "import Min\n",
        "import Max as Min\n",
        OLDER_RULES,
    ),
)
