"""People and centres."""

from itertools import count

from interchange.accounts.models import Centre, Membership, User

PASSWORD = "four sure-footed camels"
_next = count(1)


def a_centre(number=None, name=None):
    """A centre with a number of its own."""
    number = number or f"{20000 + next(_next):05}"
    return Centre.objects.create(
        number=number, name=name or f"School {number}", email=f"exams@{number}.example"
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
