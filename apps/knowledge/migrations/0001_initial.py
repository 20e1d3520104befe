import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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
        ("catalog", "0002_imports_and_dependencies"),
        ("core", "0002_typedtext"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Space",
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
                ("name", models.CharField(max_length=120, unique=True)),
                ("description", models.TextField(blank=True)),
                (
                    "is_open",
                    models.BooleanField(
                        default=True,
                        help_text="Vendors' people only see it as members.",
                        verbose_name="open to everybody inside",
                    ),
                ),
                (
                    "needs_two",
                    models.BooleanField(
                        default=False,
                        help_text="Who wrote a version does not publish it.",
                        verbose_name="published by a second person",
                    ),
                ),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(
                        default=180,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1825),
                        ],
                        verbose_name="days between reviews",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spaces",
                        to="accounts.team",
                        verbose_name="owner team",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="SpaceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                ("name", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True)),
                (
                    "is_open",
                    models.BooleanField(
                        default=True,
                        help_text="Vendors' people only see it as members.",
                        verbose_name="open to everybody inside",
                    ),
                ),
                (
                    "needs_two",
                    models.BooleanField(
                        default=False,
                        help_text="Who wrote a version does not publish it.",
                        verbose_name="published by a second person",
                    ),
                ),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(
                        default=180,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1825),
                        ],
                        verbose_name="days between reviews",
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
                        to="knowledge.space",
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
                        verbose_name="owner team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SpaceMember",
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
                    "part",
                    models.CharField(
                        choices=[
                            ("reader", "Reader"),
                            ("author", "Author"),
                            ("reviewer", "Reviewer"),
                        ],
                        default="reader",
                        max_length=10,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="knowledge.space",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="space_parts",
                        to="accounts.team",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="space_parts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["part", "team__name", "user__name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user", None), ("team", None), _connector="XOR"
                        ),
                        name="member_is_a_person_or_a_team",
                    ),
                    models.UniqueConstraint(
                        fields=("space", "user"), name="person_once_a_space"
                    ),
                    models.UniqueConstraint(
                        fields=("space", "team"), name="team_once_a_space"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpaceMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("reader", "Reader"),
                            ("author", "Author"),
                            ("reviewer", "Reviewer"),
                        ],
                        default="reader",
                        max_length=10,
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
                        to="knowledge.spacemember",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="knowledge.space",
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
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Article",
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
                ("slug", models.SlugField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("runbook", "Runbook"),
                            ("how_to", "How-to"),
                            ("known_error", "Known error"),
                            ("faq", "FAQ"),
                            ("rca", "RCA"),
                            ("policy", "Policy"),
                            ("training", "Training"),
                        ],
                        default="how_to",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("unpublished", "Not published"),
                            ("published", "Published"),
                            ("due", "Due for review"),
                            ("retired", "Retired"),
                        ],
                        default="unpublished",
                        max_length=12,
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("done", "Nothing waits"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: as its space has it.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1825),
                        ],
                        verbose_name="days between reviews",
                    ),
                ),
                (
                    "review_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="review due on"
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last verified"
                    ),
                ),
                ("source_path", models.CharField(blank=True, max_length=400)),
                ("source_commit", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "applications",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="catalog.application"
                    ),
                ),
                (
                    "created_by",
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
                        related_name="articles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "platforms",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="catalog.platform"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who sent the newest version for review.",
                        null=True,
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
                        related_name="articles",
                        to="accounts.team",
                        verbose_name="owner team",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="knowledge.space",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("space", "slug"), name="article_slug_once_a_space"
                    )
                ],
                "indexes": [
                    models.Index(fields=["space", "title"], name="article_by_title"),
                    models.Index(
                        fields=["-changed_at", "-id"], name="article_by_change"
                    ),
                    models.Index(fields=["review_on", "id"], name="article_by_review"),
                    models.Index(
                        fields=["space", "source_path"], name="article_by_source"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["labels"], name="article_by_label"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleVersion",
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
                ("title", models.CharField(max_length=200)),
                ("body", models.TextField(blank=True)),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what changed"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="knowledge.article",
                    ),
                ),
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
                    "published_by",
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
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"),
                        name="version_number_once_an_article",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerAddress",
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
                ("slug", models.SlugField(max_length=120)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="knowledge.article",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="knowledge.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("space", "slug"), name="former_address_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleFile",
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
                ("name", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="knowledge.article",
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "name"), name="file_name_once_an_article"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleLink",
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
                ("written", models.CharField(max_length=400)),
                ("anchor", models.CharField(blank=True, max_length=200)),
                ("is_broken", models.BooleanField(default=False)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="knowledge.article",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="linked_from",
                        to="knowledge.article",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_broken", True)),
                        fields=["article"],
                        name="article_broken_links",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("runbook", "Runbook"),
                            ("how_to", "How-to"),
                            ("known_error", "Known error"),
                            ("faq", "FAQ"),
                            ("rca", "RCA"),
                            ("policy", "Policy"),
                            ("training", "Training"),
                        ],
                        default="how_to",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("unpublished", "Not published"),
                            ("published", "Published"),
                            ("due", "Due for review"),
                            ("retired", "Retired"),
                        ],
                        default="unpublished",
                        max_length=12,
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("done", "Nothing waits"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: as its space has it.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1825),
                        ],
                        verbose_name="days between reviews",
                    ),
                ),
                (
                    "review_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="review due on"
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last verified"
                    ),
                ),
                ("source_path", models.CharField(blank=True, max_length=400)),
                ("source_commit", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "created_by",
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
                        to="knowledge.article",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who sent the newest version for review.",
                        null=True,
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
                        verbose_name="owner team",
                    ),
                ),
                (
                    "verified_by",
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
                    "head",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="knowledge.articleversion",
                    ),
                ),
                (
                    "published",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="knowledge.articleversion",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="knowledge.space",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="Article",
            name="head",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="knowledge.articleversion",
            ),
        ),
        migrations.AddField(
            model_name="Article",
            name="published",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="knowledge.articleversion",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="articleversion",
            trigger=pgtrigger.compiler.Trigger(
                name="version_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'DELETE' OR OLD.published_at IS NOT NULL\n            OR to_jsonb(OLD) - ARRAY['published_at', 'published_by_id']\n                <> to_jsonb(NEW) - ARRAY['published_at', 'published_by_id']\n        THEN\n            RAISE EXCEPTION 'A version of an article never changes.';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="98aa3777190159ba6e4402d3c0cb14ee46e9bc3e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_version_never_changes_52358",
                    table="knowledge_articleversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="space",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_spaceevent" ("description", "id", "is_open", "name", "needs_two", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_days", "slug", "team_id", "version") VALUES (NEW."description", NEW."id", NEW."is_open", NEW."name", NEW."needs_two", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_days", NEW."slug", NEW."team_id", NEW."version"); RETURN NULL;',
                    hash="eb5843887ba49385a8e1d8e9583da5a7c8c69cd6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_616bd",
                    table="knowledge_space",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="space",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "knowledge_spaceevent" ("description", "id", "is_open", "name", "needs_two", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_days", "slug", "team_id", "version") VALUES (NEW."description", NEW."id", NEW."is_open", NEW."name", NEW."needs_two", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_days", NEW."slug", NEW."team_id", NEW."version"); RETURN NULL;',
                    hash="56a025da357e10f80af9fb0e6bf960dd9cdd6839",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b3c20",
                    table="knowledge_space",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="space",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_spaceevent" ("description", "id", "is_open", "name", "needs_two", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_days", "slug", "team_id", "version") VALUES (OLD."description", OLD."id", OLD."is_open", OLD."name", OLD."needs_two", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_days", OLD."slug", OLD."team_id", OLD."version"); RETURN NULL;',
                    hash="acc408b058d7ff6f1784276e2fdf1ae8e3d499b1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_56603",
                    table="knowledge_space",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="articleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ff948c87dffd4a406097be83d6112a3d6ea79182",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f9975",
                    table="knowledge_articleevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_articleevent" ("changed_at", "created_at", "created_by_id", "head_id", "id", "kind", "labels", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_id", "review_days", "review_on", "sent_by_id", "slug", "source_commit", "source_path", "space_id", "standing", "team_id", "title", "verified_at", "verified_by_id", "version", "work") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."head_id", NEW."id", NEW."kind", NEW."labels", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_id", NEW."review_days", NEW."review_on", NEW."sent_by_id", NEW."slug", NEW."source_commit", NEW."source_path", NEW."space_id", NEW."standing", NEW."team_id", NEW."title", NEW."verified_at", NEW."verified_by_id", NEW."version", NEW."work"); RETURN NULL;',
                    hash="f5011bdfb029f969c026bc0533708800efe0d67f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e52aa",
                    table="knowledge_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "knowledge_articleevent" ("changed_at", "created_at", "created_by_id", "head_id", "id", "kind", "labels", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_id", "review_days", "review_on", "sent_by_id", "slug", "source_commit", "source_path", "space_id", "standing", "team_id", "title", "verified_at", "verified_by_id", "version", "work") VALUES (NEW."changed_at", NEW."created_at", NEW."created_by_id", NEW."head_id", NEW."id", NEW."kind", NEW."labels", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_id", NEW."review_days", NEW."review_on", NEW."sent_by_id", NEW."slug", NEW."source_commit", NEW."source_path", NEW."space_id", NEW."standing", NEW."team_id", NEW."title", NEW."verified_at", NEW."verified_by_id", NEW."version", NEW."work"); RETURN NULL;',
                    hash="964c1928920746854485d2b72ca7e07b1c6ff199",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_020d0",
                    table="knowledge_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_articleevent" ("changed_at", "created_at", "created_by_id", "head_id", "id", "kind", "labels", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_id", "review_days", "review_on", "sent_by_id", "slug", "source_commit", "source_path", "space_id", "standing", "team_id", "title", "verified_at", "verified_by_id", "version", "work") VALUES (OLD."changed_at", OLD."created_at", OLD."created_by_id", OLD."head_id", OLD."id", OLD."kind", OLD."labels", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_id", OLD."review_days", OLD."review_on", OLD."sent_by_id", OLD."slug", OLD."source_commit", OLD."source_path", OLD."space_id", OLD."standing", OLD."team_id", OLD."title", OLD."verified_at", OLD."verified_by_id", OLD."version", OLD."work"); RETURN NULL;',
                    hash="10ba50502a3ddd39bc5c15957fe3c6113d37472a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_67746",
                    table="knowledge_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spaceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="31f2824f460175a02dfbafa1e9cc73eca34b1099",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_76556",
                    table="knowledge_spaceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spacemember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_spacememberevent" ("id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "space_id", "team_id", "user_id") VALUES (NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."space_id", NEW."team_id", NEW."user_id"); RETURN NULL;',
                    hash="78098e492c9b7f1e7b614cd74d1824a24697615f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5edf5",
                    table="knowledge_spacemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spacemember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "knowledge_spacememberevent" ("id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "space_id", "team_id", "user_id") VALUES (NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."space_id", NEW."team_id", NEW."user_id"); RETURN NULL;',
                    hash="d312a2815ccce10cbfc083a2191de4ae7616ccc3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_82ad0",
                    table="knowledge_spacemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spacemember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_spacememberevent" ("id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "space_id", "team_id", "user_id") VALUES (OLD."id", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."space_id", OLD."team_id", OLD."user_id"); RETURN NULL;',
                    hash="37e983ff5cdd9f0c26211bd3447df5dcb5a59ea0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cb816",
                    table="knowledge_spacemember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spacememberevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ab8f514ccca09ef7c17c606fd015c8d81a35d69f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ed7c2",
                    table="knowledge_spacememberevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
