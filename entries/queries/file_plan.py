"""What would the lines of a file do? Each is put to the judge, like a row of a form."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from entries.file_states import Outcome
from entries.queries.basedata import offered_rules
from entries.queries.known import known_of, numbers_known, terms_at, who
from entries.queries.likely import likely_duplicates
from entries.rules import exams, lines
from entries.rules.judging import judge
from entries.rules.known import Terms, Who
from entries.rules.options import not_here, of_file
from entries.rules.targets import Target, of_option
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, QualificationUnit, Series, Unit

TWIN = 0  # stands among the likely duplicates for an earlier line of the file


@dataclass(frozen=True)
class FileContext:
    """Where a file is judged: centre, series, what its options stand for, what holds there.

    `likely` gives the likely duplicates, as likely_duplicates does or as foreseen before a lock;
    `targets` are what the file may name, by code; `elsewhere` says of other codes why it may not;
    `sat(series, persons)` has the months of the series in which each exam was sat.
    """

    centre: Centre
    series: Series
    amends: bool
    targets: dict[str, Target]
    elsewhere: dict[str, tuple[str, str]]
    terms: Terms
    sat: Callable
    likely: Callable = likely_duplicates
    known: "PersonsOfFile" = field(default_factory=lambda: PersonsOfFile())

    @property
    def on(self) -> date:
        """The day by which it is judged."""
        return self.terms.on

    @property
    def has_exams(self) -> bool:
        """Whether the file is of exams, not of registrations."""
        return self.series.month in exams.MONTHS


@dataclass
class PersonsOfFile:
    """What is known of the persons of the lines so far: each is asked about once a file.

    `whos` are by UCI and answer; numbers as numbers_known gives them; `named` has the line and the
    UCI that named a record first.
    """

    whos: dict[tuple[str, str], Who] = field(default_factory=dict)
    number_of: dict[int, str] = field(default_factory=dict)
    holder_of: dict[str, tuple[int, str]] = field(default_factory=dict)
    named: dict[int, tuple[int, str]] = field(default_factory=dict)


def file_context(centre, series, *, on, amends, sat, likely=likely_duplicates) -> FileContext:
    """The FileContext of a file of the centre for the series; a fixed number of queries."""
    has_exams = series.month in exams.MONTHS
    units = _units()
    targets, allowed = {}, {}
    offered = offered_rules(running=True)
    for rules in offered:
        for option in of_file(rules, series_has_exams=has_exams):
            if found := units.get((option.qualification, option.unit)):
                targets[option.code] = of_option(option, *found)
                allowed[found[0].pk] = rules.attempts
    others = [one for rules in offered for one in of_file(rules, series_has_exams=not has_exams)]
    return FileContext(
        centre=centre,
        series=series,
        amends=amends,
        targets=targets,
        elsewhere=not_here(targets, others, units),
        terms=terms_at(centre, on=on, series=series, allowed=allowed),
        sat=sat,
        likely=likely,
    )


def _units():
    """(entry code, unit number): (Qualification, Unit), None for the whole, whose number is "".

    Many sizes share a unit: each is read once, not once a row.
    """
    wholes = Qualification.objects.select_related("subject").in_bulk()
    parts = Unit.objects.order_by().in_bulk()
    found = {(whole.code, ""): (whole, None) for whole in wholes.values()}
    rows = QualificationUnit.objects.order_by().values_list("qualification", "unit")
    for whole, part in rows:
        found[wholes[whole].code, parts[part].number] = wholes[whole], parts[part]
    return found


def judge_lines(context, asked) -> None:
    """Judge what is asked for and not judged yet; a fixed number of queries for any number."""
    waiting = [one for one in asked if not one.outcome]
    known = context.known
    _learn_people(context, waiting)
    whos = [known.whos[_identity(one)] for one in waiting]
    facts = known_of(
        context.centre,
        context.terms,
        {one.record for one in whos},
        {one.target for one in waiting},
        sat=context.sat,
        numbers=(known.number_of, known.holder_of),
    )
    for one, person in zip(waiting, whos, strict=True):
        _judge(context, one, person, facts)


def _identity(asked):
    return asked.person.uci, asked.answer


def _learn_people(context, waiting):
    """Find out who is named for the first time."""
    known, new = context.known, {}
    for one in waiting:
        if _identity(one) not in known.whos:
            new.setdefault(_identity(one), one)
    if not new:
        return
    people = [lines.answered(one.person, one.answer) for one in new.values()]
    found = []
    whos = who(context.centre, people, context.on, context.likely)
    for one, (person, _, _) in zip(new.values(), whos, strict=True):
        twin = {TWIN} if one.twin and person.record is None else frozenset()
        found.append(replace(person, likely=person.likely | twin))
    for numbers, more in zip(
        (known.number_of, known.holder_of),
        numbers_known(context.centre, context.on, found),
        strict=True,
    ):
        numbers.update(more)
    known.whos.update(zip(new, found, strict=True))


def _judge(context, asked, person, facts):
    """Settle the outcome of one thing asked for."""
    verdict = judge(person, asked.target, facts)
    asked.who, asked.verdict = person, verdict
    asked.candidate_id, asked.resit = person.record, verdict.resit
    wrong = [(one.field, one.text, "") for one in verdict.refusals]
    wrong += lines.named_twice(asked, person, context.known.named)
    said, remedy = lines.would_change(person)
    if said and context.amends:
        wrong.append(("name", said, remedy))
    elif said:
        asked.note = lines.kept(person)[:300]
    asked.problems += [lines.about(asked, *one) for one in wrong]
    asked.outcome = Outcome.REFUSED if asked.problems else verdict.outcome
    if asked.outcome == Outcome.LIKELY and asked.twin:
        asked.note = f"In this file, {asked.twin}."
