"""Spaces: whose articles they hold, who reads them, who writes and who reviews."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.core.models import Versioned
from apps.history.models import tracked


class Part(models.TextChoices):
    """What a member does in a space; each may do what stands before it."""

    READER = "reader", "Reader"
    AUTHOR = "author", "Author"
    REVIEWER = "reviewer", "Reviewer"


WRITES = (Part.AUTHOR, Part.REVIEWER)


class SpaceQuerySet(models.QuerySet["Space"]):
    def visible_to(self, user: User) -> "SpaceQuerySet":
        """Open ones to everybody inside, others to their members; all to who audits."""
        if user.rights.may("knowledge.read_all"):
            return self
        own = models.Q(pk__in=SpaceMember.objects.of(user).values("space"))
        return (
            self.filter(own | models.Q(is_open=True))
            if user.is_internal
            else self.filter(own)
        )

    def written_by(self, user: User) -> "SpaceQuerySet":
        """Those in which somebody is an author or a reviewer."""
        return self.filter(
            pk__in=SpaceMember.objects.of(user).filter(part__in=WRITES).values("space")
        )

    def reviewed_by(self, user: User) -> "SpaceQuerySet":
        """Those in which somebody is a reviewer."""
        return self.filter(
            pk__in=SpaceMember.objects.of(user)
            .filter(part=Part.REVIEWER)
            .values("space")
        )


@tracked()
class Space(Versioned):
    """A body of articles with its own readers, authors and reviewers."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    description = models.TextField(blank=True)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="spaces", verbose_name="owner team"
    )
    is_open = models.BooleanField(
        "open to everybody inside",
        default=True,
        help_text="Vendors' people only see it as members.",
    )
    needs_two = models.BooleanField(
        "published by a second person",
        default=False,
        help_text="Who wrote a version does not publish it.",
    )
    review_days = models.PositiveSmallIntegerField(
        "days between reviews",
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(1825)],
    )

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("knowledge:space", args=[self.slug])


class SpaceMemberQuerySet(models.QuerySet["SpaceMember"]):
    def visible_to(self, user: User) -> "SpaceMemberQuerySet":
        """Those of spaces one sees."""
        return self.filter(space__in=Space.objects.visible_to(user))

    def of(self, user: User) -> "SpaceMemberQuerySet":
        """Those that somebody has themself, or by a team of theirs."""
        return self.filter(
            models.Q(user=user) | models.Q(team__in=user.memberships.values("team"))
        )


@tracked()
class SpaceMember(models.Model):
    """A person or a team in a space."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="space_parts",
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="space_parts",
    )
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.READER)

    objects = SpaceMemberQuerySet.as_manager()

    class Meta:
        ordering = ["part", "team__name", "user__name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None) ^ models.Q(team=None),
                name="member_is_a_person_or_a_team",
            ),
            models.UniqueConstraint(
                fields=["space", "user"], name="person_once_a_space"
            ),
            models.UniqueConstraint(fields=["space", "team"], name="team_once_a_space"),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.team}: {self.get_part_display()}"
