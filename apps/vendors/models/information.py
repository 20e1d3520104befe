"""What the register of information asks for beyond vendors, contracts and services.

Each row checks itself (`clean`); what rows owe each other stands in `rules/register`.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.vendors.models import options
from apps.vendors.models.register import Contract
from apps.vendors.models.vendors import Vendor
from apps.vendors.rules.lei import is_lei

COUNTRY = RegexValidator(r"^[A-Z]{2}$", "Write the country's two letters, such as DE.")
FUNCTION = RegexValidator(r"^F[1-9][0-9]{0,5}$", "Number functions F1, F2 and so on.")
CURRENCY = RegexValidator(r"^[A-Z]{3}$", "Write the currency's three letters: EUR.")


def check_lei(code: str) -> None:
    """Raise ValidationError unless it is an LEI."""
    if not is_lei(code):
        raise ValidationError(
            "This is no LEI: 20 letters and digits, the last two of which check it."
        )


class RegisterQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> "RegisterQuerySet":
        """For those who see money of every vendor; others do not know of the register."""
        is_known = user.is_internal and user.rights.may("vendors.view_money")
        return self.all() if is_known else self.none()


class RegisterRow(Versioned):
    """A row that people keep for the register."""

    objects = RegisterQuerySet.as_manager()

    class Meta:
        abstract = True


@tracked()
class FinancialEntity(RegisterRow):
    """A legal entity of the bank's group that is in the register."""

    lei = models.CharField("LEI", max_length=20, unique=True, validators=[check_lei])
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, validators=[COUNTRY])
    kind = models.CharField(max_length=14, choices=options.EntityKind.choices)
    place = models.CharField(
        "place in the group", max_length=14, choices=options.Place.choices
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="direct parent",
        help_text="Empty for the ultimate parent.",
    )
    is_maintainer = models.BooleanField("maintains the register", default=False)
    authority = models.CharField("competent authority", max_length=150, blank=True)
    currency = models.CharField(max_length=3, default="EUR", validators=[CURRENCY])
    total_assets = models.DecimalField(
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    updated_on = models.DateField("last updated on")
    since_on = models.DateField("in the register since")
    deleted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_maintainer"],
                condition=Q(is_maintainer=True),
                name="one_entity_maintains",
                violation_error_message="Another entity maintains the register already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.lei})"

    def clean(self) -> None:
        """The ultimate parent has none above it; it ends after it began."""
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": "An entity is not its own parent."})
        if self.deleted_on and self.since_on and self.deleted_on < self.since_on:
            raise ValidationError({"deleted_on": "It is deleted before it came in."})
        if self.is_maintainer and not self.authority:
            raise ValidationError(
                {"authority": "Name the authority that it reports to."}
            )


@tracked()
class Branch(RegisterRow):
    """A branch of an entity of the group."""

    code = models.CharField(max_length=40, unique=True)
    entity = models.ForeignKey(
        FinancialEntity,
        on_delete=models.PROTECT,
        related_name="branches",
        verbose_name="head office",
    )
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, validators=[COUNTRY])

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


@tracked()
class BusinessFunction(RegisterRow):
    """A function of the bank that ICT services support."""

    number = models.CharField(max_length=8, validators=[FUNCTION])
    entity = models.ForeignKey(
        FinancialEntity, on_delete=models.PROTECT, related_name="functions"
    )
    name = models.CharField(max_length=200)
    activity = models.CharField(
        "licensed activity", max_length=14, choices=options.Activity.choices
    )
    critical = models.CharField(
        "critical or important",
        max_length=14,
        choices=options.Assessed.choices,
        default=options.Assessed.NOT_DONE,
    )
    reasons = models.CharField(max_length=300, blank=True)
    assessed_on = models.DateField("last assessed on", null=True, blank=True)
    rto_hours = models.PositiveIntegerField("recovery time (h)", null=True, blank=True)
    rpo_hours = models.PositiveIntegerField("recovery point (h)", null=True, blank=True)
    impact = models.CharField(
        "impact of discontinuing",
        max_length=14,
        choices=options.Impact.choices,
        default=options.Impact.NOT_DONE,
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "entity"],
                name="function_once_an_entity",
                violation_error_message="This entity has a function of this number.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def clean(self) -> None:
        """An assessment has its day."""
        if self.critical != options.Assessed.NOT_DONE and not self.assessed_on:
            raise ValidationError({"assessed_on": "Say when it was assessed."})


@tracked()
class ProviderDetails(RegisterRow):
    """What the register asks of a provider beyond what vendors have."""

    vendor = models.OneToOneField(
        Vendor, on_delete=models.CASCADE, related_name="register_details"
    )
    latin_name = models.CharField("name in Latin letters", max_length=200, blank=True)
    extra_code = models.CharField("additional code", max_length=40, blank=True)
    extra_code_kind = models.CharField(
        "kind of the additional code",
        max_length=10,
        choices=Vendor.CodeKind.choices,
        blank=True,
    )

    class Meta:
        ordering = ["vendor__name"]

    def __str__(self) -> str:
        return str(self.vendor)

    def clean(self) -> None:
        """A code has its kind, and an LEI is one."""
        if bool(self.extra_code) != bool(self.extra_code_kind):
            raise ValidationError(
                {"extra_code_kind": "Give both the code and its kind."}
            )
        if self.extra_code_kind == Vendor.CodeKind.LEI and not is_lei(self.extra_code):
            raise ValidationError({"extra_code": "This is no LEI."})


@tracked()
class OptionDefinition(RegisterRow):
    """What the bank itself understands by an option of the closed lists."""

    column = models.CharField("option", max_length=5, unique=True)
    words = models.CharField("what it means here", max_length=300)

    class Meta:
        ordering = ["column"]

    def __str__(self) -> str:
        return self.column


@tracked()
class Arrangement(RegisterRow):
    """A contract as the register has it: its kind, its cost, who signed it."""

    contract = models.OneToOneField(
        Contract, on_delete=models.CASCADE, related_name="arrangement"
    )
    kind = models.CharField(
        max_length=14,
        choices=options.ArrangementKind.choices,
        default=options.ArrangementKind.STANDALONE,
    )
    overarching = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subsequent",
        verbose_name="overarching contract",
    )
    annual_cost = models.DecimalField(
        "cost a year",
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(0)],
    )
    signed_by = models.ForeignKey(
        FinancialEntity, on_delete=models.PROTECT, related_name="+"
    )
    provided_by = models.ForeignKey(
        FinancialEntity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="provider within the group",
        help_text="Only where an entity of the group provides the service.",
    )
    linked = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="linked contract",
        help_text="Within the group: the contract with the provider outside it.",
    )

    class Meta:
        ordering = ["contract__reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(overarching=None) | ~Q(overarching=F("pk")),
                name="arrangement_not_over_itself",
            )
        ]

    def __str__(self) -> str:
        return self.contract.reference

    def clean(self) -> None:
        """A subsequent contract names the one above it; others have none."""
        is_subsequent = self.kind == options.ArrangementKind.SUBSEQUENT
        if is_subsequent and not self.overarching_id:
            raise ValidationError({"overarching": "Name the overarching contract."})
        if self.overarching_id and not is_subsequent:
            raise ValidationError(
                {"overarching": "Only a subsequent contract has one above it."}
            )
        if self.pk and self.pk in {self.overarching_id, self.linked_id}:
            raise ValidationError(
                "A contract is not above itself, nor linked to itself."
            )
