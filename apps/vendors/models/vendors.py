"""Vendors: who they are, whom one calls, how risky they are, what they rely on."""

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse

from apps.accounts.models import Organisation, Team, User
from apps.core.models import StoredFile, Versioned
from apps.history.models import tracked


def seen_vendors(
    user: User, path: str = "", permission: str = "vendors.view"
) -> models.Q:
    """The condition under which rows belong to vendors that somebody may see.

    `path` leads from the row to its vendor, such as `contract__vendor`. People inside
    see every vendor, or those they hold a role on with the permission; a vendor's
    representative sees only their own organisation. A role on a team, platform or
    category lets see all vendors, but nothing that takes more than `vendors.view`.
    """
    to = f"{path}__" if path else ""
    if not user.is_internal:
        if not user.rights.scopes("vendors.represent"):
            return models.Q(pk__in=[])
        return models.Q(**{f"{to}organisation_id": user.organisation_id})
    where = user.rights.scopes(permission)
    elsewhere = where.teams or where.platforms or where.categories
    if where.everything or (elsewhere and permission == "vendors.view"):
        return models.Q()
    return models.Q(**{f"{to}slug__in": sorted(where.vendors)})


class VendorQuerySet(models.QuerySet["Vendor"]):
    def visible_to(self, user: User) -> "VendorQuerySet":
        """As `seen_vendors` has it."""
        return self.filter(seen_vendors(user))

    def story_visible_to(self, user: User) -> "VendorQuerySet":
        """Whose history one sees: it tells of notes and risks, so only inside."""
        return self.visible_to(user) if user.is_internal else self.none()


@tracked()
class Vendor(Versioned):
    """A company that works for the bank, directly or below another vendor."""

    class Tier(models.IntegerChoices):
        STRATEGIC = 1, "1, strategic"
        IMPORTANT = 2, "2, important"
        STANDARD = 3, "3, standard"

    class CodeKind(models.TextChoices):
        LEI = "lei", "LEI"
        EUID = "euid", "EUID"
        VAT = "vat", "VAT number"
        NATIONAL = "national", "National register number"

    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vendor",
        help_text="Whose people log in for this vendor.",
    )
    tier = models.PositiveSmallIntegerField(choices=Tier.choices, default=Tier.STANDARD)
    legal_name = models.CharField(max_length=200, blank=True)
    code = models.CharField("identification code", max_length=40, blank=True)
    code_kind = models.CharField(
        "kind of code", max_length=10, choices=CodeKind.choices, blank=True
    )
    country = models.CharField("country of head office", max_length=2, blank=True)
    is_person = models.BooleanField("natural person", default=False)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subsidiaries",
        verbose_name="ultimate parent",
    )
    website = models.URLField(blank=True)
    manager = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vendors_managed",
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vendors_owned",
        verbose_name="owning team",
    )
    notes = models.TextField("internal notes", blank=True)

    objects = VendorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("vendors:vendor", args=[self.slug])


class OfVendorQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> "OfVendorQuerySet":
        """Those of vendors one sees."""
        return self.filter(seen_vendors(user, "vendor"))


class InternalQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> "InternalQuerySet":
        """What the bank keeps to itself, of vendors one sees."""
        if not user.is_internal:
            return self.none()
        return self.filter(seen_vendors(user, "vendor"))


@tracked()
class Contact(Versioned):
    """Somebody at the vendor whom one calls; step 1 first, then upwards."""

    vendor = models.ForeignKey(
        Vendor, on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=100, blank=True)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    step = models.PositiveSmallIntegerField("escalation step", default=1)

    objects = OfVendorQuerySet.as_manager()

    class Meta:
        ordering = ["step", "name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class RiskRating(models.Model):
    """How risky the bank finds a vendor, and why; the newest counts."""

    class Level(models.IntegerChoices):
        LOW = 1, "Low"
        MEDIUM = 2, "Medium"
        HIGH = 3, "High"
        CRITICAL = 4, "Critical"

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="ratings")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    reasons = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()

    objects = InternalQuerySet.as_manager()

    class Meta:
        ordering = ["-rated_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.vendor}: {self.get_level_display()}"


@tracked()
class Certificate(Versioned):
    """What a vendor shows about itself, such as ISO/IEC 27001, and until when."""

    vendor = models.ForeignKey(
        Vendor, on_delete=models.CASCADE, related_name="certificates"
    )
    kind = models.CharField(max_length=100)
    number = models.CharField(max_length=100, blank=True)
    issuer = models.CharField(max_length=150, blank=True)
    valid_from_on = models.DateField("valid from", null=True, blank=True)
    expires_on = models.DateField()
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfVendorQuerySet.as_manager()

    class Meta:
        ordering = ["expires_on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.vendor}"

    def get_absolute_url(self) -> str:
        return self.vendor.get_absolute_url()

    def is_expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires_on < today


@tracked()
class SupplyLink(models.Model):
    """A vendor that works for another one under a contract: a branch of the tree.

    A link without `above` supplies the contract's own vendor. Ranks as the register of
    information has them: the contract's vendor is 1, its suppliers are 2, and so on.
    """

    contract = models.ForeignKey(
        "vendors.Contract", on_delete=models.CASCADE, related_name="supply_links"
    )
    vendor = models.ForeignKey(
        Vendor, on_delete=models.PROTECT, related_name="supplies"
    )
    above = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="below"
    )
    does = models.CharField("what it does", max_length=200, blank=True)
    service_type = models.CharField("ICT service type", max_length=3, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(above=models.F("pk")), name="link_not_above_itself"
            )
        ]

    def __str__(self) -> str:
        return f"{self.vendor} under {self.contract}"
