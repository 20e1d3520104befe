"""Pages on paper: typst sets them from data alone; nothing is fetched."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse


def pdf_bytes(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF that this template under `templates/` makes of the data.

    The template reads the data as JSON, so no text of a person is ever markup.
    """
    source = Path(settings.BASE_DIR) / "templates" / template
    packed = json.dumps(data, cls=DjangoJSONEncoder)
    made: bytes = typst.compile(source.read_bytes(), sys_inputs={"data": packed})
    return made


def pdf_response(name: str, template: str, data: Mapping[str, Any]) -> HttpResponse:
    """The PDF as a download; `name` has no ending."""
    response = HttpResponse(pdf_bytes(template, data), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
