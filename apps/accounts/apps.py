from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "apps.accounts"

    def ready(self) -> None:
        """What follows second factors knows models, so it waits for them."""
        import_module("apps.accounts.factors")
        import_module("apps.accounts.saml")
