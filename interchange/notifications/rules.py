"""How long does a letter wait for its next try, when is it given up, and what is said of it?"""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_PAUSE = timedelta(minutes=15)  # of all letters, while the mail server does not answer
MOST_DOUBLINGS = 12
MOST_TRIES = 30  # about five days, as mail servers do among themselves (RFC 5321, 4.5.4.1)
MOST_WORDS = 300


def wait_after(tries: int) -> timedelta:
    """How long a letter waits after so many tries that failed: 20 s, twice that, … six hours."""
    times: int = 2 ** min(tries - 1, MOST_DOUBLINGS)
    return min(FIRST_WAIT * times, LONGEST_WAIT)


def is_given_up(tries: int) -> bool:
    """Whether a letter is tried no more after so many tries that failed."""
    return tries >= MOST_TRIES


def reason(problem: BaseException, *, holds_link: bool) -> str:
    """The sentence for staff about the exception that a try ended with.

    A mail server that has read a letter may quote it, so of a letter that holds a link its words
    are left out.
    """
    if isinstance(problem, SMTPRecipientsRefused):
        answers = [_said(*answer) for answer in problem.recipients.values()]
        text = f"The mail server refuses the address: {'; '.join(answers)}"
    elif isinstance(problem, SMTPSenderRefused):
        answer = _said(problem.smtp_code, problem.smtp_error)
        text = f"The mail server refuses the portal as sender: {answer}"
    elif isinstance(problem, SMTPDataError):
        words = "its words may quote the link" if holds_link else problem.smtp_error
        text = f"The mail server refuses the letter: {_said(problem.smtp_code, words)}"
    elif isinstance(problem, OSError):  # smtplib's own are OSErrors too
        text = f"The connection to the mail server broke off: {type(problem).__name__}"
    elif isinstance(problem, ValueError):
        text = "The letter cannot be written as an e-mail: check the address for odd characters"
    else:
        text = f"An error of the portal's own, told in its log: {type(problem).__name__}"
    return kept(text)


def kept(text: str) -> str:
    """As much of the text as is kept on a letter; a NUL, which no column takes, is left out."""
    return text.replace("\0", "")[:MOST_WORDS]


def _said(code: int, words: bytes | str) -> str:
    """A mail server's answer on one line."""
    words = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return f"{code} {' '.join(words.split())}"
