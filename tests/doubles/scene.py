"""Where something is sent: a centre with its people, beside a moderator and the board.

`SENDINGS` is the registry: the name of a page, or of a button of the board, and a function of a
fresh Scene that gives what is to be sent, ready but for the sending.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interchange.accounts.models import Membership, User
from interchange.accounts.roles import BOARD_ROLES, Role
from interchange.accounts.views.confirming import CONFIRMED
from interchange.catalogue.models import Subject
from tests.doubles.forms import form_with
from tests.factories import accounts
from tests.journeys.crawling import signed_in

SENDINGS = {}
_place = count(1)
OF_CENTRES = (Role.EXAMS_OFFICER, Role.POST_RESULT_FULL)  # beside a Centre Administrator's


def sending(*names):
    """Register a function of a Scene that gives a Sending, for the pages or buttons named."""

    def register(make):
        for name in names:
            assert name not in SENDINGS, name
            SENDINGS[name] = make
        return make

    return register


@dataclass(frozen=True)
class Sending:
    """What is sent: in whose session, where to, and what; files are opened when it is sent."""

    cookies: object
    address: str
    data: dict
    files: dict = field(default_factory=dict)  # name: a function that gives the file
    body: str = ""  # what a script sends as JSON

    def send(self):
        """Send it and give the answer."""
        client = Client(raise_request_exception=False)
        client.cookies.load({name: one.value for name, one in dict(self.cookies).items()})
        if self.body:
            return client.post(self.address, self.body, content_type="application/json")
        files = {name: open_it() for name, open_it in self.files.items()}
        return client.post(self.address, {**self.data, **files})


class Scene:
    """A centre of its own, whose office may do everything there; a moderator; the board."""

    def __init__(self):
        """Make the centre and its office; the others come when they are asked for."""
        self.place = next(_place)
        self.centre = accounts.a_centre()
        self.office = accounts.with_role(Role.CENTRE_ADMINISTRATOR, self.centre)
        Membership.objects.bulk_create(
            Membership(user=self.office, role=role, centre=self.centre) for role in OF_CENTRES
        )

    @property
    def moderator(self):
        """Who moderates every subject at the centre."""
        person = accounts.a_person(name="Max Moderator")
        Membership.objects.bulk_create(
            Membership(user=person, role=Role.MODERATOR, centre=self.centre, subject=one)
            for one in Subject.objects.all()
        )
        return person

    @property
    def board(self):
        """Who may do everything at the board."""
        person, new = User.objects.get_or_create(
            email="all@board.example", defaults={"name": "Billie Board", "password": "!"}
        )
        if new:
            roles = set(BOARD_ROLES) - {Role.SERVICE}
            Membership.objects.bulk_create(Membership(user=person, role=one) for one in roles)
        return person

    @property
    def born_on(self):
        """A birth date of which two parts differ from any other scene's: nobody looks like them."""
        year, month = divmod(self.place % 312, 12)
        year += 1 + (year > 12)
        return date(1980 + year, month + 1, (year + month) % 28 + 1)

    def page(self, name, *args):
        """The address of a page of the centre."""
        return reverse(name, args=[self.centre.number, *args])

    def sends(self, by, address, files=None, **data):
        """What the person sends without looking at a page."""
        return Sending(signed_in(by).cookies, address, data, files or {})

    def presses(self, by, address, button, *, look=None, files=None, **typed):
        """What the person sends by a button of the page, filled in as it is, with more typed.

        `look` is sent first where the page comes only then.
        """
        client = signed_in(by)
        answer = client.get(address) if look is None else client.post(address, look)
        assert answer.status_code == 200, (address, answer.status_code, answer.headers)
        form = form_with(answer, address, button)
        return Sending(client.cookies, form.address, form.pressed(button, typed), files or {})

    def confirmed(self, by):
        """The session of the person, who has just given the password and a code once more."""
        client = signed_in(by)
        session = client.session
        session[CONFIRMED] = timezone.now().timestamp()
        session.save()
        return client.cookies

    def acts(self, record, action, **asked):
        """What the board sends by the button of an action; of one that asks, what it asks."""
        named = f"admin:{record._meta.app_label}_{record._meta.model_name}_changelist"
        look = {"action": action, "_selected_action": [record.pk]}
        client = signed_in(self.board)
        if not asked:
            return Sending(client.cookies, reverse(named), look)
        answer = client.post(reverse(named), look)
        assert "asked" in answer.content.decode(), (action, answer.status_code)
        form = form_with(answer, reverse(named), title_of(answer))
        sent = {f"ask-{name}": value for name, value in asked.items() if name != "_"}
        return Sending(client.cookies, reverse(named), form.pressed(title_of(answer), sent))


def title_of(answer):
    """What the page that asks is called, and its button."""
    return str(answer.context_data["title"])
