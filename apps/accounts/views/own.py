"""One's own account: profile, theme, tokens, saved filters."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from apps.accounts import actions
from apps.accounts.forms import FilterNameForm, ProfileForm, TokenForm
from apps.accounts.http import HttpRequest
from apps.accounts.models import ApiToken, SavedFilter, User
from apps.core.http import render_page, see_other
from apps.core.middleware import begin_session

DEMO_DOMAIN = "demo.example"


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """My name, nickname and time zone."""
    user = request.user
    initial = {
        "name": user.name,
        "nickname": user.nickname,
        "time_zone": user.time_zone,
        "expected_version": user.version,
    }
    context = {"form": ProfileForm(initial=initial)}
    return render_page(request, "accounts/profile.html", context)


@require_POST
def amend_profile(request: HttpRequest) -> HttpResponse:
    """Change them."""
    form = ProfileForm(request.POST)
    if not form.is_valid():
        context = {"form": form}
        return render_page(request, "accounts/profile.html", context, status=422)
    actions.amend_profile(by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(reverse("accounts:profile"))


def _back(request: HttpRequest) -> str:
    """Where the person came from, if it is a page of ours."""
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if is_ours else "/"


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device."""
    asked = request.POST.get("theme", "")
    if asked in User.Theme.values:
        actions.set_theme(by=request.user, theme=asked)
    return see_other(_back(request))


@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """My API tokens."""
    return _show_tokens(request, TokenForm(initial={"scope": "read"}, by=request.user))


def _show_tokens(
    request: HttpRequest, form: TokenForm, *, status: int = 200, **shown: Any
) -> HttpResponse:
    context = {
        "tokens": ApiToken.objects.visible_to(request.user),
        "form": form,
        "now": timezone.now(),
        "site_url": settings.SITE_URL,
        **shown,
    }
    response = render_page(request, "accounts/tokens.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """A new token; its key is on this answer and nowhere else."""
    form = TokenForm(request.POST, by=request.user)
    if not form.is_valid():
        return _show_tokens(request, form, status=422)
    typed = form.cleaned_data
    now, zone = timezone.now(), timezone.get_current_timezone()
    ends = datetime.combine(typed["expires_on"], time.max, tzinfo=zone)
    made, key = actions.make_token(
        by=request.user,
        name=typed["name"],
        scope=typed["scope"],
        networks=typed["networks"],
        expires_at=min(ends, now + actions.LONGEST_TOKEN),
        now=now,
    )
    return _show_tokens(request, TokenForm(by=request.user), made=made, key=key)


@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    found = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    actions.revoke_token(found.pk, by=request.user, now=timezone.now())
    return see_other(reverse("accounts:tokens"))


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep a list's question under a name."""
    form = FilterNameForm(request.POST, by=request.user)
    if not form.is_valid():
        context = {"form": form}
        return render_page(request, "accounts/filter_form.html", context, status=422)
    try:
        reverse(form.cleaned_data["page"])
    except NoReverseMatch as error:
        raise Http404 from error
    made = actions.save_filter(by=request.user, **form.cleaned_data)
    return see_other(made.get_absolute_url())


@require_POST
def delete_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a saved question away."""
    found = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    page = reverse(found.page)
    actions.delete_filter(found.pk, by=request.user)
    return see_other(page)


@login_not_required
@require_POST
def view_as(request: HttpRequest) -> HttpResponse:
    """In the demonstration only: be one of its people."""
    if not settings.DEMO:
        raise Http404
    people = User.objects.with_password(DEMO_DOMAIN)
    user = get_object_or_404(people, email=request.POST.get("email", ""))
    login(request, user, "django.contrib.auth.backends.ModelBackend")
    begin_session(request)
    return see_other("/")
