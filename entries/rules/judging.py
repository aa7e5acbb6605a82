"""May this person be entered for that, and at what charge? The one judge, whoever asks and how.

A tick, a row of a form or of a spreadsheet, a line of a file: each is a Who and a Target, judged by
the Knowledge of them (gathered by queries.known). Nothing else builds what a rule of entries
looks at.
"""

from dataclasses import dataclass, replace
from datetime import date

from entries.file_states import Outcome
from entries.rules import approvals, charging, exams, registering
from entries.rules.known import Held, Knowledge, Terms, Who
from entries.rules.numbers import PASSED_ON
from entries.rules.registering import first_day
from entries.rules.targets import EXAM, REGISTRATION, UNIT, Target

ALL = "all"  # the field of a refusal that is of the target, whoever is entered for it
OPTION = "option"  # the field of one that is of this person and this target


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: about which field, as a sentence, and in a word or two for the box of a table."""

    field: str
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of it. `there` says that it is there already, which a file may repeat.

    `charges` are the kinds of fees it costs; `attempts` are used, of which this one may be a
    further one (`resit`) or the last. `attempts_after_on` is that of the registration: attempts of
    before were of one that is closed. `record` is the one that the registration stands on, where
    that is not the person's own.
    """

    outcome: str
    refusals: tuple[Refusal, ...] = ()
    there: str = ""
    charges: tuple[str, ...] = ()
    resit: bool = False
    is_last: bool = False
    attempts: int = 0
    attempts_after_on: date | None = None
    record: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether it will be made."""
        return self.outcome == Outcome.NEW

    @property
    def barriers(self) -> list[tuple[str, str]]:
        """All that keeps it from being made, for people who ask only for what is new.

        As (field, sentence) pairs; those of the whole target are told apart by ALL.
        """
        there = [(OPTION, self.there)] if self.there else []
        return there + [(one.field, one.text) for one in self.refusals]

    @property
    def words(self) -> str:
        """The first of them in a word or two."""
        if self.there:
            return "Entered"
        return next((one.words or "Refused" for one in self.refusals), "")


def judge(who: Who, target: Target, known: Knowledge) -> Verdict:
    """Give the Verdict on entering the person for the target."""
    found = JUDGES[target.kind](who, target, known)
    refusals = of_person(who, known, target)
    whole = "" if found.there else _of_all(target, known.terms)
    if whole:
        refusals.append(Refusal(ALL, whole))
    refusals += found.refusals
    if refusals:
        outcome = Outcome.REFUSED
    elif found.there:
        outcome = Outcome.ALREADY
    else:
        outcome = Outcome.LIKELY if who.is_unseen else Outcome.NEW
    return replace(found, outcome=outcome, refusals=tuple(refusals))


def of_person(who: Who, known: Knowledge, target: Target | None = None) -> list[Refusal]:
    """Why the person cannot be entered, whatever for: details, identity, candidate number.

    An exam entry bears the number of its registration, which the `target` then names.
    """
    found = [Refusal(*one) for one in who.problems]
    number, person = who.person.candidate_number, who.record or 0
    own, holder = known.number_of.get(person, ""), known.holder_of.get(number)
    held = None
    if target and target.kind == EXAM:
        held = known.held.get((person, target.qualification_id))
    if held:
        own = held.number
    if own == number or (not own and holder is None):
        return found
    perhaps = {person} | (who.likely if who.is_unseen else frozenset())
    name = "" if holder is None or holder[0] in perhaps else holder[1]
    return found + [Refusal(*one) for one in registering.number_refusals(number, own, name)]


def _of_all(target: Target, terms: Terms) -> str:
    """Why nobody can be entered for the target, as a sentence; nothing where somebody can."""
    if target not in terms.said:
        terms.said[target] = _said_of_all(target, terms)
    return terms.said[target]


def _said_of_all(target: Target, terms: Terms) -> str:
    life = terms.lives.get(target.qualification_id)
    if target.kind == EXAM:
        ended = life.exam_refusal(terms.series.code) if life else ""
        suite = exams.suite_refusal(target)
        return suite or exams.series_refusal(terms.series, terms.on) or ended
    if target.kind == UNIT and target.suite != "2012":
        return exams.only_2012(target)
    if life and (closed := life.registration_refusal(terms.on)):
        return closed
    return approvals.refusal(terms.approvals.get(target.bank[1]), target.subject)


def _registration(who: Who, target: Target, known: Knowledge) -> Verdict:
    place = (who.record or 0, target.bank)
    held = known.held.get((who.record or 0, target.qualification_id))
    told = registering.PersonAtCentre(
        registered=held is not None,
        withdrawn=held is not None and not held.open,
        pathway=held.pathway if held else target.pathway,
        units_only=target.suite == "2012" and place in known.alone,
        other_size=known.sizes.get(place, "") if held is None else "",
        elsewhere=place in known.elsewhere,
    )
    there, refused = registering.standing(told, target.pathway)
    return Verdict(
        "",
        tuple(Refusal(OPTION, one) for one in refused),
        there,
        REGISTERED,
        attempts_after_on=known.after.get((who.record or 0, target.qualification_id)),
    )


def _exam(who: Who, target: Target, known: Knowledge) -> Verdict:
    terms, place = known.terms, (who.record or 0, target.unit_id or 0)
    held = known.held.get((who.record or 0, target.qualification_id))
    after = held.attempts_after_on if held else None
    sat = exams.times(known.sat.get((who.record or 0, target.shared_id or 0), ()), after)
    resit = sat > 0 or exams.times(known.earlier.get(place, ()), after) > 0
    allowed = terms.allowed.get(target.qualification_id)
    words, sentence = exams.barrier(
        exams.Sitting(
            registered=held is not None and held.open,
            too_soon=_too_soon(held, terms) if held else None,
            closed=(target.qualification_id, target.unit_id) in terms.closed,
            examined=target.examined,
            in_size=target.in_size,
            entered=place in known.entered,
            absent=place in known.absent,
            elsewhere=place in known.there,
            attempts=sat,
            allowed=allowed,
        )
    )
    there = sentence if sentence == exams.ENTERED else ""
    if sentence == exams.NOT_REGISTERED and who.is_unseen:
        sentence = ""  # who it is comes first
    if not sentence and held and not held.number:
        sentence = PASSED_ON
    refused = (Refusal(OPTION, sentence, words),) if sentence and not there else ()
    charges = tuple(charging.fees_of_unit(exam=True, resit=resit, stage=terms.stage))
    return Verdict(
        "",
        refused,
        there,
        charges,
        resit,
        is_last=sat + 1 == allowed,
        attempts=sat,
        record=held.record if held else None,
    )


def _too_soon(held: Held, terms: Terms) -> date | None:
    """The first day on which a registration is old enough; None where it is by now.

    One that replaces another, after a change of size or a transfer, never is too new.
    """
    first = first_day(held.made_on, terms.days)
    return first if terms.on < first and not held.replaces else None


def _unit(who: Who, target: Target, known: Knowledge) -> Verdict:
    place = who.record or 0, target.unit_id or 0
    sentence = exams.units_only_refusal(
        registered=(who.record or 0, target.bank) in known.whole,
        in_size=target.in_size,
        entered=place in known.entered,
        elsewhere=place in known.there,
        closed=(target.qualification_id, target.unit_id) in known.terms.closed,
    )
    there = sentence if sentence == exams.UNIT_ENTERED else ""
    refused = (Refusal(OPTION, sentence),) if sentence and not there else ()
    return Verdict("", refused, there, ALONE)


REGISTERED = (charging.REGISTRATION,)
ALONE = (charging.UNIT,)
JUDGES = {REGISTRATION: _registration, EXAM: _exam, UNIT: _unit}
