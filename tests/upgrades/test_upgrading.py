"""A database of every released version, full of a term's work, is brought up to date in place."""

import re

import pytest
from django.test import Client

from entries import invoice_papers, queries
from entries.models import Invoice
from interchange.accounts.models import User
from interchange.database import fingerprint
from tests.upgrades.conftest import RELEASED, inside

pytestmark = [pytest.mark.django_db]
FIRST = "0.1.0"  # held what no later version lets in
of_the_first = pytest.mark.parametrize("upgraded", [FIRST], indirect=True, scope="module")
SAID_THEN = {"Centre", "Date", "Amount", "Credits", "Reason"}  # on invoices up to 0.1.0
FEES_SINCE = ("review-of-marking", "priority-review", "access-to-scripts")
PEOPLE = (  # a centre's, a teacher, a moderator, the board: each sees another side
    "owen.price@fernhill.example",
    "tess.lindqvist@fernhill.example",
    "morgan.shaw@moderators.example",
    "priya.nair@board.example",
)


GIVE_TWICE = """
    WITH firsts AS (SELECT uci, uln FROM entries_candidate WHERE uci <> '' AND uln <> ''
                    ORDER BY ocr_number LIMIT 1),
         last AS (SELECT id FROM entries_candidate ORDER BY ocr_number DESC LIMIT 1)
    UPDATE entries_candidate SET uci = firsts.uci, uln = firsts.uln FROM firsts, last
    WHERE entries_candidate.id = last.id
    RETURNING entries_candidate.id, firsts.uci, firsts.uln
"""

# The board's answer about two records stood under the name of the centre that had been asked.
ANSWER = """
    WITH known AS (SELECT array_agg(id ORDER BY id) AS ids FROM entries_candidate),
         said (place, answer, email) AS (VALUES (2, 'two', 'priya.nair@board.example'),
                                                (3, 'two', 'owen.price@fernhill.example'),
                                                (4, 'one', 'priya.nair@board.example'))
    INSERT INTO entries_duplicateanswer
        (answer, answered_at, answered_by_id, centre_id, one_id, other_id)
    SELECT said.answer, now(), who.id, (SELECT min(id) FROM accounts_centre), ids[1], ids[place]
    FROM known, said JOIN accounts_user AS who USING (email)
    RETURNING id
"""


MERGE_TWO = """
    WITH two AS (
        SELECT kept.id AS kept, other.id AS merged, other.surname
        FROM entries_candidate kept JOIN entries_candidate other
            ON kept.id < other.id AND kept.surname <> other.surname
        WHERE kept.merged_into_id IS NULL AND other.merged_into_id IS NULL AND NOT EXISTS (
            SELECT FROM entries_qualificationentry ours JOIN entries_qualificationentry theirs
                USING (centre_id, qualification_id)
            WHERE ours.candidate_id = kept.id AND theirs.candidate_id = other.id
        )
        ORDER BY kept.id, other.id LIMIT 1
    ), joined AS (
        UPDATE entries_candidate SET merged_into_id = kept FROM two WHERE id = merged
    )
    INSERT INTO entries_merge
        (kept_id, merged_id, because, before, after, brought, made_at, made_by_id)
    SELECT kept, merged, 'One.', '{}', '{}', '[]', now(), (SELECT min(id) FROM accounts_user)
    FROM two
    RETURNING kept_id, merged_id, (SELECT surname FROM two)
"""


@pytest.fixture(scope="module", params=RELEASED)
def upgraded(beside, request):
    """The database of a released version, brought up to date: with the rows it had before."""
    beside.begin_anew()
    beside.load(request.param)
    if request.param == FIRST:
        beside.twice = beside.ask(GIVE_TWICE)
        beside.merged = beside.ask(MERGE_TWO)
        beside.said = [pk for (pk,) in beside.ask(ANSWER)]
    before = beside.counts()
    code, said = beside.manage("prepare")
    assert code == 0, said
    beside.before = before
    return beside


@pytest.mark.slow
def test_every_row_is_still_there(upgraded):
    now = upgraded.counts()

    lost = {name: (had, now.get(name)) for name, had in upgraded.before.items()
            if now.get(name, 0) < had}  # fmt: skip
    assert not lost
    assert now["results_unitresult"] == upgraded.before["results_unitresult"] > 0


@pytest.mark.slow
def test_what_must_be_true_of_all_that_is_kept_is(upgraded):
    code, said = upgraded.manage("check_data")

    assert code == 0, said


@of_the_first
@pytest.mark.slow
def test_a_number_that_two_records_had_waits_for_the_board_and_is_not_lost(upgraded):
    [(later, uci, uln)] = upgraded.twice

    [held] = upgraded.ask("SELECT uci, uln FROM entries_candidate WHERE id = %s", later)
    noted = upgraded.ask("SELECT candidate_id, kind, number FROM entries_numbertwice ORDER BY kind")
    holders = upgraded.ask("SELECT count(*) FROM entries_candidate WHERE uci = %s", uci)

    assert held == ("", "")
    assert noted == [(later, "uci", uci), (later, "uln", uln)]
    assert holders == [(1,)]


@of_the_first
@pytest.mark.slow
def test_a_merged_record_says_what_the_kept_one_says_and_its_own_is_written_down(upgraded):
    [(kept, merged, surname)] = upgraded.merged

    said = upgraded.ask(
        "SELECT count(DISTINCT (surname, forenames, born_on, sex)) FROM entries_candidate"
        " WHERE id IN (%s, %s)",
        kept,
        merged,
    )
    assert said == [(1,)]
    own = upgraded.ask("SELECT own->>'surname' FROM entries_merge WHERE merged_id = %s", merged)
    assert own == [(surname,)]


@of_the_first
@pytest.mark.slow
def test_what_the_board_said_of_two_records_is_the_boards_and_a_centres_its_own(upgraded):
    said = upgraded.ask(
        "SELECT answer, email, centre_id IS NULL FROM entries_duplicateanswer AS one"
        " JOIN accounts_user ON accounts_user.id = answered_by_id WHERE one.id = ANY(%s)"
        " ORDER BY other_id",
        upgraded.said,
    )

    assert said == [
        ("two", "priya.nair@board.example", True),
        ("two", "owen.price@fernhill.example", False),
        ("one", "priya.nair@board.example", False),
    ]


def test_defaults_do_not_come_back_and_nobodys_address_is_left(upgraded):
    noted = "SELECT count(*) FROM catalogue_writtendefault WHERE key LIKE 'contact %'"
    assert upgraded.ask(noted) == [(5,)]
    assert upgraded.ask("SELECT email FROM catalogue_contact WHERE email LIKE '%ocr.org.uk'") == []
    known = f"SELECT count(*) FROM catalogue_fee WHERE slug NOT IN {FEES_SINCE}"
    assert upgraded.ask(known) == [(upgraded.before["catalogue_fee"],)]


@pytest.mark.slow
def test_what_was_charged_is_told_apart_and_comes_to_what_the_papers_say(upgraded):
    lines = """
        SELECT line.count, line.pence,
               (SELECT count(*) FROM entries_charge WHERE line_id = line.id),
               (SELECT count(*) FROM entries_credit WHERE line_id = line.id)
        FROM entries_invoiceline line
    """
    assert all(count == charges + credits for count, _, charges, credits in upgraded.ask(lines))
    untold = "SELECT id FROM entries_charge WHERE registration_id IS NULL AND unit_entry_id IS NULL"
    assert upgraded.ask(untold) == []
    assert upgraded.counts()["entries_charge"] > 0


@of_the_first
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_old_invoice_says_on_paper_what_it_said(upgraded):
    with inside(upgraded, serving=True):
        sheets = [
            invoice_papers.sheet_of(one, queries.charged_on(one)) for one in Invoice.objects.all()
        ]

    assert sheets
    for sheet in sheets:
        assert {name for name, _ in sheet.facts} <= SAID_THEN
        assert [block.title for block in sheet.blocks] == ["What it is for"]
        assert not any("provisional" in cell for row in sheet.blocks[0].rows for cell in row)


@pytest.mark.slow
def test_every_number_is_held_by_whoever_was_entered_under_it(upgraded):
    for entries in ("qualificationentry", "unitentry"):
        assert (
            upgraded.ask(
                f"SELECT entry.id FROM entries_{entries} entry"
                " JOIN entries_candidate candidate ON candidate.id = entry.candidate_id"
                " WHERE NOT EXISTS (SELECT FROM entries_numberholding held"
                " WHERE held.centre_id = entry.centre_id AND held.person_id = candidate.person_id"
                " AND held.number = entry.candidate_number)"
            )
            == []
        )
    whose = "SELECT id FROM entries_qualificationentry WHERE person_id IS NULL OR twice"
    assert upgraded.ask(whose) == []


def test_every_migration_is_noted_as_it_stands(upgraded):
    noted = upgraded.ask("SELECT app, name, digest FROM database_appliedmigration")

    files = fingerprint.files_of_migrations().items()
    assert {(app, name): digest for app, name, digest in noted} == {
        key: fingerprint.digest(path) for key, path in files
    }


@pytest.mark.slow
def test_bringing_it_up_to_date_again_changes_nothing(upgraded):
    before = upgraded.counts()

    code, said = upgraded.manage("prepare")

    assert (code, upgraded.counts()) == (0, before), said
    assert "No migrations to apply" in said


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", PEOPLE)
def test_whatever_somebodys_home_leads_to_opens(who, upgraded):
    with inside(upgraded, serving=True):
        browser = signed_in(User.objects.get(email=who))
        home = browser.get("/", follow=True)
        links = sorted(set(re.findall(r'href="(/(?!static/)[^"#]*)"', home.content.decode())))
        answers = {link: browser.get(link, follow=True).status_code for link in links}

    assert len(answers) > 5
    assert answers == dict.fromkeys(answers, 200)


def signed_in(person):
    """A browser in which the person is past the second factor."""
    browser = Client()
    browser.force_login(person)
    session = browser.session
    session["otp_device_id"] = person.totpdevice_set.get().persistent_id
    session.save()
    return browser
