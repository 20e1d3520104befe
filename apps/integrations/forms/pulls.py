"""What may be typed of pulls, and asked of their runs."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.core.forms import limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.integrations.actions.names import check_name
from apps.integrations.forms.outbound import checked_address
from apps.integrations.models import Pull
from apps.integrations.queries.pulls import mapping_names
from apps.integrations.rules.pulls_checks import faults
from apps.integrations.states.pulls import PullKind, RunState
from apps.vendors.models import ManagedService

ANY = ("", "Any")
DAY = 24 * 60


class PullForm(forms.Form):
    """From where, as whom, what, into which service, how often."""

    name = forms.CharField(max_length=100, help_text="Such as “Network incidents”.")
    kind = forms.ChoiceField(label="From", choices=PullKind.choices)
    url = forms.URLField(
        label="Address",
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Of the system, without a path: https://bank.service-now.com",
    )
    username = forms.CharField(
        label="User",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Leave it empty for a bearer token.",
    )
    secret = forms.CharField(
        label="Password or token",
        max_length=2000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Of an account that may only read. Kept encrypted, and not shown again.",
    )
    table = forms.CharField(
        required=False,
        max_length=80,
        initial="incident",
        help_text="ServiceNow only: such as incident, or sc_req_item.",
    )
    query = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Which rows: an encoded query of ServiceNow, or JQL without ORDER BY.",
    )
    zone = forms.CharField(
        label="Time zone of the account",
        max_length=60,
        initial="UTC",
        help_text="As in its profile there: times in a query are read in it.",
    )
    service = forms.ModelChoiceField(
        ManagedService.objects.none(), label="Into the managed service"
    )
    mapping_name = forms.ChoiceField(label="Read by the mapping", choices=mapping_names)
    every_minutes = forms.IntegerField(
        label="Every so many minutes", min_value=1, max_value=7 * DAY, initial=15
    )
    per_minute = forms.IntegerField(
        label="Requests a minute, at most", min_value=1, max_value=600, initial=30
    )
    is_on = forms.BooleanField(label="Switched on", required=False, initial=True)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ManagedService.objects.visible_to(user)
        limit(self, "service", rows.select_related("contract__vendor"))

    def clean_url(self) -> str:
        """Somewhere the portal may go, by its host alone."""
        url: str = self.cleaned_data["url"].rstrip("/")
        parts = urlsplit(url)
        if parts.query or parts.fragment:
            raise forms.ValidationError("Type the address without ? and #.")
        return checked_address(url)

    def clean(self) -> dict[str, Any]:
        """A question that the system takes."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind", "")
        if kind != PullKind.SERVICENOW:
            cleaned["table"] = ""
        asked = [cleaned.get(name, "") for name in ("table", "query", "zone")]
        for name, words in faults(kind, *asked).items():
            if name not in self.errors:
                self.add_error(name, words)
        return cleaned


class NewPullForm(PullForm):
    """A new one."""

    sent_key = sent_key()


class AmendPullForm(PullForm):
    """The same of one that exists; its secret may stay."""

    version = version_field()

    def __init__(self, *args: Any, found: Pull, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.fields["secret"].required = False
        self.fields["secret"].help_text = "Leave it empty to keep the one there is."

    @classmethod
    def of(cls, found: Pull, user: User) -> "AmendPullForm":
        """The form as the pull is now."""
        names = [one for one in cls.base_fields if one not in {"secret", "version"}]
        initial = {name: getattr(found, name) for name in names}
        return cls(found=found, user=user, initial=initial | {"version": found.version})

    def clean_secret(self) -> str:
        """The new one, or the one there is."""
        secret: str = self.cleaned_data["secret"]
        return secret or self.found.secret

    def clean_name(self) -> str:
        """A name that no other has."""
        name: str = self.cleaned_data["name"]
        try:
            check_name(Pull, name, self.found)
        except DomainError as taken:
            raise forms.ValidationError(str(taken)) from taken
        return name

    def clean(self) -> dict[str, Any]:
        """A secret is not sent to another address than the one it was typed for."""
        cleaned = super().clean()
        is_moved = cleaned.get("url", self.found.url) != self.found.url
        if is_moved and not self.data.get("secret"):
            self.add_error("secret", "Type it again: the address is another one.")
        return cleaned


class PullFilter(FilterForm):
    """By words, kind and whether it is on."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label="From", choices=[ANY, *PullKind.choices], required=False
    )
    state = forms.ChoiceField(
        label="Last run", choices=[ANY, *RunState.choices], required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The pulls that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            named = Q(name__icontains=words) | Q(service__name__icontains=words)
            rows = rows.filter(named)
        if asked["kind"]:
            rows = rows.filter(kind=asked["kind"])
        return rows.filter(last_state=asked["state"]) if asked["state"] else rows


class RunFilter(FilterForm):
    """By state, and those with rows that were refused."""

    state = forms.ChoiceField(choices=[ANY, *RunState.choices], required=False)
    refused = forms.BooleanField(label="With refused rows", required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The runs that answer the question."""
        if self.cleaned_data["refused"]:
            rows = rows.filter(rejected__gt=0)
        state = self.cleaned_data["state"]
        return rows.filter(state=state) if state else rows


class RejectedFilter(FilterForm):
    """By number, key or reason."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that answer the question."""
        words = self.cleaned_data["q"].strip()
        if not words:
            return rows
        return rows.filter(
            Q(number__icontains=words)
            | Q(key__icontains=words)
            | Q(why__icontains=words)
        )


class AllRunsFilter(RunFilter):
    """The same of every pull, and by pull."""

    pull = forms.ModelChoiceField(Pull.objects.all(), required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The runs that answer the question."""
        rows = super().apply(rows)
        pull = self.cleaned_data["pull"]
        return rows.filter(pull=pull) if pull else rows


class AllRejectedFilter(RejectedFilter):
    """The same of every run, and by run."""

    run = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that answer the question."""
        rows = super().apply(rows)
        run = self.cleaned_data["run"]
        return rows.filter(run=run) if run else rows
