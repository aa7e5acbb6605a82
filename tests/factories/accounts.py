"""People and centres."""

from datetime import UTC, datetime
from itertools import count

from django.db import connection

from interchange.accounts.models import Centre, Membership, User

PASSWORD = "four sure-footed camels"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
_next = count(1)
APPROVE = """
    INSERT INTO entries_approval (centre_id, about_id, status, words, asked_at, asked_by_id)
    SELECT centre.id, subject.id, 'approved', '', %(at)s, boss.id
    FROM accounts_user boss, accounts_centre centre CROSS JOIN catalogue_subject subject
    WHERE boss.email = 'board@example.org' AND centre.id = coalesce(%(centre)s, centre.id)
    ON CONFLICT DO NOTHING
"""  # before most tests: as it is sent, it costs a quarter of what rows made one by one do


def a_centre(number=None, name=None):
    """A centre with a number of its own, approved for every subject."""
    number = number or f"{20000 + next(_next):05}"
    centre = Centre.objects.create(
        number=number, name=name or f"School {number}", email=f"exams@{number}.example"
    )
    _approve(centre.pk)
    return centre


def approve_everywhere():
    """Approve every centre there is for every subject there is."""
    _approve(None)


def _approve(centre):
    boss = User(email="board@example.org", name="Bo Board", password="!")
    User.objects.bulk_create([boss], ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute(APPROVE, {"at": NOW, "centre": centre})


def a_person(name="Sam Sample", **fields):
    """A person with no role yet; the password is PASSWORD, hashed only when asked for."""
    email = fields.pop("email", f"person{next(_next)}@example.org")
    return User.objects.create(email=email, name=name, password="!", **fields)


def with_role(role, centre=None, subject=None, name=None, **fields):
    """A person holding the role: at the centre, for the board, or as moderator of the subject."""
    person = a_person(name=name or f"A {role.label}", **fields)
    Membership.objects.create(user=person, role=role, centre=centre, subject=subject)
    return person
