"""Which unit results does a centre have? Test Results for programs, a page at a time."""

from functools import partial

from django.utils import timezone
from rest_framework import pagination, serializers
from rest_framework.views import APIView

from entries.queries import as_known
from interchange.accounts.access import AtCentre
from interchange.accounts.roles import Permission
from interchange.look.paging import ALL, ByKeys
from results import queries

ORDER = ("by_name", "candidate__ocr_number", "unit__in_order", "pk")
SERIES = r"^(claims|\d{4}-(01|06))$"


class UnitResults(APIView):
    """The unit results of a centre as they stand, by candidates' names."""

    permission = Permission.VIEW_CENTRE
    permission_classes = (AtCentre,)

    class Input(serializers.Serializer):
        """Which results: of an entry code, of a series such as 2026-06 or of `claims`."""

        qualification = serializers.CharField(required=False, max_length=5)
        series = serializers.RegexField(
            SERIES,
            required=False,
            error_messages={"invalid": "Write a series such as 2026-06, or claims."},
        )

    class Output(serializers.Serializer):
        """A unit result: whose, for what, which grade, from where, and why it was corrected.

        `shown` is the grade as pages show it: in words where there is none, with # beside it where
        part of the exam was missed. `mark` is null where the board gave none; `mark_in_words` says
        its maximum and boundary too. No candidate is to be told `not_for_candidates_before`, which
        is null where the board says nothing of it.
        """

        ocr_candidate_number = serializers.CharField(source="candidate.ocr_number")
        surname = serializers.CharField(source="candidate.surname")
        forenames = serializers.CharField(source="candidate.forenames")
        entry_code = serializers.CharField(source="qualification.code")
        unit = serializers.CharField(source="unit.number")
        grade = serializers.CharField()
        partly_absent = serializers.BooleanField()
        shown = serializers.CharField()
        mark = serializers.IntegerField(allow_null=True)
        mark_in_words = serializers.CharField(source="mark_told")
        source = serializers.CharField()
        banked_at = serializers.DateTimeField()
        corrected_because = serializers.CharField(source="because")
        not_for_candidates_before = serializers.DateTimeField(
            source="series.candidates_at", allow_null=True
        )

    def get(self, request, number):
        """One page of the results that Test Results lists."""
        asked = self.Input(data=request.query_params)
        asked.is_valid(raise_exception=True)
        filters = asked.validated_data
        found = queries.unit_results(self.centre, **filters).order_by(*ORDER)
        counts = partial(queries.unit_results_counted, self.centre, **filters)
        pages = pagination.PageNumberPagination()
        pages.django_paginator_class = partial(ByKeys, rows=found, most=ALL, counts=counts)
        page = pages.paginate_queryset(found, request)
        results = queries.with_marks(as_known(self.centre, page, timezone.now()))
        return pages.get_paginated_response(self.Output(results, many=True).data)
