"""Something harmless to ask each kind of system, to see whether it lets the portal in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from apps.facts.rules.asking import (
    Answered,
    Asked,
    Place,
    Question,
    as_json,
    expect_answer,
    let_in,
)
from apps.facts.rules.connectors import ecs
from apps.facts.rules.kinds import Fault
from apps.facts.states import ConnectorKind


@dataclass(frozen=True)
class Tried:
    """Whether it went well, and what to tell the person who tried."""

    is_good: bool
    words: str


@dataclass(frozen=True)
class Trial:
    """What is asked, and how the answer is told."""

    ask: Callable[[Place, datetime], Question]
    judge: Callable[[Answered], Tried]


def trial(kind: str) -> Trial:
    """The trial of a kind."""
    return TRIALS[kind]


def _path(path: str, place: Place, now: datetime) -> Question:
    return Question(place.address(path), let_in(place))


def _ecs(place: Place, now: datetime) -> Question:
    return ecs.ask(place, Asked("ecs.desired", "portal/portal"), now)


def _is_json(answered: Answered) -> Tried:
    as_json(answered)
    return Tried(is_good=True, words="It lets the portal in, and answers as it should.")


def _is_there(answered: Answered) -> Tried:
    expect_answer(answered)
    return Tried(is_good=True, words=f"It answers with {answered.status}.")


def _is_known_to_aws(answered: Answered) -> Tried:
    """That there is no such cluster is said to those who are let in only."""
    try:
        return _is_json(answered)
    except Fault:
        if ecs.error_of(answered) == ecs.NO_CLUSTER:
            return Tried(is_good=True, words="It lets the portal in.")
        raise


K = ConnectorKind
TRIALS: Mapping[str, Trial] = {
    K.HTTP: Trial(partial(_path, "/"), _is_there),
    K.PROMETHEUS: Trial(partial(_path, "api/v1/query?query=1"), _is_json),
    K.ALERTMANAGER: Trial(partial(_path, "api/v2/status"), _is_json),
    K.GRAFANA: Trial(partial(_path, "api/search?type=dash-db&limit=1"), _is_json),
    K.SPLUNK: Trial(
        partial(
            _path, "services/authentication/current-context?output_mode=json&count=1"
        ),
        _is_json,
    ),
    K.KUBERNETES: Trial(partial(_path, "apis/apps/v1"), _is_json),
    K.ECS: Trial(_ecs, _is_known_to_aws),
}
