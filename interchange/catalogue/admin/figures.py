"""Dates, fees, numbers and contacts: what the board types and its rules name.

Series stand with the results that are told on their day: results/admin/series.py.
"""

from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from claims.commands import last_day_is_otherwise
from entries.commands import lateness_is_otherwise, years_are_otherwise
from interchange import board
from interchange.catalogue import turning
from interchange.catalogue.admin.sourced import NamedAdmin, SourcedAdmin
from interchange.catalogue.models import (
    BankHoliday,
    ClosedUnit,
    ConsiderationGround,
    Contact,
    Fee,
    Figure,
    GradeNumbers,
    KeyDate,
    OtherBodyUnits,
    ReductionWindow,
    RegistrationRule,
    SampleSize,
    Wording,
)


class Deciding:
    """Of what the board types, some decides where registrations stand.

    A row that decides it is told of by its slug, which stays as it was first typed.
    """

    decides = {}  # slug: the command that has it worked out

    def save_model(self, request, obj, form, change):
        """Save it, and have it worked out where those stand whom it concerns."""
        super().save_model(request, obj, form, change)
        self._worked_out(obj)

    def delete_model(self, request, obj):
        """Delete it, and have the same worked out."""
        super().delete_model(request, obj)
        self._worked_out(obj)

    def delete_queryset(self, request, queryset):
        """Delete what was chosen in the list, and have the same worked out, once."""
        deciding = {self.decides.get(one.slug): one for one in queryset}
        super().delete_queryset(request, queryset)
        for one in deciding.values():
            self._worked_out(one)

    def _worked_out(self, obj):
        if obj.slug in self.decides:
            self.decides[obj.slug](at=timezone.now())


@admin.register(KeyDate)
class KeyDateAdmin(Deciding, NamedAdmin):
    """Dates by which something must be done."""

    decides = {"visits": last_day_is_otherwise, "claims": lateness_is_otherwise}

    list_display = ("title", "on", "academic_year", "provisional", "source")
    list_filter = ("academic_year", "provisional")
    search_fields = ("title", "slug")

    def waiting_now(self, request):
        """Name each date that a year lacks; its link begins to fill it in."""
        add = reverse("admin:catalogue_keydate_add")
        return [
            (
                f"date to set for {year}: {one.title}",
                1,
                f"{add}?{urlencode({'slug': one.slug, 'title': one.title, 'academic_year': year})}",
            )
            for year, one in turning.key_dates_lacking(timezone.localdate())
            if self.has_add_permission(request)
        ]


@admin.register(BankHoliday)
class BankHolidayAdmin(SourcedAdmin):
    """Days that are no working days of the board."""

    list_display = ("on", "title", "provisional", "source")
    list_filter = ("provisional",)
    search_fields = ("title", "source")
    date_hierarchy = "on"

    def waiting_now(self, request):
        """Say so where no bank holiday is known for long: working days will be wrong."""
        if not self.has_add_permission(request):
            return []
        lacking = turning.bank_holidays_lacking(timezone.localdate())
        address = reverse("admin:catalogue_bankholiday_changelist")
        return [("year whose bank holidays are not known yet", 1, address)] if lacking else []


@admin.register(ReductionWindow)
class ReductionWindowAdmin(board.BoardAdmin):
    """When centres may report reductions in assessment."""

    list_display = ("year", "opens_on", "closes_on", "note", "provisional", "source")
    list_filter = ("provisional",)
    search_fields = ("note", "source")
    search_help_text = "Note or source"


@admin.register(Fee)
class FeeAdmin(NamedAdmin):
    """The fee list."""

    list_display = ("title", "slug", "pounds", "from_on", "provisional", "source")
    list_filter = ("provisional",)
    search_fields = ("title", "slug")

    @admin.display(description="amount", ordering="pence")
    def pounds(self, fee):
        """The amount in pounds."""
        return fee.pounds


@admin.register(Figure)
class FigureAdmin(Deciding, NamedAdmin):
    """Numbers that the rules name."""

    decides = {
        "processing-hours": last_day_is_otherwise,
        "tag-summer": years_are_otherwise,
        "reduction-summer": years_are_otherwise,
    }

    list_display = ("title", "value", "provisional", "source")


@admin.register(Wording)
class WordingAdmin(SourcedAdmin):
    """What stands on the board's own papers; the latest in force holds."""

    list_display = ("__str__", "words", "from_on", "provisional", "source")
    list_filter = ("slug", "provisional")


@admin.register(RegistrationRule)
class RegistrationRuleAdmin(SourcedAdmin):
    """By when a registration must have been made; the latest in force holds."""

    list_display = ("before", "days", "from_on", "provisional", "source")
    list_filter = ("before", "provisional")


@admin.register(ClosedUnit)
class ClosedUnitAdmin(SourcedAdmin):
    """Units that take no more entries for a size."""

    list_display = ("qualification", "unit", "from_on", "provisional", "source")
    list_select_related = ("qualification", "unit")
    search_fields = ("qualification__code", "unit__title")


@admin.register(SampleSize)
class SampleSizeAdmin(SourcedAdmin):
    """How many candidates a proposed sample has."""

    list_display = ("cohort_from", "candidates", "provisional", "source")


@admin.register(ConsiderationGround)
class ConsiderationGroundAdmin(SourcedAdmin):
    """For which reasons an absence may be considered."""

    list_display = ("title", "evidence", "offered", "position", "provisional", "source")


@admin.register(GradeNumbers)
class GradeNumbersAdmin(SourcedAdmin):
    """By which numbers assessed grades are worked out; the latest in force holds."""

    list_display = ("__str__", *GradeNumbers.IN_ORDER, "halfway", "provisional", "source")
    list_filter = ("provisional",)


@admin.register(OtherBodyUnits)
class OtherBodyUnitsAdmin(SourcedAdmin):
    """Which qualifications take units from another awarding body."""

    list_display = ("qualification", "provisional", "source")
    list_select_related = ("qualification",)


@admin.register(Contact)
class ContactAdmin(NamedAdmin):
    """Whom centres are told to ask, and where letters to the board go."""

    list_display = ("title", "slug", "about", "written_to", "phone")
    fields = ("slug", "title", "about", "email", "written_to", "phone")
    readonly_fields = ("written_to",)

    def get_fields(self, request, obj=None):
        """The e-mail only where it is the board's to set."""
        return [name for name in self.fields if name != "email" or not (obj and obj.inbox_setting)]

    @admin.display(description="written to")
    def written_to(self, contact):
        """The address, and where it is set; or that it is not set yet."""
        if contact.inbox_setting:
            return (
                f"{contact.address} – set by whoever installs the portal: {contact.inbox_setting}"
            )
        return contact.email or f"Not set yet; until then {contact.address}"

    def waiting_now(self, request):
        """Count the contacts that nobody has given an address, for the index."""
        unset = sum(not contact.own_address for contact in Contact.objects.all())
        address = reverse("admin:catalogue_contact_changelist")
        mine = self.has_change_permission(request)
        return [("contacts without an address of their own", unset, address)] if mine else []
