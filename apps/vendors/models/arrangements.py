"""Contracts in the register, service by service: who uses them, for what, how safely."""

from django.core.exceptions import ValidationError
from django.db import models

from apps.history.models import tracked
from apps.vendors.models import options
from apps.vendors.models.information import (
    COUNTRY,
    Arrangement,
    Branch,
    BusinessFunction,
    FinancialEntity,
    RegisterRow,
)
from apps.vendors.models.vendors import Vendor


@tracked()
class ArrangementUser(RegisterRow):
    """An entity, or one of its branches, that uses the services of a contract."""

    arrangement = models.ForeignKey(
        Arrangement,
        on_delete=models.CASCADE,
        related_name="users",
        verbose_name="contract",
    )
    entity = models.ForeignKey(
        FinancialEntity, on_delete=models.PROTECT, related_name="+"
    )
    branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["arrangement__contract__reference", "entity__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "entity", "branch"],
                nulls_distinct=False,
                name="user_once_a_contract",
                violation_error_message="This user of the contract is there already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.branch or self.entity} uses {self.arrangement}"

    def clean(self) -> None:
        """A branch is one of the entity's."""
        if self.branch and self.branch.entity_id != self.entity_id:
            raise ValidationError({"branch": "This is no branch of the entity."})


@tracked()
class SuppliedService(RegisterRow):
    """An ICT service of a contract for a function of an entity."""

    arrangement = models.ForeignKey(
        Arrangement,
        on_delete=models.CASCADE,
        related_name="services",
        verbose_name="contract",
    )
    function = models.ForeignKey(
        BusinessFunction, on_delete=models.PROTECT, related_name="services"
    )
    service_type = models.CharField(
        "ICT service type", max_length=3, choices=options.ServiceType.choices
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="Empty: no end.")
    ending = models.CharField(
        "reason of ending", max_length=14, choices=options.Ending.choices, blank=True
    )
    notice_days = models.PositiveIntegerField(
        "notice by the bank (days)", null=True, blank=True
    )
    provider_notice_days = models.PositiveIntegerField(
        "notice by the provider (days)", null=True, blank=True
    )
    law = models.CharField(
        "governing law of", max_length=2, blank=True, validators=[COUNTRY]
    )
    provided_from = models.CharField(max_length=2, blank=True, validators=[COUNTRY])
    stores_data = models.CharField(
        "data stored", max_length=14, choices=options.YesNo.choices
    )
    stored_in = models.CharField(
        "data at rest in", max_length=2, blank=True, validators=[COUNTRY]
    )
    processed_in = models.CharField(
        "data processed in", max_length=2, blank=True, validators=[COUNTRY]
    )
    sensitiveness = models.CharField(
        max_length=14, choices=options.Sensitiveness.choices, blank=True
    )
    reliance = models.CharField(
        max_length=14, choices=options.Reliance.choices, blank=True
    )

    class Meta:
        ordering = ["arrangement__contract__reference", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("arrangement", "function", "service_type", "provided_from"),
                    *("stored_in", "processed_in"),
                ],
                name="supplied_once",
                violation_error_message="This service of the contract is there already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_type} of {self.arrangement} for {self.function}"

    def clean(self) -> None:
        """It ends after it starts; data that are stored are stored somewhere."""
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "It ends before it starts."})
        stores = self.stores_data == options.YesNo.YES
        if stores and not self.stored_in:
            raise ValidationError({"stored_in": "Say in which country."})
        if stores and not self.sensitiveness:
            raise ValidationError({"sensitiveness": "Say how sensitive the data are."})


@tracked()
class ServiceAssessment(RegisterRow):
    """How the bank would do without an ICT service of a contract."""

    arrangement = models.ForeignKey(
        Arrangement,
        on_delete=models.CASCADE,
        related_name="assessments",
        verbose_name="contract",
    )
    vendor = models.ForeignKey(
        Vendor,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="provider",
    )
    service_type = models.CharField(
        "ICT service type", max_length=3, choices=options.ServiceType.choices
    )
    substitutability = models.CharField(
        max_length=14, choices=options.Substitutability.choices
    )
    reason = models.CharField(
        "reason if hard to substitute",
        max_length=14,
        choices=options.HardReason.choices,
        blank=True,
    )
    audited_on = models.DateField("last audit on", null=True, blank=True)
    exit_plan = models.CharField(max_length=14, choices=options.YesNo.choices)
    reintegration = models.CharField(
        max_length=14, choices=options.Reintegration.choices
    )
    impact = models.CharField(
        "impact of discontinuing", max_length=14, choices=options.Impact.choices
    )
    alternatives = models.CharField(max_length=14, choices=options.Assessed.choices)
    which = models.CharField("which alternatives", max_length=300, blank=True)

    class Meta:
        ordering = ["arrangement__contract__reference", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "vendor", "service_type"],
                name="ict_service_assessed_once",
                violation_error_message="This service is assessed already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_type} of {self.vendor} under {self.arrangement}"

    def clean(self) -> None:
        """What is hard to substitute has a reason."""
        hard = {options.Substitutability.NOT, options.Substitutability.HIGHLY_COMPLEX}
        if self.substitutability in hard and not self.reason:
            raise ValidationError({"reason": "Say why it is hard to substitute."})
