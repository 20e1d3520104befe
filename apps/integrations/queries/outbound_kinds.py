"""The kinds of events there are: those of which the story has a sentence."""

import re
from functools import cache
from itertools import groupby

from django.apps import apps
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template

from apps.integrations.rules import outbound_kinds as rules

SENTENCE = re.compile(r"{%\s*partialdef\s+(\w+)")


@cache
def all_kinds() -> tuple[str, ...]:
    """Every kind of event that our apps record, such as onboarding.approved."""
    labels = [one.label for one in apps.get_app_configs() if one.name[:5] == "apps."]
    return tuple(
        sorted(f"{label}.{verb}" for label in labels for verb in _sentences(label))
    )


def _sentences(label: str) -> set[str]:
    try:
        template = get_template(f"{label}/events.html")
    except TemplateDoesNotExist:
        return set()
    return set(SENTENCE.findall(template.template.source))  # type: ignore[attr-defined]


@cache
def kinds() -> tuple[str, ...]:
    """Those that may leave the portal."""
    return tuple(one for one in all_kinds() if rules.may_leave(one))


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a subscription may name, by app: all of an app, or kind by kind."""
    found = []
    for app, some in groupby(kinds(), lambda one: one.partition(".")[0]):
        every = f"{app}.*"
        pairs = [(one, one.partition(".")[2].replace("_", " ")) for one in some]
        found.append((app.title(), [(every, f"everything in {app}"), *pairs]))
    return found
