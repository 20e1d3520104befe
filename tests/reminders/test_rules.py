"""What holds of every rule of reminders."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from apps.reminders.queries import RULES
from apps.reminders.queries.rules import Rule

# Rules ask about them; no reminder is about one.
ASKED_ABOUT = {"Waiver", "Grant"}


def named_by(find: Callable[..., Any]) -> set[type[Model]]:
    """The models that a rule's function names, else those that what it calls names."""
    used = inspect.getclosurevars(find).globals.values()
    models = {one for one in used if inspect.isclass(one) and issubclass(one, Model)}
    called = [one for one in used if inspect.isfunction(one)]
    return models or set().union(*map(named_by, called))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_what_a_rule_reminds_of_has_a_page_and_says_who_sees_it(rule: Rule):
    subjects = [one for one in named_by(rule.find) if one.__name__ not in ASKED_ABOUT]

    assert subjects
    for one in subjects:
        assert hasattr(one, "get_absolute_url"), one
        assert hasattr(one._default_manager.all(), "visible_to"), one


@pytest.mark.parametrize(
    "name", ["absence", "growthdesk", "handovernote", "rota", "swap"]
)
def test_what_staffing_tells_people_of_has_a_page(name: str):
    model = apps.get_model("staffing", name)

    assert hasattr(model, "get_absolute_url")
    assert hasattr(model._default_manager.all(), "visible_to")
