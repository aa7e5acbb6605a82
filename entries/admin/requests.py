"""What centres asked the board about a candidate, on the candidate's page of the board."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from interchange import board
from interchange.accounts.roles import Permission
from mir.models import Request
from mir.request_types import BY_SLUG


class RequestRows(board.RecordInline):
    """The missing-results requests that name the candidate."""

    model = Request
    fk_name = "candidate"
    see = Permission.RESOLVE_REQUESTS
    verbose_name_plural = "missing-results requests"
    fields = ("page", "title", "unit", "centre", "status", "urgent", "raised_at")
    readonly_fields = ("page", "title")

    def get_queryset(self, request):
        """With what the rows name."""
        return super().get_queryset(request).select_related("unit", "centre")

    @admin.display(description="request")
    def page(self, request):
        """The way to the request."""
        address = reverse("admin:mir_request_change", args=[request.pk])
        return format_html('<a href="{}">{}</a>', address, request.number)

    @admin.display(description="request type")
    def title(self, request):
        """The kind by its title."""
        return BY_SLUG[request.kind].title
