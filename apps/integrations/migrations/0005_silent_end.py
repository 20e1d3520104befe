"""An alert that ended by silence alone is told from one whose end was told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("integrations", "0004_message_lane")]

    operations = [
        migrations.AddField(
            model_name="occurrence",
            name="is_silent",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
