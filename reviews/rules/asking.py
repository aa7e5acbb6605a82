"""May this service be asked for, for these candidates, with this consent?

Published on the board's page on reviews of results: candidates consent in writing to a clerical
check and to a review of marking, since grades can fall.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from interchange.refusals import RuleBroken
from reviews.states import Service

OF_MARKING = (Service.MARKING, Service.PRIORITY)
ON_THE_RESULT = (Service.CLERICAL, *OF_MARKING)
NOBODY = "Tick the candidates for whom you ask."
NOT_KNOWN = "Confirm that each candidate knows that the grade can go down."
NOT_KEPT = (
    "Attach the signed consents, or say which form the candidates signed and where you keep it."
)


@dataclass(frozen=True)
class Problem:
    """What is missing or wrong, and the field it is about (empty: the form as a whole)."""

    field: str
    sentence: str


@dataclass(frozen=True)
class AskedFor:
    """A candidate's result for whom a service is asked.

    `asked` are the services asked for this exam before (neither withdrawn nor refused), `open`
    those of them without an outcome; `signed_on` is the day of the consent, if one is named.
    """

    key: int
    name: str
    graded: bool
    asked: Collection[str] = field(default=frozenset())
    open: Collection[str] = field(default=frozenset())
    signed_on: date | None = None


class ReviewRefused(RuleBroken):
    """The service cannot be asked for, or be given this outcome; `problems` are all the reasons."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Say every reason."""
        super().__init__(" ".join(one.sentence for one in problems))
        self.problems = tuple(problems)


def needs_consent(service: str) -> bool:
    """Whether each candidate must have consented in writing: wherever the grade can change."""
    return service in ON_THE_RESULT


def check_can_ask(
    service: str,
    rows: Sequence[AskedFor],
    *,
    closed: str,
    knows: bool,
    is_kept: bool,
    sat_on: date,
    on: date,
) -> None:
    """Raise ReviewRefused with every reason why the service cannot be asked for on the day `on`.

    `closed` says why the service is not open for the exam, empty where it is. `knows` and
    `is_kept`: whether it was confirmed that grades can fall, and said which consents are kept.
    `sat_on` is the first day of the series: nobody consents before the exam.
    """
    found = [Problem("", closed)] if closed else []
    if not rows:
        found.append(Problem("who", NOBODY))
    found += [Problem("who", sentence) for row in rows for sentence in _of_result(service, row)]
    if needs_consent(service):
        found += [one for row in rows for one in _of_consent(row, sat_on, on)]
        found += [] if is_kept else [Problem("kept", NOT_KEPT)]
        found += [] if knows else [Problem("knows", NOT_KNOWN)]
    if found:
        raise ReviewRefused(found)


def _of_result(service: str, row: AskedFor) -> list[str]:
    """Why the service makes no sense for the result."""
    if not row.graded:
        return [
            f"{row.name} has no grade in this exam, so there is no marking to look at. If they sat"
            " it, raise a missing-results request."
        ]
    if service in row.asked:
        return [
            f"{row.name}: a {_lower(service)} of this exam was asked for already. Look among your"
            " post-results services."
        ]
    others = [one for one in OF_MARKING if service in OF_MARKING and one in row.asked]
    waits = [one for one in ON_THE_RESULT if service in ON_THE_RESULT and one in row.open]
    if others:
        return [
            f"{row.name}: the marking is reviewed once, and a {_lower(others[0])} was asked for."
        ]
    if waits:
        return [
            f"{row.name}: a {_lower(waits[0])} of this exam is under way. Wait for its outcome, or"
            " withdraw it if the board has not begun."
        ]
    return []


def _of_consent(row: AskedFor, sat_on: date, on: date) -> list[Problem]:
    """What is wrong with the day of the candidate's consent."""
    where = f"sign-{row.key}"
    if row.signed_on is None:
        return [Problem(where, f"Enter the day on which {row.name} signed the consent.")]
    if row.signed_on > on:
        return [Problem(where, f"{row.name}: the day of the consent is still to come.")]
    if row.signed_on < sat_on:
        return [Problem(where, f"{row.name}: the day of the consent is before the exam.")]
    return []


def _lower(service: str) -> str:
    """The service for the middle of a sentence."""
    label: str = Service(service).label
    return label[:1].lower() + label[1:]


def check_stays(was: str, stands: str) -> None:
    """Refuse that a grade stays which is another than when the review was asked for.

    Takes both as results show them. What stays is charged, and this is not what was looked at.
    """
    if was != stands:
        raise ReviewRefused(
            [
                Problem(
                    "grade",
                    f"The result was {was} when this was asked for and is {stands} by now, so it"
                    " does not stay. Choose the grade that was found, or refuse the review and say"
                    " what became of the result: then nothing is charged.",
                )
            ]
        )
