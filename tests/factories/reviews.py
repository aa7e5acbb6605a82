"""Post-results services: `sat` is an exam with results; `review_at` brings a review to a status."""

import uuid
from datetime import UTC, datetime, timedelta

from interchange.catalogue.models import Series
from results.models import UnitResult
from reviews import commands, queries
from reviews.models import LastDay, Review
from reviews.states import Service, Status
from tests.factories import catalogue, results
from tests.factories import entries as make

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
EMAIL = "exams@fernhill.example"


def june(at=NOW, year=2026):
    """The series of that June, whose results came a week ago; asked about for ten weeks more."""
    series = catalogue.a_series(year, 6)
    Series.objects.filter(pk=series.pk).update(
        results_on=at.date() - timedelta(days=7), released_at=None
    )
    series.refresh_from_db()
    for service in (Service.CLERICAL, Service.MARKING, Service.PRIORITY):
        LastDay.objects.get_or_create(
            series=series, service=service, defaults={"on": at.date() + timedelta(days=72)}
        )
    return series


def sat(centre, grades="MP", number="1", at=NOW, year=2026):
    """An exam of June with these grades: (the exam as services know it, its results)."""
    entries = make.entries(centre, len(grades), catalogue.qualification(results.DIPLOMA))
    series = june(at, year)
    for entry, grade in zip(entries, grades, strict=True):
        results.hold([entry], {number: grade}, series=series)
    found = UnitResult.objects.filter(centre=centre, series=series).order_by("pk")
    found = list(found.select_related("candidate", "unit", "series", "qualification"))
    one = found[0]
    return queries.Sat(one.qualification, one.unit, one.series), found


def ask(exam, held, by, service=Service.MARKING, at=NOW, **more):
    """Reviews of the results, with consents of the day."""
    given = {
        "kept": "Consent form 3, exams office",
        "knows": True,
        "email": EMAIL,
        "token": uuid.uuid4(),
        "signed": {one.pk: at.date() - timedelta(days=2) for one in held},
        **more,
    }
    return commands.ask(centre=held[0].centre, sat=exam, service=service, by=by, at=at, **given)


def a_review(centre, by, service=Service.MARKING, at=NOW, year=2026, **more):
    """One review that was asked for, of an exam with Merit."""
    exam, held = sat(centre, "M", at=at, year=year)
    return ask(exam, held, by, service, at, **more)[0]


APPEALED = (Status.APPEALED, Status.APPEAL_STAYS, Status.APPEAL_CHANGED)
ENDS = {  # what brings a review that was taken up there, and with which words
    Status.SENT: (commands.send_script, {"words": "By post."}),
    Status.STAYS: (commands.decide, {"words": "Marked as the scheme says."}),
    Status.CHANGED: (commands.decide, {"words": "Question 4 was marked too high.", "grade": "P"}),
    Status.APPEAL_STAYS: (commands.decide_appeal, {"words": "The review was done rightly."}),
    Status.APPEAL_CHANGED: (commands.decide_appeal, {"words": "A page was lost.", "grade": "D"}),
}


def review_at(status, centre, by, staff, service=Service.MARKING, at=NOW, **more):
    """A review that has come to the status."""
    review = a_review(centre, by, service, at, **more)
    told = {"review": review, "by": staff, "at": at}
    if status == Status.WITHDRAWN:
        commands.withdraw(review=review, by=by, at=at)
    elif status == Status.REFUSED:
        commands.refuse(reason="The script was never sent to us.", **told)
    elif status != Status.ASKED:
        commands.take(**told)
    if status in APPEALED:
        commands.decide(words="Marked as the scheme says.", **told)
        commands.note_appeal(received_on=at.date(), **told)
    if status in ENDS:
        command, words = ENDS[status]
        command(**words, **told)
    return review


def a_review_on_paper(centre, by):
    """A review of an exam of 2025, which nothing else names, with its consent as a paper."""
    review = a_review(centre, by, year=2025)
    Review.objects.filter(pk=review.pk).update(paper=make.a_paper(by))
    return review
