import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Platform",
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
                ("name", models.CharField(max_length=100, unique=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("openshift", "OpenShift"),
                            ("ecs", "Amazon ECS"),
                            ("cicd", "CI/CD"),
                            ("ai", "AI services"),
                        ],
                        max_length=10,
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "calendar_slug",
                    models.SlugField(
                        blank=True, max_length=60, verbose_name="support hours"
                    ),
                ),
                (
                    "capabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "owner_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="platforms",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PlatformEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=100)),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("openshift", "OpenShift"),
                            ("ecs", "Amazon ECS"),
                            ("cicd", "CI/CD"),
                            ("ai", "AI services"),
                        ],
                        max_length=10,
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "calendar_slug",
                    models.SlugField(
                        blank=True,
                        db_index=False,
                        max_length=60,
                        verbose_name="support hours",
                    ),
                ),
                (
                    "capabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "owner_team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.team",
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
                        to="catalog.platform",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Application",
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
                ("code", models.SlugField(max_length=100, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True)),
                (
                    "tier",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                    ),
                ),
                (
                    "lifecycle",
                    models.CharField(
                        choices=[
                            ("experimental", "Experimental"),
                            ("production", "Production"),
                            ("deprecated", "Deprecated"),
                        ],
                        default="experimental",
                        max_length=12,
                    ),
                ),
                (
                    "data_class",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("internal", "Internal"),
                            ("confidential", "Confidential"),
                            ("restricted", "Restricted"),
                        ],
                        default="internal",
                        max_length=12,
                        verbose_name="data classification",
                    ),
                ),
                ("contacts", models.TextField(blank=True)),
                (
                    "owner_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tier__gte", 1), ("tier__lte", 4)),
                        name="tier_is_1_to_4",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(db_index=False, max_length=100)),
                ("name", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True)),
                (
                    "tier",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                    ),
                ),
                (
                    "lifecycle",
                    models.CharField(
                        choices=[
                            ("experimental", "Experimental"),
                            ("production", "Production"),
                            ("deprecated", "Deprecated"),
                        ],
                        default="experimental",
                        max_length=12,
                    ),
                ),
                (
                    "data_class",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("internal", "Internal"),
                            ("confidential", "Confidential"),
                            ("restricted", "Restricted"),
                        ],
                        default="internal",
                        max_length=12,
                        verbose_name="data classification",
                    ),
                ),
                ("contacts", models.TextField(blank=True)),
                (
                    "owner_team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.team",
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
                        to="catalog.application",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deployment",
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
                ("environment", models.CharField(default="production", max_length=30)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deployments",
                        to="catalog.application",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deployments",
                        to="catalog.platform",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "platform", "environment"),
                        name="deployed_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("repository", "Repository"),
                            ("dashboard", "Dashboard"),
                            ("runbook", "Runbook"),
                            ("documentation", "Documentation"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=15,
                    ),
                ),
                ("url", models.URLField(max_length=500)),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="catalog.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "url"), name="link_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("repository", "Repository"),
                            ("dashboard", "Dashboard"),
                            ("runbook", "Runbook"),
                            ("documentation", "Documentation"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=15,
                    ),
                ),
                ("url", models.URLField(max_length=500)),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalog.application",
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
                        to="catalog.link",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeploymentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("environment", models.CharField(default="production", max_length=30)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalog.application",
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
                        to="catalog.deployment",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalog.platform",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="Application",
            name="platforms",
            field=models.ManyToManyField(
                related_name="applications",
                through="catalog.Deployment",
                to="catalog.platform",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="applicationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ba203eb262ad62b43820047e4829e176d6e37bbc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_25384",
                    table="catalog_applicationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_linkevent" ("application_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."application_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title", NEW."url"); RETURN NULL;',
                    hash="ff4999b83d5c4eea57c7a6aa79b3d415a8fe102f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9b411",
                    table="catalog_link",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalog_linkevent" ("application_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."application_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."url"); RETURN NULL;',
                    hash="4c51f4af49417c611f85e3aff34c5b59e76b43fc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3c8ac",
                    table="catalog_link",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_linkevent" ("application_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (OLD."application_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."url"); RETURN NULL;',
                    hash="612ba423eae3d7018369f16ca9538b5d464c778f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e443b",
                    table="catalog_link",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0bd54cf11ab428dc2855a3d33bb6f3902a2eb2a7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_02366",
                    table="catalog_linkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="platform",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_platformevent" ("calendar_slug", "capabilities", "description", "id", "kind", "name", "owner_team_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."calendar_slug", NEW."capabilities", NEW."description", NEW."id", NEW."kind", NEW."name", NEW."owner_team_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="bb2e03b70b7ea65dcf82d24592e1990d80d89958",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_85c10",
                    table="catalog_platform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="platform",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalog_platformevent" ("calendar_slug", "capabilities", "description", "id", "kind", "name", "owner_team_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."calendar_slug", NEW."capabilities", NEW."description", NEW."id", NEW."kind", NEW."name", NEW."owner_team_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="8a0bbf07da59ade4838b4160f01df731a19cbe7d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fda5f",
                    table="catalog_platform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="platform",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_platformevent" ("calendar_slug", "capabilities", "description", "id", "kind", "name", "owner_team_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (OLD."calendar_slug", OLD."capabilities", OLD."description", OLD."id", OLD."kind", OLD."name", OLD."owner_team_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."version"); RETURN NULL;',
                    hash="78909fc483295b722eb4d735ba7011e9f3df6c00",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_10899",
                    table="catalog_platform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deploymentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b6894c9436a6ceb05156431adf3e082a5f51ba1f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_686c1",
                    table="catalog_deploymentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deployment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_deploymentevent" ("application_id", "environment", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_id") VALUES (NEW."application_id", NEW."environment", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."platform_id"); RETURN NULL;',
                    hash="996b514b9c044d06a1bd0c26146f95303903129c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0ac23",
                    table="catalog_deployment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deployment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalog_deploymentevent" ("application_id", "environment", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_id") VALUES (NEW."application_id", NEW."environment", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."platform_id"); RETURN NULL;',
                    hash="9d569164fa4704f841fe51641b622827d6c67fec",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2c538",
                    table="catalog_deployment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deployment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_deploymentevent" ("application_id", "environment", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_id") VALUES (OLD."application_id", OLD."environment", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."platform_id"); RETURN NULL;',
                    hash="0de78b8329d59fcfd4cf155992293a37deff9699",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8e0aa",
                    table="catalog_deployment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_applicationevent" ("code", "contacts", "data_class", "description", "id", "lifecycle", "name", "owner_team_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tier", "version") VALUES (NEW."code", NEW."contacts", NEW."data_class", NEW."description", NEW."id", NEW."lifecycle", NEW."name", NEW."owner_team_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."tier", NEW."version"); RETURN NULL;',
                    hash="632931f730f0955ee3ea266209509ddecd743685",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_78439",
                    table="catalog_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalog_applicationevent" ("code", "contacts", "data_class", "description", "id", "lifecycle", "name", "owner_team_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tier", "version") VALUES (NEW."code", NEW."contacts", NEW."data_class", NEW."description", NEW."id", NEW."lifecycle", NEW."name", NEW."owner_team_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tier", NEW."version"); RETURN NULL;',
                    hash="8417cf7c43c0887d6176192427baf38e9bb77aba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_09410",
                    table="catalog_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_applicationevent" ("code", "contacts", "data_class", "description", "id", "lifecycle", "name", "owner_team_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tier", "version") VALUES (OLD."code", OLD."contacts", OLD."data_class", OLD."description", OLD."id", OLD."lifecycle", OLD."name", OLD."owner_team_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."tier", OLD."version"); RETURN NULL;',
                    hash="0d0567e84d71ba94ca747d6bc91b415dd7ba6a3d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2debf",
                    table="catalog_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="platformevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9589bb4e3064b8fc87cb9905467c764d08dcd3a3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_54677",
                    table="catalog_platformevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
