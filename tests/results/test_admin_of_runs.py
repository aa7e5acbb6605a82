"""The board's side of award runs: begun, looked at, issued, paused."""

import pytest
from django.urls import reverse

from entries.commands import raise_award_due
from results import commands
from results.models import AwardRun, QualificationResult
from results.run_states import Status
from tests.factories import catalogue as offers
from tests.factories.results import DIPLOMA
from tests.results.commands.award_runs import dry, unawarded, worked

pytestmark = pytest.mark.slow
BEGIN = "admin:results_awardrun_work_out_again"
LIST = "admin:results_awardrun_changelist"


@pytest.fixture
def entries(centre, catalogue):
    return unawarded(centre, 3, offers.qualification(DIPLOMA))


@pytest.fixture
def board(sign_in, processor):
    return sign_in(processor)


@pytest.fixture
def shown(board):
    """A function that gives the page of the run, as text."""

    def page(run):
        address = reverse("admin:results_awardrun_change", args=[run.pk])
        return " ".join(board.get(address).content.decode().split())

    return page


def press(board, run, action, **sent):
    """Press a button on the page of the run."""
    told = {"action": action, "_selected_action": [run.pk], "back": "1", **sent}
    return board.post(reverse(LIST), told, follow=True)


def confirm(board, run, action="issue"):
    """Look at what is asked first, and say yes."""
    asked = press(board, run, action)
    return press(board, run, action, asked="1", shown=asked.context_data["shown"])


def test_staff_begin_a_dry_run_look_at_it_and_have_it_issued(entries, board, shown, at):
    answer = board.post(reverse(BEGIN), {"centre": entries[0].centre.number}, follow=True)
    assert "Nothing is issued before you say so" in answer.content.decode()
    run = AwardRun.objects.get()
    assert "0 of 3 registrations" in shown(run)

    worked(run, at)
    text = shown(run)
    assert "<td>3</td>" in text
    assert f"{DIPLOMA} " in text
    assert "Issue what the dry run shows" in text
    assert not QualificationResult.objects.exists()

    confirm(board, run)
    assert "Pause" in shown(run)
    worked(run, at)
    assert "3 results issued" in shown(run)
    assert QualificationResult.objects.count() == 3


def test_what_is_asked_before_it_is_issued_names_the_counts(entries, board, processor, at):
    run = worked(commands.begin_run(by=processor, at=at), at)

    assert "New: 3" in press(board, run, "issue").content.decode()


def test_each_change_is_handed_over_as_csv(entries, board, processor, at):
    run = worked(commands.begin_run(by=processor, at=at), at)

    answer = board.get(reverse("admin:results_awardrun_changes", args=[run.pk]))

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Centre,Candidate number")
    assert len(lines) == 4
    assert all(line.endswith(f"{DIPLOMA},New,,DD") for line in lines[1:])


def test_a_paused_run_says_so_and_goes_on(entries, board, shown, processor, at):
    run = worked(commands.begin_run(by=processor, at=at), at)
    confirm(board, run)
    press(board, run, "pause")
    assert not commands.work_a_range(at=at)
    assert "Go on" in shown(run)

    press(board, run, "go_on")

    assert worked(run, at).status == Status.ISSUED


def test_a_run_called_off_half_way_says_what_it_issued(entries, board, shown, processor, at):
    run = dry(processor, at, at_once=1)
    commands.issue_run(run=run, by=processor, at=at)
    commands.work_a_range(at=at)
    press(board, run, "pause")
    confirm(board, run, "call_off")

    run.refresh_from_db()
    assert run.status == Status.CALLED_OFF
    assert "1 result issued." in shown(run)


def test_a_run_called_off_after_its_dry_run_tells_of_no_results(
    entries, board, shown, processor, at
):
    run = dry(processor, at)
    confirm(board, run, "call_off")

    assert "issued." not in shown(run)


def test_what_is_left_out_is_told_of_one_and_of_several(entries, board, shown, processor, at):
    raised(entries[:1], at)
    run = dry(processor, at)
    assert "1 of the registrations was being worked out already" in shown(run)
    assert "it is not part of this run" in shown(run)

    raised(entries[1:2], at)
    assert "1 of the registrations was raised anew since the dry run: it is worked" in shown(run)

    raised(entries[2:], at)
    assert "2 of the registrations were raised anew since the dry run: they are" in shown(run)


def test_a_paused_run_waits_for_somebody_on_the_first_page(entries, board, processor, at):
    run = dry(processor, at)
    assert waiting(board)["dry runs to be looked at"] == 1
    commands.issue_run(run=run, by=processor, at=at)
    assert "award runs that are paused" not in waiting(board)

    commands.pause_run(run=run, by=processor, at=at)

    assert waiting(board)["award runs that are paused"] == 1


def raised(entries, at):
    raise_award_due([one.candidate for one in entries], at=at)


def waiting(board):
    """What waits on the first page: {what: how many}."""
    return {
        title: number
        for title, number, _ in board.get(reverse("admin:index")).context_data["waiting"]
    }


def test_who_may_not_bank_results_sees_no_runs(entries, sign_in, exams_officer):
    page = sign_in(exams_officer)

    assert page.get(reverse(LIST)).status_code in (302, 403)
    assert page.post(reverse(BEGIN), {}).status_code in (302, 403)
    assert not AwardRun.objects.exists()


def test_a_second_dry_run_of_the_same_waits_for_the_first(entries, board, processor, at):
    commands.begin_run(by=processor, at=at)

    answer = board.post(reverse(BEGIN), {})

    assert "A dry run of this is going on already" in answer.content.decode()
