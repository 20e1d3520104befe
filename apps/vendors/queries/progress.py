"""How far a long job is, while its transaction is open: kept beside the database."""

from dataclasses import dataclass

from django.core.cache import cache
from redis.exceptions import RedisError

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Progress:
    """So many of so many."""

    done: int
    of: int

    @property
    def percent(self) -> int:
        """0 to 100."""
        return min(100, 100 * self.done // self.of) if self.of else 0


def keep_progress(job: str, done: int, of: int) -> None:
    """Show how far a job is. Without Valkey nothing is shown, and the job goes on."""
    try:
        cache.set(f"vendors:{job}", (done, of), KEPT_SECONDS)
    except (RedisError, OSError):
        return


def progress_of(job: str) -> Progress:
    """How far a job is; none of none if it is not known."""
    try:
        done, of = cache.get(f"vendors:{job}") or (0, 0)
    except (RedisError, OSError):
        return Progress(0, 0)
    return Progress(done, of)
