"""What workers and the sweeper do with files that wait."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from entries import commands, tasks
from entries.file_states import Status
from tests.factories import catalogue as make_catalogue
from tests.factories import edi

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def file(centre, exams_officer):
    """A file that was sent and waits."""
    series = make_catalogue.a_series(2029, 9, today=timezone.localdate())
    name, content = edi.a_file(edi.a_line(), series=(series.year, series.month))
    return commands.send_file(
        centre=centre, name=name, content=content, by=exams_officer, at=timezone.now()
    )


@pytest.mark.slow
def test_a_worker_checks_what_waits_and_loads_what_is_confirmed(file, exams_officer):
    tasks.work_files()
    file.refresh_from_db()
    assert file.status == Status.CHECKED

    commands.confirm_file(file=file, by=exams_officer, at=timezone.now())
    tasks.work_files()

    file.refresh_from_db()
    assert file.status == Status.LOADED


@pytest.mark.slow
def test_the_sweeper_does_what_lost_hints_left(file):
    call_command("sweep", "--once")
    file.refresh_from_db()
    assert file.status == Status.CHECKED
