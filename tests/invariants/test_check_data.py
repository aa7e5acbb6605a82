"""Each invariant is broken on purpose, by the owner, and is the one that is named."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import Claim
from claims.states import Status
from entries.models import QualificationEntry, Submission
from interchange.accounts.roles import Role
from interchange.audit import trail
from interchange.audit.management.commands.draw_states import DRAWINGS
from invariants import queries
from invariants.queries.lives import LIVES
from tests.factories import accounts, certificates, mir
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.factories import results as make_results
from tests.ownership import owning

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

FIRST_LINE = "(SELECT min(id) FROM claims_line WHERE live)"
BROKEN = {  # invariant: what keeps it from being broken, and what breaks it
    "one-live-line": (
        "DROP INDEX one_live_line",
        "INSERT INTO claims_line (claim_id, candidate_id, unit_id, assessor_id, claimed, grade,"
        " outcome, reason, other_awarding_body, again, held_before, live, saved_at, saved_by_id)"
        " SELECT (SELECT id FROM claims_claim WHERE id <> claim_id LIMIT 1), candidate_id, unit_id,"
        " assessor_id, claimed, grade, outcome, '', '', '', '', true, saved_at, saved_by_id"
        f" FROM claims_line WHERE id = {FIRST_LINE}",
    ),
    "registered-once": (
        "DROP INDEX registered_once",
        "UPDATE entries_qualificationentry SET (candidate_id, centre_id, qualification_id) ="
        " (SELECT candidate_id, centre_id, qualification_id FROM entries_qualificationentry"
        " ORDER BY id LIMIT 1) WHERE id = (SELECT max(id) FROM entries_qualificationentry)",
    ),
    "records-agree": (
        "INSERT INTO entries_candidate (ocr_number, surname, forenames, born_on, sex, uci, uln,"
        " merged_into_id, created_at) SELECT '59999999', 'Other', forenames, born_on, sex, '', '',"
        " id, created_at FROM entries_candidate ORDER BY id LIMIT 1",
    ),
    "candidate-number-of-one-person": (
        "ALTER TABLE entries_numberholding DROP CONSTRAINT one_holder_of_a_number",
        "INSERT INTO entries_numberholding (centre_id, number, candidate_id, person_id, from_on,"
        " disputed) SELECT held.centre_id, held.number, other.id, other.id, held.from_on, false"
        " FROM entries_numberholding held JOIN entries_candidate other"
        " ON other.id <> held.person_id LIMIT 1",
    ),
    "candidate-number-held": (
        "DELETE FROM entries_numberholding WHERE id = (SELECT min(id) FROM entries_numberholding)",
    ),
    "one-uci-and-one-uln": (
        "DROP INDEX one_uci_a_person",
        "UPDATE entries_candidate SET uci = '123456789012A'",
    ),
    "numbered-once": (
        "ALTER TABLE mir_request DROP CONSTRAINT mir_request_number_key",
        "UPDATE mir_request SET number = 4711",
    ),
    "numbered-when-submitted": (
        "ALTER TABLE claims_claim DROP CONSTRAINT submitted_means_numbered,"
        " DROP CONSTRAINT only_drafts_lack_a_number",
        "UPDATE claims_claim SET number = NULL WHERE status = 'ready'",
    ),
    "one-award-a-raising": ("UPDATE entries_awarddue SET done = 0",),
    "lines-count-their-charges": ("UPDATE entries_invoiceline SET count = count + 1",),
    "charged-once": (
        "DROP INDEX a_registration_is_charged_once",
        "UPDATE entries_charge SET registration_id ="
        " (SELECT min(registration_id) FROM entries_charge)",
    ),
    "charges-equal-entries": (
        "UPDATE entries_qualificationentry SET submission_id ="
        " (SELECT min(id) FROM entries_submission)"
        " WHERE id = (SELECT min(id) FROM entries_qualificationentry)",
    ),
    "status-follows-the-trail": ("UPDATE mir_request SET status = 'in_review'",),
    "trail-tells-of-each": ("DELETE FROM audit_event WHERE about LIKE 'invoice:%'",),
    "letters-once": (
        'INSERT INTO notifications_message (template, "to", subject, body, link, queued_at,'
        " attempts, next_try_at, problem, laid_aside) SELECT template, \"to\", subject, body, '',"
        " queued_at, attempts, next_try_at, problem, laid_aside FROM notifications_message"
        " WHERE link = '' LIMIT 1",
    ),
    "standing-equals-the-engine": ("UPDATE results_keptstanding SET points = points + 1",),
}  # fmt: skip

FOLLOW = {"standing-equals-the-engine", "candidate-number-held"}  # from what breaks others


@pytest.fixture
def kept(centre, processor):
    """Something of each kind: claims, an award with its certificate, an invoice, requests."""
    make_claims.claim_at(Status.READY, centre=centre)
    make_claims.a_draft(centre, candidates=0)
    certificates.a_certificate(centre, processor, award=certificates.an_award(centre))
    invoice = make.an_invoice(centre, processor)
    entry = QualificationEntry.objects.earliest("pk")
    for _ in range(2):
        mir.a_request(entry, accounts.with_role(Role.POST_RESULT_FULL, centre))
    make_results.settle()
    Submission.objects.create(
        kind=Submission.Kind.REGISTRATIONS,
        centre=centre,
        qualification=entry.qualification,
        invoice=invoice,
        made_at=make.NOW,
        made_by=processor,
    )
    banked = Claim.objects.filter(status=Status.PROCESSED)
    trail.record_all("claim.process", banked, by=processor, at=make.NOW)
    made = QualificationEntry.objects.all()  # the factories leave no trail of either
    trail.record_all("qualificationentry.register", made, by=processor, at=make.NOW)


def broken():
    return {one.invariant.name for one in queries.checked(make.NOW) if one.rows}


def spoil(statements):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with owning(connection, "SET session_replication_role = replica", *statements):
        pass


def test_nothing_is_broken_by_what_the_commands_leave(kept):
    assert broken() == set()


@pytest.mark.parametrize("name", BROKEN)
def test_an_invariant_that_is_broken_is_the_one_that_is_named(name, kept):
    spoil(BROKEN[name])

    assert name in broken()
    assert broken() <= {name, *FOLLOW}


def test_every_invariant_is_broken_by_a_test():
    assert {one.name for one in queries.invariants()} == BROKEN.keys()


def test_every_life_that_is_drawn_is_compared_with_the_trail():
    assert {states.__name__ for states in LIVES.values()} == DRAWINGS.keys()


def test_the_first_few_are_named_and_the_others_counted(kept, capsys):
    spoil(["UPDATE results_keptstanding SET points = points + 1"])
    many = QualificationEntry.objects.count()

    with pytest.raises(CommandError, match=r"1 of \d+ invariants are broken"):
        call_command("check_data", first=2)

    said = capsys.readouterr().out
    assert f"{many}  standing-equals-the-engine: Where a registration stands" in said
    assert f"… and {many - 2} more" in said
    assert said.count(": points ") == 2


def test_what_is_broken_is_told_too_where_no_row_is_to_be_named(kept, capsys):
    spoil(BROKEN["letters-once"])

    with pytest.raises(CommandError, match="1 of"):
        call_command("check_data", quick=True, first=0)

    assert "1  letters-once" in capsys.readouterr().out


def test_a_program_reads_the_same_as_json(kept, capsys):
    spoil(BROKEN["letters-once"])

    with pytest.raises(CommandError):
        call_command("check_data", json=True, quick=True)

    answer = json.loads(capsys.readouterr().out)
    by_name = {one["name"]: one for one in answer["invariants"]}
    assert answer["broken"] == 1
    assert by_name["letters-once"]["rows"] == 1
    assert "say the same" in by_name["letters-once"]["first"][0]
    assert "standing-equals-the-engine" not in by_name


def test_what_holds_is_said(kept, capsys):
    call_command("check_data")

    assert f"All {len(BROKEN)} invariants hold." in capsys.readouterr().out


def test_it_reads_only(kept):
    seen = []

    def look(execute, sql, params, many, context):
        seen.append(sql.split()[0].strip("("))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        broken()

    assert set(seen) <= {"SET", "SELECT", "WITH", "SAVEPOINT", "RELEASE"}
