"""What a centre has entered, as its lists show it."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localtime

from entries.models import QualificationEntry, Submission, UnitEntry
from entries.queries.leaving import found_as_known
from entries.queries.people import found_by, found_under, is_numbered, says
from entries.states import LISTED, ONCE_WITHDRAWN, OPEN
from interchange.catalogue.models import Qualification, Series
from interchange.words import words_typed


def of_centre(
    centre, *, qualification="", status="", text="", group=""
) -> QuerySet[QualificationEntry]:
    """The centre's registrations; filters that are empty do not filter.

    `qualification` is an entry code; each word of `text` must be part of a name or number. Closed
    ones are left out, those that were withdrawn unless their `status` is asked for. `group` is the
    key of one of the centre's teaching groups.
    """
    found = QualificationEntry.objects.filter(
        centre=centre, status__in=ONCE_WITHDRAWN if status in ONCE_WITHDRAWN else LISTED
    ).select_related("candidate", "centre", "qualification__subject")
    if qualification:
        found = found.filter(qualification__code=qualification)
    if status:
        found = found.filter(status=status)
    if group:
        found = found.filter(groups=group)
    return _matching(found, centre, text)


def unit_entries_of_centre(
    centre, *, qualification="", series="", status="", text=""
) -> QuerySet[UnitEntry]:
    """The centre's unit entries; `series` is a code such as 2027-06, or `none` for units only."""
    found = UnitEntry.objects.filter(centre=centre).select_related(
        "candidate", "centre", "qualification", "unit", "series"
    )
    if qualification:
        found = found.filter(qualification__code=qualification)
    if status:
        found = found.filter(status=status)
    return _matching(of_series(found, series), centre, text)


def of_series(found: QuerySet[UnitEntry], code) -> QuerySet[UnitEntry]:
    """Those of the unit entries in the series of the code; with `none` units only, with "" all."""
    if code == "none":
        return found.filter(series=None)
    if not code:
        return found
    year, _, month = code.partition("-")
    return found.filter(series__year=year, series__month=month)


def _matching(found, centre, text):
    if text:
        found = found.prefetch_related(*found_under(centre, text))
    for word in words_typed(text):
        found = found.filter(found_by(centre, word))
    return found_as_known(centre, found, text, localtime())


def qualifications_of(centre) -> QuerySet[Qualification]:
    """The qualifications the centre has entries for, by level and title."""
    return Qualification.objects.filter(
        Exists(QualificationEntry.objects.filter(qualification=OuterRef("pk"), centre=centre))
        | Exists(UnitEntry.objects.filter(qualification=OuterRef("pk"), centre=centre))
    )


def series_of(centre) -> QuerySet[Series]:
    """The exam series the centre has entries for, newest first."""
    return Series.objects.filter(
        Exists(UnitEntry.objects.filter(series=OuterRef("pk"), centre=centre))
    )


def open_entries(centre, qualification) -> QuerySet[QualificationEntry]:
    """The registrations that may be entered for exams, claimed for and awarded."""
    return QualificationEntry.objects.filter(
        centre=centre, qualification=qualification, status__in=OPEN
    ).select_related("candidate", "centre", "qualification__subject")


def with_text(found, text) -> QuerySet[QualificationEntry]:
    """Those of the registrations found of whose name or numbers each word of the text is one."""
    for word in words_typed(text):
        found = found.filter(says(word, "candidate__") | is_numbered(word))
    return found


def goes_on_as(unit_entry) -> QualificationEntry | None:
    """The open registration that a unit entry belongs to now; None where nothing goes on.

    That is the one of its person, centre and qualification, or what took its place since: another
    size, another centre, attempts anew.
    """
    entered = QualificationEntry.objects.filter(candidate__person=unit_entry.candidate.person_id)
    known = {
        one.pk: one for one in entered.select_related("centre", "qualification").order_by("pk")
    }
    after = {one.replaces_id: one for one in known.values() if one.replaces_id}
    open_ones = [one for one in known.values() if one.status in OPEN]
    here = [
        _last(one, after)
        for one in known.values()
        if (one.centre_id, one.qualification_id)
        == (unit_entry.centre_id, unit_entry.qualification_id)
    ]
    return next((one for one in open_ones if one in here), None)


def _last(entry, after):
    """The registration at the end of those that took each other's place."""
    while entry.pk in after:
        entry = after[entry.pk]
    return entry


def submissions(centre) -> QuerySet[Submission]:
    """The forms the centre has sent in, newest first."""
    return (
        Submission.objects.filter(centre=centre)
        .select_related("centre", "qualification", "series", "file", "made_by", "invoice__centre")
        .defer("file__content")
    )


def submission(centre, **what) -> Submission | None:
    """The centre's one submission with that `pk` or `token`; None where there is none."""
    return submissions(centre).filter(**what).first()
