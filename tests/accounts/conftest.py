"""Attempts at a login are counted in the cache, which all workers of a test run share."""

import uuid

import pytest


@pytest.fixture(autouse=True)
def _attempts_of_its_own(settings):
    """Nothing counted yet; and clearing it takes nothing from another worker's test."""
    local = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": local, "LOCATION": str(uuid.uuid4())}}
