"""A print run holds what its page showed, whatever comes meanwhile, and says what was made."""

from unittest import mock

import pytest
from django.urls import reverse

from certificates import commands
from certificates.models import Certificate, PrintRun
from certificates.rules import CertificateRefused
from interchange.audit import trail
from tests.factories import certificates as factory
from tests.factories import entries as make
from tests.factories import results

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_an_award_that_comes_while_a_run_is_made_is_not_in_it_unseen(centre, processor, at):
    results.a_result(make.an_entry(centre))

    def another(sequence):
        results.a_result(make.an_entry(centre))
        return 1

    with (
        mock.patch.object(commands.numbers, "following", another),
        pytest.raises(CertificateRefused, match="not what the page showed"),
    ):
        commands.make_run(shown=(1, 0), by=processor, at=at)

    assert not PrintRun.objects.exists() and not Certificate.objects.exists()


def test_the_trail_says_how_many_were_made(centre, processor):
    for _ in range(2):
        results.a_result(make.an_entry(centre))

    [event] = trail.of(factory.a_run(processor))

    assert event.detail == {"certificates": 2}


def test_the_page_of_a_run_that_was_refused_shows_the_numbers_of_now(sign_in, centre, processor):
    results.a_result(make.an_entry(centre))
    browser, address = sign_in(processor), reverse("admin:certificates_printrun_make_a_print_run")

    refused = browser.post(address, {"shown": "2-0", "sure": "on"})
    again = refused.context["form"]

    assert "not what the page showed" in refused.content.decode()
    assert (again["shown"].value(), bool(again["sure"].value())) == ("1-0", False)
