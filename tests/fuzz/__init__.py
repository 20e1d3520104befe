"""What strangers give is read or refused in words, within a second.

`make test` tries a few examples of each; `make fuzz` a hundred times as many (FUZZ=100).
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

TIMES = int(os.environ.get("FUZZ", "1"))
# The converter of articles has twenty seconds of its own.
SECOND, HANGS = 1.0, 30.0
LARGE = 60_000


def examples(count: int) -> settings:
    """So many examples in the test run, the same each time; `FUZZ` times as many, and
    others each time, when it is asked for.
    """
    unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large]
    unhurried += [HealthCheck.function_scoped_fixture]
    return settings(
        max_examples=count * TIMES,
        derandomize=TIMES == 1,
        deadline=None,
        suppress_health_check=unhurried,
        phases=[one for one in Phase if one is not Phase.explain],
    )


class TooSlow(Exception):
    """It was still at work after half a minute."""


@contextmanager
def _an_end() -> Iterator[None]:
    """What hangs is stopped, so that the test says so."""

    def stop(*_: Any) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def within_a_second(
    act: Callable[[], Any], refusal: type[Exception] | tuple[type[Exception], ...] = ()
) -> None:
    """Do it; only the refusal may come of it, and that in less than a second's work.

    The processor's time is counted, so that a busy machine fails nothing.
    """
    began = time.thread_time()
    with _an_end(), suppress(refusal or ()):
        act()
    spent = time.thread_time() - began
    assert spent < SECOND, f"It took {spent:.1f} s."


def pathological(*units: str) -> st.SearchStrategy[str]:
    """Texts of up to 60,000 letters that repeat something: where slow parsers are slow."""
    unit = st.sampled_from(units) | st.text(min_size=1, max_size=4)
    few = st.sampled_from(units) | st.text(max_size=6)
    return st.builds(_repeated, few, unit, st.integers(1, LARGE), few)


def _repeated(head: str, unit: str, count: int, tail: str) -> str:
    return head + unit * min(count, LARGE // len(unit)) + tail


def mixed(*parts: str) -> st.SearchStrategy[str]:
    """Texts put together of what means something to the parser, and of anything."""
    one = st.sampled_from(parts) | st.text(max_size=8)
    return st.lists(one, max_size=40).map("".join)


def json_like(*names: str) -> st.SearchStrategy[Any]:
    """What JSON can say, under names that mean something to the reader."""
    key = st.sampled_from(("a", *names)) | st.text(max_size=4)
    plain: st.SearchStrategy[Any] = st.none() | st.booleans() | st.floats()
    plain |= st.integers() | st.text(max_size=12) | st.just("2026-11-23T09:00:00Z")
    return st.recursive(
        plain,
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(key, inner, max_size=6)
        ),
        max_leaves=25,
    )


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with some of them changed, cut out or doubled."""
    places = st.tuples(
        st.integers(0, max(len(whole) - 1, 0)), st.binary(max_size=6), st.integers(0, 9)
    )

    def broken(changes: list[tuple[int, bytes, int]]) -> bytes:
        found = whole
        for at, put, cut in changes:
            found = found[:at] + put + found[at + cut :]
        return found

    return st.lists(places, max_size=6).map(broken)
