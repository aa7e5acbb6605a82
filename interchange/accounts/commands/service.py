"""In whose name do command lines and workers act? In that of one service account."""

from django.db import transaction

from interchange.accounts.models import Membership, User
from interchange.accounts.roles import Role

EMAIL = "service@portal.invalid"


def service_account() -> User:
    """Give the service account, made where it is not there yet; nobody can log in as it."""
    return User.objects.filter(email=EMAIL).first() or _made()


@transaction.atomic
def _made() -> User:
    account, made = User.objects.get_or_create(
        email=EMAIL,
        defaults={"name": "Service account", "password": "!", "is_active": True},
    )
    if made:
        Membership.objects.create(user=account, role=Role.SERVICE)
    return account
