"""Follows links: from Home to every page that somebody can reach without typing an address."""

import time
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from tests.factories import sessions

OUTSIDE = ("/static/", "/log-out/")  # files and the way out
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Page:
    """A page that was opened: what it says of itself, and where it leads."""

    address: str
    name: str
    status: int
    title: str = ""
    headings: int = 0
    links: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    is_html: bool = True

    @property
    def path(self):
        """Its address without what is asked of it."""
        return urlsplit(self.address).path

    def leads_nowhere(self):
        """The links to places on the page that are not on the page."""
        here = [urldefrag(link) for link in self.links if link.startswith("#")]
        return [f"#{part}" for _, part in here if part not in self.ids]


class Reader(HTMLParser):
    """Reads a page's title, its headings, where it leads and what can be pointed at."""

    def __init__(self, page):
        """Note what is read on `page`."""
        super().__init__()
        self.page = page
        self.inside = []

    def handle_starttag(self, tag, attributes):
        """Note where the tag leads."""
        given = dict(attributes)
        self.page.ids.add(given.get("id"))
        self.page.headings += tag == "h1"
        if tag == "a" and given.get("href"):
            self.page.links.append(given["href"])
        if tag == "form":
            self.page.forms.append(given.get("action") or self.page.address)
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        """Leave the tag."""
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, text):
        """Note the title; drawings have titles of their own."""
        if self.inside[-1:] == ["title"] and "svg" not in self.inside:
            self.page.title += text


def signed_in(person):
    """A client signed in as the person, past the second factor."""
    client = Client(raise_request_exception=False)
    return sessions.begin(client, person, confirmed_at=time.time())  # past giving it again, too


def opened(client, address):
    """The page at the address, after following where it leads on."""
    response = client.get(address, follow=True)
    if response.redirect_chain:
        address = urljoin(address, response.redirect_chain[-1][0])
    name = resolve(urlsplit(address).path).view_name if response.status_code == 200 else ""
    page = Page(address, name, response.status_code)
    page.is_html = response.headers.get("Content-Type", "").startswith("text/html")
    if page.is_html and "attachment" not in response.headers.get("Content-Disposition", ""):
        Reader(page).feed(response.content.decode())
    response.close()
    return page


def crawl(client, *, start="/", most=2, asked=True):
    """Every page that links lead to from `start`, each kind of page at most so many times.

    A page of which something is asked (sorted, filtered, the next of a table) is a kind of its own;
    without `asked` those are left out.
    """
    waiting, met, kinds = deque([start]), {start}, Counter()
    while waiting:
        page = opened(client, waiting.popleft())
        yield page
        for link in page.links:
            address = urldefrag(urljoin(page.address, link)).url
            if address in met or not is_ours(address) or ("?" in address and not asked):
                continue
            met.add(address)
            kind = kind_of(address)
            kinds[kind] += 1
            if kinds[kind] <= most:
                waiting.append(address)


def is_ours(address):
    """Whether the address is a page of the portal."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and not address.startswith(OUTSIDE)


def kind_of(address):
    """What kind of page the address names; an address that is none of ours is its own kind."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return address
    return name, bool(parts.query)
