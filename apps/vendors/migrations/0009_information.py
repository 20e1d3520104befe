import apps.vendors.models.information
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("vendors", "0008_governance"),
    ]

    operations = [
        migrations.CreateModel(
            name="OptionDefinition",
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
                    "column",
                    models.CharField(max_length=5, unique=True, verbose_name="option"),
                ),
                (
                    "words",
                    models.CharField(max_length=300, verbose_name="what it means here"),
                ),
            ],
            options={
                "ordering": ["column"],
            },
        ),
        migrations.CreateModel(
            name="ProviderDetails",
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
                    "latin_name",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="name in Latin letters"
                    ),
                ),
                (
                    "extra_code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="additional code"
                    ),
                ),
                (
                    "extra_code_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lei", "LEI"),
                            ("euid", "EUID"),
                            ("vat", "VAT number"),
                            ("national", "National register number"),
                        ],
                        max_length=10,
                        verbose_name="kind of the additional code",
                    ),
                ),
                (
                    "vendor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="register_details",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "ordering": ["vendor__name"],
            },
        ),
        migrations.CreateModel(
            name="CalendarStamp",
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
                ("digest", models.CharField(max_length=64)),
                (
                    "service",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_stamp",
                        to="vendors.managedservice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FinancialEntity",
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
                    "lei",
                    models.CharField(
                        max_length=20,
                        unique=True,
                        validators=[apps.vendors.models.information.check_lei],
                        verbose_name="LEI",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "country",
                    models.CharField(
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("eba_CT:x12", "Credit institution"),
                            ("eba_CT:x599", "Investment firm"),
                            ("eba_CT:x300", "Payment institution"),
                            ("eba_CT:x301", "Account information service provider"),
                            ("eba_CT:x302", "Electronic money institution"),
                            ("eba_CT:x303", "Crypto-asset service provider"),
                            ("eba_CT:x304", "Central securities depository"),
                            ("eba_CT:x643", "Central counterparty"),
                            ("eba_CT:x305", "Trading venue"),
                            ("eba_CT:x639", "Asset management company"),
                            ("eba_CT:x307", "Manager of alternative investment funds"),
                            ("eba_CT:x309", "Insurance or reinsurance undertaking"),
                            ("eba_CT:x316", "Other financial entity"),
                            (
                                "eba_CT:x317",
                                "Not financial: ICT provider within the group",
                            ),
                            ("eba_CT:x318", "Not financial: other"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("eba_RP:x53", "Ultimate parent"),
                            ("eba_RP:x551", "Parent other than the ultimate one"),
                            ("eba_RP:x56", "Subsidiary"),
                            ("eba_RP:x21", "Not of the group"),
                            ("eba_RP:x210", "Outsourcing"),
                        ],
                        max_length=14,
                        verbose_name="place in the group",
                    ),
                ),
                (
                    "is_maintainer",
                    models.BooleanField(
                        default=False, verbose_name="maintains the register"
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="competent authority"
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        default="EUR",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write the currency's three letters: EUR."
                            )
                        ],
                    ),
                ),
                (
                    "total_assets",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("updated_on", models.DateField(verbose_name="last updated on")),
                ("since_on", models.DateField(verbose_name="in the register since")),
                ("deleted_on", models.DateField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for the ultimate parent.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vendors.financialentity",
                        verbose_name="direct parent",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_maintainer", True)),
                        fields=("is_maintainer",),
                        name="one_entity_maintains",
                        violation_error_message="Another entity maintains the register already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Branch",
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
                ("code", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "country",
                    models.CharField(
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="branches",
                        to="vendors.financialentity",
                        verbose_name="head office",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="BusinessFunction",
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
                    "number",
                    models.CharField(
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^F[1-9][0-9]{0,5}$",
                                "Number functions F1, F2 and so on.",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "activity",
                    models.CharField(
                        choices=[
                            (
                                "eba_TA:x162",
                                "Taking deposits and other repayable funds",
                            ),
                            ("eba_TA:x163", "Lending"),
                            ("eba_TA:x164", "Financial leasing"),
                            ("eba_TA:x28", "Payment services"),
                            (
                                "eba_TA:x165",
                                "Issuing and administering means of payment",
                            ),
                            ("eba_TA:x166", "Guarantees and commitments"),
                            ("eba_TA:x168", "Trading for own account or for customers"),
                            ("eba_TA:x169", "Participation in securities issues"),
                            ("eba_TA:x171", "Money broking"),
                            ("eba_TA:x172", "Portfolio management and advice"),
                            (
                                "eba_TA:x174",
                                "Safekeeping and administration of securities",
                            ),
                            ("eba_TA:x179", "Credit reference services"),
                            ("eba_TA:x178", "Safe custody services"),
                            ("eba_TA:x180", "Issuing electronic money"),
                            ("eba_TA:x252", "Providing IT services"),
                            ("eba_TA:x260", "Risk management"),
                        ],
                        max_length=14,
                        verbose_name="licensed activity",
                    ),
                ),
                (
                    "critical",
                    models.CharField(
                        choices=[
                            ("eba_BT:x28", "Yes"),
                            ("eba_BT:x29", "No"),
                            ("eba_BT:x21", "Not assessed"),
                        ],
                        default="eba_BT:x21",
                        max_length=14,
                        verbose_name="critical or important",
                    ),
                ),
                ("reasons", models.CharField(blank=True, max_length=300)),
                (
                    "assessed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="last assessed on"
                    ),
                ),
                (
                    "rto_hours",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="recovery time (h)"
                    ),
                ),
                (
                    "rpo_hours",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="recovery point (h)"
                    ),
                ),
                (
                    "impact",
                    models.CharField(
                        choices=[
                            ("eba_ZZ:x791", "Low"),
                            ("eba_ZZ:x792", "Medium"),
                            ("eba_ZZ:x793", "High"),
                            ("eba_ZZ:x799", "Not assessed"),
                        ],
                        default="eba_ZZ:x799",
                        max_length=14,
                        verbose_name="impact of discontinuing",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="functions",
                        to="vendors.financialentity",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number", "entity"),
                        name="function_once_an_entity",
                        violation_error_message="This entity has a function of this number.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OptionDefinitionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("column", models.CharField(max_length=5, verbose_name="option")),
                (
                    "words",
                    models.CharField(max_length=300, verbose_name="what it means here"),
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
                        to="vendors.optiondefinition",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProviderDetailsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "latin_name",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="name in Latin letters"
                    ),
                ),
                (
                    "extra_code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="additional code"
                    ),
                ),
                (
                    "extra_code_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lei", "LEI"),
                            ("euid", "EUID"),
                            ("vat", "VAT number"),
                            ("national", "National register number"),
                        ],
                        max_length=10,
                        verbose_name="kind of the additional code",
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
                        to="vendors.providerdetails",
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
            name="Arrangement",
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
                            ("eba_CO:x1", "Standalone"),
                            ("eba_CO:x2", "Overarching"),
                            ("eba_CO:x3", "Subsequent or associated"),
                        ],
                        default="eba_CO:x1",
                        max_length=14,
                    ),
                ),
                (
                    "annual_cost",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="cost a year",
                    ),
                ),
                (
                    "contract",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrangement",
                        to="vendors.contract",
                    ),
                ),
                (
                    "linked",
                    models.ForeignKey(
                        blank=True,
                        help_text="Within the group: the contract with the provider outside it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vendors.arrangement",
                        verbose_name="linked contract",
                    ),
                ),
                (
                    "overarching",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsequent",
                        to="vendors.arrangement",
                        verbose_name="overarching contract",
                    ),
                ),
                (
                    "provided_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only where an entity of the group provides the service.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vendors.financialentity",
                        verbose_name="provider within the group",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vendors.financialentity",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__reference"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("overarching", None),
                            models.Q(("overarching", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangement_not_over_itself",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FinancialEntityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "lei",
                    models.CharField(
                        max_length=20,
                        validators=[apps.vendors.models.information.check_lei],
                        verbose_name="LEI",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "country",
                    models.CharField(
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("eba_CT:x12", "Credit institution"),
                            ("eba_CT:x599", "Investment firm"),
                            ("eba_CT:x300", "Payment institution"),
                            ("eba_CT:x301", "Account information service provider"),
                            ("eba_CT:x302", "Electronic money institution"),
                            ("eba_CT:x303", "Crypto-asset service provider"),
                            ("eba_CT:x304", "Central securities depository"),
                            ("eba_CT:x643", "Central counterparty"),
                            ("eba_CT:x305", "Trading venue"),
                            ("eba_CT:x639", "Asset management company"),
                            ("eba_CT:x307", "Manager of alternative investment funds"),
                            ("eba_CT:x309", "Insurance or reinsurance undertaking"),
                            ("eba_CT:x316", "Other financial entity"),
                            (
                                "eba_CT:x317",
                                "Not financial: ICT provider within the group",
                            ),
                            ("eba_CT:x318", "Not financial: other"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("eba_RP:x53", "Ultimate parent"),
                            ("eba_RP:x551", "Parent other than the ultimate one"),
                            ("eba_RP:x56", "Subsidiary"),
                            ("eba_RP:x21", "Not of the group"),
                            ("eba_RP:x210", "Outsourcing"),
                        ],
                        max_length=14,
                        verbose_name="place in the group",
                    ),
                ),
                (
                    "is_maintainer",
                    models.BooleanField(
                        default=False, verbose_name="maintains the register"
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="competent authority"
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        default="EUR",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write the currency's three letters: EUR."
                            )
                        ],
                    ),
                ),
                (
                    "total_assets",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("updated_on", models.DateField(verbose_name="last updated on")),
                ("since_on", models.DateField(verbose_name="in the register since")),
                ("deleted_on", models.DateField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty for the ultimate parent.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.financialentity",
                        verbose_name="direct parent",
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
                        to="vendors.financialentity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceAssessment",
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
                    "service_type",
                    models.CharField(
                        choices=[
                            ("S01", "S01 ICT project management"),
                            ("S02", "S02 ICT development"),
                            ("S03", "S03 ICT help desk and first-level support"),
                            ("S04", "S04 ICT security management"),
                            ("S05", "S05 Provision of data"),
                            ("S06", "S06 Data analysis"),
                            ("S07", "S07 Facilities and hosting, without cloud"),
                            ("S08", "S08 Computation"),
                            ("S09", "S09 Data storage, without cloud"),
                            ("S10", "S10 Telecom carrier"),
                            ("S11", "S11 Network infrastructure"),
                            ("S12", "S12 Hardware and physical devices"),
                            ("S13", "S13 Software licensing, without SaaS"),
                            ("S14", "S14 ICT operations, with maintenance"),
                            ("S15", "S15 ICT consulting"),
                            ("S16", "S16 ICT risk management"),
                            ("S17", "S17 Cloud: IaaS"),
                            ("S18", "S18 Cloud: PaaS"),
                            ("S19", "S19 Cloud: SaaS"),
                        ],
                        max_length=3,
                        verbose_name="ICT service type",
                    ),
                ),
                (
                    "substitutability",
                    models.CharField(
                        choices=[
                            ("eba_ZZ:x959", "Not substitutable"),
                            ("eba_ZZ:x960", "Highly complex"),
                            ("eba_ZZ:x961", "Of medium complexity"),
                            ("eba_ZZ:x962", "Easy"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eba_ZZ:x963", "No real alternatives"),
                            ("eba_ZZ:x964", "Difficult to migrate or reintegrate"),
                            ("eba_ZZ:x965", "Both"),
                        ],
                        max_length=14,
                        verbose_name="reason if hard to substitute",
                    ),
                ),
                (
                    "audited_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="last audit on"
                    ),
                ),
                (
                    "exit_plan",
                    models.CharField(
                        choices=[("eba_BT:x28", "Yes"), ("eba_BT:x29", "No")],
                        max_length=14,
                    ),
                ),
                (
                    "reintegration",
                    models.CharField(
                        choices=[
                            ("eba_ZZ:x798", "Easy"),
                            ("eba_ZZ:x966", "Difficult"),
                            ("eba_ZZ:x967", "Highly complex"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "impact",
                    models.CharField(
                        choices=[
                            ("eba_ZZ:x791", "Low"),
                            ("eba_ZZ:x792", "Medium"),
                            ("eba_ZZ:x793", "High"),
                            ("eba_ZZ:x799", "Not assessed"),
                        ],
                        max_length=14,
                        verbose_name="impact of discontinuing",
                    ),
                ),
                (
                    "alternatives",
                    models.CharField(
                        choices=[
                            ("eba_BT:x28", "Yes"),
                            ("eba_BT:x29", "No"),
                            ("eba_BT:x21", "Not assessed"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "which",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="which alternatives"
                    ),
                ),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="vendors.arrangement",
                        verbose_name="contract",
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vendors.vendor",
                        verbose_name="provider",
                    ),
                ),
            ],
            options={
                "ordering": ["arrangement__contract__reference", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("arrangement", "vendor", "service_type"),
                        name="ict_service_assessed_once",
                        violation_error_message="This service is assessed already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuppliedService",
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
                    "service_type",
                    models.CharField(
                        choices=[
                            ("S01", "S01 ICT project management"),
                            ("S02", "S02 ICT development"),
                            ("S03", "S03 ICT help desk and first-level support"),
                            ("S04", "S04 ICT security management"),
                            ("S05", "S05 Provision of data"),
                            ("S06", "S06 Data analysis"),
                            ("S07", "S07 Facilities and hosting, without cloud"),
                            ("S08", "S08 Computation"),
                            ("S09", "S09 Data storage, without cloud"),
                            ("S10", "S10 Telecom carrier"),
                            ("S11", "S11 Network infrastructure"),
                            ("S12", "S12 Hardware and physical devices"),
                            ("S13", "S13 Software licensing, without SaaS"),
                            ("S14", "S14 ICT operations, with maintenance"),
                            ("S15", "S15 ICT consulting"),
                            ("S16", "S16 ICT risk management"),
                            ("S17", "S17 Cloud: IaaS"),
                            ("S18", "S18 Cloud: PaaS"),
                            ("S19", "S19 Cloud: SaaS"),
                        ],
                        max_length=3,
                        verbose_name="ICT service type",
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(blank=True, help_text="Empty: no end.", null=True),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eba_CO:x4", "Expired and not renewed"),
                            ("eba_CO:x5", "Provider in breach of law or contract"),
                            ("eba_CO:x6", "Impediments that could alter the function"),
                            ("eba_CO:x7", "Weaknesses in handling sensitive data"),
                            ("eba_CO:x8", "Asked for by the competent authority"),
                            ("eba_CO:x9", "Other reasons"),
                        ],
                        max_length=14,
                        verbose_name="reason of ending",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="notice by the bank (days)"
                    ),
                ),
                (
                    "provider_notice_days",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="notice by the provider (days)",
                    ),
                ),
                (
                    "law",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                        verbose_name="governing law of",
                    ),
                ),
                (
                    "provided_from",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                    ),
                ),
                (
                    "stores_data",
                    models.CharField(
                        choices=[("eba_BT:x28", "Yes"), ("eba_BT:x29", "No")],
                        max_length=14,
                        verbose_name="data stored",
                    ),
                ),
                (
                    "stored_in",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                        verbose_name="data at rest in",
                    ),
                ),
                (
                    "processed_in",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                        verbose_name="data processed in",
                    ),
                ),
                (
                    "sensitiveness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eba_ZZ:x791", "Low"),
                            ("eba_ZZ:x792", "Medium"),
                            ("eba_ZZ:x793", "High"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "reliance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eba_ZZ:x794", "Not significant"),
                            ("eba_ZZ:x795", "Low"),
                            ("eba_ZZ:x796", "Material"),
                            ("eba_ZZ:x797", "Full"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="services",
                        to="vendors.arrangement",
                        verbose_name="contract",
                    ),
                ),
                (
                    "function",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="vendors.businessfunction",
                    ),
                ),
            ],
            options={
                "ordering": ["arrangement__contract__reference", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "arrangement",
                            "function",
                            "service_type",
                            "provided_from",
                            "stored_in",
                            "processed_in",
                        ),
                        name="supplied_once",
                        violation_error_message="This service of the contract is there already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrangementUser",
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
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="users",
                        to="vendors.arrangement",
                        verbose_name="contract",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vendors.branch",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vendors.financialentity",
                    ),
                ),
            ],
            options={
                "ordering": ["arrangement__contract__reference", "entity__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("arrangement", "entity", "branch"),
                        name="user_once_a_contract",
                        nulls_distinct=False,
                        violation_error_message="This user of the contract is there already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BusinessFunctionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "number",
                    models.CharField(
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^F[1-9][0-9]{0,5}$",
                                "Number functions F1, F2 and so on.",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "activity",
                    models.CharField(
                        choices=[
                            (
                                "eba_TA:x162",
                                "Taking deposits and other repayable funds",
                            ),
                            ("eba_TA:x163", "Lending"),
                            ("eba_TA:x164", "Financial leasing"),
                            ("eba_TA:x28", "Payment services"),
                            (
                                "eba_TA:x165",
                                "Issuing and administering means of payment",
                            ),
                            ("eba_TA:x166", "Guarantees and commitments"),
                            ("eba_TA:x168", "Trading for own account or for customers"),
                            ("eba_TA:x169", "Participation in securities issues"),
                            ("eba_TA:x171", "Money broking"),
                            ("eba_TA:x172", "Portfolio management and advice"),
                            (
                                "eba_TA:x174",
                                "Safekeeping and administration of securities",
                            ),
                            ("eba_TA:x179", "Credit reference services"),
                            ("eba_TA:x178", "Safe custody services"),
                            ("eba_TA:x180", "Issuing electronic money"),
                            ("eba_TA:x252", "Providing IT services"),
                            ("eba_TA:x260", "Risk management"),
                        ],
                        max_length=14,
                        verbose_name="licensed activity",
                    ),
                ),
                (
                    "critical",
                    models.CharField(
                        choices=[
                            ("eba_BT:x28", "Yes"),
                            ("eba_BT:x29", "No"),
                            ("eba_BT:x21", "Not assessed"),
                        ],
                        default="eba_BT:x21",
                        max_length=14,
                        verbose_name="critical or important",
                    ),
                ),
                ("reasons", models.CharField(blank=True, max_length=300)),
                (
                    "assessed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="last assessed on"
                    ),
                ),
                (
                    "rto_hours",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="recovery time (h)"
                    ),
                ),
                (
                    "rpo_hours",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="recovery point (h)"
                    ),
                ),
                (
                    "impact",
                    models.CharField(
                        choices=[
                            ("eba_ZZ:x791", "Low"),
                            ("eba_ZZ:x792", "Medium"),
                            ("eba_ZZ:x793", "High"),
                            ("eba_ZZ:x799", "Not assessed"),
                        ],
                        default="eba_ZZ:x799",
                        max_length=14,
                        verbose_name="impact of discontinuing",
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
                        to="vendors.businessfunction",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.financialentity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BranchEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                (
                    "country",
                    models.CharField(
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
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
                        to="vendors.branch",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.financialentity",
                        verbose_name="head office",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ArrangementEvent",
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
                            ("eba_CO:x1", "Standalone"),
                            ("eba_CO:x2", "Overarching"),
                            ("eba_CO:x3", "Subsequent or associated"),
                        ],
                        default="eba_CO:x1",
                        max_length=14,
                    ),
                ),
                (
                    "annual_cost",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="cost a year",
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
                    "linked",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Within the group: the contract with the provider outside it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.arrangement",
                        verbose_name="linked contract",
                    ),
                ),
                (
                    "overarching",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.arrangement",
                        verbose_name="overarching contract",
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
                        to="vendors.arrangement",
                    ),
                ),
                (
                    "provided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only where an entity of the group provides the service.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.financialentity",
                        verbose_name="provider within the group",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.financialentity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceAssessmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "service_type",
                    models.CharField(
                        choices=[
                            ("S01", "S01 ICT project management"),
                            ("S02", "S02 ICT development"),
                            ("S03", "S03 ICT help desk and first-level support"),
                            ("S04", "S04 ICT security management"),
                            ("S05", "S05 Provision of data"),
                            ("S06", "S06 Data analysis"),
                            ("S07", "S07 Facilities and hosting, without cloud"),
                            ("S08", "S08 Computation"),
                            ("S09", "S09 Data storage, without cloud"),
                            ("S10", "S10 Telecom carrier"),
                            ("S11", "S11 Network infrastructure"),
                            ("S12", "S12 Hardware and physical devices"),
                            ("S13", "S13 Software licensing, without SaaS"),
                            ("S14", "S14 ICT operations, with maintenance"),
                            ("S15", "S15 ICT consulting"),
                            ("S16", "S16 ICT risk management"),
                            ("S17", "S17 Cloud: IaaS"),
                            ("S18", "S18 Cloud: PaaS"),
                            ("S19", "S19 Cloud: SaaS"),
                        ],
                        max_length=3,
                        verbose_name="ICT service type",
                    ),
                ),
                (
                    "substitutability",
                    models.CharField(
                        choices=[
                            ("eba_ZZ:x959", "Not substitutable"),
                            ("eba_ZZ:x960", "Highly complex"),
                            ("eba_ZZ:x961", "Of medium complexity"),
                            ("eba_ZZ:x962", "Easy"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eba_ZZ:x963", "No real alternatives"),
                            ("eba_ZZ:x964", "Difficult to migrate or reintegrate"),
                            ("eba_ZZ:x965", "Both"),
                        ],
                        max_length=14,
                        verbose_name="reason if hard to substitute",
                    ),
                ),
                (
                    "audited_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="last audit on"
                    ),
                ),
                (
                    "exit_plan",
                    models.CharField(
                        choices=[("eba_BT:x28", "Yes"), ("eba_BT:x29", "No")],
                        max_length=14,
                    ),
                ),
                (
                    "reintegration",
                    models.CharField(
                        choices=[
                            ("eba_ZZ:x798", "Easy"),
                            ("eba_ZZ:x966", "Difficult"),
                            ("eba_ZZ:x967", "Highly complex"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "impact",
                    models.CharField(
                        choices=[
                            ("eba_ZZ:x791", "Low"),
                            ("eba_ZZ:x792", "Medium"),
                            ("eba_ZZ:x793", "High"),
                            ("eba_ZZ:x799", "Not assessed"),
                        ],
                        max_length=14,
                        verbose_name="impact of discontinuing",
                    ),
                ),
                (
                    "alternatives",
                    models.CharField(
                        choices=[
                            ("eba_BT:x28", "Yes"),
                            ("eba_BT:x29", "No"),
                            ("eba_BT:x21", "Not assessed"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "which",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="which alternatives"
                    ),
                ),
                (
                    "arrangement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.arrangement",
                        verbose_name="contract",
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
                        to="vendors.serviceassessment",
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
                        verbose_name="provider",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SuppliedServiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "service_type",
                    models.CharField(
                        choices=[
                            ("S01", "S01 ICT project management"),
                            ("S02", "S02 ICT development"),
                            ("S03", "S03 ICT help desk and first-level support"),
                            ("S04", "S04 ICT security management"),
                            ("S05", "S05 Provision of data"),
                            ("S06", "S06 Data analysis"),
                            ("S07", "S07 Facilities and hosting, without cloud"),
                            ("S08", "S08 Computation"),
                            ("S09", "S09 Data storage, without cloud"),
                            ("S10", "S10 Telecom carrier"),
                            ("S11", "S11 Network infrastructure"),
                            ("S12", "S12 Hardware and physical devices"),
                            ("S13", "S13 Software licensing, without SaaS"),
                            ("S14", "S14 ICT operations, with maintenance"),
                            ("S15", "S15 ICT consulting"),
                            ("S16", "S16 ICT risk management"),
                            ("S17", "S17 Cloud: IaaS"),
                            ("S18", "S18 Cloud: PaaS"),
                            ("S19", "S19 Cloud: SaaS"),
                        ],
                        max_length=3,
                        verbose_name="ICT service type",
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(blank=True, help_text="Empty: no end.", null=True),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eba_CO:x4", "Expired and not renewed"),
                            ("eba_CO:x5", "Provider in breach of law or contract"),
                            ("eba_CO:x6", "Impediments that could alter the function"),
                            ("eba_CO:x7", "Weaknesses in handling sensitive data"),
                            ("eba_CO:x8", "Asked for by the competent authority"),
                            ("eba_CO:x9", "Other reasons"),
                        ],
                        max_length=14,
                        verbose_name="reason of ending",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="notice by the bank (days)"
                    ),
                ),
                (
                    "provider_notice_days",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="notice by the provider (days)",
                    ),
                ),
                (
                    "law",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                        verbose_name="governing law of",
                    ),
                ),
                (
                    "provided_from",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                    ),
                ),
                (
                    "stores_data",
                    models.CharField(
                        choices=[("eba_BT:x28", "Yes"), ("eba_BT:x29", "No")],
                        max_length=14,
                        verbose_name="data stored",
                    ),
                ),
                (
                    "stored_in",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                        verbose_name="data at rest in",
                    ),
                ),
                (
                    "processed_in",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$",
                                "Write the country's two letters, such as DE.",
                            )
                        ],
                        verbose_name="data processed in",
                    ),
                ),
                (
                    "sensitiveness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eba_ZZ:x791", "Low"),
                            ("eba_ZZ:x792", "Medium"),
                            ("eba_ZZ:x793", "High"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "reliance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eba_ZZ:x794", "Not significant"),
                            ("eba_ZZ:x795", "Low"),
                            ("eba_ZZ:x796", "Material"),
                            ("eba_ZZ:x797", "Full"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "arrangement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.arrangement",
                        verbose_name="contract",
                    ),
                ),
                (
                    "function",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.businessfunction",
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
                        to="vendors.suppliedservice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ArrangementUserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "arrangement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.arrangement",
                        verbose_name="contract",
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
                        to="vendors.arrangementuser",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.branch",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vendors.financialentity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="optiondefinition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_optiondefinitionevent" ("column", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words") VALUES (NEW."column", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version", NEW."words"); RETURN NULL;',
                    hash="ecd61cc7145ecce40ea0fc717976b95a22168863",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2b73",
                    table="vendors_optiondefinition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="optiondefinition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_optiondefinitionevent" ("column", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words") VALUES (NEW."column", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version", NEW."words"); RETURN NULL;',
                    hash="7712855b70ac7e1b3d9878341c120c5ad58f14d8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_92acf",
                    table="vendors_optiondefinition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="optiondefinition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_optiondefinitionevent" ("column", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words") VALUES (OLD."column", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."words"); RETURN NULL;',
                    hash="bdb80478ea07b31377e37c39d35c22cc4b4e4fba",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c6ce0",
                    table="vendors_optiondefinition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="financialentity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_financialentityevent" ("authority", "country", "currency", "deleted_on", "id", "is_maintainer", "kind", "lei", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "since_on", "total_assets", "updated_on", "version") VALUES (NEW."authority", NEW."country", NEW."currency", NEW."deleted_on", NEW."id", NEW."is_maintainer", NEW."kind", NEW."lei", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."since_on", NEW."total_assets", NEW."updated_on", NEW."version"); RETURN NULL;',
                    hash="0457d457985180d71341ac0da310e1ce88eb76d7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d38e5",
                    table="vendors_financialentity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="financialentity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_financialentityevent" ("authority", "country", "currency", "deleted_on", "id", "is_maintainer", "kind", "lei", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "since_on", "total_assets", "updated_on", "version") VALUES (NEW."authority", NEW."country", NEW."currency", NEW."deleted_on", NEW."id", NEW."is_maintainer", NEW."kind", NEW."lei", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."since_on", NEW."total_assets", NEW."updated_on", NEW."version"); RETURN NULL;',
                    hash="304aee1720de832adb58652a50c119a1f5fe69a4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7d663",
                    table="vendors_financialentity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="financialentity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_financialentityevent" ("authority", "country", "currency", "deleted_on", "id", "is_maintainer", "kind", "lei", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "since_on", "total_assets", "updated_on", "version") VALUES (OLD."authority", OLD."country", OLD."currency", OLD."deleted_on", OLD."id", OLD."is_maintainer", OLD."kind", OLD."lei", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."since_on", OLD."total_assets", OLD."updated_on", OLD."version"); RETURN NULL;',
                    hash="f2eb63f7511de776914a82c9051cc08d256acf57",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0706a",
                    table="vendors_financialentity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businessfunctionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="33442483d12534585389364c576f91b7279088fa",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_09607",
                    table="vendors_businessfunctionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businessfunction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_businessfunctionevent" ("activity", "assessed_on", "critical", "entity_id", "id", "impact", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "rpo_hours", "rto_hours", "version") VALUES (NEW."activity", NEW."assessed_on", NEW."critical", NEW."entity_id", NEW."id", NEW."impact", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reasons", NEW."rpo_hours", NEW."rto_hours", NEW."version"); RETURN NULL;',
                    hash="76e15cd173218339b260092b035e2d1f7374e129",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7b95d",
                    table="vendors_businessfunction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businessfunction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_businessfunctionevent" ("activity", "assessed_on", "critical", "entity_id", "id", "impact", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "rpo_hours", "rto_hours", "version") VALUES (NEW."activity", NEW."assessed_on", NEW."critical", NEW."entity_id", NEW."id", NEW."impact", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reasons", NEW."rpo_hours", NEW."rto_hours", NEW."version"); RETURN NULL;',
                    hash="ad9276e05e7302f89d2d3ce730b14243e335c201",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3a273",
                    table="vendors_businessfunction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businessfunction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_businessfunctionevent" ("activity", "assessed_on", "critical", "entity_id", "id", "impact", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "rpo_hours", "rto_hours", "version") VALUES (OLD."activity", OLD."assessed_on", OLD."critical", OLD."entity_id", OLD."id", OLD."impact", OLD."name", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reasons", OLD."rpo_hours", OLD."rto_hours", OLD."version"); RETURN NULL;',
                    hash="41b1f60055fde2329257af203808be5431fabc5a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d0cef",
                    table="vendors_businessfunction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="branchevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7212390afe1df693ba4e7f4994605522b7d1ae08",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_543d6",
                    table="vendors_branchevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="branch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_branchevent" ("code", "country", "entity_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."country", NEW."entity_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="7aa689c18a931e5fd648b4d8f47db8ebbadadd97",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4fa1c",
                    table="vendors_branch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="branch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_branchevent" ("code", "country", "entity_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."country", NEW."entity_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="0a9760d74a16c483a88befb39e3a11ba51fa9fab",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9136e",
                    table="vendors_branch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="branch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_branchevent" ("code", "country", "entity_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."code", OLD."country", OLD."entity_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="bfdebba443846c5965172a5f567132fcd54b5673",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e189c",
                    table="vendors_branch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrangementuserevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0a1d9b3b766d13faf434921756d05acde827e92d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4d8b9",
                    table="vendors_arrangementuserevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrangementuser",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_arrangementuserevent" ("arrangement_id", "branch_id", "entity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."arrangement_id", NEW."branch_id", NEW."entity_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="910c7318b7150dec0e5297c50b21a2bb91d48edb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d4160",
                    table="vendors_arrangementuser",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrangementuser",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_arrangementuserevent" ("arrangement_id", "branch_id", "entity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."arrangement_id", NEW."branch_id", NEW."entity_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="352fc9d8c9469fbaccb282a9a2b3c74ff0c6f60d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1eb24",
                    table="vendors_arrangementuser",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrangementuser",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_arrangementuserevent" ("arrangement_id", "branch_id", "entity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."arrangement_id", OLD."branch_id", OLD."entity_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="a365e8bdea67f6cf7aec1ed2174724bbe601e2a8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e26ea",
                    table="vendors_arrangementuser",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrangementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3731bff744b90be3f61dab5883282c760fa514b5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3705b",
                    table="vendors_arrangementevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrangement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_arrangementevent" ("annual_cost", "contract_id", "id", "kind", "linked_id", "overarching_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provided_by_id", "signed_by_id", "version") VALUES (NEW."annual_cost", NEW."contract_id", NEW."id", NEW."kind", NEW."linked_id", NEW."overarching_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provided_by_id", NEW."signed_by_id", NEW."version"); RETURN NULL;',
                    hash="2dee450130a713da3779b713055f0294b827cb6d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_be0d8",
                    table="vendors_arrangement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrangement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_arrangementevent" ("annual_cost", "contract_id", "id", "kind", "linked_id", "overarching_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provided_by_id", "signed_by_id", "version") VALUES (NEW."annual_cost", NEW."contract_id", NEW."id", NEW."kind", NEW."linked_id", NEW."overarching_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provided_by_id", NEW."signed_by_id", NEW."version"); RETURN NULL;',
                    hash="fef4b1773e0f95306aa6b047456fdbc450b982ef",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_83f78",
                    table="vendors_arrangement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arrangement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_arrangementevent" ("annual_cost", "contract_id", "id", "kind", "linked_id", "overarching_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provided_by_id", "signed_by_id", "version") VALUES (OLD."annual_cost", OLD."contract_id", OLD."id", OLD."kind", OLD."linked_id", OLD."overarching_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provided_by_id", OLD."signed_by_id", OLD."version"); RETURN NULL;',
                    hash="1a5c077034298c865f6d7f001fdd0691987faffd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ae7bb",
                    table="vendors_arrangement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="financialentityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cfc7be8cbd114578978f402eb2e41905b8f052ae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bcf39",
                    table="vendors_financialentityevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="optiondefinitionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ffa01a201a19122182b7d60e588086c83351df08",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_40365",
                    table="vendors_optiondefinitionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="providerdetails",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_providerdetailsevent" ("extra_code", "extra_code_kind", "id", "latin_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "vendor_id", "version") VALUES (NEW."extra_code", NEW."extra_code_kind", NEW."id", NEW."latin_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."vendor_id", NEW."version"); RETURN NULL;',
                    hash="4377d1003bd4ae8004f697fd31f22c09c10997ab",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e192d",
                    table="vendors_providerdetails",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="providerdetails",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_providerdetailsevent" ("extra_code", "extra_code_kind", "id", "latin_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "vendor_id", "version") VALUES (NEW."extra_code", NEW."extra_code_kind", NEW."id", NEW."latin_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."vendor_id", NEW."version"); RETURN NULL;',
                    hash="2466b30ce3d7bfe12b9f98a31d48b5db71ccdbf6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_939d9",
                    table="vendors_providerdetails",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="providerdetails",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_providerdetailsevent" ("extra_code", "extra_code_kind", "id", "latin_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "vendor_id", "version") VALUES (OLD."extra_code", OLD."extra_code_kind", OLD."id", OLD."latin_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."vendor_id", OLD."version"); RETURN NULL;',
                    hash="cf8c02d120149415dd02fdc8b3a043d206897e27",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1396f",
                    table="vendors_providerdetails",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="providerdetailsevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d44b83c35cdda10ef8ee8151dc6f3312152e8a1b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_52251",
                    table="vendors_providerdetailsevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceassessment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_serviceassessmentevent" ("alternatives", "arrangement_id", "audited_on", "exit_plan", "id", "impact", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reintegration", "service_type", "substitutability", "vendor_id", "version", "which") VALUES (NEW."alternatives", NEW."arrangement_id", NEW."audited_on", NEW."exit_plan", NEW."id", NEW."impact", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."reintegration", NEW."service_type", NEW."substitutability", NEW."vendor_id", NEW."version", NEW."which"); RETURN NULL;',
                    hash="a14ee96501746a6f9606cae21194ff25552ef76e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7a5cb",
                    table="vendors_serviceassessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceassessment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_serviceassessmentevent" ("alternatives", "arrangement_id", "audited_on", "exit_plan", "id", "impact", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reintegration", "service_type", "substitutability", "vendor_id", "version", "which") VALUES (NEW."alternatives", NEW."arrangement_id", NEW."audited_on", NEW."exit_plan", NEW."id", NEW."impact", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."reintegration", NEW."service_type", NEW."substitutability", NEW."vendor_id", NEW."version", NEW."which"); RETURN NULL;',
                    hash="720932d9af45664c4aeae871afe70a4649274c93",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7aeb1",
                    table="vendors_serviceassessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceassessment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_serviceassessmentevent" ("alternatives", "arrangement_id", "audited_on", "exit_plan", "id", "impact", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reintegration", "service_type", "substitutability", "vendor_id", "version", "which") VALUES (OLD."alternatives", OLD."arrangement_id", OLD."audited_on", OLD."exit_plan", OLD."id", OLD."impact", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."reintegration", OLD."service_type", OLD."substitutability", OLD."vendor_id", OLD."version", OLD."which"); RETURN NULL;',
                    hash="326fe4515d212cae7a9b885cc13e8731960e3d1b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5e676",
                    table="vendors_serviceassessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceassessmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="574d4d0ba6e40a7fae51755c7f85338f5691f2ac",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ad785",
                    table="vendors_serviceassessmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suppliedservice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_suppliedserviceevent" ("arrangement_id", "ending", "ends_on", "function_id", "id", "law", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "processed_in", "provided_from", "provider_notice_days", "reliance", "sensitiveness", "service_type", "starts_on", "stored_in", "stores_data", "version") VALUES (NEW."arrangement_id", NEW."ending", NEW."ends_on", NEW."function_id", NEW."id", NEW."law", NEW."notice_days", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."processed_in", NEW."provided_from", NEW."provider_notice_days", NEW."reliance", NEW."sensitiveness", NEW."service_type", NEW."starts_on", NEW."stored_in", NEW."stores_data", NEW."version"); RETURN NULL;',
                    hash="d31c994eb3f0bca92093daff687d3b0d4d2c98da",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b952e",
                    table="vendors_suppliedservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suppliedservice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "vendors_suppliedserviceevent" ("arrangement_id", "ending", "ends_on", "function_id", "id", "law", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "processed_in", "provided_from", "provider_notice_days", "reliance", "sensitiveness", "service_type", "starts_on", "stored_in", "stores_data", "version") VALUES (NEW."arrangement_id", NEW."ending", NEW."ends_on", NEW."function_id", NEW."id", NEW."law", NEW."notice_days", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."processed_in", NEW."provided_from", NEW."provider_notice_days", NEW."reliance", NEW."sensitiveness", NEW."service_type", NEW."starts_on", NEW."stored_in", NEW."stores_data", NEW."version"); RETURN NULL;',
                    hash="1a417481b9f59c70a81ef675b9da3896e59e609a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4ad8e",
                    table="vendors_suppliedservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suppliedservice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "vendors_suppliedserviceevent" ("arrangement_id", "ending", "ends_on", "function_id", "id", "law", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "processed_in", "provided_from", "provider_notice_days", "reliance", "sensitiveness", "service_type", "starts_on", "stored_in", "stores_data", "version") VALUES (OLD."arrangement_id", OLD."ending", OLD."ends_on", OLD."function_id", OLD."id", OLD."law", OLD."notice_days", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."processed_in", OLD."provided_from", OLD."provider_notice_days", OLD."reliance", OLD."sensitiveness", OLD."service_type", OLD."starts_on", OLD."stored_in", OLD."stores_data", OLD."version"); RETURN NULL;',
                    hash="2bec3e933a2075e519e38287888f0158b754f9fb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e2238",
                    table="vendors_suppliedservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suppliedserviceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7e66d96cf603ef6ed85cef02cb63d0f91e19714d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_799e1",
                    table="vendors_suppliedserviceevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
