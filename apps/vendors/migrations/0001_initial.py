import django.contrib.postgres.fields
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
        ("calendars", "0002_intervals_are_apart"),
        ("catalog", "0002_imports_and_dependencies"),
        ("core", "0002_typedtext"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Vendor",
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
                ("name", models.CharField(max_length=150, unique=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "tier",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1, strategic"),
                            (2, "2, important"),
                            (3, "3, standard"),
                        ],
                        default=3,
                    ),
                ),
                ("legal_name", models.CharField(blank=True, max_length=200)),
                (
                    "code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="identification code"
                    ),
                ),
                (
                    "code_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lei", "LEI"),
                            ("euid", "EUID"),
                            ("vat", "VAT number"),
                            ("national", "National register number"),
                        ],
                        max_length=10,
                        verbose_name="kind of code",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, max_length=2, verbose_name="country of head office"
                    ),
                ),
                (
                    "is_person",
                    models.BooleanField(default=False, verbose_name="natural person"),
                ),
                ("website", models.URLField(blank=True)),
                ("notes", models.TextField(blank=True, verbose_name="internal notes")),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vendors_managed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        blank=True,
                        help_text="Whose people log in for this vendor.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vendor",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsidiaries",
                        to="vendors.vendor",
                        verbose_name="ultimate parent",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vendors_owned",
                        to="accounts.team",
                        verbose_name="owning team",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("name", models.CharField(max_length=150)),
                ("role", models.CharField(blank=True, max_length=100)),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="escalation step"
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "ordering": ["step", "name"],
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
                ("kind", models.CharField(max_length=100)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("issuer", models.CharField(blank=True, max_length=150)),
                (
                    "valid_from_on",
                    models.DateField(blank=True, null=True, verbose_name="valid from"),
                ),
                ("expires_on", models.DateField()),
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
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificates",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "ordering": ["expires_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Contract",
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
                ("reference", models.CharField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_force", "In force"),
                            ("notice_given", "Notice given"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="last day"),
                ),
                (
                    "notice",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="notice period"
                    ),
                ),
                (
                    "notice_unit",
                    models.CharField(
                        choices=[("days", "days"), ("months", "months")],
                        default="months",
                        max_length=6,
                    ),
                ),
                (
                    "renewal",
                    models.CharField(
                        choices=[
                            ("none", "Ends"),
                            ("automatic", "Renews unless notice is given"),
                            ("agreed", "Renews by agreement"),
                        ],
                        default="agreed",
                        max_length=9,
                    ),
                ),
                ("renewal_months", models.PositiveSmallIntegerField(default=12)),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="value a year",
                    ),
                ),
                ("currency", models.CharField(default="EUR", max_length=3)),
                (
                    "at_risk_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=10,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="at risk, % of the monthly charge",
                    ),
                ),
                (
                    "earn_back_months",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="earned back by green months"
                    ),
                ),
                (
                    "rounding",
                    models.CharField(
                        choices=[("half_up", "Half a cent up"), ("down", "Down")],
                        default="half_up",
                        max_length=7,
                    ),
                ),
                (
                    "claim_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="days to answer an exclusion"
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="internal notes")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts_owned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "ordering": ["reference"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="contract_starts_first",
                    )
                ],
                "indexes": [models.Index(fields=["ends_on"], name="contract_end")],
            },
        ),
        migrations.CreateModel(
            name="RiskRating",
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
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Low"),
                            (2, "Medium"),
                            (3, "High"),
                            (4, "Critical"),
                        ]
                    ),
                ),
                ("reasons", models.TextField()),
                ("rated_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "ordering": ["-rated_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="VendorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=150)),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                (
                    "tier",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1, strategic"),
                            (2, "2, important"),
                            (3, "3, standard"),
                        ],
                        default=3,
                    ),
                ),
                ("legal_name", models.CharField(blank=True, max_length=200)),
                (
                    "code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="identification code"
                    ),
                ),
                (
                    "code_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lei", "LEI"),
                            ("euid", "EUID"),
                            ("vat", "VAT number"),
                            ("national", "National register number"),
                        ],
                        max_length=10,
                        verbose_name="kind of code",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, max_length=2, verbose_name="country of head office"
                    ),
                ),
                (
                    "is_person",
                    models.BooleanField(default=False, verbose_name="natural person"),
                ),
                ("website", models.URLField(blank=True)),
                ("notes", models.TextField(blank=True, verbose_name="internal notes")),
                (
                    "manager",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whose people log in for this vendor.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
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
                        to="vendors.vendor",
                        verbose_name="ultimate parent",
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
                        to="vendors.vendor",
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
                        verbose_name="owning team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContractFile",
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
                ("title", models.CharField(max_length=150)),
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
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="vendors.contract",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ManagedService",
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
                ("name", models.CharField(max_length=150)),
                ("scope", models.TextField(blank=True)),
                (
                    "shift_pattern",
                    models.CharField(
                        choices=[
                            ("business", "Business hours"),
                            ("extended", "Extended hours"),
                            ("follow_the_sun", "Follow the sun"),
                            ("around_the_clock", "Around the clock"),
                        ],
                        default="business",
                        max_length=16,
                    ),
                ),
                (
                    "headcount",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=6,
                        verbose_name="headcount (FTE)",
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "applications",
                    models.ManyToManyField(
                        blank=True,
                        related_name="managed_services",
                        to="catalog.application",
                    ),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="managed_services",
                        to="calendars.businesscalendar",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="vendors.contract",
                    ),
                ),
                (
                    "platforms",
                    models.ManyToManyField(
                        blank=True,
                        related_name="managed_services",
                        to="catalog.platform",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="managed_services",
                        to="accounts.team",
                        verbose_name="team it serves",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="SupplyLink",
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
                    "does",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what it does"
                    ),
                ),
                (
                    "service_type",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="ICT service type"
                    ),
                ),
                (
                    "above",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="below",
                        to="vendors.supplylink",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supply_links",
                        to="vendors.contract",
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplies",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("above", models.F("pk")), _negated=True),
                        name="link_not_above_itself",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskRatingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Low"),
                            (2, "Medium"),
                            (3, "High"),
                            (4, "Critical"),
                        ]
                    ),
                ),
                ("reasons", models.TextField()),
                ("rated_at", models.DateTimeField()),
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
                        to="vendors.riskrating",
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
            name="ContractEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("reference", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_force", "In force"),
                            ("notice_given", "Notice given"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="last day"),
                ),
                (
                    "notice",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="notice period"
                    ),
                ),
                (
                    "notice_unit",
                    models.CharField(
                        choices=[("days", "days"), ("months", "months")],
                        default="months",
                        max_length=6,
                    ),
                ),
                (
                    "renewal",
                    models.CharField(
                        choices=[
                            ("none", "Ends"),
                            ("automatic", "Renews unless notice is given"),
                            ("agreed", "Renews by agreement"),
                        ],
                        default="agreed",
                        max_length=9,
                    ),
                ),
                ("renewal_months", models.PositiveSmallIntegerField(default=12)),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="value a year",
                    ),
                ),
                ("currency", models.CharField(default="EUR", max_length=3)),
                (
                    "at_risk_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=10,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="at risk, % of the monthly charge",
                    ),
                ),
                (
                    "earn_back_months",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="earned back by green months"
                    ),
                ),
                (
                    "rounding",
                    models.CharField(
                        choices=[("half_up", "Half a cent up"), ("down", "Down")],
                        default="half_up",
                        max_length=7,
                    ),
                ),
                (
                    "claim_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="days to answer an exclusion"
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="internal notes")),
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
                        to="vendors.contract",
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
            name="ContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=150)),
                ("role", models.CharField(blank=True, max_length=100)),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="escalation step"
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
                        to="vendors.contact",
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
            name="CertificateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("kind", models.CharField(max_length=100)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("issuer", models.CharField(blank=True, max_length=150)),
                (
                    "valid_from_on",
                    models.DateField(blank=True, null=True, verbose_name="valid from"),
                ),
                ("expires_on", models.DateField()),
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
                        to="vendors.certificate",
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
            name="Charge",
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
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="a month"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="charges",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "valid_from_on"), name="charge_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=150)),
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
                    "contract",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.contract",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="vendors.contractfile",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ManagedServiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                ("name", models.CharField(max_length=150)),
                ("scope", models.TextField(blank=True)),
                (
                    "shift_pattern",
                    models.CharField(
                        choices=[
                            ("business", "Business hours"),
                            ("extended", "Extended hours"),
                            ("follow_the_sun", "Follow the sun"),
                            ("around_the_clock", "Around the clock"),
                        ],
                        default="business",
                        max_length=16,
                    ),
                ),
                (
                    "headcount",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=6,
                        verbose_name="headcount (FTE)",
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
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
                    "contract",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.contract",
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
                        to="vendors.managedservice",
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
                        verbose_name="team it serves",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Period",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("under_review", "Under review"),
                            ("closed", "Closed, waits for the second signature"),
                            ("frozen", "Frozen"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("dispute_until_on", models.DateField(blank=True, null=True)),
                ("comment", models.TextField(blank=True)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "ordering": ["-month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "month"), name="period_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="period_is_a_month"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recount",
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
                ("why", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("tickets", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                (
                    "by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recounts",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ServiceLevel",
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
                ("slug", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=120)),
                (
                    "agreement",
                    models.CharField(
                        choices=[
                            ("sla", "SLA"),
                            ("ola", "OLA"),
                            ("uc", "Underpinning contract"),
                        ],
                        default="sla",
                        max_length=3,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("response", "Response time"),
                            ("resolution", "Resolution time"),
                            ("availability", "Availability"),
                            ("first_time_fix", "First-time fix"),
                            ("reopened", "Not reopened"),
                            ("satisfaction", "Satisfaction"),
                            ("changes", "SLA-compliant changes"),
                            ("manual", "Number entered by hand"),
                        ],
                        max_length=14,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "slug"), name="level_once_a_service"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceLocation",
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
                ("city", models.CharField(max_length=80)),
                ("country", models.CharField(max_length=2)),
                (
                    "is_offshore",
                    models.BooleanField(default=False, verbose_name="offshore"),
                ),
                (
                    "headcount",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=6,
                        verbose_name="headcount (FTE)",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="locations",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "ordering": ["is_offshore", "city"],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
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
                ("number", models.CharField(max_length=60)),
                ("title", models.CharField(blank=True, max_length=250)),
                ("type", models.CharField(blank=True, max_length=40)),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="0 is unknown."
                    ),
                ),
                ("state", models.CharField(blank=True, max_length=60)),
                (
                    "group",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="assignment group"
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=120)),
                (
                    "item",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="configuration item"
                    ),
                ),
                (
                    "location",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="requester's location"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("first_response_at", models.DateTimeField(blank=True, null=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("reopen_count", models.PositiveSmallIntegerField(default=0)),
                ("reassignment_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "satisfaction",
                    models.PositiveSmallIntegerField(blank=True, null=True),
                ),
                ("was_fixed_first_time", models.BooleanField(blank=True, null=True)),
                (
                    "was_compliant",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="change was compliant"
                    ),
                ),
                ("made_sla", models.BooleanField(blank=True, null=True)),
                ("fingerprint", models.BigIntegerField(default=0)),
                ("import_id", models.BigIntegerField(blank=True, null=True)),
                ("source_row", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="vendors.managedservice",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "number"), name="ticket_once_a_service"
                    )
                ],
                "indexes": [
                    models.Index(fields=["service", "opened_at"], name="ticket_opened")
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplyLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "does",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what it does"
                    ),
                ),
                (
                    "service_type",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="ICT service type"
                    ),
                ),
                (
                    "above",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.supplylink",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.contract",
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
                        to="vendors.supplylink",
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
            name="Closure",
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
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("reason", models.TextField(blank=True)),
                ("figures", models.JSONField()),
                ("terms", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("closed_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closures",
                        to="vendors.period",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "number"), name="closure_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by", None),
                            models.Q(
                                ("signed_by", models.F("closed_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="closure_signed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="restatement_has_its_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
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
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("customer", "Waited for the customer"),
                            ("third_party", "Another party's fault"),
                            ("maintenance", "Agreed maintenance"),
                            ("wrong_data", "The record is wrong"),
                            ("duplicate", "A duplicate"),
                            ("force_majeure", "Force majeure"),
                            ("other", "Other"),
                        ],
                        max_length=13,
                    ),
                ),
                ("words", models.TextField(verbose_name="explanation")),
                ("proposed_at", models.DateTimeField()),
                ("answer_by_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("note", models.TextField(blank=True, verbose_name="internal note")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions_decided",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions_proposed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="vendors.servicelevel",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="vendors.ticket",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "accepted"])),
                        fields=("ticket", "level"),
                        name="one_live_exclusion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(
                                ("decided_by", models.F("proposed_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="exclusion_decided_by_another",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "proposed")),
                        fields=["answer_by_at"],
                        name="exclusion_waits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelVersion",
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
                    "priorities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "target_seconds",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="target"
                    ),
                ),
                (
                    "threshold",
                    models.PositiveSmallIntegerField(
                        default=4,
                        help_text="Of 5, for satisfaction.",
                        verbose_name="satisfied from",
                    ),
                ),
                (
                    "goal",
                    models.DecimalField(
                        decimal_places=3,
                        max_digits=6,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="goal, %",
                    ),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        decimal_places=2,
                        default=2,
                        max_digits=5,
                        verbose_name="tolerance, points",
                    ),
                ),
                ("minimum_volume", models.PositiveIntegerField(default=0)),
                (
                    "starts_when",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("state", "First enters a state"),
                        ],
                        default="opened",
                        max_length=6,
                    ),
                ),
                (
                    "start_states",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "stops_when",
                    models.CharField(
                        choices=[
                            ("responded", "First response"),
                            ("resolved", "Resolved"),
                            ("closed", "Closed"),
                            ("state", "First enters a state"),
                        ],
                        default="resolved",
                        max_length=9,
                    ),
                ),
                (
                    "stop_states",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "pause_states",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(decimal_places=2, default=1, max_digits=6),
                ),
                (
                    "is_critical",
                    models.BooleanField(default=False, verbose_name="critical"),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calendars.businesscalendar",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="vendors.servicelevel",
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "valid_from_on"),
                        name="level_version_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0)),
                        name="level_weight_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("valid_from_on", models.DateField(verbose_name="in force from")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="a month"
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
                        to="vendors.charge",
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
            name="PeriodEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("month", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("under_review", "Under review"),
                            ("closed", "Closed, waits for the second signature"),
                            ("frozen", "Frozen"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("dispute_until_on", models.DateField(blank=True, null=True)),
                ("comment", models.TextField(blank=True)),
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
                        to="vendors.period",
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
            name="ServiceLevelEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                ("name", models.CharField(max_length=120)),
                (
                    "agreement",
                    models.CharField(
                        choices=[
                            ("sla", "SLA"),
                            ("ola", "OLA"),
                            ("uc", "Underpinning contract"),
                        ],
                        default="sla",
                        max_length=3,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("response", "Response time"),
                            ("resolution", "Resolution time"),
                            ("availability", "Availability"),
                            ("first_time_fix", "First-time fix"),
                            ("reopened", "Not reopened"),
                            ("satisfaction", "Satisfaction"),
                            ("changes", "SLA-compliant changes"),
                            ("manual", "Number entered by hand"),
                        ],
                        max_length=14,
                    ),
                ),
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
                        to="vendors.servicelevel",
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
            name="ServiceLocationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("city", models.CharField(max_length=80)),
                ("country", models.CharField(max_length=2)),
                (
                    "is_offshore",
                    models.BooleanField(default=False, verbose_name="offshore"),
                ),
                (
                    "headcount",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=6,
                        verbose_name="headcount (FTE)",
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
                        to="vendors.servicelocation",
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
            name="StateSpan",
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
                ("state", models.CharField(max_length=60)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spans",
                        to="vendors.ticket",
                    ),
                ),
            ],
            options={
                "ordering": ["started_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CreditBand",
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
                    "below",
                    models.DecimalField(
                        decimal_places=3,
                        max_digits=6,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="below, %",
                    ),
                ),
                (
                    "credit",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="credit, % of the monthly charge",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="vendors.levelversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-below"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "below"), name="band_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExclusionFile",
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
                    "exclusion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="vendors.exclusion",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FrozenTicket",
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
                ("level_slug", models.CharField(max_length=60)),
                ("number", models.CharField(max_length=60)),
                ("priority", models.PositiveSmallIntegerField(default=0)),
                ("category", models.CharField(blank=True, max_length=120)),
                ("group", models.CharField(blank=True, max_length=120)),
                ("outcome", models.PositiveSmallIntegerField()),
                ("is_excluded", models.BooleanField(default=False)),
                ("started_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("target_seconds", models.PositiveIntegerField(blank=True, null=True)),
                ("elapsed_seconds", models.IntegerField(default=0)),
                ("paused_seconds", models.IntegerField(default=0)),
                ("pauses", models.JSONField(default=list)),
                (
                    "closure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tickets",
                        to="vendors.closure",
                    ),
                ),
            ],
            options={
                "ordering": ["level_slug", "number"],
                "indexes": [
                    models.Index(
                        fields=["closure", "level_slug", "number"],
                        name="frozen_of_level",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthFigure",
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
                ("month", models.DateField()),
                ("met", models.PositiveIntegerField(default=0)),
                ("breached", models.PositiveIntegerField(default=0)),
                ("accepted_met", models.PositiveIntegerField(default=0)),
                ("accepted_breached", models.PositiveIntegerField(default=0)),
                ("proposed_met", models.PositiveIntegerField(default=0)),
                ("proposed_breached", models.PositiveIntegerField(default=0)),
                ("service_seconds", models.BigIntegerField(blank=True, null=True)),
                ("down_seconds", models.BigIntegerField(blank=True, null=True)),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=8, null=True
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="months",
                        to="vendors.levelversion",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="months",
                        to="vendors.servicelevel",
                    ),
                ),
            ],
            options={
                "ordering": ["month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "month"), name="figure_once_a_month"
                    )
                ],
                "indexes": [
                    models.Index(fields=["month", "level"], name="figure_month")
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelVersionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("valid_from_on", models.DateField(verbose_name="in force from")),
                (
                    "priorities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "target_seconds",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="target"
                    ),
                ),
                (
                    "threshold",
                    models.PositiveSmallIntegerField(
                        default=4,
                        help_text="Of 5, for satisfaction.",
                        verbose_name="satisfied from",
                    ),
                ),
                (
                    "goal",
                    models.DecimalField(
                        decimal_places=3,
                        max_digits=6,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="goal, %",
                    ),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        decimal_places=2,
                        default=2,
                        max_digits=5,
                        verbose_name="tolerance, points",
                    ),
                ),
                ("minimum_volume", models.PositiveIntegerField(default=0)),
                (
                    "starts_when",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("state", "First enters a state"),
                        ],
                        default="opened",
                        max_length=6,
                    ),
                ),
                (
                    "start_states",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "stops_when",
                    models.CharField(
                        choices=[
                            ("responded", "First response"),
                            ("resolved", "Resolved"),
                            ("closed", "Closed"),
                            ("state", "First enters a state"),
                        ],
                        default="resolved",
                        max_length=9,
                    ),
                ),
                (
                    "stop_states",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "pause_states",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(decimal_places=2, default=1, max_digits=6),
                ),
                (
                    "is_critical",
                    models.BooleanField(default=False, verbose_name="critical"),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
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
                        to="vendors.levelversion",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExclusionEvent",
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
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("customer", "Waited for the customer"),
                            ("third_party", "Another party's fault"),
                            ("maintenance", "Agreed maintenance"),
                            ("wrong_data", "The record is wrong"),
                            ("duplicate", "A duplicate"),
                            ("force_majeure", "Force majeure"),
                            ("other", "Other"),
                        ],
                        max_length=13,
                    ),
                ),
                ("words", models.TextField(verbose_name="explanation")),
                ("proposed_at", models.DateTimeField()),
                ("answer_by_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("note", models.TextField(blank=True, verbose_name="internal note")),
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
                        to="vendors.exclusion",
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
                    "ticket",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.ticket",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Verdict",
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
                    "outcome",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Met"),
                            (2, "Breached"),
                            (3, "Running"),
                            (4, "Not measured"),
                        ]
                    ),
                ),
                ("month", models.DateField(blank=True, null=True)),
                ("started_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("elapsed_seconds", models.IntegerField(default=0)),
                ("paused_seconds", models.IntegerField(default=0)),
                ("is_paused", models.BooleanField(default=False)),
                (
                    "level",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verdicts",
                        to="vendors.servicelevel",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verdicts",
                        to="vendors.ticket",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verdicts",
                        to="vendors.levelversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ticket", "level"), name="verdict_once"
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["level", "month", "outcome"], name="verdict_counted"
                    ),
                    models.Index(
                        condition=models.Q(("outcome", 3)),
                        fields=["due_at"],
                        name="verdict_running",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditBandEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "below",
                    models.DecimalField(
                        decimal_places=3,
                        max_digits=6,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="below, %",
                    ),
                ),
                (
                    "credit",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="credit, % of the monthly charge",
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
                        to="vendors.creditband",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.levelversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contractfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_contractfileevent" ("at", "by_id", "contract_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."at", NEW."by_id", NEW."contract_id", NEW."file_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title"); RETURN NULL;',
                    hash="fa9fd826bd8767af19e663dfd3d7b1e873837dcb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea7fc",
                    table="vendors_contractfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contractfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_contractfileevent" ("at", "by_id", "contract_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."at", NEW."by_id", NEW."contract_id", NEW."file_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title"); RETURN NULL;',
                    hash="93dbc7658d42da1879780f814fa09ab49f5ed20d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1eeb6",
                    table="vendors_contractfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contractfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_contractfileevent" ("at", "by_id", "contract_id", "file_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (OLD."at", OLD."by_id", OLD."contract_id", OLD."file_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title"); RETURN NULL;',
                    hash="fe90f1a11c04295054db511b9d52d5dabea4ac70",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4026a",
                    table="vendors_contractfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contractfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="69187aa428c320165ea35391efff5cdf1cd51db1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4f2cc",
                    table="vendors_contractfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="frozenticket",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_with_closure",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'UPDATE' OR EXISTS (\n            SELECT 1 FROM vendors_closure\n            WHERE id = OLD.closure_id AND signed_by_id IS NOT NULL\n        ) THEN\n            RAISE EXCEPTION 'A frozen scorecard never changes.';\n        END IF;\n        RETURN OLD;\n    ",
                    hash="c1c1597fcc83d34c551dacf9cba73dc9243bf4a2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_with_closure_c5d93",
                    table="vendors_frozenticket",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditbandevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="64b3740301125c03bfe3f1f2158f9dd3ccafa22f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_91a41",
                    table="vendors_creditbandevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditband",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_creditbandevent" ("below", "credit", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") VALUES (NEW."below", NEW."credit", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version_id"); RETURN NULL;',
                    hash="36efced097ec3ad4add183df695173beb0f2d47b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_40e68",
                    table="vendors_creditband",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditband",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_creditbandevent" ("below", "credit", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") VALUES (NEW."below", NEW."credit", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version_id"); RETURN NULL;',
                    hash="630c1b829182e323e13204ec74a26a1655e95461",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_10f0f",
                    table="vendors_creditband",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditband",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_creditbandevent" ("below", "credit", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") VALUES (OLD."below", OLD."credit", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version_id"); RETURN NULL;',
                    hash="068dc6291ffdc817178b444db2ca486a9e4654c2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6abbd",
                    table="vendors_creditband",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="managedservice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_managedserviceevent" ("calendar_id", "contract_id", "ends_on", "headcount", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "shift_pattern", "slug", "starts_on", "team_id", "version") VALUES (NEW."calendar_id", NEW."contract_id", NEW."ends_on", NEW."headcount", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scope", NEW."shift_pattern", NEW."slug", NEW."starts_on", NEW."team_id", NEW."version"); RETURN NULL;',
                    hash="5ab050f56075e1facbcaafb346df7f4424032c7c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ccd06",
                    table="vendors_managedservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="managedservice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_managedserviceevent" ("calendar_id", "contract_id", "ends_on", "headcount", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "shift_pattern", "slug", "starts_on", "team_id", "version") VALUES (NEW."calendar_id", NEW."contract_id", NEW."ends_on", NEW."headcount", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scope", NEW."shift_pattern", NEW."slug", NEW."starts_on", NEW."team_id", NEW."version"); RETURN NULL;',
                    hash="a5413a45abb67fefaffd7e73a58ca0f03a948810",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_04746",
                    table="vendors_managedservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="managedservice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_managedserviceevent" ("calendar_id", "contract_id", "ends_on", "headcount", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "shift_pattern", "slug", "starts_on", "team_id", "version") VALUES (OLD."calendar_id", OLD."contract_id", OLD."ends_on", OLD."headcount", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scope", OLD."shift_pattern", OLD."slug", OLD."starts_on", OLD."team_id", OLD."version"); RETURN NULL;',
                    hash="e1a70b9c52d37d9d021f509d2aceda2a5d246cc6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a80e2",
                    table="vendors_managedservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chargeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e37492d3cc3ae562549113bff58088a98e0c07a6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b5811",
                    table="vendors_chargeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_chargeevent" ("amount", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "valid_from_on") VALUES (NEW."amount", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service_id", NEW."valid_from_on"); RETURN NULL;',
                    hash="42d0ffbdb653c88abe1423b54348af37bb4f973f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e56e1",
                    table="vendors_charge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_chargeevent" ("amount", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "valid_from_on") VALUES (NEW."amount", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service_id", NEW."valid_from_on"); RETURN NULL;',
                    hash="8550df0429d07593fc562c20af4545d8d20da693",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_be08d",
                    table="vendors_charge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_chargeevent" ("amount", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "valid_from_on") VALUES (OLD."amount", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_id", OLD."valid_from_on"); RETURN NULL;',
                    hash="76fe9877a71002386743e015b8dd59279d1dbc0e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4404b",
                    table="vendors_charge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="managedserviceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="597e78c5fcd8d8a0500acf65a74d9f8f0f7fe0d4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0215e",
                    table="vendors_managedserviceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="period",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_periodevent" ("comment", "dispute_until_on", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "state", "version") VALUES (NEW."comment", NEW."dispute_until_on", NEW."id", NEW."month", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="d9e69ccd1b5bf2cf461e545bdd6e933c86c757ac",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_00d5a",
                    table="vendors_period",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="period",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_periodevent" ("comment", "dispute_until_on", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "state", "version") VALUES (NEW."comment", NEW."dispute_until_on", NEW."id", NEW."month", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="6cf843ba656170d3064a0f58b70e1f4821dd10b1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e7035",
                    table="vendors_period",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="period",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_periodevent" ("comment", "dispute_until_on", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "state", "version") VALUES (OLD."comment", OLD."dispute_until_on", OLD."id", OLD."month", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_id", OLD."state", OLD."version"); RETURN NULL;',
                    hash="acdbd2f6e04b9563b6fe3092f73f054b096040bd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a088f",
                    table="vendors_period",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="closure_is_only_signed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'DELETE' THEN\n            IF OLD.signed_by_id IS NULL THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'A frozen scorecard never changes.';\n        END IF;\n        IF OLD.signed_by_id IS NOT NULL OR to_jsonb(OLD)\n            - ARRAY['signed_by_id', 'signed_at'] <> to_jsonb(NEW)\n            - ARRAY['signed_by_id', 'signed_at']\n        THEN\n            RAISE EXCEPTION 'A frozen scorecard never changes.';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="31e547c9e27556b28bb5ff97609f978786b653d3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_closure_is_only_signed_59dfb",
                    table="vendors_closure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="periodevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f05100e7ed5acb51f87495e8791c1b3e7d22c04f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d2bec",
                    table="vendors_periodevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelevel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_servicelevelevent" ("agreement", "id", "measure", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "service_id", "slug", "version") VALUES (NEW."agreement", NEW."id", NEW."measure", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."service_id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="8a4d100f2af38cf31921e5422cf14459696dbf36",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ec389",
                    table="vendors_servicelevel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelevel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_servicelevelevent" ("agreement", "id", "measure", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "service_id", "slug", "version") VALUES (NEW."agreement", NEW."id", NEW."measure", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."service_id", NEW."slug", NEW."version"); RETURN NULL;',
                    hash="6c328e34e01038e23be370af3d5ab8572d1e4e0d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_efc29",
                    table="vendors_servicelevel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelevel",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_servicelevelevent" ("agreement", "id", "measure", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "service_id", "slug", "version") VALUES (OLD."agreement", OLD."id", OLD."measure", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."service_id", OLD."slug", OLD."version"); RETURN NULL;',
                    hash="fb4359cf5066fa459b7c8f3e6b2d98485574a3eb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9d268",
                    table="vendors_servicelevel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="levelversionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="025ea23750d34ea751658d396778dec0f1c0a2eb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c6f2d",
                    table="vendors_levelversionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="levelversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_levelversionevent" ("calendar_id", "goal", "id", "is_critical", "level_id", "minimum_volume", "pause_states", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priorities", "start_states", "starts_when", "stop_states", "stops_when", "target_seconds", "threshold", "tolerance", "types", "valid_from_on", "weight") VALUES (NEW."calendar_id", NEW."goal", NEW."id", NEW."is_critical", NEW."level_id", NEW."minimum_volume", NEW."pause_states", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priorities", NEW."start_states", NEW."starts_when", NEW."stop_states", NEW."stops_when", NEW."target_seconds", NEW."threshold", NEW."tolerance", NEW."types", NEW."valid_from_on", NEW."weight"); RETURN NULL;',
                    hash="f92b23d6c9c69cf432664881e02151c8b5a66ce2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_04372",
                    table="vendors_levelversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="levelversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_levelversionevent" ("calendar_id", "goal", "id", "is_critical", "level_id", "minimum_volume", "pause_states", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priorities", "start_states", "starts_when", "stop_states", "stops_when", "target_seconds", "threshold", "tolerance", "types", "valid_from_on", "weight") VALUES (NEW."calendar_id", NEW."goal", NEW."id", NEW."is_critical", NEW."level_id", NEW."minimum_volume", NEW."pause_states", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priorities", NEW."start_states", NEW."starts_when", NEW."stop_states", NEW."stops_when", NEW."target_seconds", NEW."threshold", NEW."tolerance", NEW."types", NEW."valid_from_on", NEW."weight"); RETURN NULL;',
                    hash="2ba1cdd84bfb573a6e26ff0e896f00e1f186069d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fb6f2",
                    table="vendors_levelversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="levelversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_levelversionevent" ("calendar_id", "goal", "id", "is_critical", "level_id", "minimum_volume", "pause_states", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priorities", "start_states", "starts_when", "stop_states", "stops_when", "target_seconds", "threshold", "tolerance", "types", "valid_from_on", "weight") VALUES (OLD."calendar_id", OLD."goal", OLD."id", OLD."is_critical", OLD."level_id", OLD."minimum_volume", OLD."pause_states", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priorities", OLD."start_states", OLD."starts_when", OLD."stop_states", OLD."stops_when", OLD."target_seconds", OLD."threshold", OLD."tolerance", OLD."types", OLD."valid_from_on", OLD."weight"); RETURN NULL;',
                    hash="1a58f125493d8d5c024deddaa889e3990ab8f6c9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ce059",
                    table="vendors_levelversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelevelevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7fea8f881b224e50d7196cd0d7e2395743cfc732",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4de19",
                    table="vendors_servicelevelevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelocation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_servicelocationevent" ("city", "country", "headcount", "id", "is_offshore", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id") VALUES (NEW."city", NEW."country", NEW."headcount", NEW."id", NEW."is_offshore", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service_id"); RETURN NULL;',
                    hash="18a80968c39d877ec9008de4e2ad9062606213f5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2891a",
                    table="vendors_servicelocation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelocation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_servicelocationevent" ("city", "country", "headcount", "id", "is_offshore", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id") VALUES (NEW."city", NEW."country", NEW."headcount", NEW."id", NEW."is_offshore", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service_id"); RETURN NULL;',
                    hash="8e1644467615d818be1d2ec9cc693b44f009cbf5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_83569",
                    table="vendors_servicelocation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelocation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_servicelocationevent" ("city", "country", "headcount", "id", "is_offshore", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id") VALUES (OLD."city", OLD."country", OLD."headcount", OLD."id", OLD."is_offshore", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_id"); RETURN NULL;',
                    hash="4f677d8c75445a1da24e84f8699d1c2ddbedfc0b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f6877",
                    table="vendors_servicelocation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelocationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5565cf931ebc3510ca4033d044909baafc2183f1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_666f5",
                    table="vendors_servicelocationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a705280a09d0407844f5a9e693f70fc2b34b7cc4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_772fe",
                    table="vendors_exclusionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_exclusionevent" ("answer", "answer_by_at", "decided_at", "decided_by_id", "id", "level_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "state", "ticket_id", "version", "words") VALUES (NEW."answer", NEW."answer_by_at", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."level_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."state", NEW."ticket_id", NEW."version", NEW."words"); RETURN NULL;',
                    hash="febb47c6a09680d5e9552be98734c2f56a42df88",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_90c1d",
                    table="vendors_exclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_exclusionevent" ("answer", "answer_by_at", "decided_at", "decided_by_id", "id", "level_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "state", "ticket_id", "version", "words") VALUES (NEW."answer", NEW."answer_by_at", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."level_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."state", NEW."ticket_id", NEW."version", NEW."words"); RETURN NULL;',
                    hash="2343323ccdb1b2e32495f68c3af155b47271589e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_025c8",
                    table="vendors_exclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_exclusionevent" ("answer", "answer_by_at", "decided_at", "decided_by_id", "id", "level_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "state", "ticket_id", "version", "words") VALUES (OLD."answer", OLD."answer_by_at", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."level_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."reason", OLD."state", OLD."ticket_id", OLD."version", OLD."words"); RETURN NULL;',
                    hash="dda691bbf635c032a4f271112ec821583da8b56f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_23705",
                    table="vendors_exclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_vendorevent" ("code", "code_kind", "country", "id", "is_person", "legal_name", "manager_id", "name", "notes", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "team_id", "tier", "version", "website") VALUES (NEW."code", NEW."code_kind", NEW."country", NEW."id", NEW."is_person", NEW."legal_name", NEW."manager_id", NEW."name", NEW."notes", NEW."organisation_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."team_id", NEW."tier", NEW."version", NEW."website"); RETURN NULL;',
                    hash="00092384152316868698a5cbb77fef4b08186fdc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9eddb",
                    table="vendors_vendor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_vendorevent" ("code", "code_kind", "country", "id", "is_person", "legal_name", "manager_id", "name", "notes", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "team_id", "tier", "version", "website") VALUES (NEW."code", NEW."code_kind", NEW."country", NEW."id", NEW."is_person", NEW."legal_name", NEW."manager_id", NEW."name", NEW."notes", NEW."organisation_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."team_id", NEW."tier", NEW."version", NEW."website"); RETURN NULL;',
                    hash="54b51eb4e1ecbafca7daf7189faffdce66434901",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a50f8",
                    table="vendors_vendor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_vendorevent" ("code", "code_kind", "country", "id", "is_person", "legal_name", "manager_id", "name", "notes", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "team_id", "tier", "version", "website") VALUES (OLD."code", OLD."code_kind", OLD."country", OLD."id", OLD."is_person", OLD."legal_name", OLD."manager_id", OLD."name", OLD."notes", OLD."organisation_id", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."team_id", OLD."tier", OLD."version", OLD."website"); RETURN NULL;',
                    hash="d1732e809b2c64bdf6409d05d657c4604509dd97",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7fa5f",
                    table="vendors_vendor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplylinkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="071d00d291c1a07b66d8531b0ec672982c132bf2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3fbb5",
                    table="vendors_supplylinkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplylink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_supplylinkevent" ("above_id", "contract_id", "does", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_type", "vendor_id") VALUES (NEW."above_id", NEW."contract_id", NEW."does", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service_type", NEW."vendor_id"); RETURN NULL;',
                    hash="9fe248843db6070cdcb570c716f4df278a98cb9c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_21c89",
                    table="vendors_supplylink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplylink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_supplylinkevent" ("above_id", "contract_id", "does", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_type", "vendor_id") VALUES (NEW."above_id", NEW."contract_id", NEW."does", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service_type", NEW."vendor_id"); RETURN NULL;',
                    hash="5d10229c9621204829c7a084373b740cd0b67c28",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_467ea",
                    table="vendors_supplylink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplylink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_supplylinkevent" ("above_id", "contract_id", "does", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_type", "vendor_id") VALUES (OLD."above_id", OLD."contract_id", OLD."does", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_type", OLD."vendor_id"); RETURN NULL;',
                    hash="208747c9ee5127ca1e99bf9cfb11659ed1f00f99",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3e88e",
                    table="vendors_supplylink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riskratingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="713eb1f106ef57f3d78bf91ac179f7ac4bd0ff1f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_02eb3",
                    table="vendors_riskratingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riskrating",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_riskratingevent" ("by_id", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "reasons", "vendor_id") VALUES (NEW."by_id", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rated_at", NEW."reasons", NEW."vendor_id"); RETURN NULL;',
                    hash="d33a1d6b211565ff9aed7c6a89543c276a45d3c1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_db3c5",
                    table="vendors_riskrating",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riskrating",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_riskratingevent" ("by_id", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "reasons", "vendor_id") VALUES (NEW."by_id", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rated_at", NEW."reasons", NEW."vendor_id"); RETURN NULL;',
                    hash="56f65247b35ee80f5fcb21b044c56b0f282b0f5e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9c23a",
                    table="vendors_riskrating",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riskrating",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_riskratingevent" ("by_id", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "reasons", "vendor_id") VALUES (OLD."by_id", OLD."id", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rated_at", OLD."reasons", OLD."vendor_id"); RETURN NULL;',
                    hash="bba1b09f744b68a613b7afe64c4d34f4617e4bd1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0b691",
                    table="vendors_riskrating",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contractevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c48e5fb3da3ed1c3eee04d9139b8ab1ac7d647b2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ecace",
                    table="vendors_contractevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contract",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_contractevent" ("at_risk_percent", "claim_days", "currency", "earn_back_months", "ends_on", "id", "notes", "notice", "notice_unit", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "renewal", "renewal_months", "rounding", "starts_on", "state", "title", "value", "vendor_id", "version") VALUES (NEW."at_risk_percent", NEW."claim_days", NEW."currency", NEW."earn_back_months", NEW."ends_on", NEW."id", NEW."notes", NEW."notice", NEW."notice_unit", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."renewal", NEW."renewal_months", NEW."rounding", NEW."starts_on", NEW."state", NEW."title", NEW."value", NEW."vendor_id", NEW."version"); RETURN NULL;',
                    hash="07dd1f1a974fffeb499b2f6ae7d74f102504d7cc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b1574",
                    table="vendors_contract",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contract",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_contractevent" ("at_risk_percent", "claim_days", "currency", "earn_back_months", "ends_on", "id", "notes", "notice", "notice_unit", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "renewal", "renewal_months", "rounding", "starts_on", "state", "title", "value", "vendor_id", "version") VALUES (NEW."at_risk_percent", NEW."claim_days", NEW."currency", NEW."earn_back_months", NEW."ends_on", NEW."id", NEW."notes", NEW."notice", NEW."notice_unit", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."renewal", NEW."renewal_months", NEW."rounding", NEW."starts_on", NEW."state", NEW."title", NEW."value", NEW."vendor_id", NEW."version"); RETURN NULL;',
                    hash="41f219dc8d5db0ca862b64ff5b5a6811130dcbe4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7d81d",
                    table="vendors_contract",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contract",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_contractevent" ("at_risk_percent", "claim_days", "currency", "earn_back_months", "ends_on", "id", "notes", "notice", "notice_unit", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "renewal", "renewal_months", "rounding", "starts_on", "state", "title", "value", "vendor_id", "version") VALUES (OLD."at_risk_percent", OLD."claim_days", OLD."currency", OLD."earn_back_months", OLD."ends_on", OLD."id", OLD."notes", OLD."notice", OLD."notice_unit", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference", OLD."renewal", OLD."renewal_months", OLD."rounding", OLD."starts_on", OLD."state", OLD."title", OLD."value", OLD."vendor_id", OLD."version"); RETURN NULL;',
                    hash="dc31a441d9c99dc36372be4cc0f276f7a2ef63c5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8934a",
                    table="vendors_contract",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a021e3c69f24225bd21996ba2d576b36fcf28cd2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f3056",
                    table="vendors_contactevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_contactevent" ("email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role", "step", "vendor_id") VALUES (NEW."email", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."role", NEW."step", NEW."vendor_id"); RETURN NULL;',
                    hash="114084e5fa4e01fdf69398e1d8ef4387f9d03e8e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_88a1e",
                    table="vendors_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_contactevent" ("email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role", "step", "vendor_id") VALUES (NEW."email", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."role", NEW."step", NEW."vendor_id"); RETURN NULL;',
                    hash="d7b031a191058898c84e1deba8a08815e3175e3a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a8f20",
                    table="vendors_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_contactevent" ("email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role", "step", "vendor_id") VALUES (OLD."email", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."role", OLD."step", OLD."vendor_id"); RETURN NULL;',
                    hash="768e6cd7cfaa68a057b6b51f4e6b091ce4cd4594",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e5a3d",
                    table="vendors_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="535aa91b4ba3a77b83aff351786e922814771391",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_36d07",
                    table="vendors_certificateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_certificateevent" ("expires_on", "file_id", "id", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from_on", "vendor_id", "version") VALUES (NEW."expires_on", NEW."file_id", NEW."id", NEW."issuer", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."valid_from_on", NEW."vendor_id", NEW."version"); RETURN NULL;',
                    hash="2c5d367f77c45fca66be25d05f2c790cafc21cd3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4fab8",
                    table="vendors_certificate",
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
                    func='INSERT INTO "vendors_certificateevent" ("expires_on", "file_id", "id", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from_on", "vendor_id", "version") VALUES (NEW."expires_on", NEW."file_id", NEW."id", NEW."issuer", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."valid_from_on", NEW."vendor_id", NEW."version"); RETURN NULL;',
                    hash="2ed6ad2c78440edf09697015979b4e7d176aa899",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_82a58",
                    table="vendors_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_certificateevent" ("expires_on", "file_id", "id", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from_on", "vendor_id", "version") VALUES (OLD."expires_on", OLD."file_id", OLD."id", OLD."issuer", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."valid_from_on", OLD."vendor_id", OLD."version"); RETURN NULL;',
                    hash="9b459d8bf4e280f924c9de4970256192fcff7cec",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6deb",
                    table="vendors_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vendorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8f02cbbe83ca8324bf2fd2a39c684fdae4ad4b46",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7c231",
                    table="vendors_vendorevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
