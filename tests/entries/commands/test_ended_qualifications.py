"""A qualification that has ended takes nobody new; those who are on it go on until its last day."""

from datetime import date

import pytest
from django.urls import reverse

from claims import commands as claims
from claims.rules import ClaimNotReady
from entries import commands
from entries.file_states import Outcome
from entries.rules.registering import EntryRefused
from interchange.catalogue.models import Qualification
from results.queries import sittings
from tests.entries.commands.desk import ADA, outcomes, reasons
from tests.entries.commands.typed import BO
from tests.factories import catalogue as real
from tests.factories import claims as make_claims
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.slow]

YESTERDAY = date(2026, 11, 19)


def ended(code="05839", **dates):
    """The qualification with these dates."""
    Qualification.objects.filter(code=code).update(**dates)
    return real.qualification(code)


def test_nobody_is_registered_after_the_last_registration(register):
    ended(last_registration_on=YESTERDAY)

    with pytest.raises(EntryRefused, match="Registrations for 05839 ended on 19 November 2026"):
        register(BO)


def test_somebody_is_registered_on_the_last_day(register):
    ended(last_registration_on=date(2026, 11, 20))

    assert register(BO)


def test_a_line_of_a_file_is_told_since_when_registrations_have_ended(desk):
    ended(last_registration_on=YESTERDAY)

    file = desk.send_bytes(*edi.a_file(ADA))

    assert outcomes(file) == [Outcome.REFUSED]
    assert "ended on 19 November 2026" in reasons(file)[0]


def test_who_is_registered_sits_the_last_series_and_no_later_one(centre, exams_officer, at):
    entry = make.an_entry(centre)
    ended(last_registration_on=YESTERDAY, last_exam="2027-01", offered=False)
    january, june = real.a_series(2027, 1), real.a_series(2027, 6)

    def enter(series):
        return commands.enter_for_exams(
            centre=centre,
            qualification=entry.qualification,
            series=series,
            chosen=[(entry.candidate, real.unit(1))],
            sat=sittings,
            by=exams_officer,
            at=at,
        )

    assert enter(january)
    with pytest.raises(EntryRefused, match="last exams of 05839 were those of January 2027"):
        enter(june)


def test_nothing_is_claimed_after_the_last_certification(centre, tutor, at):
    claim = make_claims.claim_at("draft", centre=centre, by=tutor)
    qualification = ended(claim.qualification.code, last_certification_on=YESTERDAY)

    with pytest.raises(ClaimNotReady, match="was on 19 November 2026"):
        claims.submit(claim=claim, declared=True, by=tutor, at=at)
    with pytest.raises(ClaimNotReady, match="was on 19 November 2026"):
        claims.start(centre=centre, qualification=qualification, by=tutor, at=at)


def test_pages_say_in_advance_when_it_ends(client, sign_in, centre, exams_officer):
    ended(last_registration_on=date(2098, 8, 31))
    sign_in(exams_officer)

    for address in (
        reverse("catalogue:qualification", args=["05839"]),
        reverse("entries:register_for", args=[centre.number, "05839"]),
    ):
        page = client.get(address).content.decode()
        assert "The last day to register is 31 August 2098." in page


def test_the_page_of_registering_says_since_when_it_has_ended(
    client, sign_in, centre, exams_officer
):
    ended(last_registration_on=date(2020, 8, 31))
    sign_in(exams_officer)

    page = client.get(reverse("entries:register_for", args=[centre.number, "05839"]))

    assert "Registrations for 05839 ended on 31 August 2020" in page.content.decode()
    assert "No registrations for 05839" in " ".join(page.content.decode().split())
