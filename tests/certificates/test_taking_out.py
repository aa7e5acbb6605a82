"""Between the list of a run and its dispatch a certificate is taken out, and never asked back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from certificates import commands, queries
from certificates.models import Certificate, TakenOut
from certificates.rules import CertificateRefused
from interchange.audit import trail
from results import commands as results_commands
from results.models import UnitResult
from tests.factories import certificates as factory
from tests.factories import results

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def certificate(centre, processor):
    """A certificate on the list of a run that is not sent yet."""
    return factory.a_certificate(centre, processor, award=factory.an_award(centre))


def fell(certificate, by, at):
    """The award falls by a correction of its unit 1."""
    whose = certificate.result.entry.candidate
    held = UnitResult.objects.get(candidate=whose, unit__number="1")
    results_commands.correct(result=held, grade="U", cause="Marked again.", by=by, at=at)
    results.settle(at=at + timedelta(minutes=1))


def of(certificate):
    return queries.certificates().get(pk=certificate.pk)


def test_a_run_is_not_sent_with_a_certificate_whose_award_fell(certificate, processor, at):
    fell(certificate, processor, at)

    with pytest.raises(CertificateRefused, match=f"certificate {certificate.number}. Take them"):
        commands.note_sent(run=certificate.run, by=processor, at=at)
    commands.take_out(certificate=certificate, words="Its award fell.", by=processor, at=at)
    commands.note_sent(run=certificate.run, by=processor, at=at)

    assert not of(certificate).must_return
    assert queries.to_print().again == 0
    assert "certificate.take_out" in [event.name for event in trail.of(certificate)]
    assert [row[-1] for row in queries.rows_of(certificate.run)] == ["Yes"]


def test_one_whose_award_stands_is_on_the_next_run_free_of_charge(certificate, processor, at):
    commands.take_out(certificate=certificate, words="Printed askew.", by=processor, at=at)

    assert (queries.to_print().new, queries.to_print().again) == (0, 1)
    factory.a_run(processor, at + timedelta(days=1))
    another = Certificate.objects.get(again__certificate=certificate)
    assert another.again.charge is None and not of(certificate).must_return


def test_once_it_is_sent_or_taken_out_it_cannot_be_taken_out(certificate, processor, at):
    told = {"certificate": certificate, "words": "Askew.", "by": processor, "at": at}
    commands.take_out(**told)
    with pytest.raises(CertificateRefused, match="taken out already"):
        commands.take_out(**told)

    again = factory.a_run(processor, at).certificates.get()
    commands.note_sent(run=again.run, by=processor, at=at)
    with pytest.raises(CertificateRefused, match="cannot be taken out any more"):
        commands.take_out(**told | {"certificate": again})


def test_somebody_says_why_and_has_the_right(certificate, processor, exams_officer, at):
    told = {"certificate": certificate, "at": at}
    with pytest.raises(CertificateRefused, match="Write why"):
        commands.take_out(**told, words=" ", by=processor)
    with pytest.raises(PermissionDenied):
        commands.take_out(**told, words="Askew.", by=exams_officer)
    assert not TakenOut.objects.exists()
