"""People who support: those who log in and those who do not, and where they work."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from apps.accounts.models import Organisation, Team, User, check_time_zone
from apps.core.models import Versioned, line_above, with_all_below
from apps.history.models import tracked

FTE = (MinValueValidator(Decimal("0.05")), MaxValueValidator(Decimal(1)))


class SharedQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> "SharedQuerySet":
        """People inside: what the roster is spoken of in is no vendor's matter."""
        return self if user.is_internal else self.none()


@tracked()
class WorkingPattern(Versioned):
    """The hours of a week that somebody works, by the clock of where they are."""

    name = models.CharField(max_length=80, unique=True)
    week = models.JSONField(
        default=list,
        help_text='Seven lists, Monday first, of pairs such as ["09:00", "17:30"].',
    )

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def _own_and_line(user: User) -> tuple[set[int], set[int]]:
    rows = list(Person.objects.order_by().values_list("pk", "line_manager", "user"))
    own = {pk for pk, _, login in rows if login is not None and login == user.pk}
    return own, with_all_below(own, ((pk, above) for pk, above, _ in rows))


def line_below(user: User) -> set[int]:
    """The ids of their own person and of everybody below in the line. One query."""
    return _own_and_line(user)[1]


def people_below(user: User) -> set[int]:
    """The ids of everybody below this login in the line, without their own. One query."""
    own, line = _own_and_line(user)
    return line - own


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User) -> "PersonQuerySet":
        """Internal people see everybody; others those of their organisation."""
        if user.is_internal:
            return self
        return self.filter(organisation_id=user.organisation_id)

    def story_visible_to(self, user: User) -> "PersonQuerySet":
        """Whose history one sees: it tells when people leave. One's own, and of whom
        one may edit.
        """
        if not user.is_internal:
            return self.none()
        own = models.Q(user=user)
        return self.filter(own | models.Q(pk__in=Person.objects.editable_by(user)))

    def editable_by(self, user: User) -> "PersonQuerySet":
        """Those in teams where one edits staffing, and those below one in the line."""
        where = user.rights.scopes("staffing.edit")
        if not user.is_internal:
            return self.none()
        if where.everything:
            return self
        teams = Team.objects.filter(
            models.Q(slug__in=where.teams) | models.Q(manager=user)
        )
        posted = Posting.objects.filter(team__in=teams).values("person")
        below = people_below(user)
        return self.filter(models.Q(pk__in=posted) | models.Q(pk__in=below))

    def here_on(self, day: date) -> "PersonQuerySet":
        """Those who have joined by then and have not left."""
        joined = self.filter(starts_on__lte=day)
        return joined.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))

    def of_rota(self, rota: int, team: int, day: date) -> "PersonQuerySet":
        """Who is on a rota or in its team, and here on a day; both are keys."""
        posted = Posting.objects.on(day).filter(team=team).values("person")
        theirs = models.Q(pk__in=posted)
        theirs |= models.Q(places__rotation__layer__rota=rota)
        return self.here_on(day).filter(theirs | models.Q(shifts__rota=rota)).distinct()


@tracked()
class Person(Versioned):
    """Somebody who supports, whether they log in or not."""

    user = models.OneToOneField(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name="login",
    )
    name = models.CharField("full name", max_length=150)
    email = models.EmailField("work e-mail", max_length=254, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="staff"
    )
    line_manager = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    location = models.CharField(max_length=80, blank=True)
    country = models.CharField(
        "holidays of", max_length=2, blank=True, help_text="Two letters, such as GB."
    )
    subdivision = models.CharField("region", max_length=10, blank=True)
    time_zone = models.CharField(
        max_length=50, default="Europe/London", validators=[check_time_zone]
    )
    pattern = models.ForeignKey(
        WorkingPattern, on_delete=models.PROTECT, null=True, blank=True
    )
    fte = models.DecimalField(
        "FTE", max_digits=3, decimal_places=2, default=1, validators=FTE
    )
    starts_on = models.DateField("joined on")
    ends_on = models.DateField("last day", null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name"], name="staff_name"),
            models.Index(fields=["starts_on", "ends_on"], name="staff_here"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_an_email",
                condition=~models.Q(email=""),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="person_joins_first",
            ),
            models.CheckConstraint(
                condition=models.Q(line_manager=None)
                | ~models.Q(line_manager=models.F("pk")),
                name="person_not_their_own_manager",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:person", args=[self.pk])

    def line_above(self) -> "Iterator[Person]":
        """Their manager, then the next one up, to the top. A query a step."""
        return line_above(self, "line_manager")


@tracked()
class TeamRole(Versioned):
    """What somebody is in a team, such as shift lead."""

    name = models.CharField(max_length=80, unique=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PostingQuerySet(models.QuerySet["Posting"]):
    def visible_to(self, user: User) -> "PostingQuerySet":
        """Those of people one sees."""
        return self.filter(person__in=Person.objects.visible_to(user))

    def on(self, day: date) -> "PostingQuerySet":
        """Those that count on a day."""
        begun = self.filter(starts_on__lte=day)
        return begun.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))


@tracked()
class Posting(Versioned):
    """A person in a team, from a day, with a share of their time."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="postings"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="postings")
    role = models.ForeignKey(TeamRole, on_delete=models.PROTECT, null=True, blank=True)
    fte = models.DecimalField(
        "FTE", max_digits=3, decimal_places=2, default=1, validators=FTE
    )
    starts_on = models.DateField("from")
    ends_on = models.DateField("until", null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "starts_on"]
        indexes = [models.Index(fields=["team", "starts_on"], name="posting_team")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="posting_starts_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.team}"
