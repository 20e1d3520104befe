from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("knowledge", "0008_import_kind"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="passage",
            index=models.Index(
                fields=["space", "embedded_by"],
                include=("article", "id", "embedding"),
                name="passage_vectors_of_space",
            ),
        ),
    ]
