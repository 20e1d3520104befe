"""What may be typed of connectors."""

import uuid
from typing import Any

from django import forms

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.core import outgoing
from apps.core.errors import DomainError
from apps.facts.access import EDIT
from apps.facts.actions.connecting import check_name, check_secret
from apps.facts.models import Connector
from apps.facts.rules.asking import HOLDERS
from apps.facts.states import ConnectorKind

K = ConnectorKind
ADDRESS = "Such as https://{}. Kept encrypted."
ADDRESSES = {
    K.HTTP: "Such as https://{application}.apps.bank.example: {application}, {platform} "
    "and {environment} stand for their names.",
    K.PROMETHEUS: ADDRESS.format("prometheus.bank.example"),
    K.ALERTMANAGER: ADDRESS.format("alertmanager.bank.example"),
    K.GRAFANA: ADDRESS.format("grafana.bank.example"),
    K.SPLUNK: ADDRESS.format("splunk.bank.example:8089") + " The management port.",
    K.KUBERNETES: ADDRESS.format("api.cluster.bank.example:6443"),
    K.ECS: "Empty for AWS's own of the region; else that of a VPC endpoint.",
}
HIDDEN = "Kept encrypted, never shown again."
KEPT = " Empty: the one there is stays."
NAMED = "Such as {} East."


class ConnectorForm(forms.Form):
    """What every kind of connector has; some fields only some kinds."""

    name = forms.CharField(max_length=80)
    url = forms.CharField(
        label="Address",
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    region = forms.RegexField(
        r"^[a-z]{2}(-[a-z]+)+-\d$",
        label="AWS region",
        help_text="Such as eu-central-1.",
    )
    user = forms.CharField(
        max_length=120,
        required=False,
        help_text="Empty where the secret is a token.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    secret = forms.CharField(
        max_length=4000,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=f"A bearer token, or the password of the user. {HIDDEN}",
    )
    session_token = forms.CharField(
        max_length=4000,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=f"Of temporary credentials only, as AWS STS gives them. {HIDDEN}",
    )
    environment = forms.SlugField(
        max_length=30,
        initial="production",
        help_text="It is asked about applications that run on the platform in it.",
    )
    is_on = forms.BooleanField(label="Switched on", required=False, initial=True)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        named = ConnectorKind(kind).label.removesuffix(" or Kubernetes")
        self.fields["name"].help_text = NAMED.format(named)
        self.fields["url"].help_text = ADDRESSES[ConnectorKind(kind)]
        if kind == K.ECS:
            self.fields["url"].required = False
            self.fields["user"].label = "Access key ID"
            self.fields["user"].help_text = "Of a user that may ecs:DescribeServices."
            self.fields["user"].required = True
            self.fields["secret"].label = "Secret access key"
            self.fields["secret"].help_text = HIDDEN
        else:
            del self.fields["region"], self.fields["session_token"]

    def clean_url(self) -> str:
        """Somewhere the portal may go; one with placeholders is looked at when asked."""
        url: str = self.cleaned_data["url"].strip()
        if not url or (self.kind == K.HTTP and HOLDERS.search(url)):
            return url
        try:
            outgoing.check(url)
        except (outgoing.Refused, outgoing.Failed) as error:
            raise forms.ValidationError(str(error)) from error
        return url

    def clean(self) -> dict[str, Any]:
        """What the kind needs besides goes together; a token comes with its secret."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("session_token") and not cleaned.get("secret"):
            self.add_error("secret", "Type the secret access key of this token.")
        names = ("user", "region")
        cleaned["settings"] = {name: cleaned.pop(name, "") for name in names}
        return cleaned


class NewConnectorForm(ConnectorForm):
    """A connector of a platform that one manages."""

    platform = forms.ModelChoiceField(Platform.objects.none(), to_field_name="slug")
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ["platform"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secret"].required = self.kind == K.ECS
        field = self.fields["platform"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = platforms_of(user)


class AmendConnectorForm(ConnectorForm):
    """Changing a connector, over the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, found: Connector, **kwargs: Any) -> None:
        super().__init__(*args, kind=found.kind, **kwargs)
        self.found = found
        field = self.fields["secret"]
        field.help_text = f"{field.help_text}{KEPT}"

    def clean_name(self) -> str:
        """A name that no other of the platform has."""
        name: str = self.cleaned_data["name"]
        try:
            check_name(self.found.platform, name, self.found)
        except DomainError as taken:
            raise forms.ValidationError(str(taken)) from taken
        return name

    def clean(self) -> dict[str, Any]:
        """Another address comes with its secret."""
        cleaned = super().clean()
        try:
            url = cleaned.get("url", self.found.url)
            check_secret(self.found, url, cleaned.get("secret", ""))
        except DomainError as refusal:
            self.add_error("secret", str(refusal))
        return cleaned

    @classmethod
    def of(cls, found: Connector) -> "AmendConnectorForm":
        """The form as the connector is now; a secret is not shown."""
        initial = {
            name: getattr(found, name)
            for name in ("name", "url", "environment", "is_on", "version")
        }
        return cls(found=found, initial={**initial, **found.settings})


def platforms_of(user: User) -> Any:
    """The platforms for which one may say what is asked."""
    where, rows = user.rights.scopes(EDIT), Platform.objects.visible_to(user)
    return rows if where.everything else rows.filter(slug__in=where.platforms)
