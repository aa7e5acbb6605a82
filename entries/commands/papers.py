"""How is a paper that a centre sends kept?"""

from entries.models import Paper
from interchange import keeping, uploads


def keep_paper(upload, *, by, at) -> Paper | None:
    """Keep an uploaded file, checked by its content; None where there is none.

    Belongs in the transaction of what it is sent with, in a command whose `files_go_if_refused`.
    Raises UploadRefused.
    """
    if upload is None:
        return None
    return Paper.objects.create(
        **keeping.write(Paper, upload, uploads.check(upload)),
        added_at=at,
        added_by=by,
    )
