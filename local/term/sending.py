"""What the demo's centres send: a file of entries, a question about its invoice, a transfer."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from entries import commands as entries_commands
from entries import queries
from entries.models import QualificationEntry
from entries.rules.people import Person
from entries.rules.transfers import TransferAsked
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification
from interchange.edi.kinds import SeriesReference
from interchange.edi.writer import Head, write
from local.term import candidates, cast
from results import commands as results_commands
from results import queries as results_queries
from results.queries import sittings
from results.results_file import HEADINGS

SPORT = "05826"


def a_file(term, days):
    """Fernhill's system registers a class for Sport; one line is there already, one is wrong.

    Nothing is sent while the board has published no series for registrations.
    """
    at = days.on(0, 9, 24)
    centre, officer = Centre.objects.get(number=cast.FERNHILL), term.people[cast.OFFICER]
    series = queries.annual_series(localdate(at))
    if series is None:
        return
    reference = SeriesReference(series.year, series.month)
    head = Head("E", reference, 1, localdate(at), centre=centre.number)
    people = candidates.people(cast.FERNHILL, 8, first=301, born=2010, joined=26)
    lines = [_line_of(centre, person) for person in people]
    lines += [lines[0], _line_of(centre, replace(people[1], candidate_number="0399"))]
    file = entries_commands.send_file(
        centre=centre, name=head.name, content=write(head, lines), by=officer, at=at
    )
    entries_commands.work_file(file, at=at, sat=sittings)
    file = queries.file_of(centre, file.pk)
    entries_commands.confirm_file(file=file, by=officer, at=at)
    entries_commands.work_file(file, at=at, sat=sittings)
    _ask_about_the_invoice(file, officer, at + timedelta(hours=2))


def _line_of(centre, person: Person):
    """What a line of the file says of the person, by field name."""
    return {
        "centre": centre.number,
        "candidate_number": person.candidate_number,
        "status": "S",
        "name": f"{person.surname.upper()}: {person.forenames.upper()}",
        "sex": person.sex,
        "born_on": person.born_on,
        "uci": person.uci,
        "uln": person.uln,
        "options": [SPORT],
    }


def _ask_about_the_invoice(file, officer, at):
    """The officer asks the board about the invoice of the file."""
    invoice = file.submissions.exclude(invoice=None).first().invoice
    words = "One of these candidates left in the first week. Can the registration be paid back?"
    entries_commands.query_invoice(
        invoice=invoice, words=words, upload=None, token=uuid4(), by=officer, at=at
    )


def a_transfer(term, days):
    """Riverside asks Fernhill for a candidate of the IT Certificate, and waits for its answer."""
    found = QualificationEntry.objects.filter(
        centre__number=cast.FERNHILL, qualification__code="05838"
    )
    moving = found.select_related("candidate").order_by("candidate_number")[3].candidate
    asked = TransferAsked(
        surname=moving.surname,
        forenames=moving.forenames,
        born_on=moving.born_on,
        uci=moving.uci,
    )
    entries_commands.ask_transfer(
        new_centre=Centre.objects.get(number=cast.RIVERSIDE),
        old_centre=Centre.objects.get(number=cast.FERNHILL),
        qualification=Qualification.objects.get(code="05838"),
        asked=asked,
        candidate_number="0271",
        reason="The family has moved.",
        token=uuid4(),
        by=term.people[cast.RIVERSIDE_OFFICER],
        at=days.ago(1),
    )


def results_files(term, days):
    """Fernhill has the results of a year made into files for its own system."""
    at = days.ago(3)
    centre = Centre.objects.get(number=cast.FERNHILL)
    for year in results_queries.results_years(centre, localdate(at)):
        try:
            return results_commands.make_results_files(
                centre=centre, year=year, heading=HEADINGS[0], by=term.people[cast.OFFICER], at=at
            )
        except results_commands.ResultsFileRefused:
            continue  # of this year there are none yet
    return []
