"""Somebody rings: whom or what do they mean? One search over the lists that are asked for most."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import get_text_list

MOST = 8  # of a list; all of them stand in the list


@dataclass(frozen=True)
class Found:
    """What a list has for the words: its name, its first records with their pages, and the rest."""

    title: str
    records: list
    is_more: bool
    list_address: str


def groups(site, request, text):
    """What each list that can be asked by telephone has for the words, as Found; at most MOST each.

    A list is asked by its own search, as its page is, and only by who may see it; alone where the
    words begin with what stands in it, such as “claim 100005”.
    """
    pages = _asked(site, request)
    kind, _, words = text.partition(" ")
    named = [page for page in pages if page.opts.verbose_name == kind.lower()]
    return words and _in(named, request, words) or _in(pages, request, text)


def findable(site, request):
    """What the reader can find, in words: a candidate, a claim or whatever else they may see."""
    return get_text_list([str(page.opts.verbose_name) for page in _asked(site, request)], "or")


def _asked(site, request):
    return [
        page for page in site.in_order() if page.by_telephone and page.has_view_permission(request)
    ]


def _in(pages, request, text):
    return [one for page in pages if (one := _of(page, request, text)).records]


def _of(page, request, text):
    every = page.get_queryset(request)
    rows, _ = page.get_search_results(request, every.order_by("-pk"), text)
    named = page.list_select_related
    keys = list(rows.values_list("pk", flat=True)[: MOST + 1])
    records = every.select_related(*named) if named else every
    by_key = records.in_bulk(keys[:MOST])
    address = f"admin:{page.opts.app_label}_{page.opts.model_name}"
    return Found(
        title=str(page.opts.verbose_name_plural),
        records=[(by_key[one], reverse(f"{address}_change", args=[one])) for one in keys[:MOST]],
        is_more=len(keys) > MOST,
        list_address=f"{reverse(f'{address}_changelist')}?{urlencode({'q': text})}",
    )
