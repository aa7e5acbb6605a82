"""Who works on files of exam results? Whoever comes first, as interchange.runner says."""

from datetime import timedelta

from interchange.holding import Work
from interchange.runner import Runner
from results.commands.exam_files.loading import load_exam_file
from results.commands.exam_files.reading import read_exam_file
from results.exam_file_states import GIVE_UP, Status
from results.models import ExamFile

GIVEN_UP = "This file could not be worked on. Send it again; if that fails too, tell the operators."
NO_RIGHT = "Whoever sent or confirmed it may not bank results any more. Send it yourself."
EXAM_FILES = Runner(
    model=ExamFile,
    lock=Work.EXAM_FILE,
    steps={Status.WAITING: read_exam_file, Status.CONFIRMED: load_exam_file},
    since=("confirmed_at", "sent_at"),
    give_up=GIVE_UP,
    given_up={"problems": [GIVEN_UP], "notes": []},
    no_right={"problems": [NO_RIGHT], "notes": []},
    related=("sent_by", "confirmed_by"),
    big=("content",),
)


def work_an_exam_file(*, at, older_than=timedelta(0)) -> bool:
    """Work on the file that has waited longest; give whether there was one."""
    return EXAM_FILES.work_next(at=at, older_than=older_than)


def work_exam_file(file, *, at) -> bool:
    """Read or load the file, as it waits for; give whether anything was done."""
    return EXAM_FILES.work(file.pk, at=at)
