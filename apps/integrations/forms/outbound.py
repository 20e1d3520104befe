"""What may be typed of receivers of events, and asked of their log."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.core import outgoing
from apps.core.errors import DomainError
from apps.core.forms import MomentInput, limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.integrations.actions.names import check_name
from apps.integrations.models import Subscription
from apps.integrations.queries.outbound_kinds import choices, kinds
from apps.integrations.states.outbound import MessageState
from apps.vendors.models import Vendor

ANY = ("", "Any")


def checked_address(url: str) -> str:
    """The address, if the portal may go there now."""
    try:
        outgoing.check(url)
    except (outgoing.Refused, outgoing.Failed) as error:
        raise forms.ValidationError(str(error)) from error
    return url


class SubscriptionForm(forms.Form):
    """A receiver: where to, which events, about what."""

    name = forms.CharField(max_length=100, help_text="Such as the receiving system's.")
    url = forms.URLField(
        label="Address",
        max_length=1000,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Kept encrypted, and not shown again.",
    )
    kinds = forms.MultipleChoiceField(
        label="Events",
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of event."},
    )
    platforms = forms.ModelMultipleChoiceField(
        Platform.objects.none(),
        label="Only these platforms",
        required=False,
        help_text="None chosen, and no vendor: about everything.",
    )
    vendors = forms.ModelMultipleChoiceField(
        Vendor.objects.none(), label="Only these vendors", required=False
    )
    is_on = forms.BooleanField(label="Switched on", required=False, initial=True)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "platforms", Platform.objects.visible_to(user))
        limit(self, "vendors", Vendor.objects.visible_to(user))

    def clean_url(self) -> str:
        """Somewhere the portal may go."""
        return checked_address(self.cleaned_data["url"])

    def groups(self) -> Iterator[tuple[str, list[Any], int]]:
        """The kinds to tick, by app: its name, the boxes, how many are ticked."""
        boxes = self["kinds"].subwidgets
        for app, some in groupby(
            boxes, lambda one: str(one.data["value"]).split(".")[0]
        ):
            found = list(some)
            yield app, found, sum(bool(one.data["selected"]) for one in found)


class NewSubscriptionForm(SubscriptionForm):
    """A new one."""

    sent_key = sent_key()


class AmendSubscriptionForm(SubscriptionForm):
    """The same of one that exists; its address may stay."""

    version = version_field()

    def __init__(self, *args: Any, found: Subscription, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.fields["url"].required = False
        self.fields["url"].help_text = "Leave it empty to keep the one there is."

    @classmethod
    def of(cls, found: Subscription, user: User) -> "AmendSubscriptionForm":
        """The form as the receiver is now."""
        initial = {
            "name": found.name,
            "kinds": found.kinds,
            "platforms": found.platforms.all(),
            "vendors": found.vendors.all(),
            "is_on": found.is_on,
            "version": found.version,
        }
        return cls(found=found, user=user, initial=initial)

    def clean_url(self) -> str:
        """The new address, if the portal may go there; else the one there is."""
        typed = self.cleaned_data["url"]
        url: str = checked_address(typed) if typed else self.found.url
        return url

    def clean_name(self) -> str:
        """A name that no other has."""
        name: str = self.cleaned_data["name"]
        try:
            check_name(Subscription, name, self.found)
        except DomainError as taken:
            raise forms.ValidationError(str(taken)) from taken
        return name


class SinceForm(forms.Form):
    """From when on what did not arrive is sent again."""

    since = forms.DateTimeField(
        label="Since",
        widget=MomentInput(),
        help_text="What was given up since then, and what happened while it was off.",
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_since(self) -> datetime:
        """A time that has been."""
        since: datetime = self.cleaned_data["since"]
        if since > self.now:
            raise forms.ValidationError("Type a time that has been.")
        return since


class SubscriptionFilter(FilterForm):
    """By words, and whether it works."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    works = forms.ChoiceField(
        label="How it is",
        required=False,
        choices=[ANY, ("on", "Switched on"), ("failing", "Failing"), ("off", "Off")],
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The receivers that answer the question."""
        if words := self.cleaned_data["q"].strip():
            rows = rows.filter(name__icontains=words)
        works = self.cleaned_data["works"]
        if works == "failing":
            return rows.filter(is_on=True, failures__gt=0)
        return rows.filter(is_on=works == "on") if works else rows


class MessageFilter(FilterForm):
    """By kind, state and status, of one receiver."""

    state = forms.ChoiceField(choices=[ANY, *MessageState.choices], required=False)
    kind = forms.ChoiceField(
        label="Event",
        choices=lambda: [ANY, *((one, one) for one in kinds())],
        required=False,
    )
    status = forms.IntegerField(
        label="Last status", required=False, min_value=100, max_value=599
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The messages that answer the question."""
        asked = self.cleaned_data
        if asked["status"]:
            rows = rows.filter(last_status=asked["status"])
        named = {name: asked[name] for name in ("state", "kind") if asked[name]}
        return rows.filter(**named)


class AllMessagesFilter(MessageFilter):
    """The same of every receiver, and by receiver."""

    subscription = forms.ModelChoiceField(
        Subscription.objects.all(), label="Receiver", required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The messages that answer the question."""
        rows = super().apply(rows)
        receiver = self.cleaned_data["subscription"]
        return rows.filter(subscription=receiver) if receiver else rows
