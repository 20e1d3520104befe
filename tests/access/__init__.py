"""Who gets which answer from which address: one table an app, one letter a role.

L sent to the login   O 200   N 201 made   K 204 kept   U 401 unknown (API)   B 400 malformed, P 428 without If-Match (API)   S 303 done, look there   M 404 does not exist for you
F 403 may not   I 422 malformed   C 409 not now   R another redirect   - 405 no such method

The columns, in order, are COLUMNS.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from apps.accounts.roles import Role

ANONYMOUS = "anonymous"
COLUMNS = (
    ANONYMOUS,
    Role.VENDOR_REPRESENTATIVE,
    Role.SUPPORT_ENGINEER,
    Role.REQUESTER,
    Role.REVIEWER,
    Role.PLATFORM_MANAGER,
    Role.TEAM_MANAGER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
STATUS = {
    "O": 200,
    "N": 201,
    "K": 204,
    "U": 401,
    "B": 400,
    "P": 428,
    "S": 303,
    "M": 404,
    "F": 403,
    "I": 422,
    "C": 409,
    "-": 405,
}

EVERYBODY_IN = "LOOOOOOOO"
INTERNAL_ONLY = "LMOOOOOOO"
NO_SUCH_METHOD = "L--------"

World = Mapping[str, Any]


def nothing(world: World) -> list[Any]:
    return []


def no_data(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """One address: the answers to GET and POST, how to fill it, what to send."""

    get: str
    post: str = NO_SUCH_METHOD
    args: Callable[[World], list[Any]] = nothing
    data: Callable[[World], dict[str, Any]] = no_data
    query: Mapping[str, str] = field(default_factory=dict)


def answer(client, method, url, data) -> str:
    """The letter of one answer; whatever the request changed is undone."""
    with transaction.atomic():
        if method in {"get", "post"}:
            response = getattr(client, method)(url, data)
        else:
            response = client.generic(method.upper(), url, "{}", "application/json")
        transaction.set_rollback(True)
    return letter(response)


def letter(response) -> str:
    if response.status_code == 302:
        is_login = response["Location"].startswith(reverse(settings.LOGIN_URL))
        return "L" if is_login else "R"
    by_status = {status: one for one, status in STATUS.items()}
    return by_status.get(response.status_code, f"?{response.status_code}")
