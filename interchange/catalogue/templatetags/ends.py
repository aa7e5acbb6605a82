"""Says on a page from when until when a qualification is taken."""

from django import template
from django.template.loader import render_to_string
from django.utils.timezone import localdate

register = template.Library()


@register.simple_tag
def dates_of(qualification):
    """Say what has ended of the qualification and what will end, with its dates; else nothing."""
    notices = qualification.life.notices(localdate())
    told = {"qualification": qualification, "notices": notices}
    return render_to_string("catalogue/_ends.html", told) if notices else ""
