import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import pgvector.django.halfvec
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("knowledge", "0003_search"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="FailedSearch",
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
                ("words", models.CharField(max_length=200)),
                (
                    "vector",
                    pgvector.django.halfvec.HalfVectorField(
                        blank=True, dimensions=384, null=True
                    ),
                ),
                ("embedded_by", models.CharField(blank=True, max_length=80)),
                ("lexemes", models.CharField(blank=True, max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("owned", "Owned"),
                            ("by_article", "Closed by an article"),
                            ("by_synonym", "Closed by a synonym"),
                            ("not_ours", "Not ours"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "count",
                    models.PositiveIntegerField(
                        default=0, verbose_name="times searched"
                    ),
                ),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="knowledge.article",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.article",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="failed_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "synonym",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.synonym",
                    ),
                ),
            ],
            options={
                "ordering": ["-last_at", "-pk"],
                "indexes": [
                    models.Index(fields=["-last_at", "-id"], name="failed_by_time"),
                    models.Index(fields=["-count", "-id"], name="failed_by_count"),
                    models.Index(fields=["lexemes"], name="failed_by_lexemes"),
                ],
            },
        ),
        migrations.CreateModel(
            name="JudgedQuery",
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
                    "query",
                    models.CharField(
                        max_length=200, verbose_name="what is searched for"
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "last_ndcg",
                    models.FloatField(blank=True, null=True, verbose_name="nDCG@10"),
                ),
                ("last_place", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("evaluated_at", models.DateTimeField(blank=True, null=True)),
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
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judged_queries",
                        to="knowledge.space",
                    ),
                ),
            ],
            options={
                "ordering": ["query", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("space", "query"), name="judged_once_a_space"
                    )
                ],
                "indexes": [
                    models.Index(fields=["last_ndcg", "id"], name="judged_by_ndcg"),
                    models.Index(fields=["query", "id"], name="judged_by_query"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NearDuplicate",
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
                ("similarity", models.FloatField()),
                ("found_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="knowledge.article",
                    ),
                ),
                (
                    "different_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="knowledge.article",
                    ),
                ),
            ],
            options={
                "ordering": ["-similarity", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "other"), name="pair_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("article__lt", models.F("other"))),
                        name="pair_names_the_older_first",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["-similarity", "id"], name="pair_by_nearness")
                ],
            },
        ),
        migrations.CreateModel(
            name="TextVector",
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
                ("model", models.CharField(max_length=80)),
                ("vector", pgvector.django.halfvec.HalfVectorField(dimensions=384)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["made_at"], name="vector_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("digest", "model"), name="vector_once_a_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
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
                ("queries", models.PositiveIntegerField()),
                ("ndcg", models.FloatField()),
                ("recall", models.FloatField()),
                ("mrr", models.FloatField()),
                ("without_result", models.FloatField()),
                ("embedder", models.CharField(blank=True, max_length=80)),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
                        to="knowledge.space",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["space", "-at"], name="evaluation_by_time")
                ],
            },
        ),
        migrations.CreateModel(
            name="FailedLook",
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
                    "log",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="failed_look",
                        to="knowledge.searchlog",
                    ),
                ),
                (
                    "failed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="knowledge.failedsearch",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FailedSearchEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("words", models.CharField(max_length=200)),
                ("embedded_by", models.CharField(blank=True, max_length=80)),
                ("lexemes", models.CharField(blank=True, max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("owned", "Owned"),
                            ("by_article", "Closed by an article"),
                            ("by_synonym", "Closed by a synonym"),
                            ("not_ours", "Not ours"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "count",
                    models.PositiveIntegerField(
                        default=0, verbose_name="times searched"
                    ),
                ),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="knowledge.article",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="knowledge.article",
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
                        to="knowledge.failedsearch",
                    ),
                ),
                (
                    "synonym",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="knowledge.synonym",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JudgedQueryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "query",
                    models.CharField(
                        max_length=200, verbose_name="what is searched for"
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
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
                        to="knowledge.judgedquery",
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
        migrations.CreateModel(
            name="Judgement",
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
                    "grade",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Helps"), (2, "Answers"), (3, "Is exactly it")],
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="knowledge.article",
                    ),
                ),
                (
                    "judged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="knowledge.judgedquery",
                    ),
                ),
            ],
            options={
                "ordering": ["-grade", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("judged", "article"), name="article_judged_once_a_query"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JudgementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Helps"), (2, "Answers"), (3, "Is exactly it")],
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="knowledge.article",
                    ),
                ),
                (
                    "judged",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="knowledge.judgedquery",
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
                        to="knowledge.judgement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="failedsearch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_failedsearchevent" ("article_id", "closed_at", "count", "draft_id", "embedded_by", "first_at", "id", "last_at", "lexemes", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "synonym_id", "version", "words") VALUES (NEW."article_id", NEW."closed_at", NEW."count", NEW."draft_id", NEW."embedded_by", NEW."first_at", NEW."id", NEW."last_at", NEW."lexemes", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."synonym_id", NEW."version", NEW."words"); RETURN NULL;',
                    hash="b439360c2adf030bdd291f1f28a777f2fcc3f3a4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_26df4",
                    table="knowledge_failedsearch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="failedsearch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."count" IS DISTINCT FROM (NEW."count") OR OLD."draft_id" IS DISTINCT FROM (NEW."draft_id") OR OLD."embedded_by" IS DISTINCT FROM (NEW."embedded_by") OR OLD."first_at" IS DISTINCT FROM (NEW."first_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_at" IS DISTINCT FROM (NEW."last_at") OR OLD."lexemes" IS DISTINCT FROM (NEW."lexemes") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."synonym_id" IS DISTINCT FROM (NEW."synonym_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "knowledge_failedsearchevent" ("article_id", "closed_at", "count", "draft_id", "embedded_by", "first_at", "id", "last_at", "lexemes", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "synonym_id", "version", "words") VALUES (NEW."article_id", NEW."closed_at", NEW."count", NEW."draft_id", NEW."embedded_by", NEW."first_at", NEW."id", NEW."last_at", NEW."lexemes", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."synonym_id", NEW."version", NEW."words"); RETURN NULL;',
                    hash="420fe76a7bdfd968b8b5f48344b001d526b2929d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5b2af",
                    table="knowledge_failedsearch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="failedsearch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_failedsearchevent" ("article_id", "closed_at", "count", "draft_id", "embedded_by", "first_at", "id", "last_at", "lexemes", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "synonym_id", "version", "words") VALUES (OLD."article_id", OLD."closed_at", OLD."count", OLD."draft_id", OLD."embedded_by", OLD."first_at", OLD."id", OLD."last_at", OLD."lexemes", OLD."note", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."synonym_id", OLD."version", OLD."words"); RETURN NULL;',
                    hash="3951b4b7e0b0fcf60d62e6024a44dbe3a6b26e6b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7dd0b",
                    table="knowledge_failedsearch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="failedsearchevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ee2a0ef61a4c2ada9d87a629ec02495cc9332ad4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ef407",
                    table="knowledge_failedsearchevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="judgedquery",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_judgedqueryevent" ("added_at", "added_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "space_id", "version") VALUES (NEW."added_at", NEW."added_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."query", NEW."space_id", NEW."version"); RETURN NULL;',
                    hash="35a1e51c8a4072b6d24bf87802528b0c55bc3d78",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_055e7",
                    table="knowledge_judgedquery",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="judgedquery",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."query" IS DISTINCT FROM (NEW."query") OR OLD."space_id" IS DISTINCT FROM (NEW."space_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "knowledge_judgedqueryevent" ("added_at", "added_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "space_id", "version") VALUES (NEW."added_at", NEW."added_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."query", NEW."space_id", NEW."version"); RETURN NULL;',
                    hash="bf6d6ecd229e1bf74af3994b77cd0af2c123d334",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5f7c5",
                    table="knowledge_judgedquery",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="judgedquery",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_judgedqueryevent" ("added_at", "added_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "space_id", "version") VALUES (OLD."added_at", OLD."added_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."query", OLD."space_id", OLD."version"); RETURN NULL;',
                    hash="42ff4d7afa620864c6767526098f3d950aece973",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ba719",
                    table="knowledge_judgedquery",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="judgedqueryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bef715759c522b870861a5425a358685cb5a7a67",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_10805",
                    table="knowledge_judgedqueryevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="judgement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_judgementevent" ("article_id", "grade", "id", "judged_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."article_id", NEW."grade", NEW."id", NEW."judged_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="dc5ba0c234e96fe2321a74ccdab9b0b1e129b319",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5c4ba",
                    table="knowledge_judgement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="judgement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "knowledge_judgementevent" ("article_id", "grade", "id", "judged_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."article_id", NEW."grade", NEW."id", NEW."judged_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="1d2fa09986e9fbaf2e2527913a2d3481ecd5ec84",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_17d08",
                    table="knowledge_judgement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="judgement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "knowledge_judgementevent" ("article_id", "grade", "id", "judged_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."article_id", OLD."grade", OLD."id", OLD."judged_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="793001b82af30b0ce92a90e8be25e4743da82360",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c855d",
                    table="knowledge_judgement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="judgementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="003bac84a70e60cc0175c5856fc8849200e83d8e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_34fc6",
                    table="knowledge_judgementevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
