"""People and centres."""

from datetime import UTC, datetime
from itertools import count

from entries.models import Approval
from interchange.accounts.models import Centre, Membership, User
from interchange.catalogue.models import Subject

PASSWORD = "four sure-footed camels"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
_next = count(1)
LACKING = """
    SELECT * FROM accounts_centre centre
    WHERE (SELECT count(*) FROM entries_approval approval WHERE approval.centre_id = centre.id)
        < (SELECT count(*) FROM catalogue_subject)
"""  # asked before most tests: as it is sent, it costs a quarter


def a_centre(number=None, name=None):
    """A centre with a number of its own."""
    number = number or f"{20000 + next(_next):05}"
    centre = Centre.objects.create(
        number=number, name=name or f"School {number}", email=f"exams@{number}.example"
    )
    _approve((centre, subject) for subject in Subject.objects.all())
    return centre


def approve_everywhere():
    """Approve every centre there is for every subject there is."""
    lacking = list(Centre.objects.raw(LACKING))
    if lacking:
        known = set(Approval.objects.filter(centre__in=lacking).values_list("centre", "about"))
        every = ((centre, subject) for centre in lacking for subject in Subject.objects.all())
        _approve(one for one in every if (one[0].pk, one[1].pk) not in known)


def _approve(missing):
    """Approve centres for subjects; the pairs are not approved yet."""
    by = User.objects.get_or_create(
        email="board@example.org", defaults={"name": "Bo Board", "password": "!"}
    )[0]
    common = {"status": "approved", "asked_at": NOW, "asked_by": by}
    Approval.objects.bulk_create(
        Approval(centre=centre, about=subject, **common) for centre, subject in missing
    )


def a_person(name="Sam Sample", **fields):
    """A person with no role yet; the password is PASSWORD, hashed only when asked for."""
    email = fields.pop("email", f"person{next(_next)}@example.org")
    return User.objects.create(email=email, name=name, password="!", **fields)


def with_role(role, centre=None, subject=None, name=None, **fields):
    """A person holding the role: at the centre, for the board, or as moderator of the subject."""
    person = a_person(name=name or f"A {role.label}", **fields)
    Membership.objects.create(user=person, role=role, centre=centre, subject=subject)
    return person
