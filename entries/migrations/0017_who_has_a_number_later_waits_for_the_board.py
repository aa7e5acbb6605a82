from django.db import migrations
from django.db.models import Count, Min
from django.db.models.functions import Now


def note_what_stands_in_the_way(apps, schema_editor):
    """Of two records with one number the later one's is taken off, and kept for the board.

    The earlier record is that with the lower OCR candidate number, as in a merge. Merged records
    keep what they have: they count for the record they were merged into.
    """
    records = apps.get_model("entries", "Candidate").objects.filter(merged_into=None)
    noted = apps.get_model("entries", "NumberTwice").objects
    for kind in ("uci", "uln"):
        having = records.exclude(**{kind: ""}).order_by()
        firsts = having.values(kind).annotate(first=Min("ocr_number"), times=Count("pk"))
        firsts = firsts.filter(times__gt=1)
        numbers = dict(firsts.values_list(kind, "first"))
        ids = dict(having.filter(ocr_number__in=numbers.values()).values_list("ocr_number", "pk"))
        twice = having.filter(**{f"{kind}__in": numbers}).order_by("pk")
        later = [
            (pk, number)
            for pk, number, ocr in twice.values_list("pk", kind, "ocr_number")
            if ocr != numbers[number]
        ]
        noted.bulk_create(
            noted.model(
                candidate_id=pk,
                kind=kind,
                number=number,
                holder_id=ids[numbers[number]],
                noted_at=Now(),
            )
            for pk, number in later
        )
        records.filter(pk__in=[pk for pk, _ in later]).update(**{kind: ""})


class Migration(migrations.Migration):
    """Nothing is lost: the board reads under “Numbers held twice” what was taken off, and of whom."""

    dependencies = [("entries", "0016_numbers_that_two_records_had")]

    operations = [migrations.RunPython(note_what_stands_in_the_way, migrations.RunPython.noop)]
