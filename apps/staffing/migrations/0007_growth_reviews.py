"""Reviews name who leads them. No review exists yet: their pages come with this."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from apps.staffing.models.growth.policies import secure


def forwards(apps, schema_editor):
    secure(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("staffing", "0006_cover")]

    operations = [
        migrations.RemoveConstraint("review", "nobody_reviews_themself"),
        migrations.RemoveConstraint("reviewpart", "one_part_of_a_kind"),
        migrations.AddField(
            "review",
            "leader",
            models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="staffing.person",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "review",
            models.CheckConstraint(
                condition=~Q(leader=F("person")), name="nobody_reviews_themself"
            ),
        ),
        migrations.AddConstraint(
            "reviewpart",
            models.UniqueConstraint(
                fields=("review", "kind", "author"), name="one_part_of_a_kind"
            ),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
