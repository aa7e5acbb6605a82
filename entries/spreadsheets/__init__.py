"""Entries as a spreadsheet: templates to fill in, and what a filled one says.

What is read counts as typed: it stands on the page of the form, to be checked and sent in there.
"""

from entries.spreadsheets.exams import Ticked, exams_in, template_of_exams
from entries.spreadsheets.headings import NotATemplate
from entries.spreadsheets.people import (
    PEOPLE,
    FilledIn,
    Origin,
    people_in,
    picked_in,
    template_of_people,
)

__all__ = [
    "PEOPLE",
    "FilledIn",
    "NotATemplate",
    "Origin",
    "Ticked",
    "exams_in",
    "people_in",
    "picked_in",
    "template_of_exams",
    "template_of_people",
]
