"""Where files of entries are sent in tests, and what is seen of them."""

from dataclasses import dataclass
from datetime import date

from entries import commands, queries
from results.queries import sittings
from tests.factories import edi

ADA = edi.a_line(42)
BO = edi.a_line(43, "LINDQVIST: BO ÅKE", ["05839", "05834"], sex="M", born_on=date(2008, 1, 1))
FOREIGN = edi.a_line(44, "NOLAN: CY", ["583901"])


@dataclass
class Desk:
    """Sends files as the exams officer."""

    centre: object
    by: object
    at: object
    sat: object = staticmethod(sittings)

    def send(self, *lines, **head):
        """Send and check a file of the lines."""
        return self.send_bytes(*edi.a_file(*lines, **head))

    def send_bytes(self, name, content):
        sent = commands.send_file(
            centre=self.centre, name=name, content=content, by=self.by, at=self.at
        )
        return self.work(sent)

    def work(self, file):
        commands.work_file(file, at=self.at, sat=self.sat)
        return queries.file_of(self.centre, file.pk)

    def confirm(self, file):
        commands.confirm_file(file=file, by=self.by, at=self.at)
        return self.work(file)

    def load(self, *lines, **head):
        return self.confirm(self.send(*lines, **head))

    def answer(self, file, **answers):
        numbered = {int(line[1:]): answer for line, answer in answers.items()}
        commands.answer_likely(file=file, answers=numbered, by=self.by, at=self.at, sat=self.sat)


def outcomes(file):
    file = queries.file_of(file.centre, file.pk)
    return [line.became for line in queries.lines_of(file)]


def reasons(file):
    return [" ".join(one[3] for one in line.problems) for line in queries.lines_of(file)]
