"""A file that is sent stays exactly as long as a record names it."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection, transaction

from entries.commands.papers import keep_paper
from entries.models import Paper
from interchange import keeping
from interchange.refusals import RuleBroken
from tests.factories import papers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_papers")]


class Refused(RuleBroken):
    """A rule is broken after the file was written."""


@keeping.files_go_if_refused
@transaction.atomic
def send(by, at, problem=None, name="register.pdf"):
    """A command that keeps a paper, and is refused where there is a problem."""
    paper = keep_paper(papers.a_file(name), by=by, at=at)
    if problem:
        raise problem
    return paper


@keeping.files_go_if_refused
@transaction.atomic
def send_two(by, at, problem=None):
    """A command that calls another one."""
    found = [send(by, at), send(by, at, name="plan.png")]
    if problem:
        raise problem
    return found


def files(folder):
    return sorted(one for one in folder.rglob("*") if one.is_file())


def aged(folder, at, days=2):
    """Make all files as old as that."""
    then = (at - timedelta(days=days)).timestamp()
    for one in files(folder):
        os.utime(one, (then, then))


def test_a_file_is_kept_under_a_random_name(tutor, at, kept_papers):
    paper = send(tutor, at)

    (file,) = files(kept_papers)
    assert file.read_bytes() == papers.PDF
    assert file.parent.name == "entries"
    assert (paper.name, paper.size) == ("register.pdf", len(papers.PDF))
    assert "register" not in file.name


@pytest.mark.slow
def test_a_refused_command_leaves_no_file(tutor, at, kept_papers):
    with pytest.raises(Refused):
        send(tutor, at, Refused("No."))

    assert files(kept_papers) == []
    assert not Paper.objects.exists()


def test_a_command_refused_after_another_it_called_leaves_no_file(tutor, at, kept_papers):
    with pytest.raises(Refused):
        send_two(tutor, at, Refused("No."))
    assert files(kept_papers) == []

    send_two(tutor, at)
    assert len(files(kept_papers)) == 2


def test_a_refusal_leaves_alone_what_was_kept_before(tutor, at, kept_papers):
    send(tutor, at)

    with pytest.raises(Refused):
        send(tutor, at, Refused("No."))

    assert len(files(kept_papers)) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_commit_that_is_refused_leaves_no_file(tutor, at, kept_papers):
    @keeping.files_go_if_refused
    @transaction.atomic
    def break_at_the_end():
        paper = keep_paper(papers.a_file(), by=tutor, at=at)
        with connection.cursor() as cursor:  # a foreign key is looked at when it is committed
            cursor.execute("UPDATE entries_paper SET added_by_id = 0 WHERE id = %s", [paper.pk])

    with pytest.raises(Exception, match="foreign key"):
        break_at_the_end()

    assert files(kept_papers) == []


def test_where_nobody_knows_what_was_saved_the_file_stays_for_the_sweeper(tutor, at, kept_papers):
    with pytest.raises(OperationalError):
        send(tutor, at, OperationalError("the connection is gone"))

    assert len(files(kept_papers)) == 1
    aged(kept_papers, at)
    assert keeping.sweep(at=at) == 1
    assert files(kept_papers) == []


def test_no_command_can_forget_to_say_so(tutor, at):
    with pytest.raises(RuntimeError, match="lacks @files_go_if_refused"):
        keep_paper(papers.a_file(), by=tutor, at=at)


@pytest.mark.slow
def test_the_sweeper_takes_old_files_without_a_record_and_no_others(tutor, at, kept_papers):
    named, _ = send_two(tutor, at)
    for folder in ("entries", "evidence", "requests"):
        (kept_papers / folder).mkdir(exist_ok=True)
        (kept_papers / folder / "left-behind").write_bytes(b"x")
    Paper.objects.exclude(pk=named.pk).delete()
    aged(kept_papers, at)
    (kept_papers / "entries" / "written-now").write_bytes(b"x")

    assert keeping.sweep(at=at) == 4

    left = [str(one.relative_to(kept_papers)) for one in files(kept_papers)]
    assert left == sorted([named.file.name, "entries/written-now"])


@pytest.mark.slow
def test_the_files_of_another_database_are_not_swept(at, kept_papers, caplog):
    (kept_papers / "entries").mkdir()
    for number in range(keeping.FEW + 1):
        (kept_papers / "entries" / f"{number}").write_bytes(b"x")
    aged(kept_papers, at)

    assert keeping.sweep(at=at) == 0

    assert len(files(kept_papers)) == keeping.FEW + 1
    assert "another database" in caplog.text


def test_a_file_goes_with_its_record_once_that_is_certain(
    tutor, at, kept_papers, django_capture_on_commit_callbacks
):
    first, second = send_two(tutor, at)

    with django_capture_on_commit_callbacks(execute=True):
        assert keeping.delete(Paper.objects.filter(pk=first.pk)) == 1
        assert len(files(kept_papers)) == 2

    assert [one.name for one in files(kept_papers)] == [os.path.basename(second.file.name)]


def test_a_day_is_longer_than_any_transaction(tutor, kept_papers):
    send(tutor, datetime.now(UTC))
    Paper.objects.all().delete()

    assert keeping.sweep(at=datetime.now(UTC) + timedelta(hours=23)) == 0
    assert keeping.sweep(at=datetime.now(UTC) + timedelta(hours=25)) == 1
