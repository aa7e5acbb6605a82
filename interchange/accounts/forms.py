"""Which boxes do the pages of logging in and of people have?"""

from django import forms
from django.contrib.auth import password_validation

from interchange.accounts.roles import CENTRE_ROLES, PERMISSIONS, Role
from interchange.look.widgets import TickBoxes
from interchange.names import validate_name

EMAIL = "Enter an e-mail address, such as sam.sample@school.example."
HINTS = {
    role.value: "May "
    + ", ".join(one.label for one in sorted(PERMISSIONS[role], key=lambda one: one.label))
    + "."
    for role in CENTRE_ROLES
}


def _secret(label, *, new, **more):
    """A box for a password, present or new."""
    box = forms.PasswordInput({"autocomplete": "new-password" if new else "current-password"})
    sentence = f"Enter {label[:1].lower()}{label[1:]}."
    return forms.CharField(
        label=label, widget=box, strip=False, error_messages={"required": sentence}, **more
    )


def _email_box(*, label="E-mail address", **attrs):
    """A box for an e-mail address."""
    widget = forms.EmailInput({"spellcheck": "false", **attrs})
    sentences = {"required": EMAIL, "invalid": EMAIL}
    return forms.EmailField(label=label, max_length=254, widget=widget, error_messages=sentences)


class LogIn(forms.Form):
    """E-mail address and password."""

    email = _email_box(autocomplete="username")
    password = _secret("Password", new=False)


class Code(forms.Form):
    """The six figures that an authenticator app shows."""

    code = forms.CharField(
        label="Code from your authenticator app",
        help_text="Six figures; a new code comes every half minute.",
        max_length=10,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Enter the six figures that your authenticator app shows."},
    )


class RecoveryCode(forms.Form):
    """One of the codes that were kept for this."""

    code = forms.CharField(
        label="Recovery code",
        help_text="One of the ten codes you kept. Each works once.",
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter one of your recovery codes."},
    )


class Email(forms.Form):
    """Whose password was forgotten."""

    email = _email_box(autocomplete="username")


class NewPassword(forms.Form):
    """A new password, twice; checked against the person's own data."""

    password = _secret("New password", new=True, help_text="At least 10 characters.")
    again = _secret("New password again", new=True)

    def __init__(self, *args, person, **kwargs):
        """Take the person whose password it will be."""
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self):
        """Refuse a password that others would guess."""
        typed = self.cleaned_data["password"]
        password_validation.validate_password(typed, self.person)
        return typed

    def clean(self):
        """Refuse two that differ."""
        given = super().clean()
        if "password" in given and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", "The two new passwords differ. Type both again.")
        return given


class EitherCode(forms.Form):
    """A code from the app, or one of those kept for its loss."""

    code = forms.CharField(
        label="Code from your authenticator app",
        help_text="Six figures, or one of your recovery codes if you do not have your phone.",
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the six figures that your authenticator app shows,"
            " or a recovery code."
        },
    )


class Confirmation(EitherCode):
    """The password and a code once more."""

    password = _secret("Password", new=False)
    field_order = ("password", "code")


class ChangePassword(NewPassword, EitherCode):
    """The present password, a code, and a new password."""

    old = _secret("Present password", new=False)
    field_order = ("old", "code", "password", "again")


class NewEmail(forms.Form):
    """The address to log in with from now on."""

    email = _email_box(autocomplete="email", label="New e-mail address")


class Roles(forms.Form):
    """What a colleague is at the centre."""

    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[(role.value, role.label) for role in CENTRE_ROLES],
        widget=TickBoxes(hints=HINTS),
        error_messages={"required": "Choose at least one role."},
    )

    def clean_roles(self):
        """Give the roles as such."""
        return [Role(role) for role in self.cleaned_data["roles"]]


class Invitation(Roles):
    """A new colleague."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        validators=[validate_name],
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Enter your colleague's full name."},
    )
    email = _email_box(autocomplete="off")
    field_order = ("name", "email", "roles")


class AccountsContact(forms.Form):
    """Where the centre's invoices go."""

    accounts_email = forms.EmailField(
        label="Accounts contact's e-mail address",
        help_text="Leave it empty to have invoices sent to the exams office.",
        required=False,
        max_length=254,
        error_messages={"invalid": EMAIL},
    )


class Kept(forms.Form):
    """That the recovery codes were kept."""

    kept = forms.BooleanField(
        label="I have printed these codes or written them down, and keep them in a safe place",
        error_messages={"required": "Keep the codes first, then tick the box to say so."},
    )
