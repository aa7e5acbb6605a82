"""The board's pages for centres, people, and who holds which role where."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from interchange import board
from interchange.accounts import commands, queries
from interchange.accounts.models import Centre, Membership, User
from interchange.accounts.roles import Permission, Role

NO_SUCH_CENTRE = "There is no centre with that number. Type the five digits of its number."
NO_SUCH_PERSON = "Nobody has that e-mail address. Enter the person under People first."
OWN = "You cannot change your own roles: another board administrator can."


class RoleForm(forms.ModelForm):
    """A role; the centre is named by its number."""

    centre = board.Typed(
        Centre.objects.all(),
        to_field_name="number",
        unknown=NO_SUCH_CENTRE,
        required=False,
        label="Centre number",
        help_text="Empty for a role of the board.",
    )

    def __init__(self, *args, **kwargs):
        """Offer every role but that of the portal's own account."""
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            offered = self.fields["role"].choices
            self.fields["role"].choices = [one for one in offered if one[0] != Role.SERVICE]


class OneOfManyForm(RoleForm):
    """A role among all of a person's; a moderator has hundreds, so each is read as it came."""

    def __init__(self, *args, **kwargs):
        """Know the centre by the number that was read; look only at what is changed."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["centre"] = self.instance.centre and self.instance.centre.number
            self.empty_permitted = True


class MembershipForm(RoleForm):
    """A role of a person, who is named by e-mail address."""

    user = board.Typed(
        User.objects.all(), to_field_name="email", unknown=NO_SUCH_PERSON, label="E-mail address"
    )
    field_order = ("user", "role", "centre", "subject")

    def clean_user(self):
        """Refuse the person who asks: nobody changes their own roles."""
        if self.cleaned_data["user"] == self.by:
            raise forms.ValidationError(OWN)
        return self.cleaned_data["user"]


class RoleInline(board.BoardInline):
    """The roles of a person; one's own only to look at."""

    see = manage = Permission.MANAGE_CENTRES
    model = Membership
    form = OneOfManyForm
    fields = ("role", "centre", "subject")
    verbose_name = "role"
    verbose_name_plural = "roles: at a centre, for the board, or as moderator of a subject"

    def get_queryset(self, request):
        """Read all that the rows name at once; the service account's is nobody's to change."""
        found = super().get_queryset(request).exclude(role=Role.SERVICE)
        return found.select_related("user", "centre", "subject")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Read the subjects to choose from once for all rows."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "subject":
            field.choices = list(field.choices)
        return field

    def has_add_permission(self, request, obj=None):
        """Nobody gives themself a role."""
        return super().has_add_permission(request, obj) and obj != request.user

    def has_change_permission(self, request, obj=None):
        """Nobody changes a role of their own."""
        return super().has_change_permission(request, obj) and obj != request.user

    def has_delete_permission(self, request, obj=None):
        """Nobody drops a role of their own."""
        return super().has_delete_permission(request, obj) and obj != request.user


@admin.register(Centre)
class CentreAdmin(board.BoardAdmin):
    """Centres, with their people."""

    manage = Permission.MANAGE_CENTRES
    by_telephone = True
    list_display = ("number", "name", "email")
    search_fields = ("number", "name", "email")
    ordering = ("number",)

    def has_delete_permission(self, request, obj=None):
        """Centres stay on record."""
        return False


@board.action("Close the account", Permission.MANAGE_CENTRES, when=lambda person: person.is_active)
def close(person, by, at):
    """The person can no longer log in."""
    commands.close(person=person, by=by, at=at)


@board.action(
    "Open the account again", Permission.MANAGE_CENTRES, when=lambda person: not person.is_active
)
def reopen(person, by, at):
    """The person can log in again."""
    commands.reopen(person=person, by=by, at=at)


@board.action("Reset the second factor", Permission.MANAGE_CENTRES, when=queries.has_app)
def reset_second_factor(person, by, at):
    """The person sets up an app and codes anew at the next log-in."""
    commands.reset_second_factor(person=person, by=by, at=at)


@board.action(
    "Send an invitation",
    Permission.MANAGE_CENTRES,
    when=lambda person: queries.state(person) == "Invited",
)
def send_invitation(person, by, at):
    """The person is sent a new link to choose a password."""
    commands.invite_by_board(person=person, by=by, at=at)


@admin.register(User)
class PersonAdmin(board.BoardAdmin):
    """People: who is entered here is sent an invitation; nobody's password is seen or set here."""

    see = manage = Permission.MANAGE_CENTRES
    by_telephone = True
    list_display = ("name", "email", "state", "last_login")
    list_filter = ("is_active", "memberships__role")
    search_fields = ("name", "email")
    fields = ("name", "email", "state", "last_login", "app", "codes")
    readonly_fields = ("state", "last_login", "app", "codes")
    inlines = (RoleInline,)
    actions = (send_invitation, close, reopen, reset_second_factor)

    def get_readonly_fields(self, request, obj=None):
        """Staff change their own address on their account, with password and a code."""
        own = ("email",) if obj is not None and obj.pk == request.user.pk else ()
        return (*super().get_readonly_fields(request, obj), *own)

    def get_queryset(self, request):
        """All but the service account, in whose name command lines act."""
        return super().get_queryset(request).exclude(memberships__role=Role.SERVICE)

    def get_fields(self, request, obj=None):
        """Somebody new has only a name and an address."""
        return self.fields if obj else ("name", "email")

    def has_delete_permission(self, request, obj=None):
        """People stay on record, as the trail names them."""
        return False

    def save_model(self, request, obj, form, change):
        """Store the person; somebody new gets no password but a letter to choose one."""
        if change:
            return self.save_changes(request, obj, form)
        obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        return commands.invite_by_board(person=obj, by=request.user, at=timezone.now())

    def save_changes(self, request, obj, form):
        """Store what was corrected; another address is told to it and to the one before."""
        super().save_model(request, obj, form, change=True)
        if "email" in form.changed_data:
            old = form.initial["email"]
            commands.tell_both(obj, old, by=request.user, at=timezone.now())

    @admin.display(description="account")
    def state(self, person):
        """How far the person has come."""
        return queries.state(person)

    @admin.display(description="authenticator app")
    def app(self, person):
        """Whether an app is set up."""
        return "Set up" if queries.has_app(person) else "Not set up"

    @admin.display(description="recovery codes left")
    def codes(self, person):
        """How many codes are left."""
        return queries.recovery_codes_left(person)


@admin.register(Membership)
class MembershipAdmin(board.BoardAdmin):
    """Roles: of the board's staff, of centres, and the allocations of moderators."""

    see = manage = Permission.MANAGE_CENTRES
    list_display = ("user", "role", "centre", "subject")
    list_filter = ("role", "subject")
    list_select_related = ("user", "centre", "subject")
    search_fields = ("user__name", "user__email", "centre__number", "centre__name")
    form = MembershipForm

    def get_queryset(self, request):
        """All but that of the service account."""
        return super().get_queryset(request).exclude(role=Role.SERVICE)

    fields = ("user", "role", "centre", "subject")

    def has_change_permission(self, request, obj=None):
        """Nobody changes a role of their own."""
        return super().has_change_permission(request, obj) and not _own(obj, request)

    def has_delete_permission(self, request, obj=None):
        """Nobody drops a role of their own."""
        return super().has_delete_permission(request, obj) and not _own(obj, request)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Tell the form who asks."""
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})


def _own(membership, request):
    """Whether a role is the person's own."""
    return membership is not None and membership.user_id == request.user.pk
