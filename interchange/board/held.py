"""Records that commands change, too: held while somebody changes them on their page."""

from django.db import connection


class HeldWhileChanged:
    """A page on which whoever comes second changes what stands there by then."""

    def get_object(self, request, object_id, from_field=None):
        """Hold the record while it is changed."""
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST" and connection.in_atomic_block:
            return self.model.objects.select_for_update(no_key=True).get(pk=found.pk)
        return found
