"""Which pages take something that is sent to them? Read from the source of their views."""

import ast
import inspect
import sys
from functools import cache

from django.urls import URLPattern, get_resolver

from tests.house import PACKAGES

SENT = {"POST", "FILES", "method", "data", "body"}  # of a request: what takes looks at one of these


def pages_sent_to():
    """The names of the pages whose views look at what is sent, those of Django's admin left out."""
    return sorted(name for name, view in _views(get_resolver().url_patterns) if takes(view))


def takes(view):
    """Whether the view, or what it calls among the views, looks at what is sent."""
    inner = inspect.unwrap(view)
    if not inspect.isfunction(inner):
        return False
    waiting, met = [(inner.__module__, inner.__name__)], set()
    while waiting:
        place = waiting.pop()
        if place not in met:
            met.add(place)
            looked_at, called = _parts(*place)
            if looked_at & SENT or _only_sent_to(*place):
                return True
            waiting += called
    return False


def _views(patterns, spaces=()):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or ""]), pattern.callback
        elif pattern.namespace != "admin":
            more = (pattern.namespace,) if pattern.namespace else ()
            yield from _views(pattern.url_patterns, (*spaces, *more))


@cache
def _parts(module, function):
    """What a function looks at in its request, and which functions of the views it names."""
    node, names = _functions(module).get(function), vars(sys.modules[module])
    walked = list(ast.walk(node)) if node else []
    looked_at = {
        one.attr
        for one in walked
        if isinstance(one, ast.Attribute) and ast.unparse(one.value).endswith("request")
    }
    named = [names.get(one.id) for one in walked if isinstance(one, ast.Name)]
    called = [inspect.unwrap(one) for one in named if inspect.isfunction(one)]
    return looked_at, [(one.__module__, one.__name__) for one in called if _is_view(one)]


def _only_sent_to(module, function):
    """Whether a decorator says that the page is never read."""
    node = _functions(module).get(function)
    return bool(node) and "require_POST" in map(ast.unparse, node.decorator_list)


def _is_view(function):
    return function.__module__.startswith(PACKAGES) and ".views" in function.__module__


@cache
def _functions(module):
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
