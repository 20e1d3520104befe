"""What import-linter cannot see of the house: file names, writes, keys that point up."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
APPS = ROOT / "apps"
FLOOR = {
    "core": 1,
    "history": 2,
    "accounts": 3,
    "calendars": 3,
    "catalog": 4,
    "staffing": 5,
    "vendors": 5,
    "knowledge": 5,
    "facts": 6,
    "onboarding": 7,
    "reminders": 8,
    "integrations": 8,
    "dashboard": 8,
}
SENTENCES = {
    *("states", "rules", "models", "access", "queries", "actions", "imports"),
    *("forms", "views", "api", "tasks", "admin", "urls", "apps", "__init__"),
    *("migrations", "management", "templatetags"),
}
OWN_NAMES = {
    "core": {
        *("http", "errors", "outbox", "mail", "exports", "charts", "uploads"),
        *(
            "markdown",
            "markup",
            "lists",
            "outgoing",
            "sockets",
            "pdf",
            "metrics",
            "middleware",
            "context",
            "workbooks",
            "messages",
            "pagination",
            "rates",
        ),
    },
    "accounts": {
        *(
            "roles",
            "http",
            "adapters",
            "tokens",
            "sessions",
            "passwords",
            "factors",
            "saml",
        ),
    },
    "onboarding": {"standards"},
    "integrations": {"demo"},
    "dashboard": {"demo"},
}
WRITES = re.compile(r"\.(save|create|update|delete|bulk_create|bulk_update)\(")
WRITERS = re.compile(
    r"/(actions|imports|migrations|demo)(/|\.py)|core/(outbox|models)\.py|history/actions"
)


def python_files(pattern: str = "**/*.py") -> list[Path]:
    return [path for path in APPS.glob(pattern) if "__pycache__" not in path.parts]


def test_every_file_is_a_known_kind_of_sentence():
    strangers = []
    for path in APPS.glob("*/*"):
        app = path.parent.name
        known = SENTENCES | OWN_NAMES.get(app, set())
        is_code = path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
        if is_code and path.stem not in known:
            strangers.append(str(path.relative_to(ROOT)))

    assert strangers == []


def test_no_file_is_longer_than_300_lines():
    long = {
        str(path.relative_to(ROOT)): count
        for path in python_files()
        if "migrations" not in path.parts
        and (count := len(path.read_text().splitlines())) > 300
    }

    assert long == {}


def test_no_function_is_longer_than_40_lines():
    long = []
    for path in python_files():
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > 40:
                    long.append(f"{path.relative_to(ROOT)}:{node.name} {length}")

    assert long == []


def test_foreign_keys_point_down():
    ours = {config.name: config.label for config in apps.get_app_configs()}
    upward = []
    for model in apps.get_models():
        if f"apps.{model._meta.app_label}" not in ours:
            continue
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            target = field.related_model._meta.app_label
            mine = model._meta.app_label
            if target in FLOOR and target != mine and FLOOR[target] >= FLOOR[mine]:
                upward.append(f"{model._meta.label}.{field.name}")

    assert upward == []


def test_only_actions_and_imports_write():
    found = []
    for path in python_files():
        if WRITERS.search(str(path)):
            continue
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if WRITES.search(line) and not re.search(
                r"(rows|context|digest|hash|known|found|shown)\.update\(", line
            ):
                found.append(f"{path.relative_to(ROOT)}:{number} {line.strip()}")

    assert found == []


def test_a_state_changes_only_in_become():
    found = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.FunctionDef) or node.name == "become":
                continue
            found += [
                f"{path.relative_to(ROOT)}:{inner.lineno}"
                for inner in ast.walk(node)
                if isinstance(inner, ast.Assign)
                and isinstance(inner.targets[0], ast.Attribute)
                and inner.targets[0].attr == "state"
            ]

    assert found == []


def test_nobody_imports_lazily():
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.match(r"\s+(from|import) apps", line)
    ]

    assert found == []


def test_views_know_no_htmx_and_no_queries():
    found = []
    for path in [*python_files("*/views.py"), *python_files("*/views/*.py")]:
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if re.search(r"\.htmx|\.filter\(|\.exclude\(", line):
                found.append(f"{path.relative_to(ROOT)}:{number} {line.strip()}")

    assert found == []


def verbs() -> list[str]:
    """Every verb that an action records."""
    found = set()
    for path in python_files():
        found |= set(
            re.findall(r"record\(\s*[\w.]+,\s*\"(\w+\.\w+)\"", path.read_text())
        )
    return sorted(found)


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_has_its_sentence(verb):
    app, _, name = verb.partition(".")

    assert get_template(f"{app}/events.html#{name}")


def test_templates_hold_no_inline_style_or_script():
    found = []
    for path in (ROOT / "templates").rglob("*.html"):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if re.search(r"\sstyle=|\son[a-z]+=\"|hx-on|<style|javascript:", line):
                found.append(f"{path.relative_to(ROOT)}:{number}")

    assert found == []
