import apps.calendars.models
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="BusinessCalendar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="BusinessCalendarEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                ("name", models.CharField(max_length=120)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="calendars.businesscalendar",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CalendarEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("valid_from_on", models.DateField(verbose_name="in force from")),
                (
                    "time_zone",
                    models.CharField(
                        max_length=50,
                        validators=[apps.calendars.models.check_time_zone],
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, max_length=2, verbose_name="holidays of"
                    ),
                ),
                ("subdivision", models.CharField(blank=True, max_length=10)),
                (
                    "is_around_the_clock",
                    models.BooleanField(default=False, verbose_name="24x7"),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="calendars.businesscalendar",
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("calendar", "valid_from_on"), name="edition_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarEditionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("valid_from_on", models.DateField(verbose_name="in force from")),
                (
                    "time_zone",
                    models.CharField(
                        max_length=50,
                        validators=[apps.calendars.models.check_time_zone],
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, max_length=2, verbose_name="holidays of"
                    ),
                ),
                ("subdivision", models.CharField(blank=True, max_length=10)),
                (
                    "is_around_the_clock",
                    models.BooleanField(default=False, verbose_name="24x7"),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="calendars.businesscalendar",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="calendars.calendaredition",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OwnDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("day", models.DateField()),
                ("name", models.CharField(max_length=100)),
                ("starts", models.TimeField(blank=True, null=True)),
                ("ends", models.TimeField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_dates",
                        to="calendars.calendaredition",
                    ),
                ),
            ],
            options={
                "ordering": ["day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "day"), name="own_date_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends", None), ("starts", None)),
                            models.Q(
                                ("ends__isnull", False),
                                ("starts__isnull", False),
                                ("starts__lt", models.F("ends")),
                            ),
                            _connector="OR",
                        ),
                        name="own_date_closed_or_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyInterval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("starts", models.TimeField()),
                (
                    "ends",
                    models.TimeField(help_text="00:00 is midnight at the day's end."),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="intervals",
                        to="calendars.calendaredition",
                    ),
                ),
            ],
            options={
                "ordering": ["weekday", "starts"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__lt", models.F("ends")),
                            ("ends", "00:00"),
                            _connector="OR",
                        ),
                        name="interval_starts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnDateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("name", models.CharField(max_length=100)),
                ("starts", models.TimeField(blank=True, null=True)),
                ("ends", models.TimeField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="calendars.calendaredition",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="calendars.owndate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WeeklyIntervalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("starts", models.TimeField()),
                (
                    "ends",
                    models.TimeField(help_text="00:00 is midnight at the day's end."),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="calendars.calendaredition",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="calendars.weeklyinterval",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businesscalendar",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendars_businesscalendarevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="6bd264a5a0c45368c4bd4311c0f2c3a1eb6a060b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_96394",
                    table="calendars_businesscalendar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businesscalendar",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "calendars_businesscalendarevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="e983d0dcde4efd2556b2b268f0f16073aaa7cf89",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0b0ed",
                    table="calendars_businesscalendar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businesscalendar",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendars_businesscalendarevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."version"); RETURN NULL;',
                    hash="2b756240bc3f1f75abfb0c02e2e8edcc2c48a114",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9d607",
                    table="calendars_businesscalendar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businesscalendarevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ab764d55db36ac07127de0548a7d5856a9d19e39",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_33056",
                    table="calendars_businesscalendarevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendaredition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendars_calendareditionevent" ("calendar_id", "country", "id", "is_around_the_clock", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subdivision", "time_zone", "valid_from_on") VALUES (NEW."calendar_id", NEW."country", NEW."id", NEW."is_around_the_clock", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."subdivision", NEW."time_zone", NEW."valid_from_on"); RETURN NULL;',
                    hash="c3a58662ef86f059d2ab0ab77a9b8c601ae842f0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_05440",
                    table="calendars_calendaredition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendaredition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "calendars_calendareditionevent" ("calendar_id", "country", "id", "is_around_the_clock", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subdivision", "time_zone", "valid_from_on") VALUES (NEW."calendar_id", NEW."country", NEW."id", NEW."is_around_the_clock", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."subdivision", NEW."time_zone", NEW."valid_from_on"); RETURN NULL;',
                    hash="e7d10c2bcf17a2b71f7719ff6ea45721869569a6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1c59b",
                    table="calendars_calendaredition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendaredition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendars_calendareditionevent" ("calendar_id", "country", "id", "is_around_the_clock", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subdivision", "time_zone", "valid_from_on") VALUES (OLD."calendar_id", OLD."country", OLD."id", OLD."is_around_the_clock", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."subdivision", OLD."time_zone", OLD."valid_from_on"); RETURN NULL;',
                    hash="f4d1548f82ee0dc5cd8c515e40cd75b6213d40f4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_97d81",
                    table="calendars_calendaredition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendareditionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c4e5966c85c097d5cd9956649b7fed480669aa24",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d6feb",
                    table="calendars_calendareditionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="owndate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendars_owndateevent" ("day", "edition_id", "ends", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."day", NEW."edition_id", NEW."ends", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts"); RETURN NULL;',
                    hash="f3d6b925bf797580493bf83194ef663a430f0736",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_83d40",
                    table="calendars_owndate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="owndate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "calendars_owndateevent" ("day", "edition_id", "ends", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."day", NEW."edition_id", NEW."ends", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts"); RETURN NULL;',
                    hash="657af479bef630b34761e86e80014c3c85470f99",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ffa7e",
                    table="calendars_owndate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="owndate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendars_owndateevent" ("day", "edition_id", "ends", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (OLD."day", OLD."edition_id", OLD."ends", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts"); RETURN NULL;',
                    hash="22c9b4cba02032b5b7b971b4b302c6960da4880a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bd812",
                    table="calendars_owndate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="owndateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="538a633d1d53051ff8ff19ac5b476c1b54ef5070",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a29d7",
                    table="calendars_owndateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weeklyinterval",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendars_weeklyintervalevent" ("edition_id", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "weekday") VALUES (NEW."edition_id", NEW."ends", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts", NEW."weekday"); RETURN NULL;',
                    hash="d6a8995d3fddd410ef54f3b03658c14248afdbd9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5f61c",
                    table="calendars_weeklyinterval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weeklyinterval",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "calendars_weeklyintervalevent" ("edition_id", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "weekday") VALUES (NEW."edition_id", NEW."ends", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts", NEW."weekday"); RETURN NULL;',
                    hash="d14f15c83211e5da28001a2e4a7973a953a1454e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d4048",
                    table="calendars_weeklyinterval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weeklyinterval",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendars_weeklyintervalevent" ("edition_id", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "weekday") VALUES (OLD."edition_id", OLD."ends", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts", OLD."weekday"); RETURN NULL;',
                    hash="2459b2c5199cbfd874507d2d5cac20fe39a236c2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1f4cb",
                    table="calendars_weeklyinterval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weeklyintervalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3e07efd2ddc4df65fe681cd131042f87357e510d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_59eb6",
                    table="calendars_weeklyintervalevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
