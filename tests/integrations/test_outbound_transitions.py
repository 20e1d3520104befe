"""Every change of a state is told, or is kept inside for a reason that stands here."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from apps.integrations.rules.outbound_kinds import may_leave

APPS = Path(settings.BASE_DIR) / "apps"
LABELS = {one.name for one in APPS.iterdir() if (one / "apps.py").exists()}
# What moves a state and tells nobody outside: why.
PEOPLE = "what is confidential about people stays inside"
COUNTED = "the event of whoever called it tells it: it is a part of a larger action"
OF_ITSELF = "a message about messages would never end; its log and its gauges tell it"
RATING = "ratings of risk stay inside"
BEGUN = "a worker begins: what comes of it is told"
INSIDE = {
    "integrations/inbound_hearing": COUNTED,
    "integrations/inbound_processing": COUNTED,
    "integrations/outbound": OF_ITSELF,
    "integrations/outbound_sending": OF_ITSELF,
    "onboarding/automatic": COUNTED,
    "onboarding/following": COUNTED,
    "reminders/delivering": OF_ITSELF,
    "reminders/firing": OF_ITSELF,
    "reminders/planning": OF_ITSELF,
    "reminders/settings": OF_ITSELF,
    "staffing/absences": PEOPLE,
    "staffing/generating.begin_generation": BEGUN,
    "staffing/growth": PEOPLE,
    "staffing/line_changes": PEOPLE,
    "vendors/books": "a workbook is made for who asked, who sees it on its page",
    "vendors/importing.begin_import": BEGUN,
    "vendors/promises": RATING,
}


def moves(function):
    """Whether it moves a state itself."""
    calls = [one.func for one in ast.walk(function) if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Attribute) and one.attr == "become" for one in calls)


def called(function):
    calls = [one.func for one in ast.walk(function) if isinstance(one, ast.Call)]
    return {one.id for one in calls if isinstance(one, ast.Name)}


def told(function):
    """The kinds of events that it names, whole or by their beginning."""
    texts = {
        one.value
        for one in ast.walk(function)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }
    return {one for one in texts if one.partition(".")[0] in LABELS and "." in one}


def movers():
    """Each action that moves a state, with what it, its callers and its helpers tell."""
    for path in sorted(APPS.rglob("*.py")):
        if "actions" not in path.relative_to(APPS).as_posix():
            continue
        tree = ast.parse(path.read_text())
        known = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
        for name, function in known.items():
            if moves(function):
                near = called(function) & set(known)
                near |= {one for one, it in known.items() if name in called(it)}
                kinds = told(function).union(*(told(known[one]) for one in near))
                place = path.relative_to(APPS).with_suffix("").as_posix()
                yield f"{place.replace('/actions', '', 1)}.{name}", kinds


def is_of(place, one):
    """Whether an action is this one, or in this file or folder."""
    return place == one or place.startswith((f"{one}.", f"{one}/"))


FOUND = dict(movers())
TOLD = [one for one in FOUND if not any(is_of(one, inside) for inside in INSIDE)]


@pytest.mark.parametrize("place", TOLD)
def test_a_change_of_state_is_told(place):
    kinds = FOUND[place]

    assert any(may_leave(one) or may_leave(f"{one}x") for one in kinds), kinds


def test_each_exception_is_one_and_they_are_the_fewer():
    assert [
        one for one in INSIDE if not any(is_of(place, one) for place in FOUND)
    ] == []
    assert len(TOLD) > len(FOUND) / 2
