"""The board's side of entries."""

import re
from dataclasses import replace

import pytest

from entries import commands
from entries.rules import details as rules
from tests.factories import catalogue as make_catalogue
from tests.factories import edi, papers
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "candidate",
        "qualificationentry",
        "unitentry",
        "awarddue",
        "submission",
        "entryfile",
        "detailschange",
    ],
)
def test_the_board_has_a_list_of_each_kind(sign_in, processor, centre, at, name):
    entry = make.an_entry(centre)
    commands.raise_award_due([entry.candidate], at=at)

    assert sign_in(processor).get(f"/board/entries/{name}/").status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("query", ["waiting=yes", "waiting=problem"])
def test_awards_that_wait_are_found(sign_in, processor, centre, at, query):
    entry = make.an_entry(centre)
    commands.raise_award_due([entry.candidate], at=at)

    answer = sign_in(processor).get(f"/board/entries/awarddue/?{query}").content.decode()

    assert (entry.candidate.surname in answer) == (query == "waiting=yes")


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_candidates_page_shows_entries_to_look_at(sign_in, processor, centre):
    entry = make.an_entry(centre)

    answer = sign_in(processor).get(f"/board/entries/candidate/{entry.candidate.pk}/change/")

    assert "05839" in answer.content.decode()


@pytest.mark.slow
def test_staff_see_a_file_without_its_content(sign_in, processor, centre, exams_officer):
    file = edi.a_checked_file(centre, exams_officer)
    answer = sign_in(processor).get(f"/board/entries/entryfile/{file.pk}/change/")
    assert answer.status_code == 200 and "QUILL" not in answer.content.decode()


@pytest.fixture
def waiting(kept_papers, centre, exams_officer, at):
    """A change of name that waits for the board, with its proof."""
    candidate = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada")).candidate
    seen = rules.of(candidate)
    what = {"seen": seen, "new": replace(seen, surname="Smith"), "proofs": [papers.a_file()]}
    return commands.change_details(
        candidate=candidate, centre=centre, by=exams_officer, at=at, **what
    )


@pytest.mark.slow
def test_staff_look_at_a_proof_that_nobody_else_may_open(
    sign_in, processor, centre_administrator, waiting
):
    page = f"/board/entries/detailschange/{waiting.pk}/"
    proof = f"{page.removesuffix(f'{waiting.pk}/')}{waiting.pk}/proofs/{waiting.proofs.get().pk}/"

    client = sign_in(processor)
    words = client.get(f"{page}change/").content.decode()
    assert "Surname: Okafor → <strong>Smith</strong>" in words
    assert proof in words
    answer = client.get(proof)
    assert b"".join(answer.streaming_content) == papers.PDF
    assert "attachment" in answer["Content-Disposition"]
    assert "changes of details to decide" in client.get("/board/").content.decode()
    assert sign_in(centre_administrator).get(proof).status_code != 200


@pytest.mark.slow
@pytest.mark.parametrize(
    ("action", "words", "status", "surname"),
    [
        ("approve_details", "", "made", "Smith"),
        ("refuse_details", "It cannot be read.", "refused", "Okafor"),
        ("refuse_details", "", "waiting", "Okafor"),
    ],
)
def test_staff_decide_a_change_of_name(action, words, status, surname, sign_in, processor, waiting):
    sent = {"action": action, "_selected_action": [waiting.pk], "back": "1", "asked": "1"}
    sign_in(processor).post("/board/entries/detailschange/", {**sent, "ask-words": words})

    waiting.refresh_from_db()
    assert (waiting.status, waiting.candidate.surname) == (status, surname)


@pytest.mark.slow
def test_staff_correct_details_with_a_reason(sign_in, processor, centre):
    candidate = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada")).candidate
    client, url = sign_in(processor), "/board/entries/candidate/"
    sent = {"action": "correct_details", "_selected_action": [candidate.pk], "back": "1"}
    words = client.post(url, sent).content.decode()
    hidden = dict(re.findall(r'name="(ask-(?:token|seen))" value="([^"]+)"', words))
    typed = {"surname": "Smith", "forenames": "Ada", "sex": "F", "uci": "", "uln": ""}
    typed |= {"born_on_day": "14", "born_on_month": "3", "born_on_year": "2009"}
    typed = {f"ask-{name}": value for name, value in typed.items()}

    refused = client.post(url, {**sent, **typed, **hidden, "asked": "1"})
    assert "Write why you change this" in refused.content.decode()
    reason = {"ask-reason": "Court order."}
    client.post(url, {**sent, **typed, **hidden, **reason, "asked": "1"})

    candidate.refresh_from_db()
    assert candidate.surname == "Smith"
    page = client.get(f"{url}{candidate.pk}/change/").content.decode()
    assert "Court order." in page
    stale = client.post(url, {**sent, **typed, **hidden, **reason, "asked": "1"})
    assert stale.status_code == 302  # the same click twice changes nothing twice
    found = client.get(url, {"q": "okafor"}).content.decode()
    assert candidate.ocr_number in found


@pytest.mark.slow
def test_staff_withdraw_an_exam_entry_for_a_centre(sign_in, processor, centre):
    june = make_catalogue.a_series()
    entry = make.a_unit_entry(make.an_entry(centre), make_catalogue.unit(1), june)
    page, url = sign_in(processor), "/board/entries/unitentry/"
    sent = {"action": "withdraw_exam", "_selected_action": [entry.pk]}

    assert "letter arrived" in page.post(url, sent).content.decode()
    page.post(url, sent | {"asked": "1", "ask-grounds": "", "ask-statement": ""})

    entry.refresh_from_db()
    assert entry.status == "withdrawn" and entry.withdrawn_by == processor

    page.post(url, {"action": "enter_again", "_selected_action": [entry.pk]})
    assert entry.candidate.unit_entries.filter(status="entered").count() == 1
