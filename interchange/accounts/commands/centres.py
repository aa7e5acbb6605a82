"""What a centre says about itself."""

from django.db import transaction

from interchange.accounts import permissions
from interchange.accounts.models import Centre
from interchange.accounts.roles import Permission
from interchange.audit import trail


def hold_centre(centre) -> Centre:
    """Hold the centre's row until the transaction ends, read anew, and give it.

    Whoever names an assessor holds it, so that no initials are given out twice; whoever arranges a
    visit or raises a request of the centre, so that two clicks make one; and whoever changes what
    the centre says about itself.
    """
    return Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)


@transaction.atomic
def set_accounts_contact(*, centre, accounts_email, by, at) -> None:
    """Have the centre's invoices sent to that address; to the exams office where it is empty.

    Said twice, it is noted once.
    """
    permissions.check(by, Permission.MANAGE_PEOPLE, centre=centre)
    before = hold_centre(centre).accounts_email
    centre.accounts_email = accounts_email
    if accounts_email == before:
        return
    centre.save(update_fields=["accounts_email"])
    detail = {"from": before, "to": accounts_email}
    trail.record("centre.set_accounts_contact", about=centre, by=by, at=at, detail=detail)
