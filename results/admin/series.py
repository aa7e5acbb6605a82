"""The board's side of series: their dates, and when what is held of their exams is told."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from entries import commands as entries_commands
from interchange import board
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Series
from interchange.catalogue.turning import series_lacking
from results import commands, queries, rules
from results.forms import WhyReleased
from results.models import UnitResult


def _has_results_to_come(series):
    """Whether the series has exams whose results are the board's alone."""
    return series.month != Series.Month.SEPTEMBER and not series.is_opened(timezone.now())


@board.action(
    "Release the exam results now",
    Permission.RELEASE_RESULTS,
    form=WhyReleased,
    when=_has_results_to_come,
    shows=queries.shown_of_release,
)
def release_results(series, by, at, because, seen):
    """Tell what is held of the series before its day and hour."""
    commands.release_results(series=series, because=because, by=by, at=at, seen=seen)


WHEN_TOLD = ("results_on", "results_time", "others_on", "others_time")


class SeriesDates(forms.ModelForm):
    """The dates of a series; results that are out are not put off."""

    def clean(self):
        """Refuse a day to come where results have been told, and say what hangs on it."""
        found, at = super().clean(), timezone.now()
        known = Series.objects.filter(pk=self.instance.pk).first()
        moved = [name for name in WHEN_TOLD if name in self.changed_data]
        if known is None or not moved or self.errors or not known.is_opened(at):
            return found
        then = Series(**{name: found.get(name) for name in WHEN_TOLD})
        then.released_at = known.released_at
        told, still = UnitResult.objects.filter(series=known).count(), then.is_out(at)
        if not known.is_out(at):  # under an embargo some read what is held
            told, still = queries.held_in_all(known), then.is_opened(at)
        if told and not still:
            since = timezone.localdate(known.results_at if known.is_out(at) else known.opens_at)
            self.add_error(moved[0], rules.results_day_stands(str(known), since, told))
        return found


@admin.register(Series)
class SeriesAdmin(board.BoardAdmin):
    """Exam series and their dates, and what is held of their exams."""

    form = SeriesDates
    list_display = (
        "__str__",
        "entries_open_on",
        "entries_close_on",
        "late_until_on",
        "very_late_until_on",
        "refund_until_on",
        "first_exam_on",
        "results_on",
        "considered_until_on",
        "results_time",
        "provisional",
    )
    list_filter = ("month", "provisional")
    readonly_fields = ("released_at", "release_reason", "held_results")
    actions = (release_results,)

    def waiting_now(self, request):
        """Name each series of exams that this year or, from spring, the next one lacks."""
        rows = super().waiting_now(request)
        if not self.has_add_permission(request):
            return rows
        add = reverse("admin:catalogue_series_add")
        return rows + [
            (f"series to set: {day:%B %Y}", 1, f"{add}?year={day.year}&month={day.month}")
            for day in series_lacking(timezone.localdate())
        ]

    def get_fields(self, request, obj=None):
        """What is held is for those who bring results."""
        sees = obj and permissions.can(request.user, Permission.BANK_RESULTS)
        names = super().get_fields(request, obj)
        return names if sees else [name for name in names if name != "held_results"]

    @admin.display(description="exam results held", empty_value="none")
    def held_results(self, series):
        """How many results are held of it, and until when."""
        return queries.held_in_words(series, timezone.now()) or None

    def save_model(self, request, obj, form, change):
        """Save it; another day of results changes where those stand who are entered."""
        super().save_model(request, obj, form, change)
        if change and {"results_on", "others_on"} & {*form.changed_data}:
            entries_commands.results_come_otherwise(obj, at=timezone.now())
