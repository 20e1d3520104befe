"""How the API describes itself."""

import re
from contextlib import suppress
from typing import Any, Literal, cast

from django.urls import Resolver404, resolve
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_examples_list
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from apps.core.api.deprecated import DEPRECATED, Deprecated
from apps.core.api.examples import examples
from apps.core.api.frame import SPARSE, ProblemSerializer, ReadViewSet
from apps.core.api.sparse import SparseView

PLACE = re.compile(r"\{\w+\}")
FIELDS = OpenApiParameter(
    "fields",
    str,
    description=(
        "Only these fields, between commas; parts of a field after a dot. What is not "
        "asked for is not in the answer."
    ),
)


class PortalSchema(AutoSchema):
    """Every operation says how it refuses, and takes the fields of its list's form."""

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Any:
        """What is not everybody's to see is not always there."""
        usual: Any = super()
        found = usual._map_basic_serializer(serializer, direction)
        hidden = {*getattr(serializer, "inside", ()), *getattr(serializer, "money", ())}
        if hidden and "required" in found:
            found["required"] = [one for one in found["required"] if one not in hidden]
        return found

    def _get_response_bodies(
        self, direction: Literal["request", "response"] = "response"
    ) -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        refusal = cast("Any", self)._get_response_for_code(
            ProblemSerializer, "default", ["application/problem+json"]
        )
        bodies.setdefault("default", {**refusal, "description": "A refusal."})
        return bodies

    def get_override_parameters(self) -> list[Any]:
        """Which fields, and the fields of the list's filter form, as query parameters."""
        action = getattr(self.view, "action", "")
        found = [FIELDS] if self._is_sparse(action) else []
        form = getattr(self.view, "filter_form", None)
        if form is None or action != "list":
            return found
        return found + [
            OpenApiParameter(name, str, description=str(field.help_text or field.label))
            for name, field in form().fields.items()
        ]

    def _is_sparse(self, action: str) -> bool:
        if self.method != "GET":
            return False
        if isinstance(self.view, ReadViewSet):
            return action in SPARSE or self.view.answers is not None
        return isinstance(self.view, SparseView)

    def get_request_serializer(self) -> Any:
        """Of rows: each as the single call takes it, and which one it is."""
        action = getattr(self.view, "action", "")
        row = getattr(self.view, "rows", {}).get(action)
        if row is None:
            return super().get_request_serializer()
        is_change = action == "bulk_change"
        one = row(partial=True) if is_change else row
        shape: Any = cast("Any", self).resolve_serializer(one, "request").ref
        if action != "bulk":
            shape = {"allOf": [shape, self._which()]}
        rows = {"type": "array", "minItems": 1, "maxItems": 500, "items": shape}
        return {"application/json": rows}

    def _which(self) -> dict[str, Any]:
        name = cast("Any", self.view).lookup_field
        is_number = name == "pk"
        return {
            "type": "object",
            "properties": {
                "id" if is_number else name: {
                    "type": "integer" if is_number else "string"
                },
                "version": {"type": "integer", "description": "The one you read."},
            },
            "required": ["id" if is_number else name],
        }

    def _get_examples(
        self,
        serializer: Any,
        direction: str,
        media_type: str,
        status_code: str | None = None,
        extras: Any = None,
    ) -> dict[str, Any]:
        """What the guide sends and is answered, whole as it stands there."""
        found = [one for one in examples() if one.is_of(self.method, self.path)]
        if direction == "request":
            shown = {one.title: one.body for one in found if one.body is not None}
        else:
            shown = {one.title: one.answer for one in found if one.code == status_code}
        told = [OpenApiExample(name, one, summary=name) for name, one in shown.items()]
        return dict(build_examples_list(told))

    def get_extensions(self) -> dict[str, Any]:
        """Until when an operation that will go is there, and what to use instead."""
        going = self._going()
        return {"x-deprecated": going.told()} if going else {}

    def is_deprecated(self) -> bool:
        """Whether it will go."""
        return self._going() is not None

    def _going(self) -> Deprecated | None:
        with suppress(Resolver404):
            name = resolve(PLACE.sub("1", self.path)).view_name
            return DEPRECATED.get((self.method, name))
        return None
