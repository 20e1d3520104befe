"""The API's own description, made once a process: it changes only with the code."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response

OK = 200
PLAIN: Any = OpenApiYamlRenderer()


@cache
def description() -> Mapping[str, Any]:
    """The OpenAPI document, the same for everybody. Nobody may change it."""
    found: Mapping[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return found


@cache
def _written() -> bytes:
    found: bytes = PLAIN.render(description())
    return found


class Written(OpenApiYamlRenderer):
    """Gives what is written already; a refusal is written as it comes."""

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> Any:
        """The description in YAML."""
        if (renderer_context or {})["response"].status_code == OK:
            return _written()
        return PLAIN.render(data, accepted_media_type, renderer_context)


class DescriptionView(SpectacularAPIView):
    """The description, in YAML or in JSON."""

    renderer_classes = [Written, OpenApiJsonRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What was made, to be looked at or kept."""
        name = f"portal-api.{request.accepted_renderer.format}"
        where = {"Content-Disposition": f'inline; filename="{name}"'}
        return Response(description(), headers=where)
