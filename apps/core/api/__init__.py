"""The frame of the API, and what every answer of it says."""

from apps.core.api.frame import (
    IF_MATCH,
    SENT_ONCE,
    Conflict,
    Named,
    PortalSchema,
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

__all__ = [
    "IF_MATCH",
    "SENT_ONCE",
    "Conflict",
    "Named",
    "PortalSchema",
    "PreconditionFailed",
    "PreconditionRequired",
    "ProblemSerializer",
    "ReadViewSet",
    "Seen",
    "SeenByKey",
    "etag",
    "expected_version",
    "made_once",
    "problem",
]
