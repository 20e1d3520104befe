"""Standards: what an application has to show, in versions that never change once published."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.onboarding.states import VERSION_MOVES, VersionState

# What an edition says of each: what a new draft takes over, and a file may hold.
CRITERION_FIELDS = [
    *("code", "category", "level", "weight", "title", "guidance"),
    *("evidence_kind", "wanted", "valid_days", "applies", "position"),
]
QUESTION_FIELDS = ["key", "text", "help", "kind", "choices", "prefill", "position"]
# Refuses writes to the parts of a version that is no draft any more.
FROZEN = pgtrigger.Trigger(
    name="frozen_once_published",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("found", "text")],
    func="""
        IF TG_OP <> 'INSERT' THEN
            SELECT state INTO found FROM onboarding_standardversion
            WHERE id = OLD.edition_id;
            IF found <> 'draft' THEN
                RAISE EXCEPTION 'A published version of a standard never changes.';
            END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        SELECT state INTO found FROM onboarding_standardversion
        WHERE id = NEW.edition_id;
        IF found <> 'draft' THEN
            RAISE EXCEPTION 'A published version of a standard never changes.';
        END IF;
        RETURN NEW;
    """,
)

# A version that is no draft any more may retire, and nothing else about it changes.
ONLY_RETIRES = pgtrigger.Trigger(
    name="published_only_retires",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF OLD.state <> 'draft' AND (
            TG_OP = 'DELETE' OR NEW.state <> 'retired'
            OR to_jsonb(OLD) - ARRAY['state', 'version']
                <> to_jsonb(NEW) - ARRAY['state', 'version']
        ) THEN
            RAISE EXCEPTION 'A published version of a standard never changes.';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


class CategoryQuerySet(models.QuerySet["Category"]):
    def visible_to(self, user: User) -> "CategoryQuerySet":
        """Everybody inside sees what criteria are about."""
        return self if user.is_internal else self.none()


@tracked()
class Category(Versioned):
    """What criteria are about; each is reviewed by those who hold its reviewer role."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("onboarding:category", args=[self.slug])

    @property
    def is_used(self) -> bool:
        """Whether any edition's criterion is about it. One query."""
        return self.criteria.exists()


class StandardQuerySet(models.QuerySet["Standard"]):
    def visible_to(self, user: User) -> "StandardQuerySet":
        """Standards are published to everybody inside."""
        return self if user.is_internal else self.none()


@tracked()
class Standard(Versioned):
    """A named set of criteria, and to which applications it applies."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    applies = models.JSONField(default=dict, blank=True)

    objects = StandardQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("onboarding:standard", args=[self.slug])


class StandardVersionQuerySet(models.QuerySet["StandardVersion"]):
    def visible_to(self, user: User) -> "StandardVersionQuerySet":
        """Published ones to everybody inside; drafts to who writes standards."""
        if not user.is_internal:
            return self.none()
        if user.rights.scopes("onboarding.author_standard"):
            return self
        return self.exclude(state=VersionState.DRAFT)

    def of(self, standard: Standard) -> "StandardVersionQuerySet":
        """The editions of one standard, the newest first."""
        return self.filter(standard=standard).order_by("-number")

    def in_force(self) -> "StandardVersionQuerySet":
        """The published version of each standard."""
        return self.filter(state=VersionState.PUBLISHED)


@tracked()
class StandardVersion(Versioned):
    """One edition of a standard. Published, it never changes."""

    standard = models.ForeignKey(
        Standard, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=VersionState.choices, default=VersionState.DRAFT
    )
    note = models.TextField("what is new", blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = StandardVersionQuerySet.as_manager()

    class Meta:
        ordering = ["standard__name", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "number"], name="version_number_once"
            ),
            models.UniqueConstraint(
                fields=["standard"],
                condition=models.Q(state="published"),
                name="one_published_version",
            ),
            models.UniqueConstraint(
                fields=["standard"],
                condition=models.Q(state="draft"),
                name="one_draft_version",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | models.Q(published_at__isnull=False),
                name="published_has_a_date",
            ),
        ]
        triggers = [ONLY_RETIRES]

    def __str__(self) -> str:
        return f"{self.standard} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("onboarding:version", args=[self.standard.slug, self.number])

    def question_with(self, key: str) -> "Question | None":
        """The question that rules name by this key. One query."""
        return self.questions.filter(key=key).first()

    def can_become(self, new: VersionState) -> bool:
        """Whether the table has the move."""
        return new in VERSION_MOVES[VersionState(self.state)]

    def become(self, new: VersionState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(VERSION_MOVES, VersionState(self.state), new)
        self.state = new


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, user: User) -> "QuestionQuerySet":
        """Those of the editions that one may see."""
        return self.filter(edition__in=StandardVersion.objects.visible_to(user))


@tracked()
class Question(Versioned):
    """A question that decides which criteria apply."""

    class Kind(models.TextChoices):
        YES_NO = "yes_no", "Yes or no"
        CHOICE = "choice", "One of several"

    edition = models.ForeignKey(
        StandardVersion, on_delete=models.CASCADE, related_name="questions"
    )
    key = models.SlugField(max_length=50)
    text = models.CharField(max_length=300)
    help = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.YES_NO)
    choices = models.JSONField(default=list, blank=True)
    prefill = models.CharField(max_length=50, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="question_once")
        ]
        triggers = [FROZEN]

    def __str__(self) -> str:
        return self.text


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def visible_to(self, user: User) -> "CriterionQuerySet":
        """Those of the editions that one may see."""
        return self.filter(edition__in=StandardVersion.objects.visible_to(user))


@tracked()
class Criterion(Versioned):
    """One thing to show: how much it matters, as what kind of evidence, to whom it applies."""

    class Level(models.TextChoices):
        MUST = "must", "Must"
        SHOULD = "should", "Should"
        MAY = "may", "May"

    class EvidenceKind(models.TextChoices):
        LINK = "link", "A link"
        FILE = "file", "A file"
        TEXT = "text", "A text"
        NUMBER = "number", "A number"
        CHOICE = "choice", "A choice"
        AUTOMATIC = "automatic", "Checked by the portal"

    edition = models.ForeignKey(
        StandardVersion, on_delete=models.CASCADE, related_name="criteria"
    )
    code = models.CharField(max_length=20)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="criteria"
    )
    level = models.CharField(max_length=6, choices=Level.choices)
    weight = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    title = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)
    evidence_kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    wanted = models.JSONField("details of the evidence", default=dict, blank=True)
    valid_days = models.PositiveSmallIntegerField(null=True, blank=True)
    applies = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ["category__position", "position", "pk"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="criterion_once"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=5),
                name="weight_is_1_to_5",
            ),
        ]
        triggers = [FROZEN]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
