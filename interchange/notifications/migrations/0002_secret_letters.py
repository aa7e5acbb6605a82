from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="secret",
            field=models.BooleanField(
                default=False, help_text="holds a link only its reader may use"
            ),
        ),
    ]
