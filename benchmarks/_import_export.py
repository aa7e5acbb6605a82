"""The lines of a file taken by django-import-export: candidates first, then registrations."""

import tablib
from import_export import fields, resources, widgets

from entries.models import Candidate, QualificationEntry
from interchange.accounts.models import Centre, User
from interchange.catalogue.models import Qualification

PERSON = ("ocr_number", "surname", "forenames", "born_on", "sex", "uci", "uln", "created_at")
ENTRY = ("candidate", "centre", "qualification", "candidate_number", "pathway")
ENTRY += ("completes_in", "made_at", "made_by")


class Candidates(resources.ModelResource):
    """Candidates, known by UCI."""

    class Meta:
        model = Candidate
        fields = PERSON
        import_id_fields = ("uci",)
        use_transactions = True


class Entries(resources.ModelResource):
    """Registrations, known by candidate, centre and entry code."""

    candidate = fields.Field("candidate", "candidate", widgets.ForeignKeyWidget(Candidate, "uci"))
    centre = fields.Field("centre", "centre", widgets.ForeignKeyWidget(Centre, "number"))
    qualification = fields.Field(
        "qualification", "qualification", widgets.ForeignKeyWidget(Qualification, "code")
    )
    made_by = fields.Field("made_by", "made_by", widgets.ForeignKeyWidget(User))

    class Meta:
        model = QualificationEntry
        fields = ENTRY
        import_id_fields = ("candidate", "centre", "qualification")
        use_transactions = True


def in_bulk(resource):
    """The resource in the package's bulk mode."""

    class Meta(resource.Meta):
        use_bulk = True
        batch_size = 5000
        skip_diff = True

    return type(resource.__name__, (resource,), {"Meta": Meta})


def take(rows, *, person, entry, bulk):
    """Import the rows; `person` and `entry` give what a row says of each. Gives how many."""
    people = {one["uci"]: one for one, _ in rows}
    sheets = (
        (Candidates, PERSON, [person(at, one) for at, one in enumerate(people.values())]),
        (Entries, ENTRY, [entry(one, code) for one, code in rows]),
    )
    for resource, headers, values in sheets:
        sheet = tablib.Dataset(*([row[name] for name in headers] for row in values))
        sheet.headers = list(headers)
        made = in_bulk(resource) if bulk else resource
        made().import_data(sheet, raise_errors=True)
    return len(rows)
