from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0014_what_is_entered_at_this_moment"),
    ]

    operations = [
        migrations.AddField(
            model_name="invoice",
            name="names_candidates",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="no for those of before candidates were listed",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="payee",
            field=models.CharField(blank=True, db_default="", default="", max_length=330),
        ),
        migrations.AddField(
            model_name="invoice",
            name="terms",
            field=models.CharField(blank=True, db_default="", default="", max_length=330),
        ),
        migrations.AddField(
            model_name="invoice",
            name="vat",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=330, verbose_name="VAT"
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="provisional",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="fee provisional"
            ),
        ),
    ]
