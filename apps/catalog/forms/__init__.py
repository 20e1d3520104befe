"""What may be asked of the catalog's lists, and typed into its forms."""

from apps.catalog.forms.editing import (
    AmendForm,
    AmendPlatformForm,
    DependencyForm,
    DeployForm,
    LinkForm,
    RegisterForm,
    RegisterPlatformForm,
    UploadForm,
)
from apps.catalog.forms.filters import ApplicationFilter, EntityFilter, PlatformFilter

__all__ = [
    "AmendForm",
    "AmendPlatformForm",
    "ApplicationFilter",
    "DependencyForm",
    "DeployForm",
    "EntityFilter",
    "LinkForm",
    "PlatformFilter",
    "RegisterForm",
    "RegisterPlatformForm",
    "UploadForm",
]
