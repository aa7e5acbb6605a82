"""No page of results shows a blank: whatever became of a candidate, each cell says something."""

import re
from html import unescape

import pytest

from claims.states import Status as Claimed
from entries.states import Status as Registered
from interchange.accounts.roles import Role
from results.models import QualificationResult
from results.rules import ABSENT, NO_RESULT, PENDING
from tests.architecture.people import everybody_at
from tests.architecture.routes import names_of, objects, routes
from tests.factories import assessed, claims
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]
OF_EXAMS = ("D", "M#", "R", "U", ABSENT, NO_RESULT, PENDING)
CLAIMED = {Claimed.SAMPLED: "05841", Claimed.PENDING: "05835", Claimed.PROCESSED: "05827"}
SHOWN = {"results:test_results": ("", "?show=qualifications")}
CELL = re.compile(r"(?s)<(td|th|dt|dd)\b[^>]*>(.*?)</\1>")
CONTROL = re.compile("<(input|select|button|img)")


@pytest.fixture
def there(centre):
    """Somebody in each state at the centre; what the addresses of its pages name, by page.

    Its drafts and claims ready for sampling come with these objects.
    """
    there, by = objects(centre), make.whoever_enters()
    new = [make.an_entry(centre, offers.qualification(DIPLOMA)) for _ in range(len(OF_EXAMS) + 5)]
    for grade in OF_EXAMS:
        held.hold([new.pop()], {"1": grade})
    held.hold([new.pop()], OFFICIAL_EXAMPLE)
    held.enter([new.pop()], ["1"], offers.a_series(2027, 6))
    held.enter([new.pop()], ["1"], offers.a_series(2025, 6))
    held.under_embargo([new.pop()], {"1": "M"}, by)
    assessed.awaited(new[0], "1", by=by, series=offers.a_series(2026, 6))
    make.an_entry(centre, status=Registered.WITHDRAWN)
    for status, code in CLAIMED.items():
        claims.claim_at(status, centre=centre, qualification=offers.qualification(code))
    held.settle()
    return there


@pytest.fixture
def pages(centre, there, sign_in):
    """The pages of results of the centre, as who may read all of them: address and text."""
    client = sign_in(everybody_at(centre, Role.POST_RESULT_FULL))
    of_results = [one for one in routes() if one.name.startswith("results:") and one.of_a_centre]
    addresses = [
        one.address(number=centre.number, **names_of(one, there)) + asked
        for one in of_results
        for asked in SHOWN.get(one.name, ("",))
    ]
    [working] = [one for one in of_results if one.name == "results:working"]
    entries = QualificationResult.objects.values_list("entry", flat=True)
    addresses += [working.address(number=centre.number, pk=pk) for pk in entries]
    answers = {address: client.get(address) for address in addresses}
    return {
        address: answer.text
        for address, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


def test_no_cell_of_a_page_of_results_is_blank(pages):
    """Each page has a table or a list; of a blank its place is told."""
    blank = {address: blanks(page) for address, page in pages.items()}

    assert len(pages) > 8 and all(map(CELL.search, pages.values()))
    assert {address: cells for address, cells in blank.items() if cells} == {}


def blanks(page):
    """The cells of tables and lists of a page that say nothing and ask nothing, with their rows."""
    return [
        page[max(0, cell.start() - 300) : cell.end()]
        for cell in CELL.finditer(page)
        if not CONTROL.search(cell[2]) and not unescape(re.sub("<[^>]+>", "", cell[2])).strip()
    ]
