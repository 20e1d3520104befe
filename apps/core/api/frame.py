"""The frame of the API: refusals as problem+json, cursors, versions, sent-once keys."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, ClassVar, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import Model
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions, mixins, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from apps.core.actions import once
from apps.core.api.sparse import Tree, answered, prune, read_fields, spare
from apps.core.errors import DomainError, EditConflict
from apps.core.lists import FilterForm
from apps.core.rates import counted

SPARSE = ("list", "retrieve", "bulk_retrieve")
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag you read."
)
SENT_ONCE = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A UUID; the same again creates nothing.",
)


class Conflict(exceptions.APIException):
    """The state or a rule forbids it."""

    status_code = 409
    default_code = "conflict"


class PreconditionFailed(exceptions.APIException):
    """The row is no longer the one that If-Match names."""

    status_code = 412
    default_code = "precondition_failed"


class PreconditionRequired(exceptions.APIException):
    """This change needs If-Match, so that nobody's edit is lost."""

    status_code = 428
    default_code = "precondition_required"
    default_detail = "Send If-Match with the ETag you read."


class ProblemSerializer(serializers.Serializer[Any]):
    """A refusal as RFC 9457 problem+json."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    invalid = serializers.DictField(required=False)


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """The five refusals of the pages, as the API says them.

    What is refused before it is counted, a stranger's request say, is counted here.
    """
    verdict = counted(context["request"], context["view"])
    if verdict and not verdict.is_taken:
        error = exceptions.Throttled(verdict.retry_after)
    response = exception_handler(_translated(error), context)
    if response is None:
        return None
    detail, errors = _words(response.data)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": response.status_text,
        "status": response.status_code,
        "detail": detail,
    }
    if errors:
        body["invalid"] = errors
    response.data = body
    response.content_type = "application/problem+json"
    return response


def _translated(error: Exception) -> Exception:
    if isinstance(error, EditConflict):
        return PreconditionFailed(str(error))
    if isinstance(error, DomainError):
        return Conflict(str(error))
    if isinstance(error, DjangoPermissionDenied):
        return exceptions.PermissionDenied(str(error) or None)
    if isinstance(error, DjangoValidationError):
        return exceptions.ValidationError(error.messages)
    if isinstance(error, Http404):
        return exceptions.NotFound()
    return error


def _words(data: Any) -> tuple[str, dict[str, Any]]:
    if isinstance(data, dict) and set(data) == {"detail"}:
        return str(data["detail"]), {}
    if isinstance(data, dict):
        return "Some values can't be used.", data
    return "Some values can't be used.", {"non_field_errors": data}


def etag(row: Model) -> str:
    """The row's version as a strong ETag."""
    return f'"{row.pk}-{getattr(row, "version", 1)}"'


def expected_version(request: Request, row: Model) -> int:
    """The version that If-Match names. 428 without it, 412 if it is not this row's.

    A proxy that compresses makes the tag weak; it still names the version it named.
    A row of many names its version in itself.
    """
    if hasattr(request, "row_version"):
        return _version_of_row(request.row_version, row)
    given = request.headers.get("If-Match", "").removeprefix("W/")
    if not given:
        raise PreconditionRequired
    if given != etag(row):
        raise PreconditionFailed("This was changed since you read it. Read it again.")
    return cast("int", getattr(row, "version", 1))


def _version_of_row(given: object, row: Model) -> int:
    version = cast("int", getattr(row, "version", 1))
    if given is None:
        raise PreconditionRequired("Send the version that you read with each row.")
    if given != version:
        raise PreconditionFailed("This was changed since you read it. Read it again.")
    return version


def sent_key(request: Request) -> UUID | None:
    """The Idempotency-Key that was sent. 400 if it is no UUID."""
    given = request.headers.get("Idempotency-Key", "")
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise exceptions.ValidationError(
            {"Idempotency-Key": ["Use a UUID."]}
        ) from error


def made_once(request: Request, purpose: str, make: Callable[[], Model]) -> int:
    """The key of the created row; the same Idempotency-Key creates once."""
    by, key = cast("Model", request.user), sent_key(request)
    return once(key, by=by, purpose=f"api:{purpose}", make=make)


class ReadViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]
):
    """Rows that the asker may see, filtered by the same form as the page's list."""

    filter_form: ClassVar[type[FilterForm] | None] = None
    rate_scope: ClassVar[str] = ""
    in_bulk: ClassVar[bool] = False
    answers: ClassVar[type[serializers.BaseSerializer[Any]] | None] = None
    asked: Tree = {}
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> Any:
        """Only what exists for the asker."""
        rows: Any = super().get_queryset()
        seen = rows.visible_to(self.request.user)
        if not self.asked or self.answers:
            return seen
        return spare(seen, super().get_serializer(), self.asked)

    def filter_queryset(self, queryset: Any) -> Any:
        """The rows that the form's fields, as query parameters, ask for."""
        if self.filter_form is None or self.action != "list":
            return queryset
        form: Any = self.filter_form(self.request.query_params, user=self.request.user)
        if not form.is_valid():
            raise exceptions.ValidationError(form.errors)
        return form.apply(queryset)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who asks may; and which fields they ask for."""
        super().initial(request, *args, **kwargs)
        named = request.query_params.get("fields")
        if named is None or request.method != "GET":
            return
        if self.answers:
            self.asked = read_fields(named, self.answers())
        elif self.action in SPARSE:
            self.asked = read_fields(named, self.get_serializer())

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """One that writes only what is asked for."""
        found = super().get_serializer(*args, **kwargs)
        prune(found, {} if self.answers else self.asked)
        return found

    def finalize_response(
        self, request: Any, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Only what is asked for, of a row or of each row of a page."""
        if self.asked and response.status_code == HTTPStatus.OK:
            response.data = answered(response.data, self.asked)
        return super().finalize_response(request, response, *args, **kwargs)

    def sent(
        self, serializer: type[serializers.BaseSerializer[Any]], **options: Any
    ) -> dict[str, Any]:
        """What was sent, if it is well formed."""
        context = self.get_serializer_context()
        given = serializer(data=self.request.data, context=context, **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One row, with its version as ETag."""
        return self.answer(self.get_object())

    def answer(self, row: Model, status: int = 200) -> Response:
        """The row as it is now, with its version as ETag."""
        if self.in_bulk:
            return Response(self._in_short(row), status=status)
        fresh = self.get_queryset().get(pk=row.pk)
        data = self.get_serializer(fresh).data
        return Response(data, status=status, headers={"ETag": etag(fresh)})

    def _in_short(self, row: Model) -> dict[str, Any]:
        """A row of many: its keys and its version."""
        fresh = type(row)._base_manager.get(pk=row.pk)
        key = str(getattr(fresh, self.lookup_field))
        return {"id": fresh.pk, "key": key, "version": getattr(fresh, "version", 1)}


class NothingView(APIView):
    """An address of the API that does not exist is refused as the API refuses."""

    schema = None

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Whatever the method."""
        raise Http404

    post = put = patch = delete = get


class Named(serializers.SlugRelatedField[Any]):
    """A thing by its short name, code or slug."""

    def to_internal_value(self, data: Any) -> Any:
        """The thing, if the name is one at all."""
        if not isinstance(data, str) or "\0" in data:
            self.fail("invalid")
        return super().to_internal_value(data)


class Seen(Named):
    """A thing that the asker sees, by its short name; another one does not exist."""

    def get_queryset(self) -> Any:
        """Only what exists for the asker."""
        return _seen(super().get_queryset(), self.context)


class SeenByKey(serializers.PrimaryKeyRelatedField[Any]):
    """A thing that the asker sees, by its key; another one does not exist."""

    def get_queryset(self) -> Any:
        """Only what exists for the asker."""
        return _seen(super().get_queryset(), self.context)


def _seen(rows: Any, context: Mapping[str, Any]) -> Any:
    request = context.get("request")
    return rows.visible_to(request.user) if request else rows.none()
