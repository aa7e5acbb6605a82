"""What waits, over all lists, in the order in which it is to be done? The desk of the board."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db.models import IntegerField, Value
from django.urls import reverse
from django.utils.http import urlencode

from interchange.accounts.models import Centre
from interchange.board.waiting import Waiting
from interchange.catalogue.queries import bank_holidays, figures
from interchange.desk import queries

MOST = 2_000  # items that are paged; whoever has more begins with the first
ALL, MINE, NOBODYS = "", "mine", "free"
WHOSE = {ALL: "Everybody's", MINE: "Mine", NOBODYS: "Nobody's"}
COLUMNS = ("item_kind", "pk", "item_since", "item_due", "item_urgent", "item_centre")
ORDER = ("-item_urgent", "item_due", "item_kind", "pk")


@dataclass(frozen=True)
class Asked:
    """Which items of the desk somebody looks at: of a kind, whose, of the centre of a number."""

    kind: str = ""
    whose: str = ALL
    centre: str = ""

    @classmethod
    def of(cls, query):
        """What an address's query asks; what it says wrongly is left out."""
        whose = query.get("whose", ALL)
        return cls(
            kind=_plain(query.get("kind", ""))[:80],
            whose=whose if whose in WHOSE else ALL,
            centre=_plain(query.get("centre", "")).strip()[:20],
        )

    @property
    def query(self):
        """The same as an address has it, empty where everything is looked at."""
        return urlencode({name: value for name, value in vars(self).items() if value})


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of item: the list whose records wait, and what it says of them."""

    page: object
    waiting: Waiting
    place: int

    @cached_property
    def model(self):
        """The model of the records, as app.model."""
        return self.page.opts.label_lower

    @property
    def slug(self):
        """How an address names the kind."""
        return self.waiting.title.replace(" ", "-")


@dataclass(frozen=True)
class Item:
    """An item of the desk as its line shows it."""

    kind: Kind
    record: object
    since: datetime
    due: datetime
    is_urgent: bool
    is_late: bool
    centre: Centre | None
    in_hand: object
    address: str

    @property
    def place(self):
        """Where it stands in the order of the desk, as an address has it."""
        return _place_of(self.is_urgent, self.due, self.kind.place, self.record.pk)


def _plain(text):
    """The text if it can be a kind or a centre's number, neither of which has other letters."""
    return text if text.isascii() and text.isprintable() else ""


def _place_of(is_urgent, due, kind, pk):
    """What compares as the desk is sorted, in letters."""
    return f"{0 if is_urgent else 1}|{due.timestamp():020.6f}|{kind:03}|{pk:020}"


class Desk:
    """The desk as one member of staff sees it at an instant."""

    def __init__(self, site, request, at):
        """Take the board's site, the request of whoever looks, and the instant."""
        self.request, self.person, self.at = request, request.user, at
        pages = [page for page in site.in_order() if page.has_view_permission(request)]
        found = [(page, one) for page in pages for one in page.waiting if one.since is not None]
        self.kinds = [Kind(page, one, number) for number, (page, one) in enumerate(found)]

    @cached_property
    def _figures(self):
        return figures()

    @cached_property
    def _holidays(self):
        return bank_holidays()

    def asked(self, query):
        """What an address's query asks of this desk; a kind that it has not is left out."""
        asked = Asked.of(query)
        return asked if self.kind(asked.kind) else replace(asked, kind="")

    def kind(self, slug):
        """The kind of that slug, if there is one."""
        return next((one for one in self.kinds if one.slug == slug), None)

    def places(self, asked, limit):
        """The first items that are asked for, as rows of COLUMNS; one statement."""
        kinds = [one for one in self.kinds if asked.kind in ("", one.slug)]
        parts = [
            self._of(kind, asked).order_by(*ORDER).values_list(*COLUMNS)[:limit]
            for kind in kinds
            if _fits(kind, asked)
        ]
        return _together(parts, ORDER)[:limit]

    def _of(self, kind, asked):
        found = kind.waiting.items(kind.page.model, self._figures)
        found = found.annotate(item_kind=Value(kind.place, IntegerField()))
        if asked.centre:
            found = found.filter(**{f"{kind.waiting.centre}__number": asked.centre})
        if asked.whose == MINE:
            found = found.filter(queries.is_in_hand(kind.model, self.person))
        if asked.whose == NOBODYS:
            found = found.filter(~queries.is_in_hand(kind.model))
        return found

    def items(self, places, asked):
        """What the lines of these places show; a query for each kind among them, and two more."""
        by_kind = {}
        for number, pk, *_ in places:
            by_kind.setdefault(self.kinds[number], []).append(pk)
        records = {
            (kind.model, pk): record
            for kind, keys in by_kind.items()
            for pk, record in self._records(kind, keys).items()
        }
        centres = Centre.objects.in_bulk({row[5] for row in places if row[5]})
        hands = queries.in_hand({(self.kinds[row[0]].model, row[1]) for row in places})
        return [
            self._item(row, records, centres, hands, asked)
            for row in places
            if (self.kinds[row[0]].model, row[1]) in records
        ]

    def _records(self, kind, keys):
        found = kind.page.get_queryset(self.request).filter(pk__in=keys)
        named = kind.page.list_select_related
        return (found.select_related(*named) if named else found).in_bulk()

    def _item(self, row, records, centres, hands, asked):
        number, pk, since, due, urgent, centre = row
        kind = self.kinds[number]
        key = (kind.model, pk)
        promised = kind.waiting.due_by(due, since, self._figures, self._holidays)
        return Item(
            kind=kind,
            record=records[key],
            since=since,
            due=promised,
            is_urgent=bool(urgent),
            is_late=promised < self.at,
            centre=centres.get(centre),
            in_hand=_of_now(hands.get(key), since),
            address=_address_of(kind.page.opts, pk, asked, _place_of(urgent, due, number, pk)),
        )

    def next_after(self, asked, place):
        """The address of the first item after the place that no colleague has in hand.

        After the last comes the first; None where nothing is left.
        """
        rows = self.places(asked, MOST)
        hands = queries.in_hand({(self.kinds[row[0]].model, row[1]) for row in rows})
        free = [row for row in rows if self._is_free(row, hands) and not self._is(row, place)]
        later = next((row for row in free if _place(row) > place), None)
        row = later or next(iter(free), None)
        return row and _address_of(self.kinds[row[0]].page.opts, row[1], asked, _place(row))

    def _is_free(self, row, hands):
        held = _of_now(hands.get((self.kinds[row[0]].model, row[1])), row[2])
        return held is None or held.by_id == self.person.pk

    def _is(self, row, place):
        """Whether the row is of the record of the place, whatever that waits for by now."""
        kind, _, pk = place.rpartition("|")
        kind = kind.rpartition("|")[2]
        if not (kind.isdecimal() and pk.isdecimal() and int(kind) < len(self.kinds)):
            return False
        return (self.kinds[int(kind)].model, int(pk)) == (self.kinds[row[0]].model, row[1])

    def of_record(self, page, record):
        """What the record waits for: (kind, since when); a query for each way its list knows."""
        mine = [kind for kind in self.kinds if kind.page is page]
        return [
            (kind, since)
            for kind in mine
            for since in kind.waiting.items(page.model, self._figures)
            .filter(pk=record.pk)
            .values_list("item_since", flat=True)
        ]


def _address_of(opts, pk, asked, place):
    """The page of a record, come to from a place of the desk."""
    page = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
    return f"{page}?{urlencode({'desk': asked.query, 'place': place})}"


def _place(row):
    return _place_of(row[4], row[3], row[0], row[1])


def _of_now(held, since):
    """Who has the item in hand; who took it before it waited again has it no more."""
    return held if held and held.at >= since else None


def _fits(kind, asked):
    """Whether the kind has centres, where one is asked for."""
    return bool(kind.waiting.centre) or not asked.centre


def _together(parts, order=()):
    """The rows of all parts, in the order."""
    if len(parts) < 2:
        return list(*parts)
    found = parts[0].union(*parts[1:], all=True)
    return list(found.order_by(*order) if order else found)
