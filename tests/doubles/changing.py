"""What the board's administrators added by hand and change, or delete, singly or in the list."""

from functools import partial

from django.apps import apps
from django.urls import reverse

from interchange.accounts.models import User
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from tests.doubles.editing import ADDED, adding
from tests.doubles.forms import form_with
from tests.doubles.scene import Sending, sending
from tests.factories import accounts
from tests.journeys.crawling import signed_in

STAY = {"accounts.centre", "accounts.user"}  # nobody deletes them
CHANGED = {  # what is typed over it; else another source
    "accounts.centre": {"name": "Another School"},
    "accounts.membership": {"subject": lambda: Subject.objects.exclude(code="IT").first().pk},
    "catalogue.series": {"provisional": ""},
    "catalogue.contact": {"about": "Other desks."},
}


def added(label, scene):
    """A row that the board has just added."""
    adding(label, ADDED[label], scene).send()
    return apps.get_model(label).objects.latest("pk")


def page_of(record, what):
    """The address of a page of the record in the admin."""
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{what}", args=[record.pk])


def changing(label, scene):
    """Another word in a row."""
    page = page_of(added(label, scene), "change")
    boxes = CHANGED.get(label, {"source": "another letter"})
    typed = {name: word() if callable(word) else word for name, word in boxes.items()}
    return scene.presses(scene.board, page, "Save", **typed)


def deleting(label, scene):
    """A row on its own page, after being asked."""
    return scene.presses(scene.board, page_of(added(label, scene), "delete"), "Yes")


def deleting_in_the_list(label, scene):
    """A row that was chosen in the list, after being asked."""
    record = added(label, scene)
    address = page_of(record, "delete").replace(f"{record.pk}/delete/", "")
    client = signed_in(scene.board)
    look = {"action": "delete_selected", "_selected_action": [record.pk]}
    form = form_with(client.post(address, look), address, "Yes")
    return Sending(client.cookies, address, form.pressed("Yes", {}))


for one in ADDED:
    if one != "accounts.user":
        sending(f"{one}:change")(partial(changing, one))
    if one not in STAY:
        sending(f"{one}:delete")(partial(deleting, one))
        sending(f"{one}:delete_selected")(partial(deleting_in_the_list, one))


@sending("accounts.user:change")
def a_person_with_a_role(scene):
    """Another name, and another role in a row beside it."""
    person = accounts.with_role(Role.EXAMS_OFFICER, scene.centre)
    assert isinstance(person, User)
    rows = {"name": "Nia Another", "memberships-0-role": Role.CENTRE_ADMINISTRATOR}
    return scene.presses(scene.board, page_of(person, "change"), "Save", **rows)
