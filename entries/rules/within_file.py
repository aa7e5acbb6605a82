"""What do the lines of one file say against each other? Told line by line, the earlier one wins."""

from entries.rules import likeness
from entries.rules.likeness_keys import Met
from entries.rules.lines import LineAsked
from entries.rules.options import REGISTRATION, UNIT
from entries.rules.people import Person
from entries.rules.targets import Bank, Target

SAME = (
    ("candidate_number", "candidate number", "Each candidate has a number of their own."),
    ("uln", "ULN", "Compare both with the Learning Records Service."),
)

ANOTHER_PATHWAY = "Line {} registers the candidate on another pathway. Leave out one of the two."
OTHER_SIZE = (
    "Line {} registers the candidate for another size of the subject, {}. Leave out one of the two."
)
BOTH_WAYS = (
    "Line {} enters the candidate the other way. A candidate takes either the whole qualification"
    " or units only. Leave out one of the two."
)

Key = tuple[str, int]  # as Target.key


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
        self.met = Met()  # by line
        self.on_line: dict[int, Person] = {}  # those met
        self.asked: dict[str, dict[str, int]] = {}  # by option code and UCI: line
        self.alike: dict[Key, list[Target]] = {}  # what can be entered for once, by whichever code
        self.banks: dict[tuple[Bank, str], list[Target]] = {}  # what was asked for, by kind

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
        found = self._like(line, person)
        self.on_line[line] = person
        self.people[person.uci] = (line, person)
        for name, *_ in SAME:
            if value := getattr(person, name):
                self.holders[name].setdefault(value, (line, person.uci))
        return found

    def _like(self, line: int, person: Person) -> str:
        """Words for an earlier line that looks like the same person."""
        for before in self.met.before(line, person):
            if because := likeness.likely_same(person, self.on_line[before]):
                return f"line {before} has {because}"
        return ""

    def repeats(self, asked: LineAsked) -> tuple[str, str]:
        """Whether an earlier line asks for the same: (note, problem), one of them or neither."""
        uci, target = asked.person.uci, asked.target
        if target is None:  # an option that there is not
            return "", ""
        if target.option not in self.asked:
            self._remember(target)
        for same in self.alike[target.key]:
            line = self.asked[same.option].get(uci)
            if line and (same.option == target.option or target.kind != REGISTRATION):
                return f"Line {line} asks for this already.", ""
            if line:
                return "", ANOTHER_PATHWAY.format(line)
        self.asked[target.option][uci] = asked.number
        return "", self._excluded(uci, target)

    def _remember(self, target: Target) -> None:
        self.asked[target.option] = {}
        self.alike.setdefault(target.key, []).append(target)
        self.banks.setdefault((target.bank, target.kind), []).append(target)

    def _excluded(self, uci: str, target: Target) -> str:
        """Why an earlier line excludes this: one size of a subject, and one way of two.

        The 2012 suite is taken either as a whole or by units, never both.
        """
        if target.kind == REGISTRATION:
            line, other = self._first(uci, target, REGISTRATION)
            if other:
                return OTHER_SIZE.format(line, other.code)
        if target.suite == "2012" and target.kind in OTHERWISE:
            line, other = self._first(uci, target, OTHERWISE[target.kind])
            if other:
                return BOTH_WAYS.format(line)
        return ""

    def _first(self, uci: str, target: Target, kind: str) -> tuple[int, Target | None]:
        """The first line that asks for another target of the subject and kind, and the target."""
        found: tuple[int, Target | None] = (0, None)
        for other in self.banks.get((target.bank, kind), ()):
            line = self.asked[other.option].get(uci, 0)
            if line and other.key != target.key and (found[1] is None or line < found[0]):
                found = line, other
        return found


OTHERWISE = {REGISTRATION: UNIT, UNIT: REGISTRATION}
