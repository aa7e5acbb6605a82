"""For which subjects is a centre approved?"""

from entries.approval_states import IN_FORCE
from entries.models import Approval
from entries.rules import approvals as rules
from interchange.catalogue import booklet
from interchange.catalogue.models import Subject


def _approvals(centre):
    """The centre's approvals, those asked for and those over with them, by subject id."""
    found = Approval.objects.filter(centre=centre).select_related("centre", "about")
    return {one.about_id: one for one in found}


def approval_statuses(centre) -> dict[int, str]:
    """The status of each of the centre's approvals, by subject id."""
    return dict(Approval.objects.filter(centre=centre).values_list("about", "status"))


def approved_subjects(centre) -> set[int]:
    """The ids of the subjects in which the centre may register candidates."""
    return {subject for subject, status in approval_statuses(centre).items() if status in IN_FORCE}


def approval_refusal(centre, subject) -> str:
    """Why the centre cannot register anybody in the subject, as a sentence; else nothing."""
    found = Approval.objects.filter(centre=centre, about=subject).first()
    return rules.refusal(found.status if found else None, subject)


def subjects_to_offer(centre) -> list[tuple[Subject, Approval | None]]:
    """Every subject that has qualifications, with the centre's Approval or None: pairs."""
    found = _approvals(centre)
    return [(subject, found.get(subject.pk)) for subject in booklet.subjects()]
