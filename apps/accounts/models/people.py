"""People who log in, their organisations, teams and roles."""

import zoneinfo
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import JSONObject, Lower
from django.urls import reverse

from apps.accounts.models.one_person import one_person
from apps.accounts.roles import Held, Rights, Role, ScopeKind
from apps.accounts.rules import with_teams_below
from apps.core.models import Versioned
from apps.history.models import tracked


def check_time_zone(name: str) -> None:
    """Raise ValidationError unless the name is a zone of the IANA database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"{name} is not a known time zone.")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: "User") -> "OrganisationQuerySet":
        """Internal people see every organisation; others their own."""
        return self if user.is_internal else self.filter(pk=user.organisation_id)


@tracked()
class Organisation(models.Model):
    """The bank itself, or a vendor whose people log in."""

    class Kind(models.TextChoices):
        INTERNAL = "internal", "Internal"
        VENDOR = "vendor", "Vendor"

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.INTERNAL)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds people with their organisation, which every right of theirs asks for."""

    def get_queryset(self) -> "UserQuerySet":
        """People and their organisations, in one query."""
        return UserQuerySet(self.model, using=self._db).select_related("organisation")

    def get(self, *args: Any, **kwargs: Any) -> "User":
        """One person with their grants: who is fetched alone is asked for rights next.

        So whoever is signed in costs one query, not two.
        """
        is_anybody = type(self) is type(self.model._default_manager)  # of no relation
        if is_anybody and not args and kwargs.keys() == {"pk"}:
            found = one_person(self.db, self.model, Organisation, kwargs["pk"])
            if found is None:
                raise self.model.DoesNotExist("Nobody has this key.")
            return found
        held = Grant.objects.filter(user=models.OuterRef("pk")).values(
            found=JSONObject(
                role="role", scope_kind="scope_kind", scope_key="scope_key"
            )
        )
        return (
            self.get_queryset()
            .annotate(granted=ArraySubquery(held))
            .get(*args, **kwargs)
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with this e-mail, however it is capitalised."""
        return self.get(email__iexact=username or "")


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> "UserQuerySet":
        """Internal people see everybody; others see their own organisation."""
        if user.is_internal:
            return self
        return self.filter(organisation_id=user.organisation_id)

    def story_visible_to(self, user: "User") -> "UserQuerySet":
        """A person's story tells their roles: theirs, and of who may see roles."""
        seen = self.visible_to(user)
        if user.rights.may("accounts.view_grants"):
            return seen
        return seen.filter(pk=user.pk)

    def active_with_email(self, email: str) -> "User | None":
        """The person who may log in by this e-mail, however it is capitalised."""
        return self.filter(email__iexact=email, is_active=True).first()

    def with_password(self, domain: str) -> "UserQuerySet":
        """Those of this e-mail domain who log in by a password, the first made first."""
        rows = self.filter(email__iendswith=f"@{domain}", is_active=True)
        return rows.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).order_by(
            "pk"
        )


@tracked(exclude=["password", "last_login"])
class User(Versioned, AbstractBaseUser):
    """A person who logs in."""

    class Theme(models.TextChoices):
        AUTO = "auto", "As the device"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    email = models.EmailField("e-mail", max_length=254, unique=True)
    name = models.CharField("full name", max_length=150)
    nickname = models.CharField("known as", max_length=50, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="people"
    )
    time_zone = models.CharField(
        max_length=50, default="Europe/London", validators=[check_time_zone]
    )
    theme = models.CharField(max_length=5, choices=Theme.choices, default=Theme.AUTO)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    is_staff = False
    is_superuser = False

    objects = UserManager.from_queryset(UserQuerySet)()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_login_an_email")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:person", args=[self.pk])

    @property
    def is_internal(self) -> bool:
        """Whether the person belongs to the bank. Reads the organisation."""
        return self.organisation.kind == Organisation.Kind.INTERNAL

    @cached_property
    def rights(self) -> Rights:
        """What the person may do, read once in at most two queries; fewer after `get`."""
        if not self.is_active:
            return Rights([])
        known = vars(self).get("granted")
        grants = (
            list(self.grants.all())
            if known is None
            else [Grant(user=self, **one) for one in known]
        )
        has_teams = any(grant.scope_kind == ScopeKind.TEAM for grant in grants)
        parents = (
            dict(Team.objects.values_list("slug", "parent__slug")) if has_teams else {}
        )
        return Rights(grant.held(parents) for grant in grants)


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: User) -> "TeamQuerySet":
        """Internal people see every team; others those of their organisation."""
        if user.is_internal:
            return self
        return self.filter(organisation_id=user.organisation_id)


@tracked()
class Team(Versioned):
    """A team in the tree of teams, with its manager."""

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=100, unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="teams"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below"
    )
    manager = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="manages"
    )
    email = models.EmailField("e-mail", blank=True)
    description = models.TextField(blank=True)
    members: "models.ManyToManyField[User, Membership]" = models.ManyToManyField(
        User, through="Membership", related_name="teams"
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")),
                name="team_not_its_own_parent",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:team", args=[self.slug])


@tracked()
class Membership(models.Model):
    """A person in a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    title = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="member_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"


@tracked()
class Grant(models.Model):
    """A role, given to a person on a scope. The key is the slug of the thing."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    scope_kind = models.CharField(max_length=12, choices=ScopeKind.choices)
    scope_key = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope_kind", "scope_key"], name="grant_once"
            ),
            models.CheckConstraint(
                condition=models.Q(scope_kind="everything", scope_key="")
                | (~models.Q(scope_kind="everything") & ~models.Q(scope_key="")),
                name="grant_names_its_scope",
            ),
        ]

    def __str__(self) -> str:
        where = self.scope_key or "everything"
        return f"{self.get_role_display()} on {where}"

    def held(self, parents: Mapping[str, str | None]) -> Held:
        """The grant as the rules read it; `parents` is the tree of teams."""
        kind = ScopeKind(self.scope_kind)
        keys = (
            with_teams_below(self.scope_key, parents)
            if kind == ScopeKind.TEAM
            else frozenset({self.scope_key})
        )
        return Held(Role(self.role), kind, keys)


def read_rights(people: Iterable[User]) -> None:
    """Read what each of many may do, at once; `rights` then asks nothing more."""
    active = [one for one in people if one.is_active and "rights" not in vars(one)]
    models.prefetch_related_objects(active, "grants")
    grants = {one.pk: one.grants.all() for one in active}
    kinds = {grant.scope_kind for held in grants.values() for grant in held}
    parents = (
        dict(Team.objects.values_list("slug", "parent__slug"))
        if ScopeKind.TEAM in kinds
        else {}
    )
    for one in active:
        vars(one)["rights"] = Rights(grant.held(parents) for grant in grants[one.pk])
