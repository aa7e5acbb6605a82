"""What the forms of requests offer, and what the rules are told."""

from dataclasses import replace
from datetime import date

import pytest

from entries.queries import qualifications_of
from interchange.catalogue.models import Contact
from mir import queries
from mir.models import Request
from mir.request_types import MERGE
from mir.states import Status
from tests.factories import catalogue as real
from tests.factories import entries, mir

TODAY = date(2026, 11, 20)


def test_only_series_whose_exams_have_come_are_offered(centre):
    real.a_series(2026, 6)
    real.a_series(2027, 1)
    real.a_series(2026, 9)

    assert str(queries.exam_series(centre, TODAY)[0]) == "June 2026"
    assert str(queries.exam_series(centre, date(2027, 1, 5))[0]) == "January 2027"


def test_the_units_offered_are_those_that_can_be_meant(catalogue):
    qualification = real.qualification()

    every = set(queries.units(qualification))

    assert set(queries.units(qualification, "examined")) == {u for u in every if u.examined}
    assert set(queries.units(qualification, "moderated")) == {u for u in every if not u.examined}


def test_a_centre_s_own_qualifications_come_apart_from_all_others(entry):
    mine = set(qualifications_of(entry.centre))
    others = set(queries.other_qualifications(entry.centre))

    assert mine == {entry.qualification}
    assert not mine & others
    assert mine | others == set(queries.qualifications_to_name(entry.centre))


def test_a_candidate_is_known_by_either_of_two_merged_records(entry):
    duplicate = entries.a_candidate("Okafor", "Adah", merged_into=entry.candidate)

    assert queries.candidate_here(entry.centre, duplicate.ocr_number) == duplicate
    assert queries.candidate_here(entry.centre, entry.candidate.ocr_number) == entry.candidate


@pytest.mark.slow
def test_a_candidate_of_another_centre_is_not_known_here(entry, other_centre):
    assert queries.candidate_here(other_centre, entry.candidate.ocr_number) is None


@pytest.mark.slow
def test_merged_records_are_one_person_to_the_rules(entry):
    duplicate = entries.a_candidate("Okafor", "Adah", merged_into=entry.candidate)

    facts = queries.facts(
        mir.unsent(entry, MERGE, other_ocr_number=duplicate.ocr_number), at=mir.NOW
    )

    assert facts.same_person


@pytest.mark.slow
def test_a_request_to_merge_does_not_tell_which_numbers_exist(entry, other_centre):
    """Nobody's number, and those of records elsewhere, merged and not, are answered alike."""
    kept = entries.an_entry(other_centre).candidate
    merged = entries.a_candidate("Okafor", "Adah", merged_into=kept)

    told = set()
    for number in ("99999999", kept.ocr_number, merged.ocr_number):
        facts = queries.facts(mir.unsent(entry, MERGE, other_ocr_number=number), at=mir.NOW)
        told.add(replace(facts, other_ocr_number=""))
        assert not any(ask(facts) for ask in MERGE.preconditions)

    assert len(told) == 1


def test_facts_of_a_request_that_names_nothing_break_no_rule_of_naming(entry):
    plain = Request(kind="entry-change", centre=entry.centre, qualification=entry.qualification)

    facts = queries.facts(plain, at=mir.NOW)

    assert facts.candidate_here and facts.unit_offered and facts.claim_known


@pytest.mark.slow
def test_what_waits_for_the_centre_is_what_the_board_has_asked(entry, post_result_full, processor):
    mir.a_request(entry, post_result_full)
    asked = mir.request_at(Status.MORE_NEEDED, entry, post_result_full, processor)

    assert list(queries.waiting(entry.centre)) == [asked]


@pytest.mark.slow
def test_letters_to_support_go_where_centres_are_told_to_write(entry, post_result_full, settings):
    from interchange.notifications.models import Message

    mir.a_request(entry, post_result_full)

    letter = Message.objects.get(template="mir/to_the_board")
    assert letter.to == settings.SUPPORT_INBOX
    assert letter.to == Contact.objects.get(slug="support").address
