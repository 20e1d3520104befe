"""Many rows in one request: each goes the way of the single call, and has its own result."""

import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from http import HTTPStatus
from typing import Any, ClassVar
from uuid import uuid5

from django.db import transaction
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.decorators import action
from rest_framework.request import Request, clone_request
from rest_framework.response import Response

from apps.core.api.frame import SENT_ONCE, ReadViewSet, made_once, problem, sent_key

MOST_ROWS = 500
ATOMIC = OpenApiParameter(
    "atomic", bool, description="All rows or, if one is refused, none."
)
Row = Mapping[str, Any]


class RowResultSerializer(serializers.Serializer[Any]):
    """What became of a row: the status that the single call would have had."""

    row = serializers.IntegerField(help_text="Its place in what was sent, from 0.")
    status = serializers.IntegerField()
    id = serializers.IntegerField(required=False)
    key = serializers.CharField(required=False, help_text="As its address names it.")
    version = serializers.IntegerField(required=False)
    detail = serializers.CharField(required=False, help_text="Why it was refused.")
    invalid = serializers.DictField(required=False)


class RowRequest(Request):
    """One row as if it had been sent alone, with the headers that it stands for."""

    headers: Any
    row_version: object


# Of an address that takes rows.
BULK: dict[str, Any] = {
    "pagination_class": None,
    "filter_form": None,
    "rate_scope": "heavy",
}
bulk_schema = extend_schema(
    parameters=[SENT_ONCE, ATOMIC], responses=RowResultSerializer(many=True)
)


class BulkViewSet(ReadViewSet):
    """Rows are made in bulk. Each verb of `rows` has the serializer of a row."""

    rows: ClassVar[Mapping[str, type[serializers.BaseSerializer[Any]]]] = {}

    @bulk_schema
    @action(detail=False, methods=["post"], url_path="bulk", **BULK)
    def bulk(self, request: Request) -> Response:
        """Make up to 500, with a result for each row."""
        return in_bulk(self, request, "create")

    @extend_schema(exclude=True)
    @bulk.mapping.get
    def bulk_retrieve(self, request: Request) -> Response:
        """The thing whose short name is this very word, which bars its own address."""
        self.kwargs[self.lookup_field] = "bulk"
        return self.retrieve(request)


class BulkChangeViewSet(ReadViewSet):
    """Rows are made and changed in bulk."""

    rows: ClassVar[Mapping[str, type[serializers.BaseSerializer[Any]]]] = {}

    @bulk_schema
    @action(detail=False, methods=["post"], url_path="bulk", **BULK)
    def bulk(self, request: Request) -> Response:
        """Make up to 500, with a result for each row."""
        return in_bulk(self, request, "create")

    @bulk_schema
    @bulk.mapping.patch
    def bulk_change(self, request: Request) -> Response:
        """Change up to 500, each over the version that was read."""
        return in_bulk(self, request, "partial_update")

    @extend_schema(exclude=True)
    @bulk.mapping.get
    def bulk_retrieve(self, request: Request) -> Response:
        """The thing whose short name is this very word, which bars its own address."""
        self.kwargs[self.lookup_field] = "bulk"
        return self.retrieve(request)


def in_bulk(view: Any, request: Request, verb: str) -> Response:
    """A result for each row that was sent; with `?atomic=true` all of them or none."""
    asked = serializers.BooleanField(default=False)
    try:
        is_atomic = asked.run_validation(request.query_params.get("atomic", False))
    except exceptions.ValidationError as error:
        raise exceptions.ValidationError({"atomic": error.detail}) from error
    rows = request.data
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ROWS:
        raise exceptions.ValidationError(f"Send a list of 1 to {MOST_ROWS} rows.")
    sent_key(request)
    with transaction.atomic() if is_atomic else nullcontext():
        results = [
            {"row": number, **_result(view, request, verb, number, row)}
            for number, row in enumerate(rows)
        ]
        refused = [one for one in results if one["status"] >= HTTPStatus.BAD_REQUEST]
        if is_atomic and refused:
            transaction.set_rollback(True)
    return _nothing(refused) if is_atomic and refused else Response(results)


def _nothing(refused: list[dict[str, Any]]) -> Response:
    first = refused[0]
    body = {
        "type": "about:blank",
        "title": "Nothing was done",
        "status": first["status"],
        "detail": f"Nothing was done: row {first['row']} was refused.",
        "invalid": {str(one["row"]): one for one in refused},
    }
    kind = "application/problem+json"
    return Response(body, status=first["status"], content_type=kind)


def _result(
    view: Any, request: Request, verb: str, number: int, row: Any
) -> dict[str, Any]:
    alone = type(view)(basename=view.basename, detail=verb != "create", in_bulk=True)
    alone.action, alone.args, alone.format_kwarg = verb, (), None
    alone.request = _alone(request, number, row)
    try:
        with transaction.atomic():
            done = _do(alone, verb, row)
    except Exception as error:
        said = problem(error, {"request": alone.request, "view": alone})
        if said is None:
            raise
        told = {name: said.data.get(name) for name in ("status", "detail", "invalid")}
        return {name: value for name, value in told.items() if value}
    return {"status": done.status_code, **done.data}


def _do(alone: Any, verb: str, row: Any) -> Response:
    if not isinstance(row, Mapping):
        raise exceptions.ValidationError("Send an object for each row.")
    handler: Callable[..., Response] = getattr(alone, verb)
    if verb == "create":
        alone.kwargs = {}
        return handler(alone.request)
    field = alone.lookup_field
    name = "id" if field == "pk" else field
    if name not in row:
        raise exceptions.ValidationError({name: ["Say which one."]})
    alone.kwargs = {field: _named(row[name], alone.lookup_value_regex)}
    model = alone.queryset.model

    def change() -> Any:
        return model(pk=handler(alone.request, **alone.kwargs).data["id"])

    pk = made_once(alone.request, f"bulk.{model._meta.label}.{verb}", change)
    done: Response = alone.answer(model(pk=pk))
    return done


def _named(value: object, pattern: str) -> str:
    if isinstance(value, bool) or not re.fullmatch(pattern, str(value)):
        raise Http404
    return str(value)


def _alone(request: Request, number: int, row: Any) -> Any:
    """The row as a request, with a key of its own if the whole has one."""
    alone: Any = clone_request(request, str(request.method))
    sent = dict(row) if isinstance(row, Mapping) else {}
    alone.row_version = sent.pop("version", None)
    alone._full_data = alone._data = sent
    key = sent_key(request)
    alone.headers = {"Idempotency-Key": str(uuid5(key, str(number)))} if key else {}
    return alone
