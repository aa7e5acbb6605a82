"""What does a centre ask the board about UCIs and ULNs, and about which lines may it ask?"""

from django.db.models import QuerySet

from entries.identity_states import OPEN
from entries.models import FileLine, IdentityQuestion, QualificationEntry
from entries.models.identity import TYPED
from entries.queries.known import who
from entries.rules import identity
from entries.rules.lines import answered
from entries.rules.people import Person, plain


def identity_questions(centre) -> QuerySet[IdentityQuestion]:
    """The questions of the centre whose a UCI or ULN is, newest first."""
    found = IdentityQuestion.objects.filter(centre=centre)
    return found.select_related(
        "centre", "qualification__subject", "asked_by", "file__centre", "entry__candidate__person"
    )


def open_question(centre, qualification, kind, number) -> IdentityQuestion | None:
    """What the centre has asked already about the number; None where nothing.

    Whose it is plays no part: a centre must not learn that two numbers are of one person.
    """
    about = {"qualification": qualification, "kind": kind, kind: number}
    return open_questions(centre).filter(**about).first()


def open_questions(centre) -> QuerySet[IdentityQuestion]:
    """The questions of the centre that the board has still to answer."""
    return IdentityQuestion.objects.filter(centre=centre, status__in=OPEN)


def questions_about(centre, people) -> list[IdentityQuestion | None]:
    """For each typed Person what the centre has asked about somebody of that name and birthday."""
    born = {one.born_on for one in people if not one.picked}
    found = {_named(one): one for one in open_questions(centre).filter(born_on__in=born)}
    return [None if one.picked else found.get(_named(one)) for one in people]


def _named(one):
    return plain(one.surname), plain(one.forenames), one.born_on


def registered_since(question, row) -> str:
    """Whom the centre has registered since it asked, of those whom a Planned row is or may be.

    Name and OCR number, of the latest; "" where nobody.
    """
    persons = [row.who.record, *(one.candidate.pk for one in row.ours)]
    found = QualificationEntry.objects.filter(
        centre=question.centre, candidate__person__in=persons, made_at__gte=question.asked_at
    )
    latest = found.select_related("candidate__person").order_by("-made_at", "-pk").first()
    return str(latest.candidate.person) if latest else ""


def line_to_ask_about(file, pk) -> FileLine | None:
    """The line of the file; None where it asks for no registration."""
    lines = FileLine.objects.filter(file=file, pk=pk, unit=None, qualification__isnull=False)
    return lines.select_related("qualification").first()


def person_on(line) -> Person:
    """The Person whom a line names, with the centre's answer who it is."""
    return answered(Person(**{name: getattr(line, name) for name in TYPED}), line.answer)


def lines_to_ask_about(centre, lines, on) -> set[int]:
    """The ids of those of the lines about which the board may be asked whose a number is."""
    perhaps = [
        one
        for one in lines
        if one.is_refused and one.qualification_id and not one.unit_id and len(one.problems) == 1
    ]
    if not perhaps:
        return set()
    people = who(centre, [person_on(one) for one in perhaps], on)
    return {
        one.pk
        for one, (person, _, _) in zip(perhaps, people, strict=True)
        if identity.may_ask(person, one.problems)
    }
