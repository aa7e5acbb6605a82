"""Who, where, in which role: people, centres, memberships."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower

from interchange.accounts.guessing import Step
from interchange.accounts.roles import BOARD_ROLES, Role
from interchange.names import validate_name


class Centre(models.Model):
    """A school or college, known by its national centre number (NCN)."""

    number = models.CharField(
        "centre number",
        max_length=5,
        unique=True,
        validators=[RegexValidator(r"^\d{5}$", "A centre number is five digits.")],
    )
    name = models.CharField(max_length=120, validators=[validate_name])
    email = models.EmailField("exams office e-mail")
    accounts_email = models.EmailField(
        "accounts contact's e-mail",
        blank=True,
        help_text="where invoices go; to the exams office where it is empty",
    )
    urn = models.CharField(
        "unique reference number (URN)",
        max_length=6,
        blank=True,
        db_default="",
        validators=[RegexValidator(r"^\d{1,6}$", "A URN has up to six digits.")],
        help_text="of a school in England; the regulator's tables name it",
    )
    postcode = models.CharField(max_length=10, blank=True, db_default="")
    regulators_type = models.PositiveSmallIntegerField(
        "type of centre",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(14)],
        help_text="the regulator's number for it, 1 to 14; its tables ask for it",
    )

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} {self.name}"

    @property
    def accounts_address(self):
        """Where invoices go."""
        return self.accounts_email or self.email


class People(BaseUserManager):
    """Finds a person by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username):
        """The person with that e-mail address; raises DoesNotExist."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who logs in, known by e-mail address."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("full name", max_length=120, validators=[validate_name])
    is_active = models.BooleanField("may log in", default=True)
    failed_logins = models.PositiveSmallIntegerField(default=0, help_text="since the last log-in")
    passwords_told_at = models.DateTimeField(null=True, blank=True)
    codes_told_at = models.DateTimeField(null=True, blank=True)

    objects = People()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message="A person with that e-mail address exists.",
            )
        ]

    def __str__(self):
        return self.name

    def get_full_name(self):
        """The name that Django's own pages show."""
        return self.name

    get_short_name = get_full_name

    def has_perm(self, perm, obj=None):
        """Django's own permissions are not used; rights stand in roles.py."""
        return False

    has_module_perms = has_perm


class Membership(models.Model):
    """A role of a person: at a centre, for the board (no centre), or as moderator of a subject."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role)
    centre = models.ForeignKey(
        Centre, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    subject = models.ForeignKey(
        "catalogue.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["centre", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "centre", "subject"],
                name="role_held_once",
                nulls_distinct=False,
                violation_error_message="That person already holds this role there.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=BOARD_ROLES, centre=None)
                | ~models.Q(role__in=BOARD_ROLES) & models.Q(centre__isnull=False),
                name="board_roles_name_no_centre",
                violation_error_message="Board roles have no centre; all other roles need one.",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.MODERATOR, subject__isnull=False)
                | ~models.Q(role=Role.MODERATOR) & models.Q(subject=None),
                name="moderators_are_allocated_to_a_subject",
                violation_error_message="A moderator needs a subject; no other role has one.",
            ),
        ]

    def __str__(self):
        where = " ".join(str(part) for part in (self.subject, self.centre) if part)
        return f"{self.user}: {self.get_role_display()} {where}".rstrip()


class FailedTry(models.Model):
    """A wrong password or code, kept for some days to know how many more are listened to.

    Where it came from stands there as a word that does not tell the network's address.
    """

    person = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=16, choices=Step)
    at = models.DateTimeField(db_index=True)
    network = models.CharField(max_length=32, blank=True)
    browser = models.CharField(max_length=32, blank=True, help_text="a known one of the person's")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "step", "at"], name="failed_of_person"),
            models.Index(fields=["network", "at"], name="failed_from_network"),
        ]

    def __str__(self):
        return f"a wrong {self.step}"


class AskedReset(models.Model):
    """Somebody asks for a new password by this e-mail address, which may be nobody's."""

    email = models.EmailField(unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return self.email


class EmailChange(models.Model):
    """A person wants to log in with another e-mail address, and has been sent a link to it."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="email_change")
    email = models.EmailField()
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at"]

    def __str__(self):
        return self.email
