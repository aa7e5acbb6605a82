"""`manage.py create_board_administrator EMAIL NAME`: the first person of a new installation."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from interchange.accounts import commands
from interchange.names import NameRefused


class Command(BaseCommand):
    """Make somebody a board administrator and print the link to begin with."""

    help = "Make a person a board administrator and print the link to choose a password."

    def add_arguments(self, parser):
        """Take the person's e-mail address and name."""
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("name", metavar="NAME", help='in quotes, such as "Sam Sample"')

    def handle(self, *, email, name, **options):
        """Make the person, print the link."""
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        try:
            link = commands.create_board_administrator(email=email, name=name, at=timezone.now())
        except NameRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{name} may now choose a password; once, within three days, at")
        self.stdout.write(f"{settings.PORTAL_ADDRESS}{link}")
