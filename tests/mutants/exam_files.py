"""Mutants of files of exam results and of corrections by hand: who works on one, what it leaves."""

from tests.mutants import Mutant

WORKING = "interchange/runner.py"
TRIES = ("tests/results/commands/test_tries_of_exam_files.py",)
AGAIN = ("tests/results/commands/test_exam_files_again.py",)
HELD = ("tests/results/held/test_held_results.py", "tests/results/held/test_released_results.py")
EMBARGO = ("tests/results/held/test_embargo.py",)
RELEASING = "results/commands/releasing.py"
SERIES = "interchange/catalogue/opening.py"

EXAM_FILES = (
    Mutant(
        "two work on a file of exam results at once",
        WORKING,
        "if not mine:",
        "if False:",
        TRIES,
    ),
    Mutant(
        "a database that goes away is a try of an exam file",
        WORKING,
        'update(tries=F("tries") - 1)',
        'update(tries=F("tries"))',
        TRIES,
    ),
    Mutant(
        "an exam file of somebody without the right is tried again and again",
        WORKING,
        "self._give_up(record, self.no_right, at)",
        "pass",
        TRIES,
    ),
    Mutant(
        "a file that is confirmed again still asks to be looked at",
        "results/commands/exam_files/sending.py",
        "notes=[], **more)",
        "**more)",
        AGAIN,
    ),
    Mutant(
        "a file that is read again shows what it would have done before",
        "results/commands/exam_files/loading.py",
        "keep(file, [])",
        "pass",
        AGAIN,
    ),
    Mutant(
        "whoever is entered again after an absence is corrected",
        "results/exam_file/context.py",
        "return self.overtaken or self.is_unsettled",
        "return self.is_unsettled",
        ("tests/tracker/test_entered_again.py",),
    ),
    Mutant(
        "a correction takes the sign of a missed part off",
        "results/commands/deciding.py",
        "partly_absent = result.partly_absent and grade not in rules.UNGRADED",
        "partly_absent = False",
        ("tests/results/commands/test_correcting.py",),
    ),
    Mutant(
        "results are told before their hour",
        SERIES,
        "self.opens_at <= at",
        "self.results_on <= at.date()",
        HELD,
    ),
    Mutant(
        "an embargo keeps nothing from anybody",
        SERIES,
        "(self.others_at is None or self.others_at <= at)",
        "True",
        EMBARGO,
    ),
    Mutant(
        "everybody at a centre reads what is under an embargo",
        "results/queries/embargoed.py",
        "not permissions.can(by, Permission.READ_EARLY, centre=centre)",
        "False",
        EMBARGO,
    ),
    Mutant(
        "the sweeper tells what is held before its day",
        RELEASING,
        "    if not series.is_out(at):",
        "    if False:",
        ("tests/results/held/test_races_of_held_results.py",),
    ),
    Mutant(
        "the events of holding tell how much is held",
        "results/commands/exam_files/loading.py",
        'detail = {"digest": file.digest} if held else {**file.counts, "digest": file.digest}',
        'detail = {**file.counts, "digest": file.digest}',
        HELD,
    ),
    Mutant(
        "a file that comes after the hour leaves what was held beside it",
        "results/commands/importing.py",
        "    forget_held(told, ground)",
        "    pass",
        HELD,
    ),
    Mutant(
        "whoever may bring results releases them",
        RELEASING,
        "permissions.check(by, Permission.RELEASE_RESULTS)",
        "permissions.check(by, Permission.BANK_RESULTS)",
        HELD,
    ),
)
