from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("history", "0002_concern_concern_append_only"),
        ("integrations", "0003_pulls"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["subscription", "subject_type", "subject_id", "number"],
                name="message_lane",
            ),
        ),
    ]
