"""How is what was confirmed loaded? All of it in one transaction, by a few statements.

Before that everything is judged again, alone among those who make entries; where something became
refused since the centre looked, nothing is loaded and the centre is asked to look again.
"""

from django.db import connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.timezone import localdate

from entries.commands.awards import raise_award_due_of
from entries.commands.files.lines import replan
from entries.commands.invoicing import charge
from entries.commands.locking import alone
from entries.commands.numbers import pass_on_numbers
from entries.file_states import LOAD, SHOW_AGAIN, Outcome, Status
from entries.models import EntryFile, QualificationEntry, Submission
from entries.rules import exams, registering
from interchange import workflow
from interchange.catalogue.models import Qualification
from interchange.notifications import outbox

LOOKED_AT = {Outcome.REFUSED, Outcome.LIKELY}  # first: nobody was shown it when the file was
LOOK_AGAIN = (
    "Something changed after you looked at this file, so nothing was loaded. Look at what is now"
    " refused, already there or charged as a further attempt, then confirm again."
)
CANDIDATES = """
    WITH people AS (
        SELECT DISTINCT ON (uci) uci, number, surname, forenames, born_on, sex, uln
        FROM entries_fileline
        WHERE file_id = %(file)s AND outcome = 'new' AND candidate_id IS NULL
        ORDER BY uci, number
    ), made AS (
        INSERT INTO entries_candidate
            (ocr_number, surname, forenames, born_on, sex, uci, uln, created_at)
        SELECT lpad(nextval('ocr_candidate_number')::text, 8, '0'),
               surname, forenames, born_on, sex, uci, uln, %(at)s
        FROM (SELECT * FROM people ORDER BY number) AS in_order
        RETURNING id, ocr_number, surname, forenames, uci
    ), told AS (
        INSERT INTO audit_event (name, at, by_id, centre, about, label, detail)
        SELECT 'candidate.create', %(at)s, %(by)s, '', 'candidate:' || id,
               concat_ws(', ', surname, nullif(forenames, '')) || ' (' || ocr_number || ')', '{}'
        FROM made
    )
    SELECT uci, id FROM made
"""
WHICH = """
        FROM entries_fileline AS line
        JOIN unnest(%(kinds)s::text[], %(qualifications)s::bigint[], %(submissions)s::bigint[],
                    %(summers)s::int[])
             AS made_for (kind, qualification, submission, summer)
             ON made_for.qualification = line.qualification_id
        LEFT JOIN unnest(%(ucis)s::text[], %(new)s::bigint[]) AS made_now (uci, candidate)
             ON line.candidate_id IS NULL AND made_now.uci = line.uci
        WHERE line.file_id = %(file)s AND line.outcome = 'new'
"""
REGISTRATIONS = f"""
    WITH made AS (
        INSERT INTO entries_qualificationentry
            (candidate_id, centre_id, qualification_id, candidate_number, pathway, completes_in,
             status, made_at, made_by_id, submission_id)
        SELECT coalesce(line.candidate_id, made_now.candidate), %(centre)s, line.qualification_id,
               line.candidate_number,
               line.pathway, made_for.summer, 'registered', %(at)s, %(by)s, made_for.submission
        {WHICH} AND line.unit_id IS NULL AND made_for.kind = 'registrations'
        ORDER BY line.number, line.place
        RETURNING id, candidate_id, qualification_id
    )
    INSERT INTO audit_event (name, at, by_id, centre, about, label, detail)
    SELECT 'qualificationentry.register', %(at)s, %(by)s, %(number)s,
           'qualificationentry:' || made.id,
           concat_ws(', ', candidate.surname, nullif(candidate.forenames, ''))
           || ' for ' || qualification.code, '{{}}'
    FROM made
    JOIN entries_candidate candidate ON candidate.id = made.candidate_id
    JOIN catalogue_qualification qualification ON qualification.id = made.qualification_id
"""
UNITS = f"""
    WITH made AS (
        INSERT INTO entries_unitentry
            (candidate_id, centre_id, qualification_id, unit_id, series_id, candidate_number,
             status, stage, resit, made_at, made_by_id, submission_id, grounds, statement)
        SELECT coalesce(line.candidate_id, made_now.candidate), %(centre)s, line.qualification_id,
               line.unit_id, %(series)s,
               line.candidate_number, 'entered', %(stage)s, line.resit, %(at)s, %(by)s,
               made_for.submission, '', ''
        {WHICH} AND line.unit_id IS NOT NULL AND made_for.kind <> 'registrations'
        ORDER BY line.number, line.place
        RETURNING id, candidate_id, unit_id
    )
    INSERT INTO audit_event (name, at, by_id, centre, about, label, detail)
    SELECT 'unitentry.enter', %(at)s, %(by)s, %(number)s, 'unitentry:' || made.id,
           concat_ws(', ', candidate.surname, nullif(candidate.forenames, ''))
           || ' for unit ' || unit.number || %(when)s, '{{}}'
    FROM made
    JOIN entries_candidate candidate ON candidate.id = made.candidate_id
    JOIN catalogue_unit unit ON unit.id = made.unit_id
"""


@transaction.atomic
def load_file(file, *, at, sat) -> None:
    """Load what the centre confirmed; once, whoever asks for it how often."""
    held = EntryFile.objects.defer("content").select_for_update(of=("self",))
    file = held.select_related("centre", "series", "confirmed_by").get(pk=file.pk)
    if file.status != Status.CONFIRMED:
        return
    alone()
    on = localdate(file.confirmed_at)
    new = file.asked.filter(outcome=Outcome.NEW)
    changed = replan(file, new, on=on, sat=sat)
    if any(line.outcome in LOOKED_AT or line.resit for line in changed):
        notes = [*file.notes, LOOK_AGAIN] if LOOK_AGAIN not in file.notes else file.notes
        workflow.perform(SHOW_AGAIN, file, by=file.confirmed_by, at=at, notes=notes)
        return
    made = _submissions(file, at)
    loaded = new.count()
    named = new.order_by().values_list("candidate_number", flat=True).distinct()
    pass_on_numbers(file.centre, list(named), on=localdate(at))
    _insert(file, made, at)
    if made:
        charge(made, by=file.confirmed_by, at=at, on=on)
    counts = {"loaded": loaded, "file": file.digest}
    workflow.perform(LOAD, file, by=file.confirmed_by, at=at, detail=counts)
    outbox.queue("entries/file_loaded", to=file.centre.email, at=at, file=file, loaded=loaded)


def _submissions(file, at):
    """A submission for each kind and qualification: what receipts and lists name."""
    asked = file.asked.filter(outcome=Outcome.NEW)
    whole = ExpressionWrapper(Q(unit=None), output_field=BooleanField())
    pairs = asked.annotate(whole=whole).values_list("qualification", "whole").distinct().order_by()
    found = Qualification.objects.in_bulk({pk for pk, _ in pairs})
    exam = file.series.month in exams.MONTHS
    return [
        Submission.objects.create(
            kind=_kind(whole, exam),
            centre=file.centre,
            qualification=found[pk],
            series=file.series if exam else None,
            file=file,
            made_at=at,
            made_by=file.confirmed_by,
        )
        for pk, whole in sorted(pairs)
    ]


def _kind(whole, exam):
    if whole:
        return Submission.Kind.REGISTRATIONS
    return Submission.Kind.EXAMS if exam else Submission.Kind.UNITS


def _insert(file, made, at):
    """Make the candidates and entries, with their trail, and have their awards worked out.

    Not those of candidates made just now: they hold nothing yet that could be awarded.
    """
    on = localdate(file.confirmed_at)
    exam = file.series.month in exams.MONTHS
    values = {
        "file": file.pk,
        "at": at,
        "by": file.confirmed_by_id,
        "centre": file.centre_id,
        "number": file.centre.number,
        "series": file.series_id if exam else None,
        "stage": exams.stage(file.series, on),
        "when": f" in {file.series}" if exam else "",
        "kinds": [one.kind for one in made],
        "qualifications": [one.qualification_id for one in made],
        "submissions": [one.pk for one in made],
        "summers": [registering.completes_in(one.qualification.level, on) for one in made],
    }
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, values)
        new = cursor.fetchall()
        values |= {"ucis": [uci for uci, _ in new], "new": [candidate for _, candidate in new]}
        cursor.execute(REGISTRATIONS, values)
        cursor.execute(UNITS, values)
    registered = QualificationEntry.objects.filter(submission__in=made).order_by()
    people = set(registered.values_list("candidate", flat=True))
    raise_award_due_of(people.difference(values["new"]), at=at)
