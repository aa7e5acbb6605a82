"""What people do in the demo, by the real commands: register, enter, claim, moderate, sit exams."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from claims import commands as claims_commands
from claims.rules import Cell
from entries import commands as entries_commands
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series, Subject
from local.term import cast
from results import commands as results_commands
from results.queries.sittings import sittings

DEMO = "The demo tells the term as far as it has come."
HEADER = "series,ocr_candidate_number,entry_code,unit,grade"


@dataclass(frozen=True)
class Group:
    """The candidates of a centre who take a qualification together."""

    centre: Centre
    qualification: Qualification
    candidates: list

    def unit(self, number):
        """A unit of the qualification."""
        return self.qualification.units.get(number=number)


@dataclass(frozen=True)
class Term:
    """The people of the demo as they are in the database."""

    people: dict

    def approve(self, number, codes, *, at):
        """Approve the centre of that number for the subjects of those codes."""
        entries_commands.approve_centre(
            centre=Centre.objects.get(number=number),
            subjects=Subject.objects.filter(code__in=codes),
            by=self.people[cast.BOARD],
            at=at,
        )

    def ask_approval(self, number, code, *, by, at):
        """Have the centre ask to be approved for the subject of that code."""
        entries_commands.ask_approval(
            centre=Centre.objects.get(number=number),
            subject=Subject.objects.get(code=code),
            by=self.people[by],
            at=at,
        )

    def register(self, group_of, code, persons, *, by, at, pathway=""):
        """Register the persons at the centre of that number; give them as a Group."""
        centre = Centre.objects.get(number=group_of)
        qualification = Qualification.objects.select_related("subject").get(code=code)
        made = entries_commands.register(
            centre=centre,
            qualification=qualification,
            people=persons,
            pathway=pathway,
            by=self.people[by],
            at=at,
        )
        return Group(centre, qualification, [entry.candidate for entry in made])

    def enter(self, group, series, numbers, *, by, at, only=None):
        """Enter the candidates of the group (or `only` some) for exams of the series."""
        candidates = group.candidates if only is None else only
        units = [group.unit(number) for number in numbers]
        return entries_commands.enter_for_exams(
            centre=group.centre,
            qualification=group.qualification,
            series=series,
            chosen=[(candidate, unit) for candidate in candidates for unit in units],
            sat=sittings,
            by=self.people[by],
            at=at,
        )

    def assessors(self, group, marked_by, *, by, at):
        """Set up the assessors ((name, initials) pairs) for the group's qualification."""
        return [
            claims_commands.set_up_assessor(
                centre=group.centre,
                qualification=group.qualification,
                name=name,
                initials=initials,
                by=self.people[by],
                at=at,
            )
            for name, initials in marked_by
        ]

    def claim(self, group, grades, assessor, *, by, at, claim=None):
        """Save grades ({unit number: a letter a candidate, "-" for none}) on the draft; give it."""
        person = self.people[by]
        claim = claim or claims_commands.start(
            centre=group.centre, qualification=group.qualification, by=person, at=at
        )
        cells = _cells_of(group, grades, assessor)
        claims_commands.save_grades(claim=claim, cells=cells, by=person, at=at)
        return claim

    def type(self, group, grades, assessor, *, by, at, claim):
        """Type grades on the draft as `claim` takes them, and leave them unsaved."""
        cells = _cells_of(group, grades, assessor)
        claims_commands.remember(claim=claim, cells=cells, by=self.people[by], at=at)

    def submit(self, claim, *, by, at):
        """Submit the claim with the declaration."""
        return claims_commands.submit(claim=claim, declared=True, by=self.people[by], at=at)

    def sample(self, claim, *, at, every=5):
        """Have the moderator sample every so manieth line."""
        moderator = self.people[cast.MODERATOR]
        lines = list(claim.lines.filter(live=True))[::every]
        claims_commands.save_sample(claim=claim, lines=lines, by=moderator, at=at)
        return claims_commands.send_sample(claim=claim, by=moderator, at=at)

    def agree(self, claim, *, at, changes=()):
        """Have the moderator agree the claim after a visit the day before, with changes if any."""
        moderator = self.people[cast.MODERATOR]
        if changes:
            claims_commands.review(claim=claim, changes=list(changes), by=moderator, at=at)
        visited_on = timezone.localdate(at) - timedelta(days=1)
        visited_on = max(visited_on, timezone.localdate(claim.submitted_at))
        return claims_commands.agree(
            claim=claim, visited_on=visited_on, unbooked=True, by=moderator, at=at
        )

    def report(self, claim, *, at, **texts):
        """Have the moderator write a feedback report, which goes out with what is done next."""
        moderator = self.people[cast.MODERATOR]
        claims_commands.save_report(claim=claim, by=moderator, at=at, **texts)

    def ask_for_visit(self, group, kind, on, teacher, *, by, at, note=""):
        """Ask for a visit for the group's subject, whatever stands against it."""
        return claims_commands.ask_for_visit(
            centre=group.centre,
            subject=group.qualification.subject,
            kind=kind,
            on=on,
            teacher=teacher,
            note=note,
            anyway=True,
            by=self.people[by],
            at=at,
        )

    def book_visit(self, visit, *, at):
        """Have the moderator book the visit as asked for."""
        moderator = self.people[cast.MODERATOR]
        claims_commands.book_visit(visit=visit, kind=visit.kind, on=visit.on, by=moderator, at=at)

    def process(self, claim, *, at):
        """Have the board process the claim."""
        results_commands.bank(claim=claim, by=self.people[cast.PROCESSOR], at=at)

    def whole_way(self, claim, *, by, at, changes=()):
        """Submit the claim and bring it through moderation and processing within four weeks."""
        claim = self.submit(claim, by=by, at=at)
        claim = self.sample(claim, at=at + timedelta(days=3))
        claim = self.agree(claim, at=at + timedelta(days=17), changes=changes)
        self.process(claim, at=at + timedelta(days=20))

    def exam_results(self, series, papers, *, at):
        """Import exam results: papers are (group, unit number, one grade a candidate)."""
        lines = [
            f"{series.code},{candidate.ocr_number},{group.qualification.code},{number},{grade}"
            for group, number, grades in papers
            for candidate, grade in zip(group.candidates, grades, strict=False)
            if grade != "-"
        ]
        if not series.is_out(at):  # the term is told as far as it has come
            Series.objects.filter(pk=series.pk).update(released_at=at, release_reason=DEMO)
        report = results_commands.import_exam_results(
            "\n".join([HEADER, *lines]), by=self.people[cast.PROCESSOR], at=at
        )
        if report.refused:
            raise ValueError(f"The demo's exam results were refused: {report.refused}")

    def award(self, *, at):
        """Work out the awards that are due, as a worker would."""
        results_commands.award_due(at=at)
        results_commands.tell_centres(at=at)


def _cells_of(group, grades, assessor):
    """The cells of grades: {unit number: a letter a candidate, "-" for none}."""
    return [
        Cell(candidate.pk, unit.pk, grade, assessor.pk)
        for number, letters in grades.items()
        for unit in [group.unit(number)]
        for candidate, grade in zip(group.candidates, letters, strict=False)
        if grade != "-"
    ]
