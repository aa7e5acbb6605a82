"""Every form says whose it is, beside the token that says that it is ours."""

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from interchange.interrupted.middleware import is_known
from interchange.interrupted.tokens import TYPED_BY, mark

register = template.Library()


class SignedForm(CsrfTokenNode):
    """Django's token, and who the form was drawn for."""

    def render(self, context):
        """Draw both as hidden fields; for whoever is not past the second factor only Django's."""
        drawn = super().render(context)
        person = getattr(context.get("request"), "user", None)
        if not drawn or person is None or not is_known(person):
            return drawn
        whose = format_html('<input type="hidden" name="{}" value="{}">', TYPED_BY, mark(person.pk))
        return drawn + whose


@register.tag
def csrf_token(parser, token):
    """Take the place of Django's tag of that name."""
    return SignedForm()
