"""What is held of exams whose results are not out yet, and what is to be told by now?"""

from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef

from interchange.catalogue.models import Series
from interchange.catalogue.opening import out_by
from results.exam_file_states import CHANGES
from results.models import ExamFileLine, HeldResult

BEYOND_UNITS = 1_000_000  # more than there are ids of units: an exam is one number


def series_to_tell(at: datetime) -> list[int]:
    """The ids of the series that are out at the instant and of which something is held still."""
    held = HeldResult.objects.filter(series=OuterRef("pk"), problem="")
    return list(Series.objects.filter(out_by(at), Exists(held)).values_list("pk", flat=True))


def held_of_file(file) -> list[tuple[str, int]]:
    """What is held of an exam file: until when, in words, and how many of its results."""
    found = HeldResult.objects.filter(file=file).order_by("series").values("series")
    counts = dict(found.annotate(count=Count("pk")).values_list("series", "count"))
    return [(_until(one), counts[one.pk]) for one in Series.objects.filter(pk__in=counts)]


def _until(series) -> str:
    if series.is_released_to_all:
        return "now: they are released, and being told"
    return series.results_come


def held_of_exam(entry) -> HeldResult | None:
    """The result that is held of the exam of a unit entry, the last that came; None for none."""
    of_exam = HeldResult.objects.filter(
        candidate__person=entry.candidate.person_id, unit=entry.unit_id, series=entry.series_id
    )
    return of_exam.select_related("series").order_by("-pk").first()


def series_of_file(file) -> list[Series]:
    """The series that lines of an exam file bring results of."""
    brings = ExamFileLine.objects.filter(file=file, outcome__in=CHANGES).order_by()
    codes = set(brings.values_list("series", flat=True).distinct())
    years = {int(code[:4]) for code in codes}
    return [one for one in Series.objects.filter(year__in=years) if one.code in codes]


def to_be_held(file, at) -> list[Series]:
    """The series of an exam file whose results would be held, were it loaded at the instant."""
    return [one for one in series_of_file(file) if not one.is_out(at)]


def held_in_words(series, at) -> str:
    """How many results of the series are held, of how many centres, and until when; "" for none.

    Once they are out at the instant `at`, they are being told; what could not be waits by itself.
    """
    told = _held_of(series)
    if not told["exams"]:
        return ""
    centres = f"{told['centres']:,} centre{'' if told['centres'] == 1 else 's'}"
    when = "being told now" if series.is_out(at) else f"until {series.results_come}"
    return f"{told['exams']:,} of {centres}, {when}"


def held_in_all(series) -> int:
    """How many exams of the series something is held of."""
    return _held_of(series)["exams"]


def shown_of_release(series) -> dict[str, str]:
    """What a release of the series would tell, and whom."""
    told = _held_of(series)
    shown = {
        "Results that would be told at once": f"{told['exams']:,}",
        "Centres that would be told": f"{told['centres']:,}",
        "Held otherwise until": series.opening,
    }
    if series.others_on:
        shown["Under embargo for most at the centres until"] = series.results_come
    return shown


def _held_of(series) -> dict[str, int]:
    """How many exams something is held of in the series, and of how many centres."""
    return HeldResult.objects.filter(series=series).aggregate(
        exams=Count(F("candidate") * BEYOND_UNITS + F("unit"), distinct=True),
        centres=Count("centre", distinct=True),
    )
