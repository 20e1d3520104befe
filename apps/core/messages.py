"""Where messages wait for the next page: a cookie of this host alone, or the session."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookieStorage(CookieStorage):
    """No other host can set it: browsers hold that by the name (ASVS 3.3.3)."""

    cookie_name = "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class Storage(FallbackStorage):
    """The cookie where it has room."""

    storage_classes = (HostCookieStorage, SessionStorage)
