"""People who stand to a centre in every way, and what is marked of them at other centres."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from django.db.models import F

from claims.models import Claim
from entries import commands
from entries.models import Candidate, QualificationEntry
from entries.rules import details
from entries.rules.people import Person
from interchange.accounts.roles import Role
from results.models import Attendance
from results.queries import sittings
from tests.factories import accounts, assessed, catalogue, edi, entries, results
from tracker import commands as tracker

NOW = entries.NOW
THEN = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
DIPLOMA, SMALLER = "05842", "05839"


@dataclass(frozen=True)
class Way:
    """How a person stands to the centre, and a record by which the centre may ask for them."""

    name: str
    record: Candidate
    entry: QualificationEntry | None = None


class Scene:
    """Makes people who stand to the centre in every way, each marked at another centre."""

    def __init__(self, centre, by):
        self.centre, self.by = centre, by
        self.hidden = accounts.a_centre("77777", "Hiddenham Academy")
        self.partner = accounts.a_centre("66666", "Partnerton College")
        self.numbers = count(7390)
        self.ours = catalogue.qualification(SMALLER)  # of the claim in progress

    def here(self, name, uci="", **fields):
        """A registration at the centre, with units of its own."""
        person = entries.a_candidate(name, "Kit", uci=uci)
        entry = entries.an_entry(self.centre, self.ours, person, **fields)
        results.hold([entry], {"4": "M", "8": "P"})
        return entry

    def there(self, person, centre, code=DIPLOMA, exams=True):
        """A registration at another centre, with marked results, and work under way.

        Of its exams one has no result, one is pending, and one was missed.
        """
        qualification = catalogue.qualification(code)
        entry = entries.an_entry(
            centre, qualification, person, candidate_number=f"{next(self.numbers)}", made_at=THEN
        )
        series = catalogue.a_series(2025, 1)
        marked = {"3": "R", "12": "D"} if exams else {"12": "D"}
        results.hold([entry], marked, series=series, at=THEN)
        Claim.objects.filter(lines__candidate=person, centre=centre).update(
            number=F("pk") + 98_765_000
        )
        if exams:
            [exam] = results.enter([entry], ["2"], series)
            Attendance.objects.create(entry=exam, mark="absent", noted_at=THEN, noted_by=self.by)
            before = catalogue.a_series(2024, 1)
            results.hold([entry], {"1": "Q", "2": "X"}, series=before, at=THEN)
        return entry

    def everybody(self):
        """The Way of each person."""
        return [
            self.open_at_both(),
            self.elsewhere_only(),
            self.came(),
            self.left(),
            self.merged_into_ours(),
            self.merged_into_theirs(),
            self.withdrawn(),
            self.undone(),
            self.registered_there(),
            self.by_file_there(),
        ]

    def open_at_both(self):
        entry = self.here("Both")
        self.there(entry.candidate, self.hidden)
        return Way("open at both", entry.candidate, entry)

    def elsewhere_only(self):
        person = entries.a_candidate("Zyxwvut", "Elsewhere", uln="9276308686")
        self.there(person, self.hidden)
        return Way("elsewhere only", person)

    def came(self):
        old = entries.an_entry(self.partner, self.ours, entries.a_candidate("Came", "Kit"))
        self.transfer(old, self.centre)
        self.there(old.candidate, self.partner, exams=False)  # after the transfer
        entry = self.centre.entries.get(candidate=old.candidate)
        results.hold([entry], {"4": "M"})
        return Way("transferred here", old.candidate, entry)

    def left(self):
        entry = self.here("Left")
        self.reduced(entry)
        self.transfer(entry, self.partner)
        self.there(entry.candidate, self.partner)
        return Way("transferred away", self.changed_since(entry.candidate, 1), entry)

    def reduced(self, entry):
        """Name the candidate in what the centre has sent of reductions."""
        unit = entry.qualification.units.filter(examined=False).exclude(number__in=["4", "8"])[0]
        for report in self.centre.reduction_reports.all():
            owed = assessed.awaited(entry, unit.number, by=self.by, kind="reduced", at=THEN)
            report.reductions.create(
                candidate=entry.candidate, unit=unit, summer=report.summer, awaited=owed
            )

    def changed_since(self, person, place):
        """The record of a person who has another name and a UCI of the other centre by now."""
        seen = details.of(person)
        new = replace(seen, forenames="Zyxwvut", uci=edi.a_uci(place, self.hidden.number))
        told = {"reason": "Deed poll.", "by": self.by, "at": NOW + timedelta(hours=1)}
        commands.correct_details(candidate=person, seen=seen, new=new, **told)
        return person

    def transfer(self, entry, to):
        asked = entries.a_transfer(to, self.by, entry.centre)
        asked.entry, asked.candidate_number = entry, f"09{asked.pk:02}"
        asked.save()
        tracker.process_transfer(transfer=asked, by=self.by, at=NOW - timedelta(days=20))

    def merged_into_ours(self):
        entry = self.here("Kept")
        other = entries.a_candidate("Zyxwvut", "Merged")
        self.there(other, self.hidden, SMALLER)
        self.merge(entry.candidate, other)
        return Way("merged, ours kept", entry.candidate, entry)

    def merged_into_theirs(self):
        other = entries.a_candidate("Theirs", "Kit")
        self.there(other, self.hidden, SMALLER)
        entry = self.here("Ours")
        self.merge(entry.candidate, other)
        return Way("merged, theirs kept", entry.candidate, entry)

    def merge(self, one, other):
        return tracker.merge(one=one, other=other, because="The same.", by=self.by, at=NOW)

    def withdrawn(self):
        entry = self.here("Gone", status="removed")
        self.there(entry.candidate, self.hidden)
        return Way("withdrawn", self.changed_since(entry.candidate, 2), entry)

    def undone(self):
        entry = self.here("Parted")
        other = entries.a_candidate("Zyxwvut", "Parted")
        self.there(other, self.hidden, SMALLER)
        made = self.merge(entry.candidate, other)
        tracker.undo_merge(made=made, by=self.by, at=NOW)
        return Way("merged and undone", entry.candidate, entry)

    def registered_there(self):
        """Registered by the other centre's form, which tells this one."""
        entry = self.here("Shared", uci="681990012058G")
        known = {one: getattr(entry.candidate, one) for one in ("surname", "born_on", "sex", "uci")}
        commands.register(
            centre=self.hidden,
            qualification=catalogue.qualification("05834"),
            people=[Person(**known, candidate_number=f"{next(self.numbers)}")],
            by=accounts.with_role(Role.EXAMS_OFFICER, self.hidden),
            at=NOW,
        )
        return Way("registered there", entry.candidate, entry)

    def by_file_there(self):
        """Registered by the other centre's file, which was loaded and has its reply."""
        uci = edi.a_uci(3, self.hidden.number)
        entry = self.here("Filed", uci=uci)
        lines = [
            edi.a_line(next(self.numbers), name, centre=self.hidden.number, **known)
            for name, known in (
                ("FILED: KIT", {"uci": uci, "options": ["05834"]}),
                ("ZYXWVUT: FILED", {"uci": edi.a_uci(4, self.hidden.number)}),
                ("ZYXWVUT: REFUSED", {"uci": edi.a_uci(5), "options": ["99999"]}),
            )
        ]
        name, content = edi.a_file(*lines, centre=self.hidden.number)
        told = {"by": accounts.with_role(Role.EXAMS_OFFICER, self.hidden), "at": NOW}
        file = commands.send_file(centre=self.hidden, name=name, content=content, **told)
        commands.work_file(file, at=NOW, sat=sittings)
        commands.confirm_file(file=file, **told)
        commands.work_file(file, at=NOW, sat=sittings)
        return Way("registered by a file there", entry.candidate, entry)

    def more_elsewhere(self):
        """More people who have nothing to do with the centre, in all that was done at another."""
        for at in range(3):
            self.there(entries.a_candidate("Zyxwvut", f"More{at}"), self.hidden)
            self.there(entries.a_candidate("Zyxwvut", f"Least{at}"), self.hidden, SMALLER)
