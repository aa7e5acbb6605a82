"""How are candidates registered, or entered for units of the 2012 suite by themselves?"""

from django.db import transaction
from django.utils.timezone import localdate

from entries import queries
from entries.commands.approving import check_approved
from entries.commands.awards import raise_award_due
from entries.commands.invoicing import charge
from entries.commands.locking import names_of, one_at_a_time, saved
from entries.commands.numbers import pass_on_numbers
from entries.models import Candidate, QualificationEntry, Submission, UnitEntry
from entries.rules import registering as rules
from entries.rules.sent import name_of_people
from interchange import numbers, shown
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import specification
from interchange.notifications import outbox


@transaction.atomic
def register(
    *, centre, qualification, people, by, at, pathway="", token=None, seen=None
) -> list[QualificationEntry]:
    """Register the people (rules.people.Person) for the qualification; all of them or none.

    Whoever is not picked from the centre's candidates joins an existing record only if UCI or ULN,
    birth date and surname all agree; everybody else gets a new OCR candidate number. Gives the
    entries in the order of the people, each naming its submission. The same token
    with the same people again gives the entries it made the first time. `seen` is
    what the page showed (queries.shown_of_people). Raises EntryRefused, as RowsRefused for what is
    wrong with rows, and ShownOtherwise where it would do something else than the page showed.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    ways = [way.name for way in specification(qualification).pathways]
    rules.check_offer(qualification, ways, pathway)
    check_approved(centre, qualification.subject)
    token = name_of_people(token, centre.pk, qualification.pk, people, pathway=pathway)
    one_at_a_time(names_of(centre, people, token))
    if sent := queries.submission(centre, token=token):
        return list(sent.registrations.select_related("candidate", "qualification", "submission"))
    on = localdate(at)
    rows = queries.plan_people(centre, qualification, people, on)
    _check_rows(rows)
    completes_in = rules.completes_in(qualification.level, on)
    taken = {"pathway": pathway, "completes_in": completes_in}
    charged = queries.charges_of_people(rows, qualification, on)
    shown.check_same(seen, queries.shown_of_people(rows, charged, **taken))
    made = _submission(Submission.Kind.REGISTRATIONS, centre, qualification, by, at, token)
    pass_on_numbers(centre, [row.person.candidate_number for row in rows], on=on)
    entries = saved(
        QualificationEntry(**_of_row(row, candidate, made), **taken)
        for row, candidate in zip(rows, _candidates(rows, by, at), strict=True)
    )
    trail.record_all("qualificationentry.register", entries, by=by, at=at)
    raise_award_due([entry.candidate for entry in entries], at=at)
    charge([made], by=by, at=at)
    outbox.queue("entries/registered", to=centre.email, at=at, submission=made, entries=entries)
    return entries


@transaction.atomic
def enter_units_only(
    *, centre, qualification, people, units, by, at, token=None, seen=None
) -> list[UnitEntry]:
    """Enter the people for units of a 2012 qualification by themselves; all of them or none.

    They appear in that qualification's claims and are never awarded it. People, token, answer and
    refusals as in `register`.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    rules.check_offer(qualification, [], "")
    check_approved(centre, qualification.subject)
    rules.check_units_chosen(units)
    ids = [unit.pk for unit in units]
    token = name_of_people(token, centre.pk, qualification.pk, people, units=ids)
    one_at_a_time(names_of(centre, people, token))
    if sent := queries.submission(centre, token=token):
        return list(sent.unit_entries.select_related("candidate", "unit", "submission"))
    on = localdate(at)
    rows = queries.plan_units_only(centre, qualification, people, units, on)
    _check_rows(rows)
    charged = queries.charges_of_people(rows, qualification, on, units)
    shown.check_same(seen, queries.shown_of_people(rows, charged, units=units))
    made = _submission(Submission.Kind.UNITS, centre, qualification, by, at, token)
    pass_on_numbers(centre, [row.person.candidate_number for row in rows], on=on)
    entries = saved(
        UnitEntry(**_of_row(row, candidate, made), unit=unit)
        for row, candidate in zip(rows, _candidates(rows, by, at), strict=True)
        for unit in units
    )
    trail.record_all("unitentry.enter", entries, by=by, at=at)
    charge([made], by=by, at=at)
    outbox.queue("entries/units_entered", to=centre.email, at=at, submission=made, entries=entries)
    return entries


def _check_rows(rows):
    """Raise RowsRefused when something stands in the way of a planned row."""
    problems = [
        (place, field, text) for place, row in enumerate(rows) for field, text in row.problems
    ]
    problems += [(place, "", rules.UNSEEN) for place, row in enumerate(rows) if row.unseen]
    if problems:
        names = [f"Row {place + 1} ({row.person.name})" for place, row in enumerate(rows)]
        raise rules.RowsRefused(problems, names)
    if not rows:
        raise rules.EntryRefused("There is nobody on the form. Enter or pick at least one person.")


def _submission(kind, centre, qualification, by, at, token):
    return Submission.objects.create(
        kind=kind, centre=centre, qualification=qualification, made_at=at, made_by=by, token=token
    )


def _candidates(rows, by, at):
    """The candidates of the rows, in their order, new records made for whoever has none."""
    new = [row.person for row in rows if row.is_new]
    given = iter(numbers.following_many("ocr_candidate_number", len(new)) if new else ())
    records = Candidate.objects.bulk_create(_record(one, next(given), at) for one in new)
    trail.record_all("candidate.create", records, by=by, at=at)
    made = iter(records)
    return [row.candidate or next(made) for row in rows]


def _record(person, number, at):
    return Candidate(
        ocr_number=f"{number:08}",
        surname=person.surname,
        forenames=person.forenames,
        born_on=person.born_on,
        sex=person.sex,
        uci=person.uci,
        uln=person.uln,
        created_at=at,
    )


def _of_row(row, candidate, made):
    return {
        "candidate": candidate,
        "centre": made.centre,
        "qualification": made.qualification,
        "candidate_number": row.person.candidate_number,
        "made_at": made.made_at,
        "made_by": made.made_by,
        "submission": made,
    }
