"""The board's side of entries."""

import pytest

from entries import commands
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.mark.parametrize(
    "name", ["candidate", "qualificationentry", "unitentry", "awarddue", "submission", "entryfile"]
)
def test_the_board_has_a_list_of_each_kind(sign_in, processor, centre, at, name):
    entry = make.an_entry(centre)
    commands.raise_award_due([entry.candidate], at=at)

    assert sign_in(processor).get(f"/board/entries/{name}/").status_code == 200


@pytest.mark.parametrize("query", ["waiting=yes", "waiting=problem"])
def test_awards_that_wait_are_found(sign_in, processor, centre, at, query):
    entry = make.an_entry(centre)
    commands.raise_award_due([entry.candidate], at=at)

    answer = sign_in(processor).get(f"/board/entries/awarddue/?{query}").content.decode()

    assert (entry.candidate.surname in answer) == (query == "waiting=yes")


def test_staff_process_a_withdrawal_and_reinstate_it(sign_in, processor, exams_officer, centre, at):
    entry = make.an_entry(centre)
    commands.withdraw(entry=entry, by=exams_officer, at=at)
    page = sign_in(processor)

    for action, status in (("process_withdrawal", "removed"), ("reinstate", "registered")):
        page.post(
            "/board/entries/qualificationentry/",
            {"action": action, "_selected_action": [entry.pk]},
        )
        entry.refresh_from_db()
        assert entry.status == status


def test_a_candidates_page_shows_entries_to_look_at(sign_in, processor, centre):
    entry = make.an_entry(centre)

    answer = sign_in(processor).get(f"/board/entries/candidate/{entry.candidate.pk}/change/")

    assert "05839" in answer.content.decode()


def test_staff_see_a_file_without_its_content(sign_in, processor, centre, exams_officer):
    file = edi.a_checked_file(centre, exams_officer)
    answer = sign_in(processor).get(f"/board/entries/entryfile/{file.pk}/change/")
    assert answer.status_code == 200 and "QUILL" not in answer.content.decode()
