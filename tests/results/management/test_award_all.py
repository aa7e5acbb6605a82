"""Awards are worked out again by the console: what it shows, issues, goes on with and refuses."""

import io

import pytest
from django.core.management import CommandError, call_command

from results import commands
from results.models import AwardRun, QualificationResult
from results.run_states import Status
from tests.factories import catalogue as offers
from tests.factories.results import DIPLOMA
from tests.results.commands.award_runs import dry, unawarded

pytestmark = pytest.mark.slow


@pytest.fixture
def entries(centre, catalogue):
    return unawarded(centre, 3, offers.qualification(DIPLOMA))


def by_console(*words):
    """What `manage.py award_all` prints."""
    out = io.StringIO()
    call_command("award_all", *words, stdout=out)
    return out.getvalue()


def test_the_console_shows_a_dry_run_and_issues_nothing(entries, tmp_path):
    file = tmp_path / "changes.csv"

    text = by_console("--dry-run", "--qualification", DIPLOMA, "--csv", str(file))

    assert "3 of 3 registrations" in text
    assert f"{DIPLOMA} " in text
    assert len(file.read_text("utf-8-sig").splitlines()) == 4
    assert not QualificationResult.objects.exists()


def test_the_console_issues_what_it_showed_once_that_is_agreed_to(entries):
    text = by_console("--centre", entries[0].centre.number)
    assert "Nothing is issued" in text  # nobody sits there to agree
    assert not QualificationResult.objects.exists()

    assert "3 results issued" in by_console("--run", str(AwardRun.objects.get().pk), "--yes")
    assert QualificationResult.objects.count() == 3


def test_a_run_that_was_interrupted_is_gone_on_with_by_the_console(entries, monkeypatch, at):
    real, calls = commands.work_a_range, []

    def interrupted(*, at, run):
        calls.append(at)
        if AwardRun.objects.get().status == Status.ISSUING and len(calls) < 100:
            calls.extend([at] * 100)
            raise KeyboardInterrupt
        return real(at=at, run=run)

    monkeypatch.setattr(commands, "work_a_range", interrupted)
    with pytest.raises(CommandError, match="--run"):
        by_console("--yes")
    run = AwardRun.objects.get()
    assert run.status == Status.PAUSED

    assert "3 results issued" in by_console("--run", str(run.pk))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--centre", "99999"), "There is no centre 99999"),
        (("--qualification", "99999"), "There is no qualification 99999"),
        (("--series", "May 2026"), "There is no series May 2026"),
        (("--run", "0"), "There is no award run 0"),
    ],
)
def test_a_scope_that_is_none_is_told(entries, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        by_console(*words)


def test_a_series_is_named_as_people_say_it(entries):
    assert "3 of 3" in by_console("--dry-run", "--series", "june 2026")


@pytest.fixture
def confirmed(entries, processor, at):
    """A run of three ranges, of which one is issued, and of which a range is being issued next."""
    run = dry(processor, at, at_once=1)
    commands.issue_run(run=run, by=processor, at=at)
    commands.work_a_range(at=at)
    run.refresh_from_db()
    return run


def test_a_dry_run_issues_nothing_of_a_run_that_was_confirmed(confirmed):
    text = by_console("--run", str(confirmed.pk), "--dry-run")

    assert "Being issued" in text
    assert "1 result issued" in text
    assert QualificationResult.objects.count() == 1


def test_a_dry_run_issues_nothing_of_another_run_that_was_confirmed(confirmed, centre):
    assert "3 of 3" in by_console("--dry-run", "--centre", centre.number)

    assert QualificationResult.objects.count() == 1


def test_a_dry_run_leaves_a_paused_run_paused(confirmed, processor, at):
    commands.pause_run(run=confirmed, by=processor, at=at)

    assert "Paused" in by_console("--run", str(confirmed.pk), "--dry-run")

    confirmed.refresh_from_db()
    assert confirmed.is_paused
    assert QualificationResult.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--new-rules", "--centre", "1"), "--new-rules and --centre cannot go together"),
        (("--new-rules", "--run", "0"), "--new-rules and --run cannot go together"),
        (
            ("--new-rules", "--qualification", DIPLOMA, "--series", "June 2026"),
            "--new-rules and --qualification, --series cannot go together",
        ),
        (("--run", "0", "--centre", "1"), "--run and --centre cannot go together"),
        (("--run", "0", "--series", ""), "--run and --series cannot go together"),
        (("--run", "0", "--at-once", "5"), "--run and --at-once cannot go together"),
    ],
)
def test_words_of_which_one_would_be_dropped_are_refused(entries, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        by_console(*words)
    assert not AwardRun.objects.exists()


@pytest.mark.parametrize("word", ["--centre", "--qualification", "--series"])
def test_a_scope_left_empty_is_not_everybody(entries, word):
    with pytest.raises(CommandError, match="There is no"):
        by_console(word, "", "--dry-run")
    assert not AwardRun.objects.exists()


def test_a_run_called_off_half_way_says_what_it_issued(confirmed, processor, at):
    commands.pause_run(run=confirmed, by=processor, at=at)
    commands.call_off_run(run=confirmed, by=processor, at=at)

    assert "1 result issued" in by_console("--run", str(confirmed.pk))


def test_a_run_that_is_over_says_that_it_issues_nothing_more(confirmed, processor, at):
    assert "is over" not in by_console("--run", str(confirmed.pk))  # it is what ends it

    text = by_console("--run", str(confirmed.pk), "--yes")

    assert "is over: nothing more is issued by it" in text
    assert "3 results issued" in text
    assert "left alone" not in text


def test_a_run_that_issued_nothing_tells_of_no_results(entries, processor, at):
    run = dry(processor, at)
    commands.call_off_run(run=run, by=processor, at=at)

    assert "issued." not in by_console("--run", str(run.pk))


@pytest.mark.parametrize("many", ["0", "-3"])
def test_a_worker_takes_at_least_one_registration(entries, many):
    with pytest.raises(CommandError, match="at least one registration"):
        by_console("--dry-run", f"--at-once={many}")
    assert not AwardRun.objects.exists()


@pytest.mark.parametrize("where", ["", "missing/changes.csv"])
def test_a_file_that_cannot_be_written_is_told_before_anything_is_begun(entries, tmp_path, where):
    with pytest.raises(CommandError, match="cannot be written"):
        by_console("--dry-run", "--csv", str(tmp_path / where))
    assert not AwardRun.objects.exists()


def test_what_was_in_the_file_stays_where_the_run_is_refused(entries, tmp_path):
    file = tmp_path / "changes.csv"
    file.write_text("of last month")

    with pytest.raises(CommandError, match="There is no centre"):
        by_console("--centre", "99999", "--csv", str(file))

    assert file.read_text() == "of last month"


def test_a_full_disk_is_told(entries):
    with pytest.raises(CommandError, match="cannot be written: No space left"):
        by_console("--dry-run", "--csv", "/dev/full")
