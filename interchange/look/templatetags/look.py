"""Which components can a template use? `{% load look %}`; see templates/_components/README.md.

A tag here only hands its parameters to the template of the same name in templates/_components.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from interchange.look import forms
from interchange.look.cards import drawn
from interchange.look.meanings import meaning

register = template.Library()


def _component(name, /, **parameters):
    """Draw templates/_components/<name>.html."""
    return render_to_string(f"_components/{name}.html", parameters)


# Words


@register.simple_tag
def status(text, colour=""):
    """A status; its colour follows from the word, or is neutral, waiting, action, good or bad."""
    return _status(text, colour)


@lru_cache(maxsize=1000, typed=True)  # what is safe already is not the same as what is not
def _status(text, colour):
    return format_html(
        '<strong class="status status--{}">{}</strong>', colour or meaning(text), text
    )


@register.simple_tag
@lru_cache(maxsize=1000)
def sign(short, words, colour):
    """A few letters that stand for `words`, which are read out in their place."""
    shown = '<span class="sign sign--{}" aria-hidden="true">{}</span>'
    read_out = '<span class="govuk-visually-hidden"> {}</span>'
    return format_html(shown + read_out, colour, short, words)


@register.simple_tag
def candidate(record, href):
    """A candidate's name as the link to `href`, with the former names it was searched by."""
    found = format_html('<a class="govuk-link" href="{}">{}</a>', href, record.name)
    former = format_html_join("", "<br>formerly {}", ((one,) for one in record.former_names))
    return found + former


@register.simple_tag
def provisional(verified=False):
    """The tag of a figure that the board has not confirmed; nothing where `verified`."""
    return "" if verified else _component("provisional")


# Links and buttons


@register.simple_tag
def button(text, **parameters):
    """A button that submits its form, or with `href` a link that looks like one."""
    return _component("button", text=text, **parameters)


@register.simple_tag
def back(href, text="Back"):
    """The link back to where the person came from."""
    return _component("back", href=href, text=text)


# Tables


@register.simple_block_tag
def table(content, listing, caption, empty="", **parameters):
    """A table with its pages below; inside stand its `<thead>` and `<tbody>`."""
    stacks = parameters.pop("stacks", listing is not None and not parameters.get("keeps"))
    given = parameters | {"listing": listing, "caption": caption, "empty": empty}
    return _component("table", **given, **drawn(content, listing, stacks))


@register.simple_tag
def heading(listing, word, text, numeric=False):
    """The heading of a column that sorts by `word` of the listing's `sorts`."""
    found = listing.headings[word]
    return _component("heading", heading=found, text=text, numeric=numeric, saves=listing.saves)


# Boxes


@register.simple_block_tag
def details(content, summary, open=False):
    """Text that opens on demand."""
    return _component("details", content=content, summary=summary, open=open)


@register.simple_block_tag
def inset(content):
    """Text that stands out from the rest."""
    return _component("inset", content=content)


@register.simple_block_tag
def warning(content):
    """What goes wrong if the person does not know this."""
    return _component("warning", content=content)


@register.simple_block_tag
def empty_state(content, title, **parameters):
    """What stands where nothing is yet: why, and what to do about it."""
    return _component("empty_state", content=content, title=title, **parameters)


@register.simple_block_tag
def panel(content, title="", level=2, **parameters):
    """A white panel with an optional heading."""
    return _component("panel", content=content, title=title, level=level, **parameters)


@register.simple_block_tag
def reference(content, title="Quote this when you contact us"):
    """Lines to copy, with a button that copies them; how a template indents them does not show."""
    lines = (line.strip() for line in content.splitlines())
    told = mark_safe("\n".join(filter(None, lines)))  # noqa: S308 – rendered by the template
    return _component("reference", content=told, title=title)


@register.simple_block_tag(takes_context=True)
def confirm(context, content, question, yes, **parameters):
    """The last question before something that cannot be undone; posts to `action`."""
    token = context.get("csrf_token", "")
    return _component(
        "confirm", content=content, question=question, yes=yes, csrf_token=token, **parameters
    )


# Lists


@register.simple_block_tag
def summary_list(content, **parameters):
    """Names and values; inside stand `{% summary_row %}`."""
    return _component("summary_list", content=content, **parameters)


@register.simple_tag
def summary_row(name, value, href="", change="Change"):
    """One name with its value and perhaps a link to change it."""
    return _component("summary_row", name=name, value=value, href=href, change=change)


@register.simple_block_tag
def task_list(content):
    """What is to be done; inside stand `{% task %}`."""
    return _component("task_list", content=content)


@register.simple_tag
def task(title, state, href="", hint="", colour=""):
    """One thing to be done and how far it is."""
    return _component("task", title=title, state=state, href=href, hint=hint, colour=colour)


@register.simple_block_tag
def timeline(content):
    """What happened, newest first; inside stand `{% event %}`."""
    return _component("timeline", content=content)


@register.simple_block_tag
def event(content, title, at=None, by="", **parameters):
    """One thing that happened, when, and by whom."""
    return _component("event", content=content, title=title, at=at, by=by, **parameters)


@register.simple_block_tag
def cards(content):
    """Cards side by side; inside stand `{% card %}`."""
    return _component("cards", content=content)


@register.simple_block_tag
def card(content, title, **parameters):
    """One card: a title, perhaps a `number`, text, and perhaps an `href` of the title."""
    return _component("card", content=content, title=title, **parameters)


@register.simple_tag
def progress(done, of, label):
    """A bar: `done` of `of`, with its meaning in words."""
    return _component("progress", done=done, of=of, label=label)


# Forms


@register.simple_tag
def control(field, **attributes):
    """Only the box of a field, for a row written by hand; give it an `aria_label` of its own."""
    return forms.control(field, **attributes)


@register.simple_tag
def error_summary(form=None, errors=()):
    """All that is wrong, on top of the page: of a form, and (href, sentence) pairs beside it."""
    links = forms.error_links(form) if getattr(form, "is_bound", False) else []
    links += [one if isinstance(one, (tuple, list)) else ("", one) for one in errors or ()]
    return _component("error_summary", links=links) if links else ""


@register.filter
def kind(field):
    """The kind of control a field is."""
    return forms.kind(field)


@register.filter
def is_optional(field):
    """Whether to mark a field as optional."""
    return forms.is_optional(field)


@register.filter
def first_id(field):
    """The id of a field's first control."""
    return forms.first_id(field)


@register.filter
def draw_option(option, css_class):
    """One radio or tick box of a field, without its label."""
    option.data["attrs"]["class"] = css_class
    return option.tag()


@register.filter
def is_single(menu_heading):
    """Whether a heading of the menu is itself the page."""
    return [one.title for one in menu_heading.items] == [menu_heading.title]
