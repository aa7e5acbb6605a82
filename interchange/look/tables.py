"""How is a long list shown? Sorted by its headings and cut into pages, on the server, by links."""

from dataclasses import dataclass, field
from operator import attrgetter

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from interchange.look.choices import USUAL, Choice, choice_of
from interchange.look.mixed import ByKinds, Mixed
from interchange.look.paging import ByKeys

PER_PAGE = USUAL


@dataclass(frozen=True)
class Heading:
    """What a heading that sorts needs: where its link leads and how the table stands now."""

    href: str
    direction: str  # for aria-sort: "ascending", "descending" or "none"


@dataclass(frozen=True)
class PageLink:
    """One link below a table; without a number it is a gap."""

    number: int | None = None
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Listing:
    """One page of a list: `rows` for the table's body, the rest for our components.

    `total` counts all rows that have a page, and `is_more` says whether there are others; `first`
    and `last` number the rows shown; `sort` is what the address asks for, as `name` or `-name`.
    Where it `saves`, what would be links are buttons of the form around the table, which sends the
    address as `go`: so that nothing typed there is lost. `choice` is which columns and how many
    rows are wanted, where that can be chosen.
    """

    rows: list
    total: int
    first: int
    last: int
    sort: str
    headings: dict[str, Heading]
    pages: list[PageLink] = field(default_factory=list)
    previous: str = ""
    following: str = ""
    saves: bool = False
    is_more: bool = False
    choice: Choice | None = None

    def __iter__(self):
        """Go through the rows of this page."""
        return iter(self.rows)

    def __len__(self):
        """Count the rows of this page."""
        return len(self.rows)


def listing(request, items, *, sorts, default, per_page=PER_PAGE, saves=False):
    """Sort and page `items`, a QuerySet, a list or what is Mixed, by what the address asks for.

        claims = tables.listing(
            request,
            queries.history(centre),
            sorts={"no": "number", "submitted": "submitted_at", "who": ("surname", "forenames")},
            default="-submitted",
        )

    `sorts` maps a word of the address to what it sorts by: for a QuerySet a field, a tuple of
    fields or expressions; for a list an attribute or a tuple of attributes. A word that is not
    among them is not obeyed: `default` is used. Other parameters, such as filters, stay in every
    link. Costs two queries but for a list: one counts, one reads the page. The rows of what is
    Mixed are keys, (kind, id), of which the view reads the records.
    """
    asked = request.GET.get("sort", "")
    sort = asked if asked.removeprefix("-") in sorts else default
    choice = None if saves or per_page != PER_PAGE else choice_of(request)
    per_page = choice.rows if choice else per_page
    paginator = _paginator(items, sorts, sort, per_page)
    page = paginator.get_page(request.GET.get("page"))
    return Listing(
        rows=list(page.object_list),
        total=paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        sort=sort,
        headings={word: _heading(request, word, sort) for word in sorts},
        pages=_page_links(request, paginator, page.number),
        previous=_href(request, page=page.previous_page_number()) if page.has_previous() else "",
        following=_href(request, page=page.next_page_number()) if page.has_next() else "",
        saves=saves,
        is_more=getattr(paginator, "is_more", False),
        choice=choice,
    )


def _paginator(items, sorts, sort, per_page):
    if isinstance(items, Mixed):
        return ByKinds(items, per_page, order=order_of(sorts, sort))
    rows = ordered(items, sorts, sort)
    if isinstance(items, QuerySet):
        return ByKeys(rows, per_page, rows=items)
    return Paginator(rows, per_page)


def ordered(items, sorts, sort):
    """Sort `items` by the word `sort`, backwards where it begins with a hyphen."""
    if isinstance(items, QuerySet):
        return items.order_by(*order_of(sorts, sort), "pk")
    keys, backwards = _keys(sorts, sort), sort.startswith("-")
    return sorted(items, key=lambda row: [_comparable(row, key) for key in keys], reverse=backwards)


def order_of(sorts, sort):
    """The ordering of a query by the word `sort`, turned round where it begins with a hyphen."""
    return [_order(key, sort.startswith("-")) for key in _keys(sorts, sort)]


def _keys(sorts, sort):
    keys = sorts[sort.removeprefix("-")]
    return keys if isinstance(keys, tuple) else (keys,)


def _order(key, backwards):
    """Give one field or expression as an ordering, turned round where `backwards`."""
    if isinstance(key, str):
        key = F(key.lstrip("-")).desc() if key.startswith("-") else F(key).asc()
    turned = key.copy() if isinstance(key, OrderBy) else key.asc()
    if backwards:
        turned.reverse_ordering()
    return turned


def _comparable(row, key):
    """Give a value of `row` to sort by, nothing after something."""
    value = attrgetter(key)(row)
    return (value is None, "" if value is None else value)


def _heading(request, word, sort):
    """Give the heading of one word: its link turns the order round if the table has it already."""
    if sort == word:
        return Heading(_href(request, sort=f"-{word}", page=None), "ascending")
    if sort == f"-{word}":
        return Heading(_href(request, sort=word, page=None), "descending")
    return Heading(_href(request, sort=word, page=None), "none")


def _page_links(request, paginator, number):
    """Give the links to the pages near `number` and to the first and last; none for one page."""
    if paginator.num_pages < 2:
        return []
    return [
        PageLink(one, _href(request, page=one), one == number)
        if isinstance(one, int)
        else PageLink()
        for one in paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    ]


def _href(request, **changes):
    """Give the query string of the address with some parameters changed, or dropped for None."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"
