"""The configuration comes from the environment, and a bad one is refused by name."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs.exceptions import EnvError

ROOT = Path(__file__).parents[2]
GOOD = {
    "SECRET_KEY": "a1b2c3d4e5f6g7h8" * 4,
    "ALLOWED_HOSTS": "portal.bank.example",
    "DATABASE_URL": "postgres://portal@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SITE_URL": "https://portal.bank.example",
    "EMAIL_URL": "smtp://mail.bank.example:25",
}


@pytest.fixture
def environment(monkeypatch):
    """Nothing of this machine's environment."""
    for name in os.environ:
        monkeypatch.delenv(name)
    return monkeypatch


def read_settings(environment: pytest.MonkeyPatch, given: dict[str, str]) -> dict:
    """The settings as a fresh process with this environment would read them."""
    for name, value in given.items():
        environment.setenv(name, value)
    return runpy.run_path(str(ROOT / "portal" / "settings.py"))


def manage(*arguments: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`manage.py` in an environment with this and nothing of ours."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.slow
def test_the_production_configuration_passes_the_deployment_check():
    checked = manage("check", "--deploy", "--fail-level", "WARNING", given=GOOD)

    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout


@pytest.mark.slow
def test_a_start_without_configuration_ends_with_the_name_of_what_is_missing():
    refused = manage("check", given={})

    assert refused.returncode != 0
    assert "Set SECRET_KEY: the portal does not start without it." in refused.stderr


def test_the_good_configuration_is_read(environment):
    read = read_settings(environment, GOOD)

    assert read["DEBUG"] is False
    assert read["ALLOWED_HOSTS"] == ["portal.bank.example"]
    assert read["SECURE_SSL_REDIRECT"] is True
    assert read["SESSION_COOKIE_NAME"] == "__Host-session"


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "SITE_URL"]
)
def test_a_missing_variable_is_named(environment, name):
    given = {key: GOOD[key] for key in GOOD if key != name}

    with pytest.raises(ImproperlyConfigured, match=f"Set {name}: "):
        read_settings(environment, given)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("ALLOWED_HOSTS", ","),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", "mysql://portal@127.0.0.1/portal"),
        ("DATABASE_URL", "no address at all"),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("SITE_URL", "portal.bank.example"),
        ("SITE_URL", "http://portal.bank.example"),
        ("EMAIL_URL", "mail.bank.example"),
        ("DEBUG", "perhaps"),
        ("TRUSTED_PROXY_COUNT", "one"),
        ("OPENID_CONNECT_APPS", "{not json"),
        ("CSRF_TRUSTED_ORIGINS", "portal.bank.example"),
        ("LOG_LEVEL", "LOUD"),
        ("OUTGOING_NETWORKS", "10.20.0.0/16,intranet"),
        ("OUTGOING_NETWORKS", "10.20.0.1/16"),
        ("OUTGOING_PORTS", "443,https"),
        ("OUTGOING_ALLOW_HTTP", "perhaps"),
        ("METRICS_TOKEN", "short"),
        ("METRICS_NETWORKS", "10.0.0.0/8,public"),
        ("METRICS_PORT", "none"),
        ("API_RATE_READ", "many"),
        ("API_RATE_HEAVY", "0/m"),
        ("TRACING", "perhaps"),
        ("EMBEDDINGS", "cloud"),
        ("EMBEDDINGS_BATCH", "0"),
        ("EMBEDDINGS_THREADS", "many"),
    ],
)
def test_a_wrong_value_is_refused_by_name(environment, name, value):
    with pytest.raises((ImproperlyConfigured, EnvError), match=name):
        read_settings(environment, {**GOOD, name: value})


def test_requests_go_to_public_addresses_by_tls_unless_told_otherwise(environment):
    usual = read_settings(environment, GOOD)
    told = read_settings(
        environment,
        {
            **GOOD,
            "OUTGOING_NETWORKS": "10.20.0.0/16, fd12::/48",
            "OUTGOING_ALLOW_HTTP": "true",
        },
    )

    assert usual["OUTGOING_NETWORKS"] == ["public"]
    assert usual["OUTGOING_PORTS"] == [443, 8443]
    assert told["OUTGOING_NETWORKS"] == ["10.20.0.0/16", "fd12::/48"]
    assert told["OUTGOING_PORTS"] == [443, 8443, 80, 8080]


def test_rates_of_the_api_are_so_many_in_so_many_seconds_or_none(environment):
    told = {"API_RATE_WRITE": "5/h", "API_RATE_HEAVY": "none"}

    read = read_settings(environment, {**GOOD, **told})["API_RATES"]

    assert (read["read"], read["write"], read["heavy"]) == (
        (1200, 60),
        (5, 3600),
        (0, 1),
    )


def test_behind_pgbouncer_nothing_outlives_a_transaction(environment):
    usual = read_settings(environment, GOOD)["DATABASES"]["default"]
    behind = {**GOOD, "BEHIND_PGBOUNCER": "true"}
    told = read_settings(environment, behind)["DATABASES"]["default"]

    assert (usual["CONN_MAX_AGE"], usual["DISABLE_SERVER_SIDE_CURSORS"]) == (60, False)
    assert (told["CONN_MAX_AGE"], told["DISABLE_SERVER_SIDE_CURSORS"]) == (0, True)


def test_saml_wants_signed_assertions_unless_told_otherwise(environment):
    strict = '{"client_id": "a"}'
    lax = (
        '{"client_id": "b", "settings": {"advanced": {"want_assertion_signed": false}}}'
    )

    read = read_settings(environment, {**GOOD, "SAML_APPS": f"[{strict}, {lax}]"})

    apps = read["SOCIALACCOUNT_PROVIDERS"]["saml"]["APPS"]
    wanted = [one["settings"]["advanced"]["want_assertion_signed"] for one in apps]
    assert wanted == [True, False]
