"""Which originals come back, and what a centre reads of whoever has left it since."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from certificates import commands, queries
from entries import commands as entries_commands
from entries.models import Candidate, Charge
from entries.rules import details as rules
from interchange.catalogue.models import Fee
from interchange.notifications.models import Message
from results.models import QualificationResult
from tests.factories import certificates as factory
from tests.factories import entries as make
from tests.factories import results
from tracker import commands as tracker

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def followed(result, grade, points, cause=""):
    """Another result of the registration takes the place of one; "" revokes it."""
    result.entry.award_due.refresh_from_db()
    outcome = QualificationResult.Outcome
    return QualificationResult.objects.create(
        entry=result.entry,
        due=result.due + 1,
        outcome=outcome.AWARD if grade else outcome.REVOKED,
        grade=grade,
        points=points,
        counted=[],
        specification=result.specification,
        issued_at=result.issued_at + timedelta(days=1),
        supersedes=result,
        cause=cause,
    )


def to_return():
    """The grades on the originals that are to come back."""
    return {one.grade for one in queries.certificates() if one.must_return}


def test_an_original_better_than_what_stands_comes_back_whatever_lies_between(centre, processor):
    passed = factory.a_certificate(centre, processor).result
    better = followed(passed, "M", 20)
    factory.a_run(processor)
    assert to_return() == set()

    revoked = followed(better, "", 0, cause="Marked again.")
    assert to_return() == {"P", "M"}

    followed(revoked, "P", 14)
    assert to_return() == {"M"}


def test_an_original_comes_back_that_a_later_award_does_not_reach_again(centre, processor):
    merit = results.a_result(make.an_entry(centre), "M")
    factory.a_run(processor)
    distinction = followed(merit, "D", 20)
    revoked = followed(distinction, "", 0, cause="Marked again.")

    followed(revoked, "P", 10)

    assert to_return() == {"M"}


def correct(record, surname, by, at):
    """Another surname, as the board gives it."""
    seen = rules.of(Candidate.objects.get(pk=record.pk))
    new = replace(seen, surname=surname)
    told = {"reason": "Deed poll.", "by": by, "at": at}
    entries_commands.correct_details(candidate=record, seen=seen, new=new, **told)


@pytest.fixture
def left(centre, other_centre, processor, at):
    """The certificate of Ada Okafor, printed as Jones after she had left for the other centre."""
    entry = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada"))
    award = results.a_result(entry)
    asked = make.a_transfer(other_centre, processor, centre)
    asked.entry, asked.candidate_number = entry, "0901"
    asked.save()
    tracker.process_transfer(transfer=asked, by=processor, at=at + timedelta(days=1))
    correct(entry.candidate, "Jones", processor, at + timedelta(days=2))
    factory.a_run(processor, at + timedelta(days=3))
    return award.certificates.get()


def surnames(centre, text="", sort="known_surname"):
    """Who is found at the centre, as it may read of them."""
    found = queries.of_centre(centre, localtime(), text=text).order_by(sort)
    return [one.surname for one in queries.named_as_known(centre, found, localtime())]


def test_what_was_printed_after_somebody_left_tells_and_finds_no_later_name(centre, left):
    assert left.surname == "Jones"
    assert surnames(centre) == ["Okafor"]
    assert surnames(centre, "okafor") == ["Okafor"]
    assert surnames(centre, "jones") == []


def test_what_was_printed_since_is_sorted_by_the_name_of_then(centre, left, processor, at):
    person = make.a_candidate("Lamb", "Kit")
    award = results.a_result(make.an_entry(centre, candidate=person))
    factory.a_certificate(centre, processor, at + timedelta(days=3), award)

    assert surnames(centre) == ["Lamb", "Okafor"]


def test_no_page_of_the_old_centre_names_who_left_as_printed_since(
    sign_in, centre, exams_officer, left
):
    browser = sign_in(exams_officer)
    number = left.result.entry.candidate.ocr_number

    listed = browser.get(reverse("certificates:certificates", args=[centre.number]))
    by_name = browser.get(listed.request["PATH_INFO"], {"sort": "name"})
    page = browser.get(reverse("tracker:candidate", args=[centre.number, number]))

    for answer in (listed, by_name, page):
        assert str(left.number) in answer.content.decode()
        assert "Okafor" in answer.content.decode()
        assert "Jones" not in answer.content.decode()


def test_what_was_printed_before_somebody_left_stays_as_printed(
    centre, other_centre, processor, at
):
    award = results.a_result(make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada")))
    factory.a_certificate(centre, processor, at, award)
    correct(award.entry.candidate, "Smith", processor, at + timedelta(days=1))
    asked = make.a_transfer(other_centre, processor, centre)
    asked.entry, asked.candidate_number = award.entry, "0901"
    asked.save()
    tracker.process_transfer(transfer=asked, by=processor, at=at + timedelta(days=2))
    correct(award.entry.candidate, "Jones", processor, at + timedelta(days=3))

    assert surnames(centre) == surnames(centre, "smith") == surnames(centre, "okafor") == ["Okafor"]
    assert surnames(centre, "jones") == []


def test_neither_letter_nor_charge_of_a_reissue_tells_the_old_centre_a_later_name(
    left, processor, at
):
    Fee.objects.create(
        slug="replacement-certificate", title="Replacement", pence=4200, from_on="2025-08-01"
    )

    told = {"reason": "lost", "words": "By your letter.", "by": processor}
    commands.reissue(certificate=left, at=at + timedelta(days=4), **told)

    assert Charge.objects.get(reason="replacement").who.startswith("Okafor, Ada")
    for letter in Message.objects.filter(template="certificates/reissued"):
        assert "Jones" not in letter.subject + letter.body
