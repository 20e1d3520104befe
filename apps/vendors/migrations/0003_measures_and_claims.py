import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("core", "0002_typedtext"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("vendors", "0002_credit_basis"),
    ]

    operations = [
        migrations.CreateModel(
            name="CreditClaim",
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
                ("number", models.CharField(max_length=40, unique=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("settled", "Settled"),
                            ("earned_back", "Earned back"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=11,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("settled_on", models.DateField(blank=True, null=True)),
                (
                    "settlement",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="credit note"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim",
                        to="vendors.closure",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_by", None),
                            models.Q(("sent_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="claim_sent_by_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Maintenance",
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
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "words",
                    models.CharField(max_length=300, verbose_name="what is done"),
                ),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maintenance",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="maintenance_starts_first",
                    )
                ],
                "indexes": [
                    models.Index(fields=["service", "starts_at"], name="maintenance_of")
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
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
                ("month", models.DateField()),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="measured, %",
                    ),
                ),
                ("words", models.TextField(verbose_name="how it was measured")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("entered", "Waits for approval"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("replaced", "Replaced"),
                        ],
                        default="entered",
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measurements",
                        to="vendors.servicelevel",
                    ),
                ),
            ],
            options={
                "ordering": ["-month", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "entered")),
                        fields=("level", "month"),
                        name="one_measurement_waits",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "approved")),
                        fields=("level", "month"),
                        name="one_measurement_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="measurement_decided_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outage",
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
                ("starts_at", models.DateTimeField(verbose_name="down from")),
                (
                    "ends_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "words",
                    models.CharField(max_length=300, verbose_name="what happened"),
                ),
                (
                    "ticket_number",
                    models.CharField(blank=True, max_length=60, verbose_name="ticket"),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outages",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="outage_starts_first",
                    )
                ],
                "indexes": [
                    models.Index(fields=["service", "starts_at"], name="outage_of")
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditClaimEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=40)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("settled", "Settled"),
                            ("earned_back", "Earned back"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=11,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("settled_on", models.DateField(blank=True, null=True)),
                (
                    "settlement",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="credit note"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closure",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.closure",
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
                        to="vendors.creditclaim",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MaintenanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "words",
                    models.CharField(max_length=300, verbose_name="what is done"),
                ),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
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
                        to="vendors.maintenance",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeasurementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("month", models.DateField()),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="measured, %",
                    ),
                ),
                ("words", models.TextField(verbose_name="how it was measured")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("entered", "Waits for approval"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("replaced", "Replaced"),
                        ],
                        default="entered",
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.servicelevel",
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
                        to="vendors.measurement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("starts_at", models.DateTimeField(verbose_name="down from")),
                (
                    "ends_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "words",
                    models.CharField(max_length=300, verbose_name="what happened"),
                ),
                (
                    "ticket_number",
                    models.CharField(blank=True, max_length=60, verbose_name="ticket"),
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
                        to="vendors.outage",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_creditclaimevent" ("amount", "at", "by_id", "closure_id", "currency", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id", "settled_on", "settlement", "state", "version") VALUES (NEW."amount", NEW."at", NEW."by_id", NEW."closure_id", NEW."currency", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sent_at", NEW."sent_by_id", NEW."settled_on", NEW."settlement", NEW."state", NEW."version"); RETURN NULL;',
                    hash="6a1dfef76813ea8b959613b175a4d6dc6a6d900f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a683d",
                    table="vendors_creditclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_creditclaimevent" ("amount", "at", "by_id", "closure_id", "currency", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id", "settled_on", "settlement", "state", "version") VALUES (NEW."amount", NEW."at", NEW."by_id", NEW."closure_id", NEW."currency", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sent_at", NEW."sent_by_id", NEW."settled_on", NEW."settlement", NEW."state", NEW."version"); RETURN NULL;',
                    hash="c6bd47bc3daf82ddd7361756d938b2acff93f015",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_27131",
                    table="vendors_creditclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_creditclaimevent" ("amount", "at", "by_id", "closure_id", "currency", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id", "settled_on", "settlement", "state", "version") VALUES (OLD."amount", OLD."at", OLD."by_id", OLD."closure_id", OLD."currency", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sent_at", OLD."sent_by_id", OLD."settled_on", OLD."settlement", OLD."state", OLD."version"); RETURN NULL;',
                    hash="f458912d5e523b88ef49d0c48c10b0bf32af75eb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_27d1b",
                    table="vendors_creditclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditclaimevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="886a54d48735cd0292962c7132c7f9cb45a03d59",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_edba5",
                    table="vendors_creditclaimevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="maintenance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_maintenanceevent" ("agreed_on", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "starts_at", "version", "words") VALUES (NEW."agreed_on", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service_id", NEW."starts_at", NEW."version", NEW."words"); RETURN NULL;',
                    hash="48ff5474176bcefafc0d289c28bffb2931bce9aa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ecc21",
                    table="vendors_maintenance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="maintenance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_maintenanceevent" ("agreed_on", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "starts_at", "version", "words") VALUES (NEW."agreed_on", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service_id", NEW."starts_at", NEW."version", NEW."words"); RETURN NULL;',
                    hash="ca906872fff016d1bbd31b88f4a8e39424e25787",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fcb33",
                    table="vendors_maintenance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="maintenance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_maintenanceevent" ("agreed_on", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "starts_at", "version", "words") VALUES (OLD."agreed_on", OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_id", OLD."starts_at", OLD."version", OLD."words"); RETURN NULL;',
                    hash="3f4fda6d03418d5e3ccfc48390128a2502668fa1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_88639",
                    table="vendors_maintenance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="maintenanceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="050d6a4e6609073fa28190029a2b5a22131c7ff7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_dd82f",
                    table="vendors_maintenanceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_measurementevent" ("answer", "at", "by_id", "decided_at", "decided_by_id", "file_id", "id", "level_id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "value", "version", "words") VALUES (NEW."answer", NEW."at", NEW."by_id", NEW."decided_at", NEW."decided_by_id", NEW."file_id", NEW."id", NEW."level_id", NEW."month", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."value", NEW."version", NEW."words"); RETURN NULL;',
                    hash="6df0f16edf942bdcaa9ea836012e8277c2dac207",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4603d",
                    table="vendors_measurement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_measurementevent" ("answer", "at", "by_id", "decided_at", "decided_by_id", "file_id", "id", "level_id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "value", "version", "words") VALUES (NEW."answer", NEW."at", NEW."by_id", NEW."decided_at", NEW."decided_by_id", NEW."file_id", NEW."id", NEW."level_id", NEW."month", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."value", NEW."version", NEW."words"); RETURN NULL;',
                    hash="368c49e5cc113a336d9955d9799a18c953c89123",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c2af2",
                    table="vendors_measurement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_measurementevent" ("answer", "at", "by_id", "decided_at", "decided_by_id", "file_id", "id", "level_id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "value", "version", "words") VALUES (OLD."answer", OLD."at", OLD."by_id", OLD."decided_at", OLD."decided_by_id", OLD."file_id", OLD."id", OLD."level_id", OLD."month", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."value", OLD."version", OLD."words"); RETURN NULL;',
                    hash="7882dacce32a187b86d042432aa73d7a40e78be0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_12fa7",
                    table="vendors_measurement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7d3140ae2f972b9258d4511d1fb505f2ebbcf7c9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3c344",
                    table="vendors_measurementevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_outageevent" ("ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "starts_at", "ticket_number", "version", "words") VALUES (NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service_id", NEW."starts_at", NEW."ticket_number", NEW."version", NEW."words"); RETURN NULL;',
                    hash="c97a9d7b91364c3f0239a419a9b15445cb0e5616",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0d24f",
                    table="vendors_outage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_outageevent" ("ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "starts_at", "ticket_number", "version", "words") VALUES (NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service_id", NEW."starts_at", NEW."ticket_number", NEW."version", NEW."words"); RETURN NULL;',
                    hash="436fba4045c8b902cb8b795ae395a358e28a6f53",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c15fa",
                    table="vendors_outage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_outageevent" ("ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "starts_at", "ticket_number", "version", "words") VALUES (OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_id", OLD."starts_at", OLD."ticket_number", OLD."version", OLD."words"); RETURN NULL;',
                    hash="d929082363c0d35647758554ff18126c211bf6b9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7d8b0",
                    table="vendors_outage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outageevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="720ade2ba75e22e7450f3e99913ad070fca3b409",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_88894",
                    table="vendors_outageevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
