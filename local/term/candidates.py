"""Who the demo's candidates are: invented people with sound identifiers, the same every time."""

from datetime import date
from itertools import count, islice

from entries import identifiers
from entries.rules.people import Person

FORENAMES = [
    "Ada",
    "Ben",
    "Chidi",
    "Dina",
    "Ewan",
    "Farah",
    "Grace",
    "Hamza",
    "Isla",
    "Jonah",
    "Keira",
    "Leo",
    "Maya",
    "Noah",
    "Olive",
    "Petra",
    "Quinn",
    "Rhys",
    "Saira",
    "Tariq",
    "Una",
    "Victor",
    "Wren",
    "Xanthe",
    "Yusuf",
    "Zoe",
]
SURNAMES = [
    "Abara",
    "Bell",
    "Chowdhury",
    "Dempsey",
    "Evans",
    "Forde",
    "Griffin",
    "Hussain",
    "Ibsen",
    "Jarvis",
    "Kaur",
    "Lowe",
    "Mbeki",
    "Nolan",
    "Osei",
    "Patel",
    "Quarshie",
    "Reid",
    "Santos",
    "Thorne",
    "Unwin",
    "Vaughan",
    "Walsh",
    "Xu",
    "Yardley",
    "Zielinski",
    "Archer",
    "Booth",
    "Clegg",
]


def _ulns():
    """Sound learner numbers, one after the other."""
    for number in count(100000201, 37):
        digits = [int(one) for one in str(number)]
        weights = range(10, 1, -1)
        rest = sum(d * weight for d, weight in zip(digits, weights, strict=True)) % 11
        if rest:
            yield f"{number}{10 - rest}"


def people(centre_number, number, *, first=1, born=2009, joined=25):
    """So many people of a centre, with candidate numbers from `first` on.

    Every fifth has no ULN yet. `born` is the year most were born in, `joined` the academic year
    (two digits) in which their UCI was given.
    """
    learner_numbers = islice(_ulns(), first, None)
    return [
        _person(centre_number, place, born, joined, next(learner_numbers))
        for place in range(first, first + number)
    ]


def _person(centre_number, place, born, joined, uln):
    """The person with the candidate number `place`."""
    shift = place + (11 if centre_number.startswith("5") else 0)
    uci = identifiers.completed_uci(f"{centre_number}0{joined:02}{place:04}")
    return Person(
        surname=SURNAMES[shift * 7 % len(SURNAMES)],
        forenames=FORENAMES[shift * 5 % len(FORENAMES)],
        born_on=date(born - (place % 4 == 0), 1 + place % 12, 1 + place * 3 % 28),
        sex="FMX"[place % 2 if place % 17 else 2],
        candidate_number=f"{place:04}",
        uci=uci,
        uln="" if place % 5 == 0 else uln,
    )
