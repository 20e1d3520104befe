"""The rules: what is told to whom when, and what a change would send out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest, only_if
from apps.core.http import render_page, see_other
from apps.reminders import actions
from apps.reminders.access import can_edit_rules, can_view_rules
from apps.reminders.forms.rules import RuleForm
from apps.reminders.models import RuleSetting
from apps.reminders.queries import RULES


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule and how it is told."""
    only_if(may=can_view_rules(request.user))
    rows = RuleSetting.objects.visible_to(request.user).known(RULES)
    shown = [(RULES[one.slug], one) for one in rows.select_related("calendar")]
    return render_page(request, "reminders/rules.html", {"rules": shown})


def _setting(request: HttpRequest, slug: str) -> RuleSetting:
    only_if(may=can_view_rules(request.user))
    rows = RuleSetting.objects.visible_to(request.user).known(RULES)
    return get_object_or_404(rows.select_related("calendar"), slug=slug)


def _show(
    request: HttpRequest, setting: RuleSetting, *, status: int = 200, **shown: Any
) -> HttpResponse:
    context = {
        "setting": setting,
        "rule": RULES[setting.slug],
        "may_edit": can_edit_rules(request.user),
        "form": shown.get("form") or RuleForm.of(setting),
        **shown,
    }
    return render_page(request, "reminders/rule.html", context, status=status)


@require_safe
def rule(request: HttpRequest, slug: str) -> HttpResponse:
    """One rule."""
    return _show(request, _setting(request, slug))


@require_POST
def preview_rule(request: HttpRequest, slug: str) -> HttpResponse:
    """What would go out if it were saved so. Nothing is saved."""
    setting = _setting(request, slug)
    only_if(may=can_edit_rules(request.user))
    form = RuleForm(request.POST, rule=RULES[slug])
    if not form.is_valid():
        return _show(request, setting, status=422, form=form)
    typed = {**form.cleaned_data}
    typed.pop("expected_version")
    found = actions.preview_rule(slug, now=timezone.now(), **typed)
    return _show(request, setting, form=form, preview=found)


@require_POST
def amend_rule(request: HttpRequest, slug: str) -> HttpResponse:
    """Change it; what is planned follows at once."""
    setting = _setting(request, slug)
    only_if(may=can_edit_rules(request.user))
    form = RuleForm(request.POST, rule=RULES[slug])
    if not form.is_valid():
        return _show(request, setting, status=422, form=form)
    actions.amend_rule(slug, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, "Saved: what is planned has followed.")
    return see_other(reverse("reminders:rule", args=[slug]))
