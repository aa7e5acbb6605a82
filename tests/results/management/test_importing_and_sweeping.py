"""The command lines that bank exam results and that sweep."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError

from interchange.notifications.models import Message
from results.exam_file import HEADER_LINE
from results.management.commands import sweep
from results.models import QualificationResult, UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE


@pytest.fixture
def entry(centre, catalogue):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1"], offers.a_series(2026, 6))
    return entry


@pytest.fixture
def file(tmp_path):
    """A function that writes lines below the header and gives the file."""

    def write(*lines):
        path = tmp_path / "results.csv"
        path.write_text("\n".join([HEADER_LINE, *lines, ""]))
        return path

    return write


@pytest.mark.parametrize(
    "problem",
    [
        DatabaseError("server closed the connection unexpectedly"),
        OperationalError("the connection is lost"),
        InterfaceError("connection already closed"),
    ],
)
def test_a_sweeper_waits_for_a_database_whose_connection_breaks(problem, monkeypatch, caplog, db):
    monkeypatch.setattr(sweep.Command, "sweep", raiser(problem))

    sweep.Command().sweep_if_possible(ending=None)

    assert "the sweeper waits for the database" in caplog.text


def test_a_sweeper_hides_no_mistake_of_ours(monkeypatch, db):
    monkeypatch.setattr(sweep.Command, "sweep", raiser(ProgrammingError("no such column")))

    with pytest.raises(ProgrammingError):
        sweep.Command().sweep_if_possible(ending=None)


def raiser(problem):
    def refuse(self, **options):
        raise problem

    return refuse


def line(entry, grade="M"):
    return f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},1,{grade}"


@pytest.mark.slow
def test_a_file_is_loaded_in_the_name_of_the_service_account(entry, file, capsys):
    call_command("import_exam_results", file(line(entry)))

    assert capsys.readouterr().out == "1 result loaded.\n"
    assert UnitResult.objects.get().banked_by.name == "Service account"


@pytest.mark.slow
def test_bad_lines_are_named_and_the_exit_is_1(entry, file, capsys):
    with pytest.raises(CommandError, match="Nothing was loaded: 1 line") as refused:
        call_command("import_exam_results", file(line(entry), "2026-06,1,2,3,4"))

    assert refused.value.returncode == 1
    assert "Line 3, ocr_candidate_number “1”" in capsys.readouterr().err


@pytest.mark.slow
def test_a_correction_is_asked_for_by_name(entry, file, capsys):
    call_command("import_exam_results", file(line(entry)))

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("import_exam_results", file(line(entry, "D")))
    call_command("import_exam_results", "--correct", file(line(entry, "D")))

    assert "1 result corrected" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said_so(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_exam_results", tmp_path / "nowhere.csv")


@pytest.mark.slow
def test_one_sweep_awards_all_and_sends_the_letters(entry, mailoutbox):
    held.hold([entry], {**OFFICIAL_EXAMPLE}, series=offers.a_series(2026, 1))

    call_command("sweep", once=True)

    assert QualificationResult.objects.get(entry=entry).grade == "DD"
    assert not Message.objects.filter(sent_at=None).exists()
    assert "Qualification results have been issued" in [one.subject for one in mailoutbox]


def test_the_clock_goes_before_all_else_and_while_there_is_much_to_do(monkeypatch, db):
    done, left = [], ["award", "award"]
    monkeypatch.setattr(sweep.jobs_commands, "run_due", lambda *_, **how: done.append("clock"))
    monkeypatch.setattr(
        sweep.commands, "award_due", lambda **_: bool(left) and not done.append(left.pop())
    )

    call_command("sweep", once=True)

    assert done[0] == "clock"
    first = done.index("award")
    assert done[first : first + 4] == ["award", "clock", "award", "clock"]
