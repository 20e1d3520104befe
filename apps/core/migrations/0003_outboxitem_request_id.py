from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_typedtext"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboxitem",
            name="request_id",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=64
            ),
        ),
    ]
