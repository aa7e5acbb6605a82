"""Who plays in the demo: two centres, their staff, a moderator, the board's staff. All invented."""

import base64
import hashlib
import time
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from interchange.accounts.models import Centre, Membership, User
from interchange.accounts.roles import Role
from interchange.catalogue.models import Contact, Subject

PASSWORD = "results come on time"
CODE_LASTS = 30  # seconds

FERNHILL, RIVERSIDE = "12345", "54321"
CENTRES = {
    FERNHILL: ("Fernhill Sixth Form College", "exams@fernhill.example"),
    RIVERSIDE: ("Riverside School", "exams@riverside.example"),
}


@dataclass(frozen=True)
class Player:
    """A person of the demo: the roles are (role, centre number or None, subject code or None)."""

    name: str
    email: str
    does: str
    roles: tuple[tuple[Role, str | None, str | None], ...]

    @property
    def secret(self):
        """The key of the person's authenticator app, as bytes; the same on every machine."""
        return hashlib.sha1(f"demo {self.email}".encode()).digest()

    @property
    def typed_secret(self):
        """The key as an authenticator app takes it."""
        return base64.b32encode(self.secret).decode()

    def code(self):
        """The six digits that the person's authenticator app shows now."""
        totp = TOTP(self.secret)
        totp.time = time.time()
        return f"{totp.token():06}"


def _at(number, *roles):
    """The roles at the centre of that number."""
    return tuple((role, number, None) for role in roles)


ADMINISTRATOR = Player(
    "Amina Hart",
    "amina.hart@fernhill.example",
    "runs Fernhill's side: people and roles, entries, claims, requests",
    _at(FERNHILL, Role.CENTRE_ADMINISTRATOR),
)
OFFICER = Player(
    "Owen Price",
    "owen.price@fernhill.example",
    "Fernhill's exams officer: entries, completion dates, withdrawals",
    _at(FERNHILL, Role.EXAMS_OFFICER, Role.POST_RESULT_FULL),
)
IT_TUTOR = Player(
    "Tess Lindqvist",
    "tess.lindqvist@fernhill.example",
    "teaches IT at Fernhill and makes claims",
    _at(FERNHILL, Role.TUTOR),
)
SECOND_TUTOR = Player(
    "Ben Adeyemi",
    "ben.adeyemi@fernhill.example",
    "teaches IT at Fernhill and Business at Riverside: two centres to switch between",
    _at(FERNHILL, Role.TUTOR) + _at(RIVERSIDE, Role.TUTOR),
)
READER = Player(
    "Rosa Klein",
    "rosa.klein@fernhill.example",
    "Fernhill's head of sixth form: looks at requests, changes nothing",
    _at(FERNHILL, Role.POST_RESULT_READ),
)
RIVERSIDE_OFFICER = Player(
    "Iris Nakamura",
    "iris.nakamura@riverside.example",
    "runs Riverside's side and is its exams officer",
    _at(RIVERSIDE, Role.CENTRE_ADMINISTRATOR, Role.EXAMS_OFFICER),
)
MODERATOR = Player(
    "Morgan Shaw",
    "morgan.shaw@moderators.example",
    "the board's moderator for IT, Business and Sport at both centres",
    tuple(
        (Role.MODERATOR, number, subject) for number in CENTRES for subject in ("IT", "BUS", "SPO")
    ),
)
PROCESSOR = Player(
    "Priya Nair",
    "priya.nair@board.example",
    "processes claims, imports exam results, resolves requests",
    ((Role.PROCESSOR, None, None),),
)
BOARD = Player(
    "Bo Campbell",
    "bo.campbell@board.example",
    "manages centres, people, series, dates and the catalogue",
    ((Role.BOARD_ADMINISTRATOR, None, None),),
)

CAST = (
    ADMINISTRATOR,
    OFFICER,
    IT_TUTOR,
    SECOND_TUTOR,
    READER,
    RIVERSIDE_OFFICER,
    MODERATOR,
    PROCESSOR,
    BOARD,
)


def enter():
    """Create the centres and the people, able to sign in; give {player: User}."""
    centres = {
        number: Centre.objects.create(number=number, name=name, email=email)
        for number, (name, email) in CENTRES.items()
    }
    subjects = {subject.code: subject for subject in Subject.objects.all()}
    password = make_password(PASSWORD)
    people = {}
    for player in CAST:
        people[player] = user = User.objects.create(
            email=player.email, name=player.name, password=password
        )
        Membership.objects.bulk_create(
            Membership(
                user=user, role=role, centre=centres.get(number), subject=subjects.get(subject)
            )
            for role, number, subject in player.roles
        )
        TOTPDevice.objects.create(user=user, name="Authenticator app", key=player.secret.hex())
    return people


def name_the_boards_teams():
    """Set the addresses of the board's teams: invented, the number one kept free for fiction."""
    for slug, address in (("requirements", "requirements"), ("credit", "credit.control")):
        Contact.objects.filter(slug=slug).update(email=f"{address}@board.example")
    Contact.objects.filter(slug="support").update(phone="01632 960123")
