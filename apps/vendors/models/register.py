"""Contracts and the managed services under them."""

from datetime import date

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.calendars.models import BusinessCalendar
from apps.catalog.models import Application, Platform
from apps.core.models import StoredFile, Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.vendors.models.vendors import Vendor, seen_vendors
from apps.vendors.rules.notice import last_notice_day
from apps.vendors.states import CONTRACT_MOVES, ContractState

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class ContractQuerySet(models.QuerySet["Contract"]):
    def visible_to(self, user: User) -> "ContractQuerySet":
        """Those of vendors one sees."""
        return self.filter(seen_vendors(user, "vendor"))

    def story_visible_to(self, user: User) -> "ContractQuerySet":
        """Whose history one sees: it tells of notes and money."""
        if not user.is_internal:
            return self.none()
        return self.filter(seen_vendors(user, "vendor", "vendors.view_money"))


@tracked()
class Contract(Versioned):
    """What was agreed with a vendor, for how long and for how much."""

    class Renewal(models.TextChoices):
        NONE = "none", "Ends"
        AUTOMATIC = "automatic", "Renews unless notice is given"
        AGREED = "agreed", "Renews by agreement"

    class Unit(models.TextChoices):
        DAYS = "days", "days"
        MONTHS = "months", "months"

    class Basis(models.TextChoices):
        CHARGE = "charge", "the monthly charge"
        AT_RISK = "at_risk", "the amount at risk"

    class Rounding(models.TextChoices):
        HALF_UP = "half_up", "Half a cent up"
        DOWN = "down", "Down"

    vendor = models.ForeignKey(
        Vendor, on_delete=models.PROTECT, related_name="contracts"
    )
    reference = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    state = models.CharField(
        max_length=12, choices=ContractState.choices, default=ContractState.DRAFT
    )
    starts_on = models.DateField()
    ends_on = models.DateField("last day", null=True, blank=True)
    notice = models.PositiveSmallIntegerField("notice period", default=3)
    notice_unit = models.CharField(
        max_length=6, choices=Unit.choices, default=Unit.MONTHS
    )
    notice_given_on = models.DateField(null=True, blank=True)
    renewal = models.CharField(
        max_length=9, choices=Renewal.choices, default=Renewal.AGREED
    )
    renewal_months = models.PositiveSmallIntegerField(default=12)
    value = models.DecimalField(
        "value a year", max_digits=14, decimal_places=2, default=0
    )
    currency = models.CharField(max_length=3, default="EUR")
    at_risk_percent = models.DecimalField(
        "at risk, % of the monthly charge",
        max_digits=5,
        decimal_places=2,
        default=10,
        validators=PERCENT,
    )
    credit_basis = models.CharField(
        "credits are a share of",
        max_length=7,
        choices=Basis.choices,
        default=Basis.CHARGE,
    )
    earn_back_months = models.PositiveSmallIntegerField(
        "earned back by green months", default=0
    )
    rounding = models.CharField(
        max_length=7, choices=Rounding.choices, default=Rounding.HALF_UP
    )
    claim_days = models.PositiveSmallIntegerField(
        "days to answer an exclusion", default=10
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contracts_owned",
    )
    notes = models.TextField("internal notes", blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="contract_starts_first",
            )
        ]
        indexes = [models.Index(fields=["ends_on"], name="contract_end")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("vendors:contract", args=[self.pk])

    @property
    def last_notice_day(self) -> date | None:
        """The last day to give notice; None without an end, or once it makes no odds."""
        if self.state not in {ContractState.DRAFT, ContractState.IN_FORCE}:
            return None
        return last_notice_day(self.ends_on, self.notice, self.notice_unit)

    def can_become(self, new: ContractState) -> bool:
        """Whether the table has this move."""
        return new in CONTRACT_MOVES[ContractState(self.state)]

    def become(self, new: ContractState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(CONTRACT_MOVES, ContractState(self.state), new)
        self.state = new


class OfContractQuerySet(models.QuerySet["ContractFile"]):
    def visible_to(self, user: User) -> "OfContractQuerySet":
        """Those of contracts one sees."""
        return self.filter(seen_vendors(user, "contract__vendor"))


@tracked()
class ContractFile(models.Model):
    """A document of a contract."""

    contract = models.ForeignKey(
        Contract, on_delete=models.CASCADE, related_name="files"
    )
    title = models.CharField(max_length=150)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfContractQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title


class ManagedServiceQuerySet(models.QuerySet["ManagedService"]):
    def visible_to(self, user: User) -> "ManagedServiceQuerySet":
        """Those of vendors one sees."""
        return self.filter(seen_vendors(user, "contract__vendor"))


# Tickets come by the million and name their service unchecked; this keeps it there.
KEPT_WITH_TICKETS = pgtrigger.Trigger(
    name="kept_with_tickets",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    func="""
        IF EXISTS (SELECT 1 FROM vendors_ticket WHERE service_id = OLD.id) THEN
            RAISE EXCEPTION 'A service that has tickets stays.';
        END IF;
        RETURN OLD;
    """,
)


@tracked()
class ManagedService(Versioned):
    """What a vendor runs or supports for the bank, measured by its service levels."""

    class Shift(models.TextChoices):
        BUSINESS = "business", "Business hours"
        EXTENDED = "extended", "Extended hours"
        FOLLOW_THE_SUN = "follow_the_sun", "Follow the sun"
        AROUND_THE_CLOCK = "around_the_clock", "Around the clock"

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    contract = models.ForeignKey(
        Contract, on_delete=models.PROTECT, related_name="services"
    )
    scope = models.TextField(blank=True)
    calendar = models.ForeignKey(
        BusinessCalendar, on_delete=models.PROTECT, related_name="managed_services"
    )
    shift_pattern = models.CharField(
        max_length=16, choices=Shift.choices, default=Shift.BUSINESS
    )
    headcount = models.DecimalField(
        "headcount (FTE)", max_digits=6, decimal_places=1, default=0
    )
    platforms = models.ManyToManyField(
        Platform, blank=True, related_name="managed_services"
    )
    applications = models.ManyToManyField(
        Application, blank=True, related_name="managed_services"
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="managed_services",
        verbose_name="team it serves",
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = ManagedServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        triggers = [KEPT_WITH_TICKETS]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("vendors:service", args=[self.slug])


@tracked()
class ServiceLocation(models.Model):
    """Where people of a service sit."""

    service = models.ForeignKey(
        ManagedService, on_delete=models.CASCADE, related_name="locations"
    )
    city = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    is_offshore = models.BooleanField("offshore", default=False)
    headcount = models.DecimalField(
        "headcount (FTE)", max_digits=6, decimal_places=1, default=0
    )

    class Meta:
        ordering = ["is_offshore", "city"]

    def __str__(self) -> str:
        return f"{self.city}, {self.country}"


@tracked()
class Charge(models.Model):
    """What a service costs a month, from a month on, in the contract's currency."""

    service = models.ForeignKey(
        ManagedService, on_delete=models.CASCADE, related_name="charges"
    )
    valid_from_on = models.DateField("in force from")
    amount = models.DecimalField("a month", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["valid_from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "valid_from_on"], name="charge_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} from {self.valid_from_on}"
