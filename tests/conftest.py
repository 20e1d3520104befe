"""What every test may ask for."""

from datetime import datetime

import pytest
from django.test import Client

from tests.factories import NOW


@pytest.fixture(autouse=True)
def _plain_and_quick(settings, tmp_path):
    """Weak password hashing, static files by name, uploads into the test's folder."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "uploads")},
        },
    }


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return NOW


@pytest.fixture(params=["page", "htmx"])
def door(request, client: Client) -> Client:
    """Every page must work through both doors: the plain browser and htmx."""
    if request.param == "htmx":
        client.defaults["HTTP_HX_REQUEST"] = "true"
    client.via = request.param
    return client
