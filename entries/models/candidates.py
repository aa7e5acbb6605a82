"""Who takes qualifications?"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Coalesce, Upper

from entries.models.likeness_keys import LikenessKeys
from entries.rules.people import surname_first
from interchange.clashes import Once
from interchange.database.sorting import SortsAs

HELD = (
    "Another candidate's record has this {} by now. Compare it with the candidate's papers: if it"
    " is right, ask us whose record it is; if not, correct it or leave it out."
)


class Candidate(models.Model):
    """A record of a person who takes qualifications; is seen through what names it.

    A record that was found to be another one's stays where it was recorded and is `merged_into` the
    other. `person` is whose record it is: the record itself, or the one it was merged into. The
    database works that out, so that every question about a person is one condition
    (docs/adr/0041). A person's records are its `records`. What a list goes by that is sorted by
    names is `sorts_as` (docs/adr/0091).
    """

    class Sex(models.TextChoices):
        FEMALE = "F", "Female"
        MALE = "M", "Male"
        NOT_SPECIFIED = "X", "Not specified"

    ocr_number = models.CharField("OCR candidate number", max_length=8, unique=True)
    surname = models.CharField(max_length=40)
    forenames = models.CharField(max_length=40, blank=True)
    born_on = models.DateField("date of birth")
    sex = models.CharField(max_length=1, choices=Sex)
    uci = models.CharField("UCI", max_length=13, blank=True, db_index=True)
    uln = models.CharField("ULN", max_length=10, blank=True, db_index=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    person_id = models.GeneratedField(
        expression=Coalesce("merged_into", "id"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    person = models.ForeignObject(
        "self",
        on_delete=models.DO_NOTHING,
        from_fields=["person_id"],
        to_fields=["id"],
        related_name="records",
        editable=False,
    )
    sorts_as = models.GeneratedField(
        expression=SortsAs("surname", "forenames"),
        output_field=models.CharField(db_collation="C"),
        db_persist=True,
    )
    created_at = models.DateTimeField()
    likeness_keys = LikenessKeys()

    class Meta:
        ordering = ["sorts_as", "ocr_number"]
        constraints = [
            Once(
                fields=["uci"],
                condition=models.Q(merged_into=None) & ~models.Q(uci=""),
                name="one_uci_a_person",
                says=HELD.format("UCI"),
            ),
            Once(
                fields=["uln"],
                condition=models.Q(merged_into=None) & ~models.Q(uln=""),
                name="one_uln_a_person",
                says=HELD.format("ULN"),
            ),
        ]
        indexes = [
            models.Index(fields=["born_on"]),
            models.Index(fields=["person_id"]),
            models.Index(fields=["sorts_as", "ocr_number"], name="sorted_by_name"),
            GinIndex(
                OpClass(Upper("surname"), name="gin_trgm_ops"),
                OpClass(Upper("forenames"), name="gin_trgm_ops"),
                name="found_by_name",
            ),
            GinIndex(fields=["likeness_keys"], name="found_by_likeness", fastupdate=False),
            models.Index(
                fields=["born_on"],
                condition=models.Q(likeness_keys=None),
                name="found_by_birth_only",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.ocr_number})"

    @property
    def name(self):
        """Surname first, as results list it."""
        return surname_first(self.surname, self.forenames)

    @property
    def former_names(self):
        """The names it was found under and no longer has, where a search has fetched `renamed`."""
        names = [one.before.name for one in getattr(self, "renamed", ())]
        for merges in ("absorbed", "joined"):
            names += [one.own_name for one in getattr(self, merges, ())]
        return [name for name in dict.fromkeys(names) if name != self.name]
