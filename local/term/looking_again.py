"""What comes after results in the demo's term: reviews of exams, and certificates."""

import uuid
from datetime import timedelta

from django.utils.timezone import localdate

from certificates import commands as certificates_commands
from certificates import queries as certificates_queries
from interchange.catalogue.models import Series
from local.term import cast
from results.models import UnitResult
from reviews import commands, queries
from reviews.models import LastDay
from reviews.states import Service

SOURCE = "made up for trying out: so that something can be asked for whenever the demo is begun"


def reviews(term, it, days):
    """A review whose grade stays, one to take up and a script to send; more can be asked for."""
    series = Series.objects.get(year=days.summer - 1, month=Series.Month.JUNE)
    for service in Service:
        last = localdate(days.now) + timedelta(days=30)
        LastDay.objects.get_or_create(
            series=series, service=service, defaults={"on": last, "source": SOURCE}
        )
    staff = term.people[cast.PROCESSOR]
    first, second, third = (_result(it, series, place) for place in (1, 2, 3))
    decided = _ask(term, first, Service.MARKING, at=days.ago(30))
    commands.take(review=decided, by=staff, at=days.ago(28))
    words = "Both markings agree with the mark scheme."
    commands.decide(review=decided, words=words, by=staff, at=days.ago(21))
    _ask(term, second, Service.CLERICAL, at=days.ago(3))
    script = _ask(term, third, Service.SCRIPT, at=days.ago(6))
    commands.take(review=script, by=staff, at=days.ago(5))


def _result(it, series, place):
    """The result of unit 3 of the candidate at that place."""
    found = UnitResult.objects.standing().filter(candidate=it.candidates[place], series=series)
    return found.select_related("qualification", "unit", "series", "centre").get(unit__number="3")


def _ask(term, result, service, *, at):
    """Ask for the service as the officer of the centre does; give the review."""
    officer = term.people[cast.OFFICER]
    [review] = commands.ask(
        centre=result.centre,
        sat=queries.Sat(result.qualification, result.unit, result.series),
        service=service,
        signed={result.pk: (at - timedelta(days=1)).date()},
        kept="Consent form of the summer, exams office",
        knows=True,
        email=officer.email,
        token=uuid.uuid4(),
        by=officer,
        at=at,
    )
    return review


def certificates(term, days):
    """All awards are printed and sent; one certificate is lost and waits for the next run."""
    staff, now = term.people[cast.PROCESSOR], certificates_queries.to_print()
    shown = now.new, now.again
    run = certificates_commands.make_run(shown=shown, by=staff, at=days.ago(12))
    certificates_commands.note_sent(run=run, by=staff, at=days.ago(9))
    certificates_commands.reissue(
        certificate=run.certificates.earliest("number"),
        reason="lost",
        words="Your letter says that it never arrived.",
        by=staff,
        at=days.ago(2),
    )
