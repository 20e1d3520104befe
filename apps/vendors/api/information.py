"""The register of information over the API: its templates, their rows, the files."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.models import User
from apps.core.api import SparseView
from apps.vendors.access import can_see_register
from apps.vendors.forms.information import PackageForm
from apps.vendors.queries.information import Register, read_register
from apps.vendors.queries.information_package import package, workbook
from apps.vendors.rules.months import last_year_end

FILE = OpenApiParameter("file", str, enum=["zip", "xlsx"], required=True)
ON = OpenApiParameter(
    "on", OpenApiTypes.DATE, description="Reference date; the end of last year."
)


class FindingSerializer(serializers.Serializer[Any]):
    """What is wrong: by rule 805 to 808, or 0 for a value that is missing."""

    rule = serializers.IntegerField()
    row = serializers.IntegerField(help_text="From 1; 0 is the template itself.")
    column = serializers.CharField()
    words = serializers.CharField()


class SheetSerializer(serializers.Serializer[Any]):
    """A template: how many rows, how many findings for which a package is rejected."""

    code = serializers.CharField(source="template.code")
    title = serializers.CharField(source="template.title")
    row_count = serializers.IntegerField(source="count")
    rejected_for = serializers.IntegerField(source="grave")
    missing = serializers.IntegerField()


class WholeSheetSerializer(SheetSerializer):
    """A template with its rows by column, and what is wrong with them."""

    rows = serializers.ListField(child=serializers.DictField())
    findings = FindingSerializer(many=True)


def _register(request: Request) -> Register:
    if not can_see_register(cast("User", request.user)):
        raise exceptions.PermissionDenied
    return read_register(timezone.localdate())


class RegisterView(SparseView):
    """The fifteen templates of the register of information."""

    answers = SheetSerializer

    @extend_schema(responses=SheetSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Each with its state."""
        sheets = _register(request).sheets
        return Response(SheetSerializer(sheets, many=True).data)


class RegisterSheetView(SparseView):
    """One template."""

    answers = WholeSheetSerializer

    @extend_schema(responses=WholeSheetSerializer)
    def get(self, request: Request, code: str) -> Response:
        """Its rows, and what is wrong with them."""
        found = _register(request).sheet(code)
        if found is None:
            raise Http404
        return Response(WholeSheetSerializer(found).data)


class RegisterFileView(APIView):
    """The register as files for the bank's register owner."""

    rate_scope = "heavy"

    @extend_schema(
        parameters=[FILE, ON],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request) -> HttpResponse:
        """A package (ZIP of CSV) or a workbook (XLSX)."""
        register = _register(request)
        form = PackageForm(request.query_params)
        if not form.is_valid():
            raise exceptions.ValidationError(
                {
                    name: [str(one) for one in words]
                    for name, words in form.errors.items()
                }
            )
        ref_period = form.cleaned_data["on"] or last_year_end(timezone.localdate())
        is_workbook = form.cleaned_data["file"] == "xlsx"
        made = (
            workbook(register, ref_period)
            if is_workbook
            else package(register, ref_period, now=timezone.now())
        )
        response = HttpResponse(made.content, content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return response
