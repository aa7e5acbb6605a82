"""From when until when is a qualification taken? Its registrations, exams and certificates end.

Dates of the board's, each empty where it is not known: then nothing ends. Who is registered goes on
when registrations have ended, and after the last certification nothing is issued any more.
"""

from dataclasses import dataclass
from datetime import date

from interchange.catalogue import years


@dataclass(frozen=True, slots=True)
class Life:
    """The dates of the qualification with that entry code; the last day of each is one on which it
    can still be done.

    `last_exam` is the code of the last series with exams, such as 2027-06. `not_offered` says why
    nobody can be registered at all, empty where somebody can.
    """

    code: str
    not_offered: str = ""
    first_registration_on: date | None = None
    last_registration_on: date | None = None
    last_exam: str = ""
    last_certification_on: date | None = None

    def registration_refusal(self, on: date) -> str:
        """Why nobody can be registered on the day, as a sentence; nothing where somebody can."""
        first, last = self.first_registration_on, self.last_registration_on
        if self.not_offered:
            return (
                f"{self.code} is not offered here: {self.not_offered.rstrip('.')}. Choose another"
                " qualification, or ask us when it will be. Who is registered goes on."
            )
        if first and on < first:
            return f"Registrations for {self.code} begin on {_day(first)}. Come back then."
        if last and on > last:
            return (
                f"Registrations for {self.code} ended on {_day(last)}. Choose another"
                " qualification: only who is registered goes on."
            )
        return ""

    def exam_refusal(self, series: str) -> str:
        """Why nobody can be entered in the series of that code, as a sentence; else nothing."""
        if not self.last_exam or series <= self.last_exam:
            return ""
        return (
            f"The last exams of {self.code} were those of {_series(self.last_exam)}: there are none"
            " in a later series. Ask us what the candidate can still do."
        )

    def has_ended(self, on: date) -> bool:
        """Whether nothing is certificated any more on the day."""
        return self.last_certification_on is not None and on > self.last_certification_on

    def certification_refusal(self, on: date) -> str:
        """Why no unit can be claimed for it on the day, as a sentence; nothing where one can."""
        if not (self.last_certification_on and self.has_ended(on)):
            return ""
        return (
            f"The last certification of {self.code} was on {_day(self.last_certification_on)}:"
            " nothing is claimed or awarded since. Units that are banked stay banked; see whether"
            " another qualification of the subject takes them."
        )

    def notices(self, on: date) -> list[str]:
        """What has ended, since when, and what will end, by when: a sentence each, soonest first.

        As they are seen on the day; none where no date is set.
        """
        found = []
        if (first := self.first_registration_on) and on < first:
            found.append(f"Registrations begin on {_day(first)}.")
        if last := self.last_registration_on:
            found.append(_told(on, last, "The last day to register", "Registrations ended"))
        if self.last_exam:
            when = "were" if years.month_of(self.last_exam) < on.replace(day=1) else "are"
            found.append(f"The last exams {when} in {_series(self.last_exam)}.")
        if last := self.last_certification_on:
            found.append(_told(on, last, "The last certification", "Certification ended"))
        return found


def _told(on: date, last: date, coming: str, gone: str) -> str:
    return f"{gone} on {_day(last)}." if on > last else f"{coming} is {_day(last)}."


def _day(on: date) -> str:
    return f"{on:%-d %B %Y}"


def _series(code: str) -> str:
    return f"{years.month_of(code):%B %Y}"
