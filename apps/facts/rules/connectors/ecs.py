"""Amazon ECS: the tasks of a service.

`DescribeServices`: docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html
"""

import json
import re
from datetime import datetime

from apps.facts.rules.asking import (
    Answered,
    Asked,
    Place,
    Question,
    Reading,
    as_json,
    parse_json,
    part,
)
from apps.facts.rules.kinds import Fault
from apps.facts.rules.signing import Credentials, sign

BAD_REQUEST = 400
TARGET = "AmazonEC2ContainerServiceV20141113.DescribeServices"
WANTED = re.compile(r"(?P<cluster>[\w-]{1,255})/(?P<service>[\w-]{1,255})")
NO_CLUSTER = "ClusterNotFoundException"
NO_SERVICE = "There is no such service in this cluster."
ACTIVE = "ACTIVE"
SAID = {
    NO_CLUSTER: "There is no such cluster.",
    "ServiceNotFoundException": NO_SERVICE,
    "AccessDeniedException": "The access key does not allow ecs:DescribeServices.",
    "UnrecognizedClientException": "It does not accept the access key, or its token.",
    "ExpiredTokenException": "The session token has expired: type new keys.",
    "InvalidSignatureException": "The secret key is not that of the access key.",
}
REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")


def ask(place: Place, asked: Asked, now: datetime) -> Question:
    """The service that `cluster/service` names, signed for the region."""
    found = WANTED.fullmatch(asked.lines[0] if asked.lines else "")
    if not found:
        raise Fault("Name it as cluster/service.")
    region = place.settings.get("region", "")
    if not REGION.fullmatch(region):
        raise Fault("The connector needs an AWS region, such as eu-central-1.")
    url = place.url or f"https://ecs.{region}.amazonaws.com/"
    asks = {"cluster": found["cluster"], "services": [found["service"]]}
    body = json.dumps(asks).encode()
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": TARGET}
    access_key = place.settings.get("user", "")
    who = Credentials(access_key, place.secret, region, "ecs", place.session_token)
    return sign(Question(url, headers, body), who, now)


def read(asked: Asked, answered: Answered, now: datetime) -> list[Reading]:
    """Tasks wanted and running, and the grace of health checks where it is set.

    A service that was deleted is told for some time yet, as DRAINING or INACTIVE.
    """
    if words := SAID.get(error_of(answered)):
        raise Fault(words)
    data = as_json(answered)
    services = part(data, "services", list)
    if not services:
        raise Fault(NO_SERVICE)
    service = services[0]
    if part(service, "status", str) != ACTIVE:
        raise Fault("The service was deleted.")
    readings = [
        Reading("ecs.desired", part(service, "desiredCount", int)),
        Reading("ecs.running", part(service, "runningCount", int)),
    ]
    grace = service.get("healthCheckGracePeriodSeconds")
    if grace is not None:
        seconds = part(service, "healthCheckGracePeriodSeconds", int)
        readings.append(Reading("ecs.grace_seconds", seconds))
    return readings


def error_of(answered: Answered) -> str:
    """The name of the error that AWS answers with, without its namespace; else ""."""
    if answered.status != BAD_REQUEST:
        return ""
    try:
        data = parse_json(answered.body)
    except Fault:
        return ""
    kind = data.get("__type") if isinstance(data, dict) else None
    return kind.rpartition("#")[2] if isinstance(kind, str) else ""
