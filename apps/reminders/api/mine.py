"""One's own reminders over the API: inbox, choices, absences, channels."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.models import Team, User
from apps.core.api import (
    IF_MATCH,
    ReadViewSet,
    SparseView,
    etag,
    expected_version,
)
from apps.reminders import actions
from apps.reminders.api.serializers import (
    AddChannelSerializer,
    AmendChannelSerializer,
    AwaySerializer,
    ChannelSerializer,
    ChooseSerializer,
    FeedSerializer,
    GoAwaySerializer,
    HabitsSerializer,
    MadeChannelSerializer,
    NotificationSerializer,
    SnoozeSerializer,
    TopicSerializer,
)
from apps.reminders.forms.inbox import InboxFilter
from apps.reminders.models import Away, Channel, Habits, Notification, Preference
from apps.reminders.queries.people import habits_of
from apps.reminders.queries.topics import topics
from apps.reminders.states import How


def user_of(request: Request) -> User:
    """Who asks."""
    return cast("User", request.user)


def typed(serializer: Any, request: Request) -> dict[str, Any]:
    """What was sent, checked. HTTP 400 if it makes no sense."""
    sent = serializer(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


class NotificationFilter(InboxFilter):
    """By part of the inbox (open, snoozed, done), topic, words."""

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the part that answer the question."""
        return super().apply(self.of_tab(rows))


class NotificationViewSet(ReadViewSet):
    """What one was told."""

    queryset = Notification.objects.select_related("instead_of")
    serializer_class = NotificationSerializer
    filter_form = NotificationFilter

    def _act(
        self, request: Request, verb: Callable[..., Any], **extra: Any
    ) -> Response:
        row = self.get_object()
        verb([row.pk], by=user_of(request), **extra)
        return self.answer(row)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """It has been looked at."""
        return self._act(request, actions.mark_read, now=timezone.now())

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def unread(self, request: Request, pk: str) -> Response:
        """As if it had not been."""
        return self._act(request, actions.mark_unread)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, pk: str) -> Response:
        """Done with it."""
        return self._act(request, actions.finish, now=timezone.now())

    @extend_schema(request=SnoozeSerializer)
    @action(detail=True, methods=["post"])
    def snooze(self, request: Request, pk: str) -> Response:
        """Put it away until later."""
        self.get_object()
        until = typed(SnoozeSerializer, request)["until"]
        return self._act(request, actions.snooze, until=until, now=timezone.now())

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def wake(self, request: Request, pk: str) -> Response:
        """Bring it back."""
        return self._act(request, actions.wake)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def mute(self, request: Request, pk: str) -> Response:
        """Hear no more of the object that it is about."""
        return self._act(request, actions.mute_all, now=timezone.now())


class PreferencesView(SparseView):
    """When mail of each topic goes out."""

    answers = TopicSerializer

    @extend_schema(responses=TopicSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Every topic, and how one is told of it by mail."""
        rows = Preference.objects.visible_to(user_of(request))
        chosen = {one.topic: one.how for one in rows}
        shown = [
            {"topic": topic, "name": label, "how": chosen.get(topic, How.NOW)}
            for topic, label in topics().items()
        ]
        return Response(TopicSerializer(shown, many=True).data)

    @extend_schema(request=ChooseSerializer, responses=TopicSerializer(many=True))
    def put(self, request: Request) -> Response:
        """Choose for some topics."""
        user = user_of(request)
        actions.choose(user, typed(ChooseSerializer, request)["chosen"], by=user)
        return self.get(request)


class HabitsView(SparseView):
    """When one is told."""

    answers = HabitsSerializer

    @extend_schema(responses=HabitsSerializer)
    def get(self, request: Request) -> Response:
        """One's morning, digests, quiet hours."""
        return self._answer(self._habits(request))

    @extend_schema(
        request=HabitsSerializer, responses=HabitsSerializer, parameters=[IF_MATCH]
    )
    def put(self, request: Request) -> Response:
        """Change them."""
        user = user_of(request)
        version = expected_version(request, self._habits(request))
        values = typed(HabitsSerializer, request)
        saved = actions.set_habits(user, by=user, expected_version=version, **values)
        return self._answer(saved)

    def _habits(self, request: Request) -> Habits:
        user = user_of(request)
        return habits_of([user])[user.pk]

    def _answer(self, habits: Habits) -> Response:
        data = HabitsSerializer(habits).data
        return Response(data, headers={"ETag": etag(habits)})


class FeedView(SparseView):
    """The secret address of one's calendar."""

    answers = FeedSerializer

    @extend_schema(responses=FeedSerializer)
    def get(self, request: Request) -> Response:
        """Whether there is one; the address is not told again."""
        user = user_of(request)
        return self._answer(exists=bool(habits_of([user])[user.pk].feed_digest))

    @extend_schema(request=None, responses={201: FeedSerializer})
    def post(self, request: Request) -> Response:
        """Make a new one; an earlier one works no more."""
        user = user_of(request)
        secret = actions.make_feed(user, by=user, now=timezone.now())
        address = f"{settings.SITE_URL}{reverse('reminders:feed', args=[secret])}"
        return self._answer(exists=True, address=address, status=201)

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Revoke it."""
        user = user_of(request)
        actions.revoke_feed(user, by=user, now=timezone.now())
        return Response(status=204)

    def _answer(
        self, *, exists: bool, address: str | None = None, status: int = 200
    ) -> Response:
        shown = FeedSerializer({"exists": exists, "address": address}).data
        return Response(shown, status, headers={"Cache-Control": "no-store"})


class AwayViewSet(ReadViewSet):
    """Absences: one's own, and those in which one stands in."""

    queryset = Away.objects.with_names()
    serializer_class = AwaySerializer

    @extend_schema(request=GoAwaySerializer, responses={201: AwaySerializer})
    def create(self, request: Request) -> Response:
        """Name who stands in."""
        user, values = user_of(request), typed(GoAwaySerializer, request)
        if not User.objects.visible_to(user).filter(pk=values["deputy"].pk).exists():
            raise exceptions.ValidationError({"deputy": ["There is no such person."]})
        made = actions.go_away(user, by=user, now=timezone.now(), **values)
        return self.answer(made, status=201)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Come back, or call it off."""
        found = self.get_object()
        actions.come_back(found.pk, by=user_of(request), now=timezone.now())
        return Response(status=204)


class ChannelViewSet(ReadViewSet):
    """Where messages go besides mail: one's own, and one's teams'."""

    queryset = Channel.objects.with_names()
    serializer_class = ChannelSerializer

    @extend_schema(request=AddChannelSerializer, responses={201: MadeChannelSerializer})
    def create(self, request: Request) -> Response:
        """Add one; a webhook's secret is in this answer and nowhere else."""
        user, values = user_of(request), typed(AddChannelSerializer, request)
        if values["team"]:
            seen = Team.objects.visible_to(user)
            get_object_or_404(seen, pk=values["team"].pk)
        made = actions.add_channel(by=user, now=timezone.now(), **values)
        return Response(
            MadeChannelSerializer(made).data, status=201, headers={"ETag": etag(made)}
        )

    @extend_schema(request=AmendChannelSerializer, parameters=[IF_MATCH])
    def update(self, request: Request, pk: str) -> Response:
        """Change it; it is tried again."""
        found = self.get_object()
        version = expected_version(request, found)
        values = {"url": found.url, **typed(AmendChannelSerializer, request)}
        actions.amend_channel(
            found.pk,
            by=user_of(request),
            now=timezone.now(),
            expected_version=version,
            **values,
        )
        return self.answer(found)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Send nothing there any more."""
        found = self.get_object()
        actions.remove_channel(found.pk, by=user_of(request), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: str) -> Response:
        """Send a test message there."""
        found = self.get_object()
        actions.send_test(found.pk, by=user_of(request), now=timezone.now())
        return self.answer(found)
