"""The wiring as an app, so that its commands are found and tasks are surrounded."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """What surrounds tasks knows models, so it waits for them."""
        import_module("portal.worker")
