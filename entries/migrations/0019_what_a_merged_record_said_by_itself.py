from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("entries", "0018_one_uci_and_one_uln_a_person")]

    operations = [
        migrations.AddField(
            model_name="merge",
            name="own",
            field=models.JSONField(default=dict),
        ),
    ]
