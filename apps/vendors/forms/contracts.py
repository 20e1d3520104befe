"""What may be typed of contracts."""

from typing import TYPE_CHECKING, Any

from django import forms

from apps.accounts.models import Organisation, User
from apps.core.forms import DayInput
from apps.core.uploads import CheckedFile
from apps.vendors.forms.fields import limit, sent_key, version_field
from apps.vendors.models import Contract, SupplyLink, Vendor

if TYPE_CHECKING:
    ContractModelForm = forms.ModelForm[Contract]
    LinkChoiceField = forms.ModelChoiceField[SupplyLink]
else:
    ContractModelForm = forms.ModelForm
    LinkChoiceField = forms.ModelChoiceField


class ContractFields(ContractModelForm):
    """What was agreed."""

    currency = forms.RegexField(
        r"^[A-Z]{3}$", initial="EUR", help_text="Three letters, such as EUR."
    )

    class Meta:
        model = Contract
        fields = [
            "title",
            "starts_on",
            "ends_on",
            "notice",
            "notice_unit",
            "renewal",
            "renewal_months",
            "value",
            "currency",
            "at_risk_percent",
            "credit_basis",
            "rounding",
            "earn_back_months",
            "claim_days",
            "owner",
            "notes",
        ]
        labels = {
            "starts_on": "Starts",
            "notice_unit": "The notice period counts",
            "renewal_months": "Renews by months",
        }
        widgets = {
            "starts_on": DayInput(),
            "ends_on": DayInput(),
            "notes": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "ends_on": "Empty where it runs until notice is given.",
            "at_risk_percent": "The most that service credits can take in a month.",
            "earn_back_months": "So many green months in a row undo a credit; 0: none do.",
            "claim_days": "Days after which an unanswered exclusion lapses.",
            "notes": "Only people of the bank see them.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = User.objects.filter(
            is_active=True, organisation__kind=Organisation.Kind.INTERNAL
        )
        limit(self, "owner", inside.visible_to(user))

    def clean(self) -> dict[str, Any]:
        """It ends no earlier than it starts, and costs no less than nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "It ends before it starts.")
        if (cleaned.get("value") or 0) < 0:
            self.add_error("value", "Type 0 or more.")
        return cleaned


class AmendContractForm(ContractFields):
    """Changing a contract, over the version that was read."""

    version = version_field()


class RegisterContractForm(ContractFields):
    """A new contract."""

    reference = forms.CharField(
        max_length=60, help_text="Its number in your files, for good."
    )
    sent_key = sent_key()
    field_order = ["reference"]

    def clean_reference(self) -> str:
        """A reference that no other contract has."""
        reference: str = self.cleaned_data["reference"]
        if Contract.objects.filter(reference=reference).exists():
            raise forms.ValidationError("There is a contract with this reference.")
        return reference


class DayForm(forms.Form):
    """On which day notice was given, or the contract ended."""

    on = forms.DateField(label="On", widget=DayInput())


class ContractFileForm(forms.Form):
    """A document of a contract."""

    title = forms.CharField(
        max_length=150, required=False, help_text="Its file name, if empty."
    )
    file = CheckedFile()
    sent_key = sent_key()


class BranchField(LinkChoiceField):
    """A place in the tree of suppliers, by who works there."""

    def label_from_instance(self, obj: Any) -> str:
        """Its vendor's name."""
        return str(obj.vendor.name)


class SupplierForm(forms.Form):
    """A vendor that works below the contract's own."""

    vendor = forms.ModelChoiceField(
        Vendor.objects.none(),
        help_text="Not in the list? Enter it in the register first.",
    )
    above = BranchField(
        SupplyLink.objects.none(),
        label="Works for",
        required=False,
    )
    does = forms.CharField(label="What it does", max_length=200, required=False)

    def __init__(
        self, *args: Any, user: User, contract: Contract, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = Vendor.objects.visible_to(user).exclude(pk=contract.vendor_id)
        limit(self, "vendor", others)
        limit(self, "above", contract.supply_links.select_related("vendor"))
        above = self.fields["above"]
        assert isinstance(above, BranchField)
        above.empty_label = contract.vendor.name
