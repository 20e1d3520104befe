"""Campaigns: the list, one of them with its burn-down, writing and running it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.onboarding import actions
from apps.onboarding.access import can_run_campaigns
from apps.onboarding.forms.campaigns import (
    AmendCampaignForm,
    AmendRunningForm,
    CampaignFilter,
    ExcludeForm,
    NewCampaignForm,
    TargetFilter,
    campaign_initial,
)
from apps.onboarding.forms.team import ReasonForm
from apps.onboarding.models import Campaign, CampaignTarget
from apps.onboarding.queries.campaigns import campaign_page
from apps.onboarding.states import CampaignState
from apps.onboarding.views import campaign_tables as tables

LABEL = "Campaigns"


def _must_run(request: HttpRequest) -> None:
    if not can_run_campaigns(request.user):
        raise PermissionDenied


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    rows = Campaign.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("owner", "standard"), pk=pk)


def _target(request: HttpRequest, pk: int) -> CampaignTarget:
    rows = CampaignTarget.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, pk=pk)


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns one may see, with how far each is."""
    rows = Campaign.objects.visible_to(request.user).counted()
    return show_list(
        request,
        "onboarding/campaigns.html",
        rows,
        form=CampaignFilter(request.GET or None, user=request.user),
        columns=tables.CAMPAIGNS,
        name="campaigns",
        context={"may_run": can_run_campaigns(request.user)},
    )


def _new_page() -> FormPage:
    return FormPage(
        title="New campaign",
        action=reverse("onboarding:create_campaign"),
        back=reverse("onboarding:campaigns"),
        back_label=LABEL,
        submit="Save the draft",
        intro="It asks nobody before you start it.",
    )


@require_safe
def new_campaign(request: HttpRequest) -> HttpResponse:
    """A campaign, to write."""
    _must_run(request)
    form = NewCampaignForm(initial={"owner": request.user})
    return show_form(request, _new_page(), form)


@require_POST
def create_campaign(request: HttpRequest) -> HttpResponse:
    """Keep it as a draft."""
    _must_run(request)
    return create(
        request,
        NewCampaignForm(request.POST),
        actions.create_campaign,
        purpose="onboarding.create_campaign",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: reverse("onboarding:campaign", args=[pk]),
    )


@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """What it asks, how it burns down, and where each application stands."""
    found = _campaign(request, pk)
    rows = CampaignTarget.objects.visible_to(request.user).of(found).for_list()
    page = campaign_page(found, request.user, timezone.localdate())
    return show_list(
        request,
        "onboarding/campaign.html",
        rows,
        form=TargetFilter(request.GET or None, user=request.user),
        columns=tables.targets(may_exclude=page.may["exclude"]),
        name=f"campaign-{found.pk}",
        context={"found": found, "page": page, "reason_form": ReasonForm()},
    )


@require_safe
def burn_down(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a campaign is, by itself: its page fetches it every minute."""
    found = _campaign(request, pk)
    page = campaign_page(found, request.user, timezone.localdate())
    return render_page(
        request,
        "onboarding/burn_down.html",
        {"found": found, "page": page},
        partials={"burn-down"},
    )


def _edit_page(found: Campaign) -> FormPage:
    return FormPage(
        title="Change the campaign",
        action=reverse("onboarding:amend_campaign", args=[found.pk]),
        back=found.get_absolute_url(),
        back_label=found.title,
    )


def _edit_form(found: Campaign) -> type[AmendCampaignForm] | type[AmendRunningForm]:
    is_draft = found.state == CampaignState.DRAFT
    return AmendCampaignForm if is_draft else AmendRunningForm


@require_safe
def edit_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """A campaign, to change; while it runs, its words, date and owner."""
    _must_run(request)
    found = _campaign(request, pk)
    form = _edit_form(found)(initial=campaign_initial(found))
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it."""
    found = _campaign(request, pk)
    _must_run(request)
    form = _edit_form(found)(request.POST, initial=campaign_initial(found))
    act = partial(actions.amend_campaign, found.pk)
    return amend(request, _edit_page(found), form, act)


@require_POST
def start_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask every live application in its scope."""
    found = _campaign(request, pk)
    actions.start_campaign(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{found} is running.")
    return see_other(found.get_absolute_url())


@require_POST
def finish_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """End it."""
    found = _campaign(request, pk)
    actions.finish_campaign(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def cancel_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off, with the reason."""
    found = _campaign(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show_form(request, _cancel_page(found), form)
    actions.cancel_campaign(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


def _cancel_page(found: Campaign) -> FormPage:
    return FormPage(
        title="Cancel the campaign",
        action=reverse("onboarding:cancel_campaign", args=[found.pk]),
        back=found.get_absolute_url(),
        back_label=found.title,
        submit="Cancel the campaign",
        intro="What is not met yet is asked no more.",
    )


def _exclude_page(found: CampaignTarget) -> FormPage:
    return FormPage(
        title=f"Leave {found.request.application} out",
        action=reverse("onboarding:exclude_target", args=[found.pk]),
        back=found.campaign.get_absolute_url(),
        back_label=found.campaign.title,
        submit="Leave it out",
        intro="It is asked no more, and the burn-down is drawn without it.",
    )


@require_safe
def exclude_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Why an application is left out, to say."""
    _must_run(request)
    return show_form(request, _exclude_page(_target(request, pk)), ExcludeForm())


@require_POST
def exclude_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it out."""
    found = _target(request, pk)
    act = partial(actions.exclude_target, found.pk)
    return amend(request, _exclude_page(found), ExcludeForm(request.POST), act)


def _include_page(found: CampaignTarget) -> FormPage:
    return FormPage(
        title=f"Take {found.request.application} in",
        action=reverse("onboarding:include_target", args=[found.pk]),
        back=found.campaign.get_absolute_url(),
        back_label=found.campaign.title,
        submit="Take it in",
        intro="It is asked as the others are.",
    )


@require_safe
def include_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether an application that was left out shall be asked, to confirm."""
    _must_run(request)
    return show_form(request, _include_page(_target(request, pk)), Form())


@require_POST
def include_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it after all."""
    found = _target(request, pk)
    actions.include_target(found.pk, by=request.user, now=timezone.now())
    return see_other(found.campaign.get_absolute_url())
