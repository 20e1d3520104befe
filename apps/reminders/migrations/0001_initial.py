import apps.core.models
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
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
        ("calendars", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reading",
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
                ("name", models.CharField(max_length=40, unique=True)),
                ("reached_id", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Away",
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
                ("starts_at", models.DateTimeField(verbose_name="away from")),
                ("ends_at", models.DateTimeField(verbose_name="back from")),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aways",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__lt", models.F("ends_at"))),
                        name="away_ends_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("user", models.F("deputy")), _negated=True),
                        name="deputy_is_another",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("user_id"),
                                    models.F("user_id"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("starts_at"),
                                    models.F("ends_at"),
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="away_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Channel",
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
                            ("teams", "Microsoft Teams (Workflows webhook)"),
                            ("slack", "Slack (incoming webhook)"),
                            ("webhook", "Signed webhook (Standard Webhooks)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("url", apps.core.models.EncryptedTextField(verbose_name="address")),
                ("secret", apps.core.models.EncryptedTextField(blank=True)),
                ("topics", models.JSONField(blank=True, default=list)),
                (
                    "is_on",
                    models.BooleanField(default=True, verbose_name="switched on"),
                ),
                ("failing_since", models.DateTimeField(editable=False, null=True)),
                ("given_up_at", models.DateTimeField(editable=False, null=True)),
                (
                    "last_error",
                    models.CharField(blank=True, editable=False, max_length=300),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner__isnull", False), ("team", None)),
                            models.Q(("owner", None), ("team__isnull", False)),
                            _connector="OR",
                        ),
                        name="channel_of_a_person_or_a_team",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Habits",
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
                    "morning",
                    models.TimeField(
                        default=datetime.time(8, 30), verbose_name="reminders arrive at"
                    ),
                ),
                (
                    "digest_at",
                    models.TimeField(
                        default=datetime.time(8, 30), verbose_name="digests arrive at"
                    ),
                ),
                (
                    "digest_weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        default=0,
                        verbose_name="weekly digest on",
                    ),
                ),
                (
                    "quiet_starts",
                    models.TimeField(blank=True, null=True, verbose_name="quiet from"),
                ),
                (
                    "quiet_ends",
                    models.TimeField(blank=True, null=True, verbose_name="quiet until"),
                ),
                (
                    "is_weekend_quiet",
                    models.BooleanField(
                        default=False, verbose_name="quiet at weekends"
                    ),
                ),
                ("bounced_at", models.DateTimeField(editable=False, null=True)),
                (
                    "bounce_reason",
                    models.CharField(blank=True, editable=False, max_length=300),
                ),
                (
                    "feed_digest",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="habits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_ends", None), ("quiet_starts", None)),
                            models.Q(
                                ("quiet_ends__isnull", False),
                                ("quiet_starts__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="quiet_hours_have_both_ends",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("feed_digest", ""), _negated=True),
                        fields=["feed_digest"],
                        name="habits_feed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mute",
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
                ("subject_type", models.CharField(max_length=100)),
                ("subject_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=250)),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mutes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "subject_type", "subject_id"), name="mute_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
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
                ("rule", models.CharField(max_length=60)),
                ("subject_type", models.CharField(max_length=100)),
                ("subject_id", models.BigIntegerField()),
                ("due_on", models.DateField()),
                ("due_at", models.DateTimeField(null=True)),
                ("step", models.CharField(max_length=8)),
                ("is_escalation", models.BooleanField(default=False)),
                ("why", models.CharField(max_length=100)),
                ("fire_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("told", "Told"),
                            ("merged", "Told with a later step"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "rule",
                            "subject_type",
                            "subject_id",
                            "due_on",
                            "due_at",
                            "step",
                            "is_escalation",
                            "recipient",
                        ),
                        name="told_at_most_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("state", "planned")),
                            models.Q(
                                models.Q(("state", "planned"), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="occurrence_is_closed_by_a_time",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "planned")),
                        fields=["fire_at", "recipient"],
                        name="occurrence_due",
                    ),
                    models.Index(
                        fields=["recipient", "-fire_at"], name="occurrence_of"
                    ),
                    models.Index(fields=["-closed_at"], name="occurrence_closed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
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
                ("topic", models.CharField(max_length=60)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("now", "At once"),
                            ("hour", "Gathered for an hour"),
                            ("day", "Daily"),
                            ("week", "Weekly"),
                            ("off", "Only in the inbox"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "topic"), name="preference_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSetting",
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
                ("slug", models.CharField(max_length=60, unique=True)),
                (
                    "is_on",
                    models.BooleanField(default=True, verbose_name="switched on"),
                ),
                (
                    "steps",
                    models.CharField(
                        help_text="Such as -30d -7d 0d +3d; wd counts working days, h hours.",
                        max_length=200,
                    ),
                ),
                ("people", models.JSONField(default=list, verbose_name="tells")),
                (
                    "escalates",
                    models.CharField(
                        blank=True,
                        help_text="Steps that are told to the manager, such as +3d. Empty: never.",
                        max_length=100,
                        verbose_name="goes up to the manager",
                    ),
                ),
                (
                    "is_critical",
                    models.BooleanField(
                        default=False,
                        help_text="Passes quiet hours and digests.",
                        verbose_name="critical",
                    ),
                ),
                (
                    "counts_from",
                    models.DateTimeField(
                        help_text="Steps that lay before it are not made up for."
                    ),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose working days count. Empty: Monday to Friday.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calendars.businesscalendar",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="AwayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_at", models.DateTimeField(verbose_name="away from")),
                ("ends_at", models.DateTimeField(verbose_name="back from")),
                (
                    "deputy",
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
                        to="reminders.away",
                    ),
                ),
                (
                    "user",
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
            name="ChannelEvent",
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
                            ("teams", "Microsoft Teams (Workflows webhook)"),
                            ("slack", "Slack (incoming webhook)"),
                            ("webhook", "Signed webhook (Standard Webhooks)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("topics", models.JSONField(blank=True, default=list)),
                (
                    "is_on",
                    models.BooleanField(default=True, verbose_name="switched on"),
                ),
                ("failing_since", models.DateTimeField(editable=False, null=True)),
                ("given_up_at", models.DateTimeField(editable=False, null=True)),
                (
                    "last_error",
                    models.CharField(blank=True, editable=False, max_length=300),
                ),
                (
                    "owner",
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
                        to="reminders.channel",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
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
            name="HabitsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "morning",
                    models.TimeField(
                        default=datetime.time(8, 30), verbose_name="reminders arrive at"
                    ),
                ),
                (
                    "digest_at",
                    models.TimeField(
                        default=datetime.time(8, 30), verbose_name="digests arrive at"
                    ),
                ),
                (
                    "digest_weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        default=0,
                        verbose_name="weekly digest on",
                    ),
                ),
                (
                    "quiet_starts",
                    models.TimeField(blank=True, null=True, verbose_name="quiet from"),
                ),
                (
                    "quiet_ends",
                    models.TimeField(blank=True, null=True, verbose_name="quiet until"),
                ),
                (
                    "is_weekend_quiet",
                    models.BooleanField(
                        default=False, verbose_name="quiet at weekends"
                    ),
                ),
                ("bounced_at", models.DateTimeField(editable=False, null=True)),
                (
                    "bounce_reason",
                    models.CharField(blank=True, editable=False, max_length=300),
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
                        to="reminders.habits",
                    ),
                ),
                (
                    "user",
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
            name="Notification",
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
                ("key", models.CharField(max_length=80, unique=True)),
                ("concern_id", models.BigIntegerField(null=True, unique=True)),
                ("topic", models.CharField(max_length=60)),
                ("subject_type", models.CharField(max_length=100)),
                ("subject_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=250)),
                ("words", models.CharField(max_length=500)),
                ("url", models.CharField(max_length=500)),
                ("why", models.CharField(max_length=100)),
                ("due_on", models.DateField(null=True)),
                ("is_critical", models.BooleanField(default=False)),
                ("late_since", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("snoozed_until", models.DateTimeField(null=True)),
                (
                    "instead_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reminders.occurrence",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None), ("withdrawn_at", None)),
                        fields=["user", "-at"],
                        name="notification_open",
                    ),
                    models.Index(fields=["user", "-at"], name="notification_of"),
                    models.Index(
                        condition=models.Q(("done_at", None), ("withdrawn_at", None)),
                        fields=["topic", "subject_type", "subject_id"],
                        name="notification_about",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreferenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("topic", models.CharField(max_length=60)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("now", "At once"),
                            ("hour", "Gathered for an hour"),
                            ("day", "Daily"),
                            ("week", "Weekly"),
                            ("off", "Only in the inbox"),
                        ],
                        max_length=5,
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
                        to="reminders.preference",
                    ),
                ),
                (
                    "user",
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
            name="RuleSettingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.CharField(max_length=60)),
                (
                    "is_on",
                    models.BooleanField(default=True, verbose_name="switched on"),
                ),
                (
                    "steps",
                    models.CharField(
                        help_text="Such as -30d -7d 0d +3d; wd counts working days, h hours.",
                        max_length=200,
                    ),
                ),
                ("people", models.JSONField(default=list, verbose_name="tells")),
                (
                    "escalates",
                    models.CharField(
                        blank=True,
                        help_text="Steps that are told to the manager, such as +3d. Empty: never.",
                        max_length=100,
                        verbose_name="goes up to the manager",
                    ),
                ),
                (
                    "is_critical",
                    models.BooleanField(
                        default=False,
                        help_text="Passes quiet hours and digests.",
                        verbose_name="critical",
                    ),
                ),
                (
                    "counts_from",
                    models.DateTimeField(
                        help_text="Steps that lay before it are not made up for."
                    ),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whose working days count. Empty: Monday to Friday.",
                        null=True,
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
                        to="reminders.rulesetting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamLine",
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
                ("line", models.CharField(max_length=200)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reminders.channel",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "line"), name="team_told_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
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
                    "how",
                    models.CharField(
                        choices=[
                            ("now", "At once"),
                            ("hour", "Gathered for an hour"),
                            ("day", "Daily"),
                            ("week", "Weekly"),
                            ("off", "Only in the inbox"),
                        ],
                        max_length=5,
                    ),
                ),
                ("send_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("withdrawn", "Withdrawn"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "channel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="reminders.channel",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "notifications",
                    models.ManyToManyField(
                        related_name="deliveries", to="reminders.notification"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user__isnull", False),
                            ("channel__isnull", False),
                            _connector="OR",
                        ),
                        name="delivery_goes_somewhere",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["user", "how"],
                        name="delivery_waiting",
                    ),
                    models.Index(fields=["-sent_at"], name="delivery_sent"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="away",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_awayevent" ("deputy_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "user_id") VALUES (NEW."deputy_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."user_id"); RETURN NULL;',
                    hash="fc30737f9383fc747fbe7b54e75d4083769ae097",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7654f",
                    table="reminders_away",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="away",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reminders_awayevent" ("deputy_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "user_id") VALUES (NEW."deputy_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."user_id"); RETURN NULL;',
                    hash="83decacccac732cf20c111fdd8ad9b9a9fc33fbc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_29fa3",
                    table="reminders_away",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="away",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_awayevent" ("deputy_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "user_id") VALUES (OLD."deputy_id", OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_at", OLD."user_id"); RETURN NULL;',
                    hash="eee52f3e642db5d9184e599bf5fe8319e70ef4d1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c70dd",
                    table="reminders_away",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="awayevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c1f771a0c98aecc0e9141f8461b1d0e45b1e6fac",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_48573",
                    table="reminders_awayevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="channel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_channelevent" ("failing_since", "given_up_at", "id", "is_on", "kind", "last_error", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id", "topics", "version") VALUES (NEW."failing_since", NEW."given_up_at", NEW."id", NEW."is_on", NEW."kind", NEW."last_error", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."team_id", NEW."topics", NEW."version"); RETURN NULL;',
                    hash="0f46871da9097f11aff8ba2fe194c4cd36ece082",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_62833",
                    table="reminders_channel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="channel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."failing_since" IS DISTINCT FROM (NEW."failing_since") OR OLD."given_up_at" IS DISTINCT FROM (NEW."given_up_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_on" IS DISTINCT FROM (NEW."is_on") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."last_error" IS DISTINCT FROM (NEW."last_error") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."topics" IS DISTINCT FROM (NEW."topics") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "reminders_channelevent" ("failing_since", "given_up_at", "id", "is_on", "kind", "last_error", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id", "topics", "version") VALUES (NEW."failing_since", NEW."given_up_at", NEW."id", NEW."is_on", NEW."kind", NEW."last_error", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."team_id", NEW."topics", NEW."version"); RETURN NULL;',
                    hash="b343d96b45def07a1d09a988c023a389c73eac10",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d8651",
                    table="reminders_channel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="channel",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_channelevent" ("failing_since", "given_up_at", "id", "is_on", "kind", "last_error", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id", "topics", "version") VALUES (OLD."failing_since", OLD."given_up_at", OLD."id", OLD."is_on", OLD."kind", OLD."last_error", OLD."name", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."team_id", OLD."topics", OLD."version"); RETURN NULL;',
                    hash="38890ab5fdb21bbc16622aad20b069ae3a7c064e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_09043",
                    table="reminders_channel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="channelevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dfad3a235f49b735628302df9ea3c19b06530f3d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_87d2b",
                    table="reminders_channelevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="habits",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_habitsevent" ("bounce_reason", "bounced_at", "digest_at", "digest_weekday", "id", "is_weekend_quiet", "morning", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_ends", "quiet_starts", "user_id", "version") VALUES (NEW."bounce_reason", NEW."bounced_at", NEW."digest_at", NEW."digest_weekday", NEW."id", NEW."is_weekend_quiet", NEW."morning", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quiet_ends", NEW."quiet_starts", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="019c293288238ff22cd782791192ac78dff632e8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e2cce",
                    table="reminders_habits",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="habits",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."bounce_reason" IS DISTINCT FROM (NEW."bounce_reason") OR OLD."bounced_at" IS DISTINCT FROM (NEW."bounced_at") OR OLD."digest_at" IS DISTINCT FROM (NEW."digest_at") OR OLD."digest_weekday" IS DISTINCT FROM (NEW."digest_weekday") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_weekend_quiet" IS DISTINCT FROM (NEW."is_weekend_quiet") OR OLD."morning" IS DISTINCT FROM (NEW."morning") OR OLD."quiet_ends" IS DISTINCT FROM (NEW."quiet_ends") OR OLD."quiet_starts" IS DISTINCT FROM (NEW."quiet_starts") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "reminders_habitsevent" ("bounce_reason", "bounced_at", "digest_at", "digest_weekday", "id", "is_weekend_quiet", "morning", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_ends", "quiet_starts", "user_id", "version") VALUES (NEW."bounce_reason", NEW."bounced_at", NEW."digest_at", NEW."digest_weekday", NEW."id", NEW."is_weekend_quiet", NEW."morning", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quiet_ends", NEW."quiet_starts", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="b1b0117075bd359a5c081a4d689d8d72afaa2018",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_53388",
                    table="reminders_habits",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="habits",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_habitsevent" ("bounce_reason", "bounced_at", "digest_at", "digest_weekday", "id", "is_weekend_quiet", "morning", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_ends", "quiet_starts", "user_id", "version") VALUES (OLD."bounce_reason", OLD."bounced_at", OLD."digest_at", OLD."digest_weekday", OLD."id", OLD."is_weekend_quiet", OLD."morning", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quiet_ends", OLD."quiet_starts", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="0977c6b5fe2b898fba5aa380c47dc23eba68cb33",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4ff64",
                    table="reminders_habits",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="habitsevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="68064d0a94b9772ca06ae24f869b3b39a03b78ad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_218c1",
                    table="reminders_habitsevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preference",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_preferenceevent" ("how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "user_id") VALUES (NEW."how", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic", NEW."user_id"); RETURN NULL;',
                    hash="1949af18b26573ce39413257382b8752f4f54271",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6d3b2",
                    table="reminders_preference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preference",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reminders_preferenceevent" ("how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "user_id") VALUES (NEW."how", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic", NEW."user_id"); RETURN NULL;',
                    hash="5a75658c3d64ca6bb7e3fedc39b620edb76c0dd4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2cf15",
                    table="reminders_preference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preference",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_preferenceevent" ("how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "user_id") VALUES (OLD."how", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic", OLD."user_id"); RETURN NULL;',
                    hash="943b6ef9c128dfc54296be554d400a90a7c83679",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_98696",
                    table="reminders_preference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preferenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2dbaab2d99dc57a07e3db1935904242e91c3f0e9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3ba18",
                    table="reminders_preferenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulesetting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_rulesettingevent" ("calendar_id", "counts_from", "escalates", "id", "is_critical", "is_on", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "steps", "version") VALUES (NEW."calendar_id", NEW."counts_from", NEW."escalates", NEW."id", NEW."is_critical", NEW."is_on", NEW."people", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."steps", NEW."version"); RETURN NULL;',
                    hash="b32ff9cc9603237e465060ddf3dbbf99fe3b6ad2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_76dd6",
                    table="reminders_rulesetting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulesetting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reminders_rulesettingevent" ("calendar_id", "counts_from", "escalates", "id", "is_critical", "is_on", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "steps", "version") VALUES (NEW."calendar_id", NEW."counts_from", NEW."escalates", NEW."id", NEW."is_critical", NEW."is_on", NEW."people", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."steps", NEW."version"); RETURN NULL;',
                    hash="87a4e0e954ec4ab4ea468af4ad402b3018203001",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6c39b",
                    table="reminders_rulesetting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulesetting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reminders_rulesettingevent" ("calendar_id", "counts_from", "escalates", "id", "is_critical", "is_on", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "steps", "version") VALUES (OLD."calendar_id", OLD."counts_from", OLD."escalates", OLD."id", OLD."is_critical", OLD."is_on", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."steps", OLD."version"); RETURN NULL;',
                    hash="ebd1dac657fce2d9e0aa8c2822a7f5ac9c5b2e44",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9a83d",
                    table="reminders_rulesetting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulesettingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="29ca8e92b90d1ccf8cf8279eb784bb140164d02b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f8538",
                    table="reminders_rulesettingevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
