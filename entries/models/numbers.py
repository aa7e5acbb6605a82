"""Whose is a candidate number at a centre? One person's at a time, and the database looks."""

import pgtrigger
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q

from entries.models.candidates import Candidate
from interchange.accounts.models import Centre
from interchange.clashes import OneAtATime

FOUR_DIGITS = RegexValidator(r"^\d{4}$", "A candidate number is four digits, such as 0042.")

HOLD = """
    INSERT INTO entries_numberholding
        (centre_id, number, candidate_id, person_id, from_on, disputed)
    SELECT entry.centre_id, entry.candidate_number, min(entry.candidate_id), whose.person_id,
           min((entry.made_at AT TIME ZONE 'Europe/London')::date), false
    FROM {entries} JOIN entries_candidate whose ON whose.id = entry.candidate_id
    WHERE NOT EXISTS (
        SELECT FROM entries_numberholding held
        WHERE held.centre_id = entry.centre_id AND held.number = entry.candidate_number
              AND held.person_id = whose.person_id AND held.until_on IS NULL
    )
    GROUP BY entry.centre_id, entry.candidate_number, whose.person_id;
    RETURN NULL;
"""
WHOSE_IT_IS = pgtrigger.Trigger(
    name="whose_it_is",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__person__isnull=True),
    func="""
        SELECT person_id INTO NEW.person_id FROM entries_candidate WHERE id = NEW.candidate_id;
        RETURN NEW;
    """,
)
NUMBERS_ARE_HELD = (  # so that no entry has a number that its person does not hold at its centre
    pgtrigger.Trigger(
        name="number_is_held",
        operation=pgtrigger.Insert,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(new="added"),
        func=HOLD.format(entries="added AS entry"),
    ),
    pgtrigger.Trigger(
        name="new_number_is_held",
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(old="before", new="changed"),
        func=HOLD.format(
            entries="""changed AS entry JOIN before ON before.id = entry.id AND
                (before.centre_id, before.candidate_number)
                IS DISTINCT FROM (entry.centre_id, entry.candidate_number)"""
        ),
    ),
)


class NumberHolding(models.Model):
    """A person's candidate number at a centre, from a day on and until another.

    It lasts as long as anything of the person's at the centre is open or to be sat, and ends when
    the number is passed on to somebody else after that (entries.rules.numbers). `disputed` are
    those of before numbers were held that two people had at a time: the board gives another.
    `person` is whose the record `candidate` is: the database keeps the two together.
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField("candidate number", max_length=4, validators=[FOUR_DIGITS])
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Candidate,
        on_delete=models.PROTECT,
        related_name="held_numbers",
        db_constraint=False,
        editable=False,
    )
    from_on = models.DateField("from")
    until_on = models.DateField("until", null=True, blank=True)
    disputed = models.BooleanField("two people have it", default=False)

    class Meta:
        ordering = ["centre", "number", "from_on"]
        triggers = [WHOSE_IT_IS]
        indexes = [models.Index(fields=["centre", "number"])]
        constraints = [
            OneAtATime(
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("number", RangeOperators.EQUAL),
                    ("person", RangeOperators.NOT_EQUAL),
                    (
                        Func(
                            F("from_on"),
                            F("until_on"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(disputed=False),
                name="one_holder_of_a_number",
                says="The candidate number is another candidate's at this centre. Choose another.",
            )
        ]

    def __str__(self):
        return f"{self.number} at centre {self.centre.number}"

    @property
    def is_open(self):
        """Whether the person still has the number."""
        return self.until_on is None
