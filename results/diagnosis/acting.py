"""Who acts next, by when, and on which page? The words of it, without dates and addresses."""

from enum import Enum, StrEnum


class Owner(Enum):
    """Who has to act next."""

    NOBODY = "Nobody"
    CENTRE = "Your centre"
    MODERATOR = "The moderator"
    BOARD = "The board"


class Due(StrEnum):
    """Which of the board's dates it is to be done by; OwnDay says whether another counts, too."""

    NEVER = ""
    BOOKED = "visits-booked"
    CLAIMED = "claims"
    VISITED = "visits"
    ENTERED = "entries"  # the next day on which entries for a coming exam series close
    RESULTS = "results"  # the results day of the summer in which the candidate completes


class OwnDay(StrEnum):
    """Whether the day of what was seen (a visit, a review, results) is one to act by."""

    SEEN = ""  # no: it is seen, and the board's date counts alone
    TO_COME = "to-come"  # while it is to come, unless the board's date comes before it
    ALWAYS = "always"  # in the place of the board's date


class Page(Enum):
    """The page on which it is done: for a centre, or where a centre reads what the board does."""

    CANDIDATE = "The candidate’s page"
    CLAIM = "Make claims"
    CLAIMS = "Claim history"
    COMPLETION = "Change the estimated completion date"
    CONSIDERATION = "Special consideration"
    DETAILS = "Correct details"
    DUPLICATES = "Possible duplicates"
    ENTER = "Enter for exams"
    REGISTER = "Register candidates"
    REQUEST = "Missing and incomplete results"
    RESULTS = "Test Results"
    SIZE = "Top up or move down"
    TRANSFERS = "Transfers"
    VISITS = "Visits"
    WHAT_IF = "What other grades would give"
