import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("vendors", "0007_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("monthly", "Monthly"), ("quarterly", "Quarterly")],
                        default="monthly",
                        max_length=9,
                    ),
                ),
                ("first_month", models.DateField()),
                ("held_on", models.DateField(verbose_name="meeting on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held, minutes not published"),
                            ("published", "Minutes published"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("attendees", models.TextField(blank=True)),
                ("minutes", models.TextField(blank=True)),
                ("note", models.TextField(blank=True, verbose_name="internal note")),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("vendor", "kind", "first_month"),
                        name="review_once_a_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_month__day", 1)),
                        name="review_begins_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="published_review_says_when",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["-held_on", "-id"], name="review_newest")
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("risk", "Risk"), ("issue", "Issue")],
                        default="risk",
                        max_length=5,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "words",
                    models.TextField(
                        blank=True, verbose_name="what may happen, and why"
                    ),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("mitigation", models.TextField(blank=True)),
                ("review_on", models.DateField(verbose_name="look at it again on")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=6,
                    ),
                ),
                (
                    "is_internal",
                    models.BooleanField(
                        default=True, verbose_name="the vendor never sees it"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vendors.managedservice",
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "ordering": ["review_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("likelihood__range", (1, 5)), ("impact__range", (1, 5))
                        ),
                        name="risk_is_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "risk"), ("likelihood", 5), _connector="OR"
                        ),
                        name="issue_is_certain",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["review_on"],
                        name="risk_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("level", "Service level"),
                            ("trend", "Trend"),
                            ("dispute", "Exclusions in dispute"),
                            ("credit", "Service credits"),
                            ("action", "Open actions"),
                            ("risk", "Risks and issues"),
                            ("date", "Dates"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=7,
                    ),
                ),
                ("month", models.DateField(blank=True, null=True)),
                ("title", models.CharField(max_length=250)),
                ("words", models.TextField(blank=True)),
                ("is_built", models.BooleanField(default=False)),
                (
                    "is_shared",
                    models.BooleanField(
                        default=True, verbose_name="the vendor sees it"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="vendors.managedservice",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="vendors.review",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="vendors.review",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewAction",
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
                ("title", models.CharField(max_length=250)),
                ("words", models.TextField(blank=True, verbose_name="details")),
                (
                    "side",
                    models.CharField(
                        choices=[("bank", "The bank"), ("vendor", "The vendor")],
                        max_length=6,
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("outcome", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_actions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="vendors.review",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="closed_action_says_when",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["due_on"],
                        name="review_action_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("monthly", "Monthly"), ("quarterly", "Quarterly")],
                        default="monthly",
                        max_length=9,
                    ),
                ),
                ("first_month", models.DateField()),
                ("held_on", models.DateField(verbose_name="meeting on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held, minutes not published"),
                            ("published", "Minutes published"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("attendees", models.TextField(blank=True)),
                ("minutes", models.TextField(blank=True)),
                ("note", models.TextField(blank=True, verbose_name="internal note")),
                ("published_at", models.DateTimeField(blank=True, null=True)),
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
                        to="vendors.review",
                    ),
                ),
                (
                    "published_by",
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
                    "vendor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RiskEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("risk", "Risk"), ("issue", "Issue")],
                        default="risk",
                        max_length=5,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "words",
                    models.TextField(
                        blank=True, verbose_name="what may happen, and why"
                    ),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("mitigation", models.TextField(blank=True)),
                ("review_on", models.DateField(verbose_name="look at it again on")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=6,
                    ),
                ),
                (
                    "is_internal",
                    models.BooleanField(
                        default=True, verbose_name="the vendor never sees it"
                    ),
                ),
                (
                    "owner",
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
                        to="vendors.risk",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.managedservice",
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
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
                        to="vendors.decision",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.review",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgendaItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("level", "Service level"),
                            ("trend", "Trend"),
                            ("dispute", "Exclusions in dispute"),
                            ("credit", "Service credits"),
                            ("action", "Open actions"),
                            ("risk", "Risks and issues"),
                            ("date", "Dates"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=7,
                    ),
                ),
                ("month", models.DateField(blank=True, null=True)),
                ("title", models.CharField(max_length=250)),
                ("words", models.TextField(blank=True)),
                ("is_built", models.BooleanField(default=False)),
                (
                    "is_shared",
                    models.BooleanField(
                        default=True, verbose_name="the vendor sees it"
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
                        to="vendors.agendaitem",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.managedservice",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.review",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=250)),
                ("words", models.TextField(blank=True, verbose_name="details")),
                (
                    "side",
                    models.CharField(
                        choices=[("bank", "The bank"), ("vendor", "The vendor")],
                        max_length=6,
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("outcome", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
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
                    "owner",
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
                        to="vendors.reviewaction",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.review",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_reviewevent" ("attendees", "first_month", "held_on", "id", "kind", "minutes", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "state", "vendor_id", "version") VALUES (NEW."attendees", NEW."first_month", NEW."held_on", NEW."id", NEW."kind", NEW."minutes", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."state", NEW."vendor_id", NEW."version"); RETURN NULL;',
                    hash="a2d084d230c7a1e8a94b7c636bf29de7cfc42144",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a29be",
                    table="vendors_review",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_reviewevent" ("attendees", "first_month", "held_on", "id", "kind", "minutes", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "state", "vendor_id", "version") VALUES (NEW."attendees", NEW."first_month", NEW."held_on", NEW."id", NEW."kind", NEW."minutes", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."state", NEW."vendor_id", NEW."version"); RETURN NULL;',
                    hash="2f94f2733b0e72c175956315d7eec98619fdcab3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e5b5d",
                    table="vendors_review",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_reviewevent" ("attendees", "first_month", "held_on", "id", "kind", "minutes", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "state", "vendor_id", "version") VALUES (OLD."attendees", OLD."first_month", OLD."held_on", OLD."id", OLD."kind", OLD."minutes", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."state", OLD."vendor_id", OLD."version"); RETURN NULL;',
                    hash="093b6582e98c336a667b30d37765dfd1287460da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ac0fd",
                    table="vendors_review",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0af44c611665ebb0cef99c763d73f059d0012136",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ddbbb",
                    table="vendors_decisionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_decisionevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "words") VALUES (NEW."at", NEW."by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_id", NEW."words"); RETURN NULL;',
                    hash="86838f1b33713d86e80a027f63090430b0ac7b0c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a4de8",
                    table="vendors_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_decisionevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "words") VALUES (NEW."at", NEW."by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."words"); RETURN NULL;',
                    hash="0efb23a306fa13cebb2631cd6b0fb87b14568561",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_77784",
                    table="vendors_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_decisionevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "words") VALUES (OLD."at", OLD."by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_id", OLD."words"); RETURN NULL;',
                    hash="24e5250aad8f0935422cdff1aaf9ccf54dee8691",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_134f0",
                    table="vendors_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="88e8a2b5cd56db4f712c0073fcdfa5f32d4d075f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_319be",
                    table="vendors_agendaitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_agendaitemevent" ("id", "is_built", "is_shared", "kind", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "review_id", "service_id", "title", "words") VALUES (NEW."id", NEW."is_built", NEW."is_shared", NEW."kind", NEW."month", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."review_id", NEW."service_id", NEW."title", NEW."words"); RETURN NULL;',
                    hash="29f06481fca9b2cf87fed0e98e3bb8d78ffaedb3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0f211",
                    table="vendors_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_agendaitemevent" ("id", "is_built", "is_shared", "kind", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "review_id", "service_id", "title", "words") VALUES (NEW."id", NEW."is_built", NEW."is_shared", NEW."kind", NEW."month", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."review_id", NEW."service_id", NEW."title", NEW."words"); RETURN NULL;',
                    hash="40ee584fa0e598c3673b7cfffb49ac5d4d647f4f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c2a51",
                    table="vendors_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_agendaitemevent" ("id", "is_built", "is_shared", "kind", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "review_id", "service_id", "title", "words") VALUES (OLD."id", OLD."is_built", OLD."is_shared", OLD."kind", OLD."month", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."review_id", OLD."service_id", OLD."title", OLD."words"); RETURN NULL;',
                    hash="ae166b64869214a141c6a9243db69b7b294af7d8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6aa7",
                    table="vendors_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewaction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_reviewactionevent" ("closed_at", "closed_by_id", "due_on", "id", "outcome", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "side", "state", "title", "version", "words") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."due_on", NEW."id", NEW."outcome", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_id", NEW."side", NEW."state", NEW."title", NEW."version", NEW."words"); RETURN NULL;',
                    hash="ff58adb6a7ed8a4426bc568101cc5d133bb773ec",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_08a09",
                    table="vendors_reviewaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewaction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_reviewactionevent" ("closed_at", "closed_by_id", "due_on", "id", "outcome", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "side", "state", "title", "version", "words") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."due_on", NEW."id", NEW."outcome", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."side", NEW."state", NEW."title", NEW."version", NEW."words"); RETURN NULL;',
                    hash="96d8388836244b8418757968b684e6a3a08bcfb9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_982ba",
                    table="vendors_reviewaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewaction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_reviewactionevent" ("closed_at", "closed_by_id", "due_on", "id", "outcome", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "side", "state", "title", "version", "words") VALUES (OLD."closed_at", OLD."closed_by_id", OLD."due_on", OLD."id", OLD."outcome", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_id", OLD."side", OLD."state", OLD."title", OLD."version", OLD."words"); RETURN NULL;',
                    hash="0b44b333d6407a92854ec861a79477c21d36ffd1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_746c3",
                    table="vendors_reviewaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewactionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9512cfbe2311ab2ebb57e2e43e0533c225fa58bb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_13b71",
                    table="vendors_reviewactionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="eaee6d59789ba47f84952be03755af20e5b9922e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b9c60",
                    table="vendors_reviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="risk",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_riskevent" ("id", "impact", "is_internal", "kind", "likelihood", "mitigation", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "service_id", "state", "title", "vendor_id", "version", "words") VALUES (NEW."id", NEW."impact", NEW."is_internal", NEW."kind", NEW."likelihood", NEW."mitigation", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_on", NEW."service_id", NEW."state", NEW."title", NEW."vendor_id", NEW."version", NEW."words"); RETURN NULL;',
                    hash="ef035a81605cddc220bf3bd984f3409a922ca461",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_098e0",
                    table="vendors_risk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="risk",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_riskevent" ("id", "impact", "is_internal", "kind", "likelihood", "mitigation", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "service_id", "state", "title", "vendor_id", "version", "words") VALUES (NEW."id", NEW."impact", NEW."is_internal", NEW."kind", NEW."likelihood", NEW."mitigation", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_on", NEW."service_id", NEW."state", NEW."title", NEW."vendor_id", NEW."version", NEW."words"); RETURN NULL;',
                    hash="51181e58c2a695b12676ae4bbd8d8e20e1068203",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f42d4",
                    table="vendors_risk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="risk",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_riskevent" ("id", "impact", "is_internal", "kind", "likelihood", "mitigation", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "service_id", "state", "title", "vendor_id", "version", "words") VALUES (OLD."id", OLD."impact", OLD."is_internal", OLD."kind", OLD."likelihood", OLD."mitigation", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_on", OLD."service_id", OLD."state", OLD."title", OLD."vendor_id", OLD."version", OLD."words"); RETURN NULL;',
                    hash="3963d7471c34d146784f80a1b7c63eb403d0b266",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bde0c",
                    table="vendors_risk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riskevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="44568456f3a06136076bdaeb6ce00d4deb105955",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ed6ff",
                    table="vendors_riskevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
