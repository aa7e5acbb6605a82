"""What is awarded is printed once, issued again with a reason, and returned when it was lowered."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from certificates import commands, queries
from certificates.models import Certificate, PrintRun
from certificates.rules import CertificateRefused
from entries.models import Candidate, Charge, Invoice
from interchange.audit import trail
from interchange.catalogue.models import Fee
from interchange.notifications.models import Message
from interchange.refusals import AlreadyDone, NothingSaid
from results import commands as results_commands
from results.models import UnitResult
from tests.factories import certificates as factory
from tests.factories import entries as make
from tests.factories import results

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def fee(db):
    """What a replacement costs."""
    return Fee.objects.create(
        slug="replacement-certificate", title="Replacement", pence=4200, from_on="2025-08-01"
    )


def lower(award, by, at):
    """The award's unit 1 is corrected so that the award falls."""
    held = UnitResult.objects.get(candidate=award.entry.candidate, unit__number="1")
    results_commands.correct(result=held, grade="U", cause="Marked again.", by=by, at=at)
    results.settle(at=at + timedelta(minutes=1))


def test_each_award_that_stands_is_printed_once(centre, processor, at):
    awards = [results.a_result(make.an_entry(centre)) for _ in range(3)]

    first = factory.a_run(processor)
    new = results.a_result(make.an_entry(centre))
    second = factory.a_run(processor)

    assert {one.result_id for one in first.certificates.all()} == {one.pk for one in awards}
    assert [one.result_id for one in second.certificates.all()] == [new.pk]
    assert [event.name for event in trail.of(second)] == ["printrun.make"]


def test_a_run_without_anything_to_print_is_not_made(centre, processor):
    with pytest.raises(CertificateRefused, match="nothing to print"):
        factory.a_run(processor)

    assert not PrintRun.objects.exists()


def test_a_run_is_not_made_of_something_else_than_was_shown(centre, processor, at):
    results.a_result(make.an_entry(centre))

    with pytest.raises(CertificateRefused, match="not what the page showed"):
        commands.make_run(shown=(2, 0), by=processor, at=at)


def test_nobody_is_told_nothing_of_a_reissue(centre, processor, at):
    certificate = factory.a_certificate(centre, processor)

    with pytest.raises(NothingSaid, match="Write what the centre is told"):
        commands.reissue(certificate=certificate, reason="ours", words=" \n", by=processor, at=at)

    assert not Message.objects.filter(template="certificates/reissued").exists()


def test_a_centre_makes_no_run(centre, exams_officer, at):
    results.a_result(make.an_entry(centre))

    with pytest.raises(PermissionDenied):
        factory.a_run(exams_officer)


def test_a_certificate_keeps_the_name_of_its_day(centre, processor):
    certificate = factory.a_certificate(centre, processor)
    was = certificate.name

    Candidate.objects.filter(pk=certificate.result.entry.candidate_id).update(surname="Marchetti")

    assert Certificate.objects.get().name == was
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.update(surname="Marchetti")


def test_a_lost_certificate_is_issued_again_and_paid(centre, processor, at, fee):
    certificate = factory.a_certificate(centre, processor)

    told = {"reason": "lost", "words": "By your letter.", "by": processor, "at": at}
    asked = commands.reissue(certificate=certificate, **told)
    run = factory.a_run(processor)

    again = run.certificates.get()
    assert (again.again, again.result) == (asked, certificate.result)
    assert Charge.objects.get(pk=asked.charge_id).line.pence == fee.pence
    letter = Message.objects.get(template="certificates/reissued").body
    assert "The replacement is charged" in letter and "return the original" not in letter
    assert queries.to_print().total == 0


def test_another_name_brings_a_new_certificate_and_the_old_one_back(centre, processor, at, fee):
    certificate = factory.a_certificate(centre, processor)
    whose = certificate.result.entry.candidate_id
    Candidate.objects.filter(pk=whose).update(surname="Marchetti")

    told = {"reason": "details", "words": "Deed poll seen.", "by": processor, "at": at}
    commands.reissue(certificate=certificate, **told)
    run = factory.a_run(processor)

    assert run.certificates.get().surname == "Marchetti"
    assert queries.certificates().get(pk=certificate.pk).must_return
    letter = Message.objects.get(template="certificates/reissued").body
    assert "Please return the original" in letter
    commands.note_return(certificate=certificate, on=at.date(), by=processor, at=at)
    assert not queries.certificates().get(pk=certificate.pk).must_return
    with pytest.raises(CertificateRefused, match="came back already"):
        commands.note_return(certificate=certificate, on=at.date(), by=processor, at=at)


def test_a_mistake_of_the_board_costs_nothing(centre, processor, at, fee):
    certificate = factory.a_certificate(centre, processor)

    told = {"reason": "ours", "words": "A letter was missing.", "by": processor, "at": at}
    commands.reissue(certificate=certificate, **told)

    assert not Invoice.objects.exists()


def test_a_certificate_is_not_issued_again_twice(centre, processor, at):
    certificate = factory.a_certificate(centre, processor)
    told = {"reason": "ours", "words": "Ours.", "by": processor, "at": at}
    commands.reissue(certificate=certificate, **told)

    with pytest.raises(CertificateRefused, match="to be issued again already"):
        commands.reissue(certificate=certificate, **told)
    factory.a_run(processor)
    with pytest.raises(CertificateRefused, match="issued in the place of this one"):
        commands.reissue(certificate=certificate, **told)


def test_the_original_of_an_award_that_fell_comes_back_and_none_is_issued_again(
    centre, processor, at
):
    award = factory.an_award(centre)
    factory.a_run(processor)
    certificate = Certificate.objects.get()

    lower(award, processor, at + timedelta(hours=1))

    assert queries.certificates().get().must_return
    assert queries.to_print().total == 0
    told = {"reason": "lost", "words": "Lost.", "by": processor, "at": at}
    with pytest.raises(CertificateRefused, match="does not stand any more"):
        commands.reissue(certificate=certificate, **told)
    results_commands.tell_centres(at=at + timedelta(hours=3))
    letter = Message.objects.filter(template="results/qualification_results").latest("pk").body
    assert "return its original to the board" in letter


def test_a_lost_original_is_not_asked_back_and_a_replacement_never_printed_is_paid_back(
    centre, processor, at, fee
):
    award = factory.an_award(centre)
    factory.a_run(processor)
    told = {"reason": "lost", "words": "By your letter.", "by": processor, "at": at}
    asked = commands.reissue(certificate=Certificate.objects.get(), **told)

    lower(award, processor, at + timedelta(hours=1))

    assert not queries.certificates().get().must_return
    assert [one.pk for one in queries.charged_for_nothing()] == [asked.charge_id]
    results.a_result(make.an_entry(centre))
    factory.a_run(processor, at + timedelta(hours=2))
    charge = Charge.objects.get(pk=asked.charge_id)
    assert charge.is_paid_back and queries.charged_for_nothing() == []
    assert not hasattr(asked, "made")


def test_a_replacement_that_was_printed_is_not_paid_back_when_its_award_falls(
    centre, processor, at, fee
):
    award = factory.an_award(centre)
    factory.a_run(processor)
    told = {"reason": "lost", "words": "By your letter.", "by": processor, "at": at}
    commands.reissue(certificate=Certificate.objects.get(), **told)
    factory.a_run(processor)

    lower(award, processor, at + timedelta(hours=1))

    assert queries.charged_for_nothing() == []
    first, second = queries.certificates().order_by("number")
    assert (first.must_return, second.must_return) == (False, True)


def test_what_need_not_come_back_is_not_noted(centre, processor, at):
    certificate = factory.a_certificate(centre, processor)

    with pytest.raises(CertificateRefused, match="need not come back"):
        commands.note_return(certificate=certificate, on=at.date(), by=processor, at=at)


def test_a_run_is_sent_once(centre, processor, at):
    run = factory.a_certificate(centre, processor).run

    commands.note_sent(run=run, by=processor, at=at)

    with pytest.raises(AlreadyDone):
        commands.note_sent(run=run, by=processor, at=at)


def test_the_list_for_the_printer_is_a_table(sign_in, centre, processor):
    certificate = factory.a_certificate(centre, processor)

    answer = sign_in(processor).get(reverse("admin:certificates_list", args=[certificate.run.pk]))

    head, row = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert head.startswith("Certificate number,Centre number,OCR candidate number")
    assert f"{certificate.number},12345,{certificate.ocr_number}" in row


def test_the_centre_sees_what_was_printed_and_sent(sign_in, centre, exams_officer, processor, at):
    certificate = factory.a_certificate(centre, processor)
    commands.note_sent(run=certificate.run, by=processor, at=at)
    browser = sign_in(exams_officer)

    listed = browser.get(reverse("certificates:certificates", args=[centre.number]))
    page = browser.get(reverse("tracker:candidate", args=[centre.number, certificate.ocr_number]))

    for answer in (listed, page):
        assert str(certificate.number) in answer.content.decode()
        assert "Sent to your centre" in answer.content.decode()


def test_another_centre_sees_none_of_it(sign_in, centre, other_centre, stranger, processor):
    certificate = factory.a_certificate(centre, processor)

    listed = sign_in(stranger).get(reverse("certificates:certificates", args=[other_centre.number]))

    assert str(certificate.number) not in listed.content.decode()
