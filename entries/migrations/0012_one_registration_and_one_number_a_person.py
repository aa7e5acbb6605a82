import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

PERSONS = """
    ALTER TABLE entries_candidate ADD CONSTRAINT a_record_and_whose_it_is UNIQUE (id, person_id);
    ALTER TABLE entries_qualificationentry ADD CONSTRAINT registration_of_its_person
        FOREIGN KEY (candidate_id, person_id) REFERENCES entries_candidate (id, person_id)
        ON UPDATE CASCADE;
    ALTER TABLE entries_numberholding ADD CONSTRAINT number_of_its_person
        FOREIGN KEY (candidate_id, person_id) REFERENCES entries_candidate (id, person_id)
        ON UPDATE CASCADE;
"""
UNDONE = """
    ALTER TABLE entries_numberholding DROP CONSTRAINT number_of_its_person;
    ALTER TABLE entries_qualificationentry DROP CONSTRAINT registration_of_its_person;
    ALTER TABLE entries_candidate DROP CONSTRAINT a_record_and_whose_it_is;
"""


class Migration(migrations.Migration):
    dependencies = [("entries", "0011_who_holds_which_number")]

    operations = [
        migrations.AlterField(
            model_name="qualificationentry",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="entries.candidate",
            ),
        ),
        migrations.RunSQL(PERSONS, UNDONE),
        migrations.RemoveConstraint(
            model_name="qualificationentry",
            name="registered_once",
        ),
        migrations.AddConstraint(
            model_name="qualificationentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["registered", "withdrawn"]), ("twice", False)),
                fields=("person", "centre", "qualification"),
                name="registered_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="numberholding",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("disputed", False)),
                expressions=[
                    ("centre", "="),
                    ("number", "="),
                    ("person", "<>"),
                    (
                        models.Func(
                            models.F("from_on"),
                            models.F("until_on"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_holder_of_a_number",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="qualificationentry",
            trigger=pgtrigger.compiler.Trigger(
                name="whose_it_is",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."person_id" IS NULL)',
                    func="\n        SELECT person_id INTO NEW.person_id FROM entries_candidate WHERE id = NEW.candidate_id;\n        RETURN NEW;\n    ",
                    hash="73b21bba5846f333ea4f41773617d8215312afa7",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_whose_it_is_0cd32",
                    table="entries_qualificationentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="qualificationentry",
            trigger=pgtrigger.compiler.Trigger(
                name="number_is_held",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO entries_numberholding\n        (centre_id, number, candidate_id, person_id, from_on, disputed)\n    SELECT entry.centre_id, entry.candidate_number, min(entry.candidate_id), whose.person_id,\n           min((entry.made_at AT TIME ZONE 'Europe/London')::date), false\n    FROM added AS entry JOIN entries_candidate whose ON whose.id = entry.candidate_id\n    WHERE NOT EXISTS (\n        SELECT FROM entries_numberholding held\n        WHERE held.centre_id = entry.centre_id AND held.number = entry.candidate_number\n              AND held.person_id = whose.person_id AND held.until_on IS NULL\n    )\n    GROUP BY entry.centre_id, entry.candidate_number, whose.person_id;\n    RETURN NULL;\n",
                    hash="a32a3fdf8b83479726eb1f916558458a1a335dd1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_number_is_held_18193",
                    referencing="REFERENCING NEW TABLE AS added ",
                    table="entries_qualificationentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="qualificationentry",
            trigger=pgtrigger.compiler.Trigger(
                name="new_number_is_held",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO entries_numberholding\n        (centre_id, number, candidate_id, person_id, from_on, disputed)\n    SELECT entry.centre_id, entry.candidate_number, min(entry.candidate_id), whose.person_id,\n           min((entry.made_at AT TIME ZONE 'Europe/London')::date), false\n    FROM changed AS entry JOIN before ON before.id = entry.id AND\n                (before.centre_id, before.candidate_number)\n                IS DISTINCT FROM (entry.centre_id, entry.candidate_number) JOIN entries_candidate whose ON whose.id = entry.candidate_id\n    WHERE NOT EXISTS (\n        SELECT FROM entries_numberholding held\n        WHERE held.centre_id = entry.centre_id AND held.number = entry.candidate_number\n              AND held.person_id = whose.person_id AND held.until_on IS NULL\n    )\n    GROUP BY entry.centre_id, entry.candidate_number, whose.person_id;\n    RETURN NULL;\n",
                    hash="ed42e855b32ebac5a8dbf05fce2aa46fe10ab11a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_new_number_is_held_a4a95",
                    referencing="REFERENCING OLD TABLE AS before  NEW TABLE AS changed ",
                    table="entries_qualificationentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitentry",
            trigger=pgtrigger.compiler.Trigger(
                name="number_is_held",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO entries_numberholding\n        (centre_id, number, candidate_id, person_id, from_on, disputed)\n    SELECT entry.centre_id, entry.candidate_number, min(entry.candidate_id), whose.person_id,\n           min((entry.made_at AT TIME ZONE 'Europe/London')::date), false\n    FROM added AS entry JOIN entries_candidate whose ON whose.id = entry.candidate_id\n    WHERE NOT EXISTS (\n        SELECT FROM entries_numberholding held\n        WHERE held.centre_id = entry.centre_id AND held.number = entry.candidate_number\n              AND held.person_id = whose.person_id AND held.until_on IS NULL\n    )\n    GROUP BY entry.centre_id, entry.candidate_number, whose.person_id;\n    RETURN NULL;\n",
                    hash="5361b3233032dd4fed52e902dceea929c64d2c5e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_number_is_held_5b00e",
                    referencing="REFERENCING NEW TABLE AS added ",
                    table="entries_unitentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitentry",
            trigger=pgtrigger.compiler.Trigger(
                name="new_number_is_held",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO entries_numberholding\n        (centre_id, number, candidate_id, person_id, from_on, disputed)\n    SELECT entry.centre_id, entry.candidate_number, min(entry.candidate_id), whose.person_id,\n           min((entry.made_at AT TIME ZONE 'Europe/London')::date), false\n    FROM changed AS entry JOIN before ON before.id = entry.id AND\n                (before.centre_id, before.candidate_number)\n                IS DISTINCT FROM (entry.centre_id, entry.candidate_number) JOIN entries_candidate whose ON whose.id = entry.candidate_id\n    WHERE NOT EXISTS (\n        SELECT FROM entries_numberholding held\n        WHERE held.centre_id = entry.centre_id AND held.number = entry.candidate_number\n              AND held.person_id = whose.person_id AND held.until_on IS NULL\n    )\n    GROUP BY entry.centre_id, entry.candidate_number, whose.person_id;\n    RETURN NULL;\n",
                    hash="743bd10e4c9388f8a6afe5654e41e3b9d1a31226",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_new_number_is_held_cfb0a",
                    referencing="REFERENCING OLD TABLE AS before  NEW TABLE AS changed ",
                    table="entries_unitentry",
                    when="AFTER",
                ),
            ),
        ),
    ]
