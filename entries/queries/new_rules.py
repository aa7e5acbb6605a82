"""Which new rules wait until somebody has looked at what they change?"""

from entries.models import QualificationEntry
from entries.states import LISTED
from interchange.catalogue.published import not_loaded


def rules_that_wait() -> dict[str, str]:
    """The specifications not loaded yet of what somebody is registered for: {entry code: digest}.

    Raises SpecificationError, naming file and line, when a file is broken.
    """
    new = {one.code: one.digest for one in not_loaded()}
    entered = QualificationEntry.objects.filter(qualification__code__in=new, status__in=LISTED)
    registered = {*entered.order_by().values_list("qualification__code", flat=True).distinct()}
    return {code: digest for code, digest in new.items() if code in registered}
