"""A spreadsheet of entries as it is sent: read, but nothing entered."""

from django.contrib import messages

from entries import spreadsheets
from interchange import uploads
from interchange.refusals import RuleBroken

MOST_REMARKS = 10  # on a page
NO_FILE = "Choose the filled template, an XLSX or CSV file."


def tables_of(request):
    """The tables of the spreadsheet sent with the form; raises RuleBroken (UploadRefused)."""
    upload = request.FILES.get("spreadsheet")
    if upload is None:
        raise spreadsheets.NotATemplate(NO_FILE)
    return uploads.read_tables(upload)


def attempt(read):
    """What `read` gives, and what is wrong with the file as a sentence; one of the two."""
    try:
        return read(), ""
    except RuleBroken as refusal:
        return None, str(refusal)


def tell_remarks(request, remarks):
    """Say on the next page how a file was read; of very many remarks the first."""
    for remark in remarks[:MOST_REMARKS]:
        messages.warning(request, remark)
    if len(remarks) > MOST_REMARKS:
        messages.warning(request, f"{len(remarks) - MOST_REMARKS} more rows were read like these.")
