"""What a centre says about itself."""

from django.db import transaction

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail


@transaction.atomic
def set_accounts_contact(*, centre, accounts_email, by, at):
    """Have the centre's invoices sent to that address; to the exams office where it is empty."""
    permissions.check(by, Permission.MANAGE_PEOPLE, centre=centre)
    before, centre.accounts_email = centre.accounts_email, accounts_email
    centre.save(update_fields=["accounts_email"])
    detail = {"from": before, "to": accounts_email}
    trail.record("centre.set_accounts_contact", about=centre, by=by, at=at, detail=detail)
