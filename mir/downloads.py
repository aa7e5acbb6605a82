"""How does a file leave the portal? As a download: no browser shows it or guesses what it is."""

from django.http import FileResponse, Http404

ONLY_DOWNLOAD = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


def of_paper(paper):
    """The answer that hands over a paper under the name it had at the centre.

    Raises Http404 if the file is gone.
    """
    try:
        opened = paper.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404(f"The file of “{paper.name}” is no longer there.") from gone
    return handed_over(opened, paper.name, paper.content_type)


def handed_over(opened, name, content_type):
    """The answer that hands over an open file."""
    return FileResponse(
        opened,
        as_attachment=True,
        filename=name,
        content_type=content_type,
        headers=ONLY_DOWNLOAD,
    )
