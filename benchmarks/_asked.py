"""What is asked of the pages: each by every role, with what its links and forms can ask of it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from urllib.parse import parse_qsl, quote_plus, urlencode, urljoin, urlsplit

from django.contrib import admin
from django.urls import reverse

from benchmarks._database import small
from interchange.accounts.access import PUBLIC, SIGNED_IN
from interchange.accounts.models import Centre, Membership, User
from interchange.accounts.roles import CENTRE_ROLES, PERMISSIONS, Role
from interchange.catalogue.models import Subject
from tests.architecture.routes import routes
from tests.architecture.test_query_counts import NO_PAGE_TO_READ, addresses_of
from tests.factories import accounts
from tests.journeys.crawling import signed_in

OF_A_KIND = {"sort": 20, "o": 20, "page": 1, "p": 1}  # links that ask the same differently
USUAL = 3
OWN = {"mir:throw_away"}  # whoever began it reads it alone
NO_PAGE = {*NO_PAGE_TO_READ, *OWN, "notifications:letters", "look:gallery"}
OF_BOARD = (Role.BOARD_ADMINISTRATOR, Role.PROCESSOR)
TYPED = {"text", "search", ""}
CLIENTS = {}  # the browsers, by role and whether at the largest centre


@dataclass(frozen=True)
class Asked:
    """A page that is asked: its name, by whom, where, and where a small centre has the same."""

    name: str
    role: str
    address: str
    at_small: str = ""
    is_first: bool = False  # of its name: what it can be asked is asked, too

    @property
    def client(self):
        """The browser of whoever asks."""
        return CLIENTS[self.role, True]

    @property
    def client_at_small(self):
        """The browser of who has the same role at the small centre."""
        return CLIENTS[self.role, False]

    @property
    def may_be_no_page(self):
        """Whether it need not be a page to read."""
        return self.name in NO_PAGE or self.role == Role.PROCESSOR


def of_centres(largest, smaller):
    """Every page of the URL configuration, asked by every role that may open it."""
    seen = set()
    for role in (*CENTRE_ROLES, Role.MODERATOR):
        for place in (largest, smaller):
            CLIENTS[role, place is largest] = signed_in(_person(role, place))
        for route in routes():
            may = {PUBLIC, SIGNED_IN, *PERMISSIONS[role]}
            if route.permission not in may or not route.name:
                continue
            pages = zip(_pages(route, largest), _pages(route, smaller), strict=True)
            for (name, address), (_, other) in pages:
                is_first = name not in seen
                yield Asked(name, role, address, other if is_first else "", is_first)
                seen.add(name)


def _pages(route, place):
    return list(addresses_of(route, place.centre, place.found))


def _person(role, place):
    """Somebody with the role at the centre; the moderator is the one with most allocations."""
    if role != Role.MODERATOR:
        return somebody(role, place.centre)
    person = place.people[1]
    for subject in Subject.objects.all():
        Membership.objects.get_or_create(
            user=person, role=role, centre=place.centre, subject=subject
        )
    return person


def somebody(role, centre):
    """Somebody with the role, the same as in an earlier run on the same database."""
    email = f"{role}@{centre.number if centre else 'board'}.example"
    return User.objects.filter(email=email).first() or accounts.with_role(role, centre, email=email)


def of_board(largest):
    """Every list and record of the board, by each of its roles."""
    for role in OF_BOARD:
        CLIENTS[role, True] = signed_in(somebody(role, None))
        is_first = role == OF_BOARD[0]
        yield Asked("admin:index", role, reverse("admin:index"), "", is_first)
        for model, page in admin.site._registry.items():
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            yield Asked(name, role, reverse(f"{name}_changelist"), "", is_first)
            for more in page.pages:
                to = reverse(f"{name}_{more.__name__}")
                yield Asked(f"{name}_{more.__name__}", role, to, "", is_first)
            for pk in _records(model, largest):
                to = reverse(f"{name}_change", args=[pk])
                yield Asked(f"{name}_change", role, to, "", is_first)


def _records(model, largest):
    """Some records: the last one, the last of the largest centre, and the greatest known."""
    every = model._default_manager.order_by("pk")
    known = {every.values_list("pk", flat=True).last()}
    if any(one.name == "centre" and one.remote_field for one in model._meta.concrete_fields):
        known.add(every.filter(centre=largest.centre).values_list("pk", flat=True).last())
    if model is Centre:
        known.add(largest.centre.pk)
    if model is User:
        known |= {one.pk for one in largest.people}
    return sorted(known - {None})


class _Reader(HTMLParser):
    """Notes where the links of a page lead, and what its forms can ask."""

    def __init__(self):
        """Begin with nothing."""
        super().__init__()
        self.links, self.forms, self.select = [], [], None

    def handle_starttag(self, tag, attributes):
        """Note a link, or a field of a form that asks."""
        given = {name: value or "" for name, value in attributes}
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "form":
            asks = given.get("method", "get").lower() == "get"
            self.forms.append(defaultdict(list) if asks else None)
        if self.forms and self.forms[-1] is not None:
            self._field(tag, given)

    def _field(self, tag, given):
        form = self.forms[-1]
        if tag == "select":
            self.select = given.get("name")
        if tag == "option" and self.select and given.get("value"):
            form[self.select].append(given["value"])
        if tag == "input" and given.get("name") and given.get("type", "") in TYPED:
            form[given["name"]].append(None)
        if tag == "input" and given.get("type") in ("checkbox", "radio") and given.get("name"):
            form[given["name"]].append(given.get("value") or "on")


def words(centre):
    """What is searched for: a name, a number, the centre, and somebody who is not there."""
    registered = centre.entries.filter(status="registered").order_by("pk")
    one = registered.select_related("candidate").last().candidate
    return [one.surname, one.ocr_number, centre.number, "Nobody Atall"]


def questions_of(asked, words, at_small):
    """What the page's links and forms can ask of it, a few of each kind: [Asked].

    `words` are typed at the largest centre, `at_small` at the other instead.
    """
    answer = asked.client.get(asked.address)
    if answer.streaming or not answer.headers["Content-Type"].startswith("text/html"):
        return
    text = answer.content.decode()
    others = {
        quote_plus(one): quote_plus(other) for one, other in zip(words, at_small, strict=True)
    }
    here = urlsplit(asked.address).path
    other = urlsplit(asked.at_small).path
    for address in dict.fromkeys(_questions(asked.address, text, words)):
        path, _, query = address.partition("?")
        before, is_given, typed = query.rpartition("=")
        query = f"{before}{is_given}{others.get(typed, typed)}"
        there = f"{path.replace(here, other, 1)}?{query}" if other else ""
        yield replace(asked, address=address, at_small=there, is_first=False)


def _questions(address, text, words):
    reader = _Reader()
    reader.feed(text)
    here = urlsplit(address)
    yield from _of_links(here, [urljoin(address, one) for one in reader.links])
    kept = dict(parse_qsl(here.query))
    for form in filter(None, reader.forms):
        for name, values in form.items():
            chosen = words if None in values else {values[0], values[-1]} - {kept.get(name)}
            for one in chosen:
                yield f"{here.path}?{urlencode({**kept, name: one})}"


def _of_links(here, links):
    kinds = defaultdict(list)
    now = dict(parse_qsl(here.query))
    for link in dict.fromkeys(links):
        parts = urlsplit(link)
        asked = dict(parse_qsl(parts.query))
        if parts.path == here.path and asked and asked != now:
            changed = {name for name in {*asked, *now} if asked.get(name) != now.get(name)}
            kinds["+".join(sorted(changed))].append(f"{parts.path}?{parts.query}")
    for kind, found in kinds.items():
        most = OF_A_KIND.get(kind, USUAL)
        if kind in ("page", "p"):
            found = [max(found, key=lambda one: int(dict(parse_qsl(urlsplit(one).query))[kind]))]
        yield from found[: 1 if small() else most]
