"""A centre's file of entries, how it is sent and worked, and what it leaves."""

import os
import random
from datetime import UTC, date, datetime, timedelta

from benchmarks._database import empty

LINES = int(os.environ.get("LINES", "89000"))
LINES_EACH = 9  # of a candidate: one for each subject that takes registrations
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def prepare():
    """A centre and an exams officer, with the catalogue."""
    from interchange.accounts.commands import service_account
    from interchange.accounts.roles import Role
    from interchange.catalogue import commands as catalogue_commands
    from tests.factories import accounts

    catalogue_commands.load_catalogue(by=service_account(), at=AT)
    centre = accounts.a_centre("12345")
    return centre, accounts.with_role(Role.EXAMS_OFFICER, centre)


def lines(seed=20261120):
    """What the file says, as (candidate's fields, entry code), the same every time for a seed.

    Nobody looks like anybody else, so that all can be loaded without an answer.
    """
    from entries import queries
    from entries.rules import within_file
    from entries.rules.people import Person
    from tests.factories import edi

    dice = random.Random(seed)
    by_subject = {}
    for rules, options in queries.offered_options(has_exams=False):
        for one in options:
            if one.kind == "registration" and not one.pathway:
                by_subject.setdefault((rules.suite, rules.subject, rules.level), one.code)
    codes = list(by_subject.values())
    people = []
    seen = within_file.Seen()
    while len(people) < LINES // LINES_EACH:
        number = len(people) + 1
        surname, forename = (
            "".join(dice.choice("BCDFGHKLMNPRSTVW") + dice.choice("AEIOU") for _ in range(long))
            for long in (dice.randint(3, 5), dice.randint(2, 4))
        )
        born = date(2007, 9, 1) + timedelta(days=dice.randrange(1095))
        if not seen.twin(number, Person(surname, forename, born, uci=f"{surname}{forename}")):
            people.append(edi.a_line(number, f"{surname}: {forename}", born_on=born))
    return [(one, code) for code in codes[:LINES_EACH] for one in people]


def file_of(rows, data_type="E"):
    """The lines as a file, of entries or of amendments."""
    from tests.factories import edi

    asked = ({**one, "options": [code]} for one, code in rows)
    _, content = edi.a_file(*asked, data_type=data_type)
    return content


def start_over():
    """Take everything out that a load makes."""
    from django.db import connection

    empty("entries_candidate", "entries_entryfile", "audit_event", "notifications_message")
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE ocr_candidate_number RESTART")


def entered():
    """Who is registered for what."""
    from entries.models import QualificationEntry

    return sorted(
        QualificationEntry.objects.values_list(
            "candidate__uci", "candidate__surname", "qualification__code", "candidate_number"
        )
    )


def ours(centre, by, content):
    """Checked, shown, confirmed, loaded. Gives how many lines."""
    file = send(centre, by, content)
    confirm(file, by)
    return file.lines


def send(centre, by, content):
    """Send the file and have it checked. Gives it."""
    return work(centre, by, post(centre, by, content), load=False)


def post(centre, by, content):
    """Send the file."""
    from entries import commands

    name = f"{content[:1].decode()}1234572.X01"
    return commands.send_file(centre=centre, name=name, content=content, by=by, at=AT)


def confirm(file, by):
    """Confirm a file that is checked, and have it loaded."""
    from entries import commands
    from results.queries import sittings

    commands.confirm_file(file=file, by=by, at=AT)
    commands.work_file(file, at=AT, sat=sittings)


def confirm_apart(file, by):
    """The same in a thread, by a connection of its own."""
    from django.db import connection

    try:
        confirm(file, by)
    finally:
        connection.close()


def another():
    """Another centre and its exams officer."""
    from interchange.accounts.roles import Role
    from tests.factories import accounts

    centre = accounts.a_centre("54321")
    accounts.approve_everywhere()
    return centre, accounts.with_role(Role.EXAMS_OFFICER, centre)


def register(centre, by, number):
    """Register somebody, said to be nobody who is known, as by a form of one row."""
    from entries import commands
    from entries.rules.people import Person
    from tests.factories import catalogue

    letters = "".join("AEIOU"[int(digit) // 2] + "QXYZJ"[int(digit) % 5] for digit in str(number))
    born_on = date(1990, 1, 1) + timedelta(days=number)
    name = f"Yq{letters.lower()}"
    person = Person(name, "Quin", born_on, "F", f"{number:04}", distinct=True)
    commands.register(
        centre=centre, qualification=catalogue.qualification(), people=[person], by=by, at=AT
    )


def work(centre, by, sent=None, *, load):
    """Check the file that was sent last, and load it. Gives it."""
    from entries import commands, queries
    from entries.models import EntryFile
    from results.queries import sittings

    sent = sent or EntryFile.objects.only("pk").latest("pk")
    commands.work_file(sent, at=AT, sat=sittings)
    file = queries.file_of(centre, sent.pk)
    if load:
        confirm(file, by)
    return file
