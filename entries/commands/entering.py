"""How does anybody get registered or entered? Held, judged again, made, charged and told: here.

A form names few people and is judged whole; a file (commands.files.loading) names many, and hands
its pieces to the same Maker.
"""

from django.db import transaction
from django.utils.timezone import localdate

from entries import queries
from entries.commands.awards import raise_award_due_of
from entries.commands.invoicing import charge
from entries.commands.locking import hold_people, hold_whoever, one_at_a_time
from entries.commands.making import Maker, Wanted, maker
from entries.commands.telling import tell_who_else_has
from entries.models import QualificationEntry, UnitEntry
from entries.rules import exams
from entries.rules import registering as rules
from entries.rules.judging import ALL
from entries.rules.sent import name_of_exams, name_of_people
from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
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
    token = name_of_people(token, centre.pk, qualification.pk, people, pathway=pathway)
    one_at_a_time([f"form {token}"])
    if sent := queries.submission(centre, token=token):
        return _registrations(sent)
    _hold(centre, people)
    on = localdate(at)
    rows = queries.plan_people(centre, qualification, people, on, pathway=pathway)
    _check_rows(rows)
    summer = rules.completes_in(qualification.level, on)
    shows = queries.shown_of_people(
        rows, queries.charges_of_people(rows, qualification, on), pathway=pathway, summer=summer
    )
    shown.check_same(seen, shows)
    using = maker(centre=centre, by=by, at=at, token=token)
    using.make(wanted_of(rows))
    [made] = finish(using)
    entries = _registrations(made)
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
    rules.check_units_chosen(units)
    ids = [unit.pk for unit in units]
    token = name_of_people(token, centre.pk, qualification.pk, people, units=ids)
    one_at_a_time([f"form {token}"])
    if sent := queries.submission(centre, token=token):
        return _unit_entries(sent)
    _hold(centre, people)
    on = localdate(at)
    rows = queries.plan_people(centre, qualification, people, on, units=units)
    _check_rows(rows)
    charged = queries.charges_of_people(rows, qualification, on)
    shown.check_same(seen, queries.shown_of_people(rows, charged, units=units))
    using = maker(centre=centre, by=by, at=at, token=token)
    using.make(wanted_of(rows))
    [made] = finish(using)
    entries = _unit_entries(made)
    outbox.queue("entries/units_entered", to=centre.email, at=at, submission=made, entries=entries)
    return entries


@transaction.atomic
def enter_for_exams(
    *, centre, qualification, series, chosen, by, at, sat, token=None, seen=None
) -> list[UnitEntry]:
    """Enter candidates for examined units of the series; all of them or none.

    `chosen` are (candidate, unit) pairs; `sat(series, persons)` has the months in which each exam
    was sat (results.queries.sittings). The entries keep the stage they are made in: in time, late
    or very late. Gives the unit entries, each naming its submission; the same token with the same
    ticks again gives those it made the first time. `seen` is what the page showed
    (queries.shown_of_exams). Raises EntryRefused, as RowsRefused for the pairs that cannot
    be entered, and ShownOtherwise where it would do something else than the page showed.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    on = localdate(at)
    pairs = [(one.pk, unit.pk) for one, unit in chosen]
    token = name_of_exams(token, centre.pk, qualification.pk, series.pk, pairs)
    one_at_a_time([f"form {token}"])
    if sent := queries.submission(centre, token=token):
        return _unit_entries(sent)
    hold_people([one.pk for one, _ in chosen])
    planned = queries.plan_exams(centre, qualification, series, chosen, on=on, sat=sat)
    _check_sittings(planned)
    stage, charged = exams.stage(series, on), queries.charges_of_exams(planned, on)
    shown.check_same(seen, queries.shown_of_exams(planned, stage, charged))
    using = maker(centre=centre, by=by, at=at, token=token, series=series, stage=stage)
    using.make(Wanted(one.who, one.target, one.verdict) for one in planned)
    [made] = finish(using)
    entries = _unit_entries(made)
    outbox.queue("entries/entered", to=centre.email, at=at, submission=made, entries=entries)
    return entries


def finish(using: Maker) -> list:
    """Charge for what was made, have awards worked out, tell who else has the people registered.

    Of candidates made just now too: it is kept where their registrations stand. Gives the
    submissions that name what was made.
    """
    made = using.made()
    raise_award_due_of(using.concerned, at=using.at)
    if made:
        charge(made, by=using.by, at=using.at, on=using.on)
        tell_who_else_has(using)
    return made


def _hold(centre, people):
    """Hold the people, and the records that they are as far as one can tell."""
    hold_whoever(centre, people, queries.records_of(centre, people))


def wanted_of(rows) -> list[Wanted]:
    """What is to be made of planned rows."""
    return [Wanted(row.who, *of_target) for row in rows for of_target in row.verdicts]


def _check_rows(rows):
    """Raise EntryRefused, as RowsRefused where something stands in the way of a planned row."""
    _check_all(verdict for row in rows for _, verdict in row.verdicts)
    problems = [
        (place, field, text) for place, row in enumerate(rows) for field, text in row.problems
    ]
    problems += [(place, "", rules.UNSEEN) for place, row in enumerate(rows) if row.unseen]
    if problems:
        names = [f"Row {place + 1} ({row.person.name})" for place, row in enumerate(rows)]
        raise rules.RowsRefused(problems, names)
    if not rows:
        raise rules.EntryRefused("There is nobody on the form. Enter or pick at least one person.")


def _check_all(verdicts):
    """Raise EntryRefused where nobody can be entered for what is asked for."""
    for verdict in verdicts:
        for field, text in verdict.barriers:
            if field == ALL:
                raise rules.EntryRefused(text)


def _check_sittings(planned):
    """Raise EntryRefused, as RowsRefused where something stands in the way of a sitting."""
    _check_all(one.verdict for one in planned)
    problems = [(place, "", one.refusal) for place, one in enumerate(planned) if one.refusal]
    if problems:
        names = [f"{one.candidate.name}, unit {one.unit.number}" for one in planned]
        raise rules.RowsRefused(problems, names)
    if not planned:
        raise rules.EntryRefused("Nothing is ticked. Tick at least one exam for one candidate.")


def _registrations(made):
    named = made.registrations.select_related("candidate", "centre", "qualification", "submission")
    return list(named.order_by("pk"))


def _unit_entries(made):
    named = made.unit_entries.select_related(
        *("candidate", "centre", "qualification", "unit", "series", "submission")
    )
    return list(named.order_by("pk"))
