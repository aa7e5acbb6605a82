"""Where do a centre's candidates stand? The Progress Tracker for programs, a page at a time."""

from django.utils import timezone
from rest_framework import pagination, serializers
from rest_framework.views import APIView

from interchange.accounts.access import AtCentre
from interchange.accounts.roles import Permission
from results import queries as results_queries
from tracker.queries import progress as progress_queries

ORDER = ("candidate__sorts_as", "pk")


class Unit(serializers.Serializer):
    """A unit of the qualification, as the candidate stands with it."""

    unit = serializers.CharField(source="number")
    title = serializers.CharField()
    state = serializers.CharField(source="state.value")
    grade = serializers.CharField()


class Progress(APIView):
    """The entries of a centre with their progress, by candidates' names."""

    permission = Permission.VIEW_CENTRE
    permission_classes = (AtCentre,)

    class Output(serializers.Serializer):
        """An entry: whose, for what, how far, and who must act for a result."""

        ocr_candidate_number = serializers.CharField(source="entry.candidate.ocr_number")
        candidate_number = serializers.CharField(source="entry.candidate_number")
        surname = serializers.CharField(source="entry.candidate.surname")
        forenames = serializers.CharField(source="entry.candidate.forenames")
        entry_code = serializers.CharField(source="entry.qualification.code")
        completes_in = serializers.IntegerField(source="entry.completes_in")
        status = serializers.CharField(source="kept.label")
        at_risk = serializers.BooleanField(source="urgent.at_risk")
        urgency = serializers.CharField(source="urgent.label")
        days_left = serializers.IntegerField(source="urgent.days_left")
        hours = serializers.IntegerField(source="kept.hours")
        grade = serializers.SerializerMethodField()
        still_possible = serializers.SerializerMethodField()
        reason = serializers.CharField(source="reason.headline")
        acts_next = serializers.CharField(source="step.who")
        acts_by = serializers.DateField(source="step.by")
        overdue_since = serializers.DateField(source="step.overdue_since")
        units = serializers.SerializerMethodField()

        def get_grade(self, row) -> str | None:
            """The grade of the result issued, None before there is one."""
            return row.kept.issued or None

        def get_still_possible(self, row) -> str | None:
            """The best grade still possible; None where the centre does not see all that counts."""
            return row.kept.still_possible or None

        def get_units(self, row) -> list[dict]:
            """The units of the qualification, as the candidate stands with each."""
            return Unit(self.context["units"][row.entry.pk], many=True).data

    def get(self, request, number):
        """One page of the entries that the tracker lists."""
        pages = pagination.PageNumberPagination()
        entries = progress_queries.matching(self.centre, {}).order_by(*ORDER)
        page = pages.paginate_queryset(entries, request)
        on = timezone.localdate()
        acting = results_queries.Acting(request.user, self.centre, on)
        found = progress_queries.rows(page, acting)
        kept = results_queries.units_of(row.kept for row in found)
        by_entry = {row.entry: kept[row.entry.pk] for row in found}
        units = results_queries.units_on(self.centre, by_entry, on)
        told = self.Output(found, many=True, context={"units": units})
        return pages.get_paginated_response(told.data)
