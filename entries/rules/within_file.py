"""What do the lines of one file say against each other? Told line by line, the earlier one wins."""

from entries.rules import likeness
from entries.rules.likeness_keys import keys
from entries.rules.lines import LineAsked
from entries.rules.options import REGISTRATION, UNIT
from entries.rules.people import Person
from entries.rules.targets import Bank, Target

SAME = (
    ("candidate_number", "candidate number", "Each candidate has a number of their own."),
    ("uln", "ULN", "Compare both with the Learning Records Service."),
)
MOST = 50  # people with a key in common who are looked at


class Seen:
    """What the lines so far have said; people are told apart by UCI, which files must give."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sound: dict[
            str, tuple[Person, str]
        ] = {}  # by the text of a line's fields: (person, words for a twin)
        self.people: dict[str, tuple[int, Person]] = {}  # by UCI: (line, person)
        self.holders: dict[str, dict[str, tuple[int, str]]] = {
            name: {} for name, *_ in SAME
        }  # value: (line, UCI)
        self.keyed: dict[int, tuple[str, ...]] = {}  # by key of likeness: UCIs
        self.asked: dict[
            tuple[str, tuple[str, int]], tuple[int, str]
        ] = {}  # (UCI, what is entered for): (line, option code)
        self.sizes: dict[tuple[str, Bank], tuple[int, str]] = {}  # (UCI, bank): (line, code)
        self.whole: dict[tuple[str, Bank, str], int] = {}  # (UCI, bank, kind): line

    def clashes(self, line: int, person: Person) -> list[tuple[str, str]]:
        """What is wrong with the person of a line, as (field, sentence) pairs."""
        first = self.people.get(person.uci)
        if first:
            before, known = first
            if known == person:
                return []
            return [
                (
                    "uci",
                    f"Line {before} has the same UCI with other details. Correct one of the two.",
                )
            ]
        found = []
        for name, title, remedy in SAME:
            value = getattr(person, name)
            before, uci = self.holders[name].get(value, (0, person.uci)) if value else (0, "")
            if before and uci != person.uci:
                found.append((name, f"Line {before} has the same {title}. {remedy}"))
        return found

    def twin(self, line: int, person: Person) -> str:
        """Why the person looks like somebody on an earlier line, as words; then remember them."""
        if person.uci in self.people:
            return ""
        theirs = keys(person)
        found = self._like(person, theirs)
        for key in theirs:
            if len(here := self.keyed.get(key, ())) < MOST:
                self.keyed[key] = (*here, person.uci)
        self.people[person.uci] = (line, person)
        for name, *_ in SAME:
            if value := getattr(person, name):
                self.holders[name].setdefault(value, (line, person.uci))
        return found

    def _like(self, person: Person, theirs: list[int]) -> str:
        """Words for an earlier line that looks like the same person."""
        looked: set[str] = set()
        for key in theirs:
            for uci in self.keyed.get(key, ()):
                before, other = self.people[uci]
                because = uci not in looked and likeness.likely_same(person, other)
                if because:
                    return f"line {before} has {because}"
                looked.add(uci)
        return ""

    def repeats(self, asked: LineAsked) -> tuple[str, str]:
        """Whether an earlier line asks for the same: (note, problem), one of them or neither."""
        uci, target = asked.person.uci, asked.target
        if target is None:  # an option that there is not
            return "", ""
        before = self.asked.get((uci, target.key))
        if before:
            line, option = before
            if option == asked.option or target.kind != REGISTRATION:
                return f"Line {line} asks for this already.", ""
            return "", (
                f"Line {line} registers the candidate on another pathway. Leave out one of the two."
            )
        self.asked[uci, target.key] = (asked.number, asked.option)
        return "", self._other_size(asked, target) or self._both_ways(asked, target)

    def _other_size(self, asked: LineAsked, target: Target) -> str:
        """A candidate is registered for one size of a subject."""
        if target.kind != REGISTRATION:
            return ""
        line, code = self.sizes.setdefault(
            (asked.person.uci, target.bank), (asked.number, target.code)
        )
        if code == target.code:
            return ""
        return (
            f"Line {line} registers the candidate for another size of the subject, {code}. Leave"
            " out one of the two."
        )

    def _both_ways(self, asked: LineAsked, target: Target) -> str:
        """The 2012 suite: the whole qualification or units by themselves, never both."""
        kind = target.kind
        if kind not in OTHERWISE:
            return ""
        uci, bank = asked.person.uci, target.bank
        self.whole.setdefault((uci, bank, kind), asked.number)
        line = self.whole.get((uci, bank, OTHERWISE[kind])) if bank[0] == "2012" else None
        if not line:
            return ""
        return (
            f"Line {line} enters the candidate the other way. A candidate takes either the whole"
            " qualification or units only. Leave out one of the two."
        )


OTHERWISE = {REGISTRATION: UNIT, UNIT: REGISTRATION}
