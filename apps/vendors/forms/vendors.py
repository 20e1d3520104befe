"""What may be typed of vendors, their contacts, certificates and risks."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import URLValidator

from apps.accounts.models import Organisation, Team, User
from apps.core.forms import DayInput
from apps.core.uploads import CheckedFile
from apps.vendors.forms.fields import (
    CountryField,
    SlugField,
    limit,
    sent_key,
    short_name,
    version_field,
)
from apps.vendors.models import Certificate, Contact, RiskRating, Vendor
from apps.vendors.rules.lei import code_fault

if TYPE_CHECKING:
    VendorModelForm = forms.ModelForm[Vendor]
    ContactModelForm = forms.ModelForm[Contact]
    CertificateModelForm = forms.ModelForm[Certificate]
    RatingModelForm = forms.ModelForm[RiskRating]
else:
    VendorModelForm = ContactModelForm = forms.ModelForm
    CertificateModelForm = RatingModelForm = forms.ModelForm


class VendorFields(VendorModelForm):
    """What the register says of a vendor."""

    country = CountryField(label="Country of head office")
    website = forms.URLField(
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )

    class Meta:
        model = Vendor
        fields = [
            "name",
            "tier",
            "manager",
            "team",
            "organisation",
            "legal_name",
            "code",
            "code_kind",
            "country",
            "parent",
            "website",
            "notes",
        ]
        widgets = {
            "notes": forms.Textarea({"rows": 4}),
            "tier": forms.Select(choices=Vendor.Tier.choices),
        }
        help_texts = {
            "manager": "Who answers for it at the bank.",
            "parent": "The company at the top of its group, if it is in the register.",
            "notes": "Only people of the bank see them.",
            "legal_name": "As in the commercial register.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = User.objects.filter(
            is_active=True, organisation__kind=Organisation.Kind.INTERNAL
        )
        limit(self, "manager", inside.visible_to(user))
        limit(self, "team", Team.objects.visible_to(user))
        outside = Organisation.objects.filter(kind=Organisation.Kind.VENDOR)
        free = outside.filter(vendor=None) | outside.filter(vendor=self.instance.pk)
        limit(self, "organisation", free)
        others = Vendor.objects.visible_to(user).exclude(pk=self.instance.pk)
        limit(self, "parent", others)

    def clean(self) -> dict[str, Any]:
        """What is called an LEI is one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if fault := code_fault(cleaned.get("code"), cleaned.get("code_kind")):
            self.add_error("code", fault)
        return cleaned


class AmendVendorForm(VendorFields):
    """Changing a vendor, over the version that was read."""

    version = version_field()


class RegisterVendorForm(VendorFields):
    """A new vendor."""

    slug = SlugField()
    sent_key = sent_key()
    field_order = ["name", "slug"]

    def clean_slug(self) -> str:
        """A short name that no other vendor has."""
        name = self.cleaned_data.get("name", "vendor")
        return short_name(name, self.cleaned_data["slug"], Vendor.objects.all())


class ContactFields(ContactModelForm):
    """Whom one calls."""

    class Meta:
        model = Contact
        fields = ["name", "role", "email", "phone", "step"]
        help_texts = {"step": "1 is called first, 2 when 1 doesn't help, and so on."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "contact_%s")
        super().__init__(*args, **kwargs)
        step = self.fields["step"]
        assert isinstance(step, forms.IntegerField)
        step.widget.attrs["min"] = 1


class ContactForm(ContactFields):
    """A new contact."""

    sent_key = sent_key()


class AmendContactForm(ContactFields):
    """Changing a contact, over the version that was read."""

    version = version_field()


class CertificateFields(CertificateModelForm):
    """A certificate and the paper itself."""

    file = CheckedFile(required=False, help_text="PDF or a picture.")

    class Meta:
        model = Certificate
        fields = ["kind", "number", "issuer", "valid_from_on", "expires_on"]
        widgets = {"valid_from_on": DayInput(), "expires_on": DayInput()}
        labels = {"kind": "What it is", "expires_on": "Expires"}
        help_texts = {"kind": "Such as ISO/IEC 27001 or SOC 2 type II."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "certificate_%s")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("valid_from_on"), cleaned.get("expires_on")
        if starts and ends and ends < starts:
            self.add_error("expires_on", "It expires before it begins.")
        return cleaned


class CertificateForm(CertificateFields):
    """A new certificate."""

    sent_key = sent_key()


class AmendCertificateForm(CertificateFields):
    """Changing a certificate, over the version that was read."""

    version = version_field()


class RatingForm(RatingModelForm):
    """How risky a vendor is, and why."""

    sent_key = sent_key()

    class Meta:
        model = RiskRating
        fields = ["level", "reasons"]
        labels = {"level": "Risk"}
        widgets = {"reasons": forms.Textarea({"rows": 4})}
        help_texts = {"reasons": "What you looked at and what you found."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "rating_%s")
        super().__init__(*args, **kwargs)
