"""The board's side of the portal: its admin site, and what the pages of every app there share.

    class ClaimAdmin(board.RecordAdmin):      # read-only; commands change it
        actions = (process, reject)           # in the list, and as buttons on a record's page
        pages = (import_results,)             # links above the list

    @board.action("Process", Permission.PROCESS_CLAIMS, when=lambda claim: claim.status == PENDING)
    def process(claim, by, at):
        commands.process(claim=claim, by=by, at=at)

    @board.action("Reject", Permission.RESOLVE_REQUESTS, form=Reason)   # asks first
    def reject(request, by, at, because):     # … and gets the form's cleaned data by name
        commands.reject(request=request, because=because, by=by, at=at)

    @board.page("Import exam results", Permission.BANK_RESULTS, form=File)
    def import_results(by, at, file):
        return commands.import_exam_results(…)  # gives the sentence to show

Reference data stand on `BoardAdmin`, rows of another record on `BoardInline` or `RecordInline`; a
form names a centre or a person by a `Typed` field. `waiting` puts a count on the first page.
"""

from interchange.board.actions import action
from interchange.board.extra import page
from interchange.board.fields import Typed
from interchange.board.pages import BoardAdmin, BoardInline, RecordAdmin, RecordInline
from interchange.board.site import BoardSite
from interchange.board.waiting import Waiting

__all__ = [
    "BoardAdmin",
    "BoardInline",
    "BoardSite",
    "RecordAdmin",
    "RecordInline",
    "Typed",
    "Waiting",
    "action",
    "page",
]
