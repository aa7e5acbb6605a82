"""`manage.py keep_likeness_keys`: give records the keys by which likely duplicates are found.

Without `--all` those that have none; `prepare` does that. With it all of them anew, which is needed
after a change of the lists of names; the portal may serve meanwhile.
"""

from django.core.management.base import BaseCommand

from entries import commands


class Command(BaseCommand):
    """Give records the keys by which likely duplicates are found."""

    help = __doc__

    def add_arguments(self, parser):
        """Take whether records that have keys get theirs anew."""
        parser.add_argument("--all", action="store_true", help="those that have keys, too")

    def handle(self, **options):
        """Some at once, until all are done."""
        if not options["all"]:
            while commands.keep_likeness_keys():
                pass
            return
        last = 0
        while last := commands.make_likeness_keys_anew(after=last):
            pass
