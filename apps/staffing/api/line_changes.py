"""Who is to lead somebody or to log in as them, over the API: read and decided."""

from collections.abc import Callable

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import ReadViewSet
from apps.staffing.actions import line_changes as actions
from apps.staffing.api.roster_serializers import LineChangeSerializer
from apps.staffing.forms.line_changes import LineChangeFilter
from apps.staffing.models import LineChange


class LineChangeViewSet(ReadViewSet):
    """Changes of the line and of logins; one asks by changing the person."""

    queryset = LineChange.objects.with_names()
    serializer_class = LineChangeSerializer
    filter_form = LineChangeFilter

    def _decide(self, verb: Callable[..., LineChange]) -> Response:
        found = self.get_object()
        verb(found.pk, by=asker(self.request), now=timezone.now())
        return self.answer(found)

    @extend_schema(request=None, responses=LineChangeSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Say yes to what another asked for."""
        return self._decide(actions.approve_line_change)

    @extend_schema(request=None, responses=LineChangeSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        """Say no to it."""
        return self._decide(actions.decline_line_change)

    @extend_schema(request=None, responses=LineChangeSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take back what one asked for."""
        return self._decide(actions.withdraw_line_change)
