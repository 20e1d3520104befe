"""What is done when somebody joins, moves or leaves: templates, and one person's list."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.staffing.models.people import Person
from apps.staffing.rules.checklists import Owner


class ChecklistKind(models.TextChoices):
    """Why there is a checklist."""

    JOINER = "joiner", "Joiner"
    MOVER = "mover", "Mover"
    LEAVER = "leaver", "Leaver"


OWNERS = [(one.value, one.label) for one in Owner]


class ChecklistTemplateQuerySet(models.QuerySet["ChecklistTemplate"]):
    def visible_to(self, user: User) -> "ChecklistTemplateQuerySet":
        """People inside see them all."""
        return self if user.is_internal else self.none()


@tracked()
class ChecklistTemplate(Versioned):
    """The steps that such a checklist begins with."""

    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=6, choices=ChecklistKind.choices)
    is_used = models.BooleanField("offered for new checklists", default=True)

    objects = ChecklistTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('staffing:templates')}#template-{self.pk}"


@tracked()
class TemplateStep(models.Model):
    """One thing to do, by whom, and how many days before or after the day itself."""

    template = models.ForeignKey(
        ChecklistTemplate, on_delete=models.CASCADE, related_name="steps"
    )
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    owner = models.CharField("done by", max_length=12, choices=OWNERS)
    days = models.SmallIntegerField("days after the day")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def visible_to(self, user: User) -> "ChecklistQuerySet":
        """One's own, those one has a step in, and those of people one may edit."""
        rows = self.filter(person__in=Person.objects.visible_to(user))
        mine = ChecklistStep.objects.filter(owner=user).values("checklist")
        return rows.filter(
            Q(person__user=user)
            | Q(pk__in=mine)
            | Q(started_by=user)
            | Q(person__in=Person.objects.editable_by(user))
        )

    def open(self) -> "ChecklistQuerySet":
        """Those that are not closed."""
        return self.filter(closed_at=None)


@tracked()
class Checklist(Versioned):
    """One person's list of steps around the day they join, move or leave."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="checklists"
    )
    kind = models.CharField(max_length=6, choices=ChecklistKind.choices)
    name = models.CharField(max_length=100)
    day_on = models.DateField("day")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        ordering = ["day_on", "pk"]
        indexes = [
            models.Index(
                fields=["day_on"],
                name="checklist_open",
                condition=Q(closed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.person}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:checklist", args=[self.pk])


class ChecklistStepQuerySet(models.QuerySet["ChecklistStep"]):
    def visible_to(self, user: User) -> "ChecklistStepQuerySet":
        """Those of checklists one sees."""
        return self.filter(checklist__in=Checklist.objects.visible_to(user))

    def open(self) -> "ChecklistStepQuerySet":
        """What is still to do, on lists that are not closed."""
        return self.filter(done_at=None, checklist__closed_at=None)


@tracked()
class ChecklistStep(Versioned):
    """One thing to do on a checklist."""

    checklist = models.ForeignKey(
        Checklist, on_delete=models.CASCADE, related_name="steps"
    )
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checklist_steps",
        verbose_name="done by",
    )
    due_on = models.DateField("due")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ChecklistStepQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "position"]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                name="checklist_step_due",
                condition=Q(done_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.checklist.get_absolute_url()}#step-{self.pk}"
