"""Suspected malpractice: told to the board, and nowhere to be found at the centre."""

import re

import pytest

from claims import commands
from claims.models import MalpracticeConcern
from tests.architecture.routes import routes
from tests.factories import claims
from tests.factories.claims import at_page

SECRET = "Zweifel: two folders hold the same work."
MORE = ("accounts:account", "notifications:letters", "tracker:home")
WORDS = re.compile(r"malpractice|suspect|concern(?!ed)|zweifel", re.IGNORECASE)


@pytest.mark.slow
def test_the_moderator_tells_the_board(sign_in, moderator, sampled):
    browser = sign_in(moderator)

    answer = browser.post(at_page("concern", sampled), {"about": SECRET}, follow=True)

    assert MalpracticeConcern.objects.get().about == SECRET
    assert "The board has been told. The centre has not." in answer.content.decode()
    assert SECRET in browser.get(at_page("concern", sampled)).content.decode()


@pytest.mark.slow
def test_a_concern_says_what_it_is_about(sign_in, moderator, sampled):
    answer = sign_in(moderator).post(at_page("concern", sampled), {"about": " "})

    assert "Say what makes you suspect malpractice" in answer.content.decode()


@pytest.mark.slow
def test_the_moderator_learns_that_the_board_took_it_up(sign_in, moderator, processor, sampled, at):
    concern = commands.raise_concern(claim=sampled, about=SECRET, by=moderator, at=at)
    page = at_page("concern", sampled)
    assert "has not taken it up yet" in sign_in(moderator).get(page).content.decode()

    commands.take_up(concern=concern, by=processor, at=at)

    assert "took it up on 20 November 2026" in sign_in(moderator).get(page).content.decode()


@pytest.mark.slow
def test_nothing_the_centre_can_read_tells_of_a_concern(
    sign_in, moderator, processor, centre_administrator, sampled, at, settings
):
    settings.DEMO = True  # letters are a page, too
    concern = commands.raise_concern(claim=sampled, about=SECRET, by=moderator, at=at)
    claims.report_on(sampled, moderator)
    commands.agree(claim=sampled, visited_on=at.date(), unbooked=True, by=moderator, at=at)
    commands.take_up(concern=concern, by=processor, at=at)
    sign_in(moderator).post(at_page("concern", sampled), {"about": "Zweifel again"})
    browser = sign_in(centre_administrator)
    browser.raise_request_exception = False

    read, found = set(), {}
    for route, address in addresses(sampled):
        answer = browser.get(address)
        if answer.status_code == 200:
            read.add(route.name)
            told = b"".join(answer) if answer.streaming else answer.content
            if traces := set(WORDS.findall(told.decode("utf-8", "replace"))):
                found[address] = traces

    assert found == {}
    assert {"claims:view", "claims:export", "claims:history", "claims:read_report"} <= read
    assert {"tracker:centre_home", "tracker:candidate", "notifications:letters"} <= read


def addresses(claim):
    """Every page that may speak of the claim, in all the ways in which it is asked for."""
    line = claim.lines.first()
    named = {
        "number": claim.centre.number,
        "pk": claim.pk,
        "code": claim.qualification.code,
        "unit": line.unit.number,
        "ocr_number": line.candidate.ocr_number,
    }
    asked = {"claims:view": ["", "?by=candidate", "?by=unit"]}
    for route in (one for one in routes() if one.of_a_centre or one.name in MORE):
        given = {**named, "pk": report_of(claim)} if route.name == "claims:read_report" else named
        address = route.address(**given)
        if route.name == "notifications:letters":
            address = f"{address}?to={claim.results_email}"
        yield from ((route, address + more) for more in asked.get(route.name, [""]))


def report_of(claim):
    """The number of the report that the centre was sent."""
    return claim.reports.filter(sent_at__isnull=False).last().pk
