"""Who works on files of entries? Whoever comes first, as interchange.runner says."""

from datetime import timedelta

from entries.commands.files.loading import load_file
from entries.commands.files.reading import read_file
from entries.file_states import GIVE_UP, Status
from entries.models import EntryFile
from interchange.bulk import uncollected
from interchange.holding import Work
from interchange.runner import Runner

GIVEN_UP = [0, 0, "", "", "We could not work on this file.", "Send it again, or ask us about it."]
NO_RIGHT = [0, 0, "", "", "Whoever sent it may not make entries any more.", "Send it yourself."]
ENTRY_FILES = Runner(
    model=EntryFile,
    lock=Work.FILE,
    steps={
        Status.WAITING: uncollected()(read_file),
        Status.CONFIRMED: uncollected()(load_file),
    },
    since=("confirmed_at", "sent_at"),
    give_up=GIVE_UP,
    given_up={"problems": [GIVEN_UP]},
    no_right={"problems": [NO_RIGHT]},
    related=("centre", "sent_by", "confirmed_by"),
    big=("content",),  # some megabytes, that are read once
)


def work_a_file(*, at, sat, older_than=timedelta(0)) -> bool:
    """Work on the file that has waited longest; give whether there was one.

    `older_than` leaves out what began to wait only just now. `sat(series, persons)` counts how
    often exams were sat. Call it outside of a transaction. Trouble with the database is raised, and
    no try of the file.
    """
    return ENTRY_FILES.work_next(at=at, older_than=older_than, sat=sat)


def work_file(file, *, at, sat) -> bool:
    """Read or load the file, as it waits for; give whether anything was done."""
    return ENTRY_FILES.work(file.pk, at=at, sat=sat)
