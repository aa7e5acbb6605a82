"""`{% url %}`, of pages that a list links once a row; every template has it."""

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as of_django
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from interchange.look.addresses import address

register = template.Library()


@register.tag
def url(parser, token):
    """The address of a page, written as for Django's own `{% url %}`."""
    found = of_django(parser, token)
    if found.kwargs:
        return found
    return Address(found.view_name, found.args, found.kwargs, found.asvar)


class Address(URLNode):
    """An address whose page is named, and what it is about in the order of the address."""

    def render(self, context):
        """Draw it, or note it under a name; there it is empty where there is no such page."""
        args = [one.resolve(context) for one in self.args]
        try:
            found = address(self.view_name.resolve(context), *args)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is not None:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found
