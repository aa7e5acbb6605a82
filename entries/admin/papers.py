"""Records to which a centre has sent a paper, for staff to open."""

from django.contrib import admin
from django.http import Http404
from django.urls import path, reverse
from django.utils.html import format_html

from interchange import board, downloads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission


class PaperAdmin(board.RecordAdmin):
    """Records of which the field `paper_field` is a paper."""

    see = Permission.PROCESS_ENTRIES
    paper_field = "paper"

    def get_urls(self):
        """Add the download of the paper."""
        download = self.admin_site.admin_view(self.download)
        return [path("<int:pk>/paper/", download, name=self._paper), *super().get_urls()]

    def get_exclude(self, request, obj=None):
        """The paper stands there as a link instead."""
        return (*(super().get_exclude(request, obj) or ()), self.paper_field)

    def get_readonly_fields(self, request, obj=None):
        """With the link."""
        return (*super().get_readonly_fields(request, obj), "sent_paper")

    @property
    def _paper(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_paper"

    def download(self, request, pk):
        """Hand over the paper of a record."""
        permissions.check(request.user, self.see)
        record = self.get_object(request, str(pk))
        paper = getattr(record, self.paper_field) if record else None
        if paper is None:
            raise Http404
        return downloads.of_file(paper.file, paper.name, paper.content_type)

    @admin.display(description="paper")
    def sent_paper(self, record):
        """A link to the paper."""
        paper = getattr(record, self.paper_field)
        if paper is None:
            return "none"
        return format_html('<a href="{}">{}</a>', self._address(record), paper.name)

    def _address(self, record):
        return reverse(f"admin:{self._paper}", args=[record.pk])
