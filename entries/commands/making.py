"""How are the entries made that were judged? Few of a form or many of a file, by the same COPY.

Belongs in the transaction that holds whom it makes entries for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from entries.commands.locking import JUST_NOW
from entries.commands.numbers import pass_on_numbers
from entries.models import Candidate, QualificationEntry, Submission, UnitEntry
from entries.rules import registering
from entries.rules.judging import Verdict
from entries.rules.known import Who
from entries.rules.likeness_keys import as_array
from entries.rules.likeness_keys import keys as likely
from entries.rules.people import Person
from entries.rules.registering import EntryRefused
from entries.rules.targets import EXAM, REGISTRATION, Target
from interchange import numbers
from interchange.audit import trail
from interchange.bulk import copy_made, keys_for

OF_PERSON = ("surname", "forenames", "born_on", "sex", "uci", "uln")
KINDS = {REGISTRATION: Submission.Kind.REGISTRATIONS, EXAM: Submission.Kind.EXAMS}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One entry that is to be made: whose, what for, and how it was judged."""

    who: Who
    target: Target
    verdict: Verdict


@dataclass
class Maker:
    """Makes entries at the centre; `on` is the day by which they are made and charged.

    `candidates` are the records made so far, by person; `submissions` what names the entries, by
    kind and qualification; `concerned` are the candidates (ids) entries are made of; `joined` are
    pairs of ids: who of them was registered, or entered for units alone, for which qualification;
    `numbers` are those that were looked at, whether they are to be passed on.
    """

    centre: Any
    by: Any
    at: datetime
    on: Any = None
    series: Any = None
    stage: str = ""
    token: Any = None
    file: Any = None
    candidates: dict[Person, int] = field(default_factory=dict)
    submissions: dict[tuple[str, int], Submission] = field(default_factory=dict)
    concerned: set[int] = field(default_factory=set)
    joined: set[tuple[int, int]] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def make(self, wanted: Iterable[Wanted]) -> None:
        """Make the candidates that have no record, and the entries, with their trail.

        Raises EntryRefused where somebody else was a moment sooner.
        """
        wanted = list(wanted)
        try:
            with transaction.atomic():
                self._pass_on_numbers(wanted)
                self._make_candidates(wanted)
                self._make_registrations([one for one in wanted if not one.target.unit])
                self._make_units([one for one in wanted if one.target.unit])
                self._note_joined(wanted)
        except IntegrityError as clash:
            raise EntryRefused(JUST_NOW) from clash

    def _pass_on_numbers(self, wanted):
        """An exam entry has the number of a registration; the others may take one that is free."""
        asked = {one.who.person.candidate_number for one in wanted if one.target.kind != EXAM}
        if new := asked - self.numbers:
            pass_on_numbers(self.centre, sorted(new), on=localdate(self.at))
            self.numbers |= new

    def _note_joined(self, wanted):
        """Who is entered for an exam was registered before."""
        self.joined |= {
            (one.who.record, one.target.qualification_id)
            for one in wanted
            if one.who.record and one.target.kind != EXAM
        }

    def made(self) -> list[Submission]:
        """What names the entries that were made, by kind and qualification."""
        return list(self.submissions.values())

    def _make_candidates(self, wanted):
        new = {one.who.person: None for one in wanted if one.who.record is None}
        people = [one for one in new if one not in self.candidates]
        if not people:
            return
        keys = keys_for(Candidate, len(people))
        given = numbers.following_many("ocr_candidate_number", len(people))
        rows = [
            (key, f"{number:08}", as_array(likely(one)), *(getattr(one, of) for of in OF_PERSON))
            for key, number, one in zip(keys, given, people, strict=True)
        ]
        columns = ("id", "ocr_number", "likeness_keys", *OF_PERSON)
        copy_made(Candidate, columns, rows, created_at=self.at)
        told = (
            (f"candidate:{key}", f"{one.name} ({number:08})")
            for key, number, one in zip(keys, given, people, strict=True)
        )
        trail.record_many("candidate.create", told, by=self.by, at=self.at)
        self.candidates.update(zip(people, keys, strict=True))

    def _candidate(self, one):
        return one.verdict.record or one.who.record or self.candidates[one.who.person]

    def _make_registrations(self, wanted):
        keys, named = keys_for(QualificationEntry, len(wanted)), []
        rows = []
        for key, one in zip(keys, wanted, strict=True):
            rows.append((*self._common(key, one), *self._of_registration(one)))
            named.append((f"qualificationentry:{key}", f"{one.who.called} for {one.target.code}"))
        columns = (*COMMON, "person_id", "pathway", "completes_in", "attempts_after_on")
        self._copy(QualificationEntry, columns, rows)
        event = "qualificationentry.register"
        trail.record_many(event, named, by=self.by, at=self.at, centre=self.centre)

    def _of_registration(self, one):
        summer = registering.completes_in(one.target.level, self.on)
        person = self._candidate(one)
        return person, one.target.pathway, summer, one.verdict.attempts_after_on

    def _make_units(self, wanted):
        keys, named, rows = keys_for(UnitEntry, len(wanted)), [], []
        when = f" in {self.series}" if self.series else ""
        for key, one in zip(keys, wanted, strict=True):
            rows.append((*self._common(key, one), one.target.unit_id, one.verdict.resit))
            label = f"{one.who.called} for unit {one.target.unit}{when}"
            named.append((f"unitentry:{key}", label))
        alike = {"series": self.series} | ({"stage": self.stage} if self.stage else {})
        self._copy(UnitEntry, (*COMMON, "unit_id", "resit"), rows, **alike)
        trail.record_many("unitentry.enter", named, by=self.by, at=self.at, centre=self.centre)

    def _common(self, key, one):
        target, number = one.target, one.who.person.candidate_number
        made, candidate = self._submission(target), self._candidate(one)
        self.concerned.add(candidate)
        return key, candidate, target.qualification_id, number, made.pk

    def _copy(self, model, columns, rows, **alike):
        if rows:
            alike |= {"centre": self.centre, "made_at": self.at, "made_by": self.by}
            copy_made(model, columns, rows, **alike)

    def _submission(self, target):
        key = target.kind, target.qualification_id
        if key not in self.submissions:
            token = {"token": self.token} if self.token else {}
            self.submissions[key] = Submission.objects.create(
                kind=KINDS.get(target.kind, Submission.Kind.UNITS),
                centre=self.centre,
                qualification_id=target.qualification_id,
                series=self.series,
                file=self.file,
                made_at=self.at,
                made_by=self.by,
                **token,
            )
        return self.submissions[key]


COMMON = ("id", "candidate_id", "qualification_id", "candidate_number", "submission_id")


def maker(*, centre, by, at, **more) -> Maker:
    """A Maker whose day is that of `at`, unless another is given."""
    return Maker(centre=centre, by=by, at=at, **{"on": localdate(at), **more})
