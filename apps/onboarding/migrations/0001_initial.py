import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("catalog", "0001_initial"),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
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
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=80)),
                ("description", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "categories",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Standard",
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
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True)),
                ("applies", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="CategoryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=80)),
                ("description", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                        to="onboarding.category",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StandardEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True)),
                ("applies", models.JSONField(blank=True, default=dict)),
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
                        to="onboarding.standard",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StandardVersion",
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
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("retired", "Retired"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="what is new")),
                ("created_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="onboarding.standard",
                    ),
                ),
            ],
            options={
                "ordering": ["standard__name", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("standard", "number"), name="version_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("standard",),
                        name="one_published_version",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("standard",),
                        name="one_draft_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="published_has_a_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
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
                ("code", models.CharField(max_length=20)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("must", "Must"),
                            ("should", "Should"),
                            ("may", "May"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("guidance", models.TextField(blank=True)),
                (
                    "evidence_kind",
                    models.CharField(
                        choices=[
                            ("link", "A link"),
                            ("file", "A file"),
                            ("text", "A text"),
                            ("number", "A number"),
                            ("choice", "A choice"),
                            ("automatic", "Checked by the portal"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "wanted",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="details of the evidence"
                    ),
                ),
                ("valid_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("applies", models.JSONField(blank=True, default=dict)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="onboarding.category",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="onboarding.standardversion",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["category__position", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "code"), name="criterion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 5)),
                        name="weight_is_1_to_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                ("key", models.SlugField()),
                ("text", models.CharField(max_length=300)),
                ("help", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("yes_no", "Yes or no"), ("choice", "One of several")],
                        default="yes_no",
                        max_length=10,
                    ),
                ),
                ("choices", models.JSONField(blank=True, default=list)),
                ("prefill", models.CharField(blank=True, max_length=50)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="onboarding.standardversion",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "key"), name="question_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
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
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("changes_requested", "Changes requested"),
                            ("approved", "Approved"),
                            ("live", "Live"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                (
                    "target_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="target go-live"
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("prefilled", models.JSONField(blank=True, default=dict)),
                ("reason", models.TextField(blank=True, verbose_name="why it ended")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("live_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("review_since", models.DateTimeField(null=True)),
                ("review_seconds", models.PositiveIntegerField(default=0)),
                ("due_at", models.DateTimeField(null=True, verbose_name="review due")),
                ("readiness", models.FloatField(default=0)),
                ("badge", models.CharField(blank=True, max_length=6)),
                ("is_gate_met", models.BooleanField(default=False)),
                ("unmet_count", models.PositiveSmallIntegerField(default=0)),
                ("waiting_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="catalog.application",
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="onboarding.request",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="catalog.platform",
                    ),
                ),
                (
                    "requester",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="accounts.team",
                    ),
                ),
                (
                    "editions",
                    models.ManyToManyField(
                        related_name="requests", to="onboarding.standardversion"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="submitted_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "live"), _negated=True),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("live_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="live_has_its_dates",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["state", "due_at"], name="request_due"),
                    models.Index(fields=["state", "target_on"], name="request_target"),
                    models.Index(fields=["team", "state"], name="request_team"),
                    models.Index(fields=["platform", "state"], name="request_platform"),
                    models.Index(fields=["-changed_at"], name="request_changed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandardVersionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("retired", "Retired"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="what is new")),
                ("created_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
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
                        to="onboarding.standardversion",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.standard",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CriterionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=20)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("must", "Must"),
                            ("should", "Should"),
                            ("may", "May"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("guidance", models.TextField(blank=True)),
                (
                    "evidence_kind",
                    models.CharField(
                        choices=[
                            ("link", "A link"),
                            ("file", "A file"),
                            ("text", "A text"),
                            ("number", "A number"),
                            ("choice", "A choice"),
                            ("automatic", "Checked by the portal"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "wanted",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="details of the evidence"
                    ),
                ),
                ("valid_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("applies", models.JSONField(blank=True, default=dict)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.category",
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
                        to="onboarding.criterion",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.standardversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="QuestionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.SlugField(db_index=False)),
                ("text", models.CharField(max_length=300)),
                ("help", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("yes_no", "Yes or no"), ("choice", "One of several")],
                        default="yes_no",
                        max_length=10,
                    ),
                ),
                ("choices", models.JSONField(blank=True, default=list)),
                ("prefill", models.CharField(blank=True, max_length=50)),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                        to="onboarding.question",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.standardversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("changes_requested", "Changes requested"),
                            ("approved", "Approved"),
                            ("live", "Live"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                (
                    "target_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="target go-live"
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("prefilled", models.JSONField(blank=True, default=dict)),
                ("reason", models.TextField(blank=True, verbose_name="why it ended")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("live_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("review_since", models.DateTimeField(null=True)),
                ("review_seconds", models.PositiveIntegerField(default=0)),
                ("due_at", models.DateTimeField(null=True, verbose_name="review due")),
                ("readiness", models.FloatField(default=0)),
                ("badge", models.CharField(blank=True, max_length=6)),
                ("is_gate_met", models.BooleanField(default=False)),
                ("unmet_count", models.PositiveSmallIntegerField(default=0)),
                ("waiting_count", models.PositiveSmallIntegerField(default=0)),
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
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.request",
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
                        to="onboarding.request",
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
                (
                    "requester",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Approval",
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
                ("seat", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvals",
                        to="onboarding.request",
                    ),
                ),
            ],
            options={
                "ordering": ["seat"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "seat"), name="seat_once"
                    ),
                    models.UniqueConstraint(
                        fields=("request", "by"), name="approver_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seat__in", [1, 2])), name="two_seats"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("seat", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
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
                        to="onboarding.approval",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.request",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Comment",
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
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "answers_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="onboarding.comment",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentions",
                    models.ManyToManyField(
                        related_name="mentioned_in", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="onboarding.request",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CommentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "answers_to",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.comment",
                    ),
                ),
                (
                    "author",
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
                        to="onboarding.comment",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.request",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                ("value", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("given_at", models.DateTimeField()),
                ("valid_until_on", models.DateField(blank=True, null=True)),
                ("meets_threshold", models.BooleanField(null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="filled in from"
                    ),
                ),
                ("is_confirmed", models.BooleanField(default=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
                "ordering": ["-given_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_confirmed", True),
                            models.Q(("source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="unconfirmed_names_its_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("value", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("given_at", models.DateTimeField()),
                ("valid_until_on", models.DateField(blank=True, null=True)),
                ("meets_threshold", models.BooleanField(null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="filled in from"
                    ),
                ),
                ("is_confirmed", models.BooleanField(default=True)),
                (
                    "author",
                    models.ForeignKey(
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
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.storedfile",
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
                        to="onboarding.evidence",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Waiver",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("risk", models.TextField()),
                ("control", models.TextField(verbose_name="compensating control")),
                ("expires_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(
                                ("decided_by", models.F("proposed_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="waiver_needs_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "proposed"),
                            ("decided_by__isnull", False),
                            _connector="OR",
                        ),
                        name="decided_waiver_names_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("evidence_given", "Evidence given"),
                            ("accepted", "Accepted"),
                            ("returned", "Returned"),
                            ("na_proposed", "Said not to apply"),
                            ("not_applicable", "Not applicable"),
                            ("waiver_proposed", "Waiver proposed"),
                            ("waived", "Waived"),
                        ],
                        default="not_started",
                        max_length=20,
                    ),
                ),
                ("is_applicable", models.BooleanField(default=True)),
                (
                    "why",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why it applies"
                    ),
                ),
                ("not_applicable_reason", models.TextField(blank=True)),
                ("waiting_since", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("return_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assigned_assessments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="onboarding.criterion",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="onboarding.evidence",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="onboarding.request",
                    ),
                ),
                (
                    "waiver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="onboarding.waiver",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "criterion__category__position",
                    "criterion__position",
                    "pk",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "criterion"), name="assessed_once"
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["state", "waiting_since"], name="assessment_waiting"
                    ),
                    models.Index(fields=["assignee", "state"], name="assessment_desk"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaiverEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("risk", models.TextField()),
                ("control", models.TextField(verbose_name="compensating control")),
                ("expires_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.assessment",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
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
                        to="onboarding.waiver",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
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
            name="AssessmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("evidence_given", "Evidence given"),
                            ("accepted", "Accepted"),
                            ("returned", "Returned"),
                            ("na_proposed", "Said not to apply"),
                            ("not_applicable", "Not applicable"),
                            ("waiver_proposed", "Waiver proposed"),
                            ("waived", "Waived"),
                        ],
                        default="not_started",
                        max_length=20,
                    ),
                ),
                ("is_applicable", models.BooleanField(default=True)),
                (
                    "why",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why it applies"
                    ),
                ),
                ("not_applicable_reason", models.TextField(blank=True)),
                ("waiting_since", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("return_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "assignee",
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
                    "decided_by",
                    models.ForeignKey(
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
                        to="onboarding.assessment",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.criterion",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.evidence",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.request",
                    ),
                ),
                (
                    "waiver",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="onboarding.waiver",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="Comment",
            name="assessment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="onboarding.assessment",
            ),
        ),
        migrations.AddField(
            model_name="CommentEvent",
            name="assessment",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="onboarding.assessment",
            ),
        ),
        migrations.AddField(
            model_name="Evidence",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="givings",
                to="onboarding.assessment",
            ),
        ),
        migrations.AddField(
            model_name="EvidenceEvent",
            name="assessment",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="onboarding.assessment",
            ),
        ),
        migrations.AddField(
            model_name="Waiver",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="waivers",
                to="onboarding.assessment",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_categoryevent" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (NEW."description", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."slug"); RETURN NULL;',
                    hash="8bd8ea903387616949426c5def72e070fff6bf2f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_126bd",
                    table="onboarding_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_categoryevent" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (NEW."description", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."slug"); RETURN NULL;',
                    hash="f561f391b8b06d1853ce3f3e034b959b818d275f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b8770",
                    table="onboarding_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_categoryevent" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (OLD."description", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."slug"); RETURN NULL;',
                    hash="cb8abc28032faf17e2843699314ded742141d66e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_79929",
                    table="onboarding_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standard",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_standardevent" ("applies", "description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."applies", NEW."description", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="c45dc2f4cdc8c3c247d0096297ab501225a1f300",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3adc9",
                    table="onboarding_standard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standard",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_standardevent" ("applies", "description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."applies", NEW."description", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="372a72d311f696114ea069dddfc8ae6e32901548",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fd62f",
                    table="onboarding_standard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standard",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_standardevent" ("applies", "description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (OLD."applies", OLD."description", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."version"); RETURN NULL;',
                    hash="182071e4cbd9d94ee4474a1342243f5c962f8bc4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f892b",
                    table="onboarding_standard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="categoryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="437e8623a980ef1859b04900155c4e6772c07f1c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cdfb7",
                    table="onboarding_categoryevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_evidenceevent" ("assessment_id", "author_id", "file_id", "given_at", "id", "is_confirmed", "meets_threshold", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_until_on", "value") VALUES (NEW."assessment_id", NEW."author_id", NEW."file_id", NEW."given_at", NEW."id", NEW."is_confirmed", NEW."meets_threshold", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."valid_until_on", NEW."value"); RETURN NULL;',
                    hash="44cc6d860ecb07ad0be2a18fe0ce705ad41eed60",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_318ce",
                    table="onboarding_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_evidenceevent" ("assessment_id", "author_id", "file_id", "given_at", "id", "is_confirmed", "meets_threshold", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_until_on", "value") VALUES (NEW."assessment_id", NEW."author_id", NEW."file_id", NEW."given_at", NEW."id", NEW."is_confirmed", NEW."meets_threshold", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."valid_until_on", NEW."value"); RETURN NULL;',
                    hash="a6925f2a7c358efa0cce1fb385f165dfbd439463",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_23956",
                    table="onboarding_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_evidenceevent" ("assessment_id", "author_id", "file_id", "given_at", "id", "is_confirmed", "meets_threshold", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_until_on", "value") VALUES (OLD."assessment_id", OLD."author_id", OLD."file_id", OLD."given_at", OLD."id", OLD."is_confirmed", OLD."meets_threshold", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."valid_until_on", OLD."value"); RETURN NULL;',
                    hash="f89f1acc00b64a435cf9c2b1d704710caf6bea43",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_74beb",
                    table="onboarding_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7bdeac3151b343f48b7567e13ebc51f324a60297",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2fca9",
                    table="onboarding_evidenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6b1f9e881d85e6f423d27c59c02d2ff8a225607c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9a54e",
                    table="onboarding_commentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_commentevent" ("answers_to_id", "assessment_id", "at", "author_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "text") VALUES (NEW."answers_to_id", NEW."assessment_id", NEW."at", NEW."author_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."request_id", NEW."text"); RETURN NULL;',
                    hash="b5fd0e954910ff1e245169274725991d4febfcae",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_69f6f",
                    table="onboarding_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_commentevent" ("answers_to_id", "assessment_id", "at", "author_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "text") VALUES (NEW."answers_to_id", NEW."assessment_id", NEW."at", NEW."author_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."request_id", NEW."text"); RETURN NULL;',
                    hash="95ad5dd0ab18f1fa6a1e3591514bce96088e23da",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ada8a",
                    table="onboarding_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_commentevent" ("answers_to_id", "assessment_id", "at", "author_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "text") VALUES (OLD."answers_to_id", OLD."assessment_id", OLD."at", OLD."author_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."request_id", OLD."text"); RETURN NULL;',
                    hash="665971ce628d589ce5e7cb40f2a496711efcb766",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_10f88",
                    table="onboarding_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approvalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9d4f8ecc1ee1bc8cbd82e3c3f91433aecb849135",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f05db",
                    table="onboarding_approvalevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_approvalevent" ("at", "by_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "seat") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."request_id", NEW."seat"); RETURN NULL;',
                    hash="883a42b3d1eb9900e30c13c420649458ddcb2e9a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_73b0e",
                    table="onboarding_approval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_approvalevent" ("at", "by_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "seat") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."request_id", NEW."seat"); RETURN NULL;',
                    hash="0e339944fcb6ca01e6688a60a8a0437d14b3b039",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a51b6",
                    table="onboarding_approval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_approvalevent" ("at", "by_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "seat") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."request_id", OLD."seat"); RETURN NULL;',
                    hash="27b23514ae7e087892497193247edb4415dcb156",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d222e",
                    table="onboarding_approval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requestevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0b16ec77fbe9b73b5e5c5e8f2e75cd45a66ba5b1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_90078",
                    table="onboarding_requestevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b83bd0c85a30d441adfdaf0fb8491c6fb9f57175",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e7be4",
                    table="onboarding_standardevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardversion",
            trigger=pgtrigger.compiler.Trigger(
                name="published_only_retires",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" IN ('published', 'retired') AND NOT (NEW.\"state\" = 'retired'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="95a5d270fe8221ef05c76558ffab2f65ace87409",
                    operation="UPDATE",
                    pgid="pgtrigger_published_only_retires_cec35",
                    table="onboarding_standardversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_standardversionevent" ("created_at", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "standard_id", "state", "version") VALUES (NEW."created_at", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."standard_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="c88384b668d2b1230d3d5d00b37c5003ed33a4f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5a197",
                    table="onboarding_standardversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_standardversionevent" ("created_at", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "standard_id", "state", "version") VALUES (NEW."created_at", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."standard_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="35598f0bbae44ed9b153dc93bc1d63916b2b8a7f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_214fa",
                    table="onboarding_standardversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_standardversionevent" ("created_at", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "standard_id", "state", "version") VALUES (OLD."created_at", OLD."id", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."standard_id", OLD."state", OLD."version"); RETURN NULL;',
                    hash="37ee6af6483873811ba324ee85e2704ddda71885",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7f4f9",
                    table="onboarding_standardversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="request",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_requestevent" ("answers", "application_id", "approved_at", "badge", "changed_at", "copied_from_id", "created_at", "due_at", "ended_at", "id", "is_gate_met", "live_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_id", "prefilled", "readiness", "reason", "requester_id", "review_seconds", "review_since", "state", "submitted_at", "target_on", "team_id", "unmet_count", "version", "waiting_count") VALUES (NEW."answers", NEW."application_id", NEW."approved_at", NEW."badge", NEW."changed_at", NEW."copied_from_id", NEW."created_at", NEW."due_at", NEW."ended_at", NEW."id", NEW."is_gate_met", NEW."live_at", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."platform_id", NEW."prefilled", NEW."readiness", NEW."reason", NEW."requester_id", NEW."review_seconds", NEW."review_since", NEW."state", NEW."submitted_at", NEW."target_on", NEW."team_id", NEW."unmet_count", NEW."version", NEW."waiting_count"); RETURN NULL;',
                    hash="74a1bca4f9094292026893816580d1d44c78f769",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a27de",
                    table="onboarding_request",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="request",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_requestevent" ("answers", "application_id", "approved_at", "badge", "changed_at", "copied_from_id", "created_at", "due_at", "ended_at", "id", "is_gate_met", "live_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_id", "prefilled", "readiness", "reason", "requester_id", "review_seconds", "review_since", "state", "submitted_at", "target_on", "team_id", "unmet_count", "version", "waiting_count") VALUES (NEW."answers", NEW."application_id", NEW."approved_at", NEW."badge", NEW."changed_at", NEW."copied_from_id", NEW."created_at", NEW."due_at", NEW."ended_at", NEW."id", NEW."is_gate_met", NEW."live_at", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."platform_id", NEW."prefilled", NEW."readiness", NEW."reason", NEW."requester_id", NEW."review_seconds", NEW."review_since", NEW."state", NEW."submitted_at", NEW."target_on", NEW."team_id", NEW."unmet_count", NEW."version", NEW."waiting_count"); RETURN NULL;',
                    hash="a40e62d550874380277865985725d737e5145c3b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_022c3",
                    table="onboarding_request",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="request",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_requestevent" ("answers", "application_id", "approved_at", "badge", "changed_at", "copied_from_id", "created_at", "due_at", "ended_at", "id", "is_gate_met", "live_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_id", "prefilled", "readiness", "reason", "requester_id", "review_seconds", "review_since", "state", "submitted_at", "target_on", "team_id", "unmet_count", "version", "waiting_count") VALUES (OLD."answers", OLD."application_id", OLD."approved_at", OLD."badge", OLD."changed_at", OLD."copied_from_id", OLD."created_at", OLD."due_at", OLD."ended_at", OLD."id", OLD."is_gate_met", OLD."live_at", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."platform_id", OLD."prefilled", OLD."readiness", OLD."reason", OLD."requester_id", OLD."review_seconds", OLD."review_since", OLD."state", OLD."submitted_at", OLD."target_on", OLD."team_id", OLD."unmet_count", OLD."version", OLD."waiting_count"); RETURN NULL;',
                    hash="4d3200b8553da56aeb7a402fb219e6c8dfab65b5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c95e1",
                    table="onboarding_request",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="questionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b4610b580e00bd7ce8903f8be3623663cd313f55",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_af169",
                    table="onboarding_questionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_published",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE found text;",
                    func="\n        IF TG_OP <> 'INSERT' THEN\n            SELECT state INTO found FROM onboarding_standardversion\n            WHERE id = OLD.edition_id;\n            IF found <> 'draft' THEN\n                RAISE EXCEPTION 'A published version of a standard never changes.';\n            END IF;\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        SELECT state INTO found FROM onboarding_standardversion\n        WHERE id = NEW.edition_id;\n        IF found <> 'draft' THEN\n            RAISE EXCEPTION 'A published version of a standard never changes.';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="43bccfc1050a220c094c82213f7a59d87da804e3",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_published_87697",
                    table="onboarding_question",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_questionevent" ("choices", "edition_id", "help", "id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prefill", "text", "version") VALUES (NEW."choices", NEW."edition_id", NEW."help", NEW."id", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."prefill", NEW."text", NEW."version"); RETURN NULL;',
                    hash="303e00182e447edc68c0e8bb1b6be56503be03af",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_55a8d",
                    table="onboarding_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_questionevent" ("choices", "edition_id", "help", "id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prefill", "text", "version") VALUES (NEW."choices", NEW."edition_id", NEW."help", NEW."id", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."prefill", NEW."text", NEW."version"); RETURN NULL;',
                    hash="39b5e01f7d0bb2036f1de2fad29cf4c0a7e87c15",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_58243",
                    table="onboarding_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_questionevent" ("choices", "edition_id", "help", "id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prefill", "text", "version") VALUES (OLD."choices", OLD."edition_id", OLD."help", OLD."id", OLD."key", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."prefill", OLD."text", OLD."version"); RETURN NULL;',
                    hash="9f18e1273bf6fd715194d66e97c4a44e6b1ab768",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_38e66",
                    table="onboarding_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="424a4c9a58bd5105b53d42b6f816e395edf35cd1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1f257",
                    table="onboarding_criterionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_published",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE found text;",
                    func="\n        IF TG_OP <> 'INSERT' THEN\n            SELECT state INTO found FROM onboarding_standardversion\n            WHERE id = OLD.edition_id;\n            IF found <> 'draft' THEN\n                RAISE EXCEPTION 'A published version of a standard never changes.';\n            END IF;\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        SELECT state INTO found FROM onboarding_standardversion\n        WHERE id = NEW.edition_id;\n        IF found <> 'draft' THEN\n            RAISE EXCEPTION 'A published version of a standard never changes.';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="53af389febec08c446fe90f721343fc6a155bd73",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_published_402d0",
                    table="onboarding_criterion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_criterionevent" ("applies", "category_id", "code", "edition_id", "evidence_kind", "guidance", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title", "valid_days", "version", "wanted", "weight") VALUES (NEW."applies", NEW."category_id", NEW."code", NEW."edition_id", NEW."evidence_kind", NEW."guidance", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."title", NEW."valid_days", NEW."version", NEW."wanted", NEW."weight"); RETURN NULL;',
                    hash="db0f233d5eb68c550e818b0475771a3eb229500b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_54ac8",
                    table="onboarding_criterion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_criterionevent" ("applies", "category_id", "code", "edition_id", "evidence_kind", "guidance", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title", "valid_days", "version", "wanted", "weight") VALUES (NEW."applies", NEW."category_id", NEW."code", NEW."edition_id", NEW."evidence_kind", NEW."guidance", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."title", NEW."valid_days", NEW."version", NEW."wanted", NEW."weight"); RETURN NULL;',
                    hash="dd3106f714efde7300273365842c50b15cf4766f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c9d3",
                    table="onboarding_criterion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_criterionevent" ("applies", "category_id", "code", "edition_id", "evidence_kind", "guidance", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title", "valid_days", "version", "wanted", "weight") VALUES (OLD."applies", OLD."category_id", OLD."code", OLD."edition_id", OLD."evidence_kind", OLD."guidance", OLD."id", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."title", OLD."valid_days", OLD."version", OLD."wanted", OLD."weight"); RETURN NULL;',
                    hash="1531ae78951a3c9b062f6fe05b00f23bdc1c7dba",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0d008",
                    table="onboarding_criterion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardversionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="66f7df6c1ea29bef07a15ac3968d80e60f2a1ffb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_81137",
                    table="onboarding_standardversionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waiver",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_waiverevent" ("assessment_id", "control", "decided_at", "decided_by_id", "expires_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "risk", "state") VALUES (NEW."assessment_id", NEW."control", NEW."decided_at", NEW."decided_by_id", NEW."expires_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."risk", NEW."state"); RETURN NULL;',
                    hash="b9b876c4a991111162aeffbb2db50465d3593d2f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d9656",
                    table="onboarding_waiver",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waiver",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_waiverevent" ("assessment_id", "control", "decided_at", "decided_by_id", "expires_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "risk", "state") VALUES (NEW."assessment_id", NEW."control", NEW."decided_at", NEW."decided_by_id", NEW."expires_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."risk", NEW."state"); RETURN NULL;',
                    hash="13e8ae0c2c388879deee4615ff66a9e1be7e8ee1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2ff46",
                    table="onboarding_waiver",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waiver",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_waiverevent" ("assessment_id", "control", "decided_at", "decided_by_id", "expires_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "risk", "state") VALUES (OLD."assessment_id", OLD."control", OLD."decided_at", OLD."decided_by_id", OLD."expires_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."risk", OLD."state"); RETURN NULL;',
                    hash="ef1b3a06fcd5f25f6b530b1ec163b1214d729635",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6c7b2",
                    table="onboarding_waiver",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f00c160532a5fb3968459777e45fc384b307d8b5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_13811",
                    table="onboarding_assessmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_assessmentevent" ("assignee_id", "criterion_id", "decided_at", "decided_by_id", "evidence_id", "id", "is_applicable", "not_applicable_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "return_count", "state", "version", "waiting_since", "waiver_id", "why") VALUES (NEW."assignee_id", NEW."criterion_id", NEW."decided_at", NEW."decided_by_id", NEW."evidence_id", NEW."id", NEW."is_applicable", NEW."not_applicable_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."request_id", NEW."return_count", NEW."state", NEW."version", NEW."waiting_since", NEW."waiver_id", NEW."why"); RETURN NULL;',
                    hash="58b569f9cb733c2d1d829f58f6de3d8b635b3b85",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_436a1",
                    table="onboarding_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "onboarding_assessmentevent" ("assignee_id", "criterion_id", "decided_at", "decided_by_id", "evidence_id", "id", "is_applicable", "not_applicable_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "return_count", "state", "version", "waiting_since", "waiver_id", "why") VALUES (NEW."assignee_id", NEW."criterion_id", NEW."decided_at", NEW."decided_by_id", NEW."evidence_id", NEW."id", NEW."is_applicable", NEW."not_applicable_reason", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."request_id", NEW."return_count", NEW."state", NEW."version", NEW."waiting_since", NEW."waiver_id", NEW."why"); RETURN NULL;',
                    hash="60e86f70f368e20838910f5442265cf0427499d5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_84867",
                    table="onboarding_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "onboarding_assessmentevent" ("assignee_id", "criterion_id", "decided_at", "decided_by_id", "evidence_id", "id", "is_applicable", "not_applicable_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "return_count", "state", "version", "waiting_since", "waiver_id", "why") VALUES (OLD."assignee_id", OLD."criterion_id", OLD."decided_at", OLD."decided_by_id", OLD."evidence_id", OLD."id", OLD."is_applicable", OLD."not_applicable_reason", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."request_id", OLD."return_count", OLD."state", OLD."version", OLD."waiting_since", OLD."waiver_id", OLD."why"); RETURN NULL;',
                    hash="ad932da5b1037c2158168e7d2d3f618b8167e803",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_91191",
                    table="onboarding_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waiverevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c338121cc65f473f8f1f8303185bf31c519b83ec",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0bb80",
                    table="onboarding_waiverevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
