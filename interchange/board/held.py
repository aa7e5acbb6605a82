"""Records that two change or delete at once: whoever comes second meets what is there then."""

from django.contrib import admin, messages
from django.contrib.admin import actions
from django.db import connection, transaction

from interchange.board.actions import GONE


class HeldWhileChanged:
    """A page on which whoever comes second changes what stands there by then."""

    def get_object(self, request, object_id, from_field=None):
        """Hold the record while it is changed or deleted; None where it is gone by then."""
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST" and connection.in_atomic_block:
            return _held(self.model).filter(pk=found.pk).first()
        return found


@admin.action(permissions=["delete"], description=actions.delete_selected.short_description)
@transaction.atomic
def delete_selected(modeladmin, request, queryset):
    """Ask, then delete what was chosen in a list, held: what somebody else deleted is not told."""
    chosen = [one.pk for one in queryset]
    there = [one.pk for one in _held(modeladmin.model).filter(pk__in=chosen).order_by("pk")]
    if not there:
        messages.warning(request, GONE)
        return None
    return actions.delete_selected(modeladmin, request, queryset.filter(pk__in=there))


def _held(model):
    return model.objects.select_for_update(no_key=True, of=("self",))
