from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_contacts_say_who_sets_their_addresses"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provisional", models.BooleanField(default=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("from_on", models.DateField()),
                (
                    "slug",
                    models.CharField(
                        choices=[
                            ("payee", "Invoice: who is paid, and how"),
                            ("terms", "Invoice: by when"),
                            ("vat", "Invoice: value added tax"),
                        ],
                        max_length=10,
                        verbose_name="where it stands",
                    ),
                ),
                ("words", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ["slug", "-from_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("slug", "from_on"), name="one_wording_a_date")
                ],
            },
        ),
    ]
