"""A new line manager or login of somebody: it decides who reads their file."""

from django.db import models
from django.db.models import F, Q

from apps.accounts.models import User
from apps.core.states import check_move
from apps.history.models import tracked
from apps.staffing.models.people import Person
from apps.staffing.states import LINE_CHANGE_MOVES, LineChangeState


class LineChangeQuerySet(models.QuerySet["LineChange"]):
    def visible_to(self, user: User) -> "LineChangeQuerySet":
        """What one asked for, and what is asked of people one may edit."""
        if not user.is_internal:
            return self.none()
        editable = Person.objects.editable_by(user).order_by()
        return self.filter(Q(asked_by=user) | Q(person__in=editable))

    def open(self) -> "LineChangeQuerySet":
        """Those that wait for a second person."""
        return self.filter(state=LineChangeState.ASKED)

    def with_names(self) -> "LineChangeQuerySet":
        """With everybody whom their lines name."""
        return self.select_related(
            "person", "line_manager", "user", "asked_by", "decided_by"
        )


@tracked()
class LineChange(models.Model):
    """Asked for by one, approved by another: either a line manager or a login."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="line_changes"
    )
    line_manager = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="login",
    )
    state = models.CharField(
        max_length=9, choices=LineChangeState.choices, default=LineChangeState.ASKED
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = LineChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(line_manager=None, user__isnull=False)
                | Q(line_manager__isnull=False, user=None),
                name="line_change_is_of_one_kind",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="line_change_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(decided_by__isnull=False),
                name="line_change_done_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="asked", user=None),
                name="one_manager_asked_for",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="asked", line_manager=None),
                name="one_login_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.person}: {self.to}"

    def get_absolute_url(self) -> str:
        return f"{self.person.get_absolute_url()}#line"

    @property
    def what(self) -> str:
        """Which of the two it is, in words."""
        return "Line manager" if self.line_manager_id else "Login"

    @property
    def to(self) -> Person | User | None:
        """Who is to lead them, or to log in as them."""
        return self.line_manager or self.user

    def become(self, new: LineChangeState) -> None:
        """Change the state in memory, if the table has the move."""
        check_move(LINE_CHANGE_MOVES, LineChangeState(self.state), new)
        self.state = new
