"""What people do with applications, platforms and catalog files."""

from apps.catalog.actions.editing import (
    add_dependency,
    add_link,
    amend,
    amend_platform,
    deploy,
    register,
    register_platform,
    remove_dependency,
    remove_link,
    undeploy,
)
from apps.catalog.actions.importing import (
    confirm_import,
    discard_import,
    give_up_import,
    import_sources,
    preview_import,
    restart_import,
    run_import,
)

__all__ = [
    "add_dependency",
    "add_link",
    "amend",
    "amend_platform",
    "confirm_import",
    "deploy",
    "discard_import",
    "give_up_import",
    "import_sources",
    "preview_import",
    "register",
    "register_platform",
    "remove_dependency",
    "remove_link",
    "restart_import",
    "run_import",
    "undeploy",
]
