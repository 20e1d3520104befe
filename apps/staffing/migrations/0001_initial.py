import apps.accounts.models.people
import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("catalog", "0002_imports_and_dependencies"),
        ("core", "0002_typedtext"),
        ("history", "0002_concern_concern_append_only"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AbsenceType",
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
                ("name", models.CharField(max_length=60, unique=True)),
                ("needs_approval", models.BooleanField(default=True)),
                (
                    "has_balance",
                    models.BooleanField(
                        default=False, verbose_name="taken from a yearly balance"
                    ),
                ),
                (
                    "is_private",
                    models.BooleanField(
                        default=True, verbose_name="others see only that one is away"
                    ),
                ),
                (
                    "days_a_year",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        help_text="For full time; FTE and joining or leaving within the year reduce it.",
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="days of a full year",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ChecklistTemplate",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joiner", "Joiner"),
                            ("mover", "Mover"),
                            ("leaver", "Leaver"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "is_used",
                    models.BooleanField(
                        default=True, verbose_name="offered for new checklists"
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "name"],
            },
        ),
        migrations.CreateModel(
            name="GrowthRun",
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
                            ("retention", "Retention"),
                            ("erasure", "Erasure"),
                            ("export", "Export"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("counts", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewCycle",
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
                ("name", models.CharField(max_length=80, unique=True)),
                ("self_by", models.DateField(verbose_name="self-assessments by")),
                (
                    "manager_by",
                    models.DateField(verbose_name="managers' assessments by"),
                ),
                ("ends_on", models.DateField(verbose_name="signed by")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-ends_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("manager_by__gte", models.F("self_by")),
                            ("ends_on__gte", models.F("manager_by")),
                        ),
                        name="cycle_days_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rota",
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
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("on_call", "On call"), ("shifts", "Shifts worked")],
                        default="on_call",
                        max_length=10,
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/London",
                        max_length=50,
                        validators=[apps.accounts.models.people.check_time_zone],
                    ),
                ),
                (
                    "swaps_need_approval",
                    models.BooleanField(
                        default=False,
                        verbose_name="swaps are approved by the team's manager",
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "source",
                    models.CharField(blank=True, editable=False, max_length=200),
                ),
                ("retired_on", models.DateField(blank=True, null=True)),
                (
                    "platforms",
                    models.ManyToManyField(
                        blank=True, related_name="rotas", to="catalog.platform"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rotas",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="RotaImport",
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
                    "tool",
                    models.CharField(
                        choices=[
                            ("pagerduty", "PagerDuty"),
                            ("opsgenie", "Opsgenie"),
                            ("grafana", "Grafana OnCall"),
                            ("goalert", "GoAlert"),
                        ],
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("document", models.JSONField()),
                ("report", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
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
                ("name", models.CharField(max_length=200)),
                ("cells", models.JSONField(default=list)),
                ("problems", models.JSONField(default=list)),
                ("read_at", models.DateTimeField()),
                ("written_at", models.DateTimeField(null=True)),
                ("written_count", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-read_at"],
            },
        ),
        migrations.CreateModel(
            name="Skill",
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
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("description", models.TextField(blank=True)),
                (
                    "levels",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="What each level means here, by number.",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="below",
                        to="staffing.skill",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="catalog.platform",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parent", "name"),
                        name="skill_once_a_branch",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamRole",
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
                ("name", models.CharField(max_length=80, unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="WorkingPattern",
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
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "week",
                    models.JSONField(
                        default=list,
                        help_text='Seven lists, Monday first, of pairs such as ["09:00", "17:30"].',
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="WorkingTimeTerms",
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
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="Two letters, such as GB. Empty: everywhere else.",
                        max_length=2,
                        unique=True,
                    ),
                ),
                (
                    "rest",
                    models.DecimalField(
                        decimal_places=1,
                        default=11,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours of rest between shifts",
                    ),
                ),
                (
                    "weekly_rest",
                    models.DecimalField(
                        decimal_places=1,
                        default=24,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours of rest in a row each week",
                    ),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        decimal_places=1,
                        default=48,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours a week on average",
                    ),
                ),
                (
                    "reference_weeks",
                    models.PositiveSmallIntegerField(
                        default=17,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(52),
                        ],
                        verbose_name="weeks of that average",
                    ),
                ),
                (
                    "consecutive_nights",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="nights in a row",
                    ),
                ),
                (
                    "night_work",
                    models.DecimalField(
                        decimal_places=1,
                        default=8,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours a day on average of who works nights",
                    ),
                ),
                (
                    "night_reference_weeks",
                    models.PositiveSmallIntegerField(
                        default=17,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(52),
                        ],
                        verbose_name="weeks of the average of nights",
                    ),
                ),
                ("night_from", models.TimeField(default=datetime.time(23, 0))),
                ("night_until", models.TimeField(default=datetime.time(6, 0))),
                (
                    "is_on_call_work",
                    models.BooleanField(
                        default=False,
                        help_text="Else call-outs alone are.",
                        verbose_name="on call is working time",
                    ),
                ),
            ],
            options={
                "verbose_name": "working-time terms",
                "verbose_name_plural": "working-time terms",
                "ordering": ["country"],
            },
        ),
        migrations.CreateModel(
            name="AbsenceTypeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=60)),
                ("needs_approval", models.BooleanField(default=True)),
                (
                    "has_balance",
                    models.BooleanField(
                        default=False, verbose_name="taken from a yearly balance"
                    ),
                ),
                (
                    "is_private",
                    models.BooleanField(
                        default=True, verbose_name="others see only that one is away"
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
                        to="staffing.absencetype",
                    ),
                ),
                (
                    "days_a_year",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        help_text="For full time; FTE and joining or leaving within the year reduce it.",
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="days of a full year",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChecklistTemplateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joiner", "Joiner"),
                            ("mover", "Mover"),
                            ("leaver", "Leaver"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "is_used",
                    models.BooleanField(
                        default=True, verbose_name="offered for new checklists"
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
                        to="staffing.checklisttemplate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoverageRule",
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
                ("name", models.CharField(max_length=100)),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Aware"),
                            (2, "With help"),
                            (3, "Alone"),
                            (4, "Teaches"),
                        ],
                        default=3,
                    ),
                ),
                (
                    "windows",
                    models.JSONField(
                        default=list,
                        help_text='In the rota\'s zone, such as {"weekday": 0, "from": "08:00", "until": "20:00"}.',
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                (
                    "until_on",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coverage_rules",
                        to="staffing.rota",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="staffing.skill",
                    ),
                ),
            ],
            options={
                "ordering": ["rota__name", "name"],
            },
        ),
        migrations.CreateModel(
            name="Generation",
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
                ("first_on", models.DateField(verbose_name="from")),
                ("last_on", models.DateField(verbose_name="last day")),
                ("lines", models.TextField(max_length=2000, verbose_name="shifts")),
                (
                    "rest",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="hours of rest between shifts"
                    ),
                ),
                (
                    "weekly_rest",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="hours free each week"
                    ),
                ),
                (
                    "weekly_work",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="hours a week at most"
                    ),
                ),
                (
                    "nights",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="nights in a row at most"
                    ),
                ),
                (
                    "wish_points",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="a wish weighs"
                    ),
                ),
                (
                    "change_points",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="a change weighs"
                    ),
                ),
                (
                    "seconds",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(1800),
                        ],
                        verbose_name="seconds to search at most",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Searching"),
                            ("found", "Proposal"),
                            ("clash", "No rota"),
                            ("failed", "Failed"),
                            ("stopped", "Stopped"),
                            ("published", "Published"),
                            ("dropped", "Dropped"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("slots", models.JSONField(default=list)),
                ("clash", models.JSONField(default=dict)),
                ("failure", models.TextField(blank=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("stop_asked_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="generations",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(fields=["rota", "-asked_at"], name="generation_rota"),
                    models.Index(fields=["-asked_at"], name="generation_asked"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="generation_starts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverNote",
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
                ("handoff_at", models.DateTimeField(verbose_name="for the handoff at")),
                ("text", models.TextField(max_length=10000)),
                ("written_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="staffing.rota",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-handoff_at", "-pk"],
                "indexes": [
                    models.Index(fields=["rota", "-handoff_at"], name="handover_rota")
                ],
            },
        ),
        migrations.CreateModel(
            name="Layer",
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
                ("name", models.CharField(max_length=80)),
                (
                    "height",
                    models.PositiveSmallIntegerField(help_text="Higher counts first."),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="layers",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "ordering": ["-height"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rota", "height"), name="layer_once_a_height"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("name", models.CharField(max_length=150, verbose_name="full name")),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="work e-mail"
                    ),
                ),
                ("location", models.CharField(blank=True, max_length=80)),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="Two letters, such as GB.",
                        max_length=2,
                        verbose_name="holidays of",
                    ),
                ),
                (
                    "subdivision",
                    models.CharField(blank=True, max_length=10, verbose_name="region"),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/London",
                        max_length=50,
                        validators=[apps.accounts.models.people.check_time_zone],
                    ),
                ),
                (
                    "fte",
                    models.DecimalField(
                        decimal_places=2,
                        default=1,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.05")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="FTE",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="joined on")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="last day"),
                ),
                (
                    "line_manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="staffing.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="login",
                    ),
                ),
                (
                    "pattern",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="staffing.workingpattern",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "indexes": [
                    models.Index(fields=["name"], name="staff_name"),
                    models.Index(fields=["starts_on", "ends_on"], name="staff_here"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="one_person_an_email",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="person_joins_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("line_manager", None),
                            models.Q(("line_manager", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="person_not_their_own_manager",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedWork",
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
                        choices=[
                            ("review", "Onboarding review"),
                            ("action", "Review action"),
                            ("project", "Project"),
                            ("other", "Other"),
                        ],
                        default="project",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                ("monday", models.DateField(verbose_name="week of")),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("key", models.CharField(blank=True, editable=False, max_length=100)),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="staffing.skill",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="planned_work",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "planned work",
                "ordering": ["monday", "title"],
                "indexes": [
                    models.Index(fields=["team", "monday"], name="planned_team_week")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("monday__iso_week_day", 1)),
                        name="planned_from_monday",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("key", "monday"),
                        name="planned_once_a_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
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
                ("number", models.PositiveIntegerField()),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("published_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=200)),
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
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rota", "number"), name="publication_once_a_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewCycleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("self_by", models.DateField(verbose_name="self-assessments by")),
                (
                    "manager_by",
                    models.DateField(verbose_name="managers' assessments by"),
                ),
                ("ends_on", models.DateField(verbose_name="signed by")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
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
                        to="staffing.reviewcycle",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RotaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("on_call", "On call"), ("shifts", "Shifts worked")],
                        default="on_call",
                        max_length=10,
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/London",
                        max_length=50,
                        validators=[apps.accounts.models.people.check_time_zone],
                    ),
                ),
                (
                    "swaps_need_approval",
                    models.BooleanField(
                        default=False,
                        verbose_name="swaps are approved by the team's manager",
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "source",
                    models.CharField(blank=True, editable=False, max_length=200),
                ),
                ("retired_on", models.DateField(blank=True, null=True)),
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
                        to="staffing.rota",
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
            name="RotaImportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "tool",
                    models.CharField(
                        choices=[
                            ("pagerduty", "PagerDuty"),
                            ("opsgenie", "Opsgenie"),
                            ("grafana", "Grafana OnCall"),
                            ("goalert", "GoAlert"),
                        ],
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("report", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
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
                        to="staffing.rotaimport",
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
            name="ShiftFeed",
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
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "alarm_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="remind before a shift, minutes",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shift_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: your own shifts, of every rota.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="staffing.rota",
                        verbose_name="everybody's shifts of",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SkillEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("name", models.CharField(max_length=100)),
                ("description", models.TextField(blank=True)),
                (
                    "levels",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="What each level means here, by number.",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.skill",
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
                        to="staffing.skill",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
        migrations.CreateModel(
            name="Target",
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
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Aware"),
                            (2, "With help"),
                            (3, "Alone"),
                            (4, "Teaches"),
                        ],
                        validators=[django.core.validators.MaxValueValidator(4)],
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="staffing.skill",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="staffing.teamrole",
                    ),
                ),
            ],
            options={
                "ordering": ["role__name", "skill__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("role", "skill"), name="target_once_a_skill"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamRoleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=80)),
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
                        to="staffing.teamrole",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TemplateStep",
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
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("person", "the person"),
                            ("line_manager", "line manager"),
                            ("team_manager", "team manager"),
                            ("starter", "who starts it"),
                        ],
                        max_length=12,
                        verbose_name="done by",
                    ),
                ),
                ("days", models.SmallIntegerField(verbose_name="days after the day")),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="staffing.checklisttemplate",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="WorkingPatternEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=80)),
                (
                    "week",
                    models.JSONField(
                        default=list,
                        help_text='Seven lists, Monday first, of pairs such as ["09:00", "17:30"].',
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
                        to="staffing.workingpattern",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkingTimeTermsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="Two letters, such as GB. Empty: everywhere else.",
                        max_length=2,
                    ),
                ),
                (
                    "rest",
                    models.DecimalField(
                        decimal_places=1,
                        default=11,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours of rest between shifts",
                    ),
                ),
                (
                    "weekly_rest",
                    models.DecimalField(
                        decimal_places=1,
                        default=24,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours of rest in a row each week",
                    ),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        decimal_places=1,
                        default=48,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours a week on average",
                    ),
                ),
                (
                    "reference_weeks",
                    models.PositiveSmallIntegerField(
                        default=17,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(52),
                        ],
                        verbose_name="weeks of that average",
                    ),
                ),
                (
                    "consecutive_nights",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="nights in a row",
                    ),
                ),
                (
                    "night_work",
                    models.DecimalField(
                        decimal_places=1,
                        default=8,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours a day on average of who works nights",
                    ),
                ),
                (
                    "night_reference_weeks",
                    models.PositiveSmallIntegerField(
                        default=17,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(52),
                        ],
                        verbose_name="weeks of the average of nights",
                    ),
                ),
                ("night_from", models.TimeField(default=datetime.time(23, 0))),
                ("night_until", models.TimeField(default=datetime.time(6, 0))),
                (
                    "is_on_call_work",
                    models.BooleanField(
                        default=False,
                        help_text="Else call-outs alone are.",
                        verbose_name="on call is working time",
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
                        to="staffing.workingtimeterms",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Absence",
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
                ("first_on", models.DateField(verbose_name="first day")),
                ("last_on", models.DateField(verbose_name="last day")),
                (
                    "from_noon",
                    models.BooleanField(
                        default=False, verbose_name="from noon of the first day"
                    ),
                ),
                (
                    "until_noon",
                    models.BooleanField(
                        default=False, verbose_name="until noon of the last day"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Awaiting approval"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=300)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="staffing.absencetype",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["first_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["person", "first_on", "last_on"], name="absence_person"
                    ),
                    models.Index(fields=["state", "first_on"], name="absence_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="absence_starts_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("first_on", models.F("last_on")), _negated=True),
                            ("from_noon", False),
                            ("until_noon", False),
                            _connector="OR",
                        ),
                        name="absence_is_some_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Allowance",
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
                ("year", models.PositiveSmallIntegerField()),
                (
                    "days",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="days instead",
                    ),
                ),
                (
                    "carried",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="carried over",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="staffing.absencetype",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="allowances",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "kind__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "kind", "year"), name="allowance_once_a_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallOut",
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
                ("starts_at", models.DateTimeField(verbose_name="called at")),
                ("ends_at", models.DateTimeField(verbose_name="done at")),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what for"
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_outs",
                        to="staffing.person",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="call_outs",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["person", "starts_at"], name="call_out_person"
                    ),
                    models.Index(fields=["rota", "starts_at"], name="call_out_rota"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__lt", models.F("ends_at"))),
                        name="call_out_starts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
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
                ("name", models.CharField(max_length=120, verbose_name="what it is")),
                ("number", models.CharField(blank=True, max_length=60)),
                ("issuer", models.CharField(blank=True, max_length=120)),
                ("issued_on", models.DateField(blank=True, null=True)),
                (
                    "expires_on",
                    models.DateField(blank=True, null=True, verbose_name="expires"),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificates",
                        to="staffing.person",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="staffing.skill",
                    ),
                ),
            ],
            options={
                "ordering": ["expires_on", "pk"],
                "indexes": [
                    models.Index(fields=["expires_on"], name="staff_certificate_expiry")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None),
                            ("issued_on", None),
                            ("expires_on__gte", models.F("issued_on")),
                            _connector="OR",
                        ),
                        name="staff_certificate_starts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Checklist",
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
                        choices=[
                            ("joiner", "Joiner"),
                            ("mover", "Mover"),
                            ("leaver", "Leaver"),
                        ],
                        max_length=6,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("day_on", models.DateField(verbose_name="day")),
                ("started_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checklists",
                        to="staffing.person",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["day_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["day_on"],
                        name="checklist_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CoverageRuleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=100)),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Aware"),
                            (2, "With help"),
                            (3, "Alone"),
                            (4, "Teaches"),
                        ],
                        default=3,
                    ),
                ),
                (
                    "windows",
                    models.JSONField(
                        default=list,
                        help_text='In the rota\'s zone, such as {"weekday": 0, "from": "08:00", "until": "20:00"}.',
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                (
                    "until_on",
                    models.DateField(blank=True, null=True, verbose_name="until"),
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
                        to="staffing.coveragerule",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.skill",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DevelopmentPlan",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("title", models.CharField(max_length=200, verbose_name="where to")),
                ("words", models.TextField(blank=True, verbose_name="how it is now")),
                ("ends_on", models.DateField(verbose_name="until")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-ends_on", "-pk"],
                "indexes": [
                    models.Index(fields=["person", "-ends_on"], name="plan_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Awaiting a second person"),
                            ("done", "Done"),
                            ("declined", "Declined"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(
                                models.Q(
                                    ("decided_by", models.F("author")), _negated=True
                                ),
                                models.Q(
                                    ("decided_by", models.F("person")), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="erasure_by_two",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gap",
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
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "short",
                    models.PositiveSmallIntegerField(verbose_name="people short"),
                ),
                ("cause", models.CharField(blank=True, max_length=200)),
                ("found_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gaps",
                        to="staffing.coveragerule",
                    ),
                ),
                (
                    "has_heads",
                    models.BooleanField(
                        default=False, verbose_name="enough people, not of the skill"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["starts_at"],
                        name="gap_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__lt", models.F("ends_at"))),
                        name="gap_starts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GenerationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("first_on", models.DateField(verbose_name="from")),
                ("last_on", models.DateField(verbose_name="last day")),
                ("lines", models.TextField(max_length=2000, verbose_name="shifts")),
                (
                    "rest",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="hours of rest between shifts"
                    ),
                ),
                (
                    "weekly_rest",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="hours free each week"
                    ),
                ),
                (
                    "weekly_work",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="hours a week at most"
                    ),
                ),
                (
                    "nights",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="nights in a row at most"
                    ),
                ),
                (
                    "wish_points",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="a wish weighs"
                    ),
                ),
                (
                    "change_points",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="a change weighs"
                    ),
                ),
                (
                    "seconds",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(1800),
                        ],
                        verbose_name="seconds to search at most",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Searching"),
                            ("found", "Proposal"),
                            ("clash", "No rota"),
                            ("failed", "Failed"),
                            ("stopped", "Stopped"),
                            ("published", "Published"),
                            ("dropped", "Dropped"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("failure", models.TextField(blank=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("stop_asked_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
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
                        to="staffing.generation",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GrowthDesk",
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
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk",
                        to="staffing.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandoverNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("handoff_at", models.DateTimeField(verbose_name="for the handoff at")),
                ("text", models.TextField(max_length=10000)),
                ("written_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
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
                        to="staffing.handovernote",
                    ),
                ),
                (
                    "read_by",
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
                    "rota",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                    ),
                ),
                (
                    "written_by",
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
            name="Holding",
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
                    "own_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Aware"),
                            (2, "With help"),
                            (3, "Alone"),
                            (4, "Teaches"),
                        ],
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(4)],
                    ),
                ),
                ("own_on", models.DateField(null=True)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Aware"),
                            (2, "With help"),
                            (3, "Alone"),
                            (4, "Teaches"),
                        ],
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(4)],
                        verbose_name="confirmed level",
                    ),
                ),
                ("confirmed_on", models.DateField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holdings",
                        to="staffing.person",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="staffing.skill",
                    ),
                ),
            ],
            options={
                "ordering": ["skill__name"],
                "indexes": [
                    models.Index(fields=["skill", "level"], name="holding_skill_level")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "skill"), name="holding_once_a_skill"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HrGrant",
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
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                ("reason", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hr_grants",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-ends_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="hr_grant_ends_last",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(
                                ("approved_by", models.F("asked_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="hr_grant_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", None)),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="hr_grant_approved_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LayerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=80)),
                (
                    "height",
                    models.PositiveSmallIntegerField(help_text="Higher counts first."),
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
                        to="staffing.layer",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Objective",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("title", models.CharField(max_length=200, verbose_name="objective")),
                ("why", models.TextField(blank=True, verbose_name="why it matters")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("reached", "Reached"),
                            ("missed", "Missed"),
                            ("dropped", "Dropped"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-ends_on", "-pk"],
                "indexes": [
                    models.Index(fields=["person", "state"], name="objective_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="objective_starts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OneToOne",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("on", models.DateField(verbose_name="day")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "one-to-one",
                "ordering": ["-on", "-pk"],
                "indexes": [
                    models.Index(fields=["person", "-on"], name="one_to_one_person"),
                    models.Index(fields=["state", "on"], name="one_to_one_due"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
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
                ("reason", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "added",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                        verbose_name="who covers",
                    ),
                ),
                (
                    "removed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                        verbose_name="instead of",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrides",
                        to="staffing.rota",
                    ),
                ),
                (
                    "is_alone",
                    models.BooleanField(
                        default=False, verbose_name="instead of everybody"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "indexes": [
                    models.Index(
                        fields=["rota", "starts_at", "ends_at"], name="override_when"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__lt", models.F("ends_at"))),
                        name="override_starts_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("added", None), ("removed", None), _negated=True
                        ),
                        name="override_says_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=150, verbose_name="full name")),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="work e-mail"
                    ),
                ),
                ("location", models.CharField(blank=True, max_length=80)),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="Two letters, such as GB.",
                        max_length=2,
                        verbose_name="holidays of",
                    ),
                ),
                (
                    "subdivision",
                    models.CharField(blank=True, max_length=10, verbose_name="region"),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/London",
                        max_length=50,
                        validators=[apps.accounts.models.people.check_time_zone],
                    ),
                ),
                (
                    "fte",
                    models.DecimalField(
                        decimal_places=2,
                        default=1,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.05")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="FTE",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="joined on")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="last day"),
                ),
                (
                    "line_manager",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
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
                        to="staffing.person",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="login",
                    ),
                ),
                (
                    "pattern",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.workingpattern",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonnelAction",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pay", "Pay change"),
                            ("promotion", "Promotion"),
                            ("transfer", "Transfer"),
                            ("termination", "Termination"),
                        ],
                        max_length=11,
                    ),
                ),
                ("effective_on", models.DateField(verbose_name="from")),
                (
                    "before",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="as it is"
                    ),
                ),
                (
                    "after",
                    models.CharField(max_length=200, verbose_name="as it will be"),
                ),
                ("reason", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Awaiting approval"),
                            ("approved", "Approved"),
                            ("in_effect", "In effect"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-effective_on", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "effective_on"], name="personnel_due")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("author", models.F("person")), _negated=True
                        ),
                        name="nobody_proposes_for_themself",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedWorkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("review", "Onboarding review"),
                            ("action", "Review action"),
                            ("project", "Project"),
                            ("other", "Other"),
                        ],
                        default="project",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                ("monday", models.DateField(verbose_name="week of")),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("key", models.CharField(blank=True, editable=False, max_length=100)),
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
                        to="staffing.plannedwork",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.skill",
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
            name="Posting",
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
                    "fte",
                    models.DecimalField(
                        decimal_places=2,
                        default=1,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.05")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="FTE",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to="staffing.person",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="accounts.team",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="staffing.teamrole",
                    ),
                ),
            ],
            options={
                "ordering": ["person__name", "starts_on"],
                "indexes": [
                    models.Index(fields=["team", "starts_on"], name="posting_team")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="posting_starts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("fills", models.JSONField(default=list)),
                ("cost", models.PositiveIntegerField()),
                ("bound", models.PositiveIntegerField()),
                ("ending", models.CharField(max_length=20)),
                ("spent_seconds", models.FloatField()),
                ("edited_at", models.DateTimeField(null=True)),
                (
                    "generation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposal",
                        to="staffing.generation",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.publication",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("published_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=200)),
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
                        to="staffing.publication",
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
                    "rota",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReadRecord",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("what", models.CharField(max_length=40)),
                ("rows", models.PositiveIntegerField(verbose_name="entries")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["person", "-id"], name="read_person")],
            },
        ),
        migrations.CreateModel(
            name="Recognition",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("words", models.TextField(verbose_name="what they did well")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["person", "-id"], name="recognition_person")
                ],
            },
        ),
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("self", "Self-assessment"),
                            ("manager", "Manager's assessment"),
                            ("calibration", "Calibration"),
                            ("talk", "To be signed"),
                            ("signed", "Signed by both"),
                        ],
                        default="self",
                        max_length=12,
                    ),
                ),
                (
                    "performance",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Below"), (2, "As expected"), (3, "Above")],
                        null=True,
                        verbose_name="result",
                    ),
                ),
                ("person_signed_at", models.DateTimeField(null=True)),
                ("manager_signed_at", models.DateTimeField(null=True)),
                (
                    "comment",
                    models.TextField(blank=True, verbose_name="the person's comment"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.reviewcycle",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-cycle__ends_on", "person__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cycle", "person"), name="one_review_a_cycle"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed"), _negated=True),
                            models.Q(
                                ("manager_signed_at__isnull", False),
                                ("person_signed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="review_is_signed_by_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leader", models.F("person")), _negated=True
                        ),
                        name="nobody_reviews_themself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rotation",
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
                ("name", models.CharField(max_length=80)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hour", "Hours"),
                            ("day", "Days"),
                            ("week", "Weeks"),
                            ("month", "Months"),
                        ],
                        default="week",
                        max_length=5,
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9000),
                        ],
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first handoff on")),
                (
                    "handoff_at",
                    models.TimeField(
                        help_text="By the rotation's clock.", verbose_name="handoff at"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Empty: that of the rota.",
                        max_length=50,
                        validators=[apps.accounts.models.people.check_time_zone],
                    ),
                ),
                (
                    "restrictions",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text='Hours that count, such as {"weekday": 0, "from": "22:00", "until": "06:00"}.',
                    ),
                ),
                (
                    "layer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rotations",
                        to="staffing.layer",
                    ),
                ),
                (
                    "on_minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Empty: all of the turn.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="minutes of each turn",
                    ),
                ),
                (
                    "since_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="nobody is on before"
                    ),
                ),
                (
                    "until_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="nobody is on from"
                    ),
                ),
                (
                    "weekdays",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="For turns of days: 0 is Monday; empty: every day counts.",
                        verbose_name="days that count",
                    ),
                ),
                (
                    "turn_count",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        editable=False,
                        help_text="More than places with people: the others are nobody's.",
                        null=True,
                        verbose_name="turns of a round",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Shift",
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
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="staffing.person",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="staffing.publication",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shifts",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "indexes": [
                    models.Index(fields=["rota", "starts_at"], name="shift_rota"),
                    models.Index(fields=["person", "starts_at"], name="shift_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__lt", models.F("ends_at"))),
                        name="shift_starts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShiftFeedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "alarm_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="remind before a shift, minutes",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "owner",
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
                        to="staffing.shiftfeed",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: your own shifts, of every rota.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                        verbose_name="everybody's shifts of",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Aware"),
                            (2, "With help"),
                            (3, "Alone"),
                            (4, "Teaches"),
                        ],
                        validators=[django.core.validators.MaxValueValidator(4)],
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
                        to="staffing.target",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.skill",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.teamrole",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TemplateStepEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("person", "the person"),
                            ("line_manager", "line manager"),
                            ("team_manager", "team manager"),
                            ("starter", "who starts it"),
                        ],
                        max_length=12,
                        verbose_name="done by",
                    ),
                ),
                ("days", models.SmallIntegerField(verbose_name="days after the day")),
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
                        to="staffing.templatestep",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.checklisttemplate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Vacancy",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("position", models.CharField(max_length=120)),
                ("reason", models.TextField(verbose_name="why it is needed")),
                ("wanted_on", models.DateField(verbose_name="wanted from")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Awaiting approval"),
                            ("open", "Open"),
                            ("filled", "Filled"),
                            ("closed", "Closed unfilled"),
                            ("declined", "Declined"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("opened_on", models.DateField(null=True, verbose_name="approved on")),
                (
                    "ended_on",
                    models.DateField(null=True, verbose_name="filled or closed on"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.teamrole",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Wish",
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
                ("first_on", models.DateField(verbose_name="first day")),
                ("last_on", models.DateField(verbose_name="last day")),
                (
                    "wants_work",
                    models.BooleanField(
                        default=False, verbose_name="wants to work then"
                    ),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Would be nice"),
                            (2, "Matters"),
                            (4, "Matters much"),
                        ],
                        default=2,
                        verbose_name="how much",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "wishes",
                "ordering": ["first_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["person", "first_on", "last_on"], name="wish_person"
                    ),
                    models.Index(fields=["first_on", "last_on"], name="wish_days"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="wish_starts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AbsenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("first_on", models.DateField(verbose_name="first day")),
                ("last_on", models.DateField(verbose_name="last day")),
                (
                    "from_noon",
                    models.BooleanField(
                        default=False, verbose_name="from noon of the first day"
                    ),
                ),
                (
                    "until_noon",
                    models.BooleanField(
                        default=False, verbose_name="until noon of the last day"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Awaiting approval"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=300)),
                (
                    "asked_by",
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
                        to="staffing.absence",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.absencetype",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActionDecision",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("is_yes", models.BooleanField()),
                ("words", models.TextField(blank=True, verbose_name="reason")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="staffing.personnelaction",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "author"), name="one_say_on_an_action"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("author", models.F("proposer")), _negated=True),
                            models.Q(("author", models.F("person")), _negated=True),
                        ),
                        name="nobody_approves_their_action",
                    ),
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
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "words",
                    models.CharField(max_length=300, verbose_name="to talk about"),
                ),
                (
                    "is_done",
                    models.BooleanField(default=False, verbose_name="talked about"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="staffing.onetoone",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="AllowanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "days",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="days instead",
                    ),
                ),
                (
                    "carried",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="carried over",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.absencetype",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.allowance",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Calibration",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "performance",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Below"), (2, "As expected"), (3, "Above")],
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                (
                    "potential",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Below"), (2, "As expected"), (3, "Above")],
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why there")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calibration",
                        to="staffing.review",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CallOutEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_at", models.DateTimeField(verbose_name="called at")),
                ("ends_at", models.DateTimeField(verbose_name="done at")),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what for"
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.callout",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Candidate",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("applied", "Applied"),
                            ("screening", "Screening"),
                            ("interview", "Interview"),
                            ("offer", "Offer"),
                            ("hired", "Hired"),
                            ("not_hired", "Not hired"),
                        ],
                        default="applied",
                        max_length=10,
                    ),
                ),
                ("stage_on", models.DateField(verbose_name="in this stage since")),
                ("name", models.CharField(blank=True, max_length=150)),
                (
                    "contact",
                    models.CharField(
                        blank=True, max_length=254, verbose_name="how to reach them"
                    ),
                ),
                (
                    "notes",
                    models.TextField(blank=True, verbose_name="notes on the interview"),
                ),
                ("offer", models.TextField(blank=True, verbose_name="what is offered")),
                ("erase_on", models.DateField(verbose_name="erased on")),
                ("erased_on", models.DateField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="staffing.vacancy",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vacancy", "number"), name="candidate_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="what it is")),
                ("number", models.CharField(blank=True, max_length=60)),
                ("issuer", models.CharField(blank=True, max_length=120)),
                ("issued_on", models.DateField(blank=True, null=True)),
                (
                    "expires_on",
                    models.DateField(blank=True, null=True, verbose_name="expires"),
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.certificate",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.skill",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChecklistEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joiner", "Joiner"),
                            ("mover", "Mover"),
                            ("leaver", "Leaver"),
                        ],
                        max_length=6,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("day_on", models.DateField(verbose_name="day")),
                ("started_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.checklist",
                    ),
                ),
                (
                    "started_by",
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
                        blank=True,
                        db_constraint=False,
                        null=True,
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
            name="ChecklistStep",
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
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("due_on", models.DateField(verbose_name="due")),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="staffing.checklist",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
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
                        related_name="checklist_steps",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "position"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["owner", "due_on"],
                        name="checklist_step_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GapEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "short",
                    models.PositiveSmallIntegerField(verbose_name="people short"),
                ),
                ("cause", models.CharField(blank=True, max_length=200)),
                ("found_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
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
                        to="staffing.gap",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.coveragerule",
                    ),
                ),
                (
                    "has_heads",
                    models.BooleanField(
                        default=False, verbose_name="enough people, not of the skill"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HoldingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "own_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Aware"),
                            (2, "With help"),
                            (3, "Alone"),
                            (4, "Teaches"),
                        ],
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(4)],
                    ),
                ),
                ("own_on", models.DateField(null=True)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Aware"),
                            (2, "With help"),
                            (3, "Alone"),
                            (4, "Teaches"),
                        ],
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(4)],
                        verbose_name="confirmed level",
                    ),
                ),
                ("confirmed_on", models.DateField(null=True)),
                (
                    "confirmed_by",
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
                        to="staffing.holding",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.skill",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HrGrantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                ("reason", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
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
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.hrgrant",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KeyResult",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("title", models.CharField(max_length=200, verbose_name="key result")),
                ("unit", models.CharField(blank=True, max_length=20)),
                (
                    "start",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="at the start"
                    ),
                ),
                ("target", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "current",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="now"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key_results",
                        to="staffing.objective",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start", models.F("target")), _negated=True
                        ),
                        name="key_result_leads_somewhere",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingNote",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("words", models.TextField(verbose_name="note")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="staffing.onetoone",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OverrideEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
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
                        to="staffing.override",
                    ),
                ),
                (
                    "added",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
                        verbose_name="who covers",
                    ),
                ),
                (
                    "removed",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
                        verbose_name="instead of",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                    ),
                ),
                (
                    "is_alone",
                    models.BooleanField(
                        default=False, verbose_name="instead of everybody"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanAction",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("words", models.CharField(max_length=300, verbose_name="step")),
                (
                    "link",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="article or training"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="by")),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="staffing.developmentplan",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PostingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "fte",
                    models.DecimalField(
                        decimal_places=2,
                        default=1,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.05")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="FTE",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.posting",
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
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.teamrole",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("cost", models.PositiveIntegerField()),
                ("bound", models.PositiveIntegerField()),
                ("ending", models.CharField(max_length=20)),
                ("spent_seconds", models.FloatField()),
                ("edited_at", models.DateTimeField(null=True)),
                (
                    "generation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.generation",
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
                        to="staffing.proposal",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.publication",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewPart",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self", "Self-assessment"),
                            ("manager", "Manager's assessment"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "went_well",
                    models.TextField(blank=True, verbose_name="what went well"),
                ),
                (
                    "to_change",
                    models.TextField(blank=True, verbose_name="what should change"),
                ),
                (
                    "next_steps",
                    models.TextField(blank=True, verbose_name="what comes next"),
                ),
                ("handed_in_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="staffing.review",
                    ),
                ),
            ],
            options={
                "ordering": ["-kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "kind", "author"), name="one_part_of_a_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RotationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=80)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hour", "Hours"),
                            ("day", "Days"),
                            ("week", "Weeks"),
                            ("month", "Months"),
                        ],
                        default="week",
                        max_length=5,
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9000),
                        ],
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first handoff on")),
                (
                    "handoff_at",
                    models.TimeField(
                        help_text="By the rotation's clock.", verbose_name="handoff at"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Empty: that of the rota.",
                        max_length=50,
                        validators=[apps.accounts.models.people.check_time_zone],
                    ),
                ),
                (
                    "restrictions",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text='Hours that count, such as {"weekday": 0, "from": "22:00", "until": "06:00"}.',
                    ),
                ),
                (
                    "layer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.layer",
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
                        to="staffing.rotation",
                    ),
                ),
                (
                    "on_minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Empty: all of the turn.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="minutes of each turn",
                    ),
                ),
                (
                    "since_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="nobody is on before"
                    ),
                ),
                (
                    "until_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="nobody is on from"
                    ),
                ),
                (
                    "weekdays",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="For turns of days: 0 is Monday; empty: every day counts.",
                        verbose_name="days that count",
                    ),
                ),
                (
                    "turn_count",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        editable=False,
                        help_text="More than places with people: the others are nobody's.",
                        null=True,
                        verbose_name="turns of a round",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RotationPlace",
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
                ("place", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="staffing.person",
                    ),
                ),
                (
                    "rotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="staffing.rotation",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rotation", "place", "person"),
                        name="person_once_a_place",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShiftEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.shift",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.publication",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Swap",
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
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("is_exchange", models.BooleanField(default=False)),
                ("needs_approval", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("accepted", "Accepted, awaiting approval"),
                            ("done", "Done"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=300)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "return_shift",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="staffing.shift",
                        verbose_name="in exchange for",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="swaps",
                        to="staffing.rota",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="swaps",
                        to="staffing.shift",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                        verbose_name="who takes it",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "indexes": [
                    models.Index(fields=["state", "starts_at"], name="swap_state")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["accepted", "asked"])),
                        fields=("shift",),
                        name="one_open_swap_a_shift",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_by", None),
                            models.Q(
                                ("accepted_by", models.F("decided_by")), _negated=True
                            ),
                            ("needs_approval", False),
                            _connector="OR",
                        ),
                        name="swap_two_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VacancyDecision",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("is_yes", models.BooleanField()),
                ("words", models.TextField(blank=True, verbose_name="reason")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="staffing.vacancy",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vacancy", "author"), name="one_say_on_a_vacancy"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("author", models.F("proposer")), _negated=True),
                            models.Q(("author", models.F("person")), _negated=True),
                        ),
                        name="nobody_approves_their_vacancy",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WantedSkill",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.skill",
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wanted",
                        to="staffing.vacancy",
                    ),
                ),
            ],
            options={
                "ordering": ["-level", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vacancy", "skill"), name="skill_once_a_vacancy"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WishEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("first_on", models.DateField(verbose_name="first day")),
                ("last_on", models.DateField(verbose_name="last day")),
                (
                    "wants_work",
                    models.BooleanField(
                        default=False, verbose_name="wants to work then"
                    ),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Would be nice"),
                            (2, "Matters"),
                            (4, "Matters much"),
                        ],
                        default=2,
                        verbose_name="how much",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.wish",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChecklistStepEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("due_on", models.DateField(verbose_name="due")),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "checklist",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.checklist",
                    ),
                ),
                (
                    "done_by",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
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
                        to="staffing.checkliststep",
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
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only who wrote it"),
                            ("line", "The line above"),
                            ("shared", "The person and the line above"),
                        ],
                        default="shared",
                        max_length=7,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("words", models.TextField(verbose_name="what shows it")),
                ("link", models.CharField(blank=True, max_length=500)),
                ("value", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.person",
                    ),
                ),
                (
                    "key_result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="staffing.keyresult",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="RotationPlaceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.rotationplace",
                    ),
                ),
                (
                    "rotation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rotation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SwapEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("is_exchange", models.BooleanField(default=False)),
                ("needs_approval", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("accepted", "Accepted, awaiting approval"),
                            ("done", "Done"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=300)),
                (
                    "accepted_by",
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
                    "asked_by",
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
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
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
                        to="staffing.swap",
                    ),
                ),
                (
                    "return_shift",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.shift",
                        verbose_name="in exchange for",
                    ),
                ),
                (
                    "rota",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.rota",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.shift",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staffing.person",
                        verbose_name="who takes it",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absencetype",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_absencetypeevent" ("days_a_year", "has_balance", "id", "is_private", "name", "needs_approval", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."days_a_year", NEW."has_balance", NEW."id", NEW."is_private", NEW."name", NEW."needs_approval", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="6e0afd2ba28b461117e08348aa7f28fe78a5e975",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ffb87",
                    table="staffing_absencetype",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absencetype",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_absencetypeevent" ("days_a_year", "has_balance", "id", "is_private", "name", "needs_approval", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."days_a_year", NEW."has_balance", NEW."id", NEW."is_private", NEW."name", NEW."needs_approval", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="c81e1a3b30cf2bbc31c3765402796dd7fdd53c52",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47d7a",
                    table="staffing_absencetype",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absencetype",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_absencetypeevent" ("days_a_year", "has_balance", "id", "is_private", "name", "needs_approval", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."days_a_year", OLD."has_balance", OLD."id", OLD."is_private", OLD."name", OLD."needs_approval", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="4efcc180423bd1f00639a7f8c7de5bb8d152a6e6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cea38",
                    table="staffing_absencetype",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklisttemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_checklisttemplateevent" ("id", "is_used", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."id", NEW."is_used", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="5d58e3ffb28c95f8f6219e244c7df149b48c48ba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c7021",
                    table="staffing_checklisttemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklisttemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_checklisttemplateevent" ("id", "is_used", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."id", NEW."is_used", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="f4df1451d8d9f499d539f16b31c285cc02e702a1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d2079",
                    table="staffing_checklisttemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklisttemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_checklisttemplateevent" ("id", "is_used", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."id", OLD."is_used", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="30c3350e8863ec4dafd3b7cadc083df287b5b2fb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ca946",
                    table="staffing_checklisttemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewcycle",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_reviewcycleevent" ("ends_on", "id", "made_at", "made_by_id", "manager_by", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "self_by") VALUES (NEW."ends_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."manager_by", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."self_by"); RETURN NULL;',
                    hash="a250e3b3728737d82a1894c1f6864ab1c1166385",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a2614",
                    table="staffing_reviewcycle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewcycle",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_reviewcycleevent" ("ends_on", "id", "made_at", "made_by_id", "manager_by", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "self_by") VALUES (NEW."ends_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."manager_by", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."self_by"); RETURN NULL;',
                    hash="4098169c2e98a362700922b20e7e348360e17076",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_88646",
                    table="staffing_reviewcycle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewcycle",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_reviewcycleevent" ("ends_on", "id", "made_at", "made_by_id", "manager_by", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "self_by") VALUES (OLD."ends_on", OLD."id", OLD."made_at", OLD."made_by_id", OLD."manager_by", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."self_by"); RETURN NULL;',
                    hash="d08135bfa71bd5b6745e40d220afc4e871d6dc89",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_67f8d",
                    table="staffing_reviewcycle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rota",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_rotaevent" ("description", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "slug", "source", "swaps_need_approval", "team_id", "time_zone", "version") VALUES (NEW."description", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."retired_on", NEW."slug", NEW."source", NEW."swaps_need_approval", NEW."team_id", NEW."time_zone", NEW."version"); RETURN NULL;',
                    hash="3af0f986f5132e6adcf647ba3b766558eabf7ce1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6ba3e",
                    table="staffing_rota",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rota",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_rotaevent" ("description", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "slug", "source", "swaps_need_approval", "team_id", "time_zone", "version") VALUES (NEW."description", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."retired_on", NEW."slug", NEW."source", NEW."swaps_need_approval", NEW."team_id", NEW."time_zone", NEW."version"); RETURN NULL;',
                    hash="3ec130cac63ed89abd5a3d4fec04bddf701e542d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_16bde",
                    table="staffing_rota",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rota",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_rotaevent" ("description", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "slug", "source", "swaps_need_approval", "team_id", "time_zone", "version") VALUES (OLD."description", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."retired_on", OLD."slug", OLD."source", OLD."swaps_need_approval", OLD."team_id", OLD."time_zone", OLD."version"); RETURN NULL;',
                    hash="09287c7a9aba38d1988dcac6aebc98af74fdf81f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_23e05",
                    table="staffing_rota",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotaimport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_rotaimportevent" ("by_id", "created_at", "done_at", "file_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report", "team_id", "tool") VALUES (NEW."by_id", NEW."created_at", NEW."done_at", NEW."file_name", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."report", NEW."team_id", NEW."tool"); RETURN NULL;',
                    hash="44b7abcff46bc7a539619f6411ca209d7463d264",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fd5b8",
                    table="staffing_rotaimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotaimport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."done_at" IS DISTINCT FROM (NEW."done_at") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."report" IS DISTINCT FROM (NEW."report") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."tool" IS DISTINCT FROM (NEW."tool"))',
                    func='INSERT INTO "staffing_rotaimportevent" ("by_id", "created_at", "done_at", "file_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report", "team_id", "tool") VALUES (NEW."by_id", NEW."created_at", NEW."done_at", NEW."file_name", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report", NEW."team_id", NEW."tool"); RETURN NULL;',
                    hash="5fbb23ce9f48fc07aa06ca0830e4c286e6c51028",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_69b7b",
                    table="staffing_rotaimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotaimport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_rotaimportevent" ("by_id", "created_at", "done_at", "file_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report", "team_id", "tool") VALUES (OLD."by_id", OLD."created_at", OLD."done_at", OLD."file_name", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."report", OLD."team_id", OLD."tool"); RETURN NULL;',
                    hash="bba2b59a7ea051936e27081bc241e0dfe37082d0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7affc",
                    table="staffing_rotaimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skill",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_skillevent" ("description", "id", "levels", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_id", "slug", "version") VALUES (NEW."description", NEW."id", NEW."levels", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."platform_id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="43321d8c06427febd0a28739bdd3b0338ca727d4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0aa4",
                    table="staffing_skill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skill",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_skillevent" ("description", "id", "levels", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_id", "slug", "version") VALUES (NEW."description", NEW."id", NEW."levels", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."platform_id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="3db8926c9ae4f595f17aa51729ec38b99a07afab",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fcb77",
                    table="staffing_skill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skill",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_skillevent" ("description", "id", "levels", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_id", "slug", "version") VALUES (OLD."description", OLD."id", OLD."levels", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."platform_id", OLD."slug", OLD."version"); RETURN NULL;',
                    hash="908c6f13c493266cf71787992ec7aeda5ad8937b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1b44f",
                    table="staffing_skill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamrole",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_teamroleevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="1e93b4a78f34cbb68de6e6e7cd64e1f53daaa6dd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e51e",
                    table="staffing_teamrole",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamrole",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_teamroleevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="af3586ac3e4250d0489de637b5aaf573f373911b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f412",
                    table="staffing_teamrole",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamrole",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_teamroleevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="78ca5bde3bc63bd1ff29082cfad5611288e2a5de",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5040a",
                    table="staffing_teamrole",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workingpattern",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_workingpatternevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "week") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version", NEW."week"); RETURN NULL;',
                    hash="88dae485259b596a20e839a59c166f2070f6b0e5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_004d5",
                    table="staffing_workingpattern",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workingpattern",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_workingpatternevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "week") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version", NEW."week"); RETURN NULL;',
                    hash="e157a77b77dd7f32d8fb1de2fc03640d7b98032b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2db0",
                    table="staffing_workingpattern",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workingpattern",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_workingpatternevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "week") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."week"); RETURN NULL;',
                    hash="ba78522b8da65f6e439c627e06e80b0409c7b949",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76e1c",
                    table="staffing_workingpattern",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workingtimeterms",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_workingtimetermsevent" ("consecutive_nights", "country", "id", "is_on_call_work", "night_from", "night_reference_weeks", "night_until", "night_work", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_weeks", "rest", "version", "weekly_hours", "weekly_rest") VALUES (NEW."consecutive_nights", NEW."country", NEW."id", NEW."is_on_call_work", NEW."night_from", NEW."night_reference_weeks", NEW."night_until", NEW."night_work", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference_weeks", NEW."rest", NEW."version", NEW."weekly_hours", NEW."weekly_rest"); RETURN NULL;',
                    hash="6faa2110813dfbd3ca305be0b71713fc62f4dd04",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_845bf",
                    table="staffing_workingtimeterms",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workingtimeterms",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_workingtimetermsevent" ("consecutive_nights", "country", "id", "is_on_call_work", "night_from", "night_reference_weeks", "night_until", "night_work", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_weeks", "rest", "version", "weekly_hours", "weekly_rest") VALUES (NEW."consecutive_nights", NEW."country", NEW."id", NEW."is_on_call_work", NEW."night_from", NEW."night_reference_weeks", NEW."night_until", NEW."night_work", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference_weeks", NEW."rest", NEW."version", NEW."weekly_hours", NEW."weekly_rest"); RETURN NULL;',
                    hash="69f7f04b91c780ba27a410ce230ba4fd90392472",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f330c",
                    table="staffing_workingtimeterms",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workingtimeterms",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_workingtimetermsevent" ("consecutive_nights", "country", "id", "is_on_call_work", "night_from", "night_reference_weeks", "night_until", "night_work", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_weeks", "rest", "version", "weekly_hours", "weekly_rest") VALUES (OLD."consecutive_nights", OLD."country", OLD."id", OLD."is_on_call_work", OLD."night_from", OLD."night_reference_weeks", OLD."night_until", OLD."night_work", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference_weeks", OLD."rest", OLD."version", OLD."weekly_hours", OLD."weekly_rest"); RETURN NULL;',
                    hash="8a3d62510a76886a86dabc5c456f682fe01e51b9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_10b70",
                    table="staffing_workingtimeterms",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absencetypeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3f28c9d0de938b6c24328be3a0cd99c8585cd3a0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_63578",
                    table="staffing_absencetypeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklisttemplateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8ab4997054e65ca6878c192996a0546fb4cbb6e2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_90896",
                    table="staffing_checklisttemplateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_coverageruleevent" ("from_on", "id", "level", "name", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rota_id", "skill_id", "until_on", "version", "windows") VALUES (NEW."from_on", NEW."id", NEW."level", NEW."name", NEW."people", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rota_id", NEW."skill_id", NEW."until_on", NEW."version", NEW."windows"); RETURN NULL;',
                    hash="db461f08fe331c447cd4232966ae260212cbe9d7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e06aa",
                    table="staffing_coveragerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_coverageruleevent" ("from_on", "id", "level", "name", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rota_id", "skill_id", "until_on", "version", "windows") VALUES (NEW."from_on", NEW."id", NEW."level", NEW."name", NEW."people", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rota_id", NEW."skill_id", NEW."until_on", NEW."version", NEW."windows"); RETURN NULL;',
                    hash="fc135816673d5a7ed867a9f52269af0b9d83346e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_64036",
                    table="staffing_coveragerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragerule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_coverageruleevent" ("from_on", "id", "level", "name", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rota_id", "skill_id", "until_on", "version", "windows") VALUES (OLD."from_on", OLD."id", OLD."level", OLD."name", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rota_id", OLD."skill_id", OLD."until_on", OLD."version", OLD."windows"); RETURN NULL;',
                    hash="bac56ded1eec420b8bad15c44e9e90263ac6e247",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8f24c",
                    table="staffing_coveragerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="generation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_generationevent" ("asked_at", "asked_by_id", "attempts", "begun_at", "change_points", "failure", "finished_at", "first_on", "id", "last_on", "lines", "nights", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest", "rota_id", "seconds", "state", "stop_asked_at", "version", "weekly_rest", "weekly_work", "wish_points") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."attempts", NEW."begun_at", NEW."change_points", NEW."failure", NEW."finished_at", NEW."first_on", NEW."id", NEW."last_on", NEW."lines", NEW."nights", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rest", NEW."rota_id", NEW."seconds", NEW."state", NEW."stop_asked_at", NEW."version", NEW."weekly_rest", NEW."weekly_work", NEW."wish_points"); RETURN NULL;',
                    hash="ded7c6af77dbbc1bccc66bb58be7ad3dcc17ee4e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1a297",
                    table="staffing_generation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="generation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."attempts" IS DISTINCT FROM (NEW."attempts") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."change_points" IS DISTINCT FROM (NEW."change_points") OR OLD."failure" IS DISTINCT FROM (NEW."failure") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."first_on" IS DISTINCT FROM (NEW."first_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_on" IS DISTINCT FROM (NEW."last_on") OR OLD."lines" IS DISTINCT FROM (NEW."lines") OR OLD."nights" IS DISTINCT FROM (NEW."nights") OR OLD."rest" IS DISTINCT FROM (NEW."rest") OR OLD."rota_id" IS DISTINCT FROM (NEW."rota_id") OR OLD."seconds" IS DISTINCT FROM (NEW."seconds") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."stop_asked_at" IS DISTINCT FROM (NEW."stop_asked_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."weekly_rest" IS DISTINCT FROM (NEW."weekly_rest") OR OLD."weekly_work" IS DISTINCT FROM (NEW."weekly_work") OR OLD."wish_points" IS DISTINCT FROM (NEW."wish_points"))',
                    func='INSERT INTO "staffing_generationevent" ("asked_at", "asked_by_id", "attempts", "begun_at", "change_points", "failure", "finished_at", "first_on", "id", "last_on", "lines", "nights", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest", "rota_id", "seconds", "state", "stop_asked_at", "version", "weekly_rest", "weekly_work", "wish_points") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."attempts", NEW."begun_at", NEW."change_points", NEW."failure", NEW."finished_at", NEW."first_on", NEW."id", NEW."last_on", NEW."lines", NEW."nights", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rest", NEW."rota_id", NEW."seconds", NEW."state", NEW."stop_asked_at", NEW."version", NEW."weekly_rest", NEW."weekly_work", NEW."wish_points"); RETURN NULL;',
                    hash="d699c55131decce38b1eb30558a9e6eaaf615b22",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a3fa4",
                    table="staffing_generation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="generation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_generationevent" ("asked_at", "asked_by_id", "attempts", "begun_at", "change_points", "failure", "finished_at", "first_on", "id", "last_on", "lines", "nights", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest", "rota_id", "seconds", "state", "stop_asked_at", "version", "weekly_rest", "weekly_work", "wish_points") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."attempts", OLD."begun_at", OLD."change_points", OLD."failure", OLD."finished_at", OLD."first_on", OLD."id", OLD."last_on", OLD."lines", OLD."nights", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rest", OLD."rota_id", OLD."seconds", OLD."state", OLD."stop_asked_at", OLD."version", OLD."weekly_rest", OLD."weekly_work", OLD."wish_points"); RETURN NULL;',
                    hash="75296fef0aaa45cd78bc31dc94e4f52f9f1e7163",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c2fe3",
                    table="staffing_generation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handovernote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_handovernoteevent" ("handoff_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "rota_id", "text", "version", "written_at", "written_by_id") VALUES (NEW."handoff_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."read_at", NEW."read_by_id", NEW."rota_id", NEW."text", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="56d7003725f0ceb35e6e6c4ece49f12692bffd5d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_76a7a",
                    table="staffing_handovernote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handovernote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_handovernoteevent" ("handoff_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "rota_id", "text", "version", "written_at", "written_by_id") VALUES (NEW."handoff_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."read_at", NEW."read_by_id", NEW."rota_id", NEW."text", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="61f612a842b161b755bf8ae6e7679946b4d1994f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1602",
                    table="staffing_handovernote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handovernote",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_handovernoteevent" ("handoff_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "rota_id", "text", "version", "written_at", "written_by_id") VALUES (OLD."handoff_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."read_at", OLD."read_by_id", OLD."rota_id", OLD."text", OLD."version", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                    hash="6d28c3a88ba47af8654fff156aa03c79d69d1ef1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f9df3",
                    table="staffing_handovernote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="layer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_layerevent" ("height", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rota_id", "version") VALUES (NEW."height", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rota_id", NEW."version"); RETURN NULL;',
                    hash="cadb9145c619ff91212b0e74256eb2097b7a5ba5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6bfd2",
                    table="staffing_layer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="layer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_layerevent" ("height", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rota_id", "version") VALUES (NEW."height", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rota_id", NEW."version"); RETURN NULL;',
                    hash="194b74040605c174075a6fde5c79193fa60dba1a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d268",
                    table="staffing_layer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="layer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_layerevent" ("height", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rota_id", "version") VALUES (OLD."height", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rota_id", OLD."version"); RETURN NULL;',
                    hash="409d06fe75f97ac1dd2ecbdcfbe90c1cd704ecab",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1822e",
                    table="staffing_layer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_personevent" ("country", "email", "ends_on", "fte", "id", "line_manager_id", "location", "name", "organisation_id", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "subdivision", "time_zone", "user_id", "version") VALUES (NEW."country", NEW."email", NEW."ends_on", NEW."fte", NEW."id", NEW."line_manager_id", NEW."location", NEW."name", NEW."organisation_id", NEW."pattern_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."subdivision", NEW."time_zone", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="d793edab0cda6247f802eafd1986e810b831700e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c641e",
                    table="staffing_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_personevent" ("country", "email", "ends_on", "fte", "id", "line_manager_id", "location", "name", "organisation_id", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "subdivision", "time_zone", "user_id", "version") VALUES (NEW."country", NEW."email", NEW."ends_on", NEW."fte", NEW."id", NEW."line_manager_id", NEW."location", NEW."name", NEW."organisation_id", NEW."pattern_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."subdivision", NEW."time_zone", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="419adc5e970c668efeece869a1a94012e0388aad",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a1e17",
                    table="staffing_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_personevent" ("country", "email", "ends_on", "fte", "id", "line_manager_id", "location", "name", "organisation_id", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "subdivision", "time_zone", "user_id", "version") VALUES (OLD."country", OLD."email", OLD."ends_on", OLD."fte", OLD."id", OLD."line_manager_id", OLD."location", OLD."name", OLD."organisation_id", OLD."pattern_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."subdivision", OLD."time_zone", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="2526b0be25ad8e1251fb8fa7db1df0ef961b351c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5cc5b",
                    table="staffing_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plannedwork",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_plannedworkevent" ("hours", "id", "key", "kind", "monday", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "team_id", "title", "version") VALUES (NEW."hours", NEW."id", NEW."key", NEW."kind", NEW."monday", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skill_id", NEW."team_id", NEW."title", NEW."version"); RETURN NULL;',
                    hash="515bf0472ff6955bfdbc2895d9c3e5d5a691047a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_62387",
                    table="staffing_plannedwork",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plannedwork",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_plannedworkevent" ("hours", "id", "key", "kind", "monday", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "team_id", "title", "version") VALUES (NEW."hours", NEW."id", NEW."key", NEW."kind", NEW."monday", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skill_id", NEW."team_id", NEW."title", NEW."version"); RETURN NULL;',
                    hash="87f7e719a9641a95ce3caac4637a8625a0c765d1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_146bb",
                    table="staffing_plannedwork",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plannedwork",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_plannedworkevent" ("hours", "id", "key", "kind", "monday", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "team_id", "title", "version") VALUES (OLD."hours", OLD."id", OLD."key", OLD."kind", OLD."monday", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."skill_id", OLD."team_id", OLD."title", OLD."version"); RETURN NULL;',
                    hash="7086f4ba84ad1f30ca87821b517af875d6d807b5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dbc62",
                    table="staffing_plannedwork",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_publicationevent" ("from_at", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "rota_id", "until_at") VALUES (NEW."from_at", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."rota_id", NEW."until_at"); RETURN NULL;',
                    hash="230bc5df66f41af759c0b094de5ceca29d6a137b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bd2b7",
                    table="staffing_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_publicationevent" ("from_at", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "rota_id", "until_at") VALUES (NEW."from_at", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."rota_id", NEW."until_at"); RETURN NULL;',
                    hash="ab10c9790c38579091a0e765f4bf1dfa88e686c6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9a24",
                    table="staffing_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_publicationevent" ("from_at", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "rota_id", "until_at") VALUES (OLD."from_at", OLD."id", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."rota_id", OLD."until_at"); RETURN NULL;',
                    hash="6217016d1687958d968d2e2743b27d26196a5085",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_41a5f",
                    table="staffing_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewcycleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a4c3420b852be2f8b265cef5e42abde11a49c7cc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_28599",
                    table="staffing_reviewcycleevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotaevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f556e890bea2648922f3c91046b15293a3054ad7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b72a5",
                    table="staffing_rotaevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotaimportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ae9cdde7d661674f1e10855549461373c9bfe4ad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8a228",
                    table="staffing_rotaimportevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shiftfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_shiftfeedevent" ("alarm_minutes", "id", "made_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rota_id") VALUES (NEW."alarm_minutes", NEW."id", NEW."made_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rota_id"); RETURN NULL;',
                    hash="6ae08eacf75b2ec69911415c399f632b6ec6dbc6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_80eb9",
                    table="staffing_shiftfeed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shiftfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."alarm_minutes" IS DISTINCT FROM (NEW."alarm_minutes") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."rota_id" IS DISTINCT FROM (NEW."rota_id"))',
                    func='INSERT INTO "staffing_shiftfeedevent" ("alarm_minutes", "id", "made_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rota_id") VALUES (NEW."alarm_minutes", NEW."id", NEW."made_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rota_id"); RETURN NULL;',
                    hash="fa96cfd1dab1924dc443d31a8fbbd87d68628757",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2f509",
                    table="staffing_shiftfeed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shiftfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_shiftfeedevent" ("alarm_minutes", "id", "made_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rota_id") VALUES (OLD."alarm_minutes", OLD."id", OLD."made_at", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rota_id"); RETURN NULL;',
                    hash="4a42774a6ef649d9cce4a2a5d1b1a8ab5047a680",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b9206",
                    table="staffing_shiftfeed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8bbe879cd34cd67c38e8b4508bb7943a6c39237f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6a047",
                    table="staffing_skillevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_targetevent" ("id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "skill_id", "version") VALUES (NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role_id", NEW."skill_id", NEW."version"); RETURN NULL;',
                    hash="89b8ff9d249c24807a9441abd265665e7ad93e25",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d4f43",
                    table="staffing_target",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_targetevent" ("id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "skill_id", "version") VALUES (NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role_id", NEW."skill_id", NEW."version"); RETURN NULL;',
                    hash="879fa5838659c96721114f33ed41c0110358702d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_74c93",
                    table="staffing_target",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_targetevent" ("id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "skill_id", "version") VALUES (OLD."id", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role_id", OLD."skill_id", OLD."version"); RETURN NULL;',
                    hash="1c24df485936e60c867f8687c9230310a26c0280",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2b8a2",
                    table="staffing_target",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamroleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="09b530c0049b892a721efa74e97fc5f0f39850b3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4e15d",
                    table="staffing_teamroleevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatestep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_templatestepevent" ("days", "id", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id", "title") VALUES (NEW."days", NEW."id", NEW."owner", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."template_id", NEW."title"); RETURN NULL;',
                    hash="c5e817cf2d7221c9fb77a0e0fcf0df5d73f3545b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_70fe2",
                    table="staffing_templatestep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatestep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_templatestepevent" ("days", "id", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id", "title") VALUES (NEW."days", NEW."id", NEW."owner", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."template_id", NEW."title"); RETURN NULL;',
                    hash="dd89d43a4b3b650c622d721ac6e99d5529d403de",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b38e0",
                    table="staffing_templatestep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatestep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_templatestepevent" ("days", "id", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id", "title") VALUES (OLD."days", OLD."id", OLD."owner", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."template_id", OLD."title"); RETURN NULL;',
                    hash="d14e6311a84b9b2e41c598cf2d037116ffeeebe3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1a6a9",
                    table="staffing_templatestep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workingpatternevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="39ec3bd83eef1981da14040787f012b317a7ffd3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b9245",
                    table="staffing_workingpatternevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workingtimetermsevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="906a56644da80487f92bc07166a94e56969df291",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cae84",
                    table="staffing_workingtimetermsevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_absenceevent" ("answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "first_on", "from_noon", "id", "kind_id", "last_on", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "until_noon", "version") VALUES (NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."first_on", NEW."from_noon", NEW."id", NEW."kind_id", NEW."last_on", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."until_noon", NEW."version"); RETURN NULL;',
                    hash="6b0b45ed6361477c7e84719f4e69983badb11d3f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e56d4",
                    table="staffing_absence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_absenceevent" ("answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "first_on", "from_noon", "id", "kind_id", "last_on", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "until_noon", "version") VALUES (NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."first_on", NEW."from_noon", NEW."id", NEW."kind_id", NEW."last_on", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."until_noon", NEW."version"); RETURN NULL;',
                    hash="1a5867d016e5ff7913e221056fd97a901bd4004f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3629c",
                    table="staffing_absence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_absenceevent" ("answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "first_on", "from_noon", "id", "kind_id", "last_on", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "until_noon", "version") VALUES (OLD."answer", OLD."asked_at", OLD."asked_by_id", OLD."decided_at", OLD."decided_by_id", OLD."first_on", OLD."from_noon", OLD."id", OLD."kind_id", OLD."last_on", OLD."note", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."until_noon", OLD."version"); RETURN NULL;',
                    hash="eb1daaccdea55c8136be953cbdb8563a22ffb6b4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_18ee4",
                    table="staffing_absence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allowance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_allowanceevent" ("carried", "days", "id", "kind_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "year") VALUES (NEW."carried", NEW."days", NEW."id", NEW."kind_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version", NEW."year"); RETURN NULL;',
                    hash="ee8eb670dab323cae563b400a40cb5c4008e47dc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ccdfa",
                    table="staffing_allowance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allowance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_allowanceevent" ("carried", "days", "id", "kind_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "year") VALUES (NEW."carried", NEW."days", NEW."id", NEW."kind_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version", NEW."year"); RETURN NULL;',
                    hash="88956884c08edf18f3d591959c87404928d8c93b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c79ae",
                    table="staffing_allowance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allowance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_allowanceevent" ("carried", "days", "id", "kind_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "year") VALUES (OLD."carried", OLD."days", OLD."id", OLD."kind_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."year"); RETURN NULL;',
                    hash="d3121fcbe497a7001389b28a2533752c84be05b2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4c313",
                    table="staffing_allowance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="callout",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_calloutevent" ("ends_at", "id", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rota_id", "starts_at") VALUES (NEW."ends_at", NEW."id", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."rota_id", NEW."starts_at"); RETURN NULL;',
                    hash="151597b1890cfc32714be4d119594108a199dcb8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5f7cd",
                    table="staffing_callout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="callout",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_calloutevent" ("ends_at", "id", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rota_id", "starts_at") VALUES (NEW."ends_at", NEW."id", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."rota_id", NEW."starts_at"); RETURN NULL;',
                    hash="a4f7c4fe0bf2ad90acf3f64f9670bb412576a976",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cc071",
                    table="staffing_callout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="callout",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_calloutevent" ("ends_at", "id", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rota_id", "starts_at") VALUES (OLD."ends_at", OLD."id", OLD."noted_at", OLD."noted_by_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."rota_id", OLD."starts_at"); RETURN NULL;',
                    hash="55b56eaf976adc0e0bb282191978320c39dd6a90",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d37fb",
                    table="staffing_callout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_certificateevent" ("expires_on", "file_id", "id", "issued_on", "issuer", "name", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "version") VALUES (NEW."expires_on", NEW."file_id", NEW."id", NEW."issued_on", NEW."issuer", NEW."name", NEW."number", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skill_id", NEW."version"); RETURN NULL;',
                    hash="7d52577904dd7ff421ab61e16c1e43b0b9b07fc6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9aa22",
                    table="staffing_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_certificateevent" ("expires_on", "file_id", "id", "issued_on", "issuer", "name", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "version") VALUES (NEW."expires_on", NEW."file_id", NEW."id", NEW."issued_on", NEW."issuer", NEW."name", NEW."number", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skill_id", NEW."version"); RETURN NULL;',
                    hash="515c9d5f8e3f5ef6ab37956d8faf53d2d73570de",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cff28",
                    table="staffing_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_certificateevent" ("expires_on", "file_id", "id", "issued_on", "issuer", "name", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "version") VALUES (OLD."expires_on", OLD."file_id", OLD."id", OLD."issued_on", OLD."issuer", OLD."name", OLD."number", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."skill_id", OLD."version"); RETURN NULL;',
                    hash="915d59d48c3381d6ecf7b94001aecffd18c30ab1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_06ff0",
                    table="staffing_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklist",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_checklistevent" ("closed_at", "day_on", "id", "kind", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "started_by_id", "team_id", "version") VALUES (NEW."closed_at", NEW."day_on", NEW."id", NEW."kind", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."started_at", NEW."started_by_id", NEW."team_id", NEW."version"); RETURN NULL;',
                    hash="25b77245cd4b0b4f1df0fabaa8921926d1e52441",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bdc87",
                    table="staffing_checklist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklist",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_checklistevent" ("closed_at", "day_on", "id", "kind", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "started_by_id", "team_id", "version") VALUES (NEW."closed_at", NEW."day_on", NEW."id", NEW."kind", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."started_at", NEW."started_by_id", NEW."team_id", NEW."version"); RETURN NULL;',
                    hash="5960bd36a32dbaefd27b09df33e46a18ccf10365",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6fa4c",
                    table="staffing_checklist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklist",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_checklistevent" ("closed_at", "day_on", "id", "kind", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "started_by_id", "team_id", "version") VALUES (OLD."closed_at", OLD."day_on", OLD."id", OLD."kind", OLD."name", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."started_at", OLD."started_by_id", OLD."team_id", OLD."version"); RETURN NULL;',
                    hash="c1d02630fed5d7bd47f37d5e7073179858c530c9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f242f",
                    table="staffing_checklist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coverageruleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6ec767b3a3ed3840c8dc6a3e7503aee2f4d0eea8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_aa797",
                    table="staffing_coverageruleevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gap",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_gapevent" ("cause", "closed_at", "ends_at", "found_at", "has_heads", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id", "short", "starts_at", "version") VALUES (NEW."cause", NEW."closed_at", NEW."ends_at", NEW."found_at", NEW."has_heads", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rule_id", NEW."short", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="6c55bf1717a1b3d10cd8c9ef2e1843e904a581f7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_38e92",
                    table="staffing_gap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gap",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_gapevent" ("cause", "closed_at", "ends_at", "found_at", "has_heads", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id", "short", "starts_at", "version") VALUES (NEW."cause", NEW."closed_at", NEW."ends_at", NEW."found_at", NEW."has_heads", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rule_id", NEW."short", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="8cf8a7af970965c4c5b2728a610ea63ae601f3eb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_57b5d",
                    table="staffing_gap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gap",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_gapevent" ("cause", "closed_at", "ends_at", "found_at", "has_heads", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id", "short", "starts_at", "version") VALUES (OLD."cause", OLD."closed_at", OLD."ends_at", OLD."found_at", OLD."has_heads", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rule_id", OLD."short", OLD."starts_at", OLD."version"); RETURN NULL;',
                    hash="5e5e8ab8c5bbfc289020ae1fca60554acad23966",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ccfda",
                    table="staffing_gap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="generationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4f489d3e4512ee4af3f9466e04970c9f520ecf47",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cecda",
                    table="staffing_generationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handovernoteevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="73fbbb43dedb5df480c3f41c0a88f8c3697431a4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_69819",
                    table="staffing_handovernoteevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_holdingevent" ("confirmed_by_id", "confirmed_on", "id", "level", "own_level", "own_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "version") VALUES (NEW."confirmed_by_id", NEW."confirmed_on", NEW."id", NEW."level", NEW."own_level", NEW."own_on", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skill_id", NEW."version"); RETURN NULL;',
                    hash="151e111247dd07f1e92c8ef75975aac3abef04f5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_939e4",
                    table="staffing_holding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_holdingevent" ("confirmed_by_id", "confirmed_on", "id", "level", "own_level", "own_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "version") VALUES (NEW."confirmed_by_id", NEW."confirmed_on", NEW."id", NEW."level", NEW."own_level", NEW."own_on", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skill_id", NEW."version"); RETURN NULL;',
                    hash="22ec03f6d8062b257f2d1e5ec8544697e5f31039",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_71d46",
                    table="staffing_holding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_holdingevent" ("confirmed_by_id", "confirmed_on", "id", "level", "own_level", "own_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "version") VALUES (OLD."confirmed_by_id", OLD."confirmed_on", OLD."id", OLD."level", OLD."own_level", OLD."own_on", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."skill_id", OLD."version"); RETURN NULL;',
                    hash="fcf08b31f9e1906d5624a1ceb5f9878a62c5f7bf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4c995",
                    table="staffing_holding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hrgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_hrgrantevent" ("approved_at", "approved_by_id", "asked_at", "asked_by_id", "ended_at", "ends_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."asked_at", NEW."asked_by_id", NEW."ended_at", NEW."ends_on", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."starts_on"); RETURN NULL;',
                    hash="9d113d1258bd9149a97a398f415599fc15ddd1e6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_274bc",
                    table="staffing_hrgrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hrgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_hrgrantevent" ("approved_at", "approved_by_id", "asked_at", "asked_by_id", "ended_at", "ends_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."asked_at", NEW."asked_by_id", NEW."ended_at", NEW."ends_on", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."starts_on"); RETURN NULL;',
                    hash="89b5ebaec1706981695ac94193975217a27e65f4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d1488",
                    table="staffing_hrgrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hrgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_hrgrantevent" ("approved_at", "approved_by_id", "asked_at", "asked_by_id", "ended_at", "ends_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."asked_at", OLD."asked_by_id", OLD."ended_at", OLD."ends_on", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."starts_on"); RETURN NULL;',
                    hash="251a5672d66bcb07bc3837312a6b462e528f406e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_77489",
                    table="staffing_hrgrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="layerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="104e4aa7026afed33849d3b4ce8d8747e9f5ac9f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_458e1",
                    table="staffing_layerevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_overrideevent" ("added_id", "ends_at", "id", "is_alone", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_id", "rota_id", "starts_at", "version") VALUES (NEW."added_id", NEW."ends_at", NEW."id", NEW."is_alone", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."removed_id", NEW."rota_id", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="80c3e451ec93ef109e37e9c4249d65b9bb71d6d1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8cacb",
                    table="staffing_override",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_overrideevent" ("added_id", "ends_at", "id", "is_alone", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_id", "rota_id", "starts_at", "version") VALUES (NEW."added_id", NEW."ends_at", NEW."id", NEW."is_alone", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."removed_id", NEW."rota_id", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="9dac78e628b905bb8b94071e14ed1d2ecee01ed2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d560",
                    table="staffing_override",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_overrideevent" ("added_id", "ends_at", "id", "is_alone", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "removed_id", "rota_id", "starts_at", "version") VALUES (OLD."added_id", OLD."ends_at", OLD."id", OLD."is_alone", OLD."made_at", OLD."made_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."removed_id", OLD."rota_id", OLD."starts_at", OLD."version"); RETURN NULL;',
                    hash="1440d66711ad853eee426b78b57624b28e65abe2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_be835",
                    table="staffing_override",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="16e84280f2eae8e0c9720c6a11253bb81850e525",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e9634",
                    table="staffing_personevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plannedworkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0dc62f73f66ec20cd4bacf766b9f6c2cbe04480c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b86dc",
                    table="staffing_plannedworkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_postingevent" ("ends_on", "fte", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "starts_on", "team_id", "version") VALUES (NEW."ends_on", NEW."fte", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role_id", NEW."starts_on", NEW."team_id", NEW."version"); RETURN NULL;',
                    hash="a59dde65b49af95b090e200b4eab0c1aa6984526",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fb874",
                    table="staffing_posting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_postingevent" ("ends_on", "fte", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "starts_on", "team_id", "version") VALUES (NEW."ends_on", NEW."fte", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role_id", NEW."starts_on", NEW."team_id", NEW."version"); RETURN NULL;',
                    hash="766b58d9f52dc792807afa6f5c2a227cf222b155",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cd2e9",
                    table="staffing_posting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_postingevent" ("ends_on", "fte", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "starts_on", "team_id", "version") VALUES (OLD."ends_on", OLD."fte", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role_id", OLD."starts_on", OLD."team_id", OLD."version"); RETURN NULL;',
                    hash="b530f3f8c85f3d72c7df33b0ac6cb3d0973662fd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cd772",
                    table="staffing_posting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_proposalevent" ("bound", "cost", "edited_at", "ending", "generation_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "spent_seconds", "version") VALUES (NEW."bound", NEW."cost", NEW."edited_at", NEW."ending", NEW."generation_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publication_id", NEW."spent_seconds", NEW."version"); RETURN NULL;',
                    hash="6372a2c450bd7e4651a1c38ef5cdf34d3759162a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b519",
                    table="staffing_proposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."bound" IS DISTINCT FROM (NEW."bound") OR OLD."cost" IS DISTINCT FROM (NEW."cost") OR OLD."edited_at" IS DISTINCT FROM (NEW."edited_at") OR OLD."ending" IS DISTINCT FROM (NEW."ending") OR OLD."generation_id" IS DISTINCT FROM (NEW."generation_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."publication_id" IS DISTINCT FROM (NEW."publication_id") OR OLD."spent_seconds" IS DISTINCT FROM (NEW."spent_seconds") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "staffing_proposalevent" ("bound", "cost", "edited_at", "ending", "generation_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "spent_seconds", "version") VALUES (NEW."bound", NEW."cost", NEW."edited_at", NEW."ending", NEW."generation_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publication_id", NEW."spent_seconds", NEW."version"); RETURN NULL;',
                    hash="1a915e3f4416773dc3ddcd48f0653e2ac08e56cd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_37106",
                    table="staffing_proposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_proposalevent" ("bound", "cost", "edited_at", "ending", "generation_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "spent_seconds", "version") VALUES (OLD."bound", OLD."cost", OLD."edited_at", OLD."ending", OLD."generation_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publication_id", OLD."spent_seconds", OLD."version"); RETURN NULL;',
                    hash="a354b1c790deb4d710aba4977cbbb1614b9cbc5a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e963b",
                    table="staffing_proposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="baff86833be4da9a120b8e363aa39e16ec635185",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c5022",
                    table="staffing_publicationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_rotationevent" ("handoff_at", "id", "layer_id", "length", "name", "on_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restrictions", "since_at", "starts_on", "time_zone", "turn_count", "unit", "until_at", "version", "weekdays") VALUES (NEW."handoff_at", NEW."id", NEW."layer_id", NEW."length", NEW."name", NEW."on_minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."restrictions", NEW."since_at", NEW."starts_on", NEW."time_zone", NEW."turn_count", NEW."unit", NEW."until_at", NEW."version", NEW."weekdays"); RETURN NULL;',
                    hash="561222e8383f83686b68a084ce60b1c60ce67e83",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2a60f",
                    table="staffing_rotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_rotationevent" ("handoff_at", "id", "layer_id", "length", "name", "on_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restrictions", "since_at", "starts_on", "time_zone", "turn_count", "unit", "until_at", "version", "weekdays") VALUES (NEW."handoff_at", NEW."id", NEW."layer_id", NEW."length", NEW."name", NEW."on_minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."restrictions", NEW."since_at", NEW."starts_on", NEW."time_zone", NEW."turn_count", NEW."unit", NEW."until_at", NEW."version", NEW."weekdays"); RETURN NULL;',
                    hash="33017cfc666ed0044ef184a30a10a818c0f94189",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2adbd",
                    table="staffing_rotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_rotationevent" ("handoff_at", "id", "layer_id", "length", "name", "on_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restrictions", "since_at", "starts_on", "time_zone", "turn_count", "unit", "until_at", "version", "weekdays") VALUES (OLD."handoff_at", OLD."id", OLD."layer_id", OLD."length", OLD."name", OLD."on_minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."restrictions", OLD."since_at", OLD."starts_on", OLD."time_zone", OLD."turn_count", OLD."unit", OLD."until_at", OLD."version", OLD."weekdays"); RETURN NULL;',
                    hash="008d3e1adb15d017d3e4a02d1401cdf57003541c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7344a",
                    table="staffing_rotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_shiftevent" ("ends_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "rota_id", "starts_at", "version") VALUES (NEW."ends_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publication_id", NEW."rota_id", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="6f89a998b1abe3bb28e0387e2ea5144dc8391cef",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64f77",
                    table="staffing_shift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_shiftevent" ("ends_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "rota_id", "starts_at", "version") VALUES (NEW."ends_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publication_id", NEW."rota_id", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="6f2da9cc456c2a8f35e9a197dbc5648dc4510a99",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7511f",
                    table="staffing_shift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_shiftevent" ("ends_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "rota_id", "starts_at", "version") VALUES (OLD."ends_at", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publication_id", OLD."rota_id", OLD."starts_at", OLD."version"); RETURN NULL;',
                    hash="ee205f616b924a9d468eff2e858053ce9a41d05a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5b01b",
                    table="staffing_shift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shiftfeedevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6c9df2f3c4409dcd0c1ce99e866bca14f042c223",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_252e2",
                    table="staffing_shiftfeedevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8357eeb8f63d4c45bbaee1bdec9c6777ce4696c0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bbad8",
                    table="staffing_targetevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatestepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="31ab45f1c7c68111a16c5a47762cd28cff54cab1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4ec83",
                    table="staffing_templatestepevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_wishevent" ("asked_at", "asked_by_id", "first_on", "id", "last_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "wants_work", "weight") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."first_on", NEW."id", NEW."last_on", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version", NEW."wants_work", NEW."weight"); RETURN NULL;',
                    hash="b5c9e1c9e923dc67596f301b21101ab6f1f796be",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cf13b",
                    table="staffing_wish",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_wishevent" ("asked_at", "asked_by_id", "first_on", "id", "last_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "wants_work", "weight") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."first_on", NEW."id", NEW."last_on", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version", NEW."wants_work", NEW."weight"); RETURN NULL;',
                    hash="ef5183eafde17ccaddfb33b5463e886ebe54c6e9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bbd3b",
                    table="staffing_wish",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_wishevent" ("asked_at", "asked_by_id", "first_on", "id", "last_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "wants_work", "weight") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."first_on", OLD."id", OLD."last_on", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."wants_work", OLD."weight"); RETURN NULL;',
                    hash="76636e9dd06ec9bb597d49ac01d99d201b590491",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f109d",
                    table="staffing_wish",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="87fd9953ed0ece6ecd3a7a9bcd93b59b9cbb729a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_aaa35",
                    table="staffing_absenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allowanceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ec3a90ab919c02cb451c1b6cfc2eaab32f6e5c8e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b43d7",
                    table="staffing_allowanceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calloutevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d6ecb6dc0bc5bbd73d394a0fb0ba3530c3fa427b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_478d6",
                    table="staffing_calloutevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1190cf82eeb79bea67aea9f1d3e8d8e4d742dad7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3a2f9",
                    table="staffing_certificateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklistevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fee46a0c5a2d895886e9a9eea0af509c7eb49b23",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_af49d",
                    table="staffing_checklistevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkliststep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_checkliststepevent" ("checklist_id", "done_at", "done_by_id", "due_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title", "version") VALUES (NEW."checklist_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."title", NEW."version"); RETURN NULL;',
                    hash="c1a43516da25b6ed68c7bcb3ff1a8f31dfa23c01",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4175f",
                    table="staffing_checkliststep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkliststep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_checkliststepevent" ("checklist_id", "done_at", "done_by_id", "due_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title", "version") VALUES (NEW."checklist_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."title", NEW."version"); RETURN NULL;',
                    hash="bd3fc9649a00fb6b4344350dfb32a9ad8b99880e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_72e3b",
                    table="staffing_checkliststep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkliststep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_checkliststepevent" ("checklist_id", "done_at", "done_by_id", "due_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title", "version") VALUES (OLD."checklist_id", OLD."done_at", OLD."done_by_id", OLD."due_on", OLD."id", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."title", OLD."version"); RETURN NULL;',
                    hash="d49d0b5662372f6f2482aeba42ba2ebfe7157eb8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_860ed",
                    table="staffing_checkliststep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gapevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f6f2f60a4363dd91255c8e5df99d1da3cabc6458",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3a129",
                    table="staffing_gapevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holdingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="561348abe7974e274f983a638d346bacf43f0d7e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b06be",
                    table="staffing_holdingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hrgrantevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="18bde6e4b6942ac4653eaf6f8d9c6a187bb63fb6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c24b1",
                    table="staffing_hrgrantevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overrideevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="facf7a233d6faa3b03ff06e778cf9ed3de4bb32e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5f752",
                    table="staffing_overrideevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aae9b756b9ccaf746a1142fd62aa0440bf31fb1c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2607c",
                    table="staffing_postingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a9fcdf1736c358e44dccced248f547199c9e0457",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0479e",
                    table="staffing_proposalevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5103318900633edfb47bfb3332b614ef88576bee",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ba54f",
                    table="staffing_rotationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotationplace",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_rotationplaceevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "rotation_id") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."rotation_id"); RETURN NULL;',
                    hash="7e76e7f5502c0e47f58f4b454c1c79fb96094e8a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_291fb",
                    table="staffing_rotationplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotationplace",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_rotationplaceevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "rotation_id") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."rotation_id"); RETURN NULL;',
                    hash="177bdd7596a6252daca56ccacb851c6b1aaa45d0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eb471",
                    table="staffing_rotationplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotationplace",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_rotationplaceevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "rotation_id") VALUES (OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."rotation_id"); RETURN NULL;',
                    hash="e274028794fba8126cb9eaa82aafdbba7b301b29",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_093d2",
                    table="staffing_rotationplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shiftevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="eb7b9055f3b39ecec3a44f27242ecad83180037a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ce5d1",
                    table="staffing_shiftevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="swap",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_swapevent" ("accepted_at", "accepted_by_id", "answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "ends_at", "giver_id", "id", "is_exchange", "needs_approval", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_shift_id", "rota_id", "shift_id", "starts_at", "state", "taker_id", "version") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."ends_at", NEW."giver_id", NEW."id", NEW."is_exchange", NEW."needs_approval", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."return_shift_id", NEW."rota_id", NEW."shift_id", NEW."starts_at", NEW."state", NEW."taker_id", NEW."version"); RETURN NULL;',
                    hash="617a36f89973208987a09df29584395907eb774f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c8d17",
                    table="staffing_swap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="swap",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staffing_swapevent" ("accepted_at", "accepted_by_id", "answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "ends_at", "giver_id", "id", "is_exchange", "needs_approval", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_shift_id", "rota_id", "shift_id", "starts_at", "state", "taker_id", "version") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."ends_at", NEW."giver_id", NEW."id", NEW."is_exchange", NEW."needs_approval", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."return_shift_id", NEW."rota_id", NEW."shift_id", NEW."starts_at", NEW."state", NEW."taker_id", NEW."version"); RETURN NULL;',
                    hash="7c16afa8655d95b2025820183063543251011926",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2d40d",
                    table="staffing_swap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="swap",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staffing_swapevent" ("accepted_at", "accepted_by_id", "answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "ends_at", "giver_id", "id", "is_exchange", "needs_approval", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_shift_id", "rota_id", "shift_id", "starts_at", "state", "taker_id", "version") VALUES (OLD."accepted_at", OLD."accepted_by_id", OLD."answer", OLD."asked_at", OLD."asked_by_id", OLD."decided_at", OLD."decided_by_id", OLD."ends_at", OLD."giver_id", OLD."id", OLD."is_exchange", OLD."needs_approval", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."return_shift_id", OLD."rota_id", OLD."shift_id", OLD."starts_at", OLD."state", OLD."taker_id", OLD."version"); RETURN NULL;',
                    hash="a8d1ddefe608ca633ee20c8cb50fd965ae3f4061",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ff59a",
                    table="staffing_swap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wishevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="104239f2b223d42eab57a09858156e146630f064",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_86ca7",
                    table="staffing_wishevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkliststepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="188e0a25a5e5e6be70c087237cba58d1acc29617",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b5e0b",
                    table="staffing_checkliststepevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rotationplaceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d258277e525af1269fc2b5b98f7e7a5def22bea6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ec255",
                    table="staffing_rotationplaceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="swapevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e72a0a494ce3a1592d79e3a3fc568dd2aa1a0d48",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d03a0",
                    table="staffing_swapevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
