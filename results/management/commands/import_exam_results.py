"""`manage.py import_exam_results FILE.csv`: bank exam grades, all of the file or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from interchange.accounts.commands import service_account
from results import commands, exam_file


class Command(BaseCommand):
    """Load a file of exam results; each line that cannot be loaded is named with its number."""

    help = f"Load exam results from a CSV file with the header {exam_file.HEADER_LINE}"

    def add_arguments(self, parser):
        """Take the file, and whether it may correct what is held."""
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument(
            "--correct",
            action="store_true",
            help="where the file has another grade than the one held, put the file's in its place",
        )

    def handle(self, file, correct, **options):
        """Load the file and say what became of it; exit 1 if nothing could be loaded."""
        try:
            text = exam_file.decode(file.read_bytes())
            report = commands.import_exam_results(
                text, correct=correct, by=service_account(), at=timezone.now()
            )
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from None
        except exam_file.FileRefused as refusal:
            raise CommandError(str(refusal)) from None
        for refusal in report.refused:
            self.stderr.write(str(refusal))
        if report.refused:
            raise CommandError(report.sentence)
        self.stdout.write(report.sentence)
