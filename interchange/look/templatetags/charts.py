"""Which small pictures of numbers can a template draw? `{% load charts %}`."""

from django import template
from django.template.loader import render_to_string

from interchange.look.bars import HIGH, WIDE, bars, width

register = template.Library()


@register.simple_tag
def weekly_bars(numbers, most):
    """A small picture of the numbers, a bar each and as high as `most` at most; not read out."""
    drawn = {"bars": bars(numbers, most), "bar": WIDE, "high": HIGH, "wide": width(numbers)}
    return render_to_string("_components/bars.html", drawn)
