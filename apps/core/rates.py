"""How many requests the API takes of one asker: a token bucket that all processes share.

It lies in Valkey, not in PostgreSQL: it is asked at every request, changes at every
request, and losing it does no harm. Where Valkey is away each process counts for itself.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Any, cast

from django.conf import settings
from django.db.models import Model
from redis import Redis
from redis.exceptions import RedisError
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from apps.core.http import client_address

MICRO = 1_000_000
PATIENCE = 0.25
AWAY_FOR = 5.0
MOST_KEPT = 10_000
# The same arithmetic as `poured`, in one step for all processes, by the server's clock.
SCRIPT = """
local t = redis.call('TIME')
local now, period = t[1] * 1000000 + t[2], tonumber(ARGV[2])
local step = math.floor(period / tonumber(ARGV[1]))
local wait = math.max(tonumber(redis.call('GET', KEYS[1]) or now) - now, 0)
if wait + step > period then return {0, wait} end
redis.call('SET', KEYS[1], string.format('%.0f', now + wait + step),
           'PX', math.ceil((wait + step) / 1000))
return {1, wait + step}
"""


@dataclass(frozen=True)
class Rate:
    """So many requests in so many seconds; all of them at once, if one likes."""

    scope: str
    most: int
    seconds: int

    @property
    def period(self) -> int:
        """Microseconds in which an empty bucket fills."""
        return self.seconds * MICRO

    @property
    def step(self) -> int:
        """Microseconds in which one request flows in."""
        return self.period // self.most


@dataclass(frozen=True)
class Verdict:
    """Whether a request is taken; `wait` is microseconds until the bucket is full."""

    rate: Rate
    is_taken: bool
    wait: int

    @property
    def remaining(self) -> int:
        """Requests that would be taken right now."""
        rate = self.rate
        return min(rate.most, max(0, (rate.period - self.wait) // rate.step))

    @property
    def reset(self) -> int:
        """Seconds, rounded up, until the bucket is full."""
        return -(-self.wait // MICRO)

    @property
    def retry_after(self) -> int:
        """Seconds, rounded up, until one more is taken; 0 where one is now."""
        return max(0, -(-(self.wait + self.rate.step - self.rate.period) // MICRO))

    def headers(self) -> dict[str, str]:
        """The three fields that clients know, and the two of the IETF's draft."""
        rate = self.rate
        return {
            "RateLimit-Limit": str(rate.most),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-Policy": f'"{rate.scope}";q={rate.most};w={rate.seconds}',
            "RateLimit": f'"{rate.scope}";r={self.remaining};t={self.reset}',
        }


def poured(wait: int, rate: Rate) -> tuple[bool, int]:
    """Whether one more is taken from a bucket that is full in `wait`, and the wait then."""
    is_taken = wait + rate.step <= rate.period
    return is_taken, wait + rate.step if is_taken else wait


@dataclass
class Buckets:
    """The buckets in Valkey; this process's own while Valkey is away."""

    url: str
    clock: Callable[[], float] = time.monotonic
    away_until: float = 0.0
    own: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        server = Redis.from_url(
            self.url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )
        self.ask = server.register_script(SCRIPT)

    def take(self, key: str, rate: Rate) -> Verdict:
        """One request out of the bucket of this key. One round trip, no query."""
        if self.clock() >= self.away_until:
            try:
                said: Any = self.ask([f"rate:{key}"], [rate.most, rate.period])
                return Verdict(rate, bool(said[0]), int(said[1]))
            except (RedisError, OSError):
                self.away_until = self.clock() + AWAY_FOR
        return self._take_own(key, rate)

    def _take_own(self, key: str, rate: Rate) -> Verdict:
        now = int(self.clock() * MICRO)
        with self.lock:
            if len(self.own) >= MOST_KEPT:
                self.own = {one: full for one, full in self.own.items() if full > now}
            wait = max(0, self.own.get(key, now) - now)
            is_taken, wait = poured(wait, rate)
            self.own[key] = now + wait
        return Verdict(rate, is_taken, wait)


@cache
def buckets(url: str) -> Buckets:
    """The buckets of this process."""
    return Buckets(url)


def counted(request: Request, view: Any) -> Verdict | None:
    """What the rate says of this request, asked once; None where there is no limit."""
    known = request._request.__dict__
    if "rate" not in known:
        scope, asker = _asker(request, view)
        rate = Rate(scope, *cast("Mapping[str, Any]", settings.API_RATES)[scope])
        key = f"{scope}:{asker}"
        known["rate"] = rate.most and buckets(settings.REDIS_URL).take(key, rate)
    return known["rate"] or None


def _asker(request: Request, view: Any) -> tuple[str, str]:
    """The scope, and whose bucket: a token's, a person's, or a stranger's address's."""
    user: Any = None
    token: Any = None
    with suppress(APIException):
        user, token = request.user, request.auth
    if not user or not user.is_authenticated:
        return "stranger", str(client_address(request._request))
    usual = "read" if request.method in SAFE_METHODS else "write"
    whose = f"token:{token.pk}" if isinstance(token, Model) else f"user:{user.pk}"
    return getattr(view, "rate_scope", "") or usual, whose


class RateThrottle(BaseThrottle):
    """Asks the rate before the view works."""

    verdict: Verdict | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether it is taken."""
        self.verdict = counted(request, view)
        return self.verdict is None or self.verdict.is_taken

    def wait(self) -> float | None:
        """Seconds until one more is."""
        return float(self.verdict.retry_after) if self.verdict else None
