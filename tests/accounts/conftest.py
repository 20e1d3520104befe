"""Attempts at a login are counted in the cache, which all workers of a test run share."""

import uuid

import pytest

from tests.accounts.signing import PASSWORD
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _attempts_of_its_own(settings):
    """Nothing counted yet; and clearing it takes nothing from another worker's test."""
    local = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": local, "LOCATION": str(uuid.uuid4())}}


@pytest.fixture
def ada():
    user = UserFactory(email="ada@bank.example", name="Ada Stone")
    user.set_password(PASSWORD)
    user.save()
    return user
