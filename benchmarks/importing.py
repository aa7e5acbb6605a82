"""A file of entries of 89,000 lines, checked and loaded, beside the obvious ways to take it.

Ours reads, checks, shows and loads it, with its trail and with the awards that can become due. The
baselines take lines that are already read and sound, and make the same candidates and
registrations: an entry at a time and by django-import-export (a share of each is timed), by its
bulk mode, in bulk by the ORM, and as the floor by bare COPY. django-import-export leaves no trail.
All make the same rows. `LINES=` chooses how many; a centre has at most 9,999 candidates, who have a
line for each subject, so it has no file of more than about 89,000 registrations.
"""

import os
import random
import resource
import statistics
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

from benchmarks._database import database, empty, small

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
LINES, A_SHARE = int(os.environ.get("LINES", "89000")), 20
LINES_EACH = 9  # of a candidate: one for each subject that takes registrations
ROUNDS = int(os.environ.get("ROUNDS", "3"))
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
GOALS = {
    "an entry at a time": 100,
    "django-import-export": 100,
    "its bulk mode": 8,
    "in bulk by the ORM": 3,
}
SHARES = {"an entry at a time", "django-import-export"}  # of which only a part is timed
FLOOR, MEMORY = 3.5, 128  # times the bare COPY; megabytes


def main():
    """Print how long each takes and the ratios. Gives 1 if they made different rows."""
    alone = "memory" in sys.argv
    with database():
        failed = memory() if alone else compare()
    if alone or small():
        return failed
    return failed or subprocess.run(memory_command()).returncode


def compare():
    """Run all in turn on the same lines."""
    centre, by = prepare()
    rows = lines()
    content = file_of(rows)
    ways = {
        "ours": lambda: ours(centre, by, content),
        "an entry at a time": lambda: one_by_one(centre, by, rows[:: A_SHARE * LINES_EACH]),
        "django-import-export": lambda: packaged(centre, by, rows[:: A_SHARE * LINES_EACH]),
        "its bulk mode": lambda: packaged(centre, by, rows, bulk=True),
        "in bulk by the ORM": lambda: in_bulk(centre, by, rows),
        "bare COPY": lambda: bare(centre, by, rows),
    }
    seconds, answers = {name: [] for name in ways}, {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start_over()
            began = time.perf_counter()
            count = way()
            seconds[name].append((time.perf_counter() - began) / count * len(rows))
            answers[name] = entered()
    took = {name: statistics.median(measured) for name, measured in seconds.items()}
    for name, each in took.items():
        print(f"{name:24}{each:9.2f} s{len(rows) / each:11,.0f} lines/s")
    for name, goal in GOALS.items():
        print(f"{took[name] / took['ours']:8.1f} times as fast as {name}, goal: {goal} or more")
    floor = took["ours"] / took["bare COPY"]
    print(f"{floor:8.1f} times as long as the bare COPY, goal: {FLOOR} or less")
    again(centre, by, content)
    whole = {name: each for name, each in answers.items() if name not in SHARES}
    same = len(set(map(str, whole.values()))) == 1
    print("All made the same rows." if same else "They made DIFFERENT rows.")
    return int(not same)


def memory_command():
    """How a process of its own tells what memory ours needs."""
    return [sys.executable, "-m", "benchmarks.importing", "memory"]


def memory():
    """Load the file once and print by how much the process grew, without the file itself."""
    centre, by = prepare()
    content = file_of(lines())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours(centre, by, content)
    grew = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{grew:8.0f} MB more memory than before it, goal: {MEMORY} or less")
    return 0


def prepare():
    """A centre and an exams officer, with the catalogue."""
    from interchange.accounts.commands import service_account
    from interchange.accounts.roles import Role
    from interchange.catalogue import commands as catalogue_commands
    from tests.factories import accounts

    catalogue_commands.load_catalogue(by=service_account(), at=AT)
    centre = accounts.a_centre("12345")
    return centre, accounts.with_role(Role.EXAMS_OFFICER, centre)


def lines():
    """What the file says, as (candidate's fields, entry code), the same every time."""
    from entries import queries
    from tests.factories import edi

    dice = random.Random(20261120)
    by_subject = {}
    for rules, options in queries.offered_options(has_exams=False):
        for one in options:
            if one.kind == "registration" and not one.pathway:
                by_subject.setdefault((rules.suite, rules.subject, rules.level), one.code)
    codes = list(by_subject.values())
    people = []
    for number in range(1, LINES // LINES_EACH + 1):
        surname, forename = (
            "".join(dice.choice("BCDFGHKLMNPRSTVW") + dice.choice("AEIOU") for _ in range(long))
            for long in (dice.randint(3, 5), dice.randint(2, 4))
        )
        born = date(2007, 9, 1) + timedelta(days=dice.randrange(1095))
        people.append(edi.a_line(number, f"{surname}: {forename}", born_on=born))
    return [(one, code) for code in codes[:LINES_EACH] for one in people]


def file_of(rows):
    """The lines as a file."""
    from tests.factories import edi

    _, content = edi.a_file(*({**one, "options": [code]} for one, code in rows))
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


def send(centre, by, content):
    """Send the file and have it checked."""
    from entries import commands, queries
    from results.queries import sittings

    sent = commands.send_file(centre=centre, name="E1234572.X01", content=content, by=by, at=AT)
    commands.work_file(sent, at=AT, sat=sittings)
    return queries.file_of(centre, sent.pk)


def ours(centre, by, content):
    """Checked, shown, confirmed, loaded."""
    from entries import commands
    from results.queries import sittings

    file = send(centre, by, content)
    commands.confirm_file(file=file, by=by, at=AT)
    commands.work_file(file, at=AT, sat=sittings)
    return file.lines


def again(centre, by, content):
    """The same file once more changes nothing."""
    from entries import queries

    start_over()
    ours(centre, by, content)
    began = time.perf_counter()
    tally = queries.tally(send(centre, by, content))
    took = time.perf_counter() - began
    print(f"{took:8.2f} s for the same file again: {tally.counts['already']:,} already there")


def fields(one):
    """The candidate of a line, as a record has it."""
    surname, _, forenames = one["name"].partition(": ")
    known = {name: one[name] for name in ("born_on", "sex", "uci", "uln")}
    return {"surname": surname, "forenames": forenames, "created_at": AT, **known}


def one_by_one(centre, by, rows):
    """The obvious way: for each line its own queries and its own event and transaction."""
    from django.db import transaction

    from entries.commands import raise_award_due
    from entries.models import Candidate, QualificationEntry
    from interchange import numbers
    from interchange.audit import trail
    from interchange.catalogue.models import Qualification

    for one, code in rows:
        with transaction.atomic():
            known = fields(one)
            candidate = Candidate.objects.filter(uci=known["uci"]).first()
            if candidate is None:
                number = numbers.following("ocr_candidate_number")
                candidate = Candidate.objects.create(ocr_number=f"{number:08}", **known)
                trail.record("candidate.create", about=candidate, by=by, at=AT)
            entry, _ = QualificationEntry.objects.get_or_create(
                candidate=candidate,
                centre=centre,
                qualification=Qualification.objects.get(code=code),
                defaults=entry_fields(one, by),
            )
            trail.record("qualificationentry.register", about=entry, by=by, at=AT)
            raise_award_due([candidate], at=AT)
    return len(rows)


def entry_fields(one, by):
    """What a registration has beside candidate, centre and qualification."""
    number = one["candidate_number"]
    return {"candidate_number": number, "completes_in": 2028, "made_at": AT, "made_by": by}


def packaged(centre, by, rows, bulk=False):
    """django-import-export, which looks each row up and saves it, or saves many at once."""
    from benchmarks import _import_export

    def person(at, one):
        return {"ocr_number": f"{10_000_001 + at:08}", **fields(one)}

    def entry(one, code):
        known = {"candidate": one["uci"], "centre": centre.number, "qualification": code}
        return {**entry_fields(one, by), **known, "pathway": "", "made_by": by.pk}

    return _import_export.take(rows, person=person, entry=entry, bulk=bulk)


def in_bulk(centre, by, rows):
    """The ORM's bulk_create of everything, trail included, nothing checked."""
    from entries.commands import raise_award_due
    from entries.models import Candidate, QualificationEntry
    from interchange.audit import trail
    from interchange.catalogue.models import Qualification

    codes = {one.code: one for one in Qualification.objects.all()}
    people = {one["uci"]: one for one, _ in rows}
    made = Candidate.objects.bulk_create(
        [
            Candidate(ocr_number=f"{10_000_001 + at:08}", **fields(one))
            for at, one in enumerate(people.values())
        ]
    )
    trail.record_all("candidate.create", made, by=by, at=AT)
    by_uci = {one.uci: one for one in made}
    entries = QualificationEntry.objects.bulk_create(
        [
            QualificationEntry(
                candidate=by_uci[one["uci"]],
                centre=centre,
                qualification=codes[code],
                **entry_fields(one, by),
            )
            for one, code in rows
        ],
        batch_size=5000,
    )
    trail.record_all("qualificationentry.register", entries, by=by, at=AT)
    raise_award_due(made, at=AT)
    return len(rows)


def bare(centre, by, rows):
    """The floor: candidates, registrations and their trail by COPY, nothing decided."""
    from django.db import connection, transaction

    from interchange.bulk import copy_in, copy_row
    from interchange.catalogue.models import Qualification

    codes = dict(Qualification.objects.values_list("code", "pk"))
    ids = {
        one["uci"]: 1_000_000 + at for at, one in enumerate({r["uci"]: r for r, _ in rows}.values())
    }
    events = "name", "at", "by_id", "centre", "about", "label", "detail"
    with transaction.atomic():
        seen = {one["uci"]: fields(one) for one, _ in rows}
        names = "surname", "forenames", "born_on", "sex", "uci", "uln", "created_at"
        copy_in(
            "entries_candidate",
            ("id", "ocr_number", *names),
            (
                copy_row(ids[uci], f"{ids[uci] + 9_000_001:08}", *(one[name] for name in names))
                for uci, one in seen.items()
            ),
        )
        common = copy_row(centre.pk, 2028, "registered", AT, by.pk, "")
        copy_in(
            "entries_qualificationentry",
            ("id", "candidate_id", "qualification_id", "candidate_number", "centre_id")
            + ("completes_in", "status", "made_at", "made_by_id", "pathway"),
            (
                f"{1_000_000 + at}\t{ids[one['uci']]}\t{codes[code]}\t{one['candidate_number']}"
                f"\t{common}"
                for at, (one, code) in enumerate(rows)
            ),
        )
        begin = copy_row("qualificationentry.register", AT, by.pk, centre.number)
        copy_in(
            "audit_event",
            events,
            (
                f"{begin}\tqualificationentry:{1_000_000 + at}\t{one['name']} for {code}\t{{}}"
                for at, (one, code) in enumerate(rows)
            ),
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM entries_qualificationentry")
    return len(rows)


if __name__ == "__main__":
    sys.exit(main())
