"""What may a list of the board be asked? What it declares, and nothing else.

Django's own list takes nearly every field as a filter of the address. By asking again and again
whether a text begins with this or that, staff could read what no page shows them.
"""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, IGNORED_PARAMS, PAGE_VAR, ChangeList
from django.utils.text import get_text_list

OF_THE_LIST_ITSELF = {*IGNORED_PARAMS, PAGE_VAR, ERROR_FLAG}  # sorting, search, pages
OF_A_FILTER = ("", "__exact", "__id__exact", "__isnull", "__isempty", "__gte", "__lt")
OF_A_HIERARCHY = ("__year", "__month", "__day", "__gte", "__lt")


class ByPages(ChangeList):
    """A list that is read page by page by its keys, also where it has one page alone.

    Rows that are sorted by a heading and say the same there stand as the list usually does.
    """

    def get_filters(self, request):
        """Read what the list is narrowed to; days beyond all calendars are asked for in error."""
        try:
            return super().get_filters(request)
        except (OverflowError, ValueError) as problem:
            raise IncorrectLookupParameters from problem

    def get_ordering(self, request, queryset):
        """What the list is sorted by: what was chosen, then its own order."""
        found = super().get_ordering(request, queryset)
        if found[-1:] == ["-pk"]:
            usual = self.model_admin.get_ordering(request)
            found[-1:-1] = [one for one in usual if one not in found]
        return found

    def get_ordering_field(self, field_name):
        """What a heading sorts by; None where the list is not sorted by it, whatever is asked."""
        return super().get_ordering_field(field_name) if field_name in self.sortable_by else None

    def get_results(self, request):
        """Find the rows; Django's own list reads a single page past the pages."""
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.paginator.page(1).object_list


def declared(page, lookup, value, request):
    """Whether the list of the admin `page` may be filtered by the look-up with that value.

    It may by its filters, its date hierarchy, what `page.admits` names, and by what finds the
    records that wait (`page.waiting`), with exactly that value.
    """
    return (
        lookup in page.admits
        or lookup in _of_filters(page.get_list_filter(request))
        or (bool(page.date_hierarchy) and lookup in _named(page.date_hierarchy, OF_A_HIERARCHY))
        or any(one.finds(lookup, value) for one in page.waiting)
    )


def undeclared(page, request):
    """The names of what the request's address asks of the list without its being declared."""
    return [
        name
        for name, values in request.GET.lists()
        if name not in OF_THE_LIST_ITSELF
        and not all(declared(page, name, value, request) for value in values)
    ]


def without(request, names):
    """The address of the request without those names in its query."""
    query = request.GET.copy()
    for name in (*names, ERROR_FLAG):
        query.pop(name, None)
    return f"{request.path}?{query.urlencode()}".removesuffix("?")


def sentence(names):
    """What to say to whoever asked by those names."""
    said = get_text_list([f"“{name[:60]}”" for name in names[:3]], "and")
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"This list cannot be filtered by {said}{more}. It is shown without; use its filters."


def _of_filters(filters):
    return {lookup for one in filters for lookup in _of_filter(one)}


def _of_filter(one):
    if isinstance(one, type) and issubclass(one, admin.SimpleListFilter):
        return [one.parameter_name]
    return _named(one[0] if isinstance(one, tuple | list) else one, OF_A_FILTER)


def _named(path, endings):
    return [f"{path}{ending}" for ending in endings]
