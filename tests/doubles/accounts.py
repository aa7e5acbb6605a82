"""What people send about themselves and their colleagues."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from interchange.accounts import commands, links
from interchange.accounts.roles import Role
from interchange.interrupted import commands as interrupted
from reminders import commands as reminders
from tests.doubles.scene import Sending, sending
from tests.factories import accounts, second_factor
from tests.factories.accounts import PASSWORD

NEW = "seven quiet lighthouses"


def with_password(scene):
    """The office, with a password of its own."""
    scene.office.set_password(PASSWORD)
    scene.office.save()
    return scene.office


def half_way(person):
    """The session of a person who has given the password and not the second factor."""
    from django.test import Client

    client = Client()
    client.force_login(person)
    return client.cookies


@sending("accounts:log_in")
def logging_in(scene):
    with_password(scene)
    return Sending({}, "/log-in/", {"email": scene.office.email, "password": PASSWORD})


@sending("accounts:log_out")
def logging_out(scene):
    return scene.sends(scene.office, "/log-out/")


@sending("look:appearance")
def choosing_dark(scene):
    return Sending({}, "/look/appearance/", {"appearance": "dark", "slash": "on"})


@sending("look:wanted")
def leaving_out_a_column(scene):
    said = {"list": "entries:entries", "back": "/", "rows": "25", "all": "OCR number"}
    return scene.sends(scene.office, "/look/list/", **said)


@sending("accounts:second_factor")
def the_apps_code(scene):
    second_factor.an_app(scene.office)
    return Sending(half_way(scene.office), "/second-factor/", {"code": second_factor.code()})


@sending("accounts:recovery_code")
def a_recovery_code(scene):
    second_factor.an_app(scene.office)
    second_factor.recovery_codes(scene.office, "abcdefghjk")
    known = half_way(scene.office)
    return Sending(known, "/second-factor/recovery/", {"code": "abcdefghjk"})


@sending("accounts:enrol")
def setting_up_an_app(scene):
    from django.test import Client

    client = Client()
    client.force_login(scene.office)
    key = client.get("/second-factor/app/").context["typed"].replace(" ", "")
    return Sending(client.cookies, "/second-factor/app/", {"code": code_of(key)})


def code_of(key):
    """What an app shows that was given the key as its page writes it."""
    import base64

    return second_factor.code(base64.b32decode(key + "=" * (-len(key) % 8)).hex())


@sending("accounts:codes")
def codes_kept(scene):
    return scene.sends(scene.office, "/second-factor/codes/", kept="on")


@sending("accounts:new_codes")
def new_codes(scene):
    return Sending(scene.confirmed(scene.office), "/account/codes/", {})


@sending("accounts:confirm")
def password_and_code_once_more(scene):
    person = with_password(scene)
    second_factor.an_app(person)
    given = {"password": PASSWORD, "code": second_factor.code()}
    return scene.sends(person, "/account/confirm/", **given)


@sending("accounts:change_email")
def another_address(scene):
    new = {"email": f"new{scene.place}@school.example"}
    return Sending(scene.confirmed(scene.office), "/account/e-mail/", new)


@sending("accounts:confirm_email")
def another_address_by_link(scene):
    new = f"new{scene.place}@school.example"
    commands.ask_for_email(by=scene.office, email=new, at=timezone.now())
    link = links.for_letter(links.CONFIRM_EMAIL, scene.office, new)
    return scene.sends(scene.office, link)


@sending("accounts:forgotten")
def a_forgotten_password(scene):
    return Sending({}, "/password/forgotten/", {"email": with_password(scene).email})


@sending("accounts:choose_password")
def a_password_by_link(scene):
    return Sending({}, links.to_choose_password(scene.office), {"password": NEW, "again": NEW})


@sending("accounts:change_password")
def another_password(scene):
    person = with_password(scene)
    second_factor.an_app(person)
    new = {"old": PASSWORD, "code": second_factor.code(), "password": NEW, "again": NEW}
    return scene.sends(person, "/account/password/", **new)


@sending("reminders:letters")
def fewer_letters(scene):
    """The digest stays; a colleague is reminded."""
    accounts.with_role(Role.EXAMS_OFFICER, scene.centre, last_login=timezone.now())
    officer = accounts.with_role(Role.EXAMS_OFFICER, scene.centre)
    return scene.sends(officer, "/account/letters/", letters="digest")


@sending("reminders:calendar")
def a_calendar_address(scene):
    return scene.sends(scene.office, "/account/calendar/")


@sending("reminders:end_calendar")
def no_calendar_address(scene):
    reminders.make_calendar(by=scene.office, at=timezone.now() - timedelta(days=1))
    return scene.sends(scene.office, "/account/calendar/take-back/")


@sending("accounts:accounts_contact")
def where_invoices_go(scene):
    address = scene.page("accounts:accounts_contact")
    return scene.sends(scene.office, address, accounts_email="pay@x.example")


@sending("accounts:invite")
def an_invitation(scene):
    new = {"name": "Nia New", "email": f"nia@{scene.centre.number}.example", "roles": [Role.TUTOR]}
    return scene.sends(scene.office, scene.page("accounts:invite"), **new)


@sending("accounts:invite_again")
def an_invitation_again(scene):
    invited = accounts.with_role(Role.TUTOR, scene.centre)
    return scene.sends(scene.office, scene.page("accounts:invite_again", invited.pk))


@sending("accounts:roles")
def other_roles(scene):
    colleague = accounts.with_role(Role.TUTOR, scene.centre)
    address = scene.page("accounts:roles", colleague.pk)
    return scene.sends(scene.office, address, roles=[Role.TUTOR, Role.EXAMS_OFFICER])


@sending("accounts:remove")
def somebody_who_leaves(scene):
    colleague = accounts.with_role(Role.TUTOR, scene.centre)
    return scene.sends(scene.office, scene.page("accounts:remove", colleague.pk))


@sending("interrupted:form")
def what_was_kept_thrown_away(scene):
    kept = interrupted.keep(
        typist_id=scene.office.pk,
        page="/",
        sent_to="/",
        fields=[["q", "x"]],
        files=[],
        at=timezone.now(),
    )
    return scene.sends(scene.office, reverse("interrupted:form", args=[kept.pk]))
