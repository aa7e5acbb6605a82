"""Which basedata can a centre's system load, and in which files?"""

import zipfile
from io import BytesIO

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from entries import queries
from interchange import downloads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.edi import layouts

PLAIN = "text/plain; charset=windows-1252"


@at_centre(Permission.VIEW_CENTRE)
def basedata(request, centre):
    """What there is to load: the year's registrations, and each exam series."""
    sets = [queries.basedata(one) for one in queries.basedata_series(timezone.now())]
    return render(request, "entries/basedata.html", {"centre": centre, "sets": sets})


@at_centre(Permission.VIEW_CENTRE)
def basedata_set(request, centre, series):
    """All files of a series, packed."""
    base = _load(series)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for data_type, _, name in base.names:
            part = zipfile.ZipInfo(name, (*base.made_on.timetuple()[:3], 0, 0, 0))
            archive.writestr(part, b"".join(queries.basedata_lines(base, data_type)))
    packed.seek(0)
    return downloads.handed_over(packed, base.zip_name, "application/zip")


@at_centre(Permission.VIEW_CENTRE)
def basedata_file(request, centre, series, data_type):
    """One file of a series."""
    if data_type not in layouts.BASEDATA or len(data_type) != 1:
        raise Http404
    base = _load(series)
    answer = StreamingHttpResponse(
        queries.basedata_lines(base, data_type), content_type=PLAIN, headers=downloads.ONLY_DOWNLOAD
    )
    name = base.head(data_type).name
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _load(code):
    """The basedata of a series by its code (2026-09); raises Http404."""
    offered = queries.basedata_series(timezone.now())
    found = next((one for one in offered if one.code == code), None)
    if found is None:
        raise Http404
    return queries.basedata(found)
