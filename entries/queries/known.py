"""What must the judge know of those asked for? All of it set-wise, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.queries.approvals import approval_statuses
from entries.queries.likely import Likely, likely_duplicates
from entries.queries.names import said_before
from entries.queries.numbers import held_numbers, numbers_of
from entries.queries.people import by_number
from entries.queries.seeing import read_by
from entries.rules import identity, lines
from entries.rules import people as rules
from entries.rules.known import Held, Knowledge, Terms, Who
from entries.rules.numbers import kept
from entries.rules.people import Person
from entries.rules.targets import EXAM
from entries.states import LISTED, OPEN
from entries.unit_states import USED
from entries.unit_states import Status as UnitStatus
from interchange.catalogue.models import Qualification, RegistrationRule
from interchange.catalogue.opening import end_of
from interchange.catalogue.queries import closed_units, registration_days

OF_REGISTRATION = (
    *("candidate__person", "candidate", "qualification", "centre", "status", "pathway"),
    *("candidate_number", "made_at", "replaces", "attempts_after_on"),
)
WHO_SITS = ("candidate__person", "unit", "centre")
OF_RECORD = ("surname", "forenames", "born_on", "sex", "uci", "uln")


def terms_at(centre, *, on, allowed, series=None) -> Terms:
    """The Terms at the centre on the day `on`; `allowed` is how often exams may be sat."""
    sizes = list(Qualification.objects.order_by())
    return Terms(
        on=on,
        series=series,
        approvals=approval_statuses(centre),
        closed=closed_units(on),
        days=registration_days(RegistrationRule.Before.EXAM, on),
        allowed=allowed,
        banks={one.pk: (one.suite, one.subject_id, one.level) for one in sizes},
        lives={one.pk: one.life for one in sizes},
        codes={one.pk: one.code for one in sizes},
    )


def who(
    centre, people, on, likely_of=likely_duplicates
) -> list[tuple[Who, Candidate | None, list[Likely]]]:
    """Who the people are, as far as the records tell: (Who, its record, likely duplicates) each.

    Whoever is picked is the record of that number, if the centre may read of it. Somebody typed
    joins a record only where UCI or ULN, birth date and surname all agree. `likely_of` gives the
    likely duplicates of those without a record.
    """
    numbers = [one.picked for one in people if one.picked]
    picked = by_number(centre, numbers) if numbers else {}
    typed = [one for one in people if not one.picked]
    holders = _holders(typed)
    same = _same(typed, holders)
    unknown = [one for one in typed if one not in same]
    likely = dict(zip(unknown, likely_of(centre, unknown, on), strict=True))
    named = [*same.values(), *picked.values()]
    read = read_by(centre, {record.person_id for record in named}, end_of(on))
    picked = {number: one for number, one in picked.items() if one.person_id in read}
    return [_who(one, picked, same, likely.get(one, []), holders, read, on) for one in people]


def holder_of_number(kind, number) -> Candidate | None:
    """Whose the UCI or ULN is, by any record of the person's; None where nobody has it."""
    record = Candidate.objects.order_by("ocr_number").filter(**{kind: number}).first()
    return record and record.person


def records_of(centre, people) -> set[int]:
    """The ids of the records that the people are, as far as one can tell."""
    numbers = [one.picked for one in people if one.picked]
    picked = by_number(centre, numbers) if numbers else {}
    typed = [one for one in people if not one.picked]
    same = _same(typed, _holders(typed))
    return {one.pk for one in (*picked.values(), *same.values())}


def _who(person, picked, same, likely, holders, read, on):
    if person.picked:
        return _picked(person, picked.get(person.picked))
    record = same.get(person)
    if record is None:
        perhaps = frozenset(one.candidate.pk for one in likely)
        met = _met(person, likely, holders)
        details = *rules.problems(person, on), *([met] if met[1] else [])
        return Who(person, None, perhaps, details, meets=met[0]), None, likely
    found = Who(person, record.pk, problems=tuple(_of_number(person)))
    changes = lines.changes(person, record)
    if record.pk in read:
        return replace(found, changes=changes, name=record.name), record, []
    return replace(found, differs_unseen=bool(changes)), record, []


def _picked(person, record):
    if record is None:
        gone = f"There is no candidate {person.picked} at your centre. Type the details instead."
        return Who(person, problems=(("", gone),)), None, []
    details = {name: getattr(record, name) for name in OF_RECORD}
    known = Who(replace(person, **details), record.pk, name=record.name)
    return replace(known, problems=tuple(_of_number(person))), record, []


def _of_number(person):
    text = rules.number_problem(person.candidate_number)
    return [("candidate_number", text)] if text else []


def _met(person, likely, holders):
    """Which number of somebody without a record somebody else has: (field, sentence).

    None, where the centre is asked first whether it is this one of its own candidates.
    """
    asked = () if person.distinct else {one.candidate.pk for one in likely if one.ours}
    return identity.meets(person, holders, besides=asked)


def _holders(people) -> dict[tuple[str, str], dict[int, Candidate]]:
    """Who has the UCIs and ULNs of the people, by any record: {(kind, number): {id: person}}."""
    ucis, ulns = ({getattr(one, name) for one in people} - {""} for name in ("uci", "uln"))
    if not ucis and not ulns:
        return {}
    found = defaultdict(dict)
    records = Candidate.objects.order_by("ocr_number").select_related("person")
    for record in records.filter(Q(uci__in=ucis) | Q(uln__in=ulns)):
        for kind in ("uci", "uln"):
            if number := getattr(record, kind):
                found[kind, number][record.person_id] = record.person
    return found


def _same(people, holders) -> dict[Person, Candidate]:
    """Of the people typed, those who are a record by UCI or ULN, birth date and surname.

    A person has the numbers of all their records, and what those said before they were merged.
    """
    said = said_before({pk for some in holders.values() for pk in some})
    found = {}
    for one in people:
        perhaps = {**holders.get(("uci", one.uci), {}), **holders.get(("uln", one.uln), {})}
        same = [
            record
            for record in perhaps.values()
            if any(rules.says_same(one, says) for says in (record, *said[record.pk]))
        ]
        if same:
            found[one] = min(same, key=lambda record: record.ocr_number)
    return found


def numbers_known(centre, on, people) -> tuple[dict[int, str], dict[str, tuple[int, str]]]:
    """Which candidate numbers the Whos have, and who has those they ask for."""
    numbers = [one.person.candidate_number for one in people]
    persons = [one.record for one in people if one.record]
    return held_numbers(centre, on, numbers=numbers, persons=persons)


def known_of(centre, terms, persons, targets, *, sat, numbers) -> Knowledge:
    """The Knowledge of the persons (ids), as far as the targets ask.

    `sat(series, persons)` has the months of the series in which each exam was sat, by (person id,
    unit id); `numbers` is as numbers_known gives it.
    """
    known = Knowledge(terms, number_of=numbers[0], holder_of=numbers[1])
    persons = [one for one in set(persons) if one]
    if not persons:
        return known
    numbers = numbers_of(centre, persons) if any(one.kind == EXAM for one in targets) else None
    _learn_registrations(known, centre, persons, {one.bank for one in targets}, numbers)
    units = {one.unit_id for one in targets if one.unit_id}
    if any(one.kind == EXAM for one in targets):
        _learn_exams(known, centre, persons, units)
        known.sat = sat(terms.series, set(persons)) if sat else {}
    elif any(one.suite == "2012" for one in targets):
        _learn_units(known, centre, persons, units)
    return known


def _learn_registrations(known, centre, persons, banks, numbers):
    """What the persons are registered for, under the `numbers` they hold now where they matter."""
    terms = known.terms
    sizes = [pk for pk, bank in terms.banks.items() if bank in banks]
    found = QualificationEntry.objects.order_by("pk").filter(
        candidate__person__in=persons, qualification__in=sizes
    )
    for person, record, size, where, status, *rest in found.values_list(*OF_REGISTRATION):
        pathway, number, made_at, replaces, after = rest
        if after:
            known.after[person, size] = max(after, known.after.get((person, size), after))
        if status in OPEN:
            place = person, terms.banks[size]
            known.whole.add(place)
            if where == centre.pk:
                known.sizes[place] = terms.codes[size]
            else:
                known.elsewhere.add(place)
        if status in LISTED and where == centre.pk:
            number = kept(number, numbers.get(person, ())) if numbers is not None else number
            known.held[person, size] = Held(
                record,
                status in OPEN,
                pathway,
                number,
                localdate(made_at),
                replaces is not None,
                after,
            )


def _learn_exams(known, centre, persons, units):
    """Which of the exams the persons are, or were, entered for, in this series and in others."""
    used = UnitEntry.objects.order_by().filter(
        candidate__person__in=persons, unit__in=units, series__isnull=False, status__in=USED
    )
    what = *WHO_SITS, "status", "series", "series__year", "series__month"
    for person, unit, where, status, series, year, month in used.values_list(*what):
        if series != known.terms.series.pk:
            known.earlier.setdefault((person, unit), []).append(date(year, month, 1))
        elif where != centre.pk:
            known.there.add((person, unit))
        elif status == UnitStatus.ENTERED:
            known.entered.add((person, unit))
        else:
            known.absent.add((person, unit))


def _learn_units(known, centre, persons, units):
    """Which units of the 2012 suite the persons take by themselves, at any centre."""
    alone = UnitEntry.objects.order_by().filter(
        candidate__person__in=persons, series=None, status=UnitStatus.ENTERED
    )
    for person, unit, where, size in alone.values_list(*WHO_SITS, "qualification"):
        known.alone.add((person, known.terms.banks[size]))
        if unit in units:
            (known.entered if where == centre.pk else known.there).add((person, unit))
