"""What do the rows of a record's page say where two of them are the same?"""

from django.forms.models import BaseInlineFormSet

SAME = "Another row says the same. Change or delete one of the two."
TOO_MANY = "These are more rows than one page takes. Save some of them first."


class Rows(BaseInlineFormSet):
    """Rows of another record, whose refusals are sentences."""

    default_error_messages = {
        "missing_management_form": "Part of the page was not sent. Open it anew, and type again.",
        "too_many_forms": TOO_MANY,
        "too_few_forms": "Some rows were not sent. Open the page anew, and type again.",
    }

    def get_unique_error_message(self, unique_check):
        """Give the sentence for rows that are the same."""
        fields = self.form.base_fields
        named = [str(fields[one].label or one) for one in unique_check if one in fields]
        return f"Two rows have the same {', '.join(named).lower()}: change or delete one of them."

    def get_form_error(self):
        """Give the sentence that stands at the second of two rows that are the same."""
        return SAME
