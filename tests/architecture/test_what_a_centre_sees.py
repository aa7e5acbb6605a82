"""No page, export, file, search, answer of the API or letter tells what another centre did.

People stand to the centre in every way there is; at other centres something was made of each that
is marked. Every address of the URL configuration is opened, so a new page is in it by itself.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.db.models import F
from django.urls import reverse

from claims.models import Claim
from entries import commands
from entries.models import Candidate, QualificationEntry
from entries.rules.people import Person
from interchange.accounts.roles import Permission, Role
from interchange.notifications.models import Message
from results.commands import award_due
from tests.architecture.people import everybody_at, moderator_at
from tests.architecture.routes import names_of, objects, routes
from tests.architecture.test_query_counts import QUESTIONS
from tests.factories import accounts, catalogue, entries, results
from tracker import commands as tracker

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NOW = entries.NOW
THEN = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
DIPLOMA, SMALLER = "05842", "05839"
MARKS = {  # of what other centres did, which nobody here may read
    "a centre's name": "Hiddenham",
    "a centre's number": "77777",
    "the number of a claim": "98765",
    "an exam": "Exam, January 2025",
    "a name": "Zyxwvut",
    "a ULN": "9276308686",
    "a day": "4 November 2026",
    "a day in a table": "04/11/2026",
    "a day for machines": "2026-11-04",
}
GRADE = re.compile(r'(?<!<kbd)>\s*(?:<strong>)?(?:R|Near pass)\s*<|"grade":\s*"R"|,R,')
NUMBER = re.compile(r"\b739\d\b")  # candidate numbers at the other centres
PACKED = ("application/pdf", "application/zip", "application/vnd.")
SEARCHED = ("q", "text")  # what the searches of lists are called


@dataclass(frozen=True)
class Way:
    """How a person stands to the centre, and a record by which the centre may ask for them."""

    name: str
    record: Candidate
    entry: QualificationEntry | None = None


class Scene:
    """Makes people who stand to the centre in every way, each marked at another centre."""

    def __init__(self, centre, by):
        self.centre, self.by = centre, by
        self.hidden = accounts.a_centre("77777", "Hiddenham Academy")
        self.partner = accounts.a_centre("66666", "Partnerton College")
        self.numbers = count(7390)
        self.ours = catalogue.qualification(SMALLER)  # of the claim in progress

    def here(self, name, uci="", **fields):
        """A registration at the centre, with units of its own."""
        person = entries.a_candidate(name, "Kit", uci=uci)
        entry = entries.an_entry(self.centre, self.ours, person, **fields)
        results.hold([entry], {"4": "M", "8": "P"})
        return entry

    def there(self, person, centre, code=DIPLOMA, exams=True):
        """A registration at another centre, with marked results, and work under way."""
        qualification = catalogue.qualification(code)
        entry = entries.an_entry(
            centre, qualification, person, candidate_number=f"{next(self.numbers)}", made_at=THEN
        )
        series = catalogue.a_series(2025, 1)
        marked = {"3": "R", "12": "D"} if exams else {"12": "D"}
        results.hold([entry], marked, series=series, at=THEN)
        Claim.objects.filter(lines__candidate=person, centre=centre).update(
            number=F("pk") + 98_765_000
        )
        if exams:
            results.enter([entry], ["2"], series)
        return entry

    def everybody(self):
        """The Way of each person."""
        return [
            self.open_at_both(),
            self.elsewhere_only(),
            self.came(),
            self.left(),
            self.merged_into_ours(),
            self.merged_into_theirs(),
            self.withdrawn(),
            self.undone(),
            self.registered_there(),
        ]

    def open_at_both(self):
        entry = self.here("Both")
        self.there(entry.candidate, self.hidden)
        return Way("open at both", entry.candidate, entry)

    def elsewhere_only(self):
        person = entries.a_candidate("Zyxwvut", "Elsewhere", uln="9276308686")
        self.there(person, self.hidden)
        return Way("elsewhere only", person)

    def came(self):
        old = entries.an_entry(self.partner, self.ours, entries.a_candidate("Came", "Kit"))
        self.transfer(old, self.centre)
        self.there(old.candidate, self.partner, exams=False)  # after the transfer
        entry = self.centre.entries.get(candidate=old.candidate)
        results.hold([entry], {"4": "M"})
        return Way("transferred here", old.candidate, entry)

    def left(self):
        entry = self.here("Left")
        self.transfer(entry, self.partner)
        self.there(entry.candidate, self.partner)
        return Way("transferred away", entry.candidate, entry)

    def transfer(self, entry, to):
        asked = entries.a_transfer(to, self.by, entry.centre)
        asked.entry, asked.candidate_number = entry, f"09{asked.pk:02}"
        asked.save()
        tracker.process_transfer(transfer=asked, by=self.by, at=NOW - timedelta(days=20))

    def merged_into_ours(self):
        entry = self.here("Kept")
        other = entries.a_candidate("Zyxwvut", "Merged")
        self.there(other, self.hidden, SMALLER)
        self.merge(entry.candidate, other)
        return Way("merged, ours kept", entry.candidate, entry)

    def merged_into_theirs(self):
        other = entries.a_candidate("Theirs", "Kit")
        self.there(other, self.hidden, SMALLER)
        entry = self.here("Ours")
        self.merge(entry.candidate, other)
        return Way("merged, theirs kept", entry.candidate, entry)

    def merge(self, one, other):
        return tracker.merge(one=one, other=other, because="The same.", by=self.by, at=NOW)

    def withdrawn(self):
        entry = self.here("Gone", status="removed")
        self.there(entry.candidate, self.hidden)
        return Way("withdrawn", entry.candidate, entry)

    def undone(self):
        entry = self.here("Parted")
        other = entries.a_candidate("Zyxwvut", "Parted")
        self.there(other, self.hidden, SMALLER)
        made = self.merge(entry.candidate, other)
        tracker.undo_merge(made=made, by=self.by, at=NOW)
        return Way("merged and undone", entry.candidate, entry)

    def registered_there(self):
        """Registered by the other centre's form, which tells this one."""
        entry = self.here("Shared", uci="681990012058G")
        known = {one: getattr(entry.candidate, one) for one in ("surname", "born_on", "sex", "uci")}
        commands.register(
            centre=self.hidden,
            qualification=catalogue.qualification("05834"),
            people=[Person(**known, candidate_number=f"{next(self.numbers)}")],
            by=accounts.with_role(Role.EXAMS_OFFICER, self.hidden),
            at=NOW,
        )
        return Way("registered there", entry.candidate, entry)


@pytest.fixture
def ours(centre, catalogue):
    """Something of the centre's own for each page that names one."""
    return objects(centre)


@pytest.fixture
def ways(ours, centre, processor, settings):
    """The people, with every award worked out that is due."""
    settings.DEMO = True
    found = Scene(centre, processor).everybody()
    while award_due(at=NOW):
        pass
    return found


def looked_at(sign_in, centre, ours, ways):
    """Every page and file of the centre: (who is asked about, address, what it answers)."""
    people, moderator = everybody_at(centre, Role.POST_RESULT_FULL), moderator_at(centre)
    for person, moderates in ((people, False), (moderator, True)):
        client = sign_in(person)
        client.raise_request_exception = True
        for route in routes():
            if route.of_a_centre and (route.permission == Permission.MODERATE_CLAIMS) == moderates:
                for who, address in addresses(route, centre, ours, ways):
                    yield who, address, told_by(client, address)


def addresses(route, centre, ours, ways):
    """Where the page stands: for what the centre has, and for each of the people."""
    named = {**names_of(route, ours), "number": centre.number}
    for asked in ["", *QUESTIONS.get(route.name, [])]:
        yield "", route.address(**named) + asked
    for way in ways:
        theirs = {"ocr_number": way.record.ocr_number}
        if way.entry and route.name.split(":")[0] == "tracker":
            theirs["pk"] = way.entry.pk
        if theirs.keys() & set(route.names):
            yield way.name, route.address(**{**named, **theirs})
        elif not route.of_an_object:
            asked = "&".join(f"{search}={way.record.surname}" for search in SEARCHED)
            yield way.name, f"{route.address(**named)}?{asked}"


def told_by(client, address):
    """What the address answers, in text; what is packed is not read."""
    answer = client.get(address)
    if answer.status_code >= 400 or answer.status_code in (301, 302):
        return ""
    if answer.headers["Content-Type"].startswith(PACKED):
        return ""
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode(errors="replace")


def marks_in(text, address):
    """Which marks stand in an answer, but for what was typed in a search."""
    text = re.sub(r"<(input|a|link|option)\b[^>]*>", "", text)
    found = [what for what, mark in MARKS.items() if mark in text]
    if NUMBER.search(text):
        found.append("a candidate number")
    if GRADE.search(text):
        found.append("a grade")
    if "Zyxwvut" in address:
        found = [what for what in found if what != "a name"]
    return found


def test_no_page_or_file_tells_what_another_centre_did(sign_in, centre, ours, ways):
    wrong = {
        (who, address): found
        for who, address, text in looked_at(sign_in, centre, ours, ways)
        if (found := marks_in(text, address))
    }

    assert wrong == {}


def test_the_marks_are_there_for_the_centre_that_made_them(sign_in, centre, ways):
    hidden = Candidate.objects.get(surname="Zyxwvut", forenames="Elsewhere")
    there = hidden.entries.get().centre
    client = sign_in(everybody_at(there, Role.POST_RESULT_FULL))
    page = told_by(client, reverse("tracker:candidate", args=[there.number, hidden.ocr_number]))
    listed = told_by(client, reverse("results:test_results", args=[there.number]))

    found = {*marks_in(page, ""), *marks_in(listed, "")}

    assert found >= {"a name", "a ULN", "a candidate number", "the number of a claim", "a grade"}
    assert found >= {"an exam", "a day", "a day in a table"}


def test_who_is_elsewhere_only_is_not_there(sign_in, centre, ways):
    [elsewhere] = [way for way in ways if way.name == "elsewhere only"]
    client = sign_in(everybody_at(centre, Role.POST_RESULT_FULL))

    for page in ("tracker:candidate", "entries:correct_details"):
        address = reverse(page, args=[centre.number, elsewhere.record.ocr_number])
        assert client.get(address).status_code == 404


def test_whoever_left_or_is_elsewhere_now_has_no_page_of_details(sign_in, centre, ways):
    client = sign_in(everybody_at(centre, Role.POST_RESULT_FULL))

    for way in ways:
        if way.name in ("transferred away", "withdrawn"):
            address = reverse(
                "entries:correct_details", args=[centre.number, way.record.ocr_number]
            )
            assert client.get(address).status_code == 404, way.name
            page = reverse("tracker:candidate", args=[centre.number, way.record.ocr_number])
            assert address not in client.get(page).content.decode(), way.name


def test_no_letter_tells_what_another_centre_did(centre, ways):
    letters = Message.objects.filter(to=centre.email)

    told = {"tracker/merged", "tracker/merge_undone", "entries/registered_elsewhere"}
    assert {one.template for one in letters} >= told
    wrong = {
        one.template: found
        for one in letters
        if (found := marks_in(f"{one.subject}\n{one.body}", ""))
    }
    assert wrong == {}
