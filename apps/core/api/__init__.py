"""The frame of the API, and what every answer of it says."""

from apps.core.api.bulk import (
    BULK,
    BulkChangeViewSet,
    BulkViewSet,
    bulk_schema,
    in_bulk,
)
from apps.core.api.frame import (
    IF_MATCH,
    SENT_ONCE,
    Conflict,
    Named,
    NothingView,
    PreconditionFailed,
    PreconditionRequired,
    ProblemSerializer,
    ReadViewSet,
    Seen,
    SeenByKey,
    etag,
    expected_version,
    made_once,
    problem,
)
from apps.core.api.schema import PortalSchema
from apps.core.api.sparse import SparseView

__all__ = [
    "BULK",
    "IF_MATCH",
    "SENT_ONCE",
    "BulkChangeViewSet",
    "BulkViewSet",
    "Conflict",
    "Named",
    "NothingView",
    "PortalSchema",
    "PreconditionFailed",
    "PreconditionRequired",
    "ProblemSerializer",
    "ReadViewSet",
    "Seen",
    "SeenByKey",
    "SparseView",
    "bulk_schema",
    "etag",
    "expected_version",
    "in_bulk",
    "made_once",
    "problem",
]
