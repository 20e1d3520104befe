"""Row-level security for what is confidential: the SQL stands in `models/growth/policies.py`."""

from django.db import migrations

from apps.staffing.models.growth.policies import secure, unsecure


def forwards(apps, schema_editor):
    secure(schema_editor.connection)


def backwards(apps, schema_editor):
    unsecure(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("staffing", "0001_initial"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
