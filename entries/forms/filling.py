"""A spreadsheet of entries as it is sent: read, but nothing entered."""

from entries import spreadsheets
from interchange import uploads
from interchange.refusals import RuleBroken

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
