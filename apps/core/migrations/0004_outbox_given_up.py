from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("core", "0003_outboxitem_request_id"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="outboxitem",
            index=models.Index(
                condition=models.Q(("dead_at__isnull", False), ("done_at", None)),
                fields=["task"],
                name="outbox_given_up",
            ),
        ),
    ]
